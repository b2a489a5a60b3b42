"""From working copy to what visitors see."""

import datetime

from django.db import transaction
from django.utils import timezone

from berichten.actions import zet_klaar
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from partners.models import Lidmaatschap
from wijkplannen.actions.agenda import breng_online
from wijkplannen.actions.sloten import houd_plan_en_wijk, houd_regels
from wijkplannen.inhoud import agendastand, maak_inhoud, verschillen
from wijkplannen.models import GeplandePublicatie, Inzet, PlanVersie, Wijkplan
from wijkplannen.permissions import partners_in_plan


@transaction.atomic
def publiceer(
    plan: Wijkplan,
    *,
    versie: int,
    wat_veranderd: str,
    door: Gebruiker,
    agenda: str | None = None,
    nu=None,
) -> PlanVersie:
    """Freeze the working copy as the next numbered version and put it online.

    `versie` and `agenda` (`inhoud.agendastand`) are the working copy the gebiedsmanager looked at:
    raises Verouderd when it changed since, RegelGeschonden when there is nothing to publish. New
    activities go online with it, and stops that waited. The people of the partners in the plan
    get one message each. A publication that was agreed on for later lapses.
    """
    nu = nu or timezone.now()
    gelezen, plan = plan, houd_plan_en_wijk(plan.pk)
    if plan.versie != versie:
        if _is_tweede_tik(plan, versie, wat_veranderd, door):
            return plan.huidige_versie
        raise Verouderd(plan)
    wachtend = weeg(plan, agenda)
    breng_online(wachtend, door=door, nu=nu)
    laatste = plan.huidige_versie
    nieuw = plan.versies.create(
        nummer=laatste.nummer + 1 if laatste else 1,
        inhoud=maak_inhoud(plan),
        wat_veranderd=wat_veranderd,
        door=door,
        op=nu,
    )
    plan.huidige_versie = nieuw
    plan.versie += 1
    plan.save(update_fields=["huidige_versie", "versie", "gewijzigd_op"])
    gelezen.huidige_versie, gelezen.versie = nieuw, plan.versie
    plan.geplande_publicaties.filter(status=GeplandePublicatie.Status.WACHT).update(
        status=GeplandePublicatie.Status.INGETROKKEN, afgehandeld_op=nu
    )
    _bericht_partners(plan, nieuw)
    return nieuw


def weeg(plan: Wijkplan, agenda: str | None) -> list[Inzet]:
    """What waits of the agenda of a plan that is held, held too: fit to go online with its frame.

    Raises Verouderd when that is not the `agenda` one looked at, RegelGeschonden when there is
    nothing to publish, or another plan stands in its place.
    """
    if not plan.doelen.lopend().exists():
        raise RegelGeschonden("Zet eerst een doel in het plan. Daarna kun je het publiceren.")
    wacht = Inzet.objects.van_plan(plan).lopend().nog_niet_online()
    wachtend = houd_regels(wacht)
    if agenda is not None and agenda != agendastand(wachtend):
        raise Verouderd(plan)
    if not wachtend and not _is_kader_anders(plan):
        raise RegelGeschonden("Er is niets veranderd. Alles staat al online.")
    _weiger_tweede_plan(plan)
    return wachtend


@transaction.atomic
def leg_vaststelling_vast(
    versie: PlanVersie,
    *,
    door_wie: str,
    datum: datetime.date,
    nummer: str,
    link: str,
    door: Gebruiker,
    nu=None,
) -> PlanVersie:
    """Write down, once, which body (college or raad) established this version, and when.

    Who wrote it down, and when, goes with it; it is never shown in public.
    """
    versie = PlanVersie.objects.select_for_update().get(pk=versie.pk)
    vaststelling = {
        "door": door_wie,
        "datum": datum.isoformat(),
        "nummer": nummer,
        "link": link,
    }
    al = versie.vastgesteld or {}
    if al and vaststelling.items() <= al.items():
        return versie
    if al:
        raise RegelGeschonden("Bij deze versie staat al wie haar heeft vastgesteld.")
    genoteerd = {"genoteerd_door": door.pk, "genoteerd_op": (nu or timezone.now()).isoformat()}
    versie.vastgesteld = vaststelling | genoteerd
    versie.save(update_fields=["vastgesteld"])
    return versie


def _is_tweede_tik(plan, versie, wat_veranderd, door):
    online = plan.huidige_versie
    return (
        online is not None
        and plan.versie == versie + 1
        and (online.wat_veranderd, online.door_id) == (wat_veranderd, door.pk)
    )


def _is_kader_anders(plan):
    online = plan.huidige_versie
    return not online or verschillen(online.inhoud, maak_inhoud(plan), met_agenda=False)


def _weiger_tweede_plan(plan):
    bezet = (
        Wijkplan.objects.online()
        .filter(gebied=plan.gebied_id, soort=plan.soort, periode__overlap=plan.periode)
        .exclude(pk=plan.pk)
        .first()
    )
    if bezet:
        raise RegelGeschonden(
            f"Voor deze wijk staat in deze jaren al een plan online: {bezet.titel} ({bezet.jaren})."
        )


def _bericht_partners(plan, versie):
    leden = (
        Lidmaatschap.objects.geldig_op(timezone.localdate(versie.op))
        .filter(partner__in=partners_in_plan(plan), gebruiker__is_active=True)
        .values_list("gebruiker__email", flat=True)
        .distinct()
    )
    for email in leden:
        zet_klaar(
            soort="plan_gepubliceerd",
            gebeurtenis=f"{plan.slug}:{versie.nummer}",
            aan=email,
            feiten={
                "titel": plan.titel,
                "nummer": versie.nummer,
                "wat_veranderd": versie.wat_veranderd,
                "link": plan.get_absolute_url(),
            },
        )
