"""From the bytes of a file to figures, by a chosen way of reading: no database, constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from indicatoren.lezen.bekend import Bekend
from indicatoren.lezen.leeswijze import Leeswijze


class Gelezen(NamedTuple):
    """A figure, in the order of the columns of `Invoer` after `herkomst_id`.

    `soort` is a `Correctie.Soort` (meting or streefwaarde). A meting has a `waarde` or a `reden`.
    `kolom` counts from 1, as `regel` does.
    """

    regel: int
    kolom: int
    soort: str
    indicator_id: int
    gebied_id: int
    jaar: int
    waarde: Decimal | None
    reden: str | None
    n: int | None
    marge: Decimal | None
    significant: str
    voorlopig: bool
    voetnoot: str


class Kwestie(StrEnum):
    """What a person can settle for the whole file, instead of in the file."""

    NAAM = "naam"  # a name that nobody confirmed, or that several areas have
    GRENZEN = "grenzen"  # an area that we know only in other years
    ANDERS = ""


@dataclass(frozen=True)
class Geweigerd:
    """A row, or a cell of it, that is not read; `waarom` says what is wrong and what to do."""

    regel: int
    kolom: str  # its heading; "" for the whole row
    tekst: str
    waarom: str
    kwestie: Kwestie = Kwestie.ANDERS


class Lezing:
    """Iterate it once: every figure of a file, or why not. Of a refused row no figure is given.

    Meanwhile and after: `regel` is the last row looked at, `buiten` counts rows about areas that
    are of another gemeente or larger than one, `leeg` counts cells that hold no figure.
    """

    regel: int = 0
    buiten: int = 0
    leeg: int = 0

    def __iter__(self) -> Iterator[Gelezen | Geweigerd]:
        raise NotImplementedError


def lees(bestand, leeswijze: Leeswijze, bekend: Bekend) -> Lezing:
    """The figures of a binary file, row by row.

    Raises `kern.tabellen.GeenTabel` (a RegelGeschonden, with a sentence), at once or while
    iterating, for a file that is no table, has other headings than `leeswijze` says, or breaks off.
    """
    raise NotImplementedError
