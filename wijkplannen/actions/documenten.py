"""Files beside a plan. The file is there before its row says so, and goes after its row is gone."""

from hashlib import sha256
from uuid import UUID

from django.core.files import File
from django.db import transaction

from gebruikers.models import Gebruiker
from kern.bestanden import geen_bestand_zonder_rij
from wijkplannen.actions.sloten import houd_plan
from wijkplannen.models import Document, WeggehaaldDocument, Wijkplan


def voeg_document_toe(
    plan: Wijkplan, *, uuid: UUID, bestand: File, door: Gebruiker, **velden
) -> Document:
    """Keep a pdf beside the plan; `uuid` makes a double click harmless. No file without a row.

    `velden` is what the row says of it: title, date, summary, whether everybody can read it.
    """
    document = Document(
        plan=plan,
        uuid=uuid,
        grootte=bestand.size,
        sha256=sha256(b"".join(bestand.chunks())).hexdigest(),
        door=door,
        **velden,
    )
    with geen_bestand_zonder_rij(document):
        houd_plan(plan.pk)
        if bestaand := Document.objects.filter(plan=plan, uuid=uuid).first():
            return bestaand
        document.bestand.save(bestand.name, bestand, save=False)
        document.save()
    return document


@transaction.atomic
def haal_document_weg(document: Document, *, door: Gebruiker) -> None:
    """Take a file away for good: what should never have been public must not stay.

    That it was there, and who took it away, stays. Somebody else may have been first.
    """
    weg, _ = Document.objects.filter(pk=document.pk).delete()
    if not weg:
        return
    WeggehaaldDocument.objects.create(
        plan=document.plan, uuid=document.uuid, sha256=document.sha256, door=door
    )
    bestand = document.bestand
    transaction.on_commit(lambda: bestand.delete(save=False))
