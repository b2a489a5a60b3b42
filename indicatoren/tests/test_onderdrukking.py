"""No figure of too few answers can be computed from what is shown."""

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from gebieden.models import Gebied, Ligging
from gebieden.tests.maken import maak_buurt, maak_deel, maak_indeling, maak_wijk
from indicatoren.actions.bijwerken import verberg_opnieuw, werk_bij
from indicatoren.models import Meting
from indicatoren.onderdrukking import Som, ook_verbergen
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad

DREMPEL = 10
STAD, WIJK = "stad", "wijk {}".format


def is_uit_te_rekenen(cel, delen, getoond) -> bool:
    """An attacker: is the figure of this cell a combination of the shown ones?

    `delen` says of each cell of which buurten it is. By rank, in floating point: nothing in common
    with how the figures were chosen.
    """
    buurten = sorted({buurt for cellen in delen.values() for buurt in cellen})
    vector = {c: np.array([float(b in delen[c]) for b in buurten]) for c in delen}
    if not getoond:
        return False
    tabel = np.array([vector[c] for c in getoond])
    met = np.vstack([tabel, vector[cel]])
    return np.linalg.matrix_rank(met) == np.linalg.matrix_rank(tabel)


@st.composite
def tabellen(draw):
    """(sums, answers, secret): up to 14 buurten in three divisions that have nothing to do with
    each other; not every area has a figure, and not every figure says of how many answers it is.
    """
    antwoord = st.one_of(st.integers(1, 40), st.integers(10, 400))
    buurten = draw(st.dictionaries(st.integers(1, 20), antwoord, min_size=1, max_size=14))
    sommen, antwoorden = [], dict(buurten)
    for indeling in range(3):
        waar = {b: draw(st.integers(0, 4)) for b in buurten}
        met_cijfer = draw(st.sets(st.sampled_from(sorted(set(waar.values())))))
        sommen += [
            Som((indeling, nr), tuple(b for b in buurten if waar[b] == nr)) for nr in met_cijfer
        ]
    if draw(st.booleans()):
        sommen.append(Som(STAD, tuple(buurten)))
    for som in sommen:
        antwoorden[som.geheel] = sum(buurten[deel] for deel in som.delen)
    geheim = {cel for cel, n in antwoorden.items() if n < DREMPEL}
    geheim |= draw(st.sets(st.sampled_from(sorted(antwoorden, key=str)), max_size=2))
    for cel in draw(st.sets(st.sampled_from(sorted(antwoorden, key=str)), max_size=3)):
        antwoorden[cel] = None
    return sommen, antwoorden, geheim


@given(tabellen())
@settings(max_examples=100)
def test_geen_verborgen_cijfer_is_uit_te_rekenen_en_niets_is_voor_niets_verborgen(tabel):
    sommen, antwoorden, geheim = tabel
    delen = {cel: {cel} for cel in antwoorden} | {s.geheel: set(s.delen) for s in sommen}

    extra = ook_verbergen(sommen, antwoorden, geheim)
    getoond = antwoorden.keys() - geheim - extra

    assert not extra & geheim
    assert [c for c in geheim if is_uit_te_rekenen(c, delen, getoond)] == []
    for cel in extra:
        assert any(is_uit_te_rekenen(c, delen, getoond | {cel}) for c in geheim)


def nest(per_wijk, **n):
    """Wijken of so many buurten, each with 20 answers and one more than the one before."""
    sommen, antwoorden = [], {}
    for wijk, aantal in enumerate(per_wijk):
        delen = tuple(f"{wijk}{letter}" for letter in "abcdefgh"[:aantal])
        sommen.append(Som(WIJK(wijk), delen))
        antwoorden |= {deel: 20 + len(antwoorden) for deel in delen}
    sommen.append(Som(STAD, tuple(antwoorden)))
    return sommen, antwoorden | {som.geheel: 1000 for som in sommen} | n


