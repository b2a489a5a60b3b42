"""Each rule the database keeps, by its name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.models import (
    Bron,
    Dekking,
    Gebiedsnaam,
    Import,
    Kolomkeuze,
    Programma,
    Rapportage,
    Rapportregel,
    Streefwaarde,
    Woordakkoord,
)
from indicatoren.tests.maken import (
    maak_bron,
    maak_indicator,
    maak_meting,
    maak_programma,
    maak_rapportage,
    maak_regel,
    maak_stad,
    maak_streefwaarde,
)
from indicatoren.tests.maken_inlezen import maak_import
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


NU = timezone.now()


@pytest.mark.parametrize(
    ("grens", "stand", "velden"),
    [
        ("import_ingelezen_met_datum", "ingelezen", {"ingelezen_op": None}),
        ("import_ingelezen_met_datum", "bekeken", {"ingelezen_op": NU}),
        ("import_terug_met_datum", "terug", {"teruggedraaid_op": None}),
        ("import_terug_met_datum", "ingelezen", {"teruggedraaid_op": NU}),
        (
            "import_terug_met_datum",
            "terug",
            {"ingelezen_op": NU + timedelta(hours=1)},
        ),
        *[
            ("import_bekeken_met_proef", s, {"proef": None})
            for s in ("bekeken", "ingelezen", "terug")
        ],
    ],
)
def test_een_import_is_zo_ver_als_zijn_datums_zeggen(grens, stand, velden):
    imp = Import.objects.filter(pk=maak_import(stand).pk)

    weigert(grens, lambda: imp.update(**velden))


@pytest.mark.parametrize(
    ("grens", "velden"),
    [
        ("rapportage_bevroren_met_inhoud", {"bevroren_op": NU}),
        ("rapportage_bevroren_met_inhoud", {"inhoud": {}}),
        ("rapportage_openbaar_is_bevroren", {"openbaar_op": NU}),
    ],
)
def test_openbaar_is_bevroren_en_bevroren_heeft_inhoud(grens, velden):
    maak_rapportage()

    weigert(grens, lambda: Rapportage.objects.update(**velden))


@pytest.mark.parametrize(
    ("stand", "aangeleverd", "akkoord"),
    [
        ("gevraagd", NU, None),
        ("gevraagd", None, NU),
        ("aangeleverd", None, None),
        ("aangeleverd", NU, NU),
        ("akkoord", NU, None),
        ("akkoord", None, NU),
    ],
)
def test_een_tekst_is_zo_ver_als_zijn_datums_zeggen(stand, aangeleverd, akkoord):
    velden = {"stand": stand, "aangeleverd_op": aangeleverd, "akkoord_op": akkoord}

    weigert("rapportregel_stand_met_datum", lambda: maak_regel(**velden))


@pytest.mark.parametrize(
    ("grens", "velden"),
    [
        ("woordakkoord_naam_met_datum", {}),
        ("woordakkoord_naam_met_datum", {"onderzoeker_op": NU}),
        ("woordakkoord_naam_met_datum", {"onderzoeker": True}),
        ("woordakkoord_beleid_met_datum", {"beleid": True}),
        (
            "woordakkoord_beleid_met_datum",
            {"onderzoeker": True, "onderzoeker_op": NU, "beleid_op": NU},
        ),
        (
            "woordakkoord_intrekking_met_naam",
            {"onderzoeker": True, "onderzoeker_op": NU, "ingetrokken_op": NU},
        ),
    ],
)
def test_een_akkoord_heeft_een_naam_en_een_datum(grens, velden):
    indicator, wie = maak_indicator(), maak_gebruiker()
    velden = {naam: wie if waarde is True else waarde for naam, waarde in velden.items()}

    weigert(grens, lambda: Woordakkoord.objects.create(indicator=indicator, **velden))


def test_over_woorden_staat_een_akkoord_tegelijk():
    velden = {"indicator": maak_indicator(), "onderzoeker": maak_gebruiker(), "onderzoeker_op": NU}
    Woordakkoord.objects.create(**velden)

    weigert("woordakkoord_een_tegelijk", lambda: Woordakkoord.objects.create(**velden))


def test_een_streefwaarde_heeft_een_waarde_of_een_noot():
    maak_streefwaarde(maak_indicator(), 2030, 7)

    weigert("streefwaarde_waarde_of_noot", lambda: Streefwaarde.objects.update(waarde=None))


@pytest.mark.parametrize(
    ("grens", "velden"),
    [
        ("peiling_uniek", {"jaar": 2025}),
        ("peiling_leeftijd_klopt", {"jaar": 2026, "leeftijd_van": 18, "leeftijd_tot": 17}),
    ],
)
def test_een_jaar_heeft_een_peiling_van_jong_naar_oud(grens, velden):
    peilingen = maak_bron().peilingen
    peilingen.create(jaar=2025, naam="Peiling")

    weigert(grens, lambda: peilingen.create(naam="Peiling", **velden))


def test_een_onderdeel_hangt_niet_onder_zichzelf():
    maak_programma()

    weigert("programma_niet_onder_zichzelf", lambda: Programma.objects.update(ouder=F("pk")))


def test_wat_onthouden_wordt_staat_er_een_keer():
    stad = maak_stad()
    hier = {"gemeente": stad.gemeente}
    telling = hier | {"indicator": maak_indicator(), "soort": stad.soort, "jaar": 2025, "aantal": 1}
    for grens, model, velden in (
        ("dekking_uniek", Dekking, telling),
        ("kolomkeuze_uniek", Kolomkeuze, hier | {"koppen": "a", "leeswijze": {}, "op": NU}),
        ("gebiedsnaam_uniek", Gebiedsnaam, hier | {"naam": "stad", "gebied": stad, "op": NU}),
    ):
        model.objects.create(**velden)
        weigert(grens, lambda model=model, velden=velden: model.objects.create(**velden))
