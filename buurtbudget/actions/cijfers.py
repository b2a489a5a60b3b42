"""Figures that follow from the register of the buurtbudgetten, for `indicatoren`."""

from collections import Counter
from datetime import date

from django.contrib.postgres.aggregates import BoolOr
from django.db import transaction
from django.db.models import Count

from buurtbudget.models import Aanvraag, Wijkbudget
from gebieden.models import Gebied
from indicatoren.actions.berekend import Berekend, zet_berekend
from indicatoren.models import Indicator


@transaction.atomic
def werk_cijfers_bij(dag: date) -> int:
    """Compute anew what is computed from here; gives how many figures are another one now."""
    indicatoren = Indicator.objects.filter(berekening=Indicator.Berekening.INITIATIEVEN)
    cijfers = initiatieven(dag) if indicatoren else {}
    return sum(zet_berekend(indicator, cijfers) for indicator in indicatoren)


def initiatieven(dag: date) -> dict[tuple[int, int], Berekend]:
    """Supported initiatives per budget area and year, and of the gemeente as a whole.

    Counted is an application with a grant that stands (`Aanvraag.objects.ondersteund`), in the year
    of its budget. An area has a figure in the years in which it had a pot, if need be 0; without a
    pot there is none. The figure of a year that is not over is provisional.
    """
    potten = Wijkbudget.objects.filter(gebied__isnull=False, jaar__lte=dag.year)
    groepen = potten.order_by().values_list("gebied", "gebied__gemeente", "jaar")
    aantallen = _ondersteund()
    heel = dict(Gebied.objects.gemeentes().geldig_op(dag).values_list("gemeente", "pk"))
    totaal, verzonnen = Counter(), set()
    for gebied, gemeente, jaar, pot_verzonnen in groepen.annotate(een=BoolOr("is_voorbeeld")):
        aantal, aanvraag_verzonnen = aantallen.get((gebied, jaar), (0, False))
        for plek in {gebied, heel.get(gemeente)} - {None}:
            totaal[plek, jaar] += aantal
            if pot_verzonnen or aanvraag_verzonnen:
                verzonnen.add((plek, jaar))
    return {
        plek: Berekend(aantal, voorlopig=plek[1] == dag.year, is_voorbeeld=plek in verzonnen)
        for plek, aantal in totaal.items()
    }


def _ondersteund():
    """{(area, year): (how many, whether one of them is an example)}."""
    rijen = Aanvraag.objects.ondersteund().order_by()
    rijen = rijen.values_list("spelregels__gebied", "spelregels__jaar")
    return {
        (gebied, jaar): (aantal, verzonnen)
        for gebied, jaar, aantal, verzonnen in rijen.annotate(
            n=Count("*"), een=BoolOr("is_voorbeeld")
        )
    }
