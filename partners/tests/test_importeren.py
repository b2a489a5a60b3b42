from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gebieden.tests.maken import maak_wijk
from partners.models import Partner

pytestmark = pytest.mark.django_db
KOP = "naam;slug;soort;omschrijving;website;gebieden;bron"


def importeer(tmp_path, *regels, kop=KOP):
    bestand = tmp_path / "partners.csv"
    bestand.write_text("\n".join([kop, *regels]), "utf-8")
    call_command("importeer_partners", bestand)


def test_nog_een_keer_draaien_verandert_niets(tmp_path, capsys):
    wijk = maak_wijk(slug="nieuwland")
    regel = "SRO;sro;sport;Sport;https://sro.nl;plangebied:nieuwland;sro.nl"

    importeer(tmp_path, regel)
    importeer(tmp_path, regel)

    partner = Partner.objects.get()
    assert (partner.naam, list(partner.gebieden.all())) == ("SRO", [wijk])
    assert capsys.readouterr().out.splitlines() == ["nieuw: SRO", "gelijk: SRO"]


def test_een_andere_naam_wijzigt_en_een_toegevoegde_wijk_blijft(tmp_path, capsys):
    eigen = maak_wijk()
    importeer(tmp_path, "SRO;sro;sport;;;;")
    Partner.objects.get().gebieden.add(eigen)

    importeer(tmp_path, "SRO Amersfoort;sro;sport;;;;")

    partner = Partner.objects.get()
    assert (partner.naam, list(partner.gebieden.all())) == ("SRO Amersfoort", [eigen])
    assert capsys.readouterr().out.splitlines()[-1] == "gewijzigd: SRO Amersfoort"


@pytest.mark.parametrize(
    ("regel", "fout"),
    [
        ("B;b;raket;;;;", "Regel 3, soort: "),
        ("B;b;sport;;geen-url;;", "Regel 3, website: "),
        (";b;sport;;;;", "Regel 3, naam: "),
        ("B;b;sport;;;plangebied:nergens;", "Regel 3: gebied “plangebied:nergens” bestaat niet."),
        ("B;a;sport;;;;", "Regel 3: a staat er al."),
        ("B;b;sport;;;;;;", "partners.csv, regel 3: er staan meer kolommen"),
        ("B" * 121 + ";b;sport;;;;", "Regel 3, naam: "),
    ],
)
def test_een_foute_regel_en_er_wordt_niets_geschreven(tmp_path, regel, fout):
    with pytest.raises(CommandError) as fouten:
        importeer(tmp_path, "A;a;sport;;;;", regel)

    assert str(fouten.value).startswith(f"Niets overgenomen. {fout}")
    assert Partner.objects.exists() is False


def test_een_ander_bestand_wordt_geweigerd_met_een_zin(tmp_path):
    with pytest.raises(CommandError, match="de kolom “soort” ontbreekt"):
        importeer(tmp_path, kop="naam,slug")
    with pytest.raises(CommandError, match="/bestaat/niet.csv ontbreekt"):
        call_command("importeer_partners", Path("/bestaat/niet.csv"))
