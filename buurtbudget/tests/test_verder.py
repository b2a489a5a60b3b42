"""Going on with a link or with number and code: a GET changes nothing, a guess finds nothing."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtbudget import sleutels
from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_concept, maak_ontvangen
from buurtbudget.views.verder import KLOPT_NIET, SLEUTEL, TE_VAAK

pytestmark = pytest.mark.django_db
VERDER = "/verder/"


@pytest.fixture(autouse=True)
def _leeg():
    cache.clear()


def link(aanvraag):
    return reverse("buurtbudget:verder_link", args=[sleutels.geheim(aanvraag)])


def typ(client, aanvraag, nummer=None, code=None):
    velden = {
        "nummer": nummer or aanvraag.kenmerk,
        "code": code or sleutels.code(aanvraag),
    }
    return client.post(VERDER, velden)


def schrijft(queries):
    woorden = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT")
    return [q["sql"] for q in queries if q["sql"].lstrip().upper().startswith(woorden)]


def test_een_scanner_die_de_link_drie_keer_ophaalt_verandert_niets():
    aanvraag = maak_ontvangen()
    pad = link(aanvraag)
    voor = Aanvraag.objects.values().get()

    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            scanner = Client()
            assert scanner.get(pad).status_code == 200
            assert scanner.head(pad).status_code == 200
            assert "sessionid" not in scanner.cookies

    assert schrijft(queries) == []
    assert Aanvraag.objects.values().get() == voor

    client = Client()
    for _ in range(2):
        antwoord = client.post(pad)
        assert (antwoord.status_code, antwoord.url) == (302, aanvraag.get_absolute_url())
    assert client.get(antwoord.url).status_code == 200


@pytest.mark.parametrize("methode", ["put", "delete", "options"])
def test_een_andere_vraag_aan_de_link_wordt_geweigerd(client, methode):
    assert getattr(client, methode)(link(maak_ontvangen())).status_code == 405


def test_een_verkeerde_of_ingetrokken_link_bestaat_niet(client):
    aanvraag = maak_ontvangen()
    oud = link(aanvraag)
    Aanvraag.objects.update(sleutel_nr=2)

    for pad in [oud, oud[:-3] + "xx/", "/verder/%00/", "/verder/abc/", "/verder/é.é/"]:
        assert client.get(pad).status_code == 404, pad
        assert client.post(pad).status_code == 404, pad


def test_een_nieuwe_sleutel_sluit_ook_wie_al_binnen_was(client):
    aanvraag = maak_ontvangen()
    client.post(link(aanvraag))
    assert client.get(aanvraag.get_absolute_url()).status_code == 200

    Aanvraag.objects.update(sleutel_nr=2)

    assert client.get(aanvraag.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("maak", [maak_concept, maak_ontvangen])
def test_nummer_en_code_openen_ook_klein_en_met_spaties(client, maak):
    aanvraag = maak()
    code = sleutels.code(aanvraag).lower().replace("-", " ")

    antwoord = typ(client, aanvraag, nummer=f" {aanvraag.kenmerk.lower()} ", code=code)

    assert (antwoord.status_code, antwoord.url) == (302, aanvraag.get_absolute_url())


def test_het_nummer_van_het_concept_blijft_werken_na_versturen(client):
    aanvraag = maak_ontvangen()

    assert typ(client, aanvraag, nummer=f"C{aanvraag.pk}").status_code == 302


@pytest.mark.parametrize(
    "nummer", ["2027-9999", "C999999999", "C" + "9" * 19, "C\u00b2", "x", "\0", "2027-", "é" * 20]
)
def test_een_onbekend_nummer_klinkt_als_een_foute_code(client, nummer):
    aanvraag = maak_ontvangen()

    onbekend = typ(client, aanvraag, nummer=nummer, code="KX4P-7M2Q")
    fout = typ(client, aanvraag, code="KX4P-7M2Q")

    assert (onbekend.status_code, fout.status_code) == (422, 422)
    assert fout.context["form"].non_field_errors() == [KLOPT_NIET]
    if "\0" not in nummer:
        assert onbekend.context["form"].non_field_errors() == [KLOPT_NIET]


def test_raden_houdt_op_ook_met_een_anders_geschreven_nummer(client):
    aanvraag = maak_concept()
    for nr in range(6):
        typ(client, aanvraag, nummer="C" + "0" * nr + str(aanvraag.pk), code="KX4P-7M2Q")

    antwoord = typ(client, aanvraag)  # even the right code waits now

    assert antwoord.context["form"].non_field_errors() == [TE_VAAK]
    assert SLEUTEL not in client.session


def test_goede_codes_tellen_niet_als_raden(client):
    aanvraag = maak_concept()

    assert [typ(client, aanvraag).status_code for _ in range(8)] == [302] * 8


def test_klaar_op_een_gedeelde_computer(client):
    aanvraag = maak_ontvangen()
    typ(client, aanvraag)
    assert client.get("/verder/klaar/").status_code == 200
    assert client.get(aanvraag.get_absolute_url()).status_code == 200

    client.post("/verder/klaar/")

    assert client.get(aanvraag.get_absolute_url()).status_code == 404


def test_niets_hiervan_blijft_in_een_cache_of_lekt_het_adres(client):
    aanvraag = maak_ontvangen()
    typ(client, aanvraag)

    for pad in [link(aanvraag), VERDER, "/verder/klaar/", aanvraag.get_absolute_url()]:
        antwoord = client.get(pad)
        assert "no-store" in antwoord["Cache-Control"], pad
        assert "private" in antwoord["Cache-Control"], pad
        assert antwoord["Referrer-Policy"] == "same-origin", pad
