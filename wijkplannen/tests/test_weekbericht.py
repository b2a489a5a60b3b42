from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from berichten.models import Bericht
from berichten.teksten import schrijf
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker, periode
from wijkplannen.actions.weekbericht import stuur_weekberichten
from wijkplannen.models import Bezoek
from wijkplannen.tests.maken import maak_doel, maak_online_plan
from wijkplannen.tests.maken_volgen import maak_stil

pytestmark = pytest.mark.django_db


def berichten():
    return Bericht.objects.filter(soort="wp_weekbericht")


@pytest.fixture
def plan():
    """A quiet plan: its gebiedsmanager came and went."""
    plan = maak_online_plan(activiteiten=0)
    plan.gebied.aanstellingen.all().delete()
    return plan


@pytest.fixture
def manager(plan):
    return maak_aanstelling(maak_gebruiker(naam="Samira Bos"), gebied=plan.gebied).gebruiker


def test_op_maandag_staat_er_wat_er_te_doen_is(plan, manager):
    maak_stil(plan=plan, aantal=2)
    maak_doel(plan)

    call_command("stuur_weekberichten", verbosity=0)

    bericht = berichten().get(aan=manager.email)
    tekst = schrijf(bericht)[1]
    assert "Goedendag Samira Bos" in tekst
    assert "- Er wacht 1 ding op u.\n- Van 1 partner hoorden wij" in tekst
    assert "/werk/" in tekst


def test_wie_niets_te_doen_heeft_krijgt_niets(manager):
    assert stuur_weekberichten() == 0
    assert berichten().count() == 0


def test_hooguit_een_per_week_en_de_week_erna_weer_een(plan, manager):
    maak_doel(plan)
    nu = timezone.now()

    for _ in range(2):
        stuur_weekberichten(nu=nu)
    assert berichten().filter(aan=manager.email).count() == 1
    stuur_weekberichten(nu=nu + timedelta(days=7))
    assert berichten().filter(aan=manager.email).count() == 2


def test_alleen_wie_nu_gebiedsmanager_is(plan):
    maak_doel(plan)
    maak_aanstelling(gebied=plan.gebied, periode=periode(-20, -10))
    maak_aanstelling(maak_gebruiker(is_active=False), gebied=plan.gebied)
    maak_aanstelling(rol=Rol.BELEID)

    stuur_weekberichten()

    assert berichten().count() == 0


def test_een_weekbericht_is_geen_bezoek(plan, manager):
    maak_doel(plan)
    stuur_weekberichten()
    assert not Bezoek.objects.exists()