@pytest.mark.parametrize(
    ("per_wijk", "geheim", "extra"),
    [
        ([3, 3], set(), set()),
        ([3, 3], {"0b"}, {"0a"}),  # the fewest answers of the wijk
        ([3, 3], {"0a", "0b"}, set()),
        ([3, 3], {"0a", "1b"}, {"0b", "1a"}),
        ([1, 3], {"0a"}, {WIJK(0), "1a", WIJK(1)}),  # an area of one buurt goes too
        ([3, 3], {WIJK(0), "0a", "0b", "0c"}, {"1a", WIJK(1)}),  # or the stad gives it away
        ([2, 2], {STAD}, {"0a", WIJK(0)}),
    ],
)
def test_een_buur_gaat_mee_en_niet_meer_dan_nodig(per_wijk, geheim, extra):
    sommen, antwoorden = nest(per_wijk)

    assert ook_verbergen(sommen, antwoorden, geheim) == extra


def test_een_buurt_zonder_bekend_aantal_gaat_het_laatst_mee():
    sommen, antwoorden = nest([3], **{"0b": None})

    assert ook_verbergen(sommen, antwoorden, {"0a"}) == {"0c"}


# through the database


@pytest.fixture
def stad(db):
    """Two CBS wijken of three buurten; a plan area of the last of one and the whole other."""
    buurten = [maak_buurt(code=f"BU{nr}") for nr in range(6)]
    maak_deel("wijk", buurten[:3], code="WK0")
    maak_deel("wijk", buurten[3:], code="WK1")
    maak_deel("plangebied", buurten[:2], code="P0")
    maak_deel("plangebied", buurten[2:], code="P1")
    maak_stad()
    return {gebied.code: gebied for gebied in Gebied.objects.all()}


def zet(indicator, stad, jaar=2025, **antwoorden):
    for code, n in antwoorden.items():
        maak_meting(indicator, jaar, 7, gebied=stad[code], n=n)
    werk_bij([(indicator.pk, jaar)])


def verborgen(jaar=2025):
    rijen = Meting.objects.filter(jaar=jaar).exclude(verborgen="")
    return dict(rijen.values_list("gebied__code", "verborgen"))


BUURTEN = {"BU0": 9, "BU1": 30, "BU2": 20, "BU3": 40, "BU4": 50, "BU5": 60}
GEHELEN = {"WK0": 59, "WK1": 150, "P0": 39, "P1": 170, "GM0307": 209}


@pytest.mark.parametrize("jaar", [2019, 2025, 2030])  # areas of before the first map: by code
def test_een_buurt_onder_de_drempel_neemt_een_buur_mee(stad, jaar):
    zet(maak_indicator(drempel_n=10), stad, jaar, **BUURTEN, **GEHELEN)

    # the other one of P0; in WK0 they are two unknown ones as well
    assert verborgen(jaar) == {"BU0": "drempel", "BU1": "samenhang"}


def test_wat_niet_gemeten_is_telt_als_nul(stad):
    antwoorden = BUURTEN | GEHELEN
    del antwoorden["BU1"]
    zet(maak_indicator(drempel_n=10), stad, **antwoorden)

    # P0 is BU0 alone; in WK0 BU2 covers for it, that P1 must not give away
    assert verborgen() == {
        "BU0": "drempel",
        "P0": "samenhang",
        "BU2": "samenhang",
        "P1": "samenhang",
    }


def test_wie_geen_buurten_publiceert_verbergt_een_wijk(stad):
    zet(maak_indicator(drempel_n=10), stad, WK0=9, WK1=150, GM0307=159)

    assert verborgen() == {"WK0": "drempel", "WK1": "samenhang"}


