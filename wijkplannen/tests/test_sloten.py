"""Who waits for what: nobody holds a thing that the other one still needs."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import lijststand
from kern.tests.wachten import wacht_op_een_wachtende
from wijkplannen.actions.frame import wijzig_blok, wijzig_doel
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.samen import plaats_opmerking
from wijkplannen.actions.volgorde import lijst_van, verplaats, verplaats_naar_doel
from wijkplannen.actions.voorstellen import stel_voor
from wijkplannen.models import Inzet, Opmerking
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_plan,
)

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "SELECT 1 FROM wijkplannen_wijkplan WHERE id = %s FOR NO KEY UPDATE"
REGEL = "SELECT 1 FROM wijkplannen_inzet WHERE id = %s FOR UPDATE"


def vrij_terwijl_hij_wacht(vast, pk, tabel, actie):
    """The keys that are free while `actie` waits for the one row that is held: `vast` with `pk`."""
    ander = connections["default"].copy()

    def doe():
        try:
            actie()
        except (RegelGeschonden, Verouderd):
            pass
        finally:
            connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(vast, [pk])
        draad = Thread(target=doe)
        draad.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute(f"SELECT id FROM {tabel} ORDER BY id FOR UPDATE SKIP LOCKED")
        vrij = [rij[0] for rij in cursor.fetchall()]
        cursor.execute("COMMIT")
    ander.close()
    draad.join()
    return vrij


def wijzig(plan, doel):
    wijzig_doel(doel, versie=1, door=doel.gewijzigd_door, titel="Anders")


def stel(plan, doel):
    velden = {"titel": "Anders"}
    stel_voor(plan, doel, uuid=uuid4(), versie=1, velden=velden, door=doel.gewijzigd_door)


def verhuis(plan, doel):
    inzet = Inzet.objects.get()
    verplaats_naar_doel(inzet, doel=doel, lijst=lijststand(lijst_van(inzet)))


@pytest.mark.parametrize("actie", [wijzig, stel, verhuis])
def test_wie_een_doel_schrijft_houdt_eerst_het_plan(actie):
    """Whoever orders the goals holds the plan, and then wants the goal."""
    plan = maak_plan()
    doel = maak_doel(plan)
    inzet = maak_inzet(maak_doel(plan))

    vrij = vrij_terwijl_hij_wacht(PLAN, plan.pk, "wijkplannen_doel", lambda: actie(plan, doel))

    assert vrij == [doel.pk, inzet.doel_id]


def test_wie_een_tekst_schrijft_houdt_eerst_het_plan():
    blok = maak_blok()

    def actie():
        wijzig_blok(blok, versie=1, door=blok.gewijzigd_door, kop="Anders")

    assert vrij_terwijl_hij_wacht(PLAN, blok.plan_id, "wijkplannen_blok", actie) == [blok.pk]


def _omgekeerd():
    """Two lines of a goal, the last one on top."""
    doel = maak_doel()
    eerste, tweede = maak_inzet(doel), maak_inzet(doel)
    Inzet.objects.filter(pk=tweede.pk).update(volgorde=0)
    return eerste, tweede


def test_regels_gaan_op_sleutel_bij_publiceren():
    """A partner confirms its lines by key, whatever their order on the page."""
    eerste, tweede = _omgekeerd()
    plan = eerste.doel.plan
    plan.refresh_from_db()
    manager = maak_gebiedsmanager(plan)

    def actie():
        publiceer(plan, versie=plan.versie, wat_veranderd="Begin.", door=manager)

    vrij = vrij_terwijl_hij_wacht(REGEL, eerste.pk, "wijkplannen_inzet", actie)

    assert vrij == [eerste.pk, tweede.pk]


def test_regels_gaan_op_sleutel_bij_verplaatsen():
    eerste, tweede = _omgekeerd()

    def actie():
        verplaats(tweede, lijst=lijststand(lijst_van(tweede)), stap=1)

    vrij = vrij_terwijl_hij_wacht(REGEL, eerste.pk, "wijkplannen_inzet", actie)

    assert vrij == [eerste.pk, tweede.pk]


def test_een_opmerking_wacht_niet_op_wie_het_plan_schrijft():
    """Its goal and its plan are looked up when it is kept: waiting in between would make a ring."""
    plan = maak_plan()
    doel, ander = maak_doel(plan), connections["default"].copy()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(PLAN, [plan.pk])
        with transaction.atomic(), connection.cursor() as eigen:
            eigen.execute("SET LOCAL lock_timeout = '5s'")
            plaats_opmerking(plan, doel, uuid=uuid4(), tekst="Mooi.", door=doel.gewijzigd_door)
    ander.close()

    assert Opmerking.objects.get().doel == doel
