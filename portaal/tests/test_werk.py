from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtbudget.tests.maken import (
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_teamlid,
    maak_toegekend,
)
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from partners.models import Lidmaatschap
from partners.tests.maken import maak_lid
from wijkplannen.actions.frame import beeindig, wijzig_blok, wijzig_doel
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.seintjes import stuur_seintje
from wijkplannen.models import Bezoek, Inzet, Wijkplan
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    meld,
)

pytestmark = pytest.mark.django_db


def bureau(client, persoon):
    client.force_login(persoon)
    return client.get(reverse("portaal:werk"))


def meld_stop(inzet):
    meld(inzet, "gestopt", "Er was geen zaal.", namens=inzet.activiteit.trekker)


def wijzigingen(plan):
    return Wijkplan.objects.met_wijzigingen().get(pk=plan.pk).wijzigingen


# --- gebiedsmanager ---------------------------------------------------------------------------


def test_een_gebiedsmanager_ziet_wat_op_haar_wacht(client):
    plan = maak_online_plan(doelen=2)
    gestopt, _ = Inzet.objects.all()
    meld_stop(gestopt)
    doel = plan.doelen.first()
    nieuw = maak_inzet(doel, titel="Samen eten")
    wijzig_doel(doel, versie=doel.versie, door=maak_gebruiker(), titel="Anders", thema=doel.thema)
    maak_online_plan(activiteiten=2)  # another wijk
    antwoord = bureau(client, maak_gebiedsmanager(plan))
    wacht = antwoord.context["bureau"]
    assert set(wacht.te_beslissen) == {gestopt, nieuw}
    assert (wacht.te_publiceren, wacht.te_beginnen) == ([plan], [])
    assert wacht.aantal_wacht == 3
    html = antwoord.content.decode()
    assert "Nieuwe activiteit: Samen eten" in html
    assert "van gepland naar gestopt" in html
    assert "1 wijziging in de tekst staat nog niet online." in html
    assert reverse("wijkplannen:online", args=[plan.slug, nieuw.uuid]) + "?terug=werk" in html


def test_een_aangekondigd_plan_wacht_op_een_begin(client):
    plan = maak_plan(aankondiging="Het komt in 2026.")
    assert bureau(client, maak_gebiedsmanager(plan)).context["bureau"].te_beginnen == [plan]


def test_een_activiteit_bij_een_doel_dat_nog_niet_online_staat_wacht_op_de_publicatie(client):
    plan = maak_online_plan()
    maak_inzet(maak_doel(plan))
    assert bureau(client, maak_gebiedsmanager(plan)).context["bureau"].te_beslissen == []


def test_wat_niet_meer_in_het_plan_staat_wacht_nergens_op(client):
    plan = maak_online_plan()
    inzet = maak_inzet(plan.doelen.get())
    Inzet.objects.filter(pk=inzet.pk).update(vervallen_op=timezone.now())
    assert bureau(client, maak_gebiedsmanager(plan)).context["bureau"].te_beslissen == []


