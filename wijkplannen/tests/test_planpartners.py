from datetime import UTC, datetime

import pytest

from berichten.models import Bericht
from gebruikers.tests.maken import maak_gebruiker
from partners.models import Contactpersoon
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import plaats, wijzig_activiteit
from wijkplannen.actions.samen import beeindig_uitnodiging, nodig_uit
from wijkplannen.actions.toezeggingen import zeg_toe
from wijkplannen.models import Wijkplan
from wijkplannen.permissions import mag_werkversie_zien
from wijkplannen.planpartners import lees_samenwerking
from wijkplannen.tests.maken import maak_doel, maak_inzet, maak_plan
from wijkplannen.tests.maken_samen import maak_genodigde
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db
NEE = {"antwoord": "afgewezen", "reden": "Wij hebben er geen mensen voor."}


@pytest.fixture
def plan():
    return maak_plan()


def uitnodigingen():
    return sorted(Bericht.objects.filter(soort="wp_uitnodiging").values_list("aan", flat=True))


def test_een_uitnodiging_meldt_zich_een_keer_bij_elk_lid(plan):
    partner, door = maak_partner(), maak_gebruiker()
    leden = sorted(maak_lid(partner).gebruiker.email for _ in range(2))

    eerst, weer = (nodig_uit(plan, partner, door=door) for _ in range(2))

    assert (eerst, uitnodigingen()) == (weer, leden)


def test_wie_weg_is_krijgt_geen_bericht(plan):
    partner = maak_partner()
    maak_lid(partner, maak_gebruiker(is_active=False))

    nodig_uit(plan, partner, door=maak_gebruiker())

    assert uitnodigingen() == []


def test_wie_weer_wordt_uitgenodigd_hoort_het_weer(plan):
    partner, door = maak_partner(), maak_gebruiker()
    email = maak_lid(partner).gebruiker.email
    beeindig_uitnodiging(nodig_uit(plan, partner, door=door))

    na = nodig_uit(plan, partner, door=door)

    assert (na.beeindigd_op, uitnodigingen(), plan.planpartners.count()) == (None, [email] * 2, 1)


def test_een_genodigde_leest_mee_tot_het_einde_van_de_uitnodiging(plan):
    lid = maak_genodigde(plan)
    tijdens = mag_werkversie_zien(lid, plan), list(Wijkplan.objects.met_werkversie_voor(lid))

    beeindig_uitnodiging(plan.planpartners.get())

    na = mag_werkversie_zien(lid, plan), list(Wijkplan.objects.met_werkversie_voor(lid))
    assert (tijdens, na) == ((True, [plan]), (False, []))


def test_waarom_iemand_in_het_plan_staat(plan):
    trekker, meedoener = maak_partner(naam="Atletiek"), maak_partner(naam="Bieb")
    doel = maak_doel(plan)
    for _ in range(2):
        maak_inzet(doel, trekker=trekker, partners=[meedoener])
    nodig_uit(plan, trekker, door=maak_gebruiker(), nu=datetime(2027, 3, 3, 12, tzinfo=UTC))

    samen = lees_samenwerking(plan, met_contacten=False)

    assert [(rij.partner.naam, rij.waarom) for rij in samen.medewerkers] == [
        ("Atletiek", "trekt 2 activiteiten, uitgenodigd op 3 maart 2027"),
        ("Bieb", "doet mee met 2 activiteiten"),
    ]


def test_een_activiteit_bij_twee_doelen_telt_een_keer(plan):
    inzet = maak_inzet(maak_doel(plan))
    plaats(inzet.activiteit, doel=maak_doel(plan))

    samen = lees_samenwerking(plan, met_contacten=False)

    assert [rij.trekt for rij in samen.medewerkers] == [1]


def test_wie_nee_zei_en_wie_nog_niets_zei(plan):
    partner = maak_partner()
    inzet = maak_inzet(maak_doel(plan), partners=[partner])
    zeg_toe(inzet.activiteit.deelnames.get(), door=maak_gebruiker(), **NEE)

    samen = lees_samenwerking(plan, met_contacten=False)

    assert [regel.partner for regel in samen.open] == [inzet.activiteit.trekker]
    assert [regel.partner for regel in samen.afgewezen] == [partner]
    assert partner not in [rij.partner for rij in samen.medewerkers]


