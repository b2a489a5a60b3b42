"""The names of areas in a file, for a person to confirm."""

from dataclasses import dataclass

from indicatoren.lezen.bekend import Bekend, BekendGebied
from indicatoren.lezen.leeswijze import Leeswijze


@dataclass(frozen=True)
class Naam:
    """A name as the file writes it; `sleutel` is how `Gebiedsnaam.naam` keeps it.

    `keuzes` are the areas it may mean; `is_bevestigd` when somebody settled it before.
    """

    tekst: str
    sleutel: str
    regel: int  # where it stands first
    aantal: int
    keuzes: tuple[BekendGebied, ...]
    is_bevestigd: bool


def namen(bestand, leeswijze: Leeswijze, bekend: Bekend, hooguit: int = 500) -> list[Naam]:
    """The distinct names that are read as area (no code in their row), in order of the file.

    Raises as `cijfers.lees` does.
    """
    raise NotImplementedError
