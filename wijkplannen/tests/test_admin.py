import pytest
from django.contrib import admin
from django.urls import reverse
from pytest_django.asserts import assertContains

from gebruikers.models import Gebruiker
from wijkplannen.models import PlanVersie, Voortgang
from wijkplannen.tests.maken import jaren, maak_blok, maak_online_plan

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


def test_een_tweede_plan_in_dezelfde_jaren_krijgt_een_zin(beheer):
    eerste = maak_online_plan()
    tweede = maak_online_plan(gebied=eerste.gebied, periode=jaren(2030, 2033))
    velden = {"gebied": tweede.gebied_id, "soort": tweede.soort, "titel": "Nieuwe titel"}
    velden |= {"slug": tweede.slug, "periode_1": "2034-01-01"}
    pagina = reverse("admin:wijkplannen_wijkplan_change", args=[tweede.pk])

    goed = beheer.post(pagina, velden | {"periode_0": "2030-01-01"})
    fout = beheer.post(pagina, velden | {"periode_0": "2029-01-01", "titel": "Te vroeg"})

    tweede.refresh_from_db()
    assert (goed.status_code, tweede.titel) == (302, "Nieuwe titel")
    assertContains(fout, "Voor deze wijk staat in deze jaren al een plan van deze soort online.")
