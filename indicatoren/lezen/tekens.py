"""Figures as texts: which sign is decimal, and what stands where no figure is."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from indicatoren.lezen.bekend import sleutel
from indicatoren.lezen.cellen import ANDERS, RAND, Fout, Getallen
from indicatoren.lezen.vertalen import LEEG, NUL
from indicatoren.models import Meting

GETAL = re.compile(r"(\d+)((?:[.,]\d+)+)")
LEZERS = {decimaal: Getallen(decimaal) for decimaal in ANDERS}
TEKEN_HOOGUIT = 20  # characters; longer is a text, no sign
TEKENS_HOOGUIT = 30
VOORBEELDEN = 5
Reden = Meting.Reden
BETEKENIS = {
    "": LEEG,
    ".": Reden.ONBEKEND.value,
    "?": Reden.ONBEKEND.value,
    "onbekend": Reden.ONBEKEND.value,
    "-": Reden.NIET_GEMETEN.value,
    "–": Reden.NIET_GEMETEN.value,
    "*": Reden.TE_WEINIG.value,
    "<5": Reden.TE_WEINIG.value,
    "<10": Reden.TE_WEINIG.value,
    "x": Reden.GEHEIM.value,
    "geheim": Reden.GEHEIM.value,
    "null": Reden.NOG_NIET_BEKEND.value,
    "na": Reden.NOG_NIET_BEKEND.value,
    "n/a": Reden.NOG_NIET_BEKEND.value,
    "nb": Reden.NOG_NIET_BEKEND.value,
    "n.b.": Reden.NOG_NIET_BEKEND.value,
    "nvt": Reden.KAN_NIET.value,
    "n.v.t.": Reden.KAN_NIET.value,
}
BIJ_STATLINE = {"-": NUL}  # there a dash is nil


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
    met_komma: str  # 1255 when the comma is the decimal sign
    met_punt: str  # 1,255 when the point is


@dataclass(frozen=True)
class Decimaal:
    """The decimal sign of a file; `is_onzeker` when a person must say which."""

    teken: str
    is_onzeker: bool
    keuzes: tuple[Getalkeuze, ...] = ()


def is_getal(tekst: str) -> bool:
    """Whether it is a number with either decimal sign."""
    return any(lezer.past(tekst) for lezer in LEZERS.values())


def is_teken(tekst: str) -> bool:
    return sleutel(tekst) in BETEKENIS


def decimaal(teksten: Iterable[str], *, is_sjabloon: bool, scheiding: str) -> Decimaal:
    """Which sign is decimal, from all texts of figures. Our own file always writes a comma."""
    bewijs, twijfel = Counter(), {}
    for tekst in teksten:
        teken = _decimaalteken(tekst)
        if teken == "?":
            teken = "," if is_sjabloon and "," in tekst else teken
        if teken == "?":
            twijfel[tekst.strip(RAND)] = None
        elif teken:
            bewijs[teken] += 1
    gok = "." if scheiding == "," else ","
    teken = bewijs.most_common(1)[0][0] if bewijs else gok
    is_onzeker = len(bewijs) > 1 or bool(twijfel and not bewijs)
    keuzes = [_keuze(tekst) for tekst in list(twijfel)[:VOORBEELDEN]] if is_onzeker else []
    return Decimaal(teken, is_onzeker, tuple(keuzes))


def vind_tekens(aantallen: Counter, *, is_statline: bool) -> tuple[Teken, ...]:
    """What is no number in columns of figures, most frequent first."""
    gevonden = Counter()
    for tekst, aantal in aantallen.items():
        kaal = tekst.strip(RAND)
        if len(kaal) <= TEKEN_HOOGUIT and not is_getal(kaal):
            gevonden[kaal] += aantal
    betekenis = BETEKENIS | (BIJ_STATLINE if is_statline else {})
    return tuple(
        Teken(tekst, aantal, betekenis.get(sleutel(tekst), ""))
        for tekst, aantal in gevonden.most_common(TEKENS_HOOGUIT)
    )


def _decimaalteken(tekst):
    """The sign that must be decimal in this text, "?" when it may be either, "" without any."""
    gevonden = GETAL.search(tekst)
    if not gevonden or not is_getal(tekst):
        return ""
    tekens, achter = re.findall("[.,]", gevonden[2]), re.split("[.,]", gevonden[2])[-1]
    if len(set(tekens)) > 1:
        return tekens[-1]
    if len(tekens) > 1:
        return ANDERS[tekens[0]]
    kan_duizend = len(achter) == 3 and len(gevonden[1]) <= 3 and gevonden[1] != "0"
    return "?" if kan_duizend else tekens[0]


def _keuze(tekst):
    return Getalkeuze(tekst, _lees(",", tekst) or "", _lees(".", tekst) or "")


def _lees(teken, tekst):
    try:
        return f"{LEZERS[teken].lees(tekst):f}".replace(".", ",")
    except Fout:
        return None
