"""What stays inside until it is published, the versions, and what differs between two."""

import random

import pytest
from django.urls import reverse

from wijkplannen.actions.frame import beeindig, wijzig_blok, wijzig_doel
from wijkplannen.models import Inzet
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    maak_thema,
    meld,
    publiceer_weer,
)

pytestmark = pytest.mark.django_db


def vergelijk(client, plan, query):
    return client.get(reverse("wijkplannen:vergelijken", args=[plan.slug]) + query)


# --- what stays inside ------------------------------------------------------------------------


def test_een_blok_voor_partners_of_gemeente_komt_nergens_online(client):
    plan = maak_plan()
    maak_doel(plan)
    maak_blok(plan, tekst="Dit leest iedereen.")
    maak_blok(plan, tekst="Geheim van partners.", zichtbaarheid="partners")
    maak_blok(plan, tekst="Geheim van de gemeente.", zichtbaarheid="gemeente")
    publiceer_weer(plan)
    maak_doel(plan)
    publiceer_weer(plan)
    adressen = [
        plan.get_absolute_url(),
        reverse("wijkplannen:versie", args=[plan.slug, 1]),
        reverse("wijkplannen:versie", args=[plan.slug, 2]),
        reverse("wijkplannen:vergelijken", args=[plan.slug]) + "?van=1&naar=2",
    ]
    paginas = [client.get(adres).content.decode() for adres in adressen]
    assert sum("Dit leest iedereen." in html for html in paginas) == 3
    assert not any("Geheim" in html for html in paginas)


def test_een_blok_dat_dicht_ging_verdwijnt_met_de_volgende_versie(client):
    plan = maak_plan()
    maak_doel(plan)
    blok = maak_blok(plan, kop="Wat er speelt")
    publiceer_weer(plan)
    wijzig_blok(blok, versie=blok.versie, door=maak_gebiedsmanager(plan), zichtbaarheid="gemeente")
    assert "Wat er speelt" in client.get(plan.get_absolute_url()).content.decode()
    publiceer_weer(plan)
    assert "Wat er speelt" not in client.get(plan.get_absolute_url()).content.decode()


def test_het_kader_blijft_gelijk_bij_elke_reeks_wijzigingen_tot_de_publicatie(client):
    """Twenty random edits of the working copy, of every kind: visitors see none of them."""
    kans = random.Random(2026)
    plan = maak_online_plan(doelen=3, activiteiten=2)
    maak_blok(plan)
    publiceer_weer(plan)
    door, thema = maak_gebiedsmanager(plan), maak_thema()
    adressen = [plan.get_absolute_url(), reverse("wijkplannen:versies", args=[plan.slug])]
    eerst = [client.get(adres).content for adres in adressen]

    def wijzig_een_doel():
        doel = kans.choice(plan.doelen.all())
        wijzig_doel(doel, versie=doel.versie, door=door, titel=f"Doel {kans.random()}", thema=thema)

    def beeindig_een_onderdeel():
        ding = kans.choice([*plan.doelen.lopend(), *plan.blokken.all()])
        beeindig(ding, versie=ding.versie, door=door)

    def wijzig_een_blok():
        blok = kans.choice(plan.blokken.all())
        wijzig_blok(blok, versie=blok.versie, door=door, tekst=f"Tekst {kans.random()}")

    stappen = [
        wijzig_een_doel,
        wijzig_een_blok,
        beeindig_een_onderdeel,
        lambda: maak_doel(plan),
        lambda: maak_blok(plan),
        lambda: maak_inzet(maak_doel(plan)),
    ]
    for _ in range(20):
        kans.choice(stappen)()
        assert [client.get(adres).content for adres in adressen] == eerst
    maak_doel(plan)
    publiceer_weer(plan)
    assert client.get(adressen[0]).content != eerst[0]


def test_de_voortgang_van_een_partner_staat_meteen_online(client):
    plan = maak_online_plan()
    inzet = Inzet.objects.get()
    meld(inzet, zin="De eerste groep is begonnen.", namens=inzet.activiteit.trekker)
    html = client.get(plan.get_absolute_url()).content.decode()
    assert "De eerste groep is begonnen." in html
    assert "wp-stand--in-uitvoering" in html


# --- versions ---------------------------------------------------------------------------------


