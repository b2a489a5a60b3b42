"""What the database knows, fetched once for the reading of a file: figures, areas, names."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gebieden.models import Gebied, Gemeente
from indicatoren.models import Gebiedsnaam, Indicator


@dataclass(frozen=True)
class BekendeIndicator:
    """An indicator as a row of a file needs it; `van` and `tot` are its scale."""

    pk: int
    slug: str
    naam: str
    van: Decimal | None = None
    tot: Decimal | None = None
    is_berekend: bool = False


@dataclass(frozen=True)
class BekendGebied:
    """An area as it was from `van` up to, not including, `tot`; None is open."""

    pk: int
    code: str
    naam: str
    soort: str
    van: date | None = None
    tot: date | None = None

    def geldt_in(self, jaar: int) -> bool:
        """Whether figures of that year belong to it: it was there on 1 July."""
        dag = date(jaar, 7, 1)
        return (self.van is None or self.van <= dag) and (self.tot is None or dag < self.tot)

    def afstand(self, jaar: int) -> int:
        """Years between that year and the time it was there: 0 when it was."""
        voor = self.van.year - jaar if self.van else 0
        na = jaar - self.tot.year if self.tot else 0
        return 0 if self.geldt_in(jaar) else max(voor, na, 1)


@dataclass(frozen=True)
class Bekend:
    """All that texts in a file can point at. Keys of the dicts are texts through `sleutel`."""

    gemeente: str  # its code, GM0307
    indicatoren: dict[str, tuple[BekendeIndicator, ...]]
    codes: dict[str, tuple[BekendGebied, ...]]
    namen: dict[str, tuple[BekendGebied, ...]]
    bevestigd: dict[str, tuple[BekendGebied, ...]]


def sleutel(tekst: str) -> str:
    """A text without capitals, padding and double spaces: what names are compared by."""
    return " ".join(tekst.replace("\0", " ").split()).casefold()


def haal_bekend(gemeente: Gemeente) -> Bekend:
    """Three queries, however many areas and indicators there are."""
    gebieden = [
        BekendGebied(g.pk, g.code, g.naam, g.soort, g.geldig.lower, g.geldig.upper)
        for g in Gebied.objects.filter(gemeente=gemeente).order_by("soort", "pk")
    ]
    per_pk = {gebied.pk: gebied for gebied in gebieden}
    bevestigd = Gebiedsnaam.objects.filter(gemeente=gemeente).values_list("naam", "gebied_id")
    return Bekend(
        gemeente=gemeente.code,
        indicatoren=_indicatoren(),
        codes=_bundel((gebied.code, gebied) for gebied in gebieden),
        namen=_bundel((gebied.naam, gebied) for gebied in gebieden),
        bevestigd=_bundel((naam, per_pk[pk]) for naam, pk in bevestigd if pk in per_pk),
    )


def _indicatoren():
    """By slug, name and short name; a text that two share is for a person to choose."""
    paren = []
    for rij in Indicator.objects.order_by("pk"):
        gekend = BekendeIndicator(
            rij.pk, rij.slug, rij.naam, rij.schaal_van, rij.schaal_tot, bool(rij.berekening)
        )
        paren += [(tekst, gekend) for tekst in {rij.slug, rij.naam, rij.korte_naam}]
    return _bundel(paren)


def _bundel(paren):
    bundel = defaultdict(dict)
    for tekst, ding in paren:
        bundel[sleutel(tekst)][ding.pk] = ding
    return {tekst: tuple(dingen.values()) for tekst, dingen in bundel.items()}
