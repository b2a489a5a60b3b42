import pytest

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from indicatoren.tests.inleesweg import maak_drie_buurten
from indicatoren.tests.maken import maak_stad


@pytest.fixture
def onderzoeker(client):
    """The researcher of a city with areas is at the screen."""
    maak_stad()
    gebruiker = maak_aanstelling(rol=Rol.ONDERZOEKER).gebruiker
    client.force_login(gebruiker)
    return gebruiker


@pytest.fixture
def rust(db):
    """The indicator that files of figures in tests are about, with three buurten."""
    return maak_drie_buurten()
