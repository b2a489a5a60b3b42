"""Money in a real browser, with and without JavaScript: from receipts to a year that closes."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from buurtbudget.models import Betaling, Jaarverantwoording
from buurtbudget.tests.maken import (
    maak_betaling,
    maak_declaratie,
    maak_mandaat,
    maak_pot,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import (
    beheerder_van,
    maak_beheerder,
    maak_eigen,
    maak_geldzaken,
    maak_jaarvraag,
    url,
)
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from partners.tests.maken import maak_lid

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pot(transactional_db):
    pot = maak_pot(plafond=5000)
    maak_beheerder(pot.gebied)
    return pot


@pytest.fixture
def penningmeester(pot):
    return maak_teamlid(pot.gebied, "penningmeester", naam="Gerrit Smit")


def test_bonnen_goedkeuren_betalen_terugdraaien_en_weer_betalen(
    live_server, page, pot, penningmeester, meld_aan, js
):
    aanvraag = maak_declaratie(maak_toegekend(pot, titel="Straatfeest"), [250, 100])
    meld_aan(page, penningmeester)
    page.goto(live_server.url + url("declaraties", pot.gebied.slug))

    page.get_by_role("link", name="Straatfeest").click()
    page.get_by_label("Hoeveel van ‘Bon 1’ betalen we?").fill("60")
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.locator("#fouten")).to_contain_text("minder betaalt")
    page.get_by_label("Is het minder? Waarom?").nth(1).fill("Drank hoort er niet bij")
    page.get_by_role("button", name="Goedkeuren").click()

    kaart = page.get_by_role("listitem").filter(has_text="Straatfeest").first
    expect(kaart).to_contain_text("NL91 ABNA 0417 1643 00")
    expect(kaart).to_contain_text("310,00")
    expect(kaart.get_by_role("button", name="Kopieer het IBAN")).to_have_count(1 if js else 0)
    page.get_by_role("button", name=re.compile("^Betaald ?: ")).click()
    expect(page.get_by_role("status").first).to_contain_text("Afgevinkt")
    expect(page.get_by_text("Er is nu niets te betalen.")).to_be_visible()

    page.get_by_role("button", name=re.compile("^Terugdraaien")).click()
    expect(page.get_by_role("status").first).to_contain_text("weer op de lijst")
    page.get_by_role("button", name=re.compile("^Betaald ?: ")).click()
    expect(page.get_by_role("status").first).to_contain_text("Afgevinkt")

    aanvraag.refresh_from_db()
    soorten = list(aanvraag.boekingen.values_list("soort", flat=True).order_by("pk"))
    assert (aanvraag.status, soorten.count("betaling"), soorten.count("storno")) == (
        "uitbetaald",
        2,
        2,
    )


@pytest.mark.parametrize("js", [True])
def test_kopieren_zet_het_iban_op_het_klembord(live_server, page, pot, penningmeester, meld_aan):
    maak_betaling(maak_declaratie(maak_toegekend(pot), [250]))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    meld_aan(page, penningmeester)
    page.goto(live_server.url + url("betalen", pot.gebied.slug))

    page.get_by_role("button", name="Kopieer het IBAN").click()

    expect(page.locator("#gekopieerd")).to_have_text("Gekopieerd: NL91ABNA0417164300")
    assert page.evaluate("navigator.clipboard.readText()") == "NL91ABNA0417164300"


def test_een_bestand_voor_de_bank_en_alles_in_een_keer_afvinken(
    live_server, page, pot, penningmeester, meld_aan
):
    for _ in range(2):
        maak_betaling(maak_declaratie(maak_toegekend(pot), [250]))
    meld_aan(page, penningmeester)
    page.goto(live_server.url + url("betalen", pot.gebied.slug))

    page.get_by_role("link", name="Bestand voor de bank maken").click()
    page.get_by_role("button", name="Bestand maken").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Bestand ophalen").click()
    inhoud = download.value.path().read_text()
    assert ("pain.001.001.09" in inhoud, inhoud.count("<CdtTrfTxInf>")) == (True, 2)

    page.get_by_role("button", name="Alles in dit bestand is betaald").click()
    expect(page.get_by_role("status").first).to_contain_text("afgevinkt")
    assert Betaling.objects.filter(betaald_op__isnull=False).count() == 2


def test_een_jaar_invullen_insturen_en_goedkeuren(live_server, page, pot, penningmeester, meld_aan):
    jaar = date.today().year - 1  # noqa: DTZ011
    maak_eigen(pot, "subsidie", "1000", datum=date(jaar, 2, 1))
    maak_eigen(pot, "kosten", "12.50", datum=date(jaar, 3, 1), rubriek="bank")
    maak_jaarvraag()
    partner = beheerder_van(pot.gebied)
    meld_aan(page, penningmeester)
    page.goto(live_server.url + url("jaar", partner.slug, jaar))

    page.get_by_label(f"Wat stond er op 31 december {jaar} op de bank?").fill("987,49")
    page.get_by_label("Hoe ging het dit jaar?").fill("Goed.")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    page.get_by_role("button", name="Insturen naar de gemeente").click()
    expect(page.locator("#fouten")).to_contain_text("verschillen €\u00a00,01")
    page.get_by_role("link", name="Nog iets veranderen").click()
    page.get_by_label(f"Wat stond er op 31 december {jaar} op de bank?").fill("987,50")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    page.get_by_role("button", name="Insturen naar de gemeente").click()
    expect(page.get_by_text("De verantwoording ligt bij de gemeente.")).to_be_visible()

    meld_aan(page, maak_aanstelling(rol=Rol.BELEID).gebruiker)
    page.goto(live_server.url + url("stad") + f"?jaar={jaar}")
    page.goto(live_server.url + url("jaar_beoordelen", partner.slug, jaar))
    page.get_by_label("Ja, goedkeuren").check()
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_role("status").first).to_contain_text("krijgt bericht")

    rij = Jaarverantwoording.objects.get()
    assert (rij.status, rij.verschil, rij.banksaldo) == ("goedgekeurd", 0, Decimal("987.50"))


GELD = [
    ("declaraties", "kas"),
    ("bonnen", "bonnen"),
    ("bonvraag", "bonnen"),
    ("rekening", "bonnen"),
    ("terug", "bonnen"),
    ("betalen", "kas"),
    ("betaling_weg", "betaling"),
    ("bestand_maken", "rekening"),
    ("betaalbestand", "bestand"),
    ("kas", "kas"),
    ("kas_nieuw", "kas_soort"),
    ("kas_overhevelen", "kas"),
    ("kas_herstellen", "boeking"),
    ("overdracht", "kas"),
    ("jaar", "jaar"),
]
STAD = [("stad", ""), ("stad_bedragen", "stadjaar"), ("jaar_beoordelen", "jaar")]


@pytest.mark.parametrize("js", [True])
@pytest.mark.parametrize("wie", ["penningmeester", "stad"])
def test_elke_bladzijde_is_toegankelijk(live_server, page, keur, meld_aan, wie):
    stichting = maak_mandaat().partner
    waarden = {"": {}} | maak_geldzaken(stichting)
    lid = maak_lid(stichting, rol="penningmeester").gebruiker
    meld_aan(page, lid if wie == "penningmeester" else maak_aanstelling(rol=Rol.BELEID).gebruiker)
    fouten = {}

    for naam, van in GELD if wie == "penningmeester" else STAD:
        page.goto(live_server.url + reverse(f"buurtbudget:{naam}", kwargs=waarden[van]))
        fouten[naam] = keur(page)

    assert {naam: fout for naam, fout in fouten.items() if fout} == {}
