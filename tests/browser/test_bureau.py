"""The desk in a browser: a stack of paper by keyboard, and the whole road on paper."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect
from pypdf import PdfReader

from berichten.models import Bericht
from buurtbudget.actions.adviezen import vraag_advies
from buurtbudget.actions.beslissen import meld_belang
from buurtbudget.models import Aanvraag, Besluit
from buurtbudget.sleutels import geheim
from buurtbudget.tests.maken import maak_ontvangen, maak_teamlid, maak_toegekend
from buurtbudget.tests.maken_bureau import lid_van, maak_voorstel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
VIER_MINUTEN = 4 * 60 * 2  # keys, for somebody who takes half a second for each


class Toetsen:
    """A keyboard that counts, and nothing else: no mouse."""

    def __init__(self, page):
        self.page, self.aantal = page, 0

    def typ(self, tekst, tabs=1):
        """Type in this field and go on, past `tabs - 1` fields that stay as they are."""
        self.page.keyboard.type(tekst)
        self.aantal += len(tekst)
        self.tab(tabs)

    def tab(self, keer=1):
        for _ in range(keer):
            self.druk("Tab")

    def druk(self, toets):
        self.page.keyboard.press(toets)
        self.aantal += 1


def voer_papier_in(page, basis):
    """The paper of somebody who wants letters, typed as it lies on the desk."""
    page.goto(f"{basis}/werk/buurtbudget/kerkwijk/invoeren/")
    page.get_by_label("Op welke dag kwam het papier binnen?").focus()
    toetsen = Toetsen(page)
    toetsen.tab()  # today is right
    toetsen.typ("Straatfeest Lindelaan")
    toetsen.typ("Met lange tafels en muziek van buren.", 2)
    toetsen.druk("ArrowDown")  # nothing stays
    toetsen.tab()
    toetsen.druk("Space")  # residents
    toetsen.tab(2)
    toetsen.typ("Lindelaan", 2)
    toetsen.typ(f"{localdate() + timedelta(60):%d-%m-%Y}", 2)
    toetsen.druk("Space")  # the street is closed
    toetsen.tab()
    toetsen.typ("60")
    toetsen.typ("Tafels")
    toetsen.typ("180")
    toetsen.typ("Muziek")
    toetsen.typ("120", 13)
    toetsen.typ("50", 4)
    toetsen.typ("Gerda Voorbeeld", 2)
    toetsen.druk("ArrowDown")  # a letter
    toetsen.tab(3)
    toetsen.typ("Lindelaan")
    toetsen.typ("8")
    toetsen.typ("3817 AA")
    toetsen.typ("Amersfoort", 4)
    page.keyboard.type("Map 3")
    toetsen.druk("Enter")
    return toetsen.aantal + len("Map 3")


def test_een_papieren_formulier_gaat_er_met_alleen_toetsen_in_binnen_vier_minuten(
    live_server, page, buurt, meld_aan
):
    meld_aan(page, buurt.lid)

    aantal = voer_papier_in(page, live_server.url)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Straatfeest Lindelaan")
    rij = Aanvraag.objects.get()
    assert aantal <= VIER_MINUTEN
    assert (rij.status, rij.gevraagd, rij.straat, rij.deelnemers) == (
        "ontvangen",
        250,
        "Lindelaan",
        60,
    )
    assert (rij.fysiek, rij.straat_afsluiten, rij.origineel_in) == (False, True, "Map 3")
    assert (rij.aanvrager.kanaal, rij.aanvrager.postcode) == ("post", "3817 AA")


def test_op_papier_van_formulier_tot_brief(live_server, page, buurt, meld_aan):
    meld_aan(page, buurt.lid)
    voer_papier_in(page, live_server.url)
    page.get_by_role("link", name="Buurtbudget Kerkwijk").click()
    page.get_by_role("link", name="Vergaderen").click()
    page.get_by_label("Wies Werkgroep").check()
    page.get_by_label("Piet Penning").check()
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("link", name="Straatfeest Lindelaan").click()
    expect(page.get_by_text("1 van 1")).to_be_visible()
    page.get_by_label("Toekennen", exact=True).check()
    page.get_by_label("Hoeveel euro?").fill("200")
    page.get_by_label("Waarom, in jullie eigen woorden?").fill("Een mooi feest voor de straat.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("group", name="Wat er nog te verdelen is")).to_contain_text("€ 800")
    assert Bericht.objects.filter(soort="bb_toegekend").count() == 0
    page.get_by_role("button", name="Alles bevestigen en versturen").click()

    expect(page.get_by_text("Aanwezig: Piet Penning, Wies Werkgroep")).to_be_visible()
    page.get_by_role("link", name="Brieven printen en bellen").click()
    with page.expect_download() as ophalen:
        page.get_by_role("button", name="Maak het printbestand").click()
    pdf = PdfReader(BytesIO(Path(ophalen.value.path()).read_bytes()))
    tekst = " ".join(blad.extract_text() for blad in pdf.pages)
    assert ("Gerda Voorbeeld" in tekst, "Lindelaan 8" in tekst) == (True, True)
    page.get_by_role("button", name=re.compile("Gepost.*Gerda Voorbeeld, Toegekend")).click()
    expect(page.get_by_role("status").first).to_contain_text("Gepost: Gerda Voorbeeld")
    assert Bericht.objects.get(soort="bb_toegekend").verstuurd_door == buurt.lid


def test_een_voorwaarde_vraagt_alleen_wat_erbij_hoort(live_server, page, buurt, meld_aan):
    rij = maak_ontvangen(buurt.pot)
    meld_aan(page, buurt.lid)
    page.goto(f"{live_server.url}/werk/buurtbudget/{rij.nummer}/voorstel/")

    expect(page.get_by_label("Waar wacht het op?")).to_be_hidden()
    page.get_by_label("Afwijzen").check()
    expect(page.get_by_label("Waarom kan het niet?")).to_be_visible()
    expect(page.get_by_label("Hoeveel euro?")).to_be_hidden()
    page.get_by_label("Toekennen onder voorwaarde").check()
    page.get_by_label("Waar wacht het op?").fill("De gemeente moet het goed vinden.")
    page.get_by_label("Voor welke dag?").fill(f"{localdate() + timedelta(30):%d-%m-%Y}")
    page.get_by_label("Waarom, in jullie eigen woorden?").fill("Een goede plek.")
    page.get_by_role("button", name="Bewaren en nalezen").click()
    page.get_by_role("button", name="Bevestigen en versturen").click()

    expect(page.get_by_role("status").first).to_contain_text("Het besluit is genomen")
    assert Besluit.objects.get().uitkomst == "voorwaarde"


@pytest.mark.parametrize("js", [True], ids=["met-js"])  # the HTML is the same without
def test_elke_pagina_van_het_bureau_is_toegankelijk(live_server, page, buurt, meld_aan, keur):
    bert = maak_teamlid(buurt.gebied, naam="Bert Werkgroep")
    rij, ander = maak_ontvangen(buurt.pot), maak_ontvangen(buurt.pot)
    klaar = maak_toegekend(buurt.pot, gevraagd=100)
    meld_belang(ander, lid=lid_van(bert), door=bert)
    maak_voorstel(ander, buurt.lid)
    advies = vraag_advies(
        rij, versie=rij.versie, vraag="Mag dit?", uiterlijk=localdate(), door=buurt.lid
    )
    bureau, zaak = "/werk/buurtbudget/kerkwijk/", f"/werk/buurtbudget/{rij.nummer}/"
    meld_aan(page, buurt.lid)

    def kijk(pad, knop=""):
        page.goto(live_server.url + pad)
        if knop:
            page.get_by_role("button", name=knop).first.click()
        assert (pad, keur(page)) == (pad, [])

    for pad in ("", "post/", "invoeren/", "invoeren/concepten/", "vergadering/"):
        kijk(bureau + pad)
    kijk(f"{bureau}invoeren/", "Bewaren en versturen")
    for pad in ("", "vraag/", "oordeel/", "belang/", "voorstel/", "gaat-niet-door/", "advies/"):
        kijk(zaak + pad)
    kijk(f"{zaak}voorstel/", "Bewaren en nalezen")
    kijk(f"/werk/buurtbudget/{ander.nummer}/bevestigen/")
    kijk(f"/werk/buurtbudget/{klaar.nummer}/bonnen-invoeren/", "Bewaren en versturen")
    page.goto(live_server.url + bureau + "vergadering/")
    page.get_by_label("Wies Werkgroep").check()
    page.get_by_role("button", name="Begin").click()
    kijk(f"{bureau}vergadering/")
    kijk(f"{bureau}vergadering/{rij.nummer}/")
    kijk("/werk/")
    meld_aan(page, None)
    kijk(f"/verder/advies/{geheim(advies)}/", "Antwoord versturen")
