"""What `controleer` says of the ledger and of payments, when the guards were passed."""

import pytest
from django.db import connection

from buurtbudget.controles import betalingen, grootboek, verantwoordingen
from buurtbudget.models import Beheerder, Betaling, Jaarverantwoording
from buurtbudget.tests.maken import maak_betaald, maak_betaling, maak_mandaat
from buurtbudget.tests.maken_geld import maak_geldzaken

pytestmark = pytest.mark.django_db


def zonder_wachters(sql, *waarden):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, waarden)
        cursor.execute("SET LOCAL session_replication_role = origin")


def alles():
    return [*grootboek(), *betalingen(), *verantwoordingen()]


def test_wat_klopt_geeft_geen_woord():
    maak_geldzaken(maak_mandaat().partner)
    maak_betaald()

    assert alles() == []


def test_een_saldo_dat_is_bijgewerkt_valt_op():
    betaling = maak_betaald()
    pot = betaling.aanvraag.wijkbudget

    zonder_wachters("UPDATE buurtbudget_wijkbudget SET extra = extra + 5 WHERE id = %s", pot.pk)
    zonder_wachters("UPDATE buurtbudget_saldo SET betaald = betaald - 1")

    nummer = betaling.aanvraag.nummer
    assert alles() == [
        f"{pot}: het saldo is niet de som van de boekingen.",
        f"{nummer}: het saldo is niet de som van de boekingen.",
    ]


def test_een_betaling_van_een_ander_bedrag_valt_op():
    Betaling.objects.filter(pk=maak_betaald().pk).update(bedrag=1)

    assert [zin.endswith("past niet bij de betaling.") for zin in alles()] == [True]


def test_een_bestand_dat_niet_bij_de_betalingen_past_valt_op():
    maak_geldzaken(maak_mandaat().partner)
    Betaling.objects.filter(bestand__isnull=False).update(bestand=None)

    assert ["verschillen" in zin for zin in alles()] == [True]


def test_betalen_zonder_rekening_valt_op():
    beheerder = maak_betaling().aanvraag.wijkbudget.beheerder
    Beheerder.objects.create(partner=beheerder)

    assert ["van welke rekening" in zin for zin in alles()] == [True]


def test_boeken_in_een_jaar_dat_af_is_valt_op():
    maak_geldzaken(maak_mandaat().partner)
    jaar = Jaarverantwoording.objects.get().jaar

    zonder_wachters(
        "UPDATE buurtbudget_boeking SET datum = %s WHERE soort = 'gift'", f"{jaar}-05-01"
    )

    assert ["nadat de verantwoording was ingestuurd" in zin for zin in alles()] == [True]
