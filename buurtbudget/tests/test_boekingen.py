"""Entries, a settlement below the advance, and undoing: what the database refuses, by name."""

import pytest
from django.utils.timezone import localdate

from buurtbudget.models import (
    Boeking,
    Saldo,
)
from buurtbudget.tests.maken import maak_concept, maak_pot
from buurtbudget.tests.maken_grootboek import (
    BOEKING,
    geweigerd_door,
    leeg,
    saldo,
    schrijf,
    sql,
)

pytestmark = pytest.mark.django_db


def test_een_boeking_verandert_niet_en_gaat_niet_weg(pot, toegekend):
    boeking = Boeking.objects.latest("pk")
    boeking.d_verplicht = 1
    with geweigerd_door("boeking_blijft"):
        boeking.save()
    with geweigerd_door("boeking_blijft"):
        Boeking.objects.update(toelichting="anders")
    with geweigerd_door("boeking_blijft"):
        boeking.delete()
    with geweigerd_door("boeking_blijft"):
        sql(f"DELETE FROM {BOEKING}")
    with geweigerd_door("boeking_niet_legen"):
        leeg(BOEKING)


@pytest.mark.parametrize("soort", Boeking.VAN_AANVRAAG)
def test_een_soort_van_een_aanvraag_heeft_een_aanvraag(pot, soort):
    with geweigerd_door("boeking_soort_bij_aanvraag"):
        schrijf(pot, soort)


@pytest.mark.parametrize("soort", [*Boeking.ALLEEN_BANK, "plafond", "overheveling", "kosten"])
def test_de_andere_soorten_hebben_er_geen(pot, aanvraag, soort):
    with geweigerd_door("boeking_soort_bij_aanvraag"):
        schrijf(pot, soort, aanvraag, bedrag=1 if soort in Boeking.ALLEEN_BANK else 0)


def test_een_soort_die_niet_bestaat_kan_niet(pot):
    with geweigerd_door("boeking_raakt_alleen"):
        schrijf(pot, "zomaar")


@pytest.mark.parametrize(
    ("soort", "velden"),
    [
        ("plafond", {"d_verplicht": -400}),
        ("plafond", {"d_extra": 9999}),
        ("gift", {"d_verplicht": -400, "bedrag": 1}),
        ("subsidie", {"d_extra": 9999, "bedrag": 1}),
        ("overheveling", {"d_gereserveerd": -1}),
        ("kosten", {"d_verplicht": -400, "d_betaald": 1}),
        ("kosten", {"d_betaald": 1}),
        ("kosten", {"d_ontvangen": 9}),
    ],
)
def test_een_boeking_maakt_geen_ruimte_die_er_niet_is(pot, toegekend, soort, velden):
    with geweigerd_door("boeking_raakt_alleen"):
        schrijf(pot, soort, **velden)


@pytest.mark.parametrize(
    ("soort", "velden"),
    [
        ("verplichting", {"d_verplicht": 1, "d_extra": 9999}),
        ("verplichting", {"d_verplicht": 1, "d_plafond": 9999}),
        ("betaling", {"d_verplicht": 100, "d_betaald": 500}),
        ("vrijval", {"d_betaald": -1}),
        ("ontvangst", {"d_ontvangen": 5, "d_verplicht": 5}),
    ],
)
def test_een_boeking_van_een_aanvraag_ook_niet(pot, toegekend, soort, velden):
    with geweigerd_door("boeking_raakt_alleen"):
        schrijf(pot, soort, toegekend, **velden)


def test_wat_van_de_bank_gaat_is_wat_er_betaald_is(pot, toegekend):
    with geweigerd_door("boeking_bank_klopt"):
        schrijf(pot, "betaling", toegekend, d_betaald=400, bedrag=-4)
    with geweigerd_door("boeking_bank_klopt"):
        schrijf(pot, "subsidie", d_betaald=5, bedrag=5)
    with geweigerd_door("boeking_bank_klopt"):
        schrijf(pot, "kosten", d_verplicht=5, d_betaald=5, bedrag=0)


def test_wie_geen_aanvraag_noemt_zegt_waarom(pot):
    with geweigerd_door("boeking_zegt_waarom"):
        schrijf(pot, "gift", bedrag=10, toelichting="")


# --- less than the advance ------------------------------------------------------------------------


