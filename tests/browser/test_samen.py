"""A plan that is written together: invited, read, commented, proposed, taken over, published."""

import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from berichten.models import Bericht
from gebruikers.tests.maken import maak_gebruiker
from partners.models import Contactpersoon
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import voeg_activiteit_toe
from wijkplannen.models import Opmerking, Wijzigingsvoorstel
from wijkplannen.tests.maken_samen import hernoem, maak_genodigde, maak_voorstel

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "/wijkplannen/schothorst-2026/"
WERKVERSIE = PLAN + "bewerken/"
DOEL = "Kinderen bewegen elke dag"


def artikel(page, doel):
    return page.locator(f"[id='{doel.uuid}']")


def test_van_uitnodiging_tot_publicatie(live_server, page, wereld, meld_aan):
    bieb = maak_partner(naam="De bibliotheek", gebieden=[wereld.wijk])
    bea = maak_lid(bieb, maak_gebruiker(naam="Bea Bieb")).gebruiker
    werkversie = live_server.url + WERKVERSIE

    # the gebiedsmanager invites
    meld_aan(page, wereld.manager)
    page.goto(werkversie)
    page.get_by_role("link", name="Partners en toezeggingen").click()
    page.get_by_label("De bibliotheek").check()
    page.get_by_role("button", name="Uitnodigen", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Uitgenodigd")
    assert Bericht.objects.get(soort="wp_uitnodiging").aan == bea.email

    # the partner reads, comments and proposes
    meld_aan(page, bea)
    page.goto(live_server.url + Bericht.objects.get(soort="wp_uitnodiging").feiten["link"])
    expect(page.get_by_text("Alleen voor partners.")).to_be_visible()
    page.get_by_role("link", name=re.compile(f"^Opmerking maken bij {DOEL}")).click()
    page.get_by_label("Wat wil je zeggen?").fill("Geldt dit ook in de vakantie?")
    page.get_by_role("button", name="Opmerking plaatsen").click()
    expect(page.get_by_text("Je opmerking staat erbij.")).to_be_visible()
    page.get_by_role("link", name=re.compile(f"^Wijziging voorstellen bij {DOEL}")).click()
    page.get_by_label("Wat is het doel?").fill("Kinderen bewegen elke schooldag")
    page.get_by_role("button", name="Voorstel versturen").click()
    expect(page.get_by_text("Je voorstel is verstuurd.")).to_be_visible()

    # the gebiedsmanager reads old and new, takes it over, and publishes
    meld_aan(page, wereld.manager)
    page.goto(werkversie)
    artikel(page, wereld.doel).get_by_text("1 opmerking en 1 voorstel").click()
    gezegd = page.get_by_text("Geldt dit ook in de vakantie?", exact=True)
    expect(gezegd).to_be_visible()
    page.get_by_role("link", name=re.compile("^Bekijk en beslis")).click()
    expect(page.locator("ins")).to_contain_text("schooldag")
    expect(page.locator("del")).to_contain_text("dag")
    page.get_by_role("button", name="Overnemen", exact=True).click()
    expect(page.get_by_text("Overgenomen in de werkversie.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Publiceren als versie 1")).click()
    page.get_by_label("Wat is er veranderd?").fill("Het eerste plan.")
    page.get_by_role("button", name="Publiceer als versie 1").click()

    # a visitor reads the new words, and nothing that was said about them
    meld_aan(page, None)
    page.goto(live_server.url + PLAN)
    expect(page.get_by_role("heading", name="Kinderen bewegen elke schooldag")).to_be_visible()
    expect(page.get_by_text("Geldt dit ook in de vakantie?")).to_have_count(0)
    assert Bericht.objects.get(soort="wp_voorstel").aan == bea.email


def test_een_tekst_die_intussen_veranderde_vraagt_om_een_keuze(live_server, page, wereld, meld_aan):
    voorstel = maak_voorstel(wereld.plan, wereld.doel, titel="Kinderen spelen elke dag")
    hernoem(wereld.doel, "Kinderen bewegen vaak")
    meld_aan(page, wereld.manager)

    page.goto(f"{live_server.url}{WERKVERSIE}voorstellen/{voorstel.uuid}/")
    page.get_by_role("button", name="Overnemen", exact=True).click()
    expect(page).to_have_title(re.compile("^Fout:"))
    page.get_by_label("Ik maak er één tekst van").check()
    tekst = page.get_by_label("Eén tekst: Doel")
    expect(tekst).to_have_value("Kinderen spelen elke dag / Kinderen bewegen vaak")
    tekst.fill("Kinderen spelen en bewegen vaak")
    page.get_by_role("button", name="Overnemen", exact=True).click()

    expect(page.get_by_text("Overgenomen in de werkversie.")).to_be_visible()
    expect(page.get_by_role("heading", name="Kinderen spelen en bewegen vaak")).to_be_visible()


def test_niet_overnemen_met_een_reden_die_de_ander_leest(live_server, page, wereld, meld_aan):
    lid = maak_genodigde(wereld.plan)
    maak_voorstel(wereld.plan, wereld.doel, door=lid, titel="Kinderen spelen")
    meld_aan(page, wereld.manager)

    page.goto(live_server.url + WERKVERSIE + "opmerkingen/")
    page.get_by_role("link", name=re.compile("^Bekijk en beslis")).click()
    page.get_by_role("link", name="Niet overnemen").click()
    page.get_by_role("button", name="Niet overnemen").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf op waarom niet.")
    page.get_by_label("Waarom neem je het niet over?").fill("Dit doel komt van de raad.")
    page.get_by_role("button", name="Niet overnemen").click()

    meld_aan(page, lid)
    page.goto(live_server.url + WERKVERSIE)
    artikel(page, wereld.doel).get_by_text("1 voorstel").click()
    expect(artikel(page, wereld.doel)).to_contain_text("niet overgenomen")
    expect(artikel(page, wereld.doel)).to_contain_text("Dit doel komt van de raad.")
    assert Wijzigingsvoorstel.objects.get().status == "afgewezen"


def test_een_school_zegt_nee_aan_de_telefoon(live_server, page, wereld, meld_aan):
    school = maak_partner(naam="De school", gebieden=[wereld.wijk])
    Contactpersoon.objects.create(partner=school, naam="Juf Jansen", telefoon="033 - 000 01 23")
    voeg_activiteit_toe(
        wereld.doel,
        uuid="00000000-0000-4000-8000-000000000001",
        door=wereld.manager,
        titel="Gym op vrijdag",
        trekker=school,
    )
    meld_aan(page, wereld.manager)

    page.goto(live_server.url + WERKVERSIE)
    expect(page.get_by_text("Opgeschreven namens De school, nog niet bevestigd.")).to_be_visible()
    page.get_by_role("link", name="Partners en toezeggingen").click()
    expect(page.get_by_text("Bel Juf Jansen")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Antwoord invullen van De school")).click()
    page.get_by_label("Nee, dit doen we niet").check()
    page.get_by_label("Zeg je nee? Schrijf dan waarom").fill("De zaal is bezet.")
    page.get_by_role("button", name="Bewaren").click()

    expect(page.get_by_text("De school doet dit niet: De zaal is bezet.")).to_be_visible()


def test_meekijken_met_een_link_voor_een_bijeenkomst(live_server, page, wereld, meld_aan):
    meld_aan(page, wereld.manager)
    page.goto(live_server.url + WERKVERSIE)
    page.get_by_role("link", name="Link om mee te kijken").click()
    page.get_by_label("Waarvoor is de link?").fill("de bewonersavond")
    page.get_by_label("Tot en met welke dag werkt de link?").fill("1 januari 2020")
    page.get_by_role("button", name="Link maken").click()
    expect(page.get_by_role("alert")).to_contain_text("Deze dag is al voorbij.")
    page.get_by_label("Tot en met welke dag werkt de link?").fill(f"{localdate():%d-%m-%Y}")
    page.get_by_role("button", name="Link maken").click()
    pad = page.get_by_role("link", name="meekijken").get_attribute("href")
    pad = "/" + pad.split("/", 3)[3]

    meld_aan(page, None)
    page.goto(live_server.url + pad)
    expect(page.get_by_text("Dit is een concept.")).to_be_visible()
    expect(page.get_by_role("heading", name=DOEL)).to_be_visible()
    expect(page.get_by_text("Sport op het plein")).to_be_visible()
    expect(page.get_by_text("Alleen voor partners.")).to_have_count(0)

    meld_aan(page, wereld.manager)
    page.goto(live_server.url + WERKVERSIE + "kijklinks/")
    page.get_by_role("button", name=re.compile("^Intrekken")).click()
    meld_aan(page, None)
    assert page.goto(live_server.url + pad).status == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")


def test_een_opmerking_oplossen_met_alleen_het_toetsenbord(live_server, page, wereld, meld_aan):
    meld_aan(page, wereld.manager)
    page.goto(f"{live_server.url}{WERKVERSIE}opmerkingen/{wereld.doel.uuid}/")
    page.get_by_label("Wat wil je zeggen?").focus()
    page.keyboard.type("Dit kan korter.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je opmerking staat erbij.")).to_be_visible()

    artikel(page, wereld.doel).locator("summary", has_text="1 opmerking").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=re.compile("^Dit is opgelost"))).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("De opmerking is opgelost.")).to_be_visible()
    assert Opmerking.objects.get().opgelost_door == wereld.manager
