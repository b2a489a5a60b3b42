"""Which figures stay away so that a figure of too few answers cannot be computed.

A cell is the figure of one area. What areas share makes sums: the figure of a wijk is that of its
buurten together. Of a count that is so; of a percentage or mean it is so for figure times answers,
and for the answers themselves, when these are shown too. Whoever knows all but one cell of a sum
knows that one, and sums can be taken from each other: a cell is safe only when no combination of
the sums, whatever it is, leaves it as the only one unknown. That is linear algebra, done in whole
numbers: exact.

Not protected is what is no sum: between which bounds a figure must lie (a count is not below zero,
a percentage not above 100), that the hidden cells of one sum may together be few people, what
somebody knows of their own street, a figure that another publication shows or that stood here
before, and indicators that add up with each other.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from math import gcd, inf
from typing import NamedTuple


class Som(NamedTuple):
    """The parts of an area add up to the whole."""

    geheel: Hashable
    delen: tuple[Hashable, ...]


def ook_verbergen(
    sommen: Iterable[Som], antwoorden: Mapping[Hashable, int | None], geheim: Collection[Hashable]
) -> set:
    """The cells to hide beside `geheim`, so that nobody can compute one of those.

    `antwoorden` has the number of answers (None: not known) of every cell with a figure; what is in
    a sum and not in there is unknown to everybody. What counts as zero is left out of the sums.
    Of what comes back nothing could be shown after all.
    """
    if not geheim:
        return set()
    sommen = list(sommen)
    omvang = {som.geheel: len(som.delen) for som in sommen}
    cellen = {cel for som in sommen for cel in (som.geheel, *som.delen)}

    def minste(cel):
        """Small areas before large ones, then the fewest answers: what is missed least."""
        n = antwoorden[cel]
        return omvang.get(cel, 1), inf if n is None else n, str(cel)

    stelsel = Stelsel(sommen)
    for cel in sorted(cellen - antwoorden.keys() | cellen & set(geheim), key=str):
        stelsel.verberg(cel)
    extra = _verberg_tot_veilig(stelsel, geheim, minste)
    return {cel for cel in sorted(extra, key=minste, reverse=True) if _nodig(stelsel, geheim, cel)}


def _verberg_tot_veilig(stelsel, geheim, minste):
    """Of each way to compute a secret cell one cell is hidden, until there is no way left."""
    extra = set()
    while routes := stelsel.routes(geheim):
        nieuw = set()
        for route in routes:
            if not route & nieuw:
                nieuw.add(min(route, key=minste))
        for cel in sorted(nieuw, key=minste):
            stelsel.verberg(cel)
        extra |= nieuw
    return extra


def _nodig(stelsel, geheim, cel):
    """Whether this cell must stay hidden; if not, it is shown again."""
    stelsel.toon(cel)
    nodig = bool(stelsel.routes(geheim))
    if nodig:
        stelsel.verberg(cel)
    return nodig


class Stelsel:
    """Equations between cells that all hold, solved for the unknown cells (Gauss-Jordan).

    A row is cell → how often it counts, and adds up to zero. As far as there are rows, an unknown
    cell has one of its own, its pivot, and then it stands in no other. So a cell can be computed
    when in its own row every other cell is known, and only then.
    """

    def __init__(self, sommen):
        self.rijen = [dict.fromkeys(som.delen, 1) | {som.geheel: -1} for som in sommen]
        self.spillen = [None] * len(self.rijen)
        self.onbekend = set()

    def verberg(self, cel):
        self.onbekend.add(cel)
        vrij = [
            (len(rij), nr)
            for nr, (rij, spil) in enumerate(zip(self.rijen, self.spillen, strict=True))
            if spil is None and cel in rij
        ]
        if vrij:
            self._spil(min(vrij)[1], cel)

    def toon(self, cel):
        self.onbekend.remove(cel)
        if cel in self.spillen:
            nr = self.spillen.index(cel)
            self._spil(nr, next((c for c in self.rijen[nr] if c in self.onbekend), None))

    def routes(self, cellen) -> list[set]:
        """Of each of these cells that can be computed: the known cells it follows from.

        Without any, the shape of the areas says that the cell is zero: no figure gives that away.
        """
        gevonden = []
        for rij, spil in zip(self.rijen, self.spillen, strict=True):
            if spil in cellen:
                bekend = rij.keys() - self.onbekend
                if bekend and len(bekend) == len(rij) - 1:
                    gevonden.append(bekend)
        return gevonden

    def _spil(self, nr, cel):
        self.spillen[nr] = cel
        spilrij = self.rijen[nr]
        for ander, rij in enumerate(self.rijen):
            if ander != nr and cel in rij:
                self.rijen[ander] = _zonder(cel, rij, spilrij)


def _zonder(cel, rij, spilrij):
    """`rij` with so much of `spilrij` taken off that `cel` is gone from it, in whole numbers."""
    keer, af = spilrij[cel], rij[cel]
    nieuw = {c: keer * aantal for c, aantal in rij.items()}
    for c, aantal in spilrij.items():
        nieuw[c] = nieuw.get(c, 0) - af * aantal
    deler = gcd(*nieuw.values())
    return {c: aantal // deler for c, aantal in nieuw.items() if aantal}
