"""What is said of a figure, case by case."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from indicatoren.actions.woorden import teken_akkoord, trek_in
from indicatoren.models import Indicator, Meting, Woordakkoord
from indicatoren.querysets.meting import zichtbaar
from indicatoren.reeksen import reeksen
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad, maak_streefwaarde
from indicatoren.woorden import bij_streefwaarde
from kern.exceptions import RegelGeschonden
from kern.tests.grenzen import weigert

pytestmark = pytest.mark.django_db

NIET_GETOETST = "Of het verschil met 2015 toeval kan zijn, is niet getoetst."
HOGER = "Sinds 2015: hoger; dat verschil is groter dan de marges."
BINNEN = "Sinds 2015 geen aantoonbare verandering: het verschil valt binnen de marges."


def reeks_van(indicator):
    [reeks] = reeksen(Indicator.objects.filter(pk=indicator.pk), maak_stad())
    return reeks


def oordeel(eerst, later, indicator=None):
    """Of 2015 and 2017: each a value, with what else is known of it."""
    indicator = indicator or maak_indicator(drempel_n=10)
    for jaar, (waarde, velden) in {2015: eerst, 2017: later}.items():
        maak_meting(indicator, jaar, waarde, **velden)
    return reeks_van(indicator).oordeel


def marge(tekst):
    return {"marge": Decimal(tekst)}


@pytest.mark.parametrize(
    ("eerst", "later", "zin"),
    [
        # the researchers go first, whatever the margins are
        (
            ("7.3", marge("0.1")),
            ("7.4", marge("0.1") | {"significant": "ja"}),
            "Sinds 2015: aantoonbaar veranderd, zeggen de onderzoekers.",
        ),
        (
            ("7.3", marge("0.01")),
            ("7.4", marge("0.01") | {"significant": "nee"}),
            "Sinds 2015: geen aantoonbare verandering, zeggen de onderzoekers.",
        ),
        # then the margins
        (("7.3", marge("0.1")), ("7.4", marge("0.1")), BINNEN),
        (("7.3", marge("0.05")), ("7.4", marge("0.05")), HOGER),
        (("7.4", marge("0.05")), ("7.3", marge("0.05")), HOGER.replace("hoger", "lager")),
        (("7", marge("0.3")), ("7.5", marge("0.4")), BINNEN),  # exactly the limit: 3, 4, 5
        (("7", marge("0.3")), ("7.5001", marge("0.4")), HOGER),
        (("7.3", marge("0")), ("7.4", marge("0")), HOGER),  # everybody was counted
        (("7.3", marge("0")), ("7.3", marge("0")), BINNEN),
        # as delivered, not as printed: 7,4 and 7,4
        (("7.35", marge("0.01")), ("7.44", marge("0.01")), HOGER),
        # nothing known of one of both
        (("7.3", {}), ("7.4", {}), NIET_GETOETST),
        (("7.3", {}), ("7.4", marge("0.01")), NIET_GETOETST),
        (("7.3", marge("0.01")), ("7.4", {}), NIET_GETOETST),
        # the verdict is of the last figure, not of the one before
        (("7.3", {"significant": "ja"}), ("7.4", {}), NIET_GETOETST),
        # provisional
        (
            ("7.3", marge("0.05")),
            ("7.4", marge("0.05") | {"voorlopig": True}),
            f"{HOGER} Voorlopig is het cijfer van 2017.",
        ),
        # hidden, whoever hid it
        (("7.3", {"n": 9}), ("7.4", {"n": 20, "significant": "ja"}), ""),
        (("7.3", {"n": 20}), ("7.4", {"n": 9, "significant": "ja"}), ""),
        (("7.3", {"verborgen": "samenhang"}), ("7.4", {"significant": "ja"}), ""),
        ((None, {"reden": "geheim"}), ("7.4", {"significant": "ja"}), ""),
    ],
)
def test_wat_we_van_een_verandering_zeggen(eerst, later, zin):
    assert oordeel(eerst, later) == zin


def test_een_verborgen_cijfer_ertussen_houdt_het_oordeel_tegen_en_een_gat_niet():
    for slug, reden, zin in (("a", "te_weinig", ""), ("b", "niet_gemeten", HOGER)):
        indicator = maak_indicator(slug=slug)
        maak_meting(indicator, 2016, None, reden=reden)

        assert oordeel(("7.3", marge("0.05")), ("7.4", marge("0.05")), indicator) == zin


@pytest.mark.parametrize(("vanaf", "zin"), [(2015, HOGER), (2016, ""), (2017, ""), (2018, HOGER)])
def test_over_een_breuk_heen_wordt_niet_vergeleken(vanaf, zin):
    indicator = maak_indicator()
    indicator.definities.create(vanaf_jaar=vanaf, tekst="Anders.")

    assert oordeel(("7.3", marge("0.05")), ("7.4", marge("0.05")), indicator) == zin


def test_van_wat_geteld_is_valt_niets_te_toetsen():
    assert oordeel(("7", {}), ("9", {}), maak_indicator(berekening="initiatieven")) == ""


@pytest.mark.parametrize(
    ("waarde", "marge", "richting", "plek"),
    [
        ("7.5", None, "hoger", "op of boven"),
        ("7.4", None, "hoger", "op of boven"),
        ("7.39", None, "hoger", "onder"),
        ("7.39", "0.01", "hoger", "rond"),
        ("7.41", "0.01", "lager", "rond"),
        ("7.38", "0.01", "hoger", "onder"),
        ("7.4", "0", "hoger", "op of boven"),
        ("7.3", None, "lager", "op of onder"),
        ("7.4", None, "lager", "op of onder"),
        ("7.5", None, "lager", "boven"),
        ("7.3", None, "geen", "onder"),
        ("7.4", None, "geen", "op"),
        ("7.5", None, "geen", "boven"),
    ],
)
def test_waar_een_cijfer_staat_bij_de_streefwaarde(waarde, marge, richting, plek):
    ruimte = marge and Decimal(marge)

    assert bij_streefwaarde(Decimal(waarde), ruimte, Decimal("7.4"), richting) == plek


def met_rol(rol, **velden):
    return maak_aanstelling(maak_gebruiker(**velden), rol=rol).gebruiker


def dag(nummer):
    return datetime(2026, 5, nummer, 12, tzinfo=UTC)


@pytest.fixture
def indicator():
    indicator = maak_indicator(richting="hoger")
    maak_meting(indicator, 2017, "7.38")
    maak_streefwaarde(indicator, 2017, "7.4")
    return indicator


@pytest.fixture
def onderzoeker():
    return met_rol(Rol.ONDERZOEKER, naam="Anna")


@pytest.fixture
def beleid():
    return met_rol(Rol.BELEID, naam="Bert")


def woorden(indicator):
    reeks = reeks_van(indicator)
    return reeks.streefoordeel, reeks.akkoord


def test_de_woorden_staan_er_pas_als_beiden_akkoord_zijn(indicator, onderzoeker, beleid):
    teken_akkoord(indicator, door=onderzoeker, nu=dag(1))
    assert woorden(indicator) == ("", "")

    akkoord = teken_akkoord(indicator, door=beleid, nu=dag(2))
    indicator.refresh_from_db()
    assert akkoord.geldt
    assert indicator.bijgewerkt_op == dag(2)
    assert woorden(indicator) == (
        "7,4 in 2017 is onder de streefwaarde van 7,4. Afgerond zijn ze gelijk.",
        "Deze woorden zijn afgesproken door Anna (onderzoek, 1 mei 2026) en Bert (beleid, "
        "2 mei 2026).",
    )

    trek_in(indicator, door=onderzoeker, nu=dag(3))
    trek_in(indicator, door=beleid)  # there is nothing to take back any more
    assert woorden(indicator) == ("", "")
    assert Woordakkoord.objects.get().ingetrokken_door == onderzoeker


def test_alleen_met_de_streefwaarde_van_dat_jaar(indicator, onderzoeker, beleid):
    for wie in (onderzoeker, beleid):
        teken_akkoord(indicator, door=wie)
    maak_meting(indicator, 2019, "7.6")

    assert woorden(indicator)[0] == ""


def test_een_mens_tekent_niet_voor_beide_rollen(indicator, onderzoeker):
    maak_aanstelling(onderzoeker, rol=Rol.BELEID)

    for _ in range(2):
        assert not teken_akkoord(indicator, door=onderzoeker).geldt
    with pytest.raises(RegelGeschonden):
        teken_akkoord(indicator, door=met_rol(Rol.ONDERZOEKER))

    rij = Woordakkoord.objects.get()
    rij.beleid, rij.beleid_op = onderzoeker, dag(1)
    weigert("woordakkoord_twee_mensen", rij.save)


@pytest.mark.parametrize("actie", [teken_akkoord, trek_in])
def test_wie_geen_van_beide_rollen_heeft_gaat_niet_over_de_woorden(indicator, actie):
    with pytest.raises(RegelGeschonden):
        actie(indicator, door=met_rol(Rol.VAKAFDELING))

    assert not Woordakkoord.objects.exists()


def test_na_intrekken_begint_het_opnieuw(indicator, onderzoeker, beleid):
    for wie in (onderzoeker, beleid):
        teken_akkoord(indicator, door=wie)
    trek_in(indicator, door=beleid)
    teken_akkoord(indicator, door=beleid)

    assert woorden(indicator) == ("", "")
    assert Woordakkoord.objects.count() == 2


def test_een_verborgen_cijfer_krijgt_geen_woorden(indicator, onderzoeker, beleid):
    for wie in (onderzoeker, beleid):
        teken_akkoord(indicator, door=wie)
    Meting.objects.update(verborgen="samenhang")

    reeks = reeks_van(indicator)
    cel = reeks.gemeten(2017)
    assert (reeks.streefoordeel, reeks.punten[0].waarde, cel.tekst, cel.noten) == (
        "",
        None,
        "–",
        (),
    )
    assert cel.reden == Meting.Verborgen.SAMENHANG.label


@pytest.mark.parametrize(
    ("velden", "te_zien"),
    [
        ({"n": 30}, True),
        ({}, True),
        ({"n": 9}, False),
        ({"verborgen": "samenhang"}, False),
        ({"waarde": None, "reden": "geheim"}, False),
        ({"waarde": None, "reden": "onbekend"}, False),
        ({"waarde": None, "reden": "niet_gemeten"}, True),
    ],
)
def test_pagina_en_bestand_verbergen_dezelfde_cijfers(velden, te_zien):
    indicator = maak_indicator(drempel_n=10)
    maak_meting(indicator, 2017, **{"waarde": 7} | velden)
    rijen = Meting.objects.filter(indicator=indicator)

    assert rijen.filter(zichtbaar()).exists() == te_zien
    assert (reeks_van(indicator).verborgen(rijen.get()) == "") == te_zien
