"""`manage.py importeer_indicatoren`: the road of the pages, from a terminal."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicatoren.models import Import, Meting
from indicatoren.tests.maken import maak_indicator, maak_stad
from indicatoren.tests.maken_inlezen import EIGEN, LANG

pytestmark = pytest.mark.django_db
REGEL = "GM0307;rust;2026;gemeten;7,4\r\n"


@pytest.fixture(autouse=True)
def rust():
    maak_stad()
    return maak_indicator()


@pytest.fixture
def lees(tmp_path):
    def draai(inhoud, *opties):
        pad, uit = tmp_path / "cijfers.csv", StringIO()
        pad.write_text(inhoud)
        call_command("importeer_indicatoren", str(pad), *opties, stdout=uit)
        return uit.getvalue()

    return draai


def test_de_opdracht_leest_in_en_nog_eens_verandert_niets(lees):
    assert lees(EIGEN + REGEL).splitlines()[0] == "nieuw: 1"
    meting = Meting.objects.get()
    assert (meting.is_voorbeeld, meting.herkomst.stand) == (False, Import.Stand.INGELEZEN)

    nog_eens = lees(EIGEN + REGEL).splitlines()

    assert nog_eens[0] == "Dit bestand is al ingelezen, als ‘cijfers.csv’."
    assert nog_eens[1:4] == ["nieuw: 0", "gewijzigd: 0", "gelijk: 1"]
    assert Import.objects.get() == meting.herkomst


def test_droog_laat_niets_achter_ook_geen_bestand(lees, settings):
    assert "nieuw: 1" in lees(EIGEN + REGEL, "--droog").splitlines()

    assert (Meting.objects.count(), Import.objects.count()) == (0, 0)


def test_een_verschil_en_een_weigering_staan_er_per_regel(lees):
    lees(EIGEN + REGEL, "--voorbeeld")
    assert Meting.objects.get().is_voorbeeld

    uit = lees(EIGEN + REGEL.replace("7,4", "7,5"), "--voorbeeld")
    assert "regel 2: Rapportcijfer rust, Amersfoort, 2026: cijfer 7,4 → 7,5" in uit.splitlines()
    with pytest.raises(CommandError, match="1 keer geweigerd"):
        lees(EIGEN + REGEL.replace("7,4", "11"))
    assert (str(Meting.objects.get().waarde), Import.objects.count()) == ("7.5000", 2)


def test_wat_een_mens_moet_kiezen_weigert_hij_tenzij_het_erbij_staat(lees, tmp_path):
    raar = EIGEN + REGEL + REGEL.replace("2026", "2024").replace("7,4", "q")
    with pytest.raises(CommandError, match="Kies wat ‘q’ betekent"):
        lees(raar)

    wijze = tmp_path / "wijze.json"
    wijze.write_text(json.dumps(replace(LANG, tekens={"q": "geheim"}).als_json()))
    lees(raar, "--leeswijze", str(wijze))
    assert lees(raar.replace("7,4", "7,6")).splitlines()[1] == "gewijzigd: 1"  # remembered

    wijze.write_text('{"kolommen": 3}')
    with pytest.raises(CommandError, match="geen leeswijze"):
        lees(raar, "--leeswijze", str(wijze))


@pytest.mark.parametrize("inhoud", ["", "heel iets anders", "a;b\r\n1;2\r\n"])
def test_wat_geen_cijfers_zijn_geeft_een_zin(lees, inhoud):
    with pytest.raises(CommandError):
        lees(inhoud)
    assert Import.objects.count() == 0
