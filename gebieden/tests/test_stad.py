from decimal import Decimal

import pytest

from gebieden.models import Postcode
from gebieden.stad import Stad, zekere_wijk
from gebieden.tests.maken import maak_buurt, maak_deel, maak_gemeente, maak_indeling, maak_wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad():
    """Two wijken of two buurten; a CBS wijk in each and one in both, and a budget across."""
    dorp, veld, kern, rand = [maak_buurt() for _ in range(4)]
    maak_deel("wijk", [dorp], naam="Dorp", slug="dorp")
    maak_deel("wijk", [veld, kern], naam="Grens", slug="grens")
    maak_deel("wijk", [rand], naam="Rand", slug="rand")
    maak_deel("plangebied", [dorp, veld], naam="Noord", slug="noord")
    maak_deel("plangebied", [kern, rand], naam="Zuid", slug="zuid")
    maak_deel("budgetgebied", [dorp, veld, kern], naam="Dorp en meer", slug="dorp")
    maak_deel("budgetgebied", [rand], naam="Rand", slug="rand")
    return Stad()


@pytest.mark.parametrize(
    ("slug", "wijken"),
    [
        ("dorp", ["noord"]),  # the CBS wijk is sure, the budget of that name is not
        ("rand", ["zuid"]),
        ("grens", ["noord", "zuid"]),
        ("nergens", []),
        ("noord", []),
    ],
)
def test_een_deel_hoort_bij_een_wijk_of_bij_twee(stad, slug, wijken):
    assert [wijk.slug for wijk in stad.wijken_van_deel(slug)] == wijken


def test_een_wijk_noemt_haar_delen(stad):
    assert stad.wijk("noord").delen == ["Dorp", "Grens"]
    assert stad.wijk("bestaat-niet") is None


def test_een_deel_waar_we_naar_raden_staat_apart():
    dorp, veld = maak_buurt(), maak_buurt()
    maak_deel("wijk", [dorp], naam="Dorp")
    maak_deel("wijk", [veld], naam="Veld")
    wijk = maak_deel("plangebied", [dorp, veld], slug="wijk")
    wijk.liggingen.filter(buurt=veld).update(zekerheid="laag")

    wijk = Stad().wijk("wijk")

    assert (wijk.delen, wijk.misschien) == (["Dorp"], ["Veld"])


def test_een_budget_noemt_alleen_wat_in_de_wijk_ligt(stad):
    budgetten = stad.budgetten_in(stad.wijk("zuid"))

    assert [(b.naam, b.delen) for b in budgetten] == [
        ("Dorp en meer", ["Grens"]),
        ("Rand", ["Rand"]),
    ]


def test_een_gebied_dat_voorbij_is_doet_niet_mee(stad):
    wijk = maak_wijk(slug="vroeger", geldig="[2020-01-01,2021-01-01)")

    assert wijk.slug not in [w.slug for w in Stad().wijken]


def test_de_stad_kost_een_query_hoeveel_gebieden_er_ook_zijn(stad, django_assert_num_queries):
    with django_assert_num_queries(1):
        nu = Stad()
        nu.budgetten_in(nu.wijk("zuid"))


def test_zonder_gegevens_is_de_stad_leeg():
    stad = Stad()

    assert (stad.gemeente, stad.wijken, stad.wijken_van_deel("x")) == (None, [], [])


@pytest.mark.parametrize(
    ("aandelen", "zeker"),
    [
        ({}, None),
        ({"a": "0.75"}, "a"),  # the rest lies outside the city
        ({"a": "0.95", "b": "0.05"}, "a"),
        ({"a": "0.94", "b": "0.06"}, None),
        ({"a": "0.47", "b": "0.44", "c": "0.07"}, None),
    ],
)
def test_een_wijk_is_zeker_bij_95_procent_van_wat_we_kennen(aandelen, zeker):
    assert zekere_wijk({wijk: Decimal(deel) for wijk, deel in aandelen.items()}) == zeker


def postcode(pc, wijk, aandeel="1", **nummers):
    Postcode.objects.create(pc=pc, gebied=wijk, aandeel=Decimal(aandeel), **nummers)


def test_zes_tekens_gaan_voor_vier():
    noord, zuid = maak_wijk(), maak_wijk()
    postcode("3817", noord)
    postcode("3817AA", zuid)

    assert [rij.gebied for rij in Postcode.objects.kandidaten("3817AA")] == [zuid]
    assert [rij.gebied for rij in Postcode.objects.kandidaten("3817AB")] == [noord]
    assert [rij.gebied for rij in Postcode.objects.kandidaten("3817")] == [noord]


def test_een_huisnummer_kiest_uit_een_gesplitste_postcode():
    noord, zuid = maak_wijk(), maak_wijk()
    postcode("3817", noord)
    postcode("3817AA", noord, "0.4", van_nr=1, tot_nr=9)
    postcode("3817AA", zuid, "0.6", van_nr=10, tot_nr=99)

    def wijken(huisnummer):
        return [rij.gebied for rij in Postcode.objects.kandidaten("3817AA", huisnummer)]

    assert wijken(None) == [zuid, noord]
    assert wijken(9) == [noord]
    assert wijken(10) == [zuid]
    assert wijken(100) == [noord]  # no such number here: what the four digits say


def test_de_postcode_van_een_andere_gemeente_telt_niet():
    elders = maak_wijk(indeling=maak_indeling(gemeente=maak_gemeente("GM9999", "Elders")))
    postcode("3817", elders)

    assert Postcode.objects.kandidaten("3817") == []