@pytest.fixture
def lager_vastgesteld(pot, toegekend):
    """€ 400 promised, € 300 paid as advance, receipts for € 250: € 50 must come back."""
    schrijf(pot, "betaling", toegekend, d_betaald=300)
    schrijf(pot, "vrijval", toegekend, d_verplicht=-100)
    schrijf(pot, "terugvordering", toegekend, d_verplicht=-50, d_te_vorderen=50)
    return toegekend


def test_lager_vaststellen_kan_niet_zonder_terugvordering(pot, toegekend):
    schrijf(pot, "betaling", toegekend, d_betaald=300)

    with geweigerd_door("saldo_niet_meer_betaald"):
        schrijf(pot, "vrijval", toegekend, d_verplicht=-150)


def test_wat_terug_moet_komen_is_pas_vrij_als_het_er_is(pot, lager_vastgesteld):
    pot.refresh_from_db()
    assert (pot.verplicht, pot.te_vorderen, pot.over) == (250, 50, 700)

    schrijf(pot, "ontvangst", lager_vastgesteld, d_te_vorderen=-50, d_ontvangen=50)

    pot.refresh_from_db()
    assert (pot.te_vorderen, pot.ontvangen, pot.over) == (0, 50, 750)
    assert pot.boekingen.op_de_bank(localdate()) == -250


def test_wat_niet_terugkomt_blijft_uit_de_pot(pot, lager_vastgesteld):
    with geweigerd_door("saldo_niet_meer_betaald"):
        schrijf(pot, "kwijt", lager_vastgesteld, d_te_vorderen=-50)
    schrijf(pot, "kwijt", lager_vastgesteld, d_te_vorderen=-50, d_verplicht=50)

    pot.refresh_from_db()
    assert (pot.verplicht, pot.te_vorderen, pot.over) == (300, 0, 700)


def test_na_een_terugvordering_kan_er_niets_meer_uit(pot, lager_vastgesteld):
    with geweigerd_door("saldo_niet_meer_betaald"):
        schrijf(pot, "betaling", lager_vastgesteld, d_betaald="0.01")


# --- undo -----------------------------------------------------------------------------------------


def storno(boeking, **afwijking):
    velden = {"d_verplicht": -400, "herstelt": boeking, "toelichting": "Vergissing"} | afwijking
    return schrijf(boeking.wijkbudget, "storno", boeking.aanvraag, **velden)


def test_terugdraaien_is_het_spiegelbeeld(pot, toegekend):
    boeking = Boeking.objects.latest("pk")

    for anders in [{"d_verplicht": -399}, {"d_gereserveerd": 1}, {"bedrag": 400}]:
        with geweigerd_door("boeking_storno_is_spiegel"):
            storno(boeking, **anders)
    storno(boeking)

    pot.refresh_from_db()
    assert (pot.verplicht, saldo(toegekend).verplicht) == (0, 0)


def test_terugdraaien_bij_een_ander_kan_niet(pot, toegekend):
    boeking = Boeking.objects.latest("pk")
    ander = maak_concept(pot)
    Saldo.objects.create(aanvraag=ander, wijkbudget=pot)
    velden = {"d_verplicht": -400, "herstelt": boeking, "toelichting": "Vergissing"}

    with geweigerd_door("boeking_storno_is_spiegel"):
        schrijf(pot, "storno", ander, **velden)
    with geweigerd_door("boeking_storno_is_spiegel"):
        schrijf(maak_pot(), "storno", toegekend, **velden)


def test_terugdraaien_kan_een_keer(pot, toegekend):
    boeking = Boeking.objects.latest("pk")
    schrijf(pot, "verplichting", toegekend, d_verplicht=400)
    storno(boeking)

    with geweigerd_door("buurtbudget_boeking_herstelt_id_key"):
        storno(boeking)


def test_terugdraaien_noemt_wat_en_waarom(pot, toegekend):
    boeking = Boeking.objects.latest("pk")

    with geweigerd_door("boeking_storno_herstelt_een_boeking"):
        storno(boeking, herstelt=None)
    with geweigerd_door("boeking_storno_herstelt_een_boeking"):
        schrijf(pot, "vrijval", toegekend, d_verplicht=-400, herstelt=boeking, toelichting="x")
    with geweigerd_door("boeking_zegt_waarom"):
        storno(boeking, toelichting="")
