from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicatoren.management.commands.laad_cijfers import GEGEVENS
from indicatoren.models import Bron, Indicator, Meting, Rapportage, Rapportregel, Streefwaarde
from indicatoren.tests.maken import maak_stad

pytestmark = pytest.mark.django_db


def laad(*args):
    uitvoer = StringIO()
    call_command("laad_cijfers", *args, stdout=uitvoer)
    return [regel.split(":")[0] for regel in uitvoer.getvalue().splitlines()]


@pytest.fixture
def map_met_gegevens(tmp_path):
    """A copy of the real files, to spoil."""
    for bestand in (GEGEVENS / "amersfoort").iterdir():
        (tmp_path / bestand.name).write_text(bestand.read_text())
    return tmp_path


def verander(bestand, oud, nieuw):
    tekst = bestand.read_text()
    assert oud in tekst
    bestand.write_text(tekst.replace(oud, nieuw, 1))


def test_laden_zet_alles_klaar_en_een_tweede_keer_verandert_niets():
    maak_stad()

    eerste, tweede = laad(), laad()

    assert set(eerste) == {"nieuw"}
    assert tweede == ["gelijk"] * len(eerste)
    modellen = (Bron, Indicator, Meting, Streefwaarde, Rapportregel)
    assert [model.objects.count() for model in modellen] == [2, 4, 12, 6, 21]


def test_een_ander_cijfer_in_het_bestand_wijzigt_alleen_dat(map_met_gegevens):
    maak_stad()
    laad()
    verander(map_met_gegevens / "cijfers.csv", "gemeten;2011;7,3", "gemeten;2011;7,2")

    regels = laad(map_met_gegevens)

    assert (regels.count("gewijzigd"), regels.count("nieuw")) == (1, 0)
    meting = Meting.objects.get(indicator__slug="rapportcijfer-woonomgeving", jaar=2011)
    assert str(meting.waarde) == "7.2000"


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ('      {"soort": "indicator", "indicator": "betrokkenheid-buurt"},\n', ""),
        ("Uiterlijk in 2020.", "Uiterlijk in 2021."),
        ('"streef_tot": 2019', '"streef_tot": 2020'),
        ('"programma": ["Wijken en wonen", "Wijken"]', '"programma": ["Wonen", "Wijken"]'),
    ],
    ids=["weg", "anders", "venster", "tak"],
)
def test_een_ander_bestand_verandert_een_uitgegeven_document_niet(map_met_gegevens, oud, nieuw):
    maak_stad()
    laad()
    verander(map_met_gegevens / "rapportages.json", oud, nieuw)

    with pytest.raises(CommandError) as fout:
        laad(map_met_gegevens)

    assert str(fout.value) == (
        "rapportages.json: de begroting 2018 is vastgesteld en zegt iets anders dan dit bestand. "
        "Een vastgesteld document verandert niet meer."
    )


def test_wat_de_stad_uitgaf_is_vastgezet_en_openbaar():
    maak_stad()
    laad()

    documenten = Rapportage.objects.openbaar()

    assert [str(document) for document in documenten] == ["Begroting 2018", "Jaarverslag 2017"]
    assert {regel.stand for regel in Rapportregel.objects.all()} == {"akkoord"}


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "zin"),
    [
        (
            "cijfers.csv",
            "gemeten;2011;7,3",
            "gemeten;2011;zeven",
            "cijfers.csv regel 2: jaar '2011' of waarde 'zeven' is geen getal.",
        ),
        (
            "cijfers.csv",
            "gemeten;2011;7,3",
            "gemeten;elf;7,3",
            "cijfers.csv regel 2: jaar 'elf' of waarde '7,3' is geen getal.",
        ),
        (
            "cijfers.csv",
            "rapportcijfer-woonomgeving;gemeten;2013",
            "rapport;gemeten;2013",
            "cijfers.csv regel 3: de indicator 'rapport' is er niet.",
        ),
        (
            "cijfers.csv",
            "gemeten;2017;6,3",
            "gemiddeld;2017;6,3",
            "cijfers.csv regel 11: de soort is 'gemeten' of 'streef'.",
        ),
        (
            "cijfers.csv",
            "6,3;ja",
            "6,3;misschien",
            "cijfers.csv regel 11: Waarde 'misschien' is geen geldige keuze.",
        ),
        (
            "cijfers.csv",
            "gemeten;2011;7,3;;uit de begroting 2018",
            "gemeten;2011",
            "cijfers.csv regel 2: Vul een waarde in, of de reden waarom die er niet is.",
        ),
        (
            "rapportages.json",
            '"realisatie_tot": 2016',
            '"realisatie_tot": 2010',
            "rapportages.json: De jaren van de realisatie lopen van vroeg naar laat.",
        ),
    ],
)
def test_een_fout_in_een_bestand_is_een_zin_en_er_verandert_niets(
    map_met_gegevens, bestand, oud, nieuw, zin
):
    maak_stad()
    verander(map_met_gegevens / bestand, oud, nieuw)

    with pytest.raises(CommandError) as fout:
        laad(map_met_gegevens)

    assert str(fout.value) == zin
    assert Bron.objects.count() == 0


def test_zonder_gemeente_weigert_het_laden_in_een_zin():
    with pytest.raises(CommandError) as fout:
        laad()

    assert str(fout.value) == "De gemeente GM0307 is er nog niet: draai eerst importeer_gebieden."


def test_een_map_zonder_bestanden_weigert_in_een_zin(tmp_path):
    maak_stad()

    with pytest.raises(CommandError) as fout:
        laad(tmp_path)

    assert str(fout.value) == f"{tmp_path / 'indicatoren.json'} is er niet."


def test_een_bestand_in_een_andere_vorm_weigert_in_een_zin(map_met_gegevens):
    maak_stad()
    verander(map_met_gegevens / "indicatoren.json", '"definities"', '"definitie"')

    with pytest.raises(CommandError) as fout:
        laad(map_met_gegevens)

    zin = f"De bestanden in {map_met_gegevens} kloppen niet: KeyError('definities')"
    assert (str(fout.value), Bron.objects.count()) == (zin, 0)
