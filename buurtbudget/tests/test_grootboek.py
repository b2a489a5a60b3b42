"""Every guard of the ledger, refused by name, for code that forgets every rule.

No test here goes through our actions where a naive line does: direct create, `queryset.update`,
`bulk_create`, plain SQL.
"""

from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from buurtbudget.actions.grootboek import boek, draai_terug
from buurtbudget.models import (
    Boeking,
    Saldo,
    Wijkbudget,
)
from buurtbudget.querysets.geld import DELTAS
from buurtbudget.tests.maken import maak_concept, maak_pot
from buurtbudget.tests.maken_grootboek import (
    BOEKING,
    geweigerd_door,
    leeg,
    regel,
    saldo,
    schrijf,
    sql,
    weigering,
)
from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db


# --- the pot --------------------------------------------------------------------------------------


@pytest.mark.parametrize("veld", ["d_gereserveerd", "d_verplicht"])
def test_meer_dan_er_is_past_niet_in_de_pot(pot, aanvraag, veld):
    soort = {"d_gereserveerd": "reservering", "d_verplicht": "verplichting"}[veld]

    with geweigerd_door("wijkbudget_niet_over"):
        schrijf(pot, soort, aanvraag, **{veld: "1000.01"})
    schrijf(pot, soort, aanvraag, **{veld: 1000})

    pot.refresh_from_db()
    assert pot.over == 0


def test_bulk_create_komt_er_ook_niet_overheen(pot, aanvraag):
    rijen = [regel(pot, "verplichting", aanvraag, d_verplicht=300) for _ in range(4)]

    with geweigerd_door("wijkbudget_niet_over"):
        Boeking.objects.bulk_create(rijen)

    assert not Boeking.objects.filter(soort="verplichting").exists()


def test_plat_sql_komt_er_ook_niet_overheen(pot, aanvraag):
    with geweigerd_door("wijkbudget_niet_over"):
        sql(
            f"INSERT INTO {BOEKING} (wijkbudget_id, aanvraag_id, soort, datum, d_verplicht,"
            " toelichting, sleutel, op)"
            " VALUES (%s, %s, 'verplichting', now(), 5000, '', 'x', now())",
            pot.pk,
            aanvraag.pk,
        )


def test_een_pot_die_nog_niet_bekend_is_belooft_niets(aanvraag):
    leeg = maak_pot(plafond=None)
    Saldo.objects.create(aanvraag=aanvraag, wijkbudget=leeg)

    with geweigerd_door("wijkbudget_niet_over"):
        schrijf(leeg, "verplichting", aanvraag, d_verplicht="0.01")


def test_het_plafond_kan_niet_onder_wat_is_toegezegd(pot, toegekend):
    with geweigerd_door("wijkbudget_niet_over"):
        schrijf(pot, "plafond", d_plafond="-600.01")
    schrijf(pot, "plafond", d_plafond=-600)

    pot.refresh_from_db()
    assert (pot.plafond, pot.over) == (400, 0)


def test_het_plafond_wordt_niet_negatief(pot):
    schrijf(pot, "overheveling", d_extra=500)

    with geweigerd_door("wijkbudget_niet_negatief"):
        schrijf(pot, "plafond", d_plafond="-1000.01")


@pytest.mark.parametrize("veld", ["gereserveerd", "verplicht"])
def test_geen_saldo_van_een_pot_gaat_onder_nul(pot, aanvraag, veld):
    with geweigerd_door("wijkbudget_saldo_niet_negatief"):
        schrijf(pot, "vrijval", aanvraag, **{f"d_{veld}": "-0.01"})


def test_wat_geen_getal_is_maakt_geen_pot_zonder_einde(pot):
    for veld, naam in [
        ("d_plafond", "wijkbudget_niet_negatief"),
        ("d_extra", "wijkbudget_saldo_niet_negatief"),
    ]:
        with geweigerd_door(naam):
            sql(
                f"INSERT INTO {BOEKING} (wijkbudget_id, soort, datum, {veld}, toelichting, sleutel,"
                " op) VALUES (%s, 'overheveling', now(), 'NaN', 'x', 'x', now())",
                pot.pk,
            )


# --- the application ------------------------------------------------------------------------------


def test_zes_keer_alles_betalen_met_zes_sleutels_is_een_keer_betaald(pot, toegekend):
    rijen = [regel(pot, "betaling", toegekend, d_betaald=400) for _ in range(6)]

    uitslag = [weigering(rij.save) for rij in rijen]

    assert uitslag == ["", *["saldo_niet_meer_betaald"] * 5]
    assert saldo(toegekend).betaald == 400


def test_hetzelfde_feit_kan_maar_een_keer(pot, toegekend):
    schrijf(pot, "betaling", toegekend, d_betaald=100)
    rij = regel(pot, "betaling", toegekend, d_betaald=100)
    rij.sleutel = Boeking.objects.latest("pk").sleutel

    with geweigerd_door("buurtbudget_boeking_sleutel_key"):
        rij.save()


def test_betalen_uit_de_ruimte_van_een_ander_kan_niet(pot, toegekend):
    ander = maak_concept(pot)
    Saldo.objects.create(aanvraag=ander, wijkbudget=pot)

    with geweigerd_door("saldo_niet_meer_betaald"):
        schrijf(pot, "betaling", ander, d_betaald=1)


def test_vrijval_uit_de_ruimte_van_een_ander_kan_niet(pot, toegekend):
    ander = maak_concept(pot)
    Saldo.objects.create(aanvraag=ander, wijkbudget=pot)
    schrijf(pot, "reservering", toegekend, d_gereserveerd=100)

    with geweigerd_door("saldo_niet_meer_betaald"):
        schrijf(pot, "vrijval", ander, d_verplicht=-1)
    with geweigerd_door("saldo_niet_negatief"):
        schrijf(pot, "vrijval", ander, d_gereserveerd=-1)


