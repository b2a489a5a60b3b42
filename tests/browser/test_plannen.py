"""Around a plan in the browser: publish, plan ahead, compare, put back, a sheet, a new plan."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Activiteit, Inzet, Wijkplan
from wijkplannen.tests.maken_plannen import maak_leerpunt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
PLAN = "/wijkplannen/schothorst-2026/"
BEWERKEN = PLAN + "bewerken/"


@pytest.fixture
def online(live_server, page, wereld, meld_aan):
    """Published once; the gebiedsmanager is at the screen."""
    wereld.plan.refresh_from_db()
    publiceer(wereld.plan, versie=wereld.plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    meld_aan(page, wereld.manager)
    page.goto(live_server.url + BEWERKEN)
    return wereld


def zie(page, tekst):
    expect(page.locator("main")).to_contain_text(tekst)


def knop(page, naam):
    page.get_by_role("button", name=naam).click()


def nieuw_doel(page, live_server, titel):
    page.goto(live_server.url + BEWERKEN + "doelen/nieuw/")
    page.get_by_label("Wat is het doel?").fill(titel)
    page.get_by_label("Bij welk thema hoort het?").select_option(label="Naar elkaar omkijken")
    knop(page, "Bewaren")


def test_publiceren_vergelijken_en_een_versie_terugzetten(live_server, page, online):
    nieuw_doel(page, live_server, "Niemand is alleen")
    page.get_by_role("link", name="Publiceren als versie 2").click()
    zie(page, "Niemand is alleen")
    page.get_by_label("Wat is er veranderd?").fill("Er is een doel bij.")
    knop(page, "Publiceer als versie 2")

    page.goto(live_server.url + PLAN + "vergelijken/?van=1&naar=2")
    zie(page, "Erbij gekomen")
    zie(page, "Niemand is alleen")

    page.goto(live_server.url + BEWERKEN)
    page.get_by_role("link", name="Versies").first.click()
    page.get_by_role("link", name=re.compile("^Terugzetten.*versie 1$")).click()
    zie(page, "Gaat uit het plan")
    knop(page, "Zet versie 1 terug")

    lopend = Wijkplan.objects.get().doelen.lopend()
    assert [doel.titel for doel in lopend] == ["Kinderen bewegen elke dag"]
    page.goto(live_server.url + PLAN)
    zie(page, "Niemand is alleen")


def test_inplannen_en_weer_intrekken(live_server, page, online):
    nieuw_doel(page, live_server, "Niemand is alleen")
    page.goto(live_server.url + BEWERKEN + "publiceren/")
    page.get_by_role("link", name="Liever later publiceren").click()
    page.get_by_label("Wat is er veranderd?").fill("Er is een doel bij.")
    page.get_by_label("Op welke dag komt het online?").fill("1 mei 2035")
    page.get_by_label("Hoe laat?").select_option("09:30")
    knop(page, "Plan in als versie 2")

    zie(page, "Ingepland: dit plan komt online op 1 mei 2035 om 9.30 uur.")
    knop(page, "Trek dit in")
    expect(page.get_by_text("Ingepland:")).to_have_count(0)


def test_een_blad_ophalen_wijzigen_inlezen_en_terugdraaien(live_server, page, online, tmp_path):
    page.get_by_role("link", name="Activiteiten met Excel").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Haal het Excel-bestand op").click()
    boek = load_workbook(BytesIO(download.value.path().read_bytes()))
    boek.active["B2"] = "Sport op straat"
    for kolom, waarde in {"A3": 1, "B3": "Wandelclub", "D3": "Sportclub Voorbeeld"}.items():
        boek.active[kolom] = waarde
    boek.save(tmp_path / "terug.xlsx")

    page.get_by_label("Welk Excel-bestand wil je inlezen?").set_input_files(tmp_path / "terug.xlsx")
    knop(page, "Bekijk wat er verandert")
    zie(page, re.compile(r"1\s*nieuw"))
    zie(page, "bezoekers zien het meteen")
    assert Activiteit.objects.count() == 1
    knop(page, "Lees dit in")
    zie(page, "Ingelezen op")
    assert set(Activiteit.objects.values_list("titel", flat=True)) == {
        "Sport op straat",
        "Wandelclub",
    }

    knop(page, "Draai dit terug")
    zie(page, "Ingelezen en teruggedraaid")
    assert [inzet.activiteit.titel for inzet in Inzet.objects.lopend()] == ["Sport op het plein"]


def test_een_nieuw_plan_met_het_vorige_en_wat_daarvan_geleerd_is(live_server, page, online):
    maak_leerpunt(online.plan, tekst="Begin eerder met vrijwilligers.")
    page.goto(live_server.url + "/werk/")
    page.get_by_role("link", name="Nieuw plan").click()
    page.get_by_label("Schothorst").check()
    page.get_by_label("Wijkplan sociaal").check()
    knop(page, "Verder")
    page.locator("summary").click()
    zie(page, "Begin eerder met vrijwilligers.")
    page.get_by_label("Met wat er in").check()
    knop(page, "Begin dit plan")

    zie(page, "Kinderen bewegen elke dag")
    zie(page, "Sport op het plein")
    nieuw = Wijkplan.objects.get(vorige=online.plan)
    assert (nieuw.van_jaar, nieuw.huidige_versie) == (2030, None)


@pytest.mark.parametrize("js", [True], ids=["met-js"])
def test_elke_pagina_is_voor_iedereen(live_server, page, online, keur):
    punt = maak_leerpunt(online.plan)
    wijk = "?wijk=schothorst-zielhorst-hoefkwartier&soort="
    paden = [
        "/wijkplannen/nieuw/",
        f"/wijkplannen/nieuw/{wijk}sociaal",
        f"/wijkplannen/nieuw/{wijk}document",
        "/werk/leerpunten/",
        *(
            BEWERKEN + pad
            for pad in [
                "inplannen/",
                "documenten/",
                "versies/",
                "versies/1/terugzetten/",
                "importeren/",
                "leerpunten/",
                "leerpunten/nieuw/",
                f"leerpunten/{punt.uuid}/",
                f"leerpunten/{punt.uuid}/weghalen/",
            ]
        ),
    ]
    fouten = {}
    for pad in paden:
        page.goto(live_server.url + pad)
        assert page.locator("h1").count() == 1
        fouten[pad] = keur(page)

    assert {pad: fout for pad, fout in fouten.items() if fout} == {}
