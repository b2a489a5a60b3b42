from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gebieden.tests.maken import maak_wijk
from indicatoren.models import Indicator
from indicatoren.reeksen import opmaak, reeksen, stadsreeksen
from indicatoren.tests.maken import (
    maak_amersfoort,
    maak_bron,
    maak_indicator,
    maak_meting,
    maak_stad,
    maak_streefwaarde,
)

pytestmark = pytest.mark.django_db


def reeks_van(indicator, gebied=None):
    [reeks] = reeksen(Indicator.objects.filter(pk=indicator.pk), gebied or maak_stad())
    return reeks


def rijen(reeks):
    return [
        (gemeten.jaar, gemeten.tekst, gemeten.reden, streef.tekst)
        for gemeten, streef in reeks.rijen
    ]


@pytest.mark.parametrize(
    ("waarde", "decimalen", "teken", "tekst"),
    [
        ("7.4", 1, "", "7,4"),
        ("7.45", 1, "", "7,5"),
        ("34", 0, "%", "34%"),
        ("-106", 0, "", "−106"),
        ("-0.04", 1, "", "0,0"),
        ("1234567.5", 2, "", "1.234.567,50"),
    ],
)
def test_getallen_staan_er_zoals_een_nederlander_ze_schrijft(waarde, decimalen, teken, tekst):
    assert opmaak(Decimal(waarde), decimalen, teken) == tekst


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_een_getal_op_het_scherm_wijkt_hooguit_een_halve_laatste_cijfer_af(waarde, decimalen):
    terug = opmaak(waarde, decimalen).replace(".", "").replace(",", ".").replace("−", "-")

    assert abs(Decimal(terug) - waarde) <= Decimal("0.5").scaleb(-decimalen)


def test_de_tabel_noemt_elk_jaar_tussen_de_eerste_en_de_laatste_meting():
    maak_amersfoort()
    reeks = stadsreeksen(maak_stad())[0]

    geen = "niet gemeten: het onderzoek is in oneven jaren"
    assert rijen(reeks) == [
        (2011, "7,3", "", "–"),
        (2012, "–", geen, "–"),
        (2013, "7,4", "", "–"),
        (2014, "–", geen, "–"),
        (2015, "7,3", "", "–"),
        (2016, "–", geen, "–"),
        (2017, "7,4", "", "7,4"),
        (2019, "–", "geen cijfer bekend", "7,4"),
    ]


def test_een_jaar_buiten_het_ritme_is_geen_punt_en_een_gemist_jaar_wel():
    indicator = maak_indicator(bron=maak_bron(ritme="oneven"))
    maak_meting(indicator, 2015, 7)
    maak_meting(indicator, 2019, 8)

    assert [(p.jaar, p.waarde) for p in reeks_van(indicator).punten] == [
        (2015, 7),
        (2017, None),
        (2019, 8),
    ]


@pytest.mark.parametrize(
    ("ritme", "jaar", "meet"),
    [
        ("elk_jaar", 2016, True),
        ("elk_jaar", 2017, True),
        ("oneven", 2016, False),
        ("oneven", 2017, True),
        ("even", 2016, True),
        ("even", 2017, False),
    ],
)
def test_het_ritme_van_een_bron(ritme, jaar, meet):
    assert maak_bron(ritme=ritme).meet_in(jaar) is meet


@pytest.mark.parametrize(("n", "tekst"), [(9, "–"), (10, "7,0"), (11, "7,0"), (None, "7,0")])
def test_bij_te_weinig_antwoorden_blijft_het_cijfer_weg(n, tekst):
    indicator = maak_indicator(drempel_n=10)
    maak_meting(indicator, 2017, 7, n=n, voetnoot="uit een peiling")
    reeks = reeks_van(indicator)

    cel = reeks.gemeten(2017)

    assert cel.tekst == tekst
    assert cel.reden == ("te weinig antwoorden" if tekst == "–" else "")
    assert [p.waarde for p in reeks.punten] == [None if tekst == "–" else 7]
    assert (reeks.laatste is None) == (tekst == "–")


def test_zonder_drempel_telt_elk_aantal_antwoorden():
    indicator = maak_indicator()
    maak_meting(indicator, 2017, 7, n=1)

    assert reeks_van(indicator).gemeten(2017).tekst == "7,0"


def test_een_lege_meting_noemt_haar_reden():
    indicator = maak_indicator()
    maak_meting(indicator, 2017, None, reden="nog_niet_bekend", voetnoot="komt in maart")

    cel = reeks_van(indicator).gemeten(2017)

    assert (cel.tekst, cel.reden, cel.noten) == ("–", "nog niet bekend", ("komt in maart",))


