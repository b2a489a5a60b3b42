"""Whether residents of a wijk may react now: to a plan in its period, or at a meeting."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localdate

from gebieden.models import Gebied
from wijkplannen.models import Bijeenkomst, Wijkplan

NA_BIJEENKOMST = timedelta(days=7)  # who was there may still write down what came to mind


@dataclass(frozen=True)
class Loket:
    """`plan` is the one that is reacted to, `bijeenkomst` the meeting where.

    `tot` is the last day; None when it is closed, or when no end was agreed.
    """

    gebied: Gebied
    plan: Wijkplan | None
    bijeenkomst: Bijeenkomst | None
    is_open: bool
    tot: date | None
    opent_op: date | None

    @property
    def doelen(self) -> list[tuple[str, str]]:
        """(uuid, goal) as visitors read them now."""
        if not (self.plan and self.plan.huidige_versie):
            return []
        return [(doel["uuid"], doel["titel"]) for doel in self.plan.huidige_versie.inhoud["doelen"]]

    @property
    def vraag(self) -> str:
        """What goes along to the next page."""
        return f"?bij={self.bijeenkomst.uuid}" if self.bijeenkomst else ""


def lees_loket(gebied: Gebied, *, bij: str = "") -> Loket:
    """`bij` is the uuid of a meeting, as it came along in the address. Two queries at most."""
    vandaag = localdate()
    plannen = list(
        Wijkplan.objects.filter(gebied=gebied)
        .openbaar()
        .select_related("huidige_versie")
        .order_by("-periode")
    )
    plan, bijeenkomst = _open_plan(plannen), _bijeenkomst(gebied, bij, vandaag)
    online = next((plan for plan in plannen if plan.huidige_versie), None)
    return Loket(
        gebied,
        plan=plan or (online if bijeenkomst else None),
        bijeenkomst=bijeenkomst,
        is_open=bool(plan or bijeenkomst),
        tot=plan.open_tot if plan else bijeenkomst and _laatste_dag(bijeenkomst),
        opent_op=None if plan or bijeenkomst else _opent_op(plannen, vandaag),
    )


def is_open_bij(bijeenkomst: Bijeenkomst, vandaag: date) -> bool:
    """From the day of the meeting until some days after."""
    return (
        bijeenkomst.inbreng_open
        and not bijeenkomst.afgelast_op
        and localdate(bijeenkomst.begin) <= vandaag <= _laatste_dag(bijeenkomst)
    )


def open_in_woorden(plannen: list[Wijkplan]) -> str:
    """When one may react: tot en met 3 mei 2027, or nu; empty when it is closed. No query."""
    plan = _open_plan(plannen)
    if plan is None:
        return ""
    return f"tot en met {date_format(plan.open_tot, 'j F Y')}" if plan.open_tot else "nu"


def _open_plan(plannen):
    return next((plan for plan in plannen if plan.is_open), None)


def _opent_op(plannen, vandaag):
    begin = [plan.inbreng.lower for plan in plannen if plan.inbreng and plan.inbreng.lower]
    return min((dag for dag in begin if dag > vandaag), default=None)


def _laatste_dag(bijeenkomst):
    return localdate(bijeenkomst.einde) + NA_BIJEENKOMST


def _bijeenkomst(gebied, bij, vandaag):
    try:
        uuid = UUID(bij)
    except ValueError:
        return None
    gevonden = Bijeenkomst.objects.filter(gebied=gebied, uuid=uuid).first()
    return gevonden if gevonden and is_open_bij(gevonden, vandaag) else None
