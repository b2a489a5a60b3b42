import pytest
from django.urls import reverse

from buurtbudget.actions.doelen import koppel_initiatieven, stand
from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_ontvangen, maak_pot, maak_spelregels, maak_toegekend
from gebieden.tests.maken import maak_buurt, maak_deel
from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from wijkplannen.tests.maken import maak_doel, maak_gebiedsmanager, maak_online_plan, maak_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    """A plan with a goal, and the pot of a budget area in its wijk."""
    buurt = maak_buurt()
    plan = maak_plan(gebied=maak_deel("plangebied", [buurt]))
    pot = maak_pot(maak_spelregels(maak_deel("budgetgebied", [buurt])), plafond=5000)
    return maak_doel(plan, titel="Buren kennen elkaar"), pot


def adres(doel):
    return reverse("buurtbudget:doel_initiatieven", args=[doel.plan.slug, doel.uuid])


def koppel(doel, *rijen, gelezen=None):
    keuzes = Aanvraag.objects.te_koppelen(doel)
    return koppel_initiatieven(
        doel,
        nummers=[rij.nummer for rij in rijen],
        gelezen=stand(keuzes) if gelezen is None else gelezen,
        door=maak_gebruiker(),
    )


def test_te_kiezen_is_wat_in_deze_wijk_is_toegekend(wijk):
    doel, pot = wijk
    feest = maak_toegekend(pot)
    maak_ontvangen(pot)
    maak_toegekend(maak_pot())
    assert list(Aanvraag.objects.te_koppelen(doel)) == [feest]


def test_koppelen_schrijft_op_wie_het_deed_en_laat_de_versie_staan(wijk):
    doel, pot = wijk
    feest = maak_toegekend(pot)
    assert koppel(doel, feest) == 1
    versie = feest.versie
    feest.refresh_from_db()
    laatste = feest.gebeurtenissen.last()
    assert (feest.doel, feest.versie, feest.status) == (doel, versie, "toegekend")
    assert laatste.van == laatste.naar == "toegekend"
    assert laatste.reden == "Hoort bij het doel: Buren kennen elkaar"


def test_twee_keer_hetzelfde_is_een_keer(wijk):
    doel, pot = wijk
    feest = maak_toegekend(pot)
    koppel(doel, feest)
    aantal = feest.gebeurtenissen.count()
    assert koppel(doel, feest) == 0
    assert feest.gebeurtenissen.count() == aantal


def test_een_vinkje_weg_haalt_het_van_het_doel(wijk):
    doel, pot = wijk
    feest = maak_toegekend(pot)
    koppel(doel, feest)
    assert koppel(doel) == 1
    feest.refresh_from_db()
    assert feest.doel is None


def test_een_oud_scherm_schrijft_niets(wijk):
    doel, pot = wijk
    feest, bank = maak_toegekend(pot), maak_toegekend(pot)
    koppel(doel, feest)
    with pytest.raises(Verouderd):
        koppel(doel, bank, gelezen="")
    bank.refresh_from_db()
    assert bank.doel is None


def test_een_plan_van_een_andere_wijk_is_niet_te_kiezen(wijk):
    doel, _ = wijk
    ver = maak_toegekend(maak_pot())
    with pytest.raises(RegelGeschonden, match="uit de lijst"):
        koppel(doel, ver)
    ver.refresh_from_db()
    assert ver.doel is None


def test_de_gebiedsmanager_kiest_en_bewaart(wijk, client):
    doel, pot = wijk
    feest = maak_toegekend(pot, titel="Lentefeest")
    client.force_login(maak_gebiedsmanager(doel.plan))
    form = client.get(adres(doel)).context["form"]
    antwoord = client.post(
        adres(doel), {"gelezen": form.initial["gelezen"], "nummers": [feest.nummer]}
    )
    assert antwoord.status_code == 302
    feest.refresh_from_db()
    assert feest.doel == doel


def test_bij_een_botsing_blijft_de_keuze_staan(wijk, client):
    doel, pot = wijk
    feest, bank = maak_toegekend(pot), maak_toegekend(pot)
    koppel(doel, feest)
    client.force_login(maak_gebiedsmanager(doel.plan))
    antwoord = client.post(adres(doel), {"gelezen": "", "nummers": [bank.nummer]})
    assert antwoord.status_code == 409
    assert antwoord.context["form"].initial["nummers"] == [bank.nummer]
    assert antwoord.context["form"].initial["gelezen"] == f"{feest.nummer}:{doel.pk}"


@pytest.mark.parametrize(
    "velden", [{"nummers": ["XX-1"]}, {"gelezen": "a\0b"}], ids=["vreemd", "nul"]
)
def test_vreemde_invoer_is_een_zin_en_geen_storing(wijk, client, velden):
    doel, _ = wijk
    client.force_login(maak_gebiedsmanager(doel.plan))
    assert client.post(adres(doel), velden).status_code == 422


def test_een_ander_plan_kan_er_niet_bij(wijk, client):
    doel, _ = wijk
    client.force_login(maak_gebiedsmanager(maak_online_plan()))
    assert client.get(adres(doel)).status_code == 403


def test_de_pagina_toont_niets_uit_het_dossier(wijk, client):
    doel, pot = wijk
    feest = maak_toegekend(pot, huisnummer="98765", tekst="Alleen voor de werkgroep.")
    client.force_login(maak_gebiedsmanager(doel.plan))
    html = client.get(adres(doel)).content.decode()
    assert feest.titel in html
    for geheim in ("98765", "Alleen voor de werkgroep", feest.aanvrager.naam):
        assert geheim not in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_vijf_vragen(wijk, client, django_assert_num_queries, aantal):
    doel, pot = wijk
    koppel(doel, *[maak_toegekend(pot) for _ in range(aantal)])
    client.force_login(maak_gebiedsmanager(doel.plan))
    with django_assert_num_queries(5):
        client.get(adres(doel))
