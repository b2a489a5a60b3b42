"""The agenda of all wijken, the themes beside each other, and how much each partner does."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from gebieden.tests.maken import maak_buurt, maak_wijk
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from partners.tests.maken import maak_partner
from wijkplannen.actions.frame import beeindig, wijzig_doel
from wijkplannen.models import Inzet
from wijkplannen.partnerlast import lees_partnerlast
from wijkplannen.tests.maken import (
    jaren,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    maak_thema,
    meld,
    publiceer_weer,
)
from wijkplannen.tests.scherm import tekst
from wijkplannen.themakaart import lees_themakaart
from wijkplannen.views import uitvoeringsagenda as view

pytestmark = pytest.mark.django_db
AGENDA = reverse("wijkplannen:uitvoeringsagenda")


def maak_regel(naam="Koffie-inloop", wijk=None, thema=None, **velden):
    """One activity in a plan of its own that is online."""
    plan = maak_plan(gebied=wijk or maak_wijk())
    inzet = maak_inzet(maak_doel(plan, thema=thema), titel=naam, **velden)
    publiceer_weer(plan)
    inzet.refresh_from_db()
    return inzet


def titels(antwoord):
    """Per heading the titles below it."""
    return {kop: [rij.regel.titel for rij in regels] for kop, regels in antwoord.context["groepen"]}


def alle_titels(antwoord):
    return [titel for groep in titels(antwoord).values() for titel in groep]


# --- what it shows ----------------------------------------------------------------------------


def test_de_agenda_toont_alles_wat_online_staat_per_wijk(client):
    hoogland, eemdal = maak_wijk(naam="Hoogland"), maak_wijk(naam="Eemdal")
    maak_regel("Wandelgroep", hoogland)
    maak_regel("Koffie-inloop", eemdal)
    maak_inzet(titel="Nog niet online")
    antwoord = client.get(AGENDA)
    assert titels(antwoord) == {"Eemdal": ["Koffie-inloop"], "Hoogland": ["Wandelgroep"]}
    assert "2 activiteiten 2 zijn gepland." in tekst(antwoord).replace("  ", " ")


def test_een_doel_heet_zoals_de_versie_het_noemt_en_niet_de_werkversie(client):
    thema = maak_thema(naam="Meedoen")
    inzet = maak_regel(thema=thema)
    doel, oud = inzet.doel, inzet.doel.titel
    wijzig_doel(
        doel,
        versie=doel.versie,
        door=maak_gebiedsmanager(doel.plan),
        titel="Nieuwe naam",
        thema=maak_thema(naam="Ander thema"),
    )
    for adres in (AGENDA, inzet.activiteit.trekker.get_absolute_url()):
        html = client.get(adres).content.decode()
        assert f">{oud}</a> · Meedoen" in html
        assert "Nieuwe naam" not in html
        assert "Ander thema" not in html
    assert lees_themakaart().nergens == ["Ander thema"]


def test_bij_een_doel_dat_met_de_volgende_versie_wegging_staat_niets_meer(client):
    inzet = maak_regel()
    plan = inzet.doel.plan
    maak_doel(plan)
    beeindig(inzet.doel, versie=inzet.doel.versie, door=maak_gebiedsmanager(plan))
    assert alle_titels(client.get(AGENDA)) == ["Koffie-inloop"]
    publiceer_weer(plan)
    assert alle_titels(client.get(AGENDA)) == []


def test_een_stop_die_alleen_de_partner_meldde_staat_er_niet(client):
    inzet = maak_regel()
    meld(inzet, "gestopt", "De begeleider is weg.", namens=inzet.activiteit.trekker)
    antwoord = client.get(AGENDA)
    assert "De begeleider is weg." not in antwoord.content.decode()
    assert antwoord.context["telling"] == "1 is gepland"


# --- filters ----------------------------------------------------------------------------------


def maak_twee():
    """Two lines that differ in everything one can ask for."""
    wijk, buurt = maak_wijk(naam="Hoogland"), maak_buurt(naam="Langenoord")
    een = maak_regel(
        "Wandelgroep",
        wijk,
        maak_thema(naam="Gezond"),
        gebied=buurt,
        periode=jaren(2026, 2027),
        trekker=maak_partner(naam="SRO"),
    )
    meld(een, "in_uitvoering")
    twee = maak_regel("Koffie-inloop", maak_wijk(naam="Eemdal"), maak_thema(naam="Meedoen"))
    return een, twee


@pytest.mark.parametrize("filter_", ["wijk", "thema", "jaar", "partner", "buurt", "stand"])
def test_elk_filter_laat_alleen_zien_wat_past(client, filter_):
    een, _ = maak_twee()
    waarden = {
        "wijk": een.doel.plan.gebied.slug,
        "thema": een.doel.thema.sleutel,
        "jaar": "2027",
        "partner": een.activiteit.trekker.slug,
        "buurt": een.gebied.slug,
        "stand": "in_uitvoering",
    }
    antwoord = client.get(AGENDA, {filter_: waarden[filter_]})
    assert alle_titels(antwoord) == ["Wandelgroep"]
    assert antwoord.context["aantal"] == 1


def test_wie_meedoet_vind_je_ook_en_wie_nee_zei_niet(client):
    partner = maak_partner(naam="Politie")
    een = maak_regel("Buurtpreventie", partners=[partner])
    twee = maak_regel("Fietsles", partners=[partner])
    twee.activiteit.deelnames.update(
        toezegging="afgewezen", reden="Geen tijd", gezegd_op=timezone.now()
    )
    assert alle_titels(client.get(AGENDA, {"partner": partner.slug})) == [een.activiteit.titel]


def test_wat_je_koos_staat_in_woorden_op_de_pagina_en_dus_op_papier(client):
    maak_twee()
    antwoord = client.get(AGENDA, {"jaar": "2026", "stand": "in_uitvoering", "groep": "jaar"})
    assert antwoord.context["gekozen"] == [
        ("Welk jaar?", "2026"),
        ("Hoe ver is het?", "in uitvoering"),
    ]


@pytest.mark.parametrize(
    ("groep", "koppen"),
    [
        ("wijk", ["Eemdal", "Hoogland"]),
        ("jaar", ["Begint in 2026", "Jaar nog niet bekend"]),
        ("trekker", ["ABC", "SRO"]),
    ],
)
def test_de_lijst_kan_per_wijk_jaar_en_organisatie(client, groep, koppen):
    _, twee = maak_twee()
    type(twee.activiteit.trekker).objects.filter(pk=twee.activiteit.trekker_id).update(naam="ABC")
    assert list(titels(client.get(AGENDA, {"groep": groep}))) == koppen


@pytest.mark.parametrize(
    "vraag",
    [{"wijk": "nergens"}, {"jaar": "9999"}, {"jaar": "\0"}, {"stand": "klaar"}, {"groep": "x"}],
    ids=["wijk", "jaar", "nul", "stand", "groep"],
)
def test_een_keuze_die_er_niet_is_krijgt_een_zin(client, vraag):
    maak_regel()
    antwoord = client.get(AGENDA, vraag)
    assert (antwoord.status_code, alle_titels(antwoord)) == (422, [])
    assert "Kies er een uit de lijst." in antwoord.content.decode()


# --- long lists -------------------------------------------------------------------------------


@pytest.mark.parametrize("groep", ["wijk", "jaar", "trekker"])
def test_een_lange_lijst_lees_je_door_zonder_iets_over_te_slaan(client, monkeypatch, groep):
    monkeypatch.setattr(view, "PER_PAGINA", 2)
    plan = maak_online_plan(doelen=2, activiteiten=2)
    maak_regel("De laatste", maak_wijk(naam=f"{plan.gebied.naam} en Calveen"))
    alles, na = [], ""
    for _ in range(3):
        antwoord = client.get(AGENDA, {"groep": groep, "na": na})
        alles += alle_titels(antwoord)
        na = antwoord.context["volgende"]
    assert na is None
    assert sorted(alles) == sorted(rij.activiteit.titel for rij in Inzet.objects.all())


@pytest.mark.parametrize(
    "na", ["x", "-1", "1" * 19, "٣"], ids=["letter", "min", "lang", "arabisch"]
)
def test_een_vreemde_plek_in_de_lijst_is_er_niet(client, na):
    assert client.get(AGENDA, {"na": na}).status_code == 404


def test_verder_lezen_na_een_regel_die_weg_is_zegt_dat(client):
    maak_regel()
    assert "Er zijn geen activiteiten meer." in tekst(client.get(AGENDA, {"na": 10**17}))


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_agenda_kost_vier_query_s(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_regel(gebied=maak_buurt(), partners=[maak_partner()])
    with django_assert_num_queries(4):  # wijken and goals, who and where, lines, counts
        client.get(AGENDA)


# --- themes -----------------------------------------------------------------------------------


def test_de_themas_staan_per_wijk_met_wat_er_nog_niet_is(client):
    sport, geld = maak_thema(naam="Sport", volgorde=1), maak_thema(naam="Geld", volgorde=2)
    wijk = maak_wijk(naam="Eemdal")
    maak_wijk(naam="Hoogland")
    plan = maak_plan(gebied=wijk)
    doel = maak_doel(plan, thema=sport)
    meld(maak_inzet(doel), "doorlopend")
    maak_inzet(doel)
    meld(maak_inzet(maak_doel(plan, thema=sport)), "gestopt", "Het kon niet.")
    publiceer_weer(plan)
    kaart = lees_themakaart()
    assert kaart.wijken == ["Eemdal", "Hoogland"]
    assert kaart.nergens == [geld.naam]
    vakje, leeg = kaart.rijen[0].vakjes
    assert (vakje.telling, leeg.is_leeg) == ("1\u00a0loopt, 1\u00a0gepland", True)
    assert alle_titels(client.get(vakje.adres)) == alle_titels(client.get(AGENDA))
    html = client.get(reverse("wijkplannen:themas")).content.decode()
    assert html.count('<td class="leeg">nog niets</td>') == 3
    assert html.count("Nog niets, in geen enkele wijk.") == 1


def test_wat_voorbij_is_heet_niet_nog_niets():
    inzet = maak_regel()
    meld(inzet, "gestopt", "Het kon niet.")
    assert lees_themakaart().rijen[0].vakjes[0].telling == "1\u00a0voorbij"


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_themas_kosten_drie_query_s(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_online_plan(doelen=aantal, activiteiten=aantal)
    with django_assert_num_queries(3):
        client.get(reverse("wijkplannen:themas"))


# --- how much each partner does ---------------------------------------------------------------


def test_de_last_van_een_partner_telt_wat_loopt_en_wat_open_staat():
    nu = timezone.now()
    druk, rustig = maak_partner(naam="ABC"), maak_partner(naam="SRO")
    einde = timezone.localdate(nu) + timedelta(30)
    een = maak_inzet(trekker=druk, partners=[rustig], periode=DateRange(date(2026, 1, 1), einde))
    twee = maak_inzet(trekker=druk)
    klaar = maak_inzet(trekker=rustig)
    meld(klaar, "uitgevoerd")
    Inzet.objects.filter(pk=twee.pk).update(bijgewerkt_op=nu - timedelta(days=200))
    eerste, tweede = lees_partnerlast(nu=nu)
    assert (eerste.partner, eerste.trekt, eerste.doet_mee) == (druk, eerste.trekt, [])
    assert {rij.pk for rij in eerste.trekt} == {een.pk, twee.pk}
    assert (eerste.aantal_stil, len(eerste.open)) == (1, 2)
    assert eerste.eerste_einde == (einde - timedelta(1), een)
    assert (tweede.partner, tweede.trekt, tweede.doet_mee) == (rustig, [], [een])
    assert tweede.wijken == [een.doel.plan.gebied.naam]
    assert (tweede.gehoord_op, tweede.eerste_einde) == (None, None)


def test_wie_nee_zei_draagt_de_last_niet():
    inzet = maak_inzet(partners=[maak_partner()])
    nee = {"toezegging": "afgewezen", "reden": "Geen tijd", "gezegd_op": timezone.now()}
    type(inzet.activiteit).objects.update(**nee)
    inzet.activiteit.deelnames.update(**nee)
    assert lees_partnerlast() == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_wie_doet_hoeveel_kost_vijf_query_s(client, aantal, django_assert_num_queries):
    client.force_login(maak_aanstelling(rol=Rol.BELEID).gebruiker)
    for _ in range(aantal):
        maak_inzet(partners=[maak_partner() for _ in range(aantal)])
    with django_assert_num_queries(5):  # session, person, rights, lines, who takes part
        assert client.get(reverse("wijkplannen:partnerlast")).status_code == 200
