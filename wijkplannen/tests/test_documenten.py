from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from kern.bestanden import HOOGUIT
from wijkplannen.models import Document
from wijkplannen.tests.maken import (
    maak_document,
    maak_gebiedsmanager,
    maak_online_plan,
    maak_plan,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 voorbeeld"


@pytest.fixture
def plan():
    return maak_online_plan()


@pytest.fixture
def stuur(client, plan, settings):
    """`stuur(inhoud)`: send a file as the gebiedsmanager; `stuur.op_schijf()`: what lies there."""
    client.force_login(maak_gebiedsmanager(plan))

    def doe(inhoud=PDF, naam="besluit.pdf", **velden):
        bestand = SimpleUploadedFile(naam, inhoud, content_type="application/pdf")
        gegevens = {"uuid": uuid4(), "titel": "Besluit van het college", "bestand": bestand}
        return client.post(reverse("wijkplannen:documenten", args=[plan.slug]), gegevens | velden)

    doe.op_schijf = lambda: [pad for pad in Path(settings.MEDIA_ROOT).rglob("*") if pad.is_file()]
    return doe


def test_een_document_staat_meteen_op_de_openbare_pagina(client, plan, stuur):
    assert stuur().status_code == 302
    client.logout()

    pagina = client.get(plan.get_absolute_url()).content.decode()
    document = Document.objects.get()
    assert document.get_absolute_url() in pagina
    antwoord = client.get(document.get_absolute_url())
    assert b"".join(antwoord.streaming_content) == PDF
    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    naam = 'attachment; filename="besluit-van-het-college.pdf"'
    assert antwoord.headers["Content-Disposition"] == naam


@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        (b"<html><script>", "besluit.pdf", "In dit bestand zit geen pdf"),
        (b"PK\x03\x04", "plan.docx", "In dit bestand zit geen pdf"),
        (b"", "leeg.pdf", "Dit bestand is leeg."),
        (PDF + b" " * HOOGUIT, "groot.pdf", "Dit bestand is 11 MB."),
    ],
)
def test_wat_geen_pdf_is_of_te_groot_is_wordt_geweigerd(stuur, inhoud, naam, zin):
    antwoord = stuur(inhoud, naam)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert (Document.objects.count(), stuur.op_schijf()) == (0, [])


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"bestand": ""}, "Kies een pdf-bestand."),
        ({"titel": " "}, "Schrijf hoe dit document heet."),
        ({"titel": "x" * 121}, "hooguit 120 tekens, nu 121"),
    ],
)
def test_een_onvolledig_formulier_bewaart_niets(stuur, velden, zin):
    antwoord = stuur(**velden)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert (Document.objects.count(), stuur.op_schijf()) == (0, [])


def test_dubbel_klikken_bewaart_een_keer(stuur):
    uuid = uuid4()

    stuur(uuid=uuid)
    stuur(uuid=uuid)

    assert (Document.objects.count(), len(stuur.op_schijf())) == (1, 1)


def test_een_bestand_ligt_niet_onder_de_naam_die_iemand_gaf(stuur):
    stuur(naam="../../jan-jansen.pdf")

    assert [pad.name for pad in stuur.op_schijf()] == [str(Document.objects.get().uuid)]


def test_zonder_rij_blijft_er_geen_bestand(stuur, monkeypatch):
    def stuk(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Document, "save", stuk)

    with pytest.raises(IntegrityError):
        stuur()

    assert stuur.op_schijf() == []


def test_weghalen_neemt_rij_en_bestand_weg(client, plan, stuur, django_capture_on_commit_callbacks):
    stuur()
    document = Document.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wijkplannen:document_weghalen", args=[plan.slug, document.uuid]))

    assert (Document.objects.count(), stuur.op_schijf()) == (0, [])
    assert client.get(document.get_absolute_url()).status_code == 404


def test_een_document_van_een_plan_dat_niet_openbaar_is_blijft_dicht(client):
    document = maak_document(maak_plan())

    assert client.get(document.get_absolute_url()).status_code == 404


def test_de_database_weigert_een_document_boven_de_grens(plan):
    document = maak_document(plan)

    with pytest.raises(IntegrityError, match="document_grootte_binnen_de_grens"):
        Document.objects.filter(pk=document.pk).update(grootte=HOOGUIT + 1)
