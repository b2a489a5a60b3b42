"""Question and answer with the applicant, field by field: about the plan or about the receipts."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from buurtbudget.actions.melden import meld
from buurtbudget.actions.weg import vergrendel, zet_stap
from buurtbudget.models import Aanvraag, Status, Vraag
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden

VRAAG_NA = {Status.ONTVANGEN: Status.VRAAG, Status.DECLARATIE: Status.DECLARATIE_VRAAG}
TERUG = {vraag: van for van, vraag in VRAAG_NA.items()}
BERICHT = {Status.VRAAG: "bb_vraag", Status.DECLARATIE_VRAAG: "bb_declaratie_vraag"}


@transaction.atomic
def stel_vragen(
    aanvraag: Aanvraag,
    *,
    versie: int,
    vragen: dict[str, str],
    uiterlijk: date,
    door: Gebruiker,
    nu: datetime | None = None,
) -> list[Vraag]:
    """Ask `vragen` (field → question); the rest of the application is closed until the answer."""
    rij = vergrendel(aanvraag, versie)
    if not vragen:
        raise RegelGeschonden("Schrijf op wat je wilt vragen.")
    if rij.status not in VRAAG_NA:
        raise RegelGeschonden(f"Deze aanvraag is ‘{rij.get_status_display()}’: vragen kan niet.")
    if rij.betalingen.open().exists():
        raise RegelGeschonden("Er staat al een betaling klaar. Haal die eerst van de lijst.")
    rijen = [
        Vraag.objects.create(
            aanvraag=rij, veld=veld, tekst=tekst, uiterlijk=uiterlijk, gesteld_door=door
        )
        for veld, tekst in vragen.items()
    ]
    naar = VRAAG_NA[Status(rij.status)]
    stap = zet_stap(rij, naar, door=door, nu=nu)
    meld(
        rij,
        BERICHT[naar],
        gebeurtenis=f"{stap.pk}",
        nu=nu,
        vragen=[vraag.tekst for vraag in rijen],
        uiterlijk=uiterlijk,
    )
    return rijen


@transaction.atomic
def beantwoord(
    aanvraag: Aanvraag,
    *,
    versie: int,
    antwoorden: dict[int, str],
    door: Gebruiker | None = None,
    nu: datetime | None = None,
) -> Aanvraag:
    """Answers by primary key of the question; when all have one, the application goes on.

    `door` is the member who pastes what came by mail, phone or paper; None is the applicant.
    """
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag, versie)
    open_ = {vraag.pk: vraag for vraag in rij.vragen.filter(beantwoord_op__isnull=True)}
    if rij.status not in TERUG or not open_:
        raise RegelGeschonden("Er staat geen vraag meer open.")
    if mist := [pk for pk in open_ if not antwoorden.get(pk, "").strip()]:
        raise RegelGeschonden(f"Geef ook antwoord op: {open_[mist[0]].tekst}")
    for pk, vraag in open_.items():
        vraag.antwoord, vraag.beantwoord_op = antwoorden[pk].strip(), nu
        vraag.ingevoerd_door = door
        vraag.save()
    naar = TERUG[Status(rij.status)]
    stap = zet_stap(rij, naar, door=door, namens_aanvrager=door is None, nu=nu)
    meld(rij, "bb_antwoord", gebeurtenis=f"{stap.pk}", nu=nu)
    return rij


@transaction.atomic
def laat_rusten(
    aanvraag: Aanvraag, *, versie: int, door: Gebruiker, nu: datetime | None = None
) -> Aanvraag:
    """Go on without an answer; the questions stay with "geen antwoord gekregen"."""
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag, versie)
    if rij.status not in TERUG:
        raise RegelGeschonden("Er staat geen vraag meer open.")
    rij.vragen.filter(beantwoord_op__isnull=True).update(
        antwoord="Geen antwoord gekregen.", beantwoord_op=nu, ingevoerd_door=door
    )
    zet_stap(rij, TERUG[Status(rij.status)], door=door, reden="Geen antwoord gekregen", nu=nu)
    return rij
