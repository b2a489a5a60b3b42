"""A resident says something, and hears what came of it; meetings from announcement to promise."""

import re
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import expect

from berichten.models import Bericht
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Bijeenkomst, Inbreng
from wijkplannen.tests.maken_inbreng import POST, TELEFOON, maak_bijeenkomst, maak_inbreng

pytestmark = pytest.mark.django_db(transaction=True)
WIJK = "/wijken/schothorst-zielhorst-hoefkwartier/"


@pytest.fixture
def open_plan(wereld):
    """The plan online, and open for reactions."""
    plan, vandaag = wereld.plan, timezone.localdate()
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    plan.inbreng = DateRange(vandaag, vandaag + timedelta(days=9))
    plan.save()
    return wereld


def link_in_mail(page, live_server):
    """As a resident does: open the last mail and follow its link. It was made for the portal."""
    page.goto(live_server.url + "/demo/postvak/")
    link = re.search(r"/wijkplannen/inbreng/[^\s<\"]+", page.content())[0]
    page.goto(live_server.url + link)


def test_een_bewoner_reageert_en_hoort_wat_ervan_kwam(live_server, page, open_plan, meld_aan):
    page.goto(live_server.url + WIJK)
    page.get_by_role("link", name="Geef jouw wens of reactie").first.click()
    expect(
        page.get_by_role("heading", name="Is er iets kapot, vies of gevaarlijk?")
    ).to_be_visible()
    page.get_by_role("link", name="Nee, ik heb een wens of reactie").click()
    page.get_by_label("Gaat het over een doel uit het plan?").select_option(
        label="Kinderen bewegen elke dag"
    )
    page.get_by_role("button", name="Verstuur").click()
    expect(page).to_have_title(re.compile("^Fout:"))
    page.get_by_label("Wat wens je, of wat vind je?").fill("Een voetbaldoel op het plein.")
    page.get_by_label("Ja, met een e-mail").check()
    page.get_by_label("Wat is je e-mailadres?").fill("bewoner@voorbeeld.example")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("bevestig je reactie")

    link_in_mail(page, live_server)
    expect(page.get_by_text("Een voetbaldoel op het plein.")).to_be_visible()
    assert Inbreng.objects.get().status == "onbevestigd"
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is bevestigd")
    assert page.context.cookies() == []

    meld_aan(page, open_plan.manager)
    page.goto(live_server.url + "/werk/inbreng/")
    page.get_by_role("link", name=re.compile("^Behandel reactie 1")).click()
    expect(page.get_by_text("bewoner@voorbeeld.example")).to_be_visible()
    page.get_by_label("Het krijgt een plek in het plan of in de wijk").check()
    page.get_by_label("Waar hoort het bij?").select_option(label="Kinderen bewegen elke dag")
    page.get_by_label("Wat is je antwoord?").fill("De sportclub neemt het mee.")
    page.get_by_label("Wat mag iedereen erover lezen?").fill(
        "Een bewoner wil een doel op het plein."
    )
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("status").first).to_contain_text("De reactie is behandeld.")

    mail = Bericht.objects.get(soort="wp_inbreng_antwoord")
    assert mail.status == "verzonden"
    assert "het doel ‘Kinderen bewegen elke dag’" in mail.inhoud
    assert "De sportclub neemt het mee." in mail.inhoud
    page.goto(live_server.url + mail.feiten["link"])
    expect(page.get_by_text("Een bewoner wil een doel op het plein.")).to_be_visible()
    expect(page.get_by_text("Een voetbaldoel op het plein.")).to_have_count(0)


def test_alleen_met_het_toetsenbord(live_server, page, open_plan, meld_aan, js):
    """Three papers in a row, without a mouse; then all three at once at a goal."""
    meld_aan(page, open_plan.manager)
    page.goto(live_server.url + "/werk/inbreng/invoeren/")
    for nr in range(3):
        if nr == 0:
            page.get_by_label("op papier").focus()
            page.keyboard.press("Space")
        page.get_by_label("Wat wenst of vindt de bewoner?").focus()
        page.keyboard.type(f"Een bankje bij vijver {nr}.")
        page.keyboard.press("Tab")
        page.get_by_label("Nee, dat hoeft niet").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Bewaar, en voer de volgende in")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Je kunt meteen de volgende")
        expect(page.get_by_label("Wat wenst of vindt de bewoner?")).to_be_focused()

    page.goto(live_server.url + "/werk/inbreng/?alles=1")
    page.get_by_role("button", name="Bij een doel").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Bij welk doel horen ze?").select_option(label="Kinderen bewegen elke dag")
    page.get_by_role("button", name="Zet ze bij dit doel").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("3 reacties zijn behandeld.")


