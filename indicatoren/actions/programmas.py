"""The tree of a document that is being written: branches come, change, move and go."""

from uuid import UUID

from django.db import transaction

from gebruikers.models import Gebruiker
from indicatoren.actions.documenten import houd_document, toets, verhoog
from indicatoren.models import Programma, Rapportage
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, is_gelijk, lijststand, wijzig, zelfde

WEG = "Dit onderdeel is net weggehaald. Kopieer je tekst als je hem wilt houden."
ANDERS = "Iemand anders veranderde deze lijst net. Er is niets verplaatst. Kijk nog een keer."


@transaction.atomic
def voeg_tak_toe(
    rapportage: Rapportage, *, uuid: UUID, door: Gebruiker, ouder: Programma | None, **velden
) -> Programma:
    """A branch at the end, below `ouder` or at the top; the second tap gives the first back."""
    document = houd_document(rapportage.pk)
    if bestaand := Programma.objects.filter(uuid=uuid).first():
        return zelfde(bestaand, rapportage=document, ouder=ouder, **velden)
    tak = Programma(rapportage=document, uuid=uuid, ouder=ouder and houd_tak(ouder), **velden)
    toets(tak)
    laatste = document.programmas.filter(ouder=ouder).last()
    tak.volgorde = laatste.volgorde + 1 if laatste else 1
    bewaar_eenmalig(tak)
    verhoog(document)
    return tak


@transaction.atomic
def wijzig_tak(
    tak: Programma, *, versie: int, door: Gebruiker, ouder: Programma | None, **velden
) -> Programma:
    """Another name, number or place in the tree; raises Verouderd when it changed in between.

    Raises RegelGeschonden when it would hang below itself.
    """
    document = houd_document(tak.rapportage_id)
    tak = houd_tak(tak)
    if is_gelijk(tak, velden | {"ouder": ouder}):
        return tak
    if ouder and ouder in onder(tak):
        raise RegelGeschonden("Een onderdeel kan niet onder zichzelf hangen. Kies een andere plek.")
    if ouder != tak.ouder:
        velden["volgorde"] = document.programmas.filter(ouder=ouder).count() + 1
    wijzig(tak, versie, velden | {"ouder": ouder}, toets=toets)
    verhoog(document)
    return tak


@transaction.atomic
def verplaats_tak(tak: Programma, *, lijst: str, stap: int, door: Gebruiker) -> None:
    """One place up (−1) or down (1) among those beside it; `lijst` is the `lijststand` one saw."""
    document = houd_document(tak.rapportage_id)
    schuif(document.programmas.filter(ouder=tak.ouder_id), tak, lijst, stap)
    verhoog(document)


@transaction.atomic
def haal_tak_weg(tak: Programma, *, versie: int, inhoud: str, door: Gebruiker) -> None:
    """The branch goes with all below it; `inhoud` is the `lijststand` of that as one saw it.

    Raises Verouderd when it changed in between, or something came into it.
    """
    document = houd_document(tak.rapportage_id)
    tak = houd_tak(tak)
    if tak.versie != versie or inhoud_van(tak) != inhoud:
        raise Verouderd(tak)
    tak.delete()
    verhoog(document)


def houd_tak(tak: Programma) -> Programma:
    """As it is now; its document is held by the caller. Raises RegelGeschonden when it is gone."""
    nu = Programma.objects.select_related("ouder").filter(pk=tak.pk).first()
    if nu is None:
        raise RegelGeschonden(WEG)
    return nu


def onder(tak: Programma) -> list[Programma]:
    """The branch, and all that hangs below it."""
    alle = list(Programma.objects.filter(rapportage=tak.rapportage_id))
    gevonden = [tak]
    for een in gevonden:
        gevonden += [ander for ander in alle if ander.ouder_id == een.pk]
    return gevonden


def inhoud_van(tak: Programma) -> str:
    """What would go with it, as a `lijststand`."""
    takken = onder(tak)
    regels = [regel for een in takken for regel in een.regels.all()]
    return f"{lijststand(takken)}{lijststand(regels)}"


def schuif(lijst_van, rij, lijst: str, stap: int) -> None:
    """Move a row one place within its list, and number that list; past an end nothing happens.

    Raises RegelGeschonden when the list is another one than was on screen.
    """
    rijen = list(lijst_van)
    if rij not in rijen or lijststand(rijen) != lijst:
        raise RegelGeschonden(ANDERS)
    was = rijen.index(rij)
    rijen.insert(min(max(was + stap, 0), len(rijen) - 1), rijen.pop(was))
    for nummer, een in enumerate(rijen, start=1):
        een.volgorde = nummer
    type(rij).objects.bulk_update(rijen, ["volgorde"])
