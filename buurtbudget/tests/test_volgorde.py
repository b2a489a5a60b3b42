"""Who decides or pays many at once holds all applications before touching a pot.

Else two of them wait for each other: one has the pot and wants an application, the other has that
application and wants the pot.
"""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from buurtbudget.actions.betaalbestanden import betaal_bestand
from buurtbudget.actions.vergaderen import bevestig_vergadering
from buurtbudget.models import Boeking
from buurtbudget.tests.maken import maak_betaling, maak_declaratie, maak_ontvangen, maak_toegekend
from buurtbudget.tests.maken_bureau import maak_bureau, maak_vergadering, maak_voorstel
from buurtbudget.tests.maken_geld import maak_beheerder, maak_bestandje

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def een_ander_heeft(aanvraag):
    """Somebody else holds this application, on a connection of their own; we do not wait long."""
    ander = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    try:
        ander.set_autocommit(False)
        with ander.cursor() as cursor:
            sql = "SELECT FROM buurtbudget_aanvraag WHERE id = %s FOR UPDATE"
            cursor.execute(sql, [aanvraag.pk])
        yield
    finally:
        ander.close()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def vergadering(bureau):
    """(what to do, the last application of it)"""
    zaken = [maak_ontvangen(bureau.pot) for _ in range(2)]
    rij = maak_vergadering(bureau)
    for zaak in zaken:
        maak_voorstel(zaak, bureau.joke, vergadering=rij)
    return lambda: bevestig_vergadering(rij, versie=rij.versie, door=bureau.bert), zaken[-1]


def bestand(bureau):
    betalingen = [
        maak_betaling(maak_declaratie(maak_toegekend(bureau.pot, 100), [90]), door=bureau.joke)
        for _ in range(2)
    ]
    maak_beheerder(bureau.gebied)
    rij = maak_bestandje(betalingen, door=bureau.joke)
    return lambda: betaal_bestand(rij, op=localdate(), door=bureau.joke), betalingen[-1].aanvraag


@pytest.mark.parametrize("samen", [vergadering, bestand])
def test_eerst_alle_aanvragen_en_dan_pas_de_pot(samen):
    doe, laatste = samen(maak_bureau())

    with (
        een_ander_heeft(laatste),
        CaptureQueriesContext(connection) as gedaan,
        pytest.raises(OperationalError, match="lock"),
    ):
        doe()

    tabel = Boeking._meta.db_table
    assert not [vraag for vraag in gedaan if vraag["sql"].startswith(f'INSERT INTO "{tabel}"')]

    doe()
