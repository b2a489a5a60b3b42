from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from partners.tests.maken import maak_lid
from wijkplannen.models import Blok, Inzet, Voortgang, Wijkplan
from wijkplannen.permissions import mag_blok_zien, mag_voortgang_melden, mag_werkversie_zien
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


@pytest.fixture
def inzet():
    maak_online_plan()
    return Inzet.objects.select_related("activiteit__trekker", "doel__plan").get()


@pytest.fixture
def trekker(inzet):
    """A person of the partner that leads the activity."""
    return maak_lid(inzet.activiteit.trekker).gebruiker


@pytest.fixture
def manager(inzet):
    return maak_gebiedsmanager(inzet.doel.plan)


def adres(inzet, naam="voortgang"):
    return reverse(f"wijkplannen:{naam}", args=[inzet.doel.plan.slug, inzet.uuid])


def vul_in(inzet, **afwijking):
    velden = {
        "versie": inzet.versie,
        "uuid": uuid4(),
        "stand": "in_uitvoering",
        "zin": "Het loopt.",
    }
    return velden | afwijking


def stuur(client, inzet, **afwijking):
    return client.post(adres(inzet), vul_in(inzet, **afwijking))


def stand_van(inzet):
    inzet.refresh_from_db()
    return inzet.stand, inzet.zin, inzet.openbare_stand, inzet.openbare_zin


# --- reporting --------------------------------------------------------------------------------


def test_de_trekker_meldt_voortgang_en_het_staat_meteen_online(client, inzet, trekker):
    client.force_login(trekker)
    antwoord = stuur(client, inzet, zin="  De eerste groep\r\n is begonnen. ")
    assert (antwoord.status_code, antwoord.url) == (302, reverse("portaal:werk"))
    zin = "De eerste groep is begonnen."
    assert stand_van(inzet) == ("in_uitvoering", zin, "in_uitvoering", zin)
    voortgang = Voortgang.objects.get()
    assert (voortgang.door, voortgang.namens) == (trekker, inzet.activiteit.trekker)


def test_de_gebiedsmanager_meldt_namens_niemand_en_gaat_terug_naar_de_werkversie(
    client, inzet, manager
):
    client.force_login(manager)
    antwoord = stuur(client, inzet)
    assert antwoord.url == reverse("wijkplannen:bewerken", args=[inzet.doel.plan.slug])
    assert Voortgang.objects.get().namens is None


def test_wie_van_het_bureau_kwam_gaat_daarheen_terug(client, inzet, manager):
    client.force_login(manager)
    antwoord = client.post(adres(inzet) + "?terug=werk", vul_in(inzet))
    assert antwoord.url == reverse("portaal:werk")


def test_een_stop_van_een_partner_wacht_op_de_gebiedsmanager(client, inzet, trekker, manager):
    client.force_login(trekker)
    pagina = client.get(adres(inzet)).content.decode()
    assert "De gebiedsmanager zet dat online." in pagina
    stuur(client, inzet, stand="gestopt", zin="Er was geen zaal.")
    assert stand_van(inzet) == ("gestopt", "Er was geen zaal.", "gepland", "")
    client.force_login(manager)
    client.post(adres(inzet, "online"))
    assert stand_van(inzet)[2:] == ("gestopt", "Er was geen zaal.")


def test_een_stop_van_de_gebiedsmanager_staat_meteen_online(client, inzet, manager):
    client.force_login(manager)
    assert "De gebiedsmanager zet dat online." not in client.get(adres(inzet)).content.decode()
    stuur(client, inzet, stand="gestopt", zin="Er was geen zaal.")
    assert stand_van(inzet)[2:] == ("gestopt", "Er was geen zaal.")


def test_alleen_de_stappen_die_bestaan_zijn_te_kiezen_de_huidige_eerst(client, inzet, trekker):
    client.force_login(trekker)
    stuur(client, inzet)
    form = client.get(adres(inzet)).context["form"]
    inzet.refresh_from_db()
    assert form.fields["stand"].widget.choices == [
        ("in_uitvoering", "blijft in uitvoering"),
        ("doorlopend", "doorlopend"),
        ("uitgevoerd", "uitgevoerd"),
        ("gestopt", "gestopt"),
    ]
    assert form["stand"].value() == "in_uitvoering"


def test_de_pagina_toont_wat_er_eerder_is_gemeld(client, inzet, trekker):
    client.force_login(trekker)
    stuur(client, inzet, zin="De eerste keer.")
    inzet.refresh_from_db()
    stuur(client, inzet, zin="De tweede keer.")
    html = client.get(adres(inzet)).content.decode()
    assert html.index("De tweede keer.") < html.index("De eerste keer.")


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_kost_zes_query_s(client, inzet, manager, aantal, django_assert_num_queries):
    for _ in range(aantal):
        inzet.refresh_from_db()
        meld(inzet, door=manager)
    client.force_login(manager)
    pagina = adres(inzet)
    with django_assert_num_queries(6):  # session, person, rights, line, reports, concept
        client.get(pagina)


