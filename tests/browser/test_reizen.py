"""The journeys the portal exists for, in a real browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from berichten.models import Bericht
from wijkplannen.actions.publicatie import publiceer

pytestmark = pytest.mark.django_db(transaction=True)


def test_publiceren_wijzigen_en_weer_publiceren(live_server, page, wereld, meld_aan):
    werkversie = f"{live_server.url}/wijkplannen/schothorst-2026/bewerken/"
    openbaar = f"{live_server.url}/wijkplannen/schothorst-2026/"
    meld_aan(page, wereld.manager)

    page.goto(live_server.url + "/werk/")
    page.get_by_role("link", name=re.compile("Wijkplan Schothorst")).first.click()
    page.get_by_role("link", name=re.compile("^Publiceren als versie 1")).click()
    page.get_by_label("Wat is er veranderd?").fill("Dit is de eerste versie.")
    page.get_by_role("button", name="Publiceer als versie 1").click()
    expect(page.get_by_role("status").first).to_contain_text("Versie 1 staat online")
    expect(page.get_by_text("Alles staat online.")).to_be_visible()

    page.goto(openbaar)
    expect(page.get_by_role("heading", name="Kinderen bewegen elke dag")).to_be_visible()
    expect(page.get_by_text("Sport op het plein")).to_be_visible()
    expect(page.get_by_text("Onder ons")).to_have_count(0)

    page.goto(werkversie)
    page.get_by_role("link", name="Wijzigen doel: Kinderen bewegen elke dag").click()
    page.get_by_label("Wat is het doel?").fill("Alle kinderen bewegen elke dag")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("1 wijziging staat nog niet online.")).to_be_visible()

    page.goto(openbaar)
    expect(page.get_by_role("heading", name="Kinderen bewegen elke dag")).to_be_visible()
    expect(page.get_by_text("Alle kinderen bewegen elke dag")).to_have_count(0)

    page.goto(werkversie)
    page.get_by_role("link", name=re.compile("^Publiceren als versie 2")).click()
    expect(page.locator("#verschil ins")).to_contain_text("Alle kinderen")
    page.get_by_label("Wat is er veranderd?").fill("Het doel geldt nu voor alle kinderen.")
    page.get_by_role("button", name="Publiceer als versie 2").click()
    expect(page.get_by_role("status").first).to_contain_text("Versie 2 staat online")

    page.goto(openbaar + "versies/")
    expect(page.get_by_text("Het doel geldt nu voor alle kinderen.")).to_be_visible()
    page.get_by_role("link", name="Vergelijk met versie 1").click()
    verschil = page.locator("main")
    expect(verschil.locator("del")).to_contain_text("Kinderen")
    expect(verschil.locator("ins")).to_contain_text("Alle kinderen")


def test_een_partner_meldt_hoe_het_gaat(live_server, page, wereld, meld_aan):
    wereld.plan.refresh_from_db()
    publiceer(wereld.plan, versie=wereld.plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    meld_aan(page, wereld.lid)

    page.goto(live_server.url + "/werk/")
    page.get_by_role("link", name=re.compile("Werkversie Wijkplan Schothorst")).click()
    expect(page.get_by_text("Alleen voor partners.")).to_be_visible()
    page.get_by_role("link", name="Voortgang melden van Sport op het plein").click()
    page.get_by_label("in uitvoering", exact=True).check()
    page.get_by_label("Wat is er gebeurd?").fill("Elke woensdag sporten er twintig kinderen.")
    page.get_by_role("button", name="Voortgang melden").click()
    expect(page.get_by_role("status").first).to_contain_text("in uitvoering")

    meld_aan(page, None)
    page.goto(live_server.url + "/wijkplannen/schothorst-2026/")
    regel = page.get_by_role("listitem").filter(has_text="Sport op het plein")
    expect(regel).to_contain_text("in uitvoering")
    expect(regel).to_contain_text("Elke woensdag sporten er twintig kinderen.")


def test_een_stop_van_een_partner_wacht_op_de_gebiedsmanager(live_server, page, wereld, meld_aan):
    wereld.plan.refresh_from_db()
    publiceer(wereld.plan, versie=wereld.plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    openbaar = live_server.url + "/wijkplannen/schothorst-2026/"
    meld_aan(page, wereld.lid)
    page.goto(live_server.url + "/werk/")
    page.get_by_role("link", name=re.compile("Voortgang melden bij Sport")).click()
    page.get_by_label("gestopt", exact=True).check()
    page.get_by_role("button", name="Voortgang melden").click()
    expect(page).to_have_title(re.compile("^Fout:"))
    page.get_by_label("Wat is er gebeurd?").fill("De trainer is verhuisd.")
    page.get_by_role("button", name="Voortgang melden").click()

    page.goto(openbaar)
    expect(page.get_by_text("De trainer is verhuisd.")).to_have_count(0)
    meld_aan(page, wereld.manager)
    page.goto(live_server.url + "/werk/")
    page.get_by_role("button", name=re.compile("online")).first.click()
    page.goto(openbaar)
    expect(page.get_by_text("De trainer is verhuisd.")).to_be_visible()


def test_van_postcode_naar_wijk_naar_plan_naar_cijfer(live_server, page, wereld):
    wereld.plan.refresh_from_db()
    publiceer(wereld.plan, versie=wereld.plan.versie, wat_veranderd="Begin.", door=wereld.manager)

    page.goto(live_server.url)
    page.get_by_label("Wat is je postcode?").fill("3813 aa")
    page.get_by_role("button", name="Zoek mijn wijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("In welke wijk woon je?")
    page.get_by_role("link", name="Schothorst-Zielhorst-Hoefkwartier").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schothorst")
    page.get_by_role("link", name=re.compile("Hele wijkplan")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wijkplan Schothorst")
    page.get_by_role("link", name=re.compile("Sociale cohesie")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sociale cohesie")
    expect(page.locator("main")).to_contain_text("Heel Amersfoort")
    expect(page.locator("main")).to_contain_text("6,3")


def test_wie_tegelijk_wijzigt_kiest_en_verliest_niets(live_server, page, wereld, meld_aan):
    """Two people on one goal: the second gets both texts, and what is chosen is what stays."""
    doel = f"{live_server.url}/wijkplannen/schothorst-2026/bewerken/doelen/{wereld.doel.uuid}/"
    meld_aan(page, wereld.manager)
    ander = page.context.new_page()
    page.goto(doel)
    ander.goto(doel)
    ander.get_by_label("Wat willen we bereiken?").fill("Sporten op het plein.")
    ander.get_by_role("button", name="Bewaren").click()

    page.get_by_label("Wat willen we bereiken?").fill("Buiten spelen na school.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Buiten spelen na school.").first).to_be_visible()
    expect(page.get_by_text("Sporten op het plein.").first).to_be_visible()
    page.get_by_label(re.compile("^Jouw tekst")).first.check()
    page.get_by_role("button", name="Deze keuze bewaren").click()

    wereld.doel.refresh_from_db()
    assert wereld.doel.gewenst == "Buiten spelen na school."


def test_dubbel_klikken_publiceert_een_keer_en_mailt_een_keer(live_server, page, wereld, meld_aan):
    meld_aan(page, wereld.manager)
    page.goto(f"{live_server.url}/wijkplannen/schothorst-2026/bewerken/publiceren/")
    page.get_by_label("Wat is er veranderd?").fill("Begin.")

    page.get_by_role("button", name="Publiceer als versie 1").dblclick()
    expect(page.get_by_text("Alles staat online.")).to_be_visible()

    assert wereld.plan.versies.count() == 1
    assert Bericht.objects.filter(soort="plan_gepubliceerd").count() == 1
