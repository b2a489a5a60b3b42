"""Each rule the database keeps, by its name."""

import pytest
from django.db import connection

from indicatoren.models import Bron, Rapportregel
from indicatoren.tests.maken import (
    maak_bron,
    maak_indicator,
    maak_meting,
    maak_programma,
    maak_rapportage,
    maak_regel,
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
    ("grens", "venster"),
    [
        ("rapportage_realisatie_klopt", {"realisatie_van": 2018, "realisatie_tot": 2017}),
        ("rapportage_realisatie_klopt", {"realisatie_van": None}),
        ("rapportage_streef_klopt", {"streef_van": 2018, "streef_tot": 2017}),
        ("rapportage_streef_klopt", {"streef_tot": None}),
    ],
)
def test_een_venster_van_jaren_loopt_vooruit(grens, venster):
    weigert(grens, lambda: maak_rapportage(**venster))


def test_een_document_is_er_een_keer_per_jaar_tenzij_het_genummerd_is():
    maak_rapportage()
    maak_rapportage(nummer=2)

    weigert("rapportage_uniek", maak_rapportage)


def test_een_onderdeel_staat_een_keer_op_zijn_plek():
    programma = maak_programma()
    maak_programma(programma.rapportage, ouder=programma)

    weigert("programma_uniek", lambda: maak_programma(programma.rapportage))


@pytest.mark.parametrize(("soort", "met"), [("indicator", False), ("maatregel", True)])
def test_alleen_een_regel_over_een_indicator_noemt_er_een(soort, met):
    programma = maak_programma()
    indicator = maak_indicator() if met else None

    weigert(
        "rapportregel_indicator_klopt",
        lambda: Rapportregel.objects.create(programma=programma, soort=soort, indicator=indicator),
    )


def test_een_plaats_in_een_document_is_van_een_regel():
    programma = maak_programma()
    maak_regel(programma, volgorde=1)

    def nog_een():
        maak_regel(programma, volgorde=1)
        connection.check_constraints()

    weigert("rapportregel_uniek", nog_een)
