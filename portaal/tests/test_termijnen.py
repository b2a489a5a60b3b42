"""The job of each day joins the apps; what it does to a row is tested where the row lives."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string

from gebruikers.tests.maken import maak_gebruiker
from wijkplannen.actions.termijnen import BEVESTIGEN_BINNEN
from wijkplannen.models import Concept, Inbreng
from wijkplannen.tests.maken import maak_plan
from wijkplannen.tests.maken_inbreng import MAIL, maak_inbreng

pytestmark = pytest.mark.django_db


def test_elke_dag_telt_van_elke_app_wat_er_gedaan_is():
    nu = timezone.now()
    maak_inbreng(bron="web", nu=nu - BEVESTIGEN_BINNEN - timedelta(hours=1), **MAIL)
    Concept.objects.create(
        gebruiker=maak_gebruiker(),
        plan=maak_plan(),
        sleutel="doel:nieuw",
        velden={"titel": "Half"},
        op=nu - timedelta(days=31),
    )
    uit = StringIO()

    call_command("verwerk_termijnen", stdout=uit)

    assert uit.getvalue().splitlines() == [
        "verlopen: 0",
        "gewaarschuwd: 0",
        "herinnerd: 0",
        "afgerond: 0",
        "gewist: 0",
        "onbevestigd vervallen: 1",
        "inzenders gewist: 0",
        "eigen woorden gewist: 0",
        "bestanden met cijfers gewist: 0",
        "indicatoren opnieuw verborgen: 0",
        "cijfers veranderd: 0",
        "typwerk vergeten: 1",
    ]
    assert (Inbreng.objects.count(), Concept.objects.count()) == (0, 0)


def test_elke_taak_van_de_klok_bestaat(settings):
    for naam, werk in settings.CELERY_BEAT_SCHEDULE.items():
        assert import_string(werk["task"]).name == werk["task"], naam
