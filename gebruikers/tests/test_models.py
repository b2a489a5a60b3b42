import pytest
from django.utils.timezone import localdate

from gebieden.tests.maken import maak_wijk
from gebruikers.models import Aanstelling, Gebruiker, Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker, periode
from kern.tests.grenzen import weigert

pytestmark = pytest.mark.django_db


def test_een_adres_hoort_bij_een_account_hoe_je_het_ook_schrijft():
    maak_gebruiker(email="Noor@Voorbeeld.example")

    assert Gebruiker.objects.get_by_natural_key("NOOR@voorbeeld.EXAMPLE").email == (
        "noor@voorbeeld.example"
    )
    weigert("gebruiker_email_uniek", lambda: Gebruiker(email="NOOR@voorbeeld.example").save())


def test_zonder_wachtwoord_opent_alleen_de_code_de_deur():
    assert maak_gebruiker().has_usable_password() is False
    assert maak_gebruiker(password="vier woorden op rij").check_password("vier woorden op rij")


def test_alleen_een_gebiedsmanager_heeft_een_wijk():
    naam = "aanstelling_gebied_hoort_bij_gebiedsmanager"
    weigert(naam, lambda: maak_aanstelling(rol=Rol.GEBIEDSMANAGER))
    weigert(naam, lambda: maak_aanstelling(rol=Rol.BELEID, gebied=maak_wijk()))


def test_dezelfde_aanstelling_is_er_een_keer_tegelijk():
    eerste = maak_aanstelling(gebied=maak_wijk())
    maak_aanstelling(eerste.gebruiker, gebied=maak_wijk())
    weigert(
        "aanstelling_niet_dubbel", lambda: maak_aanstelling(eerste.gebruiker, gebied=eerste.gebied)
    )

    stad = maak_aanstelling(rol=Rol.BELEID, periode=periode(-9, 0))
    maak_aanstelling(stad.gebruiker, Rol.BELEID, periode=periode(0, 9))
    weigert(
        "aanstelling_zonder_gebied_niet_dubbel",
        lambda: maak_aanstelling(stad.gebruiker, Rol.BELEID, periode=periode(3, 4)),
    )


def test_geldig_op_kent_de_randen_van_een_periode():
    vandaag = maak_aanstelling(rol=Rol.BELEID, periode=periode(0, 1))
    maak_aanstelling(rol=Rol.BELEID, periode=periode(1, 2))
    maak_aanstelling(rol=Rol.BELEID, periode=periode(-1, 0))

    assert list(Aanstelling.objects.geldig_op(localdate())) == [vandaag]
