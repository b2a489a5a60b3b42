"""The arithmetic of a verdeelronde: what members gave, to one amount per application. Exact.

Source: domein.md, Buurtbudget 10. Per application the average over those who may judge it, an
empty amount being nothing; if these ask more than the pot, all go down by the same factor; then
down to the step of the rules. What that leaves is for the meeting.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

CENT = Fraction(1, 100)


@dataclass(frozen=True)
class Post:
    """An application as the count sees it. `hoogstens` (€) is what was asked, or a lower limit."""

    sleutel: Hashable
    hoogstens: Decimal
    pot: Hashable = ""


@dataclass(frozen=True)
class Uitkomst:
    """What the count says (€ per application), and per pot what is left for the meeting."""

    bedragen: dict[Hashable, Decimal]
    rest: dict[Hashable, Decimal]

    @property
    def som(self) -> Decimal:
        return sum(self.bedragen.values(), Decimal(0))


def verdeel(
    posten: Collection[Post],
    kolommen: Mapping[Hashable, Mapping[Hashable, Decimal]],
    *,
    potten: Mapping[Hashable, Decimal],
    stap: Decimal,
    buiten: Collection[tuple[Hashable, Hashable]] = (),
) -> Uitkomst:
    """Divide `potten` (€ by key) by the columns that count: member → application → € given.

    `buiten` holds (member, application) for who may not judge it: neither in the sum nor in the
    number to divide by. Each pot stands on its own. An application nobody may judge gets nothing.
    """
    per_pot = defaultdict(dict)
    for post in posten:
        gemiddeld = gemiddelde(post.sleutel, kolommen, buiten)
        per_pot[post.pot][post.sleutel] = min(gemiddeld, Fraction(post.hoogstens))
    bedragen, rest = {}, {}
    for pot, geld in potten.items():
        geld = max(Fraction(geld), Fraction(0))
        gekregen = naar_beneden(schaal(per_pot[pot], geld), stap)
        bedragen |= gekregen
        rest[pot] = _decimaal(geld - sum(map(Fraction, gekregen.values())))
    return Uitkomst(bedragen, rest)


def gemiddelde(sleutel, kolommen, buiten=()) -> Fraction:
    """The average of those who may judge this application; nothing when there is nobody."""
    mogen = [kolom for lid, kolom in kolommen.items() if (lid, sleutel) not in buiten]
    if not mogen:
        return Fraction(0)
    return sum((Fraction(kolom.get(sleutel, 0)) for kolom in mogen), Fraction(0)) / len(mogen)


def schaal(bedragen: Mapping[Hashable, Fraction], geld: Fraction) -> dict[Hashable, Fraction]:
    """The same shares, with a sum that is not more than `geld`."""
    som = sum(bedragen.values(), Fraction(0))
    factor = geld / som if som > geld else Fraction(1)
    return {sleutel: bedrag * factor for sleutel, bedrag in bedragen.items()}


def naar_beneden(bedragen: Mapping[Hashable, Fraction], stap: Decimal) -> dict[Hashable, Decimal]:
    """Each amount down to a whole number of steps (€)."""
    hap = Fraction(stap)
    return {sleutel: _decimaal(bedrag // hap * hap) for sleutel, bedrag in bedragen.items()}


def _decimaal(breuk):
    """Whole cents, what they are here, as a Decimal."""
    return Decimal(breuk // CENT).scaleb(-2)
