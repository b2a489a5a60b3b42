"""May it stand there? A question to the department of the city, which says nothing of who asks."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from berichten.actions import zet_klaar
from buurtbudget import sleutels
from buurtbudget.actions.melden import afzender, in_woorden
from buurtbudget.actions.weg import schrijf_op, tel_op, vergrendel
from buurtbudget.models import IN_BEHANDELING, Aanvraag, Advies
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden


@transaction.atomic
def vraag_advies(
    aanvraag: Aanvraag,
    *,
    versie: int,
    vraag: str,
    uiterlijk: date,
    email: str = "",
    door: Gebruiker,
    nu: datetime | None = None,
) -> Advies:
    """Ask the city; with `email` a link leaves, without it the question waits in the portal.

    Raises RegelGeschonden while a question is open or after the case is decided.
    """
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag, versie)
    if rij.status not in IN_BEHANDELING:
        raise RegelGeschonden("Deze aanvraag is niet meer in behandeling: vragen kan niet.")
    if rij.adviezen.filter(beantwoord_op__isnull=True).exists():
        raise RegelGeschonden("Er staat al een vraag open bij de gemeente.")
    advies = Advies.objects.create(
        aanvraag=rij, vraag=vraag, email=email, uiterlijk=uiterlijk, gevraagd_door=door
    )
    _schrijf(rij, door, f"Aan de gemeente gevraagd: {vraag}", nu)
    if email:
        _mail(advies)
    return advies


@transaction.atomic
def beantwoord_advies(
    advies: Advies, *, antwoord: str, toelichting: str, naam: str, nu: datetime | None = None
) -> Advies:
    """The answer of the department, once. Raises RegelGeschonden when there is one already."""
    nu = nu or timezone.now()
    rij = vergrendel(advies.aanvraag)
    advies = Advies.objects.select_for_update(of=("self",)).get(pk=advies.pk)
    if advies.beantwoord_op:
        raise RegelGeschonden("Deze vraag is al beantwoord.")
    if rij.status not in IN_BEHANDELING:
        raise RegelGeschonden("Dit antwoord is niet meer nodig: over het plan is al besloten.")
    advies.antwoord, advies.toelichting = antwoord, toelichting
    advies.beantwoord_door, advies.beantwoord_op = naam, nu
    advies.save()
    _schrijf(rij, None, f"Antwoord van de gemeente: {advies.get_antwoord_display().lower()}", nu)
    return advies


def _schrijf(rij, door, reden, nu):
    schrijf_op(rij, van=rij.status, naar=rij.status, door=door, reden=reden[:300], nu=nu)
    tel_op(rij)


def _mail(advies):
    """Only what may be public goes along."""
    rij = advies.aanvraag
    zet_klaar(
        soort="bb_advies",
        gebeurtenis=str(advies.uuid),
        aan=advies.email,
        betreft=str(rij.uuid),
        feiten={
            "afzender": afzender(rij.spelregels),
            "kenmerk": rij.nummer,
            "titel": str(rij),
            "plek": rij.straat,
            "omschrijving": rij.openbare_tekst,
            "vraag": advies.vraag,
            "uiterlijk": in_woorden(advies.uiterlijk),
            "link": sleutels.link(advies),
            "is_voorbeeld": rij.is_voorbeeld,
        },
    )
