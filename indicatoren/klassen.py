"""Which figures get the same shade on a map.

The rule: at most five classes with as many areas in each as can be, and never more classes than
half the number of different figures. Bounds are as round as they can be between two figures, and
equal figures stay together. Figures are taken as they are printed, so that the legend is right for
who reads only what stands there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from indicatoren.reeksen import afgerond, opmaak

HOOGUIT = 5


@dataclass(frozen=True)
class Klasse:
    """`nr` is the shade, from 1 (light, low) to 5; a bound of None is open."""

    nr: int
    vanaf: Decimal | None
    tot: Decimal | None
    tekst: str
    aantal: int


def klassen(waarden: Iterable[Decimal], decimalen: int = 0, teken: str = "") -> list[Klasse]:
    """From low to high, each with at least one of these figures; none without figures."""
    op_volgorde = sorted(afgerond(waarde, decimalen) for waarde in waarden)
    if not op_volgorde:
        return []
    randen = [None, *_grenzen(op_volgorde, Decimal(1).scaleb(-decimalen)), None]
    paren = list(pairwise(randen))
    gevonden = []
    for nr, (vanaf, tot) in enumerate(paren):
        hierin = [w for w in op_volgorde if _ligt_in(w, vanaf, tot)]
        tint = 3 if len(paren) == 1 else 1 + round(nr * (HOOGUIT - 1) / (len(paren) - 1))
        tekst = _tekst(vanaf, tot, hierin, lambda grens: opmaak(grens, decimalen, teken))
        gevonden.append(Klasse(tint, vanaf, tot, tekst, len(hierin)))
    return gevonden


def klas_van(waarde: Decimal, gevonden: list[Klasse], decimalen: int = 0) -> int:
    """The shade of a figure that was among those the classes were made of."""
    waarde = afgerond(waarde, decimalen)
    return next(k.nr for k in gevonden if _ligt_in(waarde, k.vanaf, k.tot))


def _ligt_in(waarde, vanaf, tot):
    return (vanaf is None or waarde >= vanaf) and (tot is None or waarde < tot)


def _grenzen(op_volgorde, eenheid):
    """Where a class ends and the next begins."""
    aantal = min(HOOGUIT, (len(set(op_volgorde)) + 1) // 2)
    grenzen = {}
    for nr in range(1, aantal):
        onder = op_volgorde[round(nr * len(op_volgorde) / aantal) - 1]
        boven = next((waarde for waarde in op_volgorde if waarde > onder), None)
        if boven is not None:
            grenzen[onder] = _rond(onder, boven, eenheid)
    return grenzen.values()


def _rond(onder, boven, eenheid):
    """The roundest number above `onder`, and not above `boven`."""
    macht = max(abs(onder), abs(boven)).adjusted() + 1
    while True:
        for keer in (5, 2, 1):
            stap = max(keer * Decimal(1).scaleb(macht), eenheid)
            grens = ((onder / stap).to_integral_value(ROUND_FLOOR) + 1) * stap
            if grens <= boven:
                return grens
        macht -= 1


def _tekst(vanaf, tot, hierin, getal):
    if vanaf is None and tot is None:
        laag, hoog = hierin[0], hierin[-1]
        return getal(laag) if laag == hoog else f"{getal(laag)} tot en met {getal(hoog)}"
    if vanaf is None:
        return f"lager dan {getal(tot)}"
    return f"{getal(vanaf)} of hoger" if tot is None else f"{getal(vanaf)} tot {getal(tot)}"
