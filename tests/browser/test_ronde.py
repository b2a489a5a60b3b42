"""A round of 64 applications and nine members, from an empty column to letters; and axe."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from berichten.models import Bericht
from buurtbudget.models import Besluit, Grond
from buurtbudget.tests.maken import maak_regeling
from buurtbudget.tests.maken_ronde import maak_ronde, maak_vergadering, vul

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
BESLUITEN = ["bb_toegekend", "bb_afgewezen", "bb_voorwaarde"]


def adres(live_server, ronde, rest=""):
    return live_server.url + ronde.get_absolute_url() + rest


def grond():
    return Grond.objects.get_or_create(
        regeling=maak_regeling(),
        sleutel="geld-op",
        defaults={"naam": "Niet genoeg geld", "brieftekst": "Er is meer gevraagd dan er is."},
    )[0]


def test_een_ronde_van_64_met_negen_leden(live_server, page, meld_aan, js):
    grond()
    ronde = maak_ronde(gevraagd=[400 + nr for nr in range(64)], leden=9, plafond=22309)
    eerste, *anderen = ronde.deelnemers.all()
    for deelnemer in anderen:
        vul(deelnemer, dict.fromkeys(range(1, 63), 350))
    meld_aan(page, ronde.leden[0])

    # one column by hand: Tab to the next amount, Enter counts and saves
    page.goto(adres(live_server, ronde))
    page.get_by_role("link", name="Begin met verdelen").click()
    page.get_by_label(re.compile("^Nummer 1:")).fill("350")
    page.keyboard.press("Tab")
    expect(page.get_by_label(re.compile("^Nummer 2:"))).to_be_focused()
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Fout:"))
    expect(page.get_by_label(re.compile("^Nummer 2:"))).to_have_value("999")
    page.get_by_label(re.compile("^Nummer 2:")).fill("350")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 van 64")).to_be_visible()
    expect(page.get_by_text(re.compile("Geteld om"))).to_be_visible()
    if js:
        expect(page.get_by_label(re.compile("^Nummer 2:"))).to_be_focused()
    for nr in range(3, 63):
        page.locator(f"[name=b{nr}]").fill("350")
    page.get_by_role("button", name="Ik ben klaar").click()
    expect(page.get_by_text("Je bent klaar.", exact=False)).to_be_visible()
    expect(page.get_by_text("9 van de 9 leden zijn klaar.")).to_be_visible()

    # the meeting: counted, one corrected with a reason, two refused with a ground
    page.get_by_role("link", name="Sluit de kolommen en tel").click()
    page.get_by_role("button", name="Sluit de kolommen en tel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vergadering")
    page.get_by_label(re.compile("^Nummer 1:")).fill("300")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Schrijf op waarom. Dit komt in de brief.").last).to_be_visible()
    page.get_by_label("Waarom wordt nummer 1 anders?").fill("De tent is te leen.")
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie krijgt niets, en waarom?")
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_role("button", name="Bevestig 64 besluiten").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uitslag", timeout=60_000)
    expect(page.get_by_text("64 per mail: die gaan vanzelf.")).to_be_visible()

    besluiten = Besluit.objects.filter(ronde=ronde)
    ronde.wijkbudget.refresh_from_db()
    assert ronde.wijkbudget.verplicht == 300 + 61 * 350
    assert sorted(besluiten.values_list("uitkomst", flat=True)).count("afgewezen") == 2
    brieven = Bericht.objects.filter(soort__in=BESLUITEN)
    assert (brieven.count(), len(set(brieven.values_list("betreft", flat=True)))) == (64, 64)


@pytest.mark.parametrize("js", [True], ids=["met-js"])
def test_een_kolom_van_papier_gaat_met_enter(live_server, page, meld_aan):
    ronde = maak_ronde(gevraagd=[100, 100, 100])
    meld_aan(page, ronde.leden[0])

    page.goto(adres(live_server, ronde))
    page.get_by_role("link", name="Invoeren voor Lid 2").click()
    page.get_by_label(re.compile("^Nummer 1:")).focus()
    for toets in ["3", "Enter", "2", "Enter", "1", "Enter"]:  # the last saves
        page.keyboard.press(toets)
    expect(page.get_by_text("Geteld en bewaard voor Lid 2.")).to_be_visible()

    kolom = ronde.deelnemers.last().verdelingen.order_by("aanvraag__rondepost__volgnummer")
    assert list(kolom.values_list("bedrag", flat=True)) == [Decimal(3), Decimal(2), Decimal(1)]


@pytest.mark.parametrize("js", [True], ids=["met-js"])
def test_paginas_van_de_ronde_zijn_toegankelijk(live_server, page, keur, meld_aan):
    grond()
    open_ = maak_ronde(gevraagd=[100, 400])
    tafel = maak_vergadering(kolommen=[{1: 60}, {1: 60}])
    mijn = open_.deelnemers.first()
    paden = {
        open_: ["", "data/", "vergaderen/", f"kolom/{mijn.pk}/", f"kolom/{mijn.pk}/terugzetten/"]
        + ["lezen/?nr=1", "lezen/?nr=9"],
        tafel: ["", "vergadering/", "vergadering/proef/?bedrag=50", "vergadering/afwijzen/"]
        + ["vergadering/bevestigen/", f"kolom/{tafel.deelnemers.first().pk}/"],
    }
    fouten = {}
    for ronde, delen in paden.items():
        meld_aan(page, ronde.leden[0])
        for pad in delen:
            page.goto(adres(live_server, ronde, pad))
            fouten[ronde.status, pad] = keur(page)
    page.goto(adres(live_server, tafel, "vergadering/"))
    page.locator("[name=b1]").fill("55")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Fout:"))
    fouten["fout"] = keur(page)
    page.goto(adres(live_server, tafel, "vergadering/afwijzen/"))
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_role("button", name=re.compile("^Bevestig 2")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uitslag", timeout=60_000)
    fouten["uitslag"] = keur(page)

    assert {waar: fout for waar, fout in fouten.items() if fout} == {}