def test_zonder_account_staat_er_wie_je_belt_maar_alleen_voor_de_gebiedsmanager(client, plan):
    school = maak_partner(naam="De school")
    Contactpersoon.objects.create(partner=school, naam="Juf Jansen", telefoon="033 - 000 01 23")
    nodig_uit(plan, school, door=maak_gebruiker())
    log_in(client, plan)
    manager = tekst(client.get(url("planpartners", plan)))
    client.force_login(maak_genodigde(plan))

    partner = tekst(client.get(url("planpartners", plan)))

    assert ["Juf Jansen" in pagina for pagina in (manager, partner)] == [True, False]
    assert "De school" in partner


def test_een_lid_met_account_wordt_niet_gebeld(plan):
    partner = maak_partner()
    Contactpersoon.objects.create(partner=partner, naam="Juf Jansen")
    maak_genodigde(plan, partner)

    samen = lees_samenwerking(plan, met_contacten=True)

    assert [(rij.leden, rij.contacten) for rij in samen.medewerkers] == [(1, [])]


def test_uitnodigen_op_het_scherm_en_weer_beeindigen(client, plan):
    log_in(client, plan)
    partner = maak_partner()
    adres = url("planpartners", plan)

    antwoorden = [client.post(adres, {"partners": [partner.pk]}).status_code for _ in range(2)]
    leeg = client.post(adres, {}).status_code
    client.post(url("planpartner_beeindigen", plan, partner.slug))

    planpartner = plan.planpartners.get()
    assert (antwoorden, leeg, planpartner.partner) == ([302, 302], 422, partner)
    assert planpartner.beeindigd_op


