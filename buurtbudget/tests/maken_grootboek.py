"""Entries and rows as code writes them that forgets every rule, and who refused them."""

import re
from contextlib import contextmanager
from decimal import Decimal
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from buurtbudget.models import Boeking, Saldo
from buurtbudget.tests.maken import maak_concept

sleutels = count(1)
BOEKING = "buurtbudget_boeking"


def wachter(fout):
    """The constraint, or the trigger, that refused."""
    diag = fout.__cause__.diag
    if diag.constraint_name:
        return diag.constraint_name
    if not diag.message_primary.startswith("pgtrigger:"):
        return diag.message_primary
    return re.search(r"pgtrigger_(\w+)_[0-9a-f]{5}\(\)", diag.context)[1]


@contextmanager
def geweigerd_door(naam):
    with pytest.raises(DatabaseError) as fout, transaction.atomic():
        yield
    assert wachter(fout.value) == naam


def weigering(doe):
    """The guard that refused, or nothing when it was done."""
    try:
        with transaction.atomic():
            doe()
    except DatabaseError as fout:
        return wachter(fout)
    return ""


def sql(vraag, *waarden):
    with connection.cursor() as cursor:
        cursor.execute(vraag, waarden)


def leeg(tabel):
    """TRUNCATE with all that hangs on it; what waits for the commit is checked first."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"TRUNCATE {tabel} CASCADE")


def regel(pot, soort, aanvraag=None, **velden):
    """An entry that nobody saved yet. What leaves the bank follows from what was paid."""
    velden = {naam: Decimal(str(w)) if naam[:2] == "d_" else w for naam, w in velden.items()}
    bank = velden.get("d_ontvangen", 0) - velden.get("d_betaald", 0)
    velden = {"bedrag": bank, "toelichting": "" if aanvraag else "Zomaar"} | velden
    return Boeking(
        wijkbudget=pot,
        aanvraag=aanvraag,
        soort=soort,
        datum=localdate(),
        sleutel=f"naief:{next(sleutels)}",
        **velden,
    )


def schrijf(*args, **velden):
    rij = regel(*args, **velden)
    rij.save()
    return rij


def saldo(aanvraag):
    return Saldo.objects.get(aanvraag=aanvraag)


def maak_zaak_in(pot):
    """An application of this pot with nothing promised yet."""
    aanvraag = maak_concept(pot)
    Saldo.objects.create(aanvraag=aanvraag, wijkbudget=pot)
    return aanvraag


def maak_toezegging(pot, aanvraag):
    """€ 400 promised to it."""
    schrijf(pot, "verplichting", aanvraag, d_verplicht=400)
    return aanvraag
