"""Writing down what was learned from a plan."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from kern.rijen import bewaar_eenmalig, wijzig
from wijkplannen.actions.sloten import houd_plan
from wijkplannen.models import Leerpunt, Wijkplan


@transaction.atomic
def voeg_leerpunt_toe(
    plan: Wijkplan, *, uuid: UUID, door: Gebruiker, is_voorbeeld: bool = False, **velden
) -> Leerpunt:
    """Write down what helped or did not; the same `uuid` a second time gives the first one back."""
    houd_plan(plan.pk)
    if bestaand := plan.leerpunten.filter(uuid=uuid).first():
        return bestaand
    leerpunt = Leerpunt(
        plan=plan, uuid=uuid, gewijzigd_door=door, is_voorbeeld=is_voorbeeld, **velden
    )
    return bewaar_eenmalig(leerpunt)


@transaction.atomic
def wijzig_leerpunt(leerpunt: Leerpunt, *, versie: int, door: Gebruiker, **velden) -> Leerpunt:
    """Change it at the version that was read; raises Verouderd when somebody saved in between."""
    nu = Leerpunt.objects.select_for_update().get(pk=leerpunt.pk)
    if nu.vervallen_op:
        raise RegelGeschonden("Dit leerpunt is weggehaald.")
    return wijzig(nu, versie, velden, gewijzigd_door=door)


@transaction.atomic
def haal_leerpunt_weg(leerpunt: Leerpunt, *, versie: int, door: Gebruiker) -> Leerpunt:
    """It ends: nobody finds it any more. Twice is once."""
    nu = Leerpunt.objects.select_for_update().get(pk=leerpunt.pk)
    if nu.vervallen_op:
        return nu
    return wijzig(nu, versie, {"vervallen_op": timezone.now()}, gewijzigd_door=door)
