"""Two hundred grants at the same time, from several processes, by code that looks before it writes.

What that code forgets, a lock, the CHECK on the pot does. The same run in a throw-away database
without that CHECK shows that it is not luck.
"""

import time
from contextlib import contextmanager
from decimal import Decimal
from multiprocessing import get_context

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.timezone import localdate

from buurtbudget.models import Aanvraag, Boeking, Saldo, Wijkbudget
from buurtbudget.tests.maken import maak_pot, maak_spelregels

pytestmark = pytest.mark.django_db(transaction=True)

PROCESSEN, AANTAL, PER_STUK, PLAFOND = 8, 200, Decimal(30), 1000


@contextmanager
def in_database(naam):
    """Work in another database of the same server, on a connection of one's own."""
    verbinding = connections["default"]
    hier = verbinding.settings_dict["NAME"]
    verbinding.close()
    verbinding.settings_dict["NAME"] = naam
    try:
        yield
    finally:
        verbinding.close()
        verbinding.settings_dict["NAME"] = hier


def ken_naief_toe(taak):
    """Looks what is left, thinks for a moment, and writes. Runs in a process of its own."""
    database, pot, aanvragen = taak
    geweigerd = []
    with in_database(database):
        for aanvraag in aanvragen:
            over = Wijkbudget.objects.get(pk=pot).over
            time.sleep(0.001)
            if over >= PER_STUK:
                try:
                    with transaction.atomic():
                        schrijf(pot, aanvraag)
                except IntegrityError as fout:
                    geweigerd.append(fout.__cause__.diag.constraint_name)
    return geweigerd


def schrijf(pot, aanvraag):
    Boeking.objects.create(
        wijkbudget_id=pot,
        aanvraag_id=aanvraag,
        soort="verplichting",
        datum=localdate(),
        sleutel=f"naief:{aanvraag}",
        d_verplicht=PER_STUK,
    )


def maak_aanvragen(pot, regels):
    aanvragen = Aanvraag.objects.bulk_create(
        Aanvraag(spelregels=regels, gevraagd=PER_STUK, ontvangen_op=timezone.now())
        for _ in range(AANTAL)
    )
    for nr, aanvraag in enumerate(aanvragen):
        aanvraag.status, aanvraag.nummer = "ontvangen", f"2001-{nr:04}"
    Aanvraag.objects.bulk_update(aanvragen, ["status", "nummer"])
    Saldo.objects.bulk_create(Saldo(aanvraag=rij, wijkbudget=pot) for rij in aanvragen)
    return [aanvraag.pk for aanvraag in aanvragen]


@pytest.fixture
def wereld():
    regels = maak_spelregels()
    pot = maak_pot(regels, plafond=PLAFOND)
    aanvragen = maak_aanvragen(pot, regels)
    return pot.pk, [aanvragen[nr::PROCESSEN] for nr in range(PROCESSEN)]


def allemaal_tegelijk(database, wereld):
    """What the guards refused; no connection is open while the processes are made."""
    pot, stapels = wereld
    connections.close_all()
    with get_context("fork").Pool(PROCESSEN) as pool:
        uit = pool.map(ken_naief_toe, [(database, pot, stapel) for stapel in stapels], chunksize=1)
    return {naam for geweigerd in uit for naam in geweigerd}


def stand(pot):
    """(promised by the balance, by the entries, by the applications)."""
    verplicht = Wijkbudget.objects.get(pk=pot).verplicht
    per_aanvraag = Saldo.objects.filter(wijkbudget=pot).aggregate(som=Sum("verplicht"))["som"]
    return verplicht, Boeking.objects.filter(wijkbudget=pot).sommen()["verplicht"], per_aanvraag


@pytest.fixture
def zonder_check(wereld):
    """A copy of the database, with all triggers and without the one CHECK; gone afterwards."""
    hier = connection.settings_dict["NAME"]
    naam = f"{hier}_zonder_check"
    connections.close_all()
    with in_database("postgres"), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{naam}"')
        cursor.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{hier}"')
    with in_database(naam), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE buurtbudget_wijkbudget DROP CONSTRAINT wijkbudget_niet_over")
    yield naam
    with in_database("postgres"), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{naam}" WITH (FORCE)')


def test_tweehonderd_toekenningen_tegelijk_blijven_binnen_de_pot(wereld):
    geweigerd = allemaal_tegelijk(connection.settings_dict["NAME"], wereld)

    assert stand(wereld[0]) == (990, 990, 990)
    assert geweigerd <= {"wijkbudget_niet_over"}


def test_zonder_de_check_gaat_er_meer_uit_dan_er_is(wereld, zonder_check):
    geweigerd = allemaal_tegelijk(zonder_check, wereld)

    with in_database(zonder_check):
        saldo, boekingen, aanvragen = stand(wereld[0])
    assert saldo > PLAFOND
    assert saldo == boekingen == aanvragen
    assert geweigerd == set()
