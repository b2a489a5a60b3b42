"""The arithmetic of the round, to the cent and for any columns."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from buurtbudget.verdelen import Post, gemiddelde, naar_beneden, schaal, verdeel

D = Decimal
CENTEN = st.integers(0, 50_000).map(lambda centen: D(centen).scaleb(-2))
STAPPEN = st.sampled_from([D("0.01"), D("0.50"), D(1), D(5), D("12.50"), D(25)])


def test_het_voorbeeld_met_een_lid_dat_niet_mee_mag_doen():
    kolommen = {1: {"B": D(100)}, 2: {"A": D(60), "B": D(40)}}
    buiten = {(1, "A")}
    posten = [Post("A", D(100)), Post("B", D(100))]
    gemiddeld = {naam: gemiddelde(naam, kolommen, buiten) for naam in "AB"}
    geschaald = schaal(gemiddeld, Fraction(100))

    assert gemiddeld == {"A": 60, "B": 70}
    assert naar_beneden(geschaald, D("0.01")) == {"A": D("46.15"), "B": D("53.84")}
    assert {n: round(float(b), 2) for n, b in geschaald.items()} == {"A": 46.15, "B": 53.85}

    uitkomst = verdeel(posten, kolommen, potten={"": D(100)}, stap=D(5), buiten=buiten)

    assert uitkomst.bedragen == {"A": 45, "B": 50}
    assert uitkomst.rest == {"": 5}


def test_leeg_telt_als_niets():
    uitkomst = verdeel(
        [Post("A", D(100))], {1: {"A": D(90)}, 2: {}, 3: {}}, potten={"": D(500)}, stap=D(5)
    )

    assert uitkomst.bedragen == {"A": 30}


def test_past_het_dan_wordt_er_niet_geschaald():
    posten = [Post("A", D(80)), Post("B", D(80))]

    uitkomst = verdeel(posten, {1: {"A": D(60), "B": D(20)}}, potten={"": D(100)}, stap=D(5))

    assert (uitkomst.bedragen, uitkomst.rest) == ({"A": 60, "B": 20}, {"": 20})


def test_niemand_mag_oordelen():
    uitkomst = verdeel(
        [Post("A", D(80))], {1: {"A": D(60)}}, potten={"": D(100)}, stap=D(5), buiten={(1, "A")}
    )

    assert (uitkomst.bedragen, uitkomst.rest) == ({"A": 0}, {"": 100})


def test_elke_pot_staat_op_zichzelf():
    posten = [Post("A", D(80)), Post("B", D(80), "feest"), Post("C", D(80), "feest")]
    kolommen = {1: {"A": D(50), "B": D(80), "C": D(80)}}

    uitkomst = verdeel(posten, kolommen, potten={"": D(200), "feest": D(100)}, stap=D(5))

    assert uitkomst.bedragen == {"A": 50, "B": 50, "C": 50}
    assert uitkomst.rest == {"": 150, "feest": 0}


def test_een_lege_pot_geeft_niets():
    uitkomst = verdeel([Post("A", D(80))], {1: {"A": D(50)}}, potten={"": D(0)}, stap=D(5))

    assert (uitkomst.bedragen, uitkomst.rest) == ({"A": 0}, {"": 0})


def test_meer_dan_gevraagd_telt_niet_mee():
    """A limit is applied before scaling: what nobody can get must not press the others."""
    posten = [Post("A", D(40)), Post("B", D(100))]

    uitkomst = verdeel(posten, {1: {"A": D(90), "B": D(60)}}, potten={"": D(100)}, stap=D(5))

    assert uitkomst.bedragen == {"A": 40, "B": 60}


@st.composite
def rondes(trek):
    posten = [
        Post(nr, trek(CENTEN), trek(st.sampled_from(["", "feest"])))
        for nr in range(trek(st.integers(1, 8)))
    ]
    leden = range(trek(st.integers(1, 5)))
    kolommen = {
        lid: {post.sleutel: trek(CENTEN) for post in posten if trek(st.booleans())} for lid in leden
    }
    paren = [(lid, post.sleutel) for lid in leden for post in posten]
    buiten = trek(st.sets(st.sampled_from(paren)))
    potten = {"": trek(CENTEN), "feest": trek(CENTEN)}
    return posten, kolommen, {"potten": potten, "stap": trek(STAPPEN), "buiten": buiten}


@given(rondes())
def test_nooit_meer_dan_de_pot_het_gevraagde_of_een_halve_stap(ronde):
    posten, kolommen, regels = ronde
    uitkomst = verdeel(posten, kolommen, **regels)

    for pot, geld in regels["potten"].items():
        som = sum(uitkomst.bedragen[post.sleutel] for post in posten if post.pot == pot)
        assert som + uitkomst.rest[pot] == geld
        assert som <= geld
    for post in posten:
        assert 0 <= uitkomst.bedragen[post.sleutel] <= post.hoogstens
        assert uitkomst.bedragen[post.sleutel] % regels["stap"] == 0


@given(rondes())
def test_de_volgorde_van_leden_en_aanvragen_maakt_niet_uit(ronde):
    posten, kolommen, regels = ronde
    andersom = dict(reversed(kolommen.items()))

    assert verdeel(posten[::-1], andersom, **regels) == verdeel(posten, kolommen, **regels)


@given(rondes(), st.data())
def test_wie_meer_krijgt_van_een_lid_krijgt_nooit_minder(ronde, data):
    posten, kolommen, regels = ronde
    lid = data.draw(st.sampled_from(sorted(kolommen)))
    post = data.draw(st.sampled_from(posten)).sleutel
    meer = kolommen[lid].get(post, D(0)) + data.draw(CENTEN)
    nieuw = kolommen | {lid: kolommen[lid] | {post: meer}}

    voor, na = verdeel(posten, kolommen, **regels), verdeel(posten, nieuw, **regels)

    assert na.bedragen[post] >= voor.bedragen[post]


@given(rondes(), st.data())
def test_een_kolom_van_wie_niet_mee_mag_doen_verandert_niets(ronde, data):
    posten, kolommen, regels = ronde
    if not regels["buiten"]:
        return
    lid, post = data.draw(st.sampled_from(sorted(regels["buiten"])))
    nieuw = kolommen | {lid: kolommen[lid] | {post: data.draw(CENTEN)}}

    assert verdeel(posten, nieuw, **regels) == verdeel(posten, kolommen, **regels)


@given(rondes(), CENTEN)
def test_een_grotere_pot_geeft_niemand_minder(ronde, erbij):
    posten, kolommen, regels = ronde
    groter = regels | {"potten": {pot: geld + erbij for pot, geld in regels["potten"].items()}}

    voor, na = verdeel(posten, kolommen, **regels), verdeel(posten, kolommen, **groter)

    assert all(na.bedragen[sleutel] >= bedrag for sleutel, bedrag in voor.bedragen.items())


def test_alle_volgordes_van_drie_leden_geven_hetzelfde():
    kolommen = {"a": {1: D("33.33")}, "b": {1: D("66.67")}, "c": {1: D("0.01")}}
    uitkomsten = {
        verdeel(
            [Post(1, D(100))], {lid: kolommen[lid] for lid in orde}, potten={"": D(99)}, stap=D(1)
        ).som
        for orde in permutations(kolommen)
    }

    assert uitkomsten == {33}
