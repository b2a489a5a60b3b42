"""A budget document from an earlier one to the public page, with and without JavaScript."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from buurtbudget.tests.maken import maak_regeling
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from indicatoren.models import Indicator, Meting, Rapportage
from indicatoren.tests.maken import maak_programma, maak_rapportage
from indicatoren.tests.maken_rapportages import zet_erbij

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]


@pytest.fixture
def eerder(wereld):
    """A document of the year before, with a text, a figure and a measure."""
    maak_regeling()
    tak = maak_programma(maak_rapportage(jaar=2026, streef_van=None, streef_tot=None), "Wijken")
    zet_erbij(tak, kop="Onze inzet", tekst="Wat er vorig jaar stond.")
    zet_erbij(tak, "indicator", indicator=Indicator.objects.get(slug="sociale-cohesie"))
    zet_erbij(tak, "maatregel", tekst="Minder losse projecten.", bedrag=Decimal(-106))
    return tak.rapportage


def test_van_een_eerder_document_tot_openbaar(live_server, page, wereld, eerder, meld_aan, keur):
    beleid = maak_gebruiker(naam="Bo Beleid")
    maak_aanstelling(beleid, rol=Rol.BELEID)
    werk = f"{live_server.url}/werk/rapportages/"
    meld_aan(page, beleid)

    page.goto(werk)
    page.get_by_role("link", name="Nieuw document").click()
    page.get_by_label("Begroting", exact=True).check()
    page.get_by_label("Van welk jaar is het?").fill("2027")
    page.get_by_label(re.compile("^Uit welk document")).select_option(label="Begroting 2026")
    page.get_by_label(re.compile("^Vanaf welk jaar laat het zien")).fill("2015")
    page.get_by_label(re.compile("^Tot en met welk jaar laat het zien")).fill("2017")
    page.get_by_role("button", name="Document maken").click()
    expect(page.get_by_role("heading", name="Begroting 2027")).to_be_visible()
    document = page.url
    assert keur(page) == []
    page.goto(document)

    tekst = page.get_by_role("listitem").filter(has_text="Wat er vorig jaar stond.")
    tekst.locator("summary").click()
    tekst.get_by_role("link", name=re.compile("^Vragen aan iemand")).click()
    assert keur(page) == []
    page.get_by_label("Wie schrijft ze?").select_option(label="Mies Manager")
    page.get_by_role("button", name="Vragen", exact=True).click()
    expect(page.get_by_text("1 regel gevraagd aan Mies Manager.")).to_be_visible()

    meld_aan(page, wereld.manager)
    page.goto(live_server.url + "/werk/")
    page.get_by_role("link", name="Je tekst wordt gevraagd voor Begroting 2027").click()
    page.get_by_label("Wat is de tekst?").fill("Wat we in 2027 doen.")
    page.get_by_role("button", name="Aanleveren").click()
    expect(page.get_by_text("Je tekst is aangeleverd.")).to_be_visible()

    meld_aan(page, beleid)
    page.goto(document)
    page.get_by_role("link", name="Buurtbudget uit het grootboek bij Wijken").click()
    page.get_by_label(re.compile("^Wat is de kop")).fill("Buurtbudget")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Vul uit het grootboek").click()
    expect(page.get_by_text("Voor 2026 staat nog geen buurtbudget")).to_be_visible()
    page.get_by_role("button", name="Zet in het document").click()
    page.get_by_role("button", name="Akkoord met deze 4 regels").click()
    expect(page.get_by_text("4 regels zijn akkoord.")).to_be_visible()

    page.goto(f"{document.split('#')[0]}ontbreekt/")
    expect(page.get_by_text("Er ontbreekt niets meer.")).to_be_visible()
    page.get_by_role("link", name="Bevriezen").click()
    page.get_by_role("button", name="Bevriezen").click()
    expect(page.get_by_text("Begroting 2027 is bevroren.")).to_be_visible()
    page.get_by_role("link", name="Openbaar maken").click()
    page.get_by_role("button", name="Openbaar maken").click()
    expect(page.get_by_text("Begroting 2027 is nu openbaar.")).to_be_visible()

    Meting.objects.filter(indicator__slug="sociale-cohesie", jaar=2015).update(
        waarde=Decimal("5.5")
    )
    meld_aan(page, None)
    page.goto(live_server.url + Rapportage.objects.get(jaar=2027).get_absolute_url())
    expect(page.get_by_text("Wat we in 2027 doen.")).to_be_visible()
    expect(page.get_by_text("5,5").first).to_be_visible()
    expect(page.get_by_text("6,4").first).to_be_visible()