def test_een_partner_nodigt_niemand_uit(client, plan):
    client.force_login(maak_genodigde(plan))

    antwoord = client.post(url("planpartners", plan), {"partners": [maak_partner().pk]})

    assert (antwoord.status_code, plan.planpartners.count()) == (403, 1)


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_evenveel_queries_bij_meer_partners(plan, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_inzet(maak_doel(plan), partners=[maak_partner()])
        maak_genodigde(plan)

    with django_assert_num_queries(5):
        samen = lees_samenwerking(plan, met_contacten=True)

    assert len(samen.medewerkers) == 3 * aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_kost_evenveel_queries_bij_meer_partners(
    client, plan, aantal, django_assert_num_queries
):
    log_in(client, plan)
    for _ in range(aantal):
        maak_inzet(maak_doel(plan), partners=[maak_partner()])
        maak_genodigde(plan)

    with django_assert_num_queries(11):  # 3 for who asks, the plan, 5, and 2 of the form
        client.get(url("planpartners", plan))


def test_alleen_wie_iets_trekt_krijgt_een_seintje(client, plan):
    meedoener = maak_partner()
    inzet = maak_inzet(maak_doel(plan), partners=[meedoener])
    trekker = inzet.activiteit.trekker
    lid = maak_lid(trekker).gebruiker
    log_in(client, plan)

    samen = lees_samenwerking(plan, met_contacten=False)
    client.post(url("planpartner_vragen", plan, trekker.slug))
    antwoord = client.post(url("planpartner_vragen", plan, meedoener.slug), follow=True)

    assert samen.te_vragen == {trekker.pk}
    assert Bericht.objects.get(soort="wp_seintje").aan == lid.email
    assert "geen activiteit om naar te vragen" in tekst(antwoord)


# --- yes or no on the screen ----------------------------------------------------------------------


def toezegging(plan, inzet, partner=None):
    partner = partner or inzet.activiteit.trekker
    return url("toezegging", plan, partner.slug, inzet.activiteit.uuid)


def test_een_lid_zegt_ja_voor_zijn_organisatie(client, plan):
    inzet = maak_inzet(maak_doel(plan))
    lid = maak_lid(inzet.activiteit.trekker).gebruiker
    client.force_login(lid)

    antwoord = client.post(toezegging(plan, inzet), {"versie": 1, "antwoord": "bevestigd"})

    inzet.activiteit.refresh_from_db()
    assert antwoord["Location"] == f"{url('bewerken', plan)}#{inzet.uuid}"
    assert (inzet.activiteit.toezegging, inzet.activiteit.gezegd_door) == ("bevestigd", lid)


def test_wie_nee_zegt_leest_niet_meer_mee_en_kan_zich_bedenken(client, plan):
    partner = maak_partner()
    inzet = maak_inzet(maak_doel(plan), partners=[partner])
    client.force_login(maak_lid(partner).gebruiker)
    adres = toezegging(plan, inzet, partner)

    nee = client.post(adres, NEE | {"versie": 1})
    dicht = client.get(url("bewerken", plan)).status_code
    ja = client.post(adres, {"versie": 1, "antwoord": "bevestigd"})

    deelname = inzet.activiteit.deelnames.get()
    assert (nee["Location"], dicht, ja.status_code) == ("/werk/", 403, 302)
    assert deelname.toezegging == "bevestigd"


@pytest.mark.parametrize(
    "fout", [{}, {"antwoord": "misschien"}, {"antwoord": "afgewezen"}, NEE | {"reden": "x" * 301}]
)
def test_wat_niet_past_wordt_niet_bewaard(client, plan, fout):
    inzet = maak_inzet(maak_doel(plan))
    client.force_login(maak_lid(inzet.activiteit.trekker).gebruiker)

    antwoord = client.post(toezegging(plan, inzet), {"versie": 1} | fout)

    inzet.activiteit.refresh_from_db()
    assert (antwoord.status_code, inzet.activiteit.toezegging) == (422, "voorgesteld")


def test_wie_de_oude_activiteit_las_leest_haar_opnieuw(client, plan):
    inzet = maak_inzet(maak_doel(plan))
    client.force_login(maak_lid(inzet.activiteit.trekker).gebruiker)
    wijzig_activiteit(inzet.activiteit, versie=1, door=maak_gebruiker(), titel="Iets anders")

    antwoord = client.post(toezegging(plan, inzet), NEE | {"versie": 1})

    form = antwoord.context["form"]
    assert (antwoord.status_code, form["reden"].value(), form["versie"].value()) == (
        409,
        NEE["reden"],
        2,
    )
    assert "Iets anders" in tekst(antwoord)


def test_de_gebiedsmanager_vult_in_wat_een_school_aan_de_telefoon_zei(client, plan):
    inzet = maak_inzet(maak_doel(plan))
    manager = log_in(client, plan)

    pagina = tekst(client.get(toezegging(plan, inzet)))
    client.post(toezegging(plan, inzet), {"versie": 1, "antwoord": "bevestigd"})

    inzet.activiteit.refresh_from_db()
    assert "Bel eerst" in pagina
    assert inzet.activiteit.gezegd_door == manager


def test_wie_er_niet_bij_staat_heeft_niets_te_zeggen(client, plan):
    inzet, ander = maak_inzet(maak_doel(plan)), maak_partner()
    client.force_login(maak_lid(ander).gebruiker)

    codes = [client.get(toezegging(plan, inzet, p)).status_code for p in (ander, None)]

    assert codes == [404, 403]


def test_wat_nog_niet_is_bevestigd_staat_bij_publiceren_en_houdt_niets_op(client, plan):
    inzet = maak_inzet(maak_doel(plan))
    log_in(client, plan)
    plan.refresh_from_db()

    pagina = client.get(url("publiceren", plan))
    velden = {v.name: v.value() or "" for v in pagina.context["form"].hidden_fields()}
    client.post(url("publiceren", plan), velden | {"wat_veranderd": "Begin."})

    plan.refresh_from_db()
    assert f"{inzet.activiteit.trekker} Trekt: {inzet.activiteit}" in tekst(pagina)
    assert plan.huidige_versie.nummer == 1
