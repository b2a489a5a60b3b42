"""An application that is done, with a result and a photo that may be seen."""

from uuid import uuid4

from django.core.files.base import ContentFile

from buurtbudget.actions.indienen import voeg_bijlage_toe
from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_betaald, maak_betaling, maak_declaratie, maak_toegekend

JPEG = b"\xff\xd8 prent"


def maak_uitgevoerd(pot=None, **velden):
    """Granted, claimed and paid."""
    aanvraag = maak_toegekend(pot, **velden)
    maak_declaratie(aanvraag, openbaar_verslag="Het was druk.", deelnemers=40)
    aanvraag = Aanvraag.objects.get(pk=aanvraag.pk)
    maak_betaald(maak_betaling(aanvraag))
    aanvraag.refresh_from_db()
    return aanvraag


def maak_foto(aanvraag, **velden):
    """A photo of the result with consent, unless said otherwise."""
    vast = {"soort": "foto", "beschrijving": "Buren om een tafel.", "mag_openbaar": True}
    bestand = ContentFile(JPEG, name="foto.jpg")
    return voeg_bijlage_toe(
        aanvraag, uuid=uuid4(), bestand=bestand, **{"type": "image/jpeg"} | vast | velden
    )