# --- bad input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("afwijking", "zin"),
    [
        ({"stand": ""}, "Kies hoe het nu gaat."),
        ({"stand": "klaar"}, "Kies hoe het nu gaat."),
        ({"stand": "gestopt", "zin": "  "}, "Schrijf in één zin waarom de activiteit stopt."),
        ({"zin": "x" * 301}, "Maak de zin korter: hooguit 300 tekens, nu 301."),
        ({"zin": "nul\x00"}, "Hier staat een teken in dat we niet kunnen bewaren."),
        ({"versie": ""}, "Er ging iets mis met deze pagina."),
        ({"versie": "een"}, "Er ging iets mis met deze pagina."),
        ({"uuid": "geen uuid"}, "Er ging iets mis met deze pagina."),
    ],
)
def test_wat_niet_kan_zegt_waarom_en_schrijft_niets(client, inzet, trekker, afwijking, zin):
    client.force_login(trekker)
    antwoord = stuur(client, inzet, **afwijking)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Voortgang.objects.exists()


def test_een_stap_die_niet_bestaat_wordt_uitgelegd(client, inzet, trekker):
    client.force_login(trekker)
    stuur(client, inzet)
    inzet.refresh_from_db()
    antwoord = stuur(client, inzet, stand="gepland")
    assert antwoord.status_code == 422
    assert "Deze activiteit is in uitvoering. Kies daarna niet" in antwoord.content.decode()


def test_een_uuid_van_een_andere_activiteit_is_geen_dubbelklik(client, inzet, trekker):
    ander = maak_inzet(inzet.doel, trekker=inzet.activiteit.trekker)
    client.force_login(trekker)
    uuid = uuid4()
    stuur(client, ander, uuid=uuid)
    assert stuur(client, inzet, uuid=uuid).status_code == 422


def test_twee_keer_klikken_meldt_een_keer(client, inzet, trekker):
    client.force_login(trekker)
    velden = vul_in(inzet)
    antwoorden = [client.post(adres(inzet), velden) for _ in range(2)]
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 302]
    assert Voortgang.objects.count() == 1


# --- somebody was first -----------------------------------------------------------------------


def test_een_verouderde_pagina_toont_de_nieuwere_melding_en_bewaart_je_tekst(
    client, inzet, trekker, manager
):
    oud = vul_in(inzet, zin="Mijn eigen zin.")
    client.force_login(manager)
    stuur(client, inzet, stand="uitgevoerd", zin="Het is klaar.")
    client.force_login(trekker)
    antwoord = client.post(adres(inzet), oud)
    assert antwoord.status_code == 409
    assert "Het is klaar." in antwoord.content.decode()
    form = antwoord.context["form"]
    assert form["zin"].value() == "Mijn eigen zin."
    assert Voortgang.objects.count() == 1
    opnieuw = {veld.name: veld.value() for veld in form}
    assert client.post(adres(inzet), opnieuw).status_code == 302
    assert stand_van(inzet)[:2] == ("in_uitvoering", "Mijn eigen zin.")


def test_een_verouderde_stap_die_niet_meer_bestaat_geeft_ook_de_botsing(
    client, inzet, trekker, manager
):
    oud = vul_in(inzet, stand="gepland")
    client.force_login(manager)
    stuur(client, inzet)
    client.force_login(trekker)
    assert client.post(adres(inzet), oud).status_code == 409


def test_met_terug_in_de_browser_gaat_een_andere_tekst_niet_verloren(client, inzet, trekker):
    client.force_login(trekker)
    velden = vul_in(inzet)
    client.post(adres(inzet), velden)
    antwoord = client.post(adres(inzet), velden | {"zin": "Toch iets anders."})
    assert antwoord.status_code == 409
    assert antwoord.context["form"]["zin"].value() == "Toch iets anders."


# --- online, and out of the plan --------------------------------------------------------------


def test_een_nieuwe_activiteit_komt_online_als_de_gebiedsmanager_dat_zegt(client, inzet, manager):
    nieuw = maak_inzet(inzet.doel, titel="Samen eten")
    pagina = inzet.doel.plan.get_absolute_url()
    assert "Samen eten" not in client.get(pagina).content.decode()
    client.force_login(manager)
    antwoord = client.post(adres(nieuw, "online") + "?terug=werk")
    assert antwoord.url == reverse("portaal:werk")
    assert "Samen eten" in client.get(pagina).content.decode()


def test_een_activiteit_die_nooit_online_was_gaat_uit_het_plan(client, inzet, manager):
    nieuw = maak_inzet(inzet.doel)
    client.force_login(manager)
    assert client.get(adres(nieuw, "inzet_beeindigen")).status_code == 200
    for _ in range(2):  # the second tap changes nothing
        antwoord = client.post(adres(nieuw, "inzet_beeindigen"), {"versie": nieuw.versie})
        assert antwoord.url == reverse("wijkplannen:bewerken", args=[inzet.doel.plan.slug])
    nieuw.refresh_from_db()
    assert nieuw.vervallen_op is not None
    assert "Je kunt er niets meer over melden." in client.get(adres(nieuw)).content.decode()
    assert stuur(client, nieuw).status_code == 422
    assert client.post(adres(nieuw, "online")).status_code == 302
    nieuw.refresh_from_db()
    assert nieuw.online_op is None


