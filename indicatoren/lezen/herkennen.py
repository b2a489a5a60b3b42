"""What a file with figures looks like: a proposal how to read it, for a person to look through."""

from dataclasses import dataclass

from indicatoren.lezen.bekend import Bekend
from indicatoren.lezen.leeswijze import Kolom, Leeswijze


@dataclass(frozen=True)
class GezieneKolom:
    """A column: what we propose (also in `Leeswijze.kolommen`), and what is in it.

    `is_getal`: it holds figures, so it may be a column of `Rol.CIJFER` or `Rol.WAARDE`.
    """

    voorstel: Kolom
    voorbeelden: tuple[str, ...]
    is_getal: bool


@dataclass(frozen=True)
class Teken:
    """What stands in the place of a figure; `tekst` "" is an empty cell.

    `voorstel` is what `Leeswijze.tekens` would say; "" when a person must choose.
    """

    tekst: str
    aantal: int
    voorstel: str


@dataclass(frozen=True)
class Getalkeuze:
    """A number that can be read in two ways, and both as we would print them."""

    tekst: str  # 1.255
    met_komma: str  # 1.255 when the comma is the decimal sign
    met_punt: str  # 1,255 when the point is


@dataclass(frozen=True)
class Herkenning:
    """`leeswijze` can be used as it is when `vragen` is empty.

    `is_onzeker`: a person must choose the decimal sign; `getalkeuzes` shows what it matters.
    `vragen`: sentences, what a person must still choose. `rijen`: how many were looked at.
    `vingerafdruk`: of the headings, for `Kolomkeuze.koppen`.
    """

    soort: str  # csv or xlsx
    bladen: tuple[str, ...]
    leeswijze: Leeswijze
    kolommen: tuple[GezieneKolom, ...]
    tekens: tuple[Teken, ...]
    is_onzeker: bool
    getalkeuzes: tuple[Getalkeuze, ...]
    vragen: tuple[str, ...]
    vingerafdruk: str
    rijen: int


def herken(bestand, naam: str, blad: str = "", bekend: Bekend | None = None) -> Herkenning:
    """Look at the first 50.000 rows of a binary file called `naam`; `blad` "" is the first sheet.

    With `bekend` headings that name an indicator are matched. Raises `kern.tabellen.GeenTabel`
    with a sentence when it is no table at all.
    """
    raise NotImplementedError
