import random
from datetime import date

import pytest
from django.urls import reverse

from gebieden.tests.maken import maak_wijk
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_streefwaarde
from wijkplannen.actions.frame import beeindig, wijzig_blok, wijzig_doel
from wijkplannen.actions.publicatie import leg_vaststelling_vast
from wijkplannen.models import Inzet
from wijkplannen.tests.maken import (
    jaren,
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
OVERZICHTEN = ["wijkplannen:detail", "wijkplannen:versies", "wijkplannen:vergelijken"]


def vergelijk(client, plan, query):
    return client.get(reverse("wijkplannen:vergelijken", args=[plan.slug]) + query)


# --- list -------------------------------------------------------------------------------------


def test_de_lijst_toont_elke_wijk_met_zijn_plannen(client):
    wijk = maak_wijk(naam="Eemdal")
    maak_wijk(naam="Zandhof")
    maak_online_plan(gebied=wijk, titel="Wijkplan Eemdal", is_voorbeeld=True)
    maak_plan(
        gebied=wijk, titel="Het volgende", periode=jaren(2030, 2033), aankondiging="Het komt."
    )
    maak_plan(gebied=wijk, titel="Oud", soort="document", bron="x", periode=jaren(2016, 2016))
    maak_plan(gebied=wijk, titel="Alleen werkversie", periode=jaren(2034, 2035))
    html = client.get(reverse("wijkplannen:lijst")).content.decode()
    volgorde = [
        "Eemdal",
        "Het volgende",
        "aangekondigd",
        "Wijkplan Eemdal",
        "voorbeeld",
        "online sinds",
        "Oud",
        "ouder plan, als document",
        "Zandhof",
        "Nog geen wijkplan bekend.",
    ]
    plekken = [html.index(stuk, html.index("<main")) for stuk in volgorde]
    assert plekken == sorted(plekken)
    assert "Alleen werkversie" not in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_twee_query_s(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_online_plan()
    with django_assert_num_queries(2):
        client.get(reverse("wijkplannen:lijst"))


# --- one plan ---------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_plan_zonder_cijfers_kost_vier_query_s(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    with django_assert_num_queries(3):
        assert client.get(plan.get_absolute_url()).status_code == 200


def maak_plan_met_cijfers(aantal):
    plan = maak_plan()
    for nr in range(aantal):
        indicator = maak_indicator(slug=f"cijfer-{nr}", naam=f"Cijfer {nr}", eenheid="cijfer")
        maak_meting(indicator, 2017, "6.3")
        maak_streefwaarde(indicator, 2019, "6.4")
        maak_doel(plan, indicatoren=[indicator])
    publiceer_weer(plan)
    return plan


def test_bij_een_doel_staat_het_cijfer_van_de_hele_stad_met_wat_het_niet_zegt(client):
    html = client.get(maak_plan_met_cijfers(1).get_absolute_url()).content.decode()
    assert "Heel Amersfoort: <b>6,3</b> in 2017, streefwaarde 6,4 in 2019" in html
    zin = "Dit cijfer laat zien hoe het met de stad gaat, niet of dit plan werkt."
    assert html.count(zin) == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_plan_met_cijfers_kost_acht_query_s(client, aantal, django_assert_num_queries):
    plan = maak_plan_met_cijfers(aantal)
    with django_assert_num_queries(
        7
    ):  # plan, agenda, documents, city, indicators, figures, targets
        client.get(plan.get_absolute_url())


def test_een_plan_zegt_wanneer_het_is_vastgesteld_en_bijgewerkt(client):
    plan = maak_online_plan()
    assert "nog niet vastgesteld" in client.get(plan.get_absolute_url()).content.decode()
    leg_vaststelling_vast(
        plan.huidige_versie,
        door_wie="het college",
        datum=date(2026, 6, 9),
        nummer="2026-118",
        link="https://voorbeeld.example/besluit",
        door=plan.huidige_versie.door,
    )
    html = client.get(plan.get_absolute_url()).content.decode()
    assert "Doelen vastgesteld door het college op 9 juni 2026 · Agenda bijgewerkt op" in html
    assert '<a class="nl-link" href="https://voorbeeld.example/besluit">2026-118</a>' in html


def test_een_aangekondigd_plan_zegt_wat_bekend_is_en_wie_je_mailt(client):
    plan = maak_plan(aankondiging="Het plan komt in het najaar van 2026.")
    html = client.get(plan.get_absolute_url()).content.decode()
    assert "Het plan komt in het najaar van 2026." in html
    assert "mailto:wijkplansociaal@amersfoort.nl" in html


def test_een_ouder_plan_zegt_wie_het_maakte_en_waar_het_vandaan_komt(client):
    plan = maak_plan(
        soort="document",
        bron="website van de wijk",
        bron_link="https://voorbeeld.example/plan",
        opsteller="Bewoners van de wijk",
        periode=jaren(2016, 2016),
    )
    html = client.get(plan.get_absolute_url()).content.decode()
    assert "Bewoners van de wijk" in html
    assert (
        '<a class="nl-link" href="https://voorbeeld.example/plan">website van de wijk</a>' in html
    )


def test_een_plan_dat_alleen_een_werkversie_is_bestaat_niet_voor_bezoekers(client):
    plan = maak_plan()
    for naam in OVERZICHTEN:
        assert client.get(reverse(naam, args=[plan.slug])).status_code == 404


@pytest.mark.parametrize("naam", OVERZICHTEN)
def test_een_onbekend_plan_is_er_niet(client, naam):
    assert client.get(reverse(naam, args=["bestaat-niet"])).status_code == 404


def test_een_openbare_pagina_raakt_de_sessie_niet_aan(client):
    plan = maak_online_plan()
    antwoord = client.get(plan.get_absolute_url())
    assert not antwoord.has_header("Vary")
    assert not antwoord.cookies


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