def test_een_bijeenkomst_van_aankondiging_tot_belofte(live_server, page, open_plan, meld_aan):
    meld_aan(page, open_plan.manager)
    page.goto(live_server.url + "/werk/bijeenkomsten/")
    page.get_by_role("link", name="Nieuwe bijeenkomst").click()
    page.get_by_label("Hoe heet de bijeenkomst?").fill("Avond over het plein")
    page.get_by_label("Op welke dag?").fill("17 maart 2037")
    page.get_by_label("Hoe laat begint het?").fill("19.30")
    page.get_by_label("Hoe laat is het klaar?").fill("21.30")
    page.get_by_label("Waar is het?").fill("Buurthuis Voorbeeld")
    page.get_by_role("group", name="Mag iedereen dit zien?").get_by_label("Ja").check()
    page.get_by_role("group", name="Kunnen bewoners hier").get_by_label("Ja").check()
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Afspraak erbij").click()
    page.get_by_label("Wat is er beloofd?").fill("Lijnen op het plein")
    page.get_by_label("Wie doet het?").fill("De sportclub")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Wat is ervan gekomen? Lijnen op het plein").click()
    page.get_by_label("Is het een activiteit geworden?").select_option(index=1)
    page.get_by_role("button", name="Bewaar").click()

    meld_aan(page, None)
    page.goto(live_server.url + WIJK)
    page.get_by_role("link", name="Avond over het plein").click()
    expect(page.get_by_text("Dinsdag 17 maart 2037, 19.30 tot 21.30 uur")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Dit is nu een activiteit"))).to_be_visible()
    with page.expect_download() as agenda:
        page.get_by_role("link", name="Zet in je agenda").click()
    assert "SUMMARY:Avond over het plein" in agenda.value.path().read_text()

    meld_aan(page, open_plan.manager)
    page.goto(f"{live_server.url}/werk/bijeenkomsten/{Bijeenkomst.objects.get().uuid}/")
    page.get_by_role("link", name="Gaat niet door").click()
    page.get_by_role("button", name="Ja, afgelasten").click()
    expect(page.get_by_role("status").first).to_contain_text("gaat niet door")
    page.goto(live_server.url + "/bijeenkomsten/")
    expect(page.get_by_text("Gaat niet door.")).to_be_visible()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("js", [True], ids=["met-js"])
def test_paginas_zijn_toegankelijk(live_server, page, keur, open_plan, meld_aan):
    gebied = open_plan.wijk
    wacht, _ = maak_inbreng(gebied, **POST), maak_inbreng(gebied, **TELEFOON)
    bij = maak_bijeenkomst(gebied, dagen=-1, verslag="We spraken over het plein.")
    komt = maak_bijeenkomst(gebied, is_voorbeeld=True)
    fouten = {}

    def bekijk(paden):
        for pad in paden:
            page.goto(live_server.url + pad)
            fouten[pad] = keur(page)

    bekijk(
        [
            WIJK + "wens/",
            WIJK + "wens/melden/",
            WIJK + "wens/schrijven/",
            WIJK + "wens/bedankt/?antwoord=mail",
            "/wijken/vathorst-en-hooglanderveen/wens/",
            "/bijeenkomsten/",
            bij.get_absolute_url(),
            WIJK,
        ]
    )
    meld_aan(page, open_plan.manager)
    bekijk(
        [
            "/werk/inbreng/",
            f"/werk/inbreng/{wacht.uuid}/",
            "/werk/inbreng/invoeren/",
            "/werk/inbreng/post/",
            f"/wijkplannen/{open_plan.plan.slug}/bewerken/inbreng/",
            "/werk/bijeenkomsten/",
            "/werk/bijeenkomsten/nieuw/",
            f"/werk/bijeenkomsten/{bij.uuid}/",
            f"/werk/bijeenkomsten/{komt.uuid}/afgelasten/",
            f"/werk/bijeenkomsten/{bij.uuid}/afspraak/",
        ]
    )
    page.goto(live_server.url + WIJK + "wens/schrijven/")
    page.get_by_role("button", name="Verstuur").click()
    fouten["fouten"] = keur(page)

    assert {pad: fout for pad, fout in fouten.items() if fout} == {}
