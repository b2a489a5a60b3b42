"""The rows of a document that is being written. Who writes one, delivers it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from indicatoren.actions.documenten import houd_document, verhoog
from indicatoren.actions.programmas import houd_tak, schuif
from indicatoren.models import Programma, Rapportregel
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, is_gelijk, wijzig, zelfde

Stand = Rapportregel.Stand
WEG = "Deze regel is net weggehaald. Kopieer je tekst als je hem wilt houden."


@transaction.atomic
def voeg_regel_toe(
    tak: Programma, *, uuid: UUID, soort: str, door: Gebruiker, **velden
) -> Rapportregel:
    """A row at the end of its kind; the second tap gives the first back."""
    document = houd_document(tak.rapportage_id)
    tak = houd_tak(tak)
    if bestaand := Rapportregel.objects.filter(uuid=uuid).first():
        return zelfde(bestaand, programma=tak, soort=soort, **velden)
    regel = Rapportregel(programma=tak, uuid=uuid, soort=soort, **velden)
    regel.volgorde = _achteraan(tak, soort)
    _stempel(regel, door)
    bewaar_eenmalig(regel)
    verhoog(document)
    return regel


@transaction.atomic
def lever_aan(regel: Rapportregel, *, versie: int, door: Gebruiker, **velden) -> Rapportregel:
    """Write a row: from then on it is delivered, by whom and when, and to be agreed to (again).

    One that says nothing yet stays asked for. Raises Verouderd when somebody saved in between;
    delivering what was delivered changes nothing.
    """
    document = houd_document(regel.programma.rapportage_id)
    regel = houd_regel(regel)
    if is_gelijk(regel, velden) and regel.stand != Stand.GEVRAAGD:
        return regel
    if regel.versie != versie:
        raise Verouderd(regel)
    _stempel(regel, door, **velden)
    regel.versie += 1
    regel.save()
    verhoog(document)
    return regel


@transaction.atomic
def haal_regel_weg(regel: Rapportregel, *, versie: int, door: Gebruiker) -> None:
    """The row goes; raises Verouderd when somebody saved in between."""
    document = houd_document(regel.programma.rapportage_id)
    regel = houd_regel(regel)
    if regel.versie != versie:
        raise Verouderd(regel)
    regel.delete()
    verhoog(document)


@transaction.atomic
def verplaats_regel(regel: Rapportregel, *, lijst: str, stap: int, door: Gebruiker) -> None:
    """One place up (−1) or down (1) among its kind; `lijst` is the `lijststand` one saw."""
    document = houd_document(regel.programma.rapportage_id)
    zelfde_soort = Rapportregel.objects.filter(programma=regel.programma_id, soort=regel.soort)
    schuif(zelfde_soort.select_related("indicator"), regel, lijst, stap)
    verhoog(document)


@transaction.atomic
def verhuis_regel(
    regel: Rapportregel, *, versie: int, tak: Programma, door: Gebruiker
) -> Rapportregel:
    """To the end of another branch of the same document; its text and state stay as they are."""
    document = houd_document(regel.programma.rapportage_id)
    regel, tak = houd_regel(regel), houd_tak(tak)
    if tak.rapportage_id != document.pk:
        raise RegelGeschonden("Dat onderdeel staat in een ander document. Kies een ander.")
    if tak == regel.programma:
        return regel
    velden = {"programma": tak, "volgorde": _achteraan(tak, regel.soort)}
    wijzig(regel, versie, velden)
    verhoog(document)
    return regel


def houd_regel(regel: Rapportregel) -> Rapportregel:
    """As it is now; its document is held by the caller. Raises RegelGeschonden when it is gone."""
    rijen = Rapportregel.objects.select_related("programma", "indicator", "gevraagd_aan")
    nu = rijen.filter(pk=regel.pk).first()
    if nu is None:
        raise RegelGeschonden(WEG)
    return nu


def _achteraan(tak, soort):
    laatste = tak.regels.filter(soort=soort).last()
    return laatste.volgorde + 1 if laatste else 1


def _stempel(regel, door, **velden):
    """What it says now, and that it was delivered with that: if it says something."""
    for naam, waarde in velden.items():
        setattr(regel, naam, waarde)
    regel.akkoord_door = regel.akkoord_op = None
    if regel.is_gevuld:
        regel.stand = Stand.AANGELEVERD
        regel.aangeleverd_door, regel.aangeleverd_op = door, timezone.now()
    else:
        regel.stand = Stand.GEVRAAGD
        regel.aangeleverd_door = regel.aangeleverd_op = None