def test_een_boeking_zonder_saldo_kan_niet(pot):
    with geweigerd_door("boeking_zonder_saldo"):
        schrijf(pot, "verplichting", maak_concept(pot), d_verplicht=1)


def test_een_boeking_in_een_vreemde_pot_kan_niet(pot, aanvraag):
    with geweigerd_door("boeking_zonder_saldo"):
        schrijf(maak_pot(), "verplichting", aanvraag, d_verplicht=1)


def test_er_kan_niet_meer_terugkomen_dan_er_betaald_is(pot, toegekend):
    schrijf(pot, "betaling", toegekend, d_betaald=100)

    with geweigerd_door("saldo_niet_negatief"):
        schrijf(pot, "ontvangst", toegekend, d_ontvangen="100.01")


# --- balances move only by an entry ---------------------------------------------------------------


def test_een_saldo_verandert_niet_rechtstreeks(pot, toegekend):
    for veld in ["plafond", "extra", *list(DELTAS)[2:]]:
        with geweigerd_door("saldo_alleen_door_boeking"):
            Wijkbudget.objects.filter(pk=pot.pk).update(**{veld: 7})
    for veld in list(DELTAS)[2:]:
        with geweigerd_door("saldo_alleen_door_boeking"):
            Saldo.objects.filter(aanvraag=toegekend).update(**{veld: 7})


def test_save_en_plat_sql_veranderen_het_ook_niet(pot, toegekend):
    pot.plafond = 9999
    with geweigerd_door("saldo_alleen_door_boeking"):
        pot.save()
    with geweigerd_door("saldo_alleen_door_boeking"):
        sql("UPDATE buurtbudget_wijkbudget SET plafond = NULL")
    with geweigerd_door("saldo_alleen_door_boeking"):
        sql("UPDATE buurtbudget_saldo SET betaald = 0, verplicht = 999")


def test_een_pot_en_een_saldo_beginnen_leeg(pot, aanvraag):
    for veld in ["plafond", "extra", *list(DELTAS)[2:]]:
        with geweigerd_door("saldo_begint_leeg"):
            Wijkbudget.objects.create(
                regeling=pot.regeling, beheerder=pot.beheerder, jaar=2001, **{veld: 1}
            )
    Saldo.objects.create(aanvraag=aanvraag, wijkbudget=(ander := maak_pot()))
    for veld in list(DELTAS)[2:]:
        with geweigerd_door("saldo_begint_leeg"):
            Saldo.objects.create(aanvraag=maak_concept(ander), wijkbudget=ander, **{veld: 1})


def test_een_saldo_gaat_niet_weg_en_verhuist_niet(pot, toegekend):
    """Otherwise a fresh balance stands beside entries that are not in it."""
    with geweigerd_door("saldo_blijft"):
        Saldo.objects.all().delete()
    with geweigerd_door("saldo_blijft"):
        sql("DELETE FROM buurtbudget_saldo")
    with geweigerd_door("saldo_niet_legen"):
        leeg("buurtbudget_saldo")
    with geweigerd_door("saldo_verhuist_niet"):
        Saldo.objects.update(aanvraag=maak_concept(pot))
    with geweigerd_door("saldo_verhuist_niet"):
        Saldo.objects.update(wijkbudget=maak_pot())


# --- the action says it in words ------------------------------------------------------------------


def test_boek_zegt_wat_er_over_is_en_schrijft_niets(pot, aanvraag):
    velden = {"datum": localdate(), "door": None, "aanvraag": aanvraag}
    boek(pot, "verplichting", sleutel="a", d_verplicht=Decimal(900), **velden)

    with pytest.raises(RegelGeschonden) as fout:
        boek(pot, "verplichting", sleutel="b", d_verplicht=Decimal(200), **velden)

    assert str(fout.value) == "Dat past niet: er is nog €\u00a0100 over."
    assert Boeking.objects.filter(aanvraag=aanvraag).count() == 1


def test_boek_zegt_dat_het_bedrag_nog_niet_bekend_is():
    pot = maak_pot(plafond=None)

    with pytest.raises(RegelGeschonden) as fout:
        boek(
            pot,
            "verplichting",
            sleutel="a",
            datum=localdate(),
            door=None,
            aanvraag=maak_concept(pot),
            d_verplicht=Decimal(1),
        )

    assert str(fout.value) == "Het bedrag voor dit jaar is nog niet bekend."


def test_boek_zegt_dat_een_pot_niet_minder_dan_niets_wordt(pot):
    velden = {"datum": localdate(), "door": None, "toelichting": "Terug"}

    for nr, delta in enumerate(["d_plafond", "d_extra"]):
        schrijf(pot, "overheveling", d_extra=5000)
        with pytest.raises(RegelGeschonden, match="^Dat past niet: "):
            boek(pot, "overheveling", sleutel=f"c{nr}", **{delta: Decimal(-20_000)}, **velden)


def test_draai_terug_kan_een_keer(pot, toegekend):
    boeking = Boeking.objects.latest("pk")
    velden = {"datum": localdate(), "door": maak_gebruiker(), "toelichting": "Vergissing"}
    draai_terug(boeking, **velden)

    with pytest.raises(RegelGeschonden) as fout:
        draai_terug(boeking, **velden)

    assert str(fout.value) == "Deze boeking is al teruggedraaid."
    assert saldo(toegekend).verplicht == 0
