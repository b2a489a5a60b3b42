"""Holding a plan and its lines: in one order for everybody, so that nobody waits in a ring.

First the plan, then its goals and texts, then activities, then lines. Whoever takes more than one
goal or text holds the plan first; lines go by key, because a partner takes those of many plans.
"""

from wijkplannen.models import Inzet, Wijkplan
from wijkplannen.querysets import InzetQuerySet


def houd_plan(pk: int) -> Wijkplan:
    """The plan as it is now, held against whoever else writes in it.

    Not against a new row that points at it: a comment need not wait until somebody published.
    """
    return Wijkplan.objects.select_for_update(no_key=True).get(pk=pk)


def houd_plan_en_wijk(pk: int) -> Wijkplan:
    """With its area: two plans of one wijk never go online at the same moment."""
    return Wijkplan.objects.select_related("gebied").select_for_update(no_key=True).get(pk=pk)


def houd_regels(regels: InzetQuerySet) -> list[Inzet]:
    """These lines as they are now, by key."""
    return list(regels.order_by("pk").select_for_update(of=("self",)))
