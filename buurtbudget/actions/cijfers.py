"""Figures that follow from the register of the buurtbudgetten, for `indicatoren`."""

from datetime import date
from typing import NamedTuple

from django.contrib.postgres.aggregates import BoolOr
from django.db import transaction
from django.db.models import Count, Q

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
    pot there is none. The figure of a year that is not over is provisional, and that of the whole
    says of how many areas it is when that is not all.
    """
    tellingen = list(_tellingen(dag))
    gevonden = {(telling.gebied, telling.jaar): _cijfer([telling], dag) for telling in tellingen}
    for heel, gemeente, gebieden in _gemeenten(dag):
        for jaar in {telling.jaar for telling in tellingen}:
            hier = [t for t in tellingen if (t.gemeente, t.jaar) == (gemeente, jaar)]
            if hier:
                gevonden[heel, jaar] = _cijfer(hier, dag, gebieden)
    return gevonden


class Telling(NamedTuple):
    """How many in an area that had a pot that year."""

    gebied: int
    gemeente: int
    jaar: int
    aantal: int
    is_voorbeeld: bool


def _cijfer(tellingen, dag, gebieden=1):
    """Of areas together, in one year; `gebieden` is of how many it should be."""
    bekend = len(tellingen)
    noot = f"van {bekend} van de {gebieden} gebieden met een buurtbudget weten we het"
    return Berekend(
        sum(telling.aantal for telling in tellingen),
        voorlopig=tellingen[0].jaar == dag.year,
        is_voorbeeld=any(telling.is_voorbeeld for telling in tellingen),
        voetnoot=noot if bekend < gebieden else "",
    )


def _tellingen(dag):
    potten = Wijkbudget.objects.filter(gebied__isnull=False, jaar__lte=dag.year).order_by()
    potten = potten.values_list("gebied", "gebied__gemeente", "jaar")
    ondersteund = _ondersteund()
    for gebied, gemeente, jaar, van_pot in potten.annotate(een=BoolOr("is_voorbeeld")):
        aantal, van_aanvraag = ondersteund.get((gebied, jaar), (0, False))
        yield Telling(gebied, gemeente, jaar, aantal, van_pot or van_aanvraag)


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


def _gemeenten(dag):
    """(key of the area of the whole, of its gemeente, how many budget areas that has today)."""
    budgetgebieden = Q(
        gemeente__gebieden__soort=Gebied.Soort.BUDGETGEBIED,
        gemeente__gebieden__geldig__contains=dag,
    )
    heel = Gebied.objects.gemeentes().geldig_op(dag).order_by().values_list("pk", "gemeente")
    return heel.annotate(n=Count("gemeente__gebieden", filter=budgetgebieden))
