"""The yearly account: kept, sent to the city, approved or sent back with words."""

import json
from datetime import date, datetime
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from berichten.actions import zet_klaar
from buurtbudget.jaarrekening import jaarrekening
from buurtbudget.models import (
    Jaarantwoord,
    Jaarverantwoording,
    Jaarvraag,
    Regeling,
    Wijkbudget,
)
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.templatetags.onderdelen import euro
from partners.models import Lidmaatschap, Partner

Status = Jaarverantwoording.Status


@transaction.atomic
def bewaar_jaar(
    partner: Partner,
    regeling: Regeling,
    jaar: int,
    *,
    versie: int,
    banksaldo: Decimal | None,
    verschil_uitleg: str,
    antwoorden: dict[int, str],
) -> Jaarverantwoording:
    """Keep what was filled in; `versie` 0 when there was nothing yet. Answers by key of question.

    Raises Verouderd when somebody saved in between, RegelGeschonden when the city has it.
    """
    Partner.objects.select_for_update().get(pk=partner.pk)
    rij = Jaarverantwoording.objects.filter(regeling=regeling, beheerder=partner, jaar=jaar).first()
    rij = rij or Jaarverantwoording(regeling=regeling, beheerder=partner, jaar=jaar, versie=0)
    _te_bewerken(rij, versie)
    rij.banksaldo, rij.verschil_uitleg = banksaldo, verschil_uitleg
    rij.versie += 1
    rij.save()
    for vraag, tekst in antwoorden.items():
        Jaarantwoord.objects.update_or_create(
            verantwoording=rij, vraag_id=vraag, defaults={"tekst": tekst}
        )
    return rij


@transaction.atomic
def dien_jaar_in(
    verantwoording: Jaarverantwoording,
    *,
    versie: int,
    door: Gebruiker,
    nu: datetime | None = None,
) -> Jaarverantwoording:
    """Send it to the city: the figures freeze, and nothing is booked in that year any more.

    Raises RegelGeschonden with what is missing. A second tap changes nothing.
    """
    nu = nu or timezone.now()
    rij = _vergrendel(verantwoording)
    if rij.status == Status.INGEDIEND and rij.ingediend_door == door:
        return rij
    _te_bewerken(rij, versie)
    if rij.jaar >= timezone.localtime(nu).year:
        raise RegelGeschonden(f"Het jaar {rij.jaar} is nog niet voorbij.")
    # all pots: an entry under way either counts here, or finds the year closed (`boek`)
    potten = Wijkbudget.objects.filter(beheerder=rij.beheerder_id, regeling=rij.regeling_id)
    list(potten.select_for_update().order_by("pk"))
    cijfers = jaarrekening(rij.beheerder, rij.regeling, rij.jaar)
    _is_compleet(rij, cijfers)
    rij.verschil = rij.banksaldo - cijfers["boeksaldo"]
    rij.cijfers = json.loads(json.dumps(cijfers, cls=DjangoJSONEncoder))
    rij.is_voorbeeld = cijfers["is_voorbeeld"]
    rij.ingediend_op, rij.ingediend_door = nu, door
    return _zet(rij, Status.INGEDIEND, beoordeeld_op=None, beoordeeld_door=None, opmerking="")


@transaction.atomic
def beoordeel_jaar(
    verantwoording: Jaarverantwoording,
    *,
    versie: int,
    goed: bool,
    opmerking: str,
    uiterlijk: date | None = None,
    door: Gebruiker,
    nu: datetime | None = None,
) -> Jaarverantwoording:
    """The city approves, or sends back with words; treasurer and board hear it."""
    nu = nu or timezone.now()
    rij = _vergrendel(verantwoording)
    naar = Status.GOEDGEKEURD if goed else Status.TERUG
    if rij.status == naar and rij.beoordeeld_door == door:
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    if naar not in Jaarverantwoording.STAPPEN[Status(rij.status)]:
        raise RegelGeschonden(f"Deze verantwoording is ‘{rij.get_status_display()}’.")
    if not goed and not opmerking:
        raise RegelGeschonden("Schrijf op wat er moet veranderen.")
    _zet(rij, naar, beoordeeld_op=nu, beoordeeld_door=door, opmerking=opmerking)
    _meld(rij, goed=goed, uiterlijk=uiterlijk, nu=nu)
    return rij


def _vergrendel(verantwoording):
    rijen = Jaarverantwoording.objects.select_for_update(of=("self",))
    return rijen.select_related("beheerder", "regeling").get(pk=verantwoording.pk)


def _te_bewerken(rij, versie):
    if not rij.is_te_bewerken:
        raise RegelGeschonden(f"De verantwoording over {rij.jaar} ligt al bij de gemeente.")
    if rij.versie != versie:
        raise Verouderd(rij)


def _is_compleet(rij, cijfers):
    if rij.banksaldo is None:
        raise RegelGeschonden(f"Vul in wat er op 31 december {rij.jaar} op de bank stond.")
    verschil = rij.banksaldo - cijfers["boeksaldo"]
    if verschil and not rij.verschil_uitleg:
        raise RegelGeschonden(
            f"De bank en het kasboek verschillen {euro(abs(verschil))}. Zoek het op, of schrijf op "
            "hoe dat komt."
        )
    vragen = vragen_over(rij.regeling, rij.jaar).exclude(
        pk__in=rij.antwoorden.exclude(tekst="").values("vraag")
    )
    if vraag := vragen.first():
        raise RegelGeschonden(f"Geef nog antwoord op: {vraag.tekst}")


def vragen_over(regeling: Regeling, jaar: int):
    """The questions that every foundation answers about this year."""
    vragen = Jaarvraag.objects.filter(regeling=regeling, vanaf_jaar__lte=jaar)
    return vragen.exclude(tot_jaar__lt=jaar)


def _zet(rij, naar, **velden):
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.status = naar
    rij.versie += 1
    rij.save()
    return rij


def _meld(rij, *, goed, uiterlijk, nu):
    """To treasurer and board, each once and in the way they are reached."""
    gemeente = Partner.objects.filter(soort="gemeente").first()
    leden = (
        Lidmaatschap.objects.filter(
            partner=rij.beheerder,
            rol__in=[Lidmaatschap.Rol.PENNINGMEESTER, Lidmaatschap.Rol.BESTUUR],
            periode__contains=timezone.localtime(nu).date(),
        )
        .select_related("gebruiker")
        .order_by("pk")
    )
    for lid in leden:
        zet_klaar(
            soort="bb_jaar",
            gebeurtenis=f"{rij.pk}:{rij.versie}",
            aan=lid.gebruiker.email if lid.kanaal == "mail" else lid.naam,
            kanaal=lid.kanaal,
            betreft=f"jaar:{rij.pk}",
            feiten={
                "afzender": {"naam": gemeente.naam if gemeente else "De gemeente"},
                "naam": lid.naam,
                "jaar": rij.jaar,
                "goedgekeurd": goed,
                "motivering": rij.opmerking,
                "uiterlijk": uiterlijk.isoformat() if uiterlijk else None,
                "link": reverse("buurtbudget:jaar", args=[rij.beheerder.slug, rij.jaar]),
                "datum": timezone.localtime(nu).date().isoformat(),
                "is_voorbeeld": rij.is_voorbeeld,
            },
        )
