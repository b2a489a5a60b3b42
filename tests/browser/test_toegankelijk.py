"""WCAG 2.2 AA by axe, and no sideways scrolling, on every kind of page at both widths."""

import pytest

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from wijkplannen.actions.frame import wijzig_doel
from wijkplannen.actions.publicatie import publiceer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(240),
    pytest.mark.parametrize("js", [True], ids=["met-js"]),  # the HTML is the same without
]
PLAN = "/wijkplannen/schothorst-2026/"
CIJFER = "/werk/cijfers/indicatoren/sociale-cohesie/"
BEZOEKER = [
    "/",
    "/wijken/",
    "/wijken/schothorst-zielhorst-hoefkwartier/",
    "/mijn-wijk/",
    "/mijn-wijk/?postcode=3813",
    "/mijn-wijk/?postcode=38",
    "/mijn-wijk/?postcode=1011",
    "/wijkplannen/",
    PLAN,
    PLAN + "versies/",
    PLAN + "versies/1/",
    PLAN + "vergelijken/?van=1&naar=2",
    PLAN + "voortgang/",
    PLAN + "voortgang/?van=31-02-2026",
    PLAN + "voortgang.html",
    "/indicatoren/",
    "/indicatoren/sociale-cohesie/",
    "/rapportage/begroting/2018/",
    "/rapportage/jaarverslag/2017/",
    "/partners/",
    "/partners/sportclub/",
    "/over/",
    "/toegankelijkheid/",
    "/privacy/",
    "/account/inloggen/",
    "/demo/",
    "/demo/postvak/",
    "/bestaat-niet/",
]


@pytest.fixture
def plan_met_twee_versies(wereld):
    plan, doel = wereld.plan, wereld.doel
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    wijzig_doel(
        doel,
        versie=doel.versie,
        door=wereld.manager,
        titel="Alle kinderen bewegen elke dag",
        gewenst="Ook na school.",
        thema=doel.thema,
    )
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Meer.", door=wereld.manager)
    return wereld


@pytest.mark.usefixtures("plan_met_twee_versies")
def test_paginas_voor_bezoekers(live_server, page, keur):
    fouten = {}

    for pad in BEZOEKER:
        page.goto(live_server.url + pad)
        fouten[pad] = keur(page)

    assert {pad: fout for pad, fout in fouten.items() if fout} == {}


def test_paginas_voor_wie_inlogde(live_server, page, keur, plan_met_twee_versies, meld_aan):
    wereld = plan_met_twee_versies
    bewerken = PLAN + "bewerken/"
    doel = f"{bewerken}doelen/{wereld.doel.uuid}/"
    paden = {
        wereld.lid: ["/werk/", bewerken, f"{bewerken}inzet/{wereld.inzet.uuid}/voortgang/"],
        wereld.manager: [
            "/werk/",
            "/account/",
            bewerken,
            bewerken + "publiceren/",
            bewerken + "blokken/nieuw/",
            bewerken + "documenten/",
            bewerken + "versies/2/vaststellen/",
            doel,
            doel + "activiteit/",
            doel + "beeindigen/",
            f"{bewerken}activiteiten/{wereld.inzet.activiteit.uuid}/",
        ],
        maak_aanstelling(rol=Rol.ONDERZOEKER).gebruiker: [
            "/werk/cijfers/",
            "/werk/cijfers/bronnen/",
            CIJFER,
            CIJFER + "wijzigen/",
            CIJFER + "streefwaarden/",
            CIJFER + "cijfers/",
            CIJFER + "woorden/",
        ],
    }
    fouten = {}

    for gebruiker, adressen in paden.items():
        meld_aan(page, gebruiker)
        for pad in adressen:
            page.goto(live_server.url + pad)
            fouten[gebruiker.naam, pad] = keur(page)

    assert {waar: fout for waar, fout in fouten.items() if fout} == {}


def test_een_formulier_met_fouten_en_een_botsing(
    live_server, page, keur, plan_met_twee_versies, meld_aan
):
    wereld = plan_met_twee_versies
    meld_aan(page, wereld.manager)
    doel = f"{PLAN}bewerken/doelen/{wereld.doel.uuid}/"

    page.goto(live_server.url + doel)
    page.get_by_label("Wat is het doel?").fill("")
    page.get_by_role("button", name="Bewaren").click()
    assert page.title().startswith("Fout:")
    assert page.evaluate("document.activeElement.id") == "fouten"
    fouten = keur(page)

    page.goto(live_server.url + doel)
    wereld.doel.refresh_from_db()
    wijzig_doel(
        wereld.doel,
        versie=wereld.doel.versie,
        door=wereld.lid,
        titel="Een ander doel",
        gewenst="Heel iets anders.",
        thema=wereld.doel.thema,
    )
    page.get_by_label("Wat is het doel?").fill("Mijn doel")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("button", name="Deze keuze bewaren").wait_for()
    fouten += keur(page)

    assert fouten == []


def test_de_keuring_zelf_ziet_wat_fout_is(page, keur):
    page.set_content(
        "<html lang=nl><title>T</title><main><h1>Kop</h1><details><summary>Meer</summary>"
        "<img src=x></details><p style='width: 400px'>Te breed.</p></main></html>"
    )

    fouten = keur(page)

    assert [fout.split(" ", 3)[:3] for fout in fouten] == [
        ["op", "1280", "px:"],
        ["op", "320", "px:"],
        ["op", "320", "px:"],
    ]
    assert "(image-alt) bij img" in fouten[0]
    assert fouten[2].endswith(" px te breed")
