import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils.timezone import localdate, now

from gebieden.tests.maken import maak_buurt, maak_wijk
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_streefwaarde
from partners.tests.maken import maak_partner
from wijkplannen.actions.publicatie import leg_vaststelling_vast
from wijkplannen.tests.maken import (
    jaren,
    maak_blok,
    maak_doel,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    publiceer_weer,
)
from wijkplannen.tests.maken_inbreng import maak_bijeenkomst
from wijkplannen.tests.scherm import tekst

pytestmark = pytest.mark.django_db
DOELEN = "Wat doen we samen?"
OVERZICHTEN = ["wijkplannen:detail", "wijkplannen:versies", "wijkplannen:vergelijken"]


# --- one plan ---------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_plan_zonder_cijfers_kost_vier_query_s(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    with django_assert_num_queries(4):  # plan, agenda, documents, learning points
        assert client.get(plan.get_absolute_url()).status_code == 200


def maak_plan_met_cijfers(aantal):
    plan = maak_plan()
    maak_bijeenkomst(plan.gebied)
    for nr in range(aantal):
        indicator = maak_indicator(slug=f"cijfer-{nr}", naam=f"Cijfer {nr}", eenheid="cijfer")
        maak_meting(indicator, 2017, "6.3")
        maak_streefwaarde(indicator, 2019, "6.4")
        maak_doel(plan, indicatoren=[indicator], streven={indicator.pk: (Decimal("7.5"), 2029)})
    publiceer_weer(plan)
    return plan


def test_bij_een_doel_staat_het_cijfer_van_de_hele_stad_met_wat_het_niet_zegt(client):
    html = client.get(maak_plan_met_cijfers(1).get_absolute_url()).content.decode()
    assert "Heel Amersfoort: <b>6,3</b> in 2017, streefwaarde 6,4 in 2019." in html
    assert "We willen <b>7,5 in 2029</b>." in html
    zin = "Dit cijfer laat zien hoe het met de stad gaat, niet of dit plan werkt."
    assert html.count(zin) == 1


def test_bij_een_cijfer_staat_hoe_het_eerder_was_en_zonder_cijfer_wat_we_willen(client):
    indicator = maak_indicator(slug="cohesie", eenheid="cijfer")
    plan = maak_plan()
    streven = {indicator.pk: (Decimal("7.50"), 2029)}
    maak_doel(plan, indicatoren=[indicator], streven=streven)
    publiceer_weer(plan)
    for jaar, waarde in enumerate(["6.3", "6.4", "6.4", "6.5", "6.2"], 2013):
        maak_meting(indicator, jaar, waarde)
    nu = tekst(client.get(plan.get_absolute_url()))
    assert "6,2 in 2017. Eerder: 6,4 in 2014, 6,4 in 2015, 6,5 in 2016. We willen 7,5 in 2029" in nu
    oud = tekst(client.get(reverse("wijkplannen:versie", args=[plan.slug, 1])))
    assert "We willen 7,5 in 2029" in oud


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_plan_met_cijfers_kost_acht_query_s(client, aantal, django_assert_num_queries):
    plan = maak_plan_met_cijfers(aantal)
    with django_assert_num_queries(8):  # with city, indicators, figures, targets
        client.get(plan.get_absolute_url())


def test_een_regel_zegt_wanneer_waar_met_wie_en_wat_het_kost(client):
    plan = maak_plan()
    velden = {
        "titel": "Buurttuin",
        "omschrijving": "We leggen een tuin aan.",
        "trekker": maak_partner(naam="SRO"),
        "partners": [maak_partner(naam="Politie"), maak_partner(naam="ABC")],
        "periode": jaren(2026, 2027),
        "kosten": Decimal("1250.50"),
        "bron_van_geld": "Buurtbudget.",
        "gebied": maak_buurt(naam="Langenoord"),
        "quick_win": True,
    }
    maak_inzet(maak_doel(plan), **velden)
    publiceer_weer(plan)
    regel = tekst(client.get(plan.get_absolute_url())).split("Buurttuin")[1]
    for zin in [
        "Snel geregeld",
        "SRO · 2026 tot en met 2027 · Langenoord · bijgewerkt in",
        "We leggen een tuin aan.",
        "Doen mee: ABC, Politie",
        "Kost €\u00a01.250,50. Wie betaalt: Buurtbudget.",
    ]:
        assert " ".join(zin.split()) in regel


@pytest.mark.parametrize("voorbeeld", [True, False])
def test_wat_verzonnen_is_draagt_een_teken_het_plan_of_anders_de_regel(client, voorbeeld):
    plan = maak_plan(is_voorbeeld=voorbeeld)
    maak_inzet(maak_doel(plan), is_voorbeeld=True)
    publiceer_weer(plan)
    for adres in (plan.get_absolute_url(), plan.gebied.get_absolute_url()):
        html = client.get(adres).content.decode()
        assert ("dit plan is verzonnen" in html, "deze activiteit is verzonnen" in html) == (
            voorbeeld,
            not voorbeeld,
        )


