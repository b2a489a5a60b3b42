"""The pages on which the researcher reads a file of figures in."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from indicatoren.models import Import, Meting
from indicatoren.tests.maken import maak_indicator, maak_stad
from indicatoren.tests.maken_inlezen import maak_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def onderzoeker(client):
    """The researcher is at the screen."""
    gebruiker = maak_aanstelling(rol=Rol.ONDERZOEKER).gebruiker
    client.force_login(gebruiker)
    return gebruiker


def url(naam, imp):
    return reverse(f"indicatoren:{naam}", args=[imp.uuid])


def html(antwoord):
    return antwoord.content.decode()


@pytest.mark.usefixtures("onderzoeker")
@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_vier_query_s_bij_meer_bestanden(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_import()
    with django_assert_num_queries(4):  # session, person, rights, imports
        antwoord = client.get(reverse("indicatoren:imports"))
    assert html(antwoord).count("wp-bestandsnaam") == aantal


@pytest.mark.usefixtures("onderzoeker")
def test_de_lijst_bladert_op_de_laatste_van_de_vorige(client, monkeypatch):
    monkeypatch.setattr("indicatoren.views.inlezen.PER_PAGINA", 2)
    oud, midden, nieuw = (maak_import(naam=f"{naam}.csv") for naam in ("eerste", "tweede", "derde"))

    eerst = client.get(reverse("indicatoren:imports"))
    daarna = client.get(reverse("indicatoren:imports"), {"na": midden.pk})

    assert (eerst.context["imports"], eerst.context["volgende"]) == ([nieuw, midden], midden.pk)
    assert (daarna.context["imports"], daarna.context["volgende"]) == ([oud], None)
    assert client.get(reverse("indicatoren:imports"), {"na": "x"}).status_code == 404


@pytest.mark.usefixtures("onderzoeker")
@pytest.mark.parametrize(
    ("stand", "velden", "kop"),
    [
        ("wacht", {"begonnen_op": None}, "Het bestand wacht om nagekeken te worden."),
        ("wacht", {"gedaan": 1200}, "We kijken het bestand na"),
        ("bekeken", {}, "Lees 1 cijfer in"),
        ("mislukt", {"melding": "Het bestand breekt af in regel 7."}, "breekt af in regel 7"),
        ("ingelezen", {}, "Terugdraaien"),
        ("terug", {}, "Ingelezen en teruggedraaid"),
    ],
)
def test_elke_stand_heeft_een_pagina_die_zegt_wat_je_kunt_doen(client, stand, velden, kop):
    antwoord = client.get(maak_import(stand, **velden).get_absolute_url())

    assert antwoord.status_code == 200
    assert kop in html(antwoord)


@pytest.mark.usefixtures("onderzoeker")
def test_wie_wacht_vraagt_een_deel_van_de_pagina_en_gaat_daarna_verder(client):
    wacht, klaar = maak_import("wacht"), maak_import("bekeken")

    deel = client.get(wacht.get_absolute_url(), headers={"HX-Request": "true"})
    verder = client.get(klaar.get_absolute_url(), headers={"HX-Request": "true"})

    assert html(deel).lstrip().startswith('<div id="voortgang"')
    assert (verder.status_code, verder["HX-Redirect"]) == (204, klaar.get_absolute_url())
