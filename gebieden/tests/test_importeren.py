import json
import re
import shutil
from decimal import Decimal

import pytest
import shapely
from django.core.management import CommandError, call_command

from gebieden.management.commands.importeer_gebieden import GEGEVENS
from gebieden.models import Gebied, GebiedJaar, Gemeente, Indeling, Ligging, Postcode, Vorm

pytestmark = pytest.mark.django_db
AMERSFOORT = GEGEVENS / "amersfoort"
TABELLEN = [Gemeente, Indeling, Gebied, Ligging, GebiedJaar, Postcode, Vorm]


def inhoud():
    return {tabel: list(tabel.objects.order_by("pk").values()) for tabel in TABELLEN}


def importeer(capsys, map_=AMERSFOORT, **opties):
    call_command("importeer_gebieden", map_, **opties)
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def kopie(tmp_path):
    """A folder of our own to spoil; `kopie(bestand, oud, nieuw)` replaces text once."""
    map_ = tmp_path / "gemeente"
    shutil.copytree(AMERSFOORT, map_)

    def vervang(bestand, oud, nieuw):
        tekst = (map_ / bestand).read_text()
        assert tekst.count(oud) >= 1
        (map_ / bestand).write_text(tekst.replace(oud, nieuw, 1))
        return map_

    vervang.map = map_
    return vervang


def test_amersfoort_heeft_145_buurten_elk_een_keer_in_elke_indeling(capsys):
    importeer(capsys)

    aantal = {soort: Gebied.objects.filter(soort=soort).count() for soort in Gebied.Soort}
    assert aantal == {
        "gemeente": 1,
        "wijk": 33,
        "plangebied": 9,
        "budgetgebied": 13,
        "buurt": 145,
    }
    for indeling in Indeling.objects.all():
        buurten = indeling.liggingen.values_list("buurt", flat=True)
        assert len(buurten) == len(set(buurten)) == 145


def test_de_wijken_houden_hun_adres(capsys):
    importeer(capsys)

    assert [wijk.slug for wijk in Gebied.objects.wijken()] == [
        "amersfoort-zuid",
        "binnenstad-kruiskamp-koppel",
        "hoogland-kattenbroek",
        "liendert-rustenburg",
        "nieuwland",
        "randenbroek-schuilenburg",
        "schothorst-zielhorst-hoefkwartier",
        "soesterkwartier",
        "vathorst",
    ]


def test_een_tweede_keer_verandert_niets(capsys):
    eerste = importeer(capsys)
    toen = inhoud()

    tweede = importeer(capsys)

    assert eerste[-2] == tweede[0]
    assert eerste[-1] == "882 nieuw, 0 gewijzigd, 0 gelijk, 0 vervallen."
    assert tweede[1:] == ["0 nieuw, 0 gewijzigd, 682 gelijk, 0 vervallen."]
    assert inhoud() == toen


def test_een_tweede_keer_kost_een_vast_aantal_queries(capsys, django_assert_num_queries):
    importeer(capsys)

    with django_assert_num_queries(9):
        importeer(capsys)


def test_het_verslag_noemt_wat_er_anders_is(capsys, kopie):
    importeer(capsys, verbosity=0)
    kopie("buurten.csv", ";Emiclaer;", ";Winkelcentrum Emiclaer;")
    kopie("postcodes.csv", "3815;;;schothorst-zielhorst-hoefkwartier;0.04\n", "")
    kopie("postcodes.csv", "3811;;;binnenstad-kruiskamp-koppel;0.93", "3811;;;vathorst;0.93")

    regels = importeer(capsys, kopie.map)

    assert regels[:-2] == [
        "gewijzigd gebied Winkelcentrum Emiclaer",
        "vervallen postcode 3811 → Binnenstad, Kruiskamp en De Koppel",
        "vervallen postcode 3815 → Schothorst-Zielhorst-Hoefkwartier",
        "nieuw     postcode 3811 → Vathorst en Hooglanderveen",
        "gewijzigd vorm vorm van Winkelcentrum Emiclaer",
    ]


