"""Three steps that tests of the ledger begin at. A test file may have a `pot` of its own."""

import pytest

from buurtbudget.tests.maken import maak_pot
from buurtbudget.tests.maken_grootboek import maak_toezegging, maak_zaak_in


@pytest.fixture
def pot(db):
    """€ 1.000 of the city, nothing promised."""
    return maak_pot(plafond=1000)


@pytest.fixture
def aanvraag(pot):
    return maak_zaak_in(pot)


@pytest.fixture
def toegekend(pot, aanvraag):
    return maak_toezegging(pot, aanvraag)
