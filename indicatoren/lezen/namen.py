"""The names of areas in a file, for a person to confirm."""

from dataclasses import dataclass

from indicatoren.lezen.bekend import Bekend, BekendGebied, sleutel
from indicatoren.lezen.cellen import RAND
from indicatoren.lezen.koppen import rijen_van, schoon
from indicatoren.lezen.leeswijze import Leeswijze, Rol
from indicatoren.lezen.vertalen import Vertaling


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
    lezing = Vertaling(leeswijze, bekend)
    if not lezing.heeft(Rol.NAAM):
        return []
    code, naam = lezing.plek.gebied, lezing.plek.naam
    gevonden: dict[str, list] = {}
    for regel, rij in enumerate(rijen_van(bestand, leeswijze), 1):
        if regel <= leeswijze.kopregel or len(rij) <= max(code, naam):
            continue
        tekst = schoon(rij[naam])
        if tekst and not (lezing.heeft(Rol.GEBIED) and rij[code].strip(RAND)):
            if len(gevonden) >= hooguit and sleutel(tekst) not in gevonden:
                break
            gevonden.setdefault(sleutel(tekst), [tekst, regel, 0])[2] += 1
    return [_naam(lezing.zoeker, bekend, *velden) for velden in gevonden.values()]


def _naam(zoeker, bekend, tekst, regel, aantal):
    naam = sleutel(tekst)
    bevestigd = bekend.bevestigd.get(naam)
    keuzes = bevestigd or zoeker.keuzes(naam)
    return Naam(tekst, naam, regel, aantal, keuzes, bool(bevestigd))