def test_lang_stil_is_langer_dan_een_half_jaar_en_nog_niet_klaar(client):
    plan = maak_online_plan(activiteiten=5)
    stil, net_niet, gestopt, klaar, vervallen = Inzet.objects.all()
    lang, kort = timezone.now() - timedelta(days=190), timezone.now() - timedelta(days=180)
    Inzet.objects.exclude(pk=net_niet.pk).update(bijgewerkt_op=lang)
    Inzet.objects.filter(pk=net_niet.pk).update(bijgewerkt_op=kort)
    Inzet.objects.filter(pk=gestopt.pk).update(
        stand="gestopt", zin="x", openbare_stand="gestopt", openbare_zin="x"
    )
    Inzet.objects.filter(pk=klaar.pk).update(stand="uitgevoerd", openbare_stand="uitgevoerd")
    Inzet.objects.filter(pk=vervallen.pk).update(vervallen_op=timezone.now())
    aandacht = bureau(client, maak_gebiedsmanager(plan)).context["bureau"].aandacht
    assert [(stilte.partner, stilte.regels) for stilte in aandacht.stil] == [
        (stil.activiteit.trekker, [stil])
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_bureau_van_een_gebiedsmanager_kost_twaalf_query_s(
    client, aantal, django_assert_num_queries
):
    persoon = maak_gebruiker()
    for _ in range(aantal):
        plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
        maak_aanstelling(persoon, gebied=plan.gebied)
        maak_plan(gebied=plan.gebied, aankondiging="Het komt.")
        Inzet.objects.update(bijgewerkt_op=timezone.now() - timedelta(days=400))
        stuur_seintje(Inzet.objects.last().activiteit.trekker, door=None)  # by telephone
        meld(maak_inzet(plan.doelen.first()))
        maak_doel(plan)
    client.force_login(persoon)
    with django_assert_num_queries(13):  # the twelve below, and this visit is kept
        client.get(reverse("portaal:werk"))
    with django_assert_num_queries(12):
        # session, person, rights, roles, plans, texts; visit, what happened, what is silent or
        # late, what goes online, whom to call, counts for the council
        client.get(reverse("portaal:werk"))


@pytest.mark.parametrize("methode", ["get", "head"])
def test_alleen_wie_de_bladzijde_opent_was_op_bezoek(client, methode):
    persoon = maak_gebiedsmanager(maak_plan())
    client.force_login(persoon)
    getattr(client, methode)(reverse("portaal:werk"))
    assert Bezoek.objects.filter(gebruiker=persoon).exists() == (methode == "get")


# --- what is not online -----------------------------------------------------------------------


def test_na_publiceren_staan_er_geen_wijzigingen_open():
    plan = maak_online_plan(doelen=2)
    maak_blok(plan)
    assert wijzigingen(plan) == 1
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Een blok.", door=maak_gebruiker())
    assert wijzigingen(plan) == 0


def test_een_plan_zonder_versie_heeft_geen_wijzigingen():
    assert wijzigingen(maak_doel().plan) == 0


def test_een_beeindigd_doel_telt_en_een_doel_dat_nooit_online_was_niet():
    plan = maak_online_plan()
    doel = plan.doelen.get()
    nieuw = maak_doel(plan)
    assert wijzigingen(plan) == 1
    beeindig(nieuw, versie=nieuw.versie, door=maak_gebruiker())
    assert wijzigingen(plan) == 0
    beeindig(doel, versie=doel.versie, door=maak_gebruiker())
    assert wijzigingen(plan) == 1


def test_een_blok_voor_partners_telt_pas_als_het_openbaar_was_of_wordt():
    plan = maak_online_plan()
    dicht = maak_blok(plan, zichtbaarheid="partners")
    assert wijzigingen(plan) == 0
    dicht = wijzig_blok(dicht, versie=dicht.versie, door=maak_gebruiker(), zichtbaarheid="openbaar")
    assert wijzigingen(plan) == 1
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Een blok.", door=maak_gebruiker())
    wijzig_blok(dicht, versie=dicht.versie, door=maak_gebruiker(), zichtbaarheid="gemeente")
    assert wijzigingen(plan) == 1


# --- partner ----------------------------------------------------------------------------------


def test_een_partner_ziet_haar_activiteiten_over_alle_wijken(client):
    lid = maak_lid()
    eerste = maak_inzet(trekker=lid.partner)
    tweede = maak_inzet(maak_online_plan().doelen.get(), trekker=lid.partner)
    maak_inzet()  # of another partner
    antwoord = bureau(client, lid.gebruiker)
    assert antwoord.context["activiteiten"] == [eerste, tweede]
    assert set(antwoord.context["concepten"]) == {eerste.doel.plan, tweede.doel.plan}
    html = antwoord.content.decode()
    assert reverse("wijkplannen:voortgang", args=[eerste.doel.plan.slug, eerste.uuid]) in html
    assert "nog niets gemeld" in html


def test_een_partner_ziet_dat_een_stop_wacht(client):
    plan = maak_online_plan()
    inzet = Inzet.objects.select_related("activiteit__trekker").get()
    meld_stop(inzet)
    html = bureau(client, maak_lid(inzet.activiteit.trekker).gebruiker).content.decode()
    assert "wacht op de gebiedsmanager" in html
    assert plan.slug in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_bureau_van_een_partner_kost_zeven_query_s(client, aantal, django_assert_num_queries):
    lid = maak_lid()
    for _ in range(aantal):
        maak_inzet(trekker=lid.partner)
    client.force_login(lid.gebruiker)
    with django_assert_num_queries(7):
        # session, person, rights, memberships, activities, proposals, shared drafts
        client.get(reverse("portaal:werk"))


# --- others -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "zin"),
    [
        (Rol.ONDERZOEKER, "Cijfers beheren"),
        (Rol.BELEID, "Woorden bij cijfers"),
        (Rol.VAKAFDELING, "Wijkstichtingen vragen of het mag."),
        (Rol.FUNCTIONEEL, "Er wacht nu niets op je."),
    ],
)
def test_elke_rol_van_de_gemeente_ziet_wat_hij_vandaag_kan(client, rol, zin):
    plan = maak_plan()
    antwoord = bureau(client, maak_aanstelling(rol=rol).gebruiker)
    assert zin in antwoord.content.decode()
    assert antwoord.context["plannen"] == [plan]
    assert "bureau" not in antwoord.context


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_bureau_van_de_gemeente_kost_zes_query_s(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_plan()
    client.force_login(maak_aanstelling(rol=Rol.BELEID).gebruiker)
    with django_assert_num_queries(6):  # session, person, rights, roles, plans, texts
        client.get(reverse("portaal:werk"))


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize("rol", ["werkgroep", "penningmeester", "bestuur"])
def test_een_vrijwilliger_ziet_wat_er_wacht_in_de_wijk(
    client, rol, aantal, django_assert_num_queries
):
    pot = maak_pot(plafond=5000)
    for _ in range(aantal):
        maak_ontvangen(pot)
        maak_declaratie(maak_toegekend(pot))
    client.force_login(maak_teamlid(pot.gebied, Lidmaatschap.Rol(rol)))

    with django_assert_num_queries(9):
        # session, person, rights, memberships, activities, proposals, drafts; mandates, what waits
        antwoord = client.get(reverse("portaal:werk"))

    html = antwoord.content.decode()
    assert f"{aantal} in behandeling · {aantal} met bonnen" in html
    assert reverse("buurtbudget:bureau", args=[pot.gebied.slug]) in html


def test_een_bewoner_zonder_rechten_krijgt_een_vriendelijke_bladzijde(client):
    antwoord = bureau(client, maak_gebruiker(naam="Ada de Vries"))
    assert antwoord.status_code == 200
    html = antwoord.content.decode()
    assert ", Ada</h1>" in html
    assert "Er wacht hier niets op je" in html


def test_het_bureau_is_dicht_zonder_in_te_loggen(client):
    assert client.get(reverse("portaal:werk")).status_code == 302
