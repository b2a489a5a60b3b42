import pytest
from django.urls import reverse

from indicatoren.models import Bron, Indicator, Meting, Programma, Rapportage
from indicatoren.tests.maken import maak_amersfoort

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["bron", "indicator", "meting", "streefwaarde", "rapportage"])
def test_de_lijsten_om_te_herstellen_gaan_open(admin_client, model):
    maak_amersfoort()

    assert admin_client.get(reverse(f"admin:indicatoren_{model}_changelist")).status_code == 200


@pytest.mark.parametrize("model", [Bron, Indicator, Meting, Programma, Rapportage])
def test_een_rij_met_haar_delen_gaat_open(admin_client, model):
    maak_amersfoort()
    pad = f"admin:indicatoren_{model._meta.model_name}_change"

    assert admin_client.get(reverse(pad, args=[model.objects.first().pk])).status_code == 200
