"""What came on paper, entered by a member of the working group: all of it, or nothing."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.files import File
from django.db import transaction

from buurtbudget.actions.declareren import bewaar_declaratie, dien_declaratie_in, zet_rekening
from buurtbudget.actions.indienen import (
    begin,
    dien_in,
    voeg_bijlage_toe,
    wijzig,
    zet_aanvrager,
    zet_posten,
)
from buurtbudget.actions.weg import vergrendel
from buurtbudget.models import Aanvraag, Bijlage, Declaratie, Spelregels, Status
from buurtbudget.toets import Gebrek, gebreken
from gebruikers.models import Gebruiker
from kern.bestanden import soort_bestand
from kern.exceptions import RegelGeschonden, Verouderd


class Onvolledig(RegelGeschonden):
    """The paper does not hold what the rules ask; `gebreken` says what, with the field."""

    def __init__(self, gevonden: list[Gebrek]):
        super().__init__(gevonden[0].zin)
        self.gebreken = gevonden


@transaction.atomic
def voer_in(
    spelregels: Spelregels,
    *,
    uuid: UUID,
    versie: int,
    velden: dict,
    posten: list[tuple[str, str, Decimal]],
    aanvrager: dict,
    stempel: date,
    door: Gebruiker,
    scan: File | None = None,
    als_concept: bool = False,
) -> Aanvraag:
    """The whole paper form at once: sent with its stamp date, or kept as a draft.

    `versie` is 0 for a new paper, so that a second tap finds what the first wrote. Raises
    Onvolledig with everything that is missing, Verouderd when somebody else went on with the draft.
    """
    rij = vergrendel(begin(spelregels, uuid=uuid, ingevoerd_door=door))
    if rij.bron != Aanvraag.Bron.PAPIER or rij.spelregels.gebied_id != spelregels.gebied_id:
        raise RegelGeschonden("Dit is een andere aanvraag. Begin met een leeg formulier.")
    if rij.nummer or (not versie and rij.versie > 1):
        return rij  # the second tap
    if versie and versie != rij.versie:
        raise Verouderd(rij)
    rij = wijzig(rij, versie=rij.versie, door=door, **velden)
    rij = zet_posten(rij, versie=rij.versie, door=door, posten=posten)
    rij = zet_aanvrager(rij, versie=rij.versie, door=door, **aanvrager)
    tegen = [gebrek for gebrek in gebreken(rij, stempel) if gebrek.houdt_tegen]
    if tegen and not als_concept:
        raise Onvolledig(tegen)
    if scan:
        _bewaar(rij, scan, Bijlage.Soort.SCAN, door)
    return rij if als_concept else dien_in(rij, versie=rij.versie, door=door, stempel=stempel)


@transaction.atomic
def voer_declaratie_in(
    aanvraag: Aanvraag,
    *,
    versie: int,
    bonnen: list[dict],
    naam: str,
    iban: str,
    is_leverancier: bool,
    verslag: str,
    deelnemers: int | None,
    door: Gebruiker,
    scan: File | None = None,
    foto: File | None = None,
) -> Aanvraag:
    """The envelope with receipts: account, receipts and report, sent. `versie` of the application.

    A second tap gives what the first sent.
    """
    rij = vergrendel(aanvraag)
    declaratie = Declaratie.objects.filter(aanvraag=rij).first()
    if rij.status == Status.DECLARATIE and declaratie and declaratie.ingediend_op:
        return rij
    vergrendel(aanvraag, versie)
    zet_rekening(rij, naam=naam, iban=iban, is_leverancier=is_leverancier)
    declaratie = bewaar_declaratie(
        rij,
        versie=declaratie.versie if declaratie else 0,
        bonnen=bonnen,
        verslag=verslag,
        deelnemers=deelnemers,
        door=door,
    )
    if scan:
        _bewaar(rij, scan, Bijlage.Soort.BON, door)
    if foto:
        # nobody said yes: without an answer the case would wait for one, and its data never go
        _bewaar(rij, foto, Bijlage.Soort.FOTO, door, mag_openbaar=False)
    return dien_declaratie_in(rij, versie=declaratie.versie, door=door)


def _bewaar(rij, bestand, soort, door, **velden):
    voeg_bijlage_toe(
        rij,
        uuid=uuid4(),
        soort=soort,
        bestand=bestand,
        type=soort_bestand(bestand),
        door=door,
        **velden,
    )
