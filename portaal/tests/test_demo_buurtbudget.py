from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.timezone import localdate
from stdnum import iban

from berichten.models import Bericht
from buurtbudget.models import (
    LOPEND,
    Aanvraag,
    Beheerder,
    Boeking,
    Mandaat,
    Rekening,
    Saldo,
    Spelregels,
    Verdeelronde,
    Wijkbudget,
)
from buurtbudget.querysets.geld import DELTAS
from portaal.demo import buurtbudget, gebieden, mensen
from portaal.demo.weg import moment

pytestmark = pytest.mark.django_db
NIEUWLAND = "wijk-beheer-team-nieuwland"


@pytest.fixture(scope="module")
def plaatsen(django_db_setup, django_db_blocker):
    """Areas and people, once."""
    with django_db_blocker.unblock(), transaction.atomic():
        gebieden.laad()
        mensen.laad()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def geladen(plaatsen, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        buurtbudget.laad()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


# first: below this the demo is loaded for the rest of the module
@pytest.mark.parametrize("dag", [date(2027, 1, 1), date(2027, 12, 31), date(2028, 2, 29)])
def test_het_kan_op_elke_dag_van_het_jaar(plaatsen, monkeypatch, dag):
    monkeypatch.setattr(timezone, "now", lambda: moment(dag))

    assert not Spelregels.objects.exists()
    buurtbudget.laad()

    assert Aanvraag.objects.filter(status__in=LOPEND).count() > 3


def test_alle_dertien_gebieden_hebben_een_stichting_en_drie_hebben_regels(geladen):
    assert Mandaat.objects.count() == 13
    assert set(Spelregels.objects.values_list("gebied__slug", flat=True)) == {
        "hoogland",
        "kruiskamp-koppel",
        "nieuwland",
    }
    assert Spelregels.objects.filter(is_voorbeeld=False).exists() is False


def test_de_ronde_van_hoogland_ligt_klaar_met_de_cijfers_van_2019(geladen):
    ronde = Verdeelronde.objects.get()
    posten = ronde.posten.aggregate(som=Sum("aanvraag__gevraagd"))

    assert (ronde.posten.count(), posten["som"]) == (64, Decimal("65165.65"))
    assert ronde.wijkbudget.over == Decimal(22309)
    assert ronde.is_open is True
    assert ronde.spelregels.sluit_op < localdate()
    stand = [
        (lid.klaar_op is not None, lid.verdelingen.aggregate(som=Sum("bedrag"))["som"])
        for lid in ronde.deelnemers.all()
    ]
    assert Counter(klaar for klaar, _ in stand) == {True: 4, False: 5}
    assert all(0 < som <= 22309 for klaar, som in stand if klaar)


def test_in_kruiskamp_koppel_ligt_er_in_elke_stand_iets(geladen):
    standen = set(
        Aanvraag.objects.filter(spelregels__gebied__slug="kruiskamp-koppel").values_list(
            "status", flat=True
        )
    )

    assert standen >= {"ontvangen", "vraag", "voorwaarde", "toegekend", "herinnerd", "declaratie"}
    assert standen >= {"afgerond", "afgewezen", "ingetrokken", "gaat_niet_door"}
    klaar = Aanvraag.objects.filter(betalingen__betaald_op=None, betalingen__vervallen_op=None)
    assert klaar.filter(betalingen__isnull=False).count() == 1


def test_het_vorige_jaar_van_nieuwland_sluit_op_de_bank(geladen):
    vorig = localdate().year - 1
    boekingen = Boeking.objects.filter(wijkbudget__beheerder__slug=NIEUWLAND)

    assert boekingen.op_de_bank(date(vorig, 12, 31)) == Decimal("7814.71")
    potten = Wijkbudget.objects.filter(gebied__slug="nieuwland", jaar=vorig)
    assert [(pot.over, pot.verplicht - pot.betaald) for pot in potten] == [(0, 0), (0, 0)]


def test_potten_en_saldi_zijn_de_som_van_hun_boekingen(geladen):
    for pot in Wijkbudget.objects.all():
        sommen = pot.boekingen.sommen()
        assert {veld: getattr(pot, veld) or 0 for veld in DELTAS} == sommen
    for saldo in Saldo.objects.all():
        assert saldo.verplicht == saldo.aanvraag.boekingen.sommen()["verplicht"]


def test_elk_rekeningnummer_klopt_en_is_van_een_bank_die_niet_bestaat(geladen):
    nummers = [*Beheerder.objects.values_list("iban", flat=True)]
    nummers += [rekening.iban for rekening in Rekening.objects.all()]

    assert len(nummers) > 10
    for nummer in nummers:
        assert iban.is_valid(nummer, check_country=False)
        assert nummer[4:8] == "VBLD"


def test_wat_allang_gebeurd_is_hoeft_niet_meer_op_de_post(geladen):
    wacht = Bericht.objects.filter(status=Bericht.Status.WACHT)

    assert 0 < wacht.count() < 15
