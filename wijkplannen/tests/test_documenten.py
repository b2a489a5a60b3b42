from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError
from django.urls import reverse

from kern.bestanden import HOOGUIT
from wijkplannen.actions.documenten import haal_document_weg
from wijkplannen.models import Document, WeggehaaldDocument
from wijkplannen.tests.maken import (
    maak_document,
    maak_gebiedsmanager,
    maak_online_plan,
    maak_plan,
    probeer,
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
        gegevens["is_toegankelijk"] = "nee"
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
        ({"is_toegankelijk": ""}, "Kies of iedereen de pdf kan lezen."),
        ({"van": "31-02-2026"}, "De dag 31-02-2026 bestaat niet."),
        ({"samenvatting": "x" * 1001}, "hooguit 1000 tekens, nu 1001"),
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


@pytest.mark.parametrize(("toegankelijk", "hulp"), [("ja", False), ("nee", True)])
def test_wie_het_document_niet_kan_lezen_ziet_wie_te_bellen(
    client, plan, stuur, toegankelijk, hulp
):
    stuur(is_toegankelijk=toegankelijk, van="9 juni 2026", samenvatting="Het college is akkoord.")
    client.logout()

    pagina = client.get(plan.get_absolute_url()).content.decode()

    assert ("Niet goed te lezen met een schermlezer?" in pagina) == hulp
    assert ("Van 9 juni 2026" in pagina, "Het college is akkoord." in pagina) == (True, True)


def test_weghalen_neemt_rij_en_bestand_weg(client, plan, stuur, django_capture_on_commit_callbacks):
    stuur()
    document = Document.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wijkplannen:document_weghalen", args=[plan.slug, document.uuid]))

    assert (Document.objects.count(), stuur.op_schijf()) == (0, [])
    assert client.get(document.get_absolute_url()).status_code == 404


def test_van_een_weggehaald_document_blijft_wie_en_wanneer(client, plan, stuur):
    stuur(titel="Brief van mevrouw Jansen")
    document = Document.objects.get()
    weg = reverse("wijkplannen:document_weghalen", args=[plan.slug, document.uuid])

    assert [client.post(weg).status_code for _ in range(2)] == [302, 404]

    spoor = WeggehaaldDocument.objects.get()
    pagina = client.get(reverse("wijkplannen:documenten", args=[plan.slug])).content.decode()
    assert (spoor.plan, spoor.sha256) == (plan, document.sha256)
    assert (str(spoor.door) in pagina, "Jansen" in pagina) == (True, False)


def test_twee_mensen_halen_tegelijk_hetzelfde_weg(plan):
    document, manager = maak_document(plan), maak_gebiedsmanager(plan)

    for _ in range(2):
        haal_document_weg(document, door=manager)

    assert WeggehaaldDocument.objects.count() == 1


@pytest.mark.parametrize(
    "opdracht",
    ["UPDATE {} SET sha256 = ''", "DELETE FROM {}", "TRUNCATE {}"],
    ids=["wijzigen", "wissen", "legen"],
)
def test_het_spoor_van_een_document_blijft(plan, opdracht):
    haal_document_weg(maak_document(plan), door=maak_gebiedsmanager(plan))

    with pytest.raises(DatabaseError, match="pgtrigger"):
        probeer(opdracht.format("wijkplannen_weggehaalddocument"))


def test_een_document_van_een_plan_dat_niet_openbaar_is_blijft_dicht(client):
    document = maak_document(maak_plan())

    assert client.get(document.get_absolute_url()).status_code == 404


def test_de_database_weigert_een_document_boven_de_grens(plan):
    document = maak_document(plan)

    with pytest.raises(IntegrityError, match="document_grootte_binnen_de_grens"):
        Document.objects.filter(pk=document.pk).update(grootte=HOOGUIT + 1)
