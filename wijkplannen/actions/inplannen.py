"""Publishing at a moment that was agreed on: exactly what was looked at then, or not at all."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from berichten.actions import zet_klaar
from gebruikers.models import Aanstelling, Gebruiker, Rol
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, zelfde
from wijkplannen.actions.publicatie import publiceer, weeg
from wijkplannen.actions.sloten import houd_plan_en_wijk
from wijkplannen.models import GeplandePublicatie, Wijkplan
from wijkplannen.permissions import mag_bewerken

log = logging.getLogger(__name__)
Status = GeplandePublicatie.Status
ANDERS = "Na het inplannen is er iets veranderd in het plan."
NIET_MEER = "Wie dit inplande, beheert het plan van deze wijk niet meer."


@transaction.atomic
def plan_in(
    plan: Wijkplan,
    *,
    uuid: UUID,
    op: datetime,
    versie: int,
    agenda: str,
    wat_veranderd: str,
    door: Gebruiker,
    nu: datetime | None = None,
) -> GeplandePublicatie:
    """Agree that the working copy as it was looked at goes online at `op`.

    `uuid` makes a double click harmless. Raises Verouderd when the working copy changed since,
    RegelGeschonden for what could not be published now either, or while another one waits.
    """
    plan = houd_plan_en_wijk(plan.pk)
    velden = {"op": op, "agenda": agenda, "wat_veranderd": wat_veranderd, "door": door}
    if bestaand := plan.geplande_publicaties.filter(uuid=uuid).first():
        return zelfde(bestaand, **velden)
    if plan.versie != versie:
        raise Verouderd(plan)
    if op <= (nu or timezone.now()):
        raise RegelGeschonden("Dit moment is voorbij. Kies een moment dat nog moet komen.")
    if wachtend := plan.geplande_publicaties.filter(status=Status.WACHT).first():
        raise RegelGeschonden(
            f"Er staat al een versie klaar voor {moment(wachtend.op)}. Trek die eerst in."
        )
    weeg(plan, agenda)
    return bewaar_eenmalig(GeplandePublicatie(plan=plan, uuid=uuid, versie=versie, **velden))


@transaction.atomic
def trek_in(gepland: GeplandePublicatie, *, nu: datetime | None = None) -> GeplandePublicatie:
    """Take back what was agreed on, as long as it did not happen; twice is once."""
    plan = houd_plan_en_wijk(gepland.plan_id)
    gepland = plan.geplande_publicaties.get(pk=gepland.pk)
    if gepland.status == Status.GELUKT:
        raise RegelGeschonden("Deze versie staat al online.")
    if gepland.wacht:
        _sluit(gepland, Status.INGETROKKEN, nu or timezone.now())
    return gepland


def publiceer_geplande(*, nu: datetime | None = None) -> int:
    """Everything whose moment came, each in its own transaction; gives how many went online.

    One that was left by a worker that died is found by the next sweep, and done once.
    """
    nu = nu or timezone.now()
    klaar = GeplandePublicatie.objects.filter(status=Status.WACHT, op__lte=nu).order_by("op", "pk")
    return sum(_probeer(gepland, nu) for gepland in list(klaar))


def moment(op: datetime) -> str:
    """1 mei 2027 om 9.00 uur"""
    return date_format(timezone.localtime(op), r"j F Y \o\m G.i \u\u\r")


def _probeer(gepland, nu):
    """What breaks in one plan must not stop the others."""
    try:
        return _voer_uit(gepland, nu)
    except DatabaseError:
        log.exception("geplande publicatie %s is niet verwerkt", gepland.pk)
        return False


@transaction.atomic
def _voer_uit(gepland, nu):
    plan = houd_plan_en_wijk(gepland.plan_id)
    gepland = plan.geplande_publicaties.select_related("door").get(pk=gepland.pk)
    if not gepland.wacht:
        return False  # somebody was first
    try:
        _publiceer(plan, gepland, nu)
    except (Verouderd, RegelGeschonden) as fout:
        gepland.waarom = ANDERS if isinstance(fout, Verouderd) else str(fout)
        _sluit(gepland, Status.MISLUKT, nu)
        _bericht(plan, gepland, nu)
        return False
    return True


@transaction.atomic
def _publiceer(plan, gepland, nu):
    if not mag_bewerken(gepland.door, plan):
        raise RegelGeschonden(NIET_MEER)
    _sluit(gepland, Status.GELUKT, nu)
    publiceer(
        plan,
        versie=gepland.versie,
        agenda=gepland.agenda,
        wat_veranderd=gepland.wat_veranderd,
        door=gepland.door,
        nu=nu,
    )


def _sluit(gepland, status, nu):
    gepland.status, gepland.afgehandeld_op = status, nu
    gepland.save(update_fields=["status", "afgehandeld_op", "waarom"])


def _bericht(plan, gepland, nu):
    """To whoever agreed on it, and whoever keeps the plan today."""
    aanstellingen = Aanstelling.objects.geldig_op(timezone.localdate(nu))
    managers = aanstellingen.filter(rol=Rol.GEBIEDSMANAGER, gebied=plan.gebied_id)
    mensen = Gebruiker.objects.filter(is_active=True)
    mensen = mensen.filter(pk=gepland.door_id) | mensen.filter(pk__in=managers.values("gebruiker"))
    for email in mensen.values_list("email", flat=True):
        zet_klaar(
            soort="wp_niet_gepubliceerd",
            gebeurtenis=str(gepland.uuid),
            aan=email,
            feiten={
                "titel": plan.titel,
                "wanneer": moment(gepland.op),
                "waarom": gepland.waarom,
                "link": reverse("wijkplannen:publiceren", args=[plan.slug]),
            },
        )
