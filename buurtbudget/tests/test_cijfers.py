"""Supported initiatives are counted from the register, and the figure follows by itself."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate, now

from buurtbudget.actions.cijfers import werk_cijfers_bij
from buurtbudget.actions.weg import zet_stap
from buurtbudget.models import Status
from buurtbudget.models.aanvraag import TOEGEZEGD
from buurtbudget.querysets.register import ONDERSTEUND
from buurtbudget.tasks import werk_cijfers_bij as taak
from buurtbudget.tests.maken import (
    besluit,
    maak_budgetgebied,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_toegekend,
)
from buurtbudget.tests.maken_register import maak_uitgevoerd
from indicatoren.actions.berekend import Berekend, zet_berekend
from indicatoren.models import Correctie, Dekking, Indicator, Meting
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db

VOORWAARDE = {
    "voorwaarde": "Eerst een vergunning.",
    "voorwaarde_van": "gemeente",
    "voorwaarde_voor": localdate() + timedelta(30),
}


@pytest.fixture
def dag():
    return localdate()


@pytest.fixture
def pot():
    """Of this year; the stad is there as well."""
    maak_stad()
    return maak_pot(maak_spelregels(maak_budgetgebied(naam="Rustwijk")))


@pytest.fixture
def indicator():
    return maak_indicator(
        slug="initiatieven", berekening="initiatieven", schaal_van=None, schaal_tot=None
    )


def cijfers():
    rijen = Meting.objects.order_by("jaar", "gebied__naam")
    return [(rij.gebied.naam, rij.jaar, rij.waarde, rij.voorlopig) for rij in rijen]


def test_een_toegekend_plan_telt_in_het_jaar_van_het_budget(pot, indicator, dag):
    maak_toegekend(pot)
    maak_uitgevoerd(pot)
    maak_ontvangen(pot)
    vorig = maak_pot(maak_spelregels(pot.gebied, jaar=dag.year - 1))
    maak_pot(maak_spelregels(pot.gebied, jaar=dag.year + 1))

    assert werk_cijfers_bij(dag) == 4
    assert cijfers() == [
        ("Amersfoort", dag.year - 1, 0, False),
        ("Rustwijk", dag.year - 1, 0, False),
        ("Amersfoort", dag.year, 2, True),
        ("Rustwijk", dag.year, 2, True),
    ]
    assert set(Dekking.objects.values_list("soort", "jaar", "aantal")) == {
        (soort, jaar, 1)
        for soort in ("gemeente", "budgetgebied")
        for jaar in (vorig.jaar, dag.year)
    }


def test_wat_niet_doorgaat_of_op_een_voorwaarde_wacht_telt_niet(pot, indicator, dag):
    toegekend = maak_toegekend(pot)
    besluit(maak_ontvangen(pot), "voorwaarde", 100, **VOORWAARDE)
    werk_cijfers_bij(dag)
    assert cijfers()[0][2] == 1

    zet_stap(toegekend, Status.GAAT_NIET_DOOR, door=None, gesloten_op=now())
    werk_cijfers_bij(dag)
    assert cijfers()[0][2] == 0


def test_elke_stand_met_geld_telt_behalve_die_onder_voorwaarde():
    assert set(ONDERSTEUND) == set(TOEGEZEGD) - {Status.VOORWAARDE}


def test_zonder_pot_is_er_geen_cijfer(indicator, dag):
    maak_stad()
    maak_budgetgebied()

    assert werk_cijfers_bij(dag) == 0
    assert cijfers() == []


def test_een_tweede_keer_verandert_niets(pot, indicator, dag, django_assert_num_queries):
    maak_toegekend(pot)
    werk_cijfers_bij(dag)
    indicator.refresh_from_db()

    with django_assert_num_queries(12):
        assert werk_cijfers_bij(dag) == 0
    assert Indicator.objects.get().bijgewerkt_op == indicator.bijgewerkt_op
    assert not Correctie.objects.exists()


def test_een_plan_erbij_en_een_pot_die_vervalt(pot, indicator, dag):
    ander = maak_pot(maak_spelregels(maak_budgetgebied(naam="Zonneveld")), plafond=None)
    taak()
    maak_toegekend(pot)
    ander.delete()

    call_command("werk_cijfers_bij", verbosity=0)

    assert [rij[:3] for rij in cijfers()] == [
        ("Amersfoort", dag.year, 1),
        ("Rustwijk", dag.year, 1),
    ]
    assert Correctie.objects.filter(is_weg=True).get().gebied.naam == "Zonneveld"


def test_een_heel_zonder_alle_delen_zegt_dat(pot, indicator, dag):
    maak_budgetgebied()
    werk_cijfers_bij(dag)

    assert set(Meting.objects.values_list("gebied__naam", "voetnoot")) == {
        ("Rustwijk", ""),
        ("Amersfoort", "van 1 van de 2 gebieden met een buurtbudget weten we het"),
    }


def test_wat_van_voorbeelden_komt_is_een_voorbeeld(pot, indicator, dag):
    echt = maak_pot(maak_spelregels(maak_budgetgebied(naam="Zonneveld")))
    maak_toegekend(pot, is_voorbeeld=True)
    maak_toegekend(echt)

    werk_cijfers_bij(dag)

    assert dict(Meting.objects.values_list("gebied__naam", "is_voorbeeld")) == {
        "Amersfoort": True,
        "Rustwijk": True,
        "Zonneveld": False,
    }


def test_wat_niet_berekend_is_blijft_van_de_onderzoeker(dag):
    ingelezen = maak_indicator()
    meting = maak_meting(ingelezen, 2017, 7)

    with pytest.raises(RegelGeschonden):
        zet_berekend(ingelezen, {(meting.gebied_id, 2017): Berekend(Decimal(8))})

    assert [rij[2] for rij in cijfers()] == [7]
    assert list(Indicator.objects.in_te_lezen()) == [ingelezen]


def test_wat_er_eerder_met_de_hand_stond_gaat_eruit(indicator):
    oud = maak_meting(indicator, 2017, None, reden="niet_gemeten", voetnoot="met de hand")

    zet_berekend(indicator, {(oud.gebied_id, 2017): Berekend(Decimal(3))})

    nu = Meting.objects.get()
    assert (nu.waarde, nu.reden, nu.voetnoot) == (3, None, "")
    assert not Indicator.objects.in_te_lezen().exists()
