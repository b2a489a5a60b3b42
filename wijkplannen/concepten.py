"""What is being written in a plan just now, and what one left halfway oneself."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from wijkplannen.models import Concept, Wijkplan

NET = timedelta(minutes=2)


@dataclass(frozen=True)
class Collega:
    """Somebody who writes in the same form: the name, never the words."""

    naam: str
    is_voorbeeld: bool

    def __str__(self):
        return self.naam


@dataclass
class Bezig:
    """Of one form: when one left it halfway, and who else types in it now."""

    concept_op: datetime | None = None
    anderen: list[Collega] = field(default_factory=list)


def met_concepten(plannen, gebruiker, *, nu=None):
    """Plans with `concepten_nu`, for `lees_bezig`: along in the same query."""
    velden = {
        "sleutel": F("sleutel"),
        "op": F("op"),
        "gebruiker": F("gebruiker"),
        "naam": F("gebruiker__naam"),
        "is_voorbeeld": F("gebruiker__is_voorbeeld"),
    }
    rijen = Concept.objects.filter(_van_nu(gebruiker, nu), plan=OuterRef("pk")).order_by("op")
    return plannen.annotate(concepten_nu=ArraySubquery(rijen.values(json=JSONObject(**velden))))


def lees_bezig(plan: Wijkplan, gebruiker) -> dict[str, Bezig]:
    """By the key of a form; no query. `plan` comes from `met_concepten`."""
    uit = {}
    for rij in plan.concepten_nu:
        bezig = uit.setdefault(rij["sleutel"], Bezig())
        if rij["gebruiker"] == gebruiker.pk:
            bezig.concept_op = parse_datetime(rij["op"])
        else:
            bezig.anderen.append(Collega(rij["naam"], rij["is_voorbeeld"]))
    return uit


def lees_concept(plan: Wijkplan, sleutel: str, gebruiker, *, nu=None):
    """(own concept of this form or None, colleagues who type in it now): one query."""
    rijen = Concept.objects.filter(_van_nu(gebruiker, nu), plan=plan, sleutel=sleutel)
    rijen = list(rijen.select_related("gebruiker").order_by("op"))
    eigen = next((rij for rij in rijen if rij.gebruiker_id == gebruiker.pk), None)
    anderen = [rij.gebruiker for rij in rijen if rij.gebruiker_id != gebruiker.pk]
    return eigen, [Collega(ander.naam, ander.is_voorbeeld) for ander in anderen]


def _van_nu(gebruiker, nu):
    """One's own, however old, and of others what they typed just now."""
    return Q(gebruiker=gebruiker) | Q(op__gte=(nu or timezone.now()) - NET)
