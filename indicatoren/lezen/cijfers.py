"""From the bytes of a file to figures, by a chosen way of reading: no database, constant memory.

Every row takes the same way: what its texts mean is looked up (`vertalen`), and a row that cannot
be read leaves that way with a `Fout`. What then becomes of it is for `_geweigerd`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import NamedTuple

from indicatoren.lezen.bekend import Bekend
from indicatoren.lezen.cellen import RAND, Fout, Kwestie
from indicatoren.lezen.koppen import NOOT, lees_koppen, rijen_van
from indicatoren.lezen.leeswijze import Leeswijze, Rol
from indicatoren.lezen.vertalen import NIETS, OVERSLAAN, Vertaling
from indicatoren.models import Correctie, Meting
from kern.tabellen import GeenTabel

STREEF = Correctie.Soort.STREEFWAARDE.value
EXTRA = (Rol.REDEN, Rol.N, Rol.MARGE, Rol.SIGNIFICANT, Rol.VOORLOPIG, Rol.NOOT)
GEEN_EXTRA = (None, None, None, Meting.Significant.NIET_GETOETST.value, False, "")
NIETS_MET_NOOT = (None, None)  # a target that is only a note
VOETREGELS = 20  # that may stand under a table
ANDERE_KOPPEN = (
    "De koppen van dit bestand zijn anders dan gekozen. Kies opnieuw wat er in de kolommen staat."
)
TE_LANG = (
    "Deze regel heeft meer cellen dan er koppen zijn. Staat er een scheidingsteken in een tekst? "
    "Zet die tekst dan tussen aanhalingstekens."
)
TE_KORT = "Deze regel is korter dan de koppen. Vul hem aan, ook met lege cellen."


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


@dataclass(frozen=True)
class Geweigerd:
    """A row, or a cell of it, that is not read; `waarom` says what is wrong and what to do."""

    regel: int
    kolom: str  # its heading; "" for the whole row
    tekst: str
    waarom: str
    kwestie: Kwestie = Kwestie.ANDERS


class Fouten(Exception):
    """What is wrong in several cells of one row."""


maak = partial(tuple.__new__, Gelezen)  # twice as fast as its own __new__


def lees(bestand, leeswijze: Leeswijze, bekend: Bekend) -> "Lezing":
    """The figures of a binary file, row by row.

    Raises `kern.tabellen.GeenTabel` (a RegelGeschonden, with a sentence), at once or while
    iterating, for a file that is no table, has other headings than `leeswijze` says, or breaks off,
    and for a `leeswijze` that lacks what every row needs.
    """
    return Lezing(bestand, leeswijze, bekend)


class Lezing:
    """Iterate it once: every figure of a file, or why not. Of a refused row no figure is given.

    Meanwhile and after: `regel` is the last row looked at, `buiten` counts rows about areas that
    are of another gemeente or larger than one, `leeg` counts cells that hold no figure.
    """

    def __init__(self, bestand, leeswijze: Leeswijze, bekend: Bekend):
        self.leeswijze, self.vertaling = leeswijze, Vertaling(leeswijze, bekend)
        self.heeft_extra = any(map(self.vertaling.heeft, EXTRA))
        self.regel = self.buiten = self.leeg = 0
        self.blanco = 0  # the last empty row
        self.voet: list[Geweigerd] = []  # rows that are notes, if nothing follows
        self.rijen = rijen_van(bestand, leeswijze)

    def __iter__(self) -> Iterator[Gelezen | Geweigerd]:
        breedte = self._eis_koppen()
        for regel, rij in enumerate(self.rijen, self.leeswijze.kopregel + 1):
            self.regel = regel
            try:
                if len(rij) != breedte:
                    rij = _recht(rij, breedte)  # noqa: PLW2901
                rij.append("")
                gelezen = self._lees_rij(regel, rij)
            except Fout as fout:
                yield from self._geweigerd(rij, [fout])
            except Fouten as fouten:
                yield from self._geweigerd(rij, fouten.args)
            else:
                if self.voet:
                    yield from self._geen_voet()
                yield from gelezen

    def _eis_koppen(self):
        wijze, koppen = self.leeswijze, [kolom.kop for kolom in self.leeswijze.kolommen]
        boven = list(islice(self.rijen, wijze.kopregel))
        gelijk = len(boven) == wijze.kopregel and koppen == lees_koppen(
            boven, wijze.kopregels, len(koppen)
        )
        if not gelijk:
            raise GeenTabel(ANDERE_KOPPEN)
        return len(koppen)

    def _lees_rij(self, regel, rij):
        """The figures of a row; Fout or Fouten when any part of it cannot be read."""
        vertaling, plek = self.vertaling, self.vertaling.plek
        jaar, ster, indicator = None, False, None
        if vertaling.vraagt_jaar:
            jaar, ster = vertaling.jaren[rij[plek.jaar]]
        if vertaling.vraagt_indicator:
            indicator = vertaling.indicatoren[rij[plek.indicator]]
        soort = vertaling.soorten[rij[plek.soort]]
        extra = self._extra(rij, soort) if self.heeft_extra else GEEN_EXTRA
        gebieden, tekst = vertaling.codes, rij[plek.gebied]
        if not tekst:
            gebieden, tekst = vertaling.namen, rij[plek.naam]
        _, n, marge, oordeel, voorlopig, noot = extra
        gelezen, fouten = [], []
        for kolom in vertaling.cijfers:
            van_jaar, gaat_over = kolom.jaar or jaar, kolom.indicator or indicator
            gebied = gebieden[van_jaar][tekst]
            if gebied is None:
                self.buiten += 1
                return ()
            try:
                cijfer = _weeg(vertaling.waarden[rij[kolom.plek]], gaat_over, soort, extra)
            except Fout as fout:
                fout.kolom, fout.tekst = kolom.kop, rij[kolom.plek]
                fouten.append(fout)
                continue
            if cijfer is OVERSLAAN:
                self.leeg += 1
                continue
            plaats = (regel, kolom.plek + 1, soort, gaat_over.pk, gebied, van_jaar)
            is_voorlopig = voorlopig or ster or kolom.voorlopig
            gelezen.append(maak((*plaats, *cijfer, n, marge, oordeel, is_voorlopig, noot)))
        if fouten:
            raise Fouten(*fouten)
        return gelezen

    def _extra(self, rij, soort):
        """(reason, n, margin, verdict, provisional, note) of a row."""
        vertaling, plek = self.vertaling, self.vertaling.plek
        extra = (
            vertaling.redenen[rij[plek.reden]],
            vertaling.aantallen[rij[plek.n]],
            vertaling.marges[rij[plek.marge]],
            vertaling.oordelen[rij[plek.significant]],
            vertaling.voorlopig[rij[plek.voorlopig]],
            vertaling.noten[rij[plek.noot]],
        )
        if soort == STREEF and extra[:5] != GEEN_EXTRA[:5]:
            raise Fout(
                "Een streefwaarde heeft alleen een waarde en een noot. Maak de andere cellen leeg."
            )
        return extra

    def _geweigerd(self, rij, fouten):
        """What becomes of a row that cannot be read: nothing when it is empty or a note below."""
        gevuld = [cel for cel in rij if cel.strip(RAND)]
        if not gevuld:
            self.blanco = self.regel
            return
        geweigerd = [
            Geweigerd(
                self.regel, fout.kolom, fout.tekst.replace("\0", ""), fout.waarom, fout.kwestie
            )
            for fout in fouten
        ]
        if self._is_voet(gevuld) and len(self.voet) < VOETREGELS:
            self.voet += geweigerd[:1]
        else:
            yield from self._geen_voet()
            yield from geweigerd

    def _is_voet(self, gevuld):
        """Whether this may be a line under the table: a source, or words after an empty row."""
        if self.vertaling.zoeker.is_bekend(gevuld[0]):
            return False
        na_wit = self.voet or self.blanco == self.regel - 1
        return bool(NOOT.match(gevuld[0])) or bool(na_wit and len(gevuld) == 1)

    def _geen_voet(self):
        """Rows that looked like notes, with figures below them."""
        yield from self.voet
        self.voet.clear()


def _recht(rij, breedte):
    """A csv row as wide as the headings."""
    if len(rij) < breedte:
        if any(cel.strip(RAND) for cel in rij):
            raise Fout(TE_KORT)
        return [""] * breedte
    if any(cel.strip(RAND) for cel in rij[breedte:]):
        raise Fout(TE_LANG)
    return rij[:breedte]


def _weeg(cijfer, indicator, soort, extra):
    """(value, reason) of a cell and what its row says, or OVERSLAAN."""
    waarde, reden = cijfer
    if waarde is None:
        return _zonder_waarde(cijfer, soort, extra)
    if extra[0]:
        raise Fout("Hier staat een waarde en ook een reden waarom die er niet is. Kies een.")
    if indicator.van is not None and not indicator.van <= waarde <= indicator.tot:
        raise Fout(
            f"Dit valt buiten de schaal van {indicator.naam}, die loopt van "
            f"{_getal(indicator.van)} tot en met {_getal(indicator.tot)}."
        )
    return cijfer


def _zonder_waarde(cijfer, soort, extra):
    reden = extra[0] or cijfer[1]
    if soort == STREEF:
        if extra[5]:
            return NIETS_MET_NOOT
        if cijfer is OVERSLAAN:
            return cijfer
        raise Fout("Vul een waarde in, of schrijf in de noot waarom die er niet is.")
    if reden:
        return None, reden
    if cijfer is NIETS:
        raise Fout("Deze cel is leeg. Vul een waarde in, of kies wat een lege cel betekent.")
    return OVERSLAAN


def _getal(getal):
    return f"{getal.normalize():f}".replace(".", ",")