def test_een_buurt_kan_bij_een_andere_wijk_komen(capsys, kopie):
    importeer(capsys)
    kopie("delen.csv", "plan;", "plan;nieuwland;BU03072106;hoog;Afspraak\nplan;")

    importeer(capsys, kopie.map)

    ligging = Ligging.objects.get(buurt__code="BU03072106", indeling__sleutel="plan")
    assert (ligging.gebied.slug, ligging.zekerheid) == ("nieuwland", "hoog")
    assert Ligging.objects.filter(gebied__slug="nieuwland", indeling__sleutel="plan").count() == 11


def test_wat_onzeker_is_blijft_onzeker(capsys):
    importeer(capsys)

    laag = Ligging.objects.filter(zekerheid="laag", indeling__sleutel="plan").values("buurt")
    cbs = Gebied.objects.filter(soort="wijk", liggingen__buurt__in=laag).distinct()
    assert [wijk.naam for wijk in cbs] == ["Eemkwartier", "Hoogland", "Kattenbroek"]
    assert Gebied.objects.wijken().get(slug="soesterkwartier").zekerheid == "laag"
    assert Gebied.objects.wijken().get(slug="nieuwland").zekerheid == "middel"


def test_inwoners_staan_er_alleen_als_ze_bekend_zijn(capsys):
    importeer(capsys)

    emiclaer, woudzoom = "BU03072105", "BU03072102"
    assert not GebiedJaar.objects.filter(gebied__code=emiclaer).exists()
    jaar = GebiedJaar.objects.get(gebied__code=woudzoom)
    assert (jaar.jaar, jaar.inwoners, jaar.prioriteitswijk) == (2022, 1300, None)


def vlak(vorm):
    ringen = re.findall(r"M([^MZ]+)Z", vorm.pad)
    punten = [[tuple(map(int, p.split(","))) for p in ring.split(" L")] for ring in ringen]
    assert len(punten) == 1
    return shapely.Polygon(punten[0])


@pytest.mark.parametrize(("soort", "aantal"), [("plangebied", 9), ("wijk", 33), ("buurt", 145)])
def test_de_gebieden_sluiten_op_elkaar_aan(capsys, soort, aantal):
    importeer(capsys)

    vlakken = [vlak(vorm) for vorm in Vorm.objects.filter(gebied__soort=soort)]
    samen = shapely.union_all(vlakken)
    assert len(vlakken) == aantal
    assert shapely.coverage_is_valid(vlakken)
    assert (samen.geom_type, len(samen.interiors)) == ("Polygon", 0)
    assert samen.area == sum(v.area for v in vlakken)
    assert samen.bounds == (0, 0, 520, 529)


def test_de_naam_staat_in_de_wijk_en_is_een_deel_van_haar_naam(capsys):
    importeer(capsys)

    for vorm in Vorm.objects.filter(gebied__soort="plangebied").select_related("gebied"):
        omtrek = vlak(vorm)
        assert vorm.bbox == list(omtrek.bounds)
        assert omtrek.contains(shapely.Point(vorm.label_x, vorm.label_y))
        assert vorm.label.replace("|", "") in vorm.gebied.naam


