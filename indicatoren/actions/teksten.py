"""Texts of a document on their road: asked of somebody, sent back, agreed to."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from berichten.actions import zet_klaar
from gebruikers.models import Gebruiker
from indicatoren.actions.documenten import houd_document, verhoog
from indicatoren.actions.rapportregels import houd_regel
from indicatoren.models import Rapportage, Rapportregel
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_nieuwe_versie, is_gelijk

Stand = Rapportregel.Stand
ANDERS = "Er is net iets veranderd aan ‘{}’. Er is niets gedaan. Kijk nog een keer."
NIET_AANGELEVERD = "‘{}’ is nog niet aangeleverd. Wacht op de tekst, of schrijf hem zelf."


@transaction.atomic
def vraag(
    rapportage: Rapportage,
    versies: Mapping[UUID, int],
    *,
    uuid: UUID,
    aan: Gebruiker,
    door: Gebruiker,
    uiterlijk: date | None = None,
    opmerking: str = "",
) -> list[Rapportregel]:
    """Ask rows of one person, who hears of all of them in one message; `versies` by uuid.

    Asked once more with the same `uuid` of the form writes nothing. Raises RegelGeschonden when one
    of the rows changed in between: nothing is asked then.
    """
    document = houd_document(rapportage.pk)
    vragen = {"gevraagd_aan": aan, "uiterlijk": uiterlijk, "opmerking": opmerking}
    regels = [regel for regel in _regels(document, versies) if not _is_gevraagd(regel, vragen)]
    _eis_gelezen(regels, versies)
    for regel in regels:
        bewaar_nieuwe_versie(regel, **vragen, **OPEN)
    if regels:
        verhoog(document)
        _bericht(document, regels, str(uuid), door)
    return regels


@transaction.atomic
def stuur_terug(
    regel: Rapportregel, *, versie: int, opmerking: str, door: Gebruiker
) -> Rapportregel:
    """It is asked again of who delivered it, with what must change; they hear of that.

    Raises Verouderd when somebody saved in between, RegelGeschonden when it was not delivered.
    """
    document = houd_document(regel.programma.rapportage_id)
    regel = houd_regel(regel)
    if regel.stand == Stand.GEVRAAGD:
        if regel.opmerking == opmerking:
            return regel
        raise RegelGeschonden("Deze tekst is nog niet aangeleverd.")
    if regel.versie != versie:
        raise Verouderd(regel)
    aan = regel.gevraagd_aan or regel.aangeleverd_door
    bewaar_nieuwe_versie(regel, gevraagd_aan=aan, opmerking=opmerking, **OPEN)
    verhoog(document)
    _bericht(document, [regel], f"terug:{regel.uuid}:{regel.versie}", door)
    return regel


@transaction.atomic
def geef_akkoord(
    rapportage: Rapportage, versies: Mapping[UUID, int], *, door: Gebruiker
) -> list[Rapportregel]:
    """Agree to rows as they were read: `versies` by uuid. All of them, or none.

    Raises RegelGeschonden when one changed in between, says nothing yet, or was asked of somebody
    who has not delivered.
    """
    document = houd_document(rapportage.pk)
    regels = [r for r in _regels(document, versies) if r.stand != Stand.AKKOORD]
    _eis_gelezen(regels, versies)
    nu = timezone.now()
    for regel in regels:
        if not regel.mag_akkoord:
            raise RegelGeschonden(NIET_AANGELEVERD.format(regel.titel))
        if regel.stand == Stand.GEVRAAGD:
            regel.aangeleverd_door, regel.aangeleverd_op = door, nu
        bewaar_nieuwe_versie(regel, stand=Stand.AKKOORD, akkoord_door=door, akkoord_op=nu)
    if regels:
        verhoog(document)
    return regels


OPEN = {
    "stand": Stand.GEVRAAGD,
    "aangeleverd_door": None,
    "aangeleverd_op": None,
    "akkoord_door": None,
    "akkoord_op": None,
}


def _regels(document, versies):
    rijen = Rapportregel.objects.filter(programma__rapportage=document, uuid__in=versies)
    rijen = list(rijen.select_related("programma", "indicator", "gevraagd_aan"))
    if len(rijen) != len(versies):
        raise RegelGeschonden("Een van de regels is net weggehaald. Kijk nog een keer.")
    return rijen


def _eis_gelezen(regels, versies):
    for regel in regels:
        if regel.versie != versies[regel.uuid]:
            raise RegelGeschonden(ANDERS.format(regel.titel))


def _is_gevraagd(regel, vragen):
    return regel.stand == Stand.GEVRAAGD and is_gelijk(regel, vragen)


def _bericht(document, regels, gebeurtenis, door):
    """One message to who is asked; nobody writes to themselves."""
    eerste = regels[0]
    aan = eerste.gevraagd_aan
    if aan is None or aan == door or not aan.is_active:
        return
    zet_klaar(
        soort="ra_tekst_gevraagd",
        gebeurtenis=gebeurtenis,
        aan=aan.email,
        betreft=str(document.uuid),
        feiten={
            "titel": str(document),
            "regels": [f"{regel.programma}: {regel.titel}" for regel in regels],
            "uiterlijk": eerste.uiterlijk,
            "opmerking": eerste.opmerking,
            "door": str(door),
            "link": reverse("indicatoren:rapportages"),
        },
    )
