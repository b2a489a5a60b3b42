"""Files beside a plan. The file is there before its row says so, and goes after its row is gone."""

from hashlib import sha256
from uuid import UUID

from django.core.files import File
from django.db import transaction

from gebruikers.models import Gebruiker
from kern.bestanden import geen_bestand_zonder_rij
from wijkplannen.models import Document, Wijkplan


def voeg_document_toe(
    plan: Wijkplan, *, uuid: UUID, titel: str, bestand: File, door: Gebruiker
) -> Document:
    """Keep a pdf beside the plan; `uuid` makes a double click harmless. No file without a row."""
    document = Document(
        plan=plan,
        uuid=uuid,
        titel=titel,
        grootte=bestand.size,
        sha256=sha256(b"".join(bestand.chunks())).hexdigest(),
        door=door,
    )
    with geen_bestand_zonder_rij(document):
        Wijkplan.objects.select_for_update().get(pk=plan.pk)
        if bestaand := Document.objects.filter(plan=plan, uuid=uuid).first():
            return bestaand
        document.bestand.save(bestand.name, bestand, save=False)
        document.save()
    return document


@transaction.atomic
def haal_document_weg(document: Document) -> None:
    """Take a file away for good: what should never have been public must not stay."""
    bestand = document.bestand
    Document.objects.filter(pk=document.pk).delete()
    transaction.on_commit(lambda: bestand.delete(save=False))
