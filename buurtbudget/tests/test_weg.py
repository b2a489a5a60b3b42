"""The road from a draft to done, with what each step does to the money."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from berichten.models import Bericht
from buurtbudget.actions.betalen import boek_terug_ontvangen, maak_ongedaan, zet_voorschot_klaar
from buurtbudget.actions.declareren import zet_rekening
from buurtbudget.actions.indienen import trek_in
from buurtbudget.actions.termijnen import rond_af
from buurtbudget.models import Saldo
from buurtbudget.tests.maken import (
    besluit,
    maak_betaald,
    maak_betaling,
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)

pytestmark = pytest.mark.django_db
MORGEN = timezone.now() + timedelta(days=1)


def soorten(aanvraag):
    rijen = Bericht.objects.filter(betreft=str(aanvraag.uuid)).order_by("pk")
    return list(rijen.values_list("soort", flat=True))


def vers(pot):
    pot.refresh_from_db()
    return pot


def test_de_hele_weg():
    pot = maak_pot(plafond=1000)
    aanvraag = maak_toegekend(pot, gevraagd=400)
    assert vers(pot).over == 600

    betaald = maak_betaald(maak_betaling(maak_declaratie(aanvraag, [300])))
    assert (betaald.bedrag, vers(pot).over, pot.betaald) == (300, 700, 300)

    assert rond_af(aanvraag, nu=timezone.now()) is False  # it may be undone today
    assert rond_af(aanvraag, nu=MORGEN) is True
    assert soorten(aanvraag) == [
        "bb_ontvangen",
        "bb_toegekend",
        "bb_declaratie",
        "bb_uitbetaald",
        "bb_afgerond",
    ]


def test_onder_voorwaarde_houdt_het_geld_vast_en_geeft_het_terug():
    pot = maak_pot(plafond=1000)
    aanvraag = besluit(
        maak_ontvangen(pot),
        "voorwaarde",
        bedrag=400,
        voorwaarde="De gemeente vindt het goed.",
        voorwaarde_voor=localdate(),
    )
    assert (vers(pot).gereserveerd, pot.verplicht, pot.over) == (400, 0, 600)

    besluit(aanvraag, "afgewezen")
    assert vers(pot).over == 1000


def test_een_betaling_van_vandaag_is_terug_te_draaien():
    pot = maak_pot(plafond=1000)
    betaling = maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(pot), [300])))

    betaling = maak_ongedaan(betaling, door=betaling.betaald_door)
    assert (vers(pot).over, pot.betaald, betaling.aanvraag.boekingen.count()) == (600, 0, 5)
    assert "bb_uitbetaald" not in soorten(betaling.aanvraag)

    maak_betaald(betaling)
    assert (vers(pot).over, pot.betaald) == (700, 300)
    assert soorten(betaling.aanvraag).count("bb_uitbetaald") == 1


def test_minder_dan_het_voorschot_moet_terugkomen():
    regels = maak_spelregels(voorschot_deel=50)
    pot = maak_pot(regels, plafond=400)
    aanvraag = maak_toegekend(pot)
    door = maak_teamlid(pot.gebied, "penningmeester")
    zet_rekening(aanvraag, naam="A. Voorbeeld", iban="NL91ABNA0417164300")
    maak_betaald(zet_voorschot_klaar(aanvraag, bedrag=Decimal(200), door=door))
    aanvraag.refresh_from_db()

    assert maak_betaling(maak_declaratie(aanvraag, [150])) is None
    assert (vers(pot).verplicht, pot.te_vorderen, pot.over) == (150, 50, 200)

    boek_terug_ontvangen(
        aanvraag, bedrag=Decimal(50), datum=localdate(), door=door, sleutel="terug"
    )
    saldo = Saldo.objects.get(aanvraag=aanvraag)
    assert (vers(pot).over, saldo.betaald - saldo.ontvangen) == (250, 150)


def test_gaat_niet_door_geeft_het_geld_terug():
    pot = maak_pot(plafond=1000)
    aanvraag = maak_toegekend(pot)

    trek_in(aanvraag, versie=aanvraag.versie, namens_aanvrager=True)

    aanvraag.refresh_from_db()
    assert (aanvraag.status, vers(pot).over) == ("gaat_niet_door", 1000)
