"""The plans of one wijk, as its page shows them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gebieden.models import Gebied
from wijkplannen.leesplan import Leesplan, lees_online
from wijkplannen.models import Wijkplan


@dataclass(frozen=True)
class PlannenVanWijk:
    """What the page of a wijk shows of its plans."""

    leesplan: Leesplan | None
    aangekondigd: list[Wijkplan]
    ouder: list[Wijkplan]

    @property
    def alle(self) -> list[Wijkplan]:
        nu = [self.leesplan.plan] if self.leesplan else []
        return [*nu, *self.aangekondigd, *self.ouder]


def plannen_van_wijk(gebied: Gebied, *, vandaag: date | None = None) -> PlannenVanWijk:
    """The plan in force with its agenda, what is announced, and what came before.

    Two queries, however many plans and activities there are. Of several plans online the social
    one of today comes first; the others are listed as older.
    """
    vandaag = vandaag or timezone.localdate()
    plannen = list(
        Wijkplan.objects.filter(gebied=gebied)
        .openbaar()
        .select_related("gebied", "huidige_versie")
        .order_by("-periode")
    )
    online = sorted(
        (plan for plan in plannen if plan.huidige_versie),
        key=lambda plan: (vandaag not in plan.periode, plan.soort != Wijkplan.Soort.SOCIAAL),
    )
    nu = online[0] if online else None
    return PlannenVanWijk(
        leesplan=lees_online(nu) if nu else None,
        aangekondigd=[plan for plan in plannen if _aangekondigd(plan)],
        ouder=[plan for plan in plannen if plan != nu and not _aangekondigd(plan)],
    )


def _aangekondigd(plan):
    return plan.huidige_versie is None and plan.soort != Wijkplan.Soort.DOCUMENT
