"""Working on a plan together: inviting partners, and what people say of its parts."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from berichten.actions import zet_klaar
from gebruikers.models import Gebruiker
from kern.rijen import zelfde
from partners.models import Partner
from wijkplannen.actions.sloten import houd_plan
from wijkplannen.models import Opmerking, Planpartner, Wijkplan
from wijkplannen.onderdelen import Onderdeel, als_veld
from wijkplannen.permissions import leden, namens_wie


@transaction.atomic
def nodig_uit(plan: Wijkplan, partner: Partner, *, door: Gebruiker, nu=None) -> Planpartner:
    """Let a partner read the working copy; its people get one message each time it is invited.

    Who was invited already stays so, without a second message.
    """
    houd_plan(plan.pk)
    nu = nu or timezone.now()
    lopend = plan.planpartners.filter(partner=partner).first()
    if lopend and not lopend.beeindigd_op:
        return lopend
    planpartner = lopend or Planpartner(plan=plan, partner=partner)
    planpartner.door, planpartner.op, planpartner.beeindigd_op = door, nu, None
    planpartner.save()
    for lid in leden(partner):
        zet_klaar(
            soort="wp_uitnodiging",
            gebeurtenis=f"{planpartner.pk}:{nu.isoformat()}",
            aan=lid.email,
            feiten={
                "titel": plan.titel,
                "partner": partner.naam,
                "link": f"/wijkplannen/{plan.slug}/bewerken/",
            },
        )
    return planpartner


@transaction.atomic
def beeindig_uitnodiging(planpartner: Planpartner, *, nu=None) -> Planpartner:
    """The partner no longer reads along, unless it leads an activity or takes part in one."""
    planpartner = Planpartner.objects.select_for_update().get(pk=planpartner.pk)
    if not planpartner.beeindigd_op:
        planpartner.beeindigd_op = nu or timezone.now()
        planpartner.save(update_fields=["beeindigd_op"])
    return planpartner


@transaction.atomic
def plaats_opmerking(
    plan: Wijkplan, onderdeel: Onderdeel, *, uuid: UUID, tekst: str, door: Gebruiker, nu=None
) -> Opmerking:
    """Say something of a part; the same `uuid` a second time gives the first one back."""
    wat = {"plan": plan, "tekst": tekst, "door": door, **als_veld(onderdeel)}
    opmerking, _ = Opmerking.objects.get_or_create(
        uuid=uuid, defaults=wat | {"namens": namens_wie(door, plan), "op": nu or timezone.now()}
    )
    return zelfde(opmerking, **wat)


@transaction.atomic
def los_op(opmerking: Opmerking, *, door: Gebruiker, nu=None) -> Opmerking:
    """Nothing is left to do about it; a second time changes nothing."""
    opmerking = Opmerking.objects.select_for_update().get(pk=opmerking.pk)
    if not opmerking.opgelost_op:
        opmerking.opgelost_op, opmerking.opgelost_door = nu or timezone.now(), door
        opmerking.save(update_fields=["opgelost_op", "opgelost_door"])
    return opmerking


@transaction.atomic
def heropen(opmerking: Opmerking) -> Opmerking:
    """Take back that it was solved."""
    opmerking = Opmerking.objects.select_for_update().get(pk=opmerking.pk)
    opmerking.opgelost_op = opmerking.opgelost_door = None
    opmerking.save(update_fields=["opgelost_op", "opgelost_door"])
    return opmerking
