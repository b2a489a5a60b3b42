"""The road of a resident in a real browser, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate
from playwright.sync_api import expect

from buurtbudget import sleutels
from buurtbudget.actions.vragen import stel_vragen
from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_concept, maak_ontvangen, maak_toegekend
from buurtbudget.tests.maken_bewoner import PNG

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


@pytest.fixture(autouse=True)
def _niet_geteld():
    cache.clear()


def verder(page):
    page.get_by_role("button", name=re.compile("^Bewaren en naar stap")).click()


def kies(page, vraag, antwoord):
    page.get_by_role("group", name=vraag).get_by_label(antwoord).check()


def open_met_code(page, live_server, aanvraag):
    page.goto(f"{live_server.url}/verder/")
    page.get_by_label("Wat is het nummer?").fill(aanvraag.kenmerk)
    page.get_by_label("Wat is de code?").fill(sleutels.code(aanvraag).lower())
    page.get_by_role("button", name="Ga verder").click()


def test_van_start_tot_bevestiging_zonder_e_mail(live_server, page, buurt):
    page.goto(f"{live_server.url}/buurtbudget/aanvragen/?wijk={buurt.gebied.slug}")
    page.get_by_role("button", name="Begin met je aanvraag").click()

    expect(page.get_by_text("stap 1 van 5")).to_be_visible()
    page.get_by_label("Hoe heet je idee?").fill("Feest in de Kerkstraat")
    page.get_by_label("Wat ga je doen?").fill("Spelen en praten met elkaar.")
    kies(page, "Blijft er iets staan?", "Nee")
    kies(page, "Wie vraagt het aan?", "Ik, of een groep bewoners")
    verder(page)

    page.get_by_label("In welke straat of op welke plek is het?").fill("Kerkstraat")
    dag = localdate() + timedelta(90)
    page.get_by_label("Op welke dag is het, of begint het?").fill(f"{dag:%d-%m-%Y}")
    kies(page, "Moet de straat dicht?", "Nee")
    page.get_by_label("Hoeveel mensen doen er mee, denk je?").fill("80")
    verder(page)

    page.get_by_label("Wat, regel 1").fill("Springkussen")
    page.get_by_label("Hoeveel euro, regel 1").first.fill("290,50")
    verder(page)

    page.get_by_label("Hoe heet je?", exact=True).fill("Anneke Voorbeeld")
    kies(page, "Hoe mogen we je bereiken?", "Bel mij")
    page.get_by_label("Wat is je telefoonnummer?").fill("033 – 000 01 23")
    verder(page)

    expect(page.get_by_role("heading", name="Klopt alles?")).to_be_visible()
    expect(page.get_by_text("tweehonderdnegentig euro en vijftig cent")).to_be_visible()
    page.get_by_label("Ik heb dit naar waarheid ingevuld").check()
    page.get_by_role("button", name="Aanvraag versturen").click()

    expect(page.get_by_role("heading", name="Je aanvraag is verstuurd")).to_be_visible()
    aanvraag = Aanvraag.objects.get()
    expect(page.get_by_text(aanvraag.nummer)).to_be_visible()
    expect(page.get_by_text(sleutels.code(aanvraag))).to_be_visible()
    assert (aanvraag.status, aanvraag.aanvrager.email) == ("ontvangen", "")


def test_een_fout_bij_de_kosten_en_een_regel_erbij(live_server, page, buurt, js):
    aanvraag = maak_concept(buurt.pot)
    open_met_code(page, live_server, aanvraag)
    page.goto(f"{live_server.url}/buurtbudget/aanvragen/{aanvraag.uuid}/kosten/")

    page.get_by_label("Hoeveel euro, regel 1").first.fill("weet niet")
    page.get_by_role("button", name="Nog een regel").click()
    page.get_by_label("Wat, regel 2").fill("Tent")
    page.get_by_label("Hoeveel euro, regel 2").first.fill("125,50")
    page.get_by_label("Hoeveel euro, regel 2").first.press("Enter")  # counts, and keeps nothing
    expect(page.get_by_role("group", name="Som").get_by_text("€ 125,50").first).to_be_visible()
    assert aanvraag.posten.count() == 1

    verder(page)
    assert page.title().startswith("Fout:")
    if js:
        assert page.evaluate("document.activeElement.id") == "fouten"
    page.get_by_role("link", name="Vul in hoeveel euro ‘Springkussen’ kost").click()
    expect(page.get_by_label("Hoeveel euro, regel 1").first).to_be_focused()
    page.get_by_label("Hoeveel euro, regel 1").first.fill("180")
    verder(page)

    expect(page.get_by_role("heading", name="Wie ben je?")).to_be_visible()
    aanvraag.refresh_from_db()
    assert str(aanvraag.gevraagd) == "305.50"


def test_later_verder_op_een_ander_apparaat(live_server, page, browser, buurt):
    page.goto(f"{live_server.url}/buurtbudget/aanvragen/?wijk={buurt.gebied.slug}")
    page.get_by_role("button", name="Begin met je aanvraag").click()
    page.get_by_label("Hoe heet je idee?").fill("Half af")
    page.get_by_role("button", name="Bewaren en later verder").click()
    nummer, code = page.locator(".wp-code dd").all_inner_texts()

    ander = browser.new_context().new_page()
    ander.goto(f"{live_server.url}/verder/")
    ander.get_by_label("Wat is het nummer?").fill(nummer)
    ander.get_by_label("Wat is de code?").fill(code)
    ander.get_by_role("button", name="Ga verder").click()
    ander.get_by_role("link", name="Verder met je aanvraag").click()

    expect(ander.get_by_label("Hoe heet je idee?")).to_have_value("Half af")
    ander.context.close()


def test_een_vraag_beantwoorden_vanuit_de_mail(live_server, page, buurt):
    aanvraag = maak_ontvangen(buurt.pot)
    stel_vragen(
        aanvraag,
        versie=aanvraag.versie,
        vragen={"kosten": "Hoe groot is het springkussen?"},
        uiterlijk=localdate() + timedelta(14),
        door=buurt.lid,
    )

    page.goto(f"{live_server.url}/verder/{sleutels.geheim(aanvraag)}/")
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("link", name="Vraag beantwoorden").click()
    page.get_by_label("Hoe groot is het springkussen?").fill("Vier bij vier meter.")
    page.get_by_role("button", name="Antwoord versturen").click()

    expect(page.get_by_role("status").first).to_contain_text("Je antwoord is verstuurd.")
    expect(page.get_by_text("Vier bij vier meter.")).to_be_visible()
    aanvraag.refresh_from_db()
    assert aanvraag.status == "ontvangen"


def test_van_bonnen_tot_verstuurd(live_server, page, buurt):
    aanvraag = maak_toegekend(buurt.pot)
    open_met_code(page, live_server, aanvraag)
    page.get_by_role("link", name="Bonnen insturen").click()

    bon = {"name": "bon.png", "mimeType": "image/png", "buffer": PNG}
    page.get_by_label("Foto of pdf van de bon").set_input_files(bon)
    page.get_by_role("button", name="Opnieuw tellen").last.click()
    expect(page.get_by_role("link", name="bon.jpg")).to_be_visible()
    page.get_by_label("Hoeveel euro staat er op de bon?").fill("410")
    page.get_by_role("button", name="Opnieuw tellen").last.click()
    expect(page.get_by_text("Dat is niet erg: stuur gerust alles in.")).to_be_visible()
    page.get_by_role("button", name="Bewaren en naar stap 2").click()

    page.get_by_label("Hoe was het?").fill("Het was een mooi feest.")
    page.get_by_label("Hoeveel mensen deden er mee?").fill("90")
    page.get_by_role("button", name="Bewaren en verder").click()

    page.get_by_label("Welke foto?").set_input_files(bon)
    page.get_by_label("Wat staat er op de foto?").fill("Kinderen op het springkussen.")
    kies(page, "Mag deze foto op de website?", "Ja")
    page.get_by_role("button", name="Foto erbij zetten").click()
    expect(page.get_by_text("Mag op de website", exact=True)).to_be_visible()
    page.get_by_role("link", name="Verder", exact=True).click()

    page.get_by_label("Wat is het rekeningnummer (IBAN)?").fill("NL91 ABNA 0417 1643 00")
    page.get_by_label("Op wiens naam staat de rekening?").fill("A. Voorbeeld")
    page.get_by_role("button", name="Bewaren en verder").click()

    expect(page.get_by_text("NL91 ABNA 0417 1643 00")).to_be_visible()
    page.get_by_role("button", name="Bonnen versturen").click()
    expect(page.get_by_role("status").first).to_contain_text("Je bonnen zijn verstuurd.")
    aanvraag.refresh_from_db()
    assert aanvraag.status == "declaratie"
