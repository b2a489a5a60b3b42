import pytest

from kern.tests.rijen import rijen_na, zet_rijen_terug


@pytest.fixture(scope="session")
def rijen_van_amersfoort(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return rijen_na("importeer_gebieden")


@pytest.fixture
def amersfoort(db, rijen_van_amersfoort):
    """All areas of Amersfoort."""
    zet_rijen_terug(rijen_van_amersfoort)
