"""The list of all figures of the city: the key ones with a line, the others by subject."""

from itertools import groupby

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Collate, Lower, NullIf

from gebieden.models import Gebied
from indicatoren.models import Indicator
from indicatoren.reeksen import Reeks, kernindicatoren, reeksen_van

PER_PAGINA = 60
OVERIG = "Overige cijfers"
TAB = Value("\t")


class Cijferlijst:
    """`kern` are Reeksen to draw, none further on or in what was found; `groepen` the lines.

    `volgende` is the slug to read on after, or None. Three queries, however many figures there are.
    """

    def __init__(self, stad: Gebied, zoek: str = "", na: str = ""):
        self.zoek, self.is_vervolg = zoek, bool(na)
        kern = Indicator.objects.none() if zoek or na else kernindicatoren()
        lijst = op_volgorde(_gevonden(zoek) if zoek else _zonder_kern(), na)
        indicatoren = list(_samen(kern, lijst[: PER_PAGINA + 1]).voor_reeksen())
        regels = [indicator for indicator in indicatoren if not indicator.in_kern]
        self.volgende = regels[PER_PAGINA - 1].slug if len(regels) > PER_PAGINA else None
        reeksen = reeksen_van(indicatoren, [stad])
        self.kern = [reeks for reeks in reeksen.values() if reeks.indicator.in_kern]
        self.kern.sort(key=lambda reeks: (reeks.indicator.volgorde, reeks.indicator.naam))
        self.groepen = _per_onderwerp(reeksen[rij.pk, stad.pk] for rij in regels[:PER_PAGINA])

    @property
    def bronnen(self):
        return list(dict.fromkeys(reeks.indicator.bron for reeks in self.kern))

    @property
    def is_leeg(self):
        return not (self.kern or self.groepen)


def _samen(kern, lijst):
    """Both in one query, in the order of the list; `in_kern` tells them apart."""
    in_kern, in_lijst = (Q(pk__in=Subquery(rijen.values("pk"))) for rijen in (kern, lijst))
    return op_volgorde(
        Indicator.objects.filter(in_kern | in_lijst).annotate(
            in_kern=ExpressionWrapper(in_kern, BooleanField())
        )
    )


def _zonder_kern():
    return Indicator.objects.exclude(pk__in=Subquery(kernindicatoren().values("pk")))


def _gevonden(zoek: str):
    """Every word stands somewhere in the names or the subject."""
    gevonden = Indicator.objects.all()
    for woord in zoek.split():
        gevonden = gevonden.filter(
            Q(naam__icontains=woord)
            | Q(korte_naam__icontains=woord)
            | Q(onderwerp__icontains=woord)
        )
    return gevonden


def op_volgorde(indicatoren, na: str = ""):
    """By subject and name; `na` is the slug of the last one that was read already.

    The order is one text per row, compared by its bytes, so that reading on needs no offset.
    """
    onderwerp = Coalesce(NullIf(F("onderwerp"), Value("")), Value("~"))  # none goes last
    delen = [TAB, Lower(onderwerp), Lower("korte_naam"), "slug"]
    sleutel = Func(*delen, function="concat_ws", output_field=TextField())
    rijen = Indicator.objects.annotate(sleutel=Collate(sleutel, "C"))
    indicatoren = indicatoren.annotate(sleutel=Collate(sleutel, "C"))
    if na:
        indicatoren = indicatoren.filter(
            sleutel__gt=Subquery(rijen.filter(slug=na).order_by().values("sleutel"))
        )
    return indicatoren.order_by("sleutel")


def _per_onderwerp(reeksen) -> list[tuple[str, list[Reeks]]]:
    paren = groupby(reeksen, key=lambda reeks: reeks.indicator.onderwerp or OVERIG)
    return [(onderwerp, list(rijen)) for onderwerp, rijen in paren]
