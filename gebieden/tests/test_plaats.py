import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError

from gebieden import plaats as module
from gebieden.models import Gemeente
from gebieden.plaats import Plaats, plaats
from gebieden.tests.maken import maak_gemeente, maak_indeling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nog_niets_gelezen(_plaats):
    module._gelezen.clear()
    yield
    module._gelezen.clear()


def test_de_gemeente_wordt_een_keer_gelezen(django_assert_num_queries):
    maak_gemeente()
    Gemeente.objects.update(telefoon="14 033")
    assert plaats() == Plaats(naam="Amersfoort", telefoon="14 033")
    with django_assert_num_queries(0):
        assert plaats().portaal == "Amersfoort Wijken"


def test_buurtbudget_is_er_als_er_gebieden_voor_zijn():
    maak_indeling(sleutel=module.Indeling.Sleutel.BUDGET)
    assert plaats().heeft_buurtbudget is True


def test_zonder_gemeente_heeft_het_portaal_geen_naam_en_dat_blijft_niet_zo():
    assert plaats().portaal == "Wijken"
    maak_gemeente()
    assert plaats().portaal == "Amersfoort Wijken"


def test_zonder_database_komt_een_pagina_er_toch(monkeypatch):
    def weg(**_):
        raise DatabaseError

    monkeypatch.setattr(Gemeente.objects, "filter", weg)
    assert plaats() == Plaats()


def test_geen_sjabloon_noemt_een_stad_of_haar_nummer():
    bestanden = [
        pad
        for map_ in ("templates", "brieven")
        for pad in Path(settings.BASE_DIR, map_).rglob("*.*")
        if pad.suffix in (".html", ".txt", ".typ")
    ]
    noemt = re.compile(r"Amersfoort|14(&nbsp;| )?033|@amersfoort")
    assert [pad.name for pad in bestanden if noemt.search(pad.read_text())] == []
