"""What a document says of the buurtbudget is what the ledger says, to the cent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.utils.timezone import localdate

from buurtbudget.actions.kas import herstel
from buurtbudget.jaaralinea import alinea, dag_van, jaar_van, lees_jaarstand
from buurtbudget.models import Boeking
from buurtbudget.tests.maken import (
    maak_betaald,
    maak_betaling,
    maak_budgetgebied,
    maak_declaratie,
    maak_pot,
    maak_regeling,
    maak_spelregels,
    maak_toegekend,
)
from buurtbudget.tests.maken_register import maak_uitgevoerd
from indicatoren.tests.maken import maak_rapportage

pytestmark = pytest.mark.django_db


def lees(jaar=None, dag=None):
    vandaag = localdate()
    return lees_jaarstand(maak_regeling(), jaar or vandaag.year, dag or vandaag)


def test_bedragen_en_aantallen_zijn_die_van_het_grootboek():
    pot = maak_pot(maak_spelregels(maak_budgetgebied(naam="Hoogveld")), plafond=5000)
    maak_uitgevoerd(pot, titel="Kunstroute", gevraagd=400)
    minder = maak_toegekend(pot, gevraagd=400, titel="Te duur begroot")
    maak_betaald(maak_betaling(maak_declaratie(minder, bedragen=(310.5,))))
    maak_toegekend(pot, gevraagd=250)

    [wijk] = lees().wijken

    soort = Boeking.Soort
    rijen = Boeking.objects.filter(wijkbudget=pot)
    som = {s: rijen.filter(soort=s).aggregate(v=Sum("d_verplicht"))["v"] for s in soort}
    assert wijk.van_de_stad == 5000 == rijen.aggregate(s=Sum("d_plafond"))["s"]
    assert wijk.toegekend == Decimal(1050) == som[soort.VERPLICHTING]
    assert wijk.betaald == Decimal("710.50") == -rijen.aggregate(s=Sum("bedrag"))["s"]
    assert wijk.terug == Decimal("89.50") == -som[soort.VRIJVAL]
    assert wijk.initiatieven == 3
    pot.refresh_from_db()
    assert wijk.toegekend - wijk.terug == pot.verplicht
    assert wijk.betaald == pot.betaald - pot.ontvangen


def test_de_zinnen():
    vandaag = localdate()
    pot = maak_pot(maak_spelregels(maak_budgetgebied(naam="Hoogveld")), plafond=5000)
    maak_uitgevoerd(pot, titel="Kunstroute", gevraagd=400)
    pot.gebied.jaren.create(jaar=vandaag.year, prioriteitswijk=True, bron="voorbeeld")

    delen = alinea(lees()).replace("\u00a0", " ").split("\n\n")

    assert delen[:4] == [
        f"De gemeente stelde voor {vandaag.year} € 5.000 buurtbudget beschikbaar. "
        "Stichtingen kenden € 400 toe aan 1 initiatief. Daarvan is € 400 betaald.",
        "Hoogveld: 1 initiatief, € 400.",
        "Prioriteitswijken zijn Hoogveld. Zij kregen € 400.",
        "Uitgevoerd is bijvoorbeeld ‘Kunstroute’ in Hoogveld.",
    ]
    assert delen[4].startswith(f"Stand {vandaag.day} ")


def test_een_betaling_die_is_teruggedraaid_telt_niet():
    maak_betaald()
    boeking = Boeking.objects.get(soort=Boeking.Soort.BETALING)

    herstel(boeking, reden="Verkeerde rekening.", door=boeking.door)

    assert lees().wijken[0].betaald == 0


def test_wat_na_de_peildatum_is_geboekt_telt_niet():
    maak_uitgevoerd()
    gisteren = localdate() - timedelta(1)

    stand = lees(dag=gisteren)

    assert (stand.wijken, stand.voorbeelden) == ([], [])
    assert "nog geen buurtbudget in het grootboek" in alinea(stand)


def test_een_plan_zonder_besluit_wordt_niet_genoemd():
    maak_toegekend(titel="Nog bezig")

    assert lees().voorbeelden == []


def test_voorbeeldgeld_zegt_dat_het_een_voorbeeld_is():
    maak_pot(is_voorbeeld=True)

    assert alinea(lees()).endswith("Deze bedragen zijn een voorbeeld.")


def test_welk_jaar_en_welke_dag_bij_welk_document():
    vandaag = date(2026, 11, 22)
    begroting = maak_rapportage(jaar=2027)
    tussen = maak_rapportage(soort="tussenrapportage", jaar=2026, peildatum=date(2026, 8, 31))
    verslag = maak_rapportage(soort="jaarverslag", jaar=2025)

    assert [(jaar_van(r), dag_van(r, vandaag)) for r in (begroting, tussen, verslag)] == [
        (2026, vandaag),
        (2026, date(2026, 8, 31)),
        (2025, date(2025, 12, 31)),
    ]
