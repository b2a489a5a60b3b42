"""The account pages: what is there, what is not, and how they are made."""

import re

import pytest

from berichten.models import Bericht
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker

pytestmark = pytest.mark.django_db
NOOR = "noor@voorbeeld.example"
AAN = "/account/tweede-stap/aanzetten/"


def maak_noor():
    return maak_gebruiker(email=NOOR, naam="Noor de Graaf")


@pytest.mark.parametrize(
    "pad", ["login/", "signup/", "email/", "password/reset/", "2fa/", "2fa/webauthn/", "3rdparty/"]
)
def test_wat_we_niet_houden_van_allauth_bestaat_niet(client, pad):
    client.force_login(maak_noor())
    assert client.get(f"/account/{pad}").status_code == 404


def test_niemand_maakt_zelf_een_account(client):
    antwoord = client.post("/account/aanmelden/", {"email": "nieuw@voorbeeld.example"})
    assert "Een account vragen" in antwoord.content.decode()
    assert Bericht.objects.exists() is False


def test_mijn_account_toont_wie_ik_ben(client):
    gebruiker = maak_aanstelling(maak_noor(), Rol.ONDERZOEKER).gebruiker
    client.force_login(gebruiker)

    tekst = client.get("/account/").content.decode()

    assert ("Noor de Graaf" in tekst, "Onderzoeker" in tekst, NOOR in tekst) == (True, True, True)
    assert ("Wachtwoord kiezen" in tekst, "Tweede stap aanzetten" in tekst) == (True, True)


def test_de_beheerpagina_heeft_geen_eigen_deur(client):
    antwoord = client.get("/beheer/", follow=True)
    assert antwoord.redirect_chain[-1] == ("/account/inloggen/?next=/beheer/", 302)
    assert client.post("/beheer/login/", {"username": NOOR, "password": "x"}).status_code == 302
    client.force_login(maak_noor())
    assert client.get("/beheer/", follow=True).status_code == 403
    client.force_login(maak_gebruiker(is_staff=True, is_superuser=True))
    assert client.get("/beheer/").status_code == 200


def test_geen_enkele_pagina_heeft_stijl_of_script_in_de_tekst(client):
    """The policy of the portal would block it: the page would look or work otherwise than meant."""
    gebruiker = maak_aanstelling(maak_noor(), Rol.BELEID).gebruiker
    client.force_login(gebruiker)
    zet_aan = client.get(AAN).content.decode()
    binnen = ["", "wachtwoord/kiezen/", "tweede-stap/aanzetten/", "uitloggen/"]
    buiten = [
        "inloggen/",
        "inloggen/wachtwoord/",
        "wachtwoord/vergeten/",
        "aanmelden/",
        "gesloten/",
    ]

    teksten = [client.get(f"/account/{pad}").content.decode() for pad in binnen]
    client.logout()
    teksten += [client.get(f"/account/{pad}").content.decode() for pad in buiten]

    assert "<svg" in zet_aan
    for tekst in teksten:
        assert tekst.count("<h1") == 1
        assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?! defer src)", tekst) == []


def test_wie_ingelogd_is_ziet_dat_op_elke_pagina_van_het_account(client):
    client.force_login(maak_noor())

    for pad in ["", "wachtwoord/kiezen/", "uitloggen/"]:
        assert "Noor de Graaf" in client.get(f"/account/{pad}").content.decode()
