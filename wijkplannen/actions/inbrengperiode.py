"""When residents may react to a plan."""

from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kern.exceptions import RegelGeschonden, Verouderd
from wijkplannen.actions.sloten import houd_plan
from wijkplannen.models import Wijkplan


@transaction.atomic
def zet_periode(plan: Wijkplan, *, versie: int, van: date | None, tot: date | None) -> Wijkplan:
    """From which day up to and including which residents may react; without days they may not.

    Raises RegelGeschonden when the end lies before the begin, Verouderd on a stale `versie`.
    """
    rij = houd_plan(plan.pk)
    if (van is None) != (tot is None) or (van and tot < van):
        raise RegelGeschonden("Vul een eerste en een laatste dag in, in die volgorde.")
    periode = DateRange(van, tot + timedelta(days=1)) if van else None
    if rij.inbreng == periode:
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    rij.inbreng = periode
    rij.versie += 1
    rij.save(update_fields=["inbreng", "versie", "gewijzigd_op"])
    return rij