def test_een_indeling_zonder_buurten_telt_op_tot_de_gemeente(db):
    stad = {maak_stad().code: maak_stad()} | {c: maak_wijk(code=c) for c in ("P0", "P1", "P2")}
    zet(maak_indicator(drempel_n=10), stad, P0=9, P1=40, P2=30, GM0307=79)

    assert verborgen() == {"P0": "drempel", "P2": "samenhang"}


def test_een_reden_van_de_bron_telt_mee_als_er_een_drempel_is(stad):
    rest = BUURTEN | GEHELEN
    del rest["BU0"]
    for slug, drempel in (("met", 10), ("zonder", None)):
        indicator = maak_indicator(slug=slug, drempel_n=drempel)
        maak_meting(indicator, 2025, None, gebied=stad["BU0"], reden="geheim")
        zet(indicator, stad, **rest)

    [rij] = Meting.objects.exclude(verborgen="")
    assert (rij.indicator.slug, rij.gebied.code, rij.verborgen) == ("met", "BU1", "samenhang")


def test_een_andere_drempel_werkt_door_in_alle_jaren(stad):
    indicator = maak_indicator()
    for jaar in (2025, 2027):
        zet(indicator, stad, jaar, **BUURTEN, **GEHELEN)
    assert verborgen() == {}

    for drempel, uitkomst in ((10, {"BU0", "BU1"}), (9, set()), (1, set()), (10, {"BU0", "BU1"})):
        indicator.drempel_n = drempel
        indicator.save()
        werk_bij((indicator.pk, jaar) for jaar in (2025, 2027))

        assert verborgen(2025) == verborgen(2027)
        assert verborgen().keys() == uitkomst


def test_een_verbeterd_cijfer_komt_weer_tevoorschijn_zonder_correctie_daarvan(stad):
    indicator = maak_indicator(drempel_n=10)
    zet(indicator, stad, **BUURTEN, **GEHELEN)

    Meting.objects.filter(gebied=stad["BU0"]).update(n=12)
    werk_bij([(indicator.pk, 2025)])

    assert verborgen() == {}
    assert indicator.correcties.count() == 1  # the answers; hiding is no correction


@pytest.mark.parametrize(("drempel", "vragen"), [(5, 8), (10, 12)])
def test_zonder_geheim_cijfer_wordt_er_niet_gerekend(
    drempel, vragen, stad, django_assert_num_queries
):
    indicator = maak_indicator(drempel_n=drempel)
    zet(indicator, stad, **BUURTEN, **GEHELEN)

    with django_assert_num_queries(vragen):
        werk_bij([(indicator.pk, 2025)])


def test_wie_cijfers_verandert_wacht_op_wie_dat_tegelijk_doet(stad):
    """Held before anything is read: what the other wrote is then there to be seen."""
    indicator = maak_indicator(drempel_n=10)
    with CaptureQueriesContext(connection) as vragen:
        zet(indicator, stad, **BUURTEN)

    na_invoer = [vraag["sql"] for vraag in vragen if "INSERT" not in vraag["sql"]]
    slot = next(sql for sql in na_invoer if "indicatoren_" in sql)
    assert slot.endswith("FOR UPDATE")


def test_de_ligging_van_dat_jaar_telt(stad):
    Ligging.objects.filter(indeling=maak_indeling()).delete()
    zet(maak_indicator(drempel_n=10), stad, **BUURTEN, **GEHELEN)

    assert verborgen() == {"BU0": "drempel", "BU2": "samenhang"}


def test_wordt_de_stad_anders_ingedeeld_dan_ziet_de_dag_het(stad):
    indicator = maak_indicator(drempel_n=10)
    zet(indicator, stad, **BUURTEN, **GEHELEN)
    Ligging.objects.filter(indeling=maak_indeling()).delete()

    assert (verberg_opnieuw(indicator), verborgen()) == (
        True,
        {"BU0": "drempel", "BU2": "samenhang"},
    )
    assert not verberg_opnieuw(indicator)
    assert not verberg_opnieuw(maak_indicator(slug="leeg", drempel_n=10))
