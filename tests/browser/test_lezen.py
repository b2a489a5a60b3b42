"""Reading: a long plan by keyboard, the agenda of all wijken, themes, partners; with axe."""

import re
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import expect

from gebruikers.tests.maken import maak_aanstelling
from wijkplannen.tests.maken import jaren, maak_doel, maak_inzet, meld, publiceer_weer
from wijkplannen.tests.maken_inbreng import maak_bijeenkomst

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
PLAN = "/wijkplannen/schothorst-2026/"
AGENDA = "/wijkplannen/uitvoeringsagenda/"


@pytest.fixture
def lang(wereld):
    """A plan with so many activities that one opens it goal by goal, open for reactions."""
    vandaag = timezone.localdate()
    plan = wereld.plan
    plan.inbreng = DateRange(vandaag, vandaag + timedelta(9))
    plan.save()
    for nr in range(3):
        doel = maak_doel(plan, titel=f"Doel nummer {nr}", gewenst="Dat willen we in 2029.")
        for regel in range(7):
            maak_inzet(doel, titel=f"Regel {nr}.{regel}", trekker=wereld.partner)
    velden = {"kosten": 1200, "bron_van_geld": "De gemeente", "periode": jaren(2026, 2027)}
    meld(maak_inzet(doel, titel="Buurttuin", quick_win=True, **velden), "gestopt", "Geen plek.")
    maak_bijeenkomst(wereld.wijk, titel="Wijkavond", plan=plan)
    publiceer_weer(plan)
    return wereld


def test_een_lang_plan_lees_je_met_het_toetsenbord(live_server, page, lang):
    page.goto(live_server.url + PLAN)
    expect(page.get_by_text("Buurttuin")).to_be_hidden()
    page.get_by_role("navigation", name="Wat staat er in dit plan?").get_by_role(
        "link", name="Doel nummer 2"
    ).press("Enter")
    expect(page).to_have_url(re.compile(f"#{lang.plan.doelen.last().uuid}$"))
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tuin = page.get_by_role("listitem").filter(has_text="Buurttuin")
    expect(tuin).to_contain_text("Snel geregeld")
    expect(tuin).to_contain_text("2026 tot en met 2027")
    expect(tuin).to_contain_text("Geen plek.")


def test_van_plan_naar_reactie_en_bijeenkomst(live_server, page, lang):
    page.goto(live_server.url + PLAN)
    expect(page.get_by_text("De volgende bijeenkomst: Wijkavond")).to_be_visible()
    page.get_by_role("link", name="Geef je wens of reactie").click()
    expect(page).to_have_url(re.compile(f"/wijken/{lang.wijk.slug}/wens/"))


def test_van_thema_naar_agenda_naar_doel(live_server, page, lang):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_server.url + "/wijkplannen/themas/")
    cel = page.get_by_role("link", name=re.compile("bij Gezond en vitaal zijn in Schothorst"))
    cel.click()
    expect(page.get_by_role("heading", level=2, name="1 activiteit")).to_be_visible()
    expect(page.get_by_label("Welke wijk?")).to_have_value(lang.wijk.slug)
    page.get_by_label("Welk thema?").select_option(label="Alle thema's")
    page.get_by_label("Hoe wil je het zien?").select_option(label="Per jaar")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_role("heading", level=3, name="Begint in 2026")).to_be_visible()
    page.get_by_role("listitem").filter(has_text="Buurttuin").get_by_role(
        "link", name="Doel nummer 2"
    ).click()
    expect(page).to_have_url(re.compile(f"{PLAN}#"))


@pytest.mark.parametrize("js", [True], ids=["met-js"])  # the HTML is the same without
def test_leespaginas_zijn_toegankelijk(live_server, page, keur, lang, meld_aan):
    paden = [
        PLAN,
        AGENDA,
        AGENDA + "?groep=trekker&stand=gepland",
        AGENDA + "?wijk=nergens",
        AGENDA + "?jaar=2029",
        "/wijkplannen/themas/",
        "/wijkplannen/",
        "/partners/sportclub/",
        "/werk/partners/",
    ]
    meld_aan(page, maak_aanstelling(rol="beleid").gebruiker)
    fouten = {}

    for pad in paden:
        page.goto(live_server.url + pad)
        fouten[pad] = keur(page)

    assert {pad: fout for pad, fout in fouten.items() if fout} == {}