FOUTEN = [
    (
        "buurten.csv",
        "BU03070101;",
        "BU03070100;",
        "buurten.csv, regel 3: buurt BU03070100 staat er al, op buurten.csv, regel 2.",
    ),
    (
        "buurten.csv",
        ";WK030701;",
        ";WK999999;",
        "buurten.csv, regel 2: wijk “WK999999” staat niet in gebieden.csv.",
    ),
    ("buurten.csv", ";naam;", ";name;", "buurten.csv, regel 1: de kolom “naam” ontbreekt."),
    (
        "buurten.csv",
        ";460",
        ";veel",
        "buurten.csv, regel 3: inwoners_2022 “veel” is geen aantal.",
    ),
    (
        "buurten.csv",
        ";Hof;",
        f";{'x' * 121};",
        f"gebied {'x' * 121}: Zorg dat deze waarde niet meer dan 120 tekens bevat "
        "(het zijn er nu 121).",
    ),
    (
        "delen.csv",
        "plan;amersfoort-zuid;WK030715",
        "plan;amersfoort-noord;WK030715",
        "delen.csv, regel 2: gebied “amersfoort-noord” van “plan” staat niet in gebieden.csv.",
    ),
    (
        "delen.csv",
        "WK030716",
        "WK030715",
        "delen.csv, regel 3: WK030715 is al ingedeeld, op delen.csv, regel 2.",
    ),
    (
        "delen.csv",
        "WK030716",
        "WK030999",
        "delen.csv, regel 3: “WK030999” is geen bekende wijk of buurt.",
    ),
    (
        "delen.csv",
        "WK030715;hoog",
        "WK030715;zeker",
        "delen.csv, regel 2: zekerheid hoort hoog, middel of laag te zijn.",
    ),
    (
        "delen.csv",
        "plan;nieuwland;WK030722;hoog;Genoemd op amersfoort.nl: Nieuwland / Calveen\n",
        "",
        "buurten.csv, regel 106: buurt BU03072201 ligt in geen enkel gebied van “plan”.",
    ),
    (
        "gebieden.csv",
        "plan;G8;",
        "straat;G8;",
        "gebieden.csv, regel 35: indeling “straat” staat niet in gemeente.json.",
    ),
    (
        "gebieden.csv",
        "amersfoort-zuid;",
        "Amersfoort Zuid;",
        "gebieden.csv, regel 35: “Amersfoort Zuid” is geen slug: gebruik kleine letters, "
        "cijfers en streepjes.",
    ),
    (
        "gebieden.csv",
        "plan;G1;",
        "plan;G8;",
        "gebieden.csv, regel 36: G8 (binnenstad-kruiskamp-koppel) staat er al, "
        "op gebieden.csv, regel 35.",
    ),
    (
        "postcodes.csv",
        "3811;",
        "381;",
        "postcodes.csv, regel 2: “381” is geen postcode van vier of zes tekens.",
    ),
    (
        "postcodes.csv",
        ";0.93",
        ";1,2",
        "postcodes.csv, regel 2: aandeel en huisnummers horen getallen te zijn.",
    ),
    (
        "postcodes.csv",
        ";0.93",
        ";1.2",
        "postcodes.csv, regel 2: een aandeel is meer dan 0 en hoogstens 1.",
    ),
    ("gemeente.json", '"GM0307"', '""', "gemeente.json: “code” ontbreekt."),
    ("gemeente.json", "{", "[", "gemeente.json, regel 2: dit is geen JSON."),
    (
        "buurten.geojson",
        "BU03070100",
        "BU0307XXXX",
        "buurten.csv, regel 2: buurt BU03070100 heeft geen omtrek in buurten.geojson.",
    ),
]


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "zin"), FOUTEN)
def test_een_fout_in_de_gegevens_wijst_de_regel_aan_en_schrijft_niets(
    kopie, bestand, oud, nieuw, zin
):
    kopie(bestand, oud, nieuw)

    with pytest.raises(CommandError) as fout:
        call_command("importeer_gebieden", kopie.map)

    assert str(fout.value) == zin
    assert fout.value.returncode == 1
    assert inhoud() == {tabel: [] for tabel in TABELLEN}


def test_een_map_die_er_niet_is(tmp_path):
    with pytest.raises(CommandError, match="gemeente.json ontbreekt"):
        call_command("importeer_gebieden", tmp_path / "nergens")


def test_een_gebied_verdwijnt_niet_vanzelf(capsys, kopie):
    importeer(capsys)
    kopie("buurten.csv", "BU03070100;", "BU03079999;")
    kopie("buurten.geojson", "BU03070100", "BU03079999")

    with pytest.raises(CommandError) as fout:
        call_command("importeer_gebieden", kopie.map)

    assert str(fout.value) == (
        "buurt BU03070100 (Hof) staat niet meer in de map. "
        "Een gebied verdwijnt niet vanzelf: geef het eerst een einddatum."
    )


def test_een_tweede_gemeente_staat_los_van_de_eerste(capsys, kopie):
    importeer(capsys)
    gemeente = json.loads((kopie.map / "gemeente.json").read_text())
    gemeente |= {"code": "GM9999", "naam": "Elders"}
    (kopie.map / "gemeente.json").write_text(json.dumps(gemeente))

    regels = importeer(capsys, kopie.map)

    assert regels[-1] == "882 nieuw, 0 gewijzigd, 0 gelijk, 0 vervallen."
    assert Gebied.objects.filter(soort="plangebied").count() == 18
    assert {wijk.gemeente.code for wijk in Gebied.objects.wijken()} == {"GM0307"}
    assert sum(rij.aandeel for rij in Postcode.objects.kandidaten("3814")) == Decimal(1)
