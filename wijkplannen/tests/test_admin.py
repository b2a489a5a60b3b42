import pytest
from django.contrib import admin
from django.urls import reverse

from gebruikers.models import Gebruiker
from wijkplannen.models import PlanVersie, Voortgang
from wijkplannen.tests.maken import maak_blok, maak_online_plan

pytestmark = pytest.mark.django_db
MODELLEN = [model for model in admin.site._registry if model._meta.app_label == "wijkplannen"]


@pytest.fixture
def beheer(client):
    client.force_login(Gebruiker.objects.create_superuser("beheer@voorbeeld.example", "x"))
    return client


@pytest.mark.parametrize("model", MODELLEN)
def test_elke_tabel_is_te_lezen_en_nergens_kan_iets_weg(beheer, model):
    maak_blok(maak_online_plan())
    naam = f"admin:wijkplannen_{model._meta.model_name}"
    rijen = [[rij.pk] for rij in model.objects.all()[:1]]

    for pagina, args in [("changelist", []), *(("change", pk) for pk in rijen)]:
        assert beheer.get(reverse(f"{naam}_{pagina}", args=args)).status_code == 200
    for pk in rijen:
        assert beheer.get(reverse(f"{naam}_delete", args=pk)).status_code == 403


@pytest.mark.parametrize("model", [PlanVersie, Voortgang])
def test_wat_vastligt_is_alleen_te_lezen(beheer, model):
    assert beheer.get(reverse(f"admin:wijkplannen_{model._meta.model_name}_add")).status_code == 403
