"""Each rule the database keeps, by its name."""

import pytest

from indicatoren.models import Bron, Rapportregel
from indicatoren.tests.maken import (
    maak_bron,
    maak_indicator,
    maak_meting,
    maak_rapportage,
    maak_streefwaarde,
)
from kern.tests.grenzen import weigert

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("waarde", "reden"), [(None, None), (7, "geheim")])
def test_een_meting_heeft_een_waarde_of_een_reden(waarde, reden):
    indicator = maak_indicator()

    weigert("meting_waarde_of_reden", lambda: maak_meting(indicator, 2017, waarde, reden=reden))


def test_een_indicator_heeft_een_meting_per_gebied_en_jaar():
    indicator = maak_indicator()
    maak_meting(indicator, 2017, 7)

    weigert("meting_uniek", lambda: maak_meting(indicator, 2017, 8))


def test_een_marge_is_niet_negatief():
    indicator = maak_indicator()

    weigert("meting_marge_niet_negatief", lambda: maak_meting(indicator, 2017, 7, marge="-0.1"))


def test_een_indicator_heeft_een_streefwaarde_per_gebied_en_jaar():
    indicator = maak_indicator()
    maak_streefwaarde(indicator, 2017, 7)

    weigert("streefwaarde_uniek", lambda: maak_streefwaarde(indicator, 2017, 8))


def test_een_jaar_heeft_een_definitie():
    indicator = maak_indicator()
    indicator.definities.create(vanaf_jaar=2017, tekst="Zo.")

    weigert("definitie_uniek", lambda: indicator.definities.create(vanaf_jaar=2017, tekst="Of zo."))


@pytest.mark.parametrize(("van", "tot"), [(10, 1), (5, 5), (1, None), (None, 10)])
def test_een_schaal_loopt_van_laag_naar_hoog(van, tot):
    weigert("indicator_schaal_klopt", lambda: maak_indicator(schaal_van=van, schaal_tot=tot))


def test_een_bron_heeft_een_eigen_sleutel():
    maak_bron(sleutel="peiling")

    weigert(
        "indicatoren_bron_sleutel_key", lambda: Bron.objects.create(sleutel="peiling", naam="X")
    )


@pytest.mark.parametrize(
    "venster",
    [
        {"realisatie_van": 2018, "realisatie_tot": 2017},
        {"streef_van": 2018, "streef_tot": 2017},
    ],
)
def test_een_venster_van_jaren_loopt_vooruit(venster):
    weigert("rapportage_vensters_kloppen", lambda: maak_rapportage(**venster))


def test_een_programma_staat_een_keer_in_een_document():
    maak_rapportage()

    weigert("rapportage_uniek", maak_rapportage)


@pytest.mark.parametrize(("soort", "met"), [("indicator", False), ("maatregel", True)])
def test_alleen_een_regel_over_een_indicator_noemt_er_een(soort, met):
    rapportage = maak_rapportage()
    indicator = maak_indicator() if met else None

    weigert(
        "rapportregel_indicator_klopt",
        lambda: Rapportregel.objects.create(
            rapportage=rapportage, soort=soort, indicator=indicator
        ),
    )


def test_een_plaats_in_een_document_is_van_een_regel():
    rapportage = maak_rapportage()
    rapportage.regels.create(soort="resultaat", volgorde=1)

    weigert("rapportregel_uniek", lambda: rapportage.regels.create(soort="resultaat", volgorde=1))