def test_een_oude_versie_zegt_dat_zij_oud_is_en_verandert_niet(client):
    plan = maak_online_plan()
    doel = plan.doelen.get()
    oud_adres = reverse("wijkplannen:versie", args=[plan.slug, 1])
    oude_titel = doel.titel
    wijzig_doel(
        doel,
        versie=doel.versie,
        door=maak_gebiedsmanager(plan),
        titel="Iedereen kent zijn buren",
        thema=doel.thema,
    )
    publiceer_weer(plan)
    oud = client.get(oud_adres).content.decode()
    assert "Dit is een oude versie" in oud
    assert oude_titel in oud
    assert "Iedereen kent zijn buren" not in oud
    nu = client.get(reverse("wijkplannen:versie", args=[plan.slug, 2])).content.decode()
    assert "Dit is een oude versie" not in nu


def test_een_versie_die_er_niet_is(client):
    plan = maak_online_plan()
    assert client.get(reverse("wijkplannen:versie", args=[plan.slug, 2])).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_versies_kosten_twee_query_s(client, aantal, django_assert_num_queries):
    plan = maak_online_plan()
    for _ in range(aantal - 1):
        maak_doel(plan)
        publiceer_weer(plan)
    with django_assert_num_queries(2):
        html = client.get(reverse("wijkplannen:versies", args=[plan.slug])).content.decode()
    assert html.count("Vergelijk met versie") == aantal - 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_versie_kost_een_query(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    with django_assert_num_queries(1):
        client.get(reverse("wijkplannen:versie", args=[plan.slug, 1]))


# --- comparing --------------------------------------------------------------------------------


def test_de_vergelijking_zegt_wat_erbij_kwam_anders_werd_en_wegging(client):
    plan = maak_online_plan(doelen=2)
    eerste, tweede = plan.doelen.all()
    door = maak_gebiedsmanager(plan)
    wijzig_doel(
        eerste, versie=eerste.versie, door=door, titel=f"{eerste.titel} samen", thema=eerste.thema
    )
    beeindig(tweede, versie=tweede.versie, door=door)
    maak_doel(plan, titel="Een nieuw doel")
    publiceer_weer(plan)
    antwoord = vergelijk(client, plan, "?van=1&naar=2")
    groepen = {
        kop: [(verschil.wat, verschil.titel) for verschil in lijst]
        for kop, lijst in antwoord.context["groepen"]
    }
    vervallen = Inzet.objects.get(doel=tweede).activiteit.titel
    assert groepen == {
        "Erbij gekomen": [("doel", "Een nieuw doel")],
        "Gewijzigd": [("doel", f"{eerste.titel} samen")],
        "Niet meer in het plan": [("doel", tweede.titel), ("activiteit", vervallen)],
    }
    assert "samen" in antwoord.content.decode().split("<ins>")[1].split("</ins>")[0]


def test_andersom_vergelijken_geeft_dezelfde_pagina(client):
    plan = maak_online_plan()
    maak_doel(plan, titel="Een nieuw doel")
    publiceer_weer(plan)
    antwoord = vergelijk(client, plan, "?van=2&naar=1")
    assert (antwoord.context["van"], antwoord.context["naar"]) == (1, 2)


def test_twee_gelijke_versies_hebben_geen_verschil(client):
    plan = maak_online_plan()
    doel = maak_doel(plan)
    publiceer_weer(plan)
    beeindig(doel, versie=doel.versie, door=maak_gebiedsmanager(plan))
    publiceer_weer(plan)
    html = vergelijk(client, plan, "?van=1&naar=3").content.decode()
    assert "Tussen deze versies is in het plan niets veranderd." in html


@pytest.mark.parametrize(
    ("query", "zin"),
    [
        ("", "Kies van welke versie je wilt vergelijken."),
        ("?van=1", "Kies naar welke versie je wilt vergelijken."),
        ("?van=1&naar=1", "Dit is twee keer dezelfde versie. Kies twee verschillende versies."),
        ("?van=1&naar=99", "Versie 99 bestaat niet. Kies een andere."),
        ("?van=1&naar=99999999999999999999", "Versie 99999999999999999999 bestaat niet."),
        ("?van=een&naar=1", "Versie een bestaat niet. Kies een andere."),
        ("?van=-1&naar=%00", "Versie -1 bestaat niet. Kies een andere."),
    ],
)
def test_een_vergelijking_die_niet_kan_zegt_waarom(client, query, zin):
    plan = maak_online_plan()
    maak_doel(plan)
    publiceer_weer(plan)
    antwoord = vergelijk(client, plan, query)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_vergelijking_kost_vier_query_s(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    maak_doel(plan)
    publiceer_weer(plan)
    with django_assert_num_queries(3):
        vergelijk(client, plan, "?van=1&naar=2")
