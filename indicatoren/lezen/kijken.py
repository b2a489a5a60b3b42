"""A first look at a file: where its headings are, and what stands below each of them."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, zip_longest
from statistics import median

from indicatoren.lezen.cellen import RAND
from indicatoren.lezen.koppen import JAAR, UITGEPAKT, lees_koppen
from indicatoren.lezen.tekens import is_getal, is_teken
from kern.tabellen import Formule, GeenTabel, Vorm, als_tekst, bekijk, lees_rijen

BOVEN = 60  # rows in which the headings are looked for
RIJEN = {"csv": 50_000, "xlsx": 5000}  # that are looked at: a sheet is read slowly
CELLEN = 1_000_000
BLOK = 1000
PROEF = 500  # texts that show what a column is
VERSCHILLENDE = 2000  # texts of a column that are told apart
GEEN_KOPPEN = "In dit bestand zien we geen rij met koppen. Zet boven elke kolom wat erin staat."


@dataclass(frozen=True)
class Kijk:
    """A column: its heading, and how often each text stands in it."""

    kop: str
    cellen: Counter  # as text
    getypt: tuple[str, ...]  # what really is text: a number of a sheet has no decimal sign
    heeft_formules: bool

    @cached_property
    def gevuld(self) -> list[str]:
        return [tekst for tekst in self.cellen if tekst.strip(RAND)]

    @cached_property
    def is_getal(self) -> bool:
        """Whether it holds figures: numbers, and signs where there are none."""
        return self.kan_getal and any(map(is_getal, self.cellen))

    @cached_property
    def kan_getal(self) -> bool:
        """Whether nothing else is in it; perhaps nothing at all."""
        getallen = self.deel(lambda tekst: is_getal(tekst) or is_teken(tekst))
        return getallen >= 0.8 or not self.gevuld

    def deel(self, toets) -> float:
        """The part of the first distinct texts that pass."""
        proef = self.gevuld[:PROEF]
        return sum(map(bool, map(toets, proef))) / len(proef) if proef else 0


@dataclass(frozen=True)
class Blik:
    """What is in a file, before anything is guessed about it."""

    vorm: Vorm
    blad: str
    titels: list[list[str]]  # the rows above the headings
    kopregel: int
    kopregels: int
    kolommen: list[Kijk]
    rijen: int


def bekijk_tabel(bestand, blad: str) -> Blik:
    """The headings and the first rows of a binary file. GeenTabel says why there are none."""
    vorm = bekijk(bestand, uitgepakt=UITGEPAKT)
    blad = blad or next(iter(vorm.bladen), "")
    rijen = lees_rijen(
        bestand,
        codering=vorm.codering,
        scheiding=vorm.scheiding,
        blad=blad,
        uitgepakt=UITGEPAKT,
    )
    boven = list(islice(rijen, BOVEN))
    teksten = [[als_tekst(cel) for cel in rij] for rij in boven]
    kopregel, kopregels = _zoek_koppen(teksten)
    koppen = lees_koppen(teksten[:kopregel], kopregels, _breedte(teksten[kopregel - 1 :]))
    aantal, cellen = _tel(chain(boven[kopregel:], rijen), len(koppen), RIJEN[vorm.soort])
    return Blik(
        vorm=vorm,
        blad=blad,
        titels=teksten[: kopregel - kopregels],
        kopregel=kopregel,
        kopregels=kopregels,
        kolommen=[_kijk(kop, geteld) for kop, geteld in zip(koppen, cellen, strict=True)],
        rijen=aantal,
    )


def _zoek_koppen(rijen):
    """(number of the last row of headings, how many rows they take)."""
    breed = [len(_gevuld(rij)) for rij in rijen if _gevuld(rij)] or [0]
    for nr, rij in enumerate(rijen, 1):
        gevuld = _gevuld(rij)
        if len(gevuld) >= max(2, 0.6 * median(breed)) and _is_kop(gevuld):
            return _met_jaren_eronder(rijen, nr)
    raise GeenTabel(GEEN_KOPPEN)


def _met_jaren_eronder(rijen, nr):
    """Two rows of headings: subjects over years. Either of the two may be the full one."""
    if nr < len(rijen) and _zijn_jaren(rijen[nr - 1], rijen[nr]):
        return nr + 1, 2
    boven = rijen[nr - 2] if nr > 1 else []
    onderwerpen = [plek for plek, cel in enumerate(boven) if cel.strip(RAND)]
    jaren = [plek for plek, cel in enumerate(rijen[nr - 1]) if _is_jaar(cel)]
    is_tweede = jaren and onderwerpen and max(onderwerpen) >= jaren[0]
    return nr, 2 if is_tweede else 1


def _zijn_jaren(boven, onder):
    """Whether the lower row says years wherever the upper one says something."""
    paren = list(zip_longest(boven, onder, fillvalue=""))
    jaren = [_is_jaar(cel) for kop, cel in paren if kop.strip(RAND) and cel.strip(RAND)]
    return bool(jaren) and all(jaren)


def _is_kop(gevuld):
    """Texts and years, no figures."""
    return not all(map(is_getal, gevuld)) and all(
        _is_jaar(cel) or not is_getal(cel) for cel in gevuld
    )


def _is_jaar(tekst):
    return bool(JAAR.fullmatch(tekst.strip(RAND)))


def _gevuld(rij):
    return [cel for cel in rij if cel.strip(RAND)]


def _breedte(rijen):
    """Columns up to the last heading, or further where most rows have cells."""
    lengtes = sorted(
        max((plek for plek, cel in enumerate(rij, 1) if cel.strip(RAND)), default=0)
        for rij in rijen
    )
    kop = max(plek for plek, cel in enumerate(rijen[0], 1) if cel.strip(RAND))
    return max(kop, lengtes[len(lengtes) // 2])


def _tel(rijen, breedte, hooguit):
    """(number of rows, per column how often each cell stands in it), of the first rows."""
    rest = max(BLOK, min(hooguit, CELLEN // breedte))
    aantal, geteld = 0, [Counter() for _ in range(breedte)]
    while blok := list(islice(rijen, min(BLOK, rest - aantal))):
        aantal += len(blok)
        for cellen, kolom in zip(geteld, islice(zip_longest(*blok), breedte), strict=False):
            if len(cellen) < VERSCHILLENDE:
                cellen.update(kolom)
    return aantal, geteld


def _kijk(kop, geteld):
    cellen = Counter()
    for cel, aantal in geteld.items():
        cellen[als_tekst(cel)] += aantal
    echt = [cel for cel in geteld if isinstance(cel, str) and not isinstance(cel, Formule)]
    return Kijk(kop, cellen, tuple(echt), any(isinstance(cel, Formule) for cel in geteld))
