"""The working copy as visitors would see it when it were published now."""

from wijkplannen.inhoud import stel_samen
from wijkplannen.leesplan import Leesplan, lees_versie
from wijkplannen.models import Inzet, Wijkplan


def lees_concept(plan: Wijkplan) -> Leesplan:
    """Public texts, goals and every line that would be online. Four queries at any size."""
    doelen = plan.doelen.lopend().select_related("thema").prefetch_related("cijfers__indicator")
    inzetten = Inzet.objects.van_plan(plan).lopend().zonder_nee().voor_agenda()
    return lees_versie(
        plan, stel_samen(plan, plan.blokken.all(), doelen, map(_zoals_straks, inzetten))
    )


def _zoals_straks(inzet):
    """Publishing takes along what waits for the gebiedsmanager."""
    inzet.openbare_stand, inzet.openbare_zin = inzet.stand, inzet.zin
    return inzet
