"""Who may open an application: nobody but who asked. No page asks an e-mail address."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from berichten.models import Bericht
from buurtbudget.actions.indienen import haal_bijlage_weg
from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import (
    besluit,
    maak_concept,
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_bewoner import foto, maak_bijlage, open_als
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker

pytestmark = pytest.mark.django_db
EIGEN = ["mijn_aanvraag", "later", "verzonden", "vragen", "stoppen", "bijlagen", "declareren"]


def paden(aanvraag):
    yield from (reverse(f"buurtbudget:{naam}", args=[aanvraag.uuid]) for naam in EIGEN)
    for stap in ["idee", "waar", "kosten", "jij", "controle"]:
        yield reverse("buurtbudget:stap", args=[aanvraag.uuid, stap])
    for stap in ["bonnen", "verslag", "fotos", "rekening", "controle"]:
        yield reverse("buurtbudget:declareren_stap", args=[aanvraag.uuid, stap])


@pytest.mark.parametrize("maak", [maak_concept, maak_ontvangen, maak_toegekend])
def test_voor_een_ander_bestaat_het_niet(maak):
    aanvraag = maak()
    bijlage = maak_bijlage(aanvraag)
    mensen = [
        None,
        maak_gebruiker(),
        maak_teamlid(aanvraag.gebied),
        maak_aanstelling(gebied=aanvraag.gebied).gebruiker,
        maak_aanstelling(rol=Rol.BELEID).gebruiker,
    ]
    alle = [*paden(aanvraag), reverse("buurtbudget:bijlage", args=[aanvraag.uuid, bijlage.uuid])]

    for mens in mensen:
        client = Client()
        if mens:
            client.force_login(mens)
        open_als(client, maak_concept())  # of another application
        for pad in alle:
            assert (client.get(pad).status_code, client.post(pad).status_code) == (404, 404), pad


def test_een_bijlage_van_een_ander_is_er_niet_ook_niet_via_het_eigen_adres(client):
    eigen, ander = maak_concept(), maak_concept()
    bijlage = maak_bijlage(ander)
    open_als(client, eigen)

    pad = reverse("buurtbudget:bijlage", args=[eigen.uuid, bijlage.uuid])

    assert (client.get(pad).status_code, client.post(pad + "weg/").status_code) == (404, 404)
    assert ander.bijlagen.count() == 1


def test_een_bestand_komt_als_bijlage_en_nooit_als_pagina(client):
    aanvraag = maak_concept()
    bijlage = maak_bijlage(aanvraag)
    open_als(client, aanvraag)

    antwoord = client.get(reverse("buurtbudget:bijlage", args=[aanvraag.uuid, bijlage.uuid]))

    assert antwoord["Content-Disposition"] == 'attachment; filename="tekening.pdf"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in antwoord["Cache-Control"]
    assert b"".join(antwoord.streaming_content).startswith(b"%PDF")


def test_een_bestand_erbij_twee_keer_gestuurd_is_een_bestand(client):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    pad = reverse("buurtbudget:bijlagen", args=[aanvraag.uuid])
    uuid = re.search(r'name="uuid" value="([^"]+)"', client.get(pad).content.decode())[1]

    for _ in range(2):
        antwoord = client.post(pad, {"uuid": uuid, "soort": "tekening", "bestand": foto()})
        assert antwoord.status_code == 302
    assert aanvraag.bijlagen.get().type == "image/jpeg"

    client.post(f"{pad}{uuid}/weg/")
    assert not aanvraag.bijlagen.exists()


def test_een_uuid_dat_van_een_ander_is_wordt_een_zin(client):
    aanvraag, ander = maak_concept(), maak_bijlage(maak_concept())
    open_als(client, aanvraag)
    velden = {"uuid": ander.uuid, "soort": "tekening", "bestand": foto()}

    antwoord = client.post(reverse("buurtbudget:bijlagen", args=[aanvraag.uuid]), velden)

    assert (antwoord.status_code, aanvraag.bijlagen.count()) == (422, 0)


def test_meer_dan_tien_bestanden_past_niet(client):
    aanvraag = maak_concept()
    for _ in range(10):
        laatste = maak_bijlage(aanvraag)
    open_als(client, aanvraag)
    pad = reverse("buurtbudget:bijlagen", args=[aanvraag.uuid])
    uuid = maak_concept().uuid
    velden = {"uuid": uuid, "soort": "tekening"}

    vol = client.post(pad, velden | {"bestand": foto()})
    haal_bijlage_weg(laatste)
    past = client.post(pad, velden | {"bestand": foto()})

    assert (vol.status_code, past.status_code, aanvraag.bijlagen.count()) == (422, 302, 10)


def test_na_het_besluit_blijven_de_bestanden_zoals_ze_zijn(client):
    aanvraag = maak_ontvangen()
    bijlage = maak_bijlage(aanvraag)
    besluit(aanvraag, bedrag=400)
    open_als(client, aanvraag)

    client.post(reverse("buurtbudget:bijlage_weg", args=[aanvraag.uuid, bijlage.uuid]))
    client.post(
        reverse("buurtbudget:bijlagen", args=[aanvraag.uuid]),
        {"uuid": aanvraag.uuid, "soort": "tekening", "bestand": foto()},
    )

    assert list(aanvraag.bijlagen.all()) == [bijlage]


@pytest.mark.parametrize("maak", [maak_concept, maak_ontvangen, maak_toegekend, maak_declaratie])
def test_geen_pagina_vraagt_een_e_mailadres(client, maak):
    aanvraag = maak()
    aanvraag.aanvrager.delete()
    open_als(client, Aanvraag.objects.get(pk=aanvraag.pk))

    for pad in [*paden(aanvraag), "/verder/"]:
        for veld in re.findall(r"<input[^>]*>", client.get(pad, follow=True).content.decode()):
            if 'name="email"' in veld or 'type="email"' in veld:
                assert "required" not in veld, pad


def test_berichten_van_een_ander_staan_niet_op_de_pagina(client):
    eigen, ander = maak_ontvangen(), maak_ontvangen()
    Bericht.objects.filter(betreft=ander.uuid).update(
        status="verzonden", verzonden_op=ander.ontvangen_op, sha256="x", inhoud="Geheim"
    )
    Bericht.objects.filter(betreft=eigen.uuid).update(
        status="verzonden", verzonden_op=eigen.ontvangen_op, sha256="x", inhoud="Dag Anneke"
    )
    open_als(client, eigen)

    pagina = client.get(eigen.get_absolute_url()).content.decode()

    assert "Dag Anneke" in pagina
    assert "Geheim" not in pagina


@pytest.mark.parametrize("aantal", [1, 3])
def test_mijn_aanvragen_kost_evenveel_bij_meer(client, django_assert_num_queries, aantal):
    gebruiker = maak_gebruiker()
    for _ in range(aantal):
        maak_concept(indiener=gebruiker)
    client.force_login(gebruiker)

    with django_assert_num_queries(3):
        client.get("/mijn/")


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_statuspagina_kost_evenveel_bij_meer(client, django_assert_num_queries, aantal):
    aanvraag = maak_toegekend(maak_pot(maak_spelregels()))
    for _ in range(aantal):
        maak_bijlage(aanvraag)
    open_als(client, aanvraag)

    with django_assert_num_queries(10):
        client.get(aanvraag.get_absolute_url())
