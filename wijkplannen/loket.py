"""Whether residents of a wijk may react now: to a plan in its period, or at a meeting."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localdate

from gebieden.models import Gebied
from wijkplannen.models import Bijeenkomst, Wijkplan
from wijkplannen.perioden import laatste_dag

NA_BIJEENKOMST = timedelta(days=7)  # who was there may still write down what came to mind


@dataclass(frozen=True)
class Loket:
    """`plan` is the one that is reacted to, `bijeenkomst` the meeting where; `tot` the last day."""

    gebied: Gebied
    plan: Wijkplan | None
    bijeenkomst: Bijeenkomst | None
    tot: date | None
    opent_op: date | None = None

    @property
    def is_open(self) -> bool:
        return self.tot is not None

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


def lees_loket(gebied: Gebied, *, bij: str = "", vandaag: date | None = None) -> Loket:
    """`bij` is the uuid of a meeting, as it came along in the address. Two queries at most."""
    vandaag = vandaag or localdate()
    plannen = list(
        Wijkplan.objects.filter(gebied=gebied)
        .openbaar()
        .select_related("huidige_versie")
        .order_by("-periode")
    )
    plan, tot = _open_plan(plannen, vandaag)
    bijeenkomst = _bijeenkomst(gebied, bij, vandaag)
    if bijeenkomst:
        tot = max(filter(None, [tot, _laatste_dag(bijeenkomst)]))
        plan = plan or next((plan for plan in plannen if plan.huidige_versie), None)
    return Loket(gebied, plan, bijeenkomst, tot, None if tot else _opent_op(plannen, vandaag))


def is_open_bij(bijeenkomst: Bijeenkomst, vandaag: date) -> bool:
    """From the day of the meeting until some days after."""
    return (
        bijeenkomst.inbreng_open
        and not bijeenkomst.afgelast_op
        and localdate(bijeenkomst.begin) <= vandaag <= _laatste_dag(bijeenkomst)
    )


def laatste_dag_van(plan: Wijkplan) -> date | None:
    """The last day of the period of a plan in which one may react; the range ends after it."""
    return laatste_dag(plan.inbreng) if plan.inbreng and plan.inbreng.upper else None


def open_in_woorden(plannen: list[Wijkplan], vandaag: date | None = None) -> str:
    """tot en met 3 mei 2027; empty when no plan of these is open for reactions. No query."""
    _, tot = _open_plan(plannen, vandaag or localdate())
    return f"tot en met {date_format(tot, 'j F Y')}" if tot else ""


def _open_plan(plannen, vandaag):
    for plan in plannen:
        if plan.inbreng and vandaag in plan.inbreng:
            return plan, laatste_dag_van(plan) or date.max
    return None, None


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