def koppen(antwoord):
    return re.findall(r"<h2[^>]*>(.*?)<", antwoord.content.decode())


@pytest.mark.parametrize(
    ("soort", "rubrieken", "verwacht"),
    [
        (
            "sociaal",
            ["ontmoeten", "prioriteiten", "wijk"],
            ["Hoe is het in de wijk?", "Wat gaat voor?", DOELEN, "Plekken om elkaar te ontmoeten"],
        ),
        ("aanpak", ["informatie"], ["Informatie, kennis en ervaring", DOELEN]),
        (
            "ontwikkeling",
            ["factoren", "knelpunten", "sterk"],
            ["Sterke punten", "Knelpunten", DOELEN, "Wat hielp en wat niet"],
        ),
        (
            "programma",
            ["ateliers", "aandacht"],
            ["Waar gaat extra aandacht naartoe?", DOELEN, "Innovatieateliers"],
        ),
        ("aanpak", ["sterk"], ["Sterke punten", DOELEN]),
    ],
    ids=["sociaal", "aanpak", "ontwikkeling", "programma", "vreemde-rubriek"],
)
def test_een_plan_heeft_de_koppen_van_zijn_soort(client, soort, rubrieken, verwacht):
    plan = maak_plan(soort=soort)
    maak_doel(plan)
    for rubriek in rubrieken:
        maak_blok(plan, rubriek=rubriek)
    publiceer_weer(plan)
    antwoord = client.get(plan.get_absolute_url())
    assert koppen(antwoord)[:-1] == verwacht  # the last one is where to ask
    assert f"{plan.get_soort_display()} voor {plan.gebied.naam}" in tekst(antwoord)


def test_een_lang_plan_heeft_een_inhoudsopgave_en_gaat_per_doel_open(client):
    kort, lang = maak_online_plan(), maak_online_plan(doelen=3, activiteiten=7)
    assert "Wat staat er in dit plan?" not in koppen(client.get(kort.get_absolute_url()))
    antwoord = client.get(lang.get_absolute_url())
    html = antwoord.content.decode()
    assert koppen(antwoord)[0] == "Wat staat er in dit plan?"
    assert tekst(antwoord).count("7 activiteiten") == 3 + 3  # in the contents, and to open
    for doel in lang.doelen.all():
        assert (html.count(f'href="#{doel.uuid}"'), html.count(f'id="{doel.uuid}"')) == (1, 1)


@pytest.mark.parametrize(
    ("van", "tot", "open_"),
    [(-1, 1, True), (0, None, True), (1, 5, False), (-5, 0, False)],
    ids=["nu", "zonder-eind", "straks", "voorbij"],
)
@pytest.mark.parametrize("aangekondigd", [True, False])
def test_reageren_kan_alleen_in_de_periode(client, van, tot, open_, aangekondigd):
    vandaag = localdate()
    einde = None if tot is None else vandaag + timedelta(tot)
    velden = {"inbreng": DateRange(vandaag + timedelta(van), einde)}
    plan = (
        maak_plan(aankondiging="Het komt.", **velden)
        if aangekondigd
        else maak_online_plan(**velden)
    )
    wens = reverse("wijkplannen:wens", args=[plan.gebied.slug])
    assert (f'href="{wens}"' in client.get(plan.get_absolute_url()).content.decode()) == open_
    assert ("Je kunt nu reageren" in tekst(client.get(reverse("wijkplannen:lijst")))) == open_


def test_een_plan_noemt_de_volgende_openbare_bijeenkomst_van_zijn_wijk(client):
    plan = maak_online_plan()
    wijk = plan.gebied
    maak_bijeenkomst(wijk, 1, titel="Niet deze", is_openbaar=False)
    maak_bijeenkomst(wijk, 1, titel="Niet deze", afgelast_op=now())
    maak_bijeenkomst(maak_wijk(), 1, titel="Niet deze")
    maak_bijeenkomst(wijk, -1, titel="Al geweest")
    maak_bijeenkomst(wijk, 9, titel="Later")
    komt = maak_bijeenkomst(wijk, 2, titel="Wijkavond")
    leest = tekst(client.get(plan.get_absolute_url()))
    assert "De volgende bijeenkomst: Wijkavond" in leest
    assert komt.plaats in leest
    assert not any(titel in leest for titel in ["Niet deze", "Al geweest", "Later"])


def test_een_plan_zegt_wat_geleerd_is_als_iedereen_dat_mag_lezen(client):
    plan = maak_online_plan()
    plan.leerpunten.create(soort="succes", tekst="Een vast gezicht.", zichtbaarheid="openbaar")
    plan.leerpunten.create(soort="faal", tekst="Te veel overleg.")
    leest = tekst(client.get(plan.get_absolute_url()))
    assert ("Een vast gezicht." in leest, "Te veel overleg." in leest) == (True, False)


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