def test_wat_bij_een_cijfer_hoort_reist_mee():
    indicator = maak_indicator()
    maak_meting(indicator, 2015, 7)
    maak_meting(
        indicator,
        2017,
        7,
        n=4700,
        marge=Decimal("0.15"),
        voorlopig=True,
        significant="nee",
        voetnoot="uit een peiling",
    )

    assert reeks_van(indicator).gemeten(2017).noten == (
        "voorlopig cijfer",
        "4.700 antwoorden",
        "marge 0,2 naar boven en beneden",
        "geen aantoonbare verandering, zeggen de onderzoekers",
        "uit een peiling",
    )


def test_het_oordeel_is_dat_van_de_onderzoekers():
    maak_amersfoort()

    assert [reeks.oordeel for reeks in stadsreeksen(maak_stad())] == [
        "Sinds 2015: aantoonbaar veranderd, zeggen de onderzoekers.",
        "Sinds 2015: aantoonbaar veranderd, zeggen de onderzoekers.",
        "Of het verschil met 2015 toeval kan zijn, is niet getoetst.",
    ]


def test_over_een_enkele_meting_valt_niets_te_oordelen():
    indicator = maak_indicator()
    maak_meting(indicator, 2017, 7)

    assert reeks_van(indicator).oordeel == ""


def test_over_een_verandering_sinds_een_verborgen_cijfer_staat_geen_oordeel():
    indicator = maak_indicator(drempel_n=10)
    maak_meting(indicator, 2013, 6, n=20)
    maak_meting(indicator, 2015, 7, n=9)
    maak_meting(indicator, 2017, 8, n=20, significant="ja")

    assert reeks_van(indicator).oordeel == ""


def test_een_nieuwe_definitie_breekt_de_reeks():
    indicator = maak_indicator()
    for jaar in (2015, 2016, 2017):
        maak_meting(indicator, jaar, 7)
    for vanaf in (2015, 2017):
        indicator.definities.create(vanaf_jaar=vanaf, tekst="Zo gemeten.")
    reeks = reeks_van(indicator)

    assert reeks.breuken == [2017]
    assert reeks.gemeten(2017).noten == ("vanaf dit jaar anders gemeten",)
    assert reeks.oordeel == ""


def test_alleen_een_streefwaarde_geeft_een_tabel_zonder_punten():
    indicator = maak_indicator()
    maak_streefwaarde(indicator, 2030, 8)
    reeks = reeks_van(indicator)

    assert rijen(reeks) == [(2030, "–", "geen cijfer bekend", "8,0")]
    assert (reeks.punten, reeks.laatste) == ([], None)


def test_cijfers_van_de_stad_en_van_een_wijk_lopen_niet_door_elkaar():
    indicator = maak_indicator()
    wijk = maak_wijk(naam="Rustwijk")
    maak_meting(indicator, 2017, 7)
    maak_meting(indicator, 2017, 5, gebied=wijk)

    assert [
        (reeks.waar, reeks.wie, reeks.laatste.tekst)
        for reeks in (reeks_van(indicator), reeks_van(indicator, wijk))
    ] == [("Heel Amersfoort", "stad", "7,0"), ("Rustwijk", "wijk", "5,0")]


@pytest.mark.parametrize("verzonnen", ["indicator", "meting"])
def test_een_verzonnen_cijfer_is_een_voorbeeld(verzonnen):
    indicator = maak_indicator(is_voorbeeld=verzonnen == "indicator")
    maak_meting(indicator, 2017, 7, is_voorbeeld=verzonnen == "meting")

    assert reeks_van(indicator).is_voorbeeld


@pytest.mark.parametrize("aantal", [1, 3])
def test_reeksen_kosten_drie_queries(django_assert_num_queries, aantal):
    stad = maak_stad()
    for n in range(aantal):
        indicator = maak_indicator(slug=f"rust-{n}")
        indicator.definities.create(vanaf_jaar=2015, tekst="Zo gemeten.")
        maak_meting(indicator, 2015, 7)
        maak_meting(indicator, 2017, 7)
        maak_streefwaarde(indicator, 2019, 8)

    with django_assert_num_queries(3):
        gevonden = stadsreeksen(stad)
        [(rijen(reeks), reeks.oordeel, reeks.breuken) for reeks in gevonden]

    assert len(gevonden) == aantal
