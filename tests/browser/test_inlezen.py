"""The researcher reads figures in: a file of CBS as it comes, names to confirm, and back again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from indicatoren.models import Meting
from indicatoren.tests.maken import maak_indicator

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
CBS = Path("indicatoren/tests/gegevens/cbs_kwb2022_85318NED_amersfoort_deel.csv")
NAMEN = "naam;2023;2025\r\nSoesterkwartier;7,1;7,2\r\nDe Koppel;7,3;7,4\r\nNergensdorp;7,5;7,6\r\n"


@pytest.fixture
def lever(live_server, page, wereld, meld_aan):
    """`lever(naam, inhoud)`: the researcher sends a file of figures."""
    maak_indicator(
        slug="inwoners", naam="Aantal inwoners", decimalen=0, schaal_van=None, schaal_tot=None
    )
    maak_indicator()
    meld_aan(page, maak_aanstelling(rol=Rol.ONDERZOEKER).gebruiker)

    def doe(naam, inhoud):
        page.goto(live_server.url + "/werk/")
        page.get_by_role("link", name="Cijfers inlezen").click()
        page.get_by_role("link", name="Bestand inlezen").click()
        bestand = {"name": naam, "mimeType": "text/csv", "buffer": inhoud.encode()}
        page.get_by_label("Welk bestand wil je inlezen?").set_input_files(bestand)
        knop(page, "Verder")

    return doe


def knop(page, naam):
    page.get_by_role("button", name=naam).click()


def zie(page, tekst):
    expect(page.locator("main")).to_contain_text(tekst)


def test_een_bestand_van_het_cbs_gaat_erin_en_weer_terug(page, lever, keur):
    lever(CBS.name, CBS.read_text())
    kolom = page.get_by_label("Wat staat er in kolom 5, ‘Bevolking/Aantal inwoners (aantal)’?")
    expect(kolom).to_have_value("cijfer")
    page.get_by_label("De punt scheidt duizendtallen").check()
    assert keur(page) == []
    knop(page, "Bekijk wat er verandert")

    page.get_by_label("Ja, zet die cijfers bij het gebied zoals wij het kennen").check()
    knop(page, "Bekijk wat er verandert")
    knop(page, "Lees 17 cijfers in")
    page.get_by_role("link", name="Aantal inwoners").wait_for()
    inwoners = Meting.objects.filter(indicator__slug="inwoners", jaar=2022)
    assert inwoners.get(gebied__code="BU03070104").waarde == 1255

    page.get_by_role("link", name="Terugdraaien").click()
    knop(page, "Draai dit terug")
    zie(page, "De cijfers zijn weer zoals daarvoor.")
    assert not inwoners.exists()


def test_namen_worden_bevestigd_en_wat_niet_kan_staat_in_een_bestand(page, lever, keur):
    lever("rust.csv", NAMEN)
    page.get_by_label("Welk cijfer staat er in dit bestand?").fill("Rapportcijfer rust")
    knop(page, "Bekijk wat er verandert")

    page.get_by_label("Welk gebied is ‘Soesterkwartier’?").select_option(
        label="Soesterkwartier (CBS-wijk)"
    )
    assert keur(page) == []
    knop(page, "Bekijk wat er verandert")

    zie(page, "Los eerst op wat niet kan.")
    assert keur(page) == []
    with page.expect_download() as opgehaald:
        page.get_by_role("link", name="Haal alle fouten op (csv)").click()
    assert "Nergensdorp" in Path(opgehaald.value.path()).read_text("utf-8-sig")
    assert not Meting.objects.filter(indicator__slug="rust").exists()
