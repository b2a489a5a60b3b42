"""The frame of an earlier version back in the working copy. Nothing is public until published."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from indicatoren.models import Indicator
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import is_gelijk, vul_in
from wijkplannen.actions.frame import verhoog, zet_cijfers
from wijkplannen.actions.sloten import houd_plan
from wijkplannen.inhoud import Verschil, stel_samen, verschillen
from wijkplannen.models import Blok, Doel, PlanVersie, Thema, Wijkplan, Zichtbaarheid


def wat_verandert(plan: Wijkplan, versie: PlanVersie) -> list[Verschil]:
    """What putting this version back would change in the texts and goals of the working copy.

    Title and years are of the plan, not of a version: they stay.
    """
    doelen = plan.doelen.select_related("thema").prefetch_related("cijfers__indicator")
    nu = stel_samen(plan, plan.blokken.all(), doelen)
    straks = versie.inhoud | {"titel": nu["titel"], "jaren": nu["jaren"]}
    return verschillen(nu, straks, met_agenda=False)


@transaction.atomic
def zet_versie_terug(versie: PlanVersie, *, gelezen: int, door: Gebruiker, nu=None) -> Wijkplan:
    """Texts and goals become as in `versie`: each keeps its uuid, what ended comes back.

    What is newer ends. Texts that visitors never see stay, after the others; the agenda is not
    touched. `gelezen` is the version of the working copy one looked at: raises Verouderd when it
    changed since. Putting back what stands there already changes nothing.
    """
    plan = houd_plan(versie.plan_id)
    if not wat_verandert(plan, versie):
        return plan
    if plan.versie != gelezen:
        raise Verouderd(plan)
    nu = nu or timezone.now()
    _zet_blokken(plan, versie.inhoud["blokken"], door, nu)
    _zet_doelen(plan, versie.inhoud["doelen"], door, nu)
    verhoog(plan)
    return plan


def _zet_blokken(plan, inhoud, door, nu):
    rijen = {str(blok.uuid): blok for blok in plan.blokken.all()}
    openbaar = Zichtbaarheid.OPENBAAR
    for nummer, was in enumerate(inhoud, start=1):
        velden = {naam: was[naam] for naam in ("rubriek", "kop", "tekst")}
        velden |= {"zichtbaarheid": openbaar, "vervallen_op": None}
        blok = rijen.pop(was["uuid"], None) or Blok(plan=plan, uuid=was["uuid"])
        _schrijf(blok, nummer, door, velden)
    for nummer, blok in enumerate(rijen.values(), start=len(inhoud) + 1):
        eindigt = blok.zichtbaarheid == openbaar and not blok.vervallen_op
        _schrijf(blok, nummer, door, {"vervallen_op": nu if eindigt else blok.vervallen_op})


def _zet_doelen(plan, inhoud, door, nu):
    rijen = {str(doel.uuid): doel for doel in plan.doelen.prefetch_related("cijfers")}
    themas = {thema.sleutel: thema.pk for thema in Thema.objects.all()}
    indicatoren = {indicator.slug: indicator.pk for indicator in Indicator.objects.all()}
    for nummer, was in enumerate(inhoud, start=1):
        if was["thema_sleutel"] not in themas:
            raise RegelGeschonden(f"Het thema ‘{was['thema']}’ bestaat niet meer.")
        velden = {naam: was[naam] for naam in ("titel", "gewenst")}
        velden |= {"thema_id": themas[was["thema_sleutel"]], "vervallen_op": None}
        doel = rijen.pop(was["uuid"], None) or Doel(plan=plan, uuid=was["uuid"])
        cijfers = _cijfers(was["indicatoren"], indicatoren)
        zelfde = doel.pk and cijfers == {
            c.indicator_id: (c.streefwaarde, c.streefjaar) for c in doel.cijfers.all()
        }
        _schrijf(doel, nummer, door, velden, ook_gelijk=zelfde)
        if not zelfde:
            zet_cijfers(doel, cijfers)
    for nummer, doel in enumerate(rijen.values(), start=len(inhoud) + 1):
        _schrijf(doel, nummer, door, {"vervallen_op": doel.vervallen_op or nu})


def _cijfers(inhoud, indicatoren):
    """As `zet_cijfers` wants them; a figure that is no longer kept is left out."""
    return {
        indicatoren[cijfer["slug"]]: (
            cijfer["streefwaarde"] and Decimal(cijfer["streefwaarde"]),
            cijfer["streefjaar"],
        )
        for cijfer in inhoud
        if cijfer["slug"] in indicatoren
    }


def _schrijf(rij, nummer, door, velden, ook_gelijk=True):
    """Another place alone is no new text: its version stays."""
    gelijk = ook_gelijk and is_gelijk(rij, velden)
    if gelijk and rij.volgorde == nummer:
        return
    rij.volgorde = nummer
    if not gelijk:
        vul_in(rij, velden)
        rij.versie += 1
        rij.gewijzigd_door = door
    rij.save()