def test_wat_online_staat_gaat_niet_stil_uit_het_plan(client, inzet, manager):
    client.force_login(manager)
    antwoord = client.post(adres(inzet, "inzet_beeindigen"), {"versie": inzet.versie})
    assert antwoord.status_code == 422
    assert "Meld dat zij gestopt is, en waarom." in antwoord.content.decode()


@pytest.mark.parametrize(("versie", "status"), [("", 422), ("x", 422), ("99", 409)])
def test_uit_het_plan_halen_op_een_pagina_die_niet_klopt(client, inzet, manager, versie, status):
    nieuw = maak_inzet(inzet.doel)
    client.force_login(manager)
    antwoord = client.post(adres(nieuw, "inzet_beeindigen"), {"versie": versie})
    assert antwoord.status_code == status
    nieuw.refresh_from_db()
    assert nieuw.vervallen_op is None


# --- who may ----------------------------------------------------------------------------------


def test_wie_niet_is_ingelogd_gaat_naar_de_deur(client, inzet):
    for naam in ["voortgang", "online", "inzet_beeindigen"]:
        assert client.post(adres(inzet, naam)).status_code == 302
    assert not Voortgang.objects.exists()


def mensen(inzet):
    plan = inzet.doel.plan
    ander = maak_online_plan()
    meedoener = maak_lid()
    inzet.activiteit.deelnames.create(partner=meedoener.partner)
    afwijzer = maak_lid()
    inzet.activiteit.deelnames.create(
        partner=afwijzer.partner,
        toezegging="afgewezen",
        reden="Geen tijd.",
        gezegd_op=timezone.now(),
    )
    return {
        "bewoner": maak_gebruiker(),
        "trekker": maak_lid(inzet.activiteit.trekker).gebruiker,
        "meedoener": meedoener.gebruiker,
        "afwijzer": afwijzer.gebruiker,
        "andere partner": maak_lid().gebruiker,
        "manager": maak_gebiedsmanager(plan),
        "manager van een andere wijk": maak_gebiedsmanager(ander),
        "onderzoeker": maak_aanstelling(rol=Rol.ONDERZOEKER).gebruiker,
    }


@pytest.mark.parametrize(
    ("wie", "voortgang", "beheer"),
    [
        ("bewoner", 403, 403),
        ("trekker", 200, 403),
        ("meedoener", 403, 403),
        ("andere partner", 403, 403),
        ("manager", 200, 200),
        ("manager van een andere wijk", 403, 403),
        ("onderzoeker", 403, 403),
    ],
)
def test_wie_mag_wat(client, inzet, wie, voortgang, beheer):
    persoon = mensen(inzet)[wie]
    client.force_login(persoon)
    assert client.get(adres(inzet)).status_code == voortgang
    assert mag_voortgang_melden(persoon, inzet) == (voortgang == 200)
    assert client.get(adres(inzet, "inzet_beeindigen")).status_code == beheer
    assert client.post(adres(inzet, "online")).status_code == {200: 302}.get(beheer, beheer)


def test_online_zetten_is_geen_bladzijde(client, inzet, manager):
    client.force_login(manager)
    assert client.get(adres(inzet, "online")).status_code == 405


def test_een_activiteit_van_een_ander_plan_is_er_niet(client, inzet, manager):
    client.force_login(manager)
    for slug, uuid in [("bestaat-niet", inzet.uuid), (inzet.doel.plan.slug, uuid4())]:
        adres = reverse("wijkplannen:voortgang", args=[slug, uuid])
        assert client.get(adres).status_code == 404


def test_de_lijst_van_werkversies_is_voor_iedereen_gelijk_aan_de_regel(inzet):
    maak_plan()
    maak_doel()
    maak_online_plan(activiteiten=2)
    for wie, persoon in mensen(inzet).items():
        lijst = set(Wijkplan.objects.met_werkversie_voor(persoon))
        regel = {plan for plan in Wijkplan.objects.all() if mag_werkversie_zien(persoon, plan)}
        assert lijst == regel, wie


def test_een_blok_voor_de_gemeente_leest_een_partner_niet(inzet, trekker, manager):
    mag = {
        zichtbaarheid: (
            mag_blok_zien(trekker, maak_blok(inzet.doel.plan, zichtbaarheid=zichtbaarheid)),
            mag_blok_zien(manager, maak_blok(inzet.doel.plan, zichtbaarheid=zichtbaarheid)),
        )
        for zichtbaarheid in Blok.Zichtbaarheid.values
    }
    assert mag == {"openbaar": (True, True), "partners": (True, True), "gemeente": (False, True)}
