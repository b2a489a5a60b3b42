"""Text for the council: per plan how it stands in one sentence, and the way to the whole text."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from wijkplannen.leesplan import tel_standen
from wijkplannen.models import Inzet, Wijkplan


@dataclass(frozen=True)
class Raadstekst:
    plan: Wijkplan
    aantal: int
    telling: str


def lees_raadsteksten(plannen: list[Wijkplan]) -> list[Raadstekst]:
    """For the plans that visitors see: one query, however many."""
    standen = _standen(plannen)
    return [
        Raadstekst(plan, standen[plan.pk].total(), tel_standen(standen[plan.pk].elements()))
        for plan in plannen
        if plan.huidige_versie
    ]


def _standen(plannen):
    uit = defaultdict(Counter)
    rijen = Inzet.objects.filter(doel__plan__in=plannen).online().order_by()
    rijen = rijen.values_list("doel__plan", "openbare_stand").annotate(aantal=Count("pk"))
    for plan, stand, aantal in rijen:
        uit[plan][stand] = aantal
    return uit
