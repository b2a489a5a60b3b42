"""From a new indicator to words on its public page: two people, no file."""

import re

import pytest
from playwright.sync_api import expect

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
VRAAG = "Hoe vindt u het groen in uw buurt?"


def bewaar(page, knop="Bewaren", **velden):
    for naam, waarde in velden.items():
        page.locator(f"#id_{naam}").fill(waarde)
    page.get_by_role("button", name=knop, exact=True).click()


def bewaard(page, knop="Bewaren", **velden):
    bewaar(page, knop, **velden)
    expect(page.get_by_role("status").first).to_contain_text("Bewaard.")


def test_van_een_nieuw_cijfer_tot_woorden_bij_de_streefwaarde(live_server, page, wereld, meld_aan):
    onderzoeker = maak_gebruiker(naam="Olga Onderzoek")
    beleid = maak_gebruiker(naam="Bas Beleid")
    maak_aanstelling(onderzoeker, rol=Rol.ONDERZOEKER)
    maak_aanstelling(beleid, rol=Rol.BELEID)

    meld_aan(page, onderzoeker)
    page.goto(live_server.url + "/werk/")
    page.get_by_role("link", name="Cijfers beheren").click()
    page.get_by_role("link", name="Nieuw cijfer").click()
    page.get_by_label("Welke bron heeft dit cijfer?").select_option(label="Stadspeiling, O&S")
    page.get_by_label("Hoger is beter").check()
    bewaar(page, naam="Rapportcijfer groen", korte_naam="Groen in de buurt", vraag=VRAAG)
    expect(page.get_by_role("link", name="Vul de eenheid in.")).to_be_visible()
    bewaar(page, eenheid="rapportcijfer")
    basis = live_server.url + "/werk/cijfers/indicatoren/rapportcijfer-groen/"
    expect(page).to_have_url(basis)
    for jaar, tekst in [("2011", "Het gemiddelde cijfer."), ("2025", "Nu ook over het water.")]:
        page.get_by_role("link", name="Uitleg erbij").click()
        bewaard(page, vanaf_jaar=jaar, tekst=tekst)

    for jaar, waarde in [("2023", "7,1"), ("2025", "7,3")]:
        page.goto(live_server.url + "/werk/cijfers/bronnen/")
        page.get_by_role("link", name=re.compile("Peiling erbij.*Stadspeiling")).click()
        bewaard(page, jaar=jaar)
        page.goto(basis + "cijfers/")
        page.get_by_role("link", name=re.compile(f"Invullen.*{jaar}")).click()
        bewaard(page, waarde=waarde)
    page.get_by_role("link", name=re.compile("Verbeteren.*2025")).click()
    bewaard(page, waarde="7,4")
    expect(page.get_by_role("row", name="2025")).to_contain_text("7,4")
    page.goto(basis + "streefwaarden/")
    bewaard(page, "Streefwaarden bewaren", ander_jaar="2025", waarde_anders="7,2")
    expect(page.get_by_label("Streefwaarde in 2025")).to_have_value("7,2")
    page.goto(basis + "herkomst/")
    expect(page.get_by_role("row", name="Amersfoort, 2025")).to_contain_text("7,3")

    for persoon in (onderzoeker, beleid):
        meld_aan(page, persoon)
        page.goto(live_server.url + "/werk/cijfers/woorden/")
        page.get_by_role("link", name="Rapportcijfer groen").click()
        page.get_by_role("button", name="Ik ben akkoord").click()
    expect(page.get_by_role("heading", name="De woorden staan aan")).to_be_visible()

    meld_aan(page, None)
    page.goto(live_server.url + "/indicatoren/rapportcijfer-groen/")
    openbaar = page.locator("main")
    for zin in (VRAAG, "7,4", "Nu ook over het water.", "Olga Onderzoek", "Bas Beleid"):
        expect(openbaar).to_contain_text(zin)
