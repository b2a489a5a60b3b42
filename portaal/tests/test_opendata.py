"""The page with open data and the catalogue for machines."""

import json

import pytest

from indicatoren.tests.maken import maak_amersfoort, maak_bron, maak_indicator, maak_meting

pytestmark = pytest.mark.django_db


def catalogus(client):
    antwoord = client.get("/open-data/catalogus.jsonld")
    assert antwoord["Content-Type"] == "application/ld+json"
    return json.loads(antwoord.content)


def test_elk_bestand_dat_er_staat_is_er(client):
    maak_amersfoort()

    bestanden = [
        vorm["dcat:downloadURL"]["@id"].removeprefix("http://testserver")
        for dataset in catalogus(client)["dcat:dataset"]
        for vorm in dataset["dcat:distribution"]
    ]
    pagina = client.get("/open-data/").content.decode()

    assert len(bestanden) > 6
    for bestand in bestanden:
        antwoord = client.get(bestand)
        assert (bestand, antwoord.status_code) == (bestand, 200)
        assert b"".join(antwoord)
        assert f'href="{bestand}"' in pagina


def test_een_dataset_zegt_van_wie_hij_is_en_wat_men_ermee_mag(client):
    maak_meting(maak_indicator(bron=maak_bron(licentie="cc_by"), is_voorbeeld=True), 2017, 7)

    alle, _, rust = catalogus(client)["dcat:dataset"]

    assert (alle["dct:title"], rust["dct:title"]) == (
        "Cijfers over de wijken",
        "Rust in de buurt (voorbeeld)",
    )
    assert rust["dct:license"]["@id"] == "http://creativecommons.org/licenses/by/4.0/deed.nl"
    assert rust["dct:publisher"]["foaf:name"] == "Gemeente Amersfoort"
    assert rust["dct:identifier"] == "http://testserver/indicatoren/rust/"
    assert rust["dct:modified"]["@type"] == "xsd:dateTime"


def test_bij_verschillende_licenties_staat_er_van_alles_samen_geen(client):
    for licentie in ("cc0", "cc_by"):
        maak_indicator(slug=licentie, bron=maak_bron(sleutel=licentie, licentie=licentie))

    alle = catalogus(client)["dcat:dataset"][0]

    assert alle["dct:license"]["@id"].endswith("licentieonbekend")


def test_wat_men_ermee_mag_staat_bij_elke_regel(client):
    maak_indicator(bron=maak_bron(licentie="cc_by"))

    pagina = client.get("/open-data/").content.decode()

    assert pagina.count("Te gebruiken met de naam van de bron erbij (CC BY 4.0)") == 2


@pytest.mark.parametrize("pad", ["/open-data/", "/open-data/catalogus.jsonld"])
@pytest.mark.parametrize("aantal", [1, 3])
def test_open_data_kost_een_query(client, django_assert_num_queries, aantal, pad):
    for n in range(aantal):
        maak_indicator(slug=f"rust-{n}")

    with django_assert_num_queries(1):
        assert client.get(pad).status_code == 200
