"""Figures as files: what is in them, what is not, and who gets them again."""

import csv
import json
from io import StringIO

import pytest

from gebieden.models import Gebied, Gemeente
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import Meting
from indicatoren.opendata import KOLOMMEN
from indicatoren.tests.maken import maak_bron, maak_indicator, maak_meting, maak_streefwaarde

pytestmark = pytest.mark.django_db

CSV, JSON = "/open-data/indicatoren/rust.csv", "/open-data/indicatoren/rust.json"


def inhoud(antwoord) -> bytes:
    assert antwoord.status_code == 200
    return b"".join(antwoord.streaming_content)


def rijen(client, pad=CSV):
    return list(csv.reader(StringIO(inhoud(client.get(pad)).decode("utf-8-sig")), delimiter=";"))


def cijfers(client, pad=JSON):
    return json.loads(inhoud(client.get(pad)))["indicatoren"][0]["cijfers"]


@pytest.fixture
def rust():
    rust = maak_indicator(drempel_n=50)
    maak_meting(
        rust, 2017, "7.35", n=60, marge="0.1", significant="ja", voorlopig=True, voetnoot="Zo; zo."
    )
    maak_meting(rust, 2019, "6.66", n=49)
    maak_meting(rust, 2021, None, reden="niet_gemeten")
    maak_streefwaarde(rust, 2030, 8)
    return rust


@pytest.mark.usefixtures("rust")
def test_csv_zoals_een_rekenblad_hem_opent(client):
    plek = ["GM0307", "Amersfoort", "rust"]

    assert rijen(client) == [
        list(KOLOMMEN),
        [*plek, "2017", "gemeten", "7,35", "", "60", "0,1", "ja", "ja", "Zo; zo.", "gemeente", ""],
        [*plek, "2019", "gemeten", "", "te_weinig", *[""] * 5, "gemeente", ""],
        [*plek, "2021", "gemeten", "", "niet_gemeten", *[""] * 5, "gemeente", ""],
        [*plek, "2030", "streef", "8", *[""] * 6, "gemeente", ""],
    ]


@pytest.mark.usefixtures("rust")
def test_json_met_getallen_en_met_wat_het_cijfer_is(client):
    alles = json.loads(inhoud(client.get(JSON)))["indicatoren"]

    assert [(i["indicator"], i["bron"]["naam"], i["schaal"]) for i in alles] == [
        ("rust", "Een peiling", ["1.0000", "10.0000"])
    ]
    assert alles[0]["cijfers"][0] == {
        "gebied": "GM0307",
        "gebiedsnaam": "Amersfoort",
        "indicator": "rust",
        "jaar": 2017,
        "soort": "gemeten",
        "waarde": 7.35,
        "reden": None,
        "n": 60,
        "marge": 0.1,
        "significant": "ja",
        "voorlopig": "ja",
        "noot": "Zo; zo.",
        "gebiedsoort": "gemeente",
        "voorbeeld": None,
    }


def test_wat_verborgen_is_staat_er_niet_in(client, rust):
    Meting.objects.filter(jaar=2017).update(verborgen="samenhang")
    Meting.objects.filter(jaar=2021).update(reden="geheim", voetnoot="Over drie mensen.")

    for pad in (CSV, JSON):
        tekst = inhoud(client.get(pad)).decode()
        assert not [
            geheim for geheim in ("7,35", "7.35", "6,66", "6.66", "Over") if geheim in tekst
        ]
    assert [rij["reden"] for rij in cijfers(client)] == ["samenhang", "te_weinig", "geheim", None]


def test_een_rekenblad_rekent_niet_met_een_noot(client, rust):
    Meting.objects.filter(jaar=2017).update(voetnoot="=1+1")
    rust.streefwaarden.update(noot="'@x")

    assert [rij[11] for rij in rijen(client)[1:]] == ["'=1+1", "", "", "''@x"]
    assert [cijfer["noot"] for cijfer in cijfers(client)] == ["=1+1", None, None, "'@x"]


def test_alle_indicatoren_in_een_bestand_van_deze_gemeente(client, rust):
    maak_meting(maak_indicator(slug="groen"), 2017, 5)
    elders = Gebied.objects.get()
    elders.pk, elders.gemeente = None, type(elders.gemeente).objects.create(code="GM1", naam="E")
    elders.save()
    maak_meting(rust, 2017, 3, gebied=elders)

    alles = json.loads(inhoud(client.get("/open-data/indicatoren.json")))["indicatoren"]

    assert [(i["indicator"], len(i["cijfers"])) for i in alles] == [("groen", 1), ("rust", 4)]
    assert len(rijen(client, "/open-data/indicatoren.csv")) == 6


@pytest.mark.parametrize("pad", [CSV, JSON, "/open-data/indicatoren.csv"])
def test_wie_het_bestand_al_heeft_krijgt_het_niet_nog_eens(
    client, rust, pad, django_assert_num_queries
):
    eerst = client.get(pad)
    assert eerst["Access-Control-Allow-Origin"] == "*"
    inhoud(eerst)

    with django_assert_num_queries(1):
        weer = client.get(pad, headers={"if-none-match": eerst["ETag"]})
    assert (weer.status_code, weer.content, weer["ETag"]) == (304, b"", eerst["ETag"])
    werk_bij([(rust.pk, 2017)])
    assert client.get(pad, headers={"if-none-match": eerst["ETag"]}).status_code == 200


def test_een_andere_omschrijving_van_de_bron_is_een_ander_bestand(client, rust):
    etag = client.get(CSV)["ETag"]
    rust.bron.omschrijving = "Anders."
    rust.bron.save()

    assert client.get(CSV, headers={"if-none-match": etag}).status_code == 200


def test_andere_gebieden_zijn_een_ander_bestand(client, rust):
    etag = client.get(CSV)["ETag"]
    Gemeente.objects.update(ingelezen="opnieuw")

    assert client.get(CSV, headers={"if-none-match": etag}).status_code == 200


def test_een_hoofd_zonder_lijf(client, rust):
    antwoord = client.head(CSV)

    assert (antwoord.status_code, antwoord.content) == (200, b"")
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    "pad", ["/open-data/indicatoren/niets.csv", "/open-data/indicatoren/rust.exe"]
)
def test_wat_er_niet_is_geeft_404(client, rust, pad):
    assert client.get(pad).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_bestand_kost_een_query_en_twee_per_indicator(
    client, django_assert_num_queries, aantal
):
    for n in range(aantal):
        maak_meting(maak_indicator(slug=f"rust-{n}", bron=maak_bron()), 2017, 7)

    with django_assert_num_queries(1):
        antwoord = client.get("/open-data/indicatoren.csv")
    assert len(inhoud(antwoord).splitlines()) == 1 + aantal
