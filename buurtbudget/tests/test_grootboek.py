"""Every guard of the ledger, refused by name, for code that forgets every rule.

No test here goes through our actions where a naive line does: direct create, `queryset.update`,
`bulk_create`, plain SQL.
"""

import re
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from itertools import count, permutations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from buurtbudget.actions.grootboek import boek, draai_terug
from buurtbudget.models import (
    STAPPEN,
    Aanvraag,
    Besluit,
    Boeking,
    Gebeurtenis,
    Saldo,
    Status,
    Uitkomst,
    Wijkbudget,
)
from buurtbudget.querysets.geld import DELTAS
from buurtbudget.tests.maken import maak_concept, maak_pot, maak_spelregels
from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db

sleutels = count(1)
BOEKING = "buurtbudget_boeking"


def wachter(fout):
    """The constraint, or the trigger, that refused."""
    diag = fout.__cause__.diag
    if diag.constraint_name:
        return diag.constraint_name
    if not diag.message_primary.startswith("pgtrigger:"):
        return diag.message_primary
    return re.search(r"pgtrigger_(\w+)_[0-9a-f]{5}\(\)", diag.context)[1]


@contextmanager
def geweigerd_door(naam):
    with pytest.raises(DatabaseError) as fout, transaction.atomic():
        yield
    assert wachter(fout.value) == naam


def weigering(doe):
    """The guard that refused, or nothing when it was done."""
    try:
        with transaction.atomic():
            doe()
    except DatabaseError as fout:
        return wachter(fout)
    return ""


def sql(vraag, *waarden):
    with connection.cursor() as cursor:
        cursor.execute(vraag, waarden)


def leeg(tabel):
    """TRUNCATE with all that hangs on it; what waits for the commit is checked first."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"TRUNCATE {tabel} CASCADE")


def regel(pot, soort, aanvraag=None, **velden):
    """An entry that nobody saved yet. What leaves the bank follows from what was paid."""
    velden = {naam: Decimal(str(w)) if naam[:2] == "d_" else w for naam, w in velden.items()}
    bank = velden.get("d_ontvangen", 0) - velden.get("d_betaald", 0)
    velden = {"bedrag": bank, "toelichting": "" if aanvraag else "Zomaar"} | velden
    return Boeking(
        wijkbudget=pot,
        aanvraag=aanvraag,
        soort=soort,
        datum=localdate(),
        sleutel=f"naief:{next(sleutels)}",
        **velden,
    )


def schrijf(*args, **velden):
    rij = regel(*args, **velden)
    rij.save()
    return rij


@pytest.fixture
def pot(db):
    return maak_pot(plafond=1000)


@pytest.fixture
def aanvraag(pot):
    aanvraag = maak_concept(pot)
    Saldo.objects.create(aanvraag=aanvraag, wijkbudget=pot)
    return aanvraag


@pytest.fixture
def toegekend(pot, aanvraag):
    schrijf(pot, "verplichting", aanvraag, d_verplicht=400)
    return aanvraag


def saldo(aanvraag):
    return Saldo.objects.get(aanvraag=aanvraag)


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


# --- entries --------------------------------------------------------------------------------------


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


# --- what stays, and which steps there are --------------------------------------------------------


def test_een_besluit_blijft_zoals_het_genomen_is(aanvraag):
    wie = maak_gebruiker()
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        uitkomst=Uitkomst.TOEGEKEND,
        bedrag=100,
        motivering="Mooi plan.",
        beslisser="De stichting",
        voorgesteld_door=wie,
        door=wie,
        op=timezone.now(),
    )
    besluit.bedrag = 200

    with geweigerd_door("besluit_blijft"):
        besluit.save()
    with geweigerd_door("besluit_blijft"):
        besluit.delete()
    with geweigerd_door("besluit_niet_legen"):
        leeg("buurtbudget_besluit")
    besluit.pk = None
    with geweigerd_door("besluit_een_eindbesluit"):
        besluit.save(force_insert=True)


def test_een_gebeurtenis_blijft(aanvraag):
    Gebeurtenis.objects.create(aanvraag=aanvraag, naar=Status.CONCEPT, op=timezone.now())

    with geweigerd_door("gebeurtenis_blijft"):
        Gebeurtenis.objects.update(reden="anders")
    with geweigerd_door("gebeurtenis_blijft"):
        Gebeurtenis.objects.all().delete()
    with geweigerd_door("gebeurtenis_niet_legen"):
        leeg("buurtbudget_gebeurtenis")


def neer_gezet(**velden):
    """A row in any state, past the guards."""
    sql("SET session_replication_role = replica")
    rij = Aanvraag.objects.create(**velden)
    sql("SET session_replication_role = origin")
    return rij


@pytest.mark.parametrize("status", [status for status in Status if status != "concept"])
def test_een_aanvraag_begint_als_concept(status):
    regels = maak_spelregels()
    nummer = None if status == "verlopen" else "2001-0001"
    velden = {"spelregels": regels, "nummer": nummer, "ontvangen_op": timezone.now()}

    doe = partial(Aanvraag.objects.create, status=status, gevraagd=1, **velden)
    assert weigering(doe) == "aanvraag_begint_als_concept"


def test_elke_stap_buiten_de_tabel_wordt_geweigerd():
    """All pairs: the trigger refuses, and a step of the table goes through."""
    regels = maak_spelregels()
    uitslag = {}
    for nr, (van, naar) in enumerate(permutations(Status, 2)):
        rij = neer_gezet(
            spelregels=regels,
            status=van,
            nummer=None if van in ("concept", "verlopen") else f"2001-{nr:04}",
            ontvangen_op=timezone.now(),
            gevraagd=1,
        )
        nummer = None if naar in ("concept", "verlopen") else f"2002-{nr:04}"
        doe = partial(Aanvraag.objects.filter(pk=rij.pk).update, status=naar, nummer=nummer)
        uitslag[van, naar] = weigering(doe)

    stappen = {(van, naar) for van, doelen in STAPPEN.items() for naar in doelen}
    assert uitslag == {paar: "" if paar in stappen else "aanvraag_stap" for paar in uitslag}
