import pytest

from gebruikers.models import Gebruiker
from gebruikers.tests.maken import maak_gebruiker

pytestmark = pytest.mark.django_db
NIEUW = "/beheer/gebruikers/gebruiker/add/"
INLINE = {
    "aanstellingen-TOTAL_FORMS": "1",
    "aanstellingen-INITIAL_FORMS": "0",
    "aanstellingen-0-rol": "beleid",
    "aanstellingen-0-periode_0": "2026-01-01",
    "aanstellingen-0-periode_1": "",
}


@pytest.fixture
def beheerder(client):
    client.force_login(maak_gebruiker(is_staff=True, is_superuser=True))
    return client


def test_een_nieuwe_gebruiker_met_een_rol_logt_in_met_de_code(beheerder):
    gegevens = {"naam": "Noor", "email": "noor@voorbeeld.example", "is_active": "on"} | INLINE

    assert beheerder.post(NIEUW, gegevens).status_code == 302

    noor = Gebruiker.objects.get(naam="Noor")
    assert noor.has_usable_password() is False
    assert [aanstelling.rol for aanstelling in noor.aanstellingen.all()] == ["beleid"]


def test_een_adres_dat_er_al_is_geeft_een_zin(beheerder):
    maak_gebruiker(email="noor@voorbeeld.example")
    gegevens = {"naam": "Noor", "email": "NOOR@voorbeeld.example", "is_active": "on"} | INLINE

    antwoord = beheerder.post(NIEUW, gegevens)

    assert antwoord.status_code == 200
    assert "Er is al een account met dit e-mailadres." in antwoord.content.decode()


def test_een_gebiedsmanager_zonder_wijk_geeft_een_zin(beheerder):
    gegevens = {"naam": "Noor", "email": "noor@voorbeeld.example", "is_active": "on"} | INLINE

    antwoord = beheerder.post(NIEUW, gegevens | {"aanstellingen-0-rol": "gebiedsmanager"})

    assert "Kies een wijk bij een gebiedsmanager" in antwoord.content.decode()
    assert Gebruiker.objects.filter(naam="Noor").exists() is False
