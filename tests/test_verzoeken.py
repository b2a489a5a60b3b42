"""What every answer carries, and what a request that is not meant well gets."""

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import reverse_lazy
from pytest_django.asserts import assertContains

from gebruikers.tests.maken import maak_gebruiker

INLOGGEN = reverse_lazy("account_login")
BELEID = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("pad", ["/privacy/", "/bestaat-niet/", "/werk/", "/gezond/", "stijl"])
def test_elk_antwoord_heeft_de_koppen_die_de_browser_inperken(client, pad):
    pad = staticfiles_storage.url("gebouwd/css/portaal.css") if pad == "stijl" else pad

    antwoord = client.get(pad)

    assert set(antwoord["Content-Security-Policy"].split("; ")) == BELEID
    assert antwoord["Permissions-Policy"] == (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    )
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Referrer-Policy"] == "same-origin"
    assert antwoord["Cross-Origin-Opener-Policy"] == "same-origin"


def test_een_bestand_staat_alleen_zijn_eigen_portaal_toe(client):
    antwoord = client.get(staticfiles_storage.url("gebouwd/css/portaal.css"))

    assert antwoord.status_code == 200
    assert "Access-Control-Allow-Origin" not in antwoord
    assert antwoord["Cache-Control"] == "max-age=315360000, public, immutable"


def test_een_openbare_pagina_raakt_de_sessie_niet_aan(client, django_assert_num_queries):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32

    with django_assert_num_queries(0):
        antwoord = client.get("/privacy/")

    assert (antwoord.status_code, antwoord.get("Vary", "")) == (200, "")


@pytest.mark.parametrize("pad", ["/werk/", "/account/", "/beheer/"])
def test_wat_dicht_is_blijft_in_geen_enkele_browser_bewaard(client, pad):
    client.force_login(maak_gebruiker(is_staff=True))

    assert client.get(pad)["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )


def test_een_openbare_pagina_mag_bewaard_worden(client):
    assert "Cache-Control" not in client.get("/privacy/")


def test_een_knop_die_als_pagina_wordt_geopend_zegt_dat(client):
    antwoord = client.get("/demo/inloggen/")

    assert (antwoord.status_code, antwoord["Allow"]) == (405, "POST")
    assertContains(antwoord, "Dit is een knop, geen pagina</h1>", status_code=405)


def test_een_vreemde_tekenset_is_een_gewone_fout():
    soort = "application/x-www-form-urlencoded; charset=utf-7"
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get(INLOGGEN)

    antwoord = client.post(INLOGGEN, "login=a", content_type=soort)

    assertContains(antwoord, "Deze vraag begrijpen we niet</h1>", status_code=400)


TE_GROOT = b"a=" + b"x" * 2_700_000
VELD = b'--g\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + TE_GROOT + b"\r\n--g--\r\n"


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [
        (TE_GROOT, "application/x-www-form-urlencoded"),
        (VELD, "multipart/form-data; boundary=g"),
    ],
)
def test_te_veel_tekst_krijgt_een_zin(inhoud, soort):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get(INLOGGEN)

    antwoord = client.post(INLOGGEN, inhoud, content_type=soort)

    assertContains(antwoord, "Dit is te veel tekst</h1>", status_code=413)


@pytest.mark.parametrize("pad", [INLOGGEN, "/privacy/", "/bestaat-niet/"])
@pytest.mark.parametrize("soort", ["application/x-www-form-urlencoded", "application/json"])
def test_wat_geweigerd_wordt_is_toch_uitgelezen(pad, soort):
    """Else the browser, still sending, gets a broken connection instead of a page."""
    antwoord = Client(enforce_csrf_checks=True).post(pad, TE_GROOT, content_type=soort)

    assert antwoord.status_code >= 400
    assert antwoord.wsgi_request.environ["wsgi.input"].read() == b""


def test_een_vreemde_hostnaam_krijgt_niets(client):
    assert client.get("/privacy/", headers={"host": "evil.example"}).status_code == 400


def test_een_formulier_van_een_andere_site_wordt_geweigerd():
    antwoord = Client(enforce_csrf_checks=True).post(INLOGGEN, {"login": "a@b.nl"})

    assert antwoord.status_code == 403


def test_een_cookie_is_onleesbaar_voor_scripts_en_andere_sites(client):
    antwoord = client.get(INLOGGEN)

    for cookie in antwoord.cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
    assert set(antwoord.cookies) == {settings.CSRF_COOKIE_NAME}


@pytest.mark.parametrize(
    "pad",
    ["/wijken/%00/", "/wijken/%ff/", "/wijken/" + "a" * 3000 + "/", "/.env"],
)
def test_een_raar_pad_is_een_gewone_404(client, pad):
    assert client.get(pad).status_code == 404


def test_gezond_zegt_hoe_het_gaat_zonder_iets_persoonlijks(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        antwoord = client.get("/gezond/")

    assert antwoord.json() == {
        "versie": "0.1.0",
        "database": True,
        "broker": True,
        "wachtend": 0,
        "oudste_seconden": None,
    }
    assert "no-store" in antwoord["Cache-Control"]
