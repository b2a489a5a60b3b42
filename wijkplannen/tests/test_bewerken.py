"""The pages of the working copy: who may, and what is kept."""

import re
from uuid import uuid4

import pytest

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import plaats
from wijkplannen.actions.frame import wijzig_doel
from wijkplannen.models import Activiteit, Blok, Doel, Inzet
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    maak_thema,
)
from wijkplannen.tests.scherm import doel_velden, log_in, tekst, url

pytestmark = pytest.mark.django_db


def nieuw_doel(**anders):
    return {"uuid": uuid4(), "titel": "Nieuw doel", "thema": maak_thema().pk} | anders


# Who may


def paginas(inzet, blok):
    plan, doel = inzet.doel.plan, inzet.doel
    return [
        url("blok_nieuw", plan),
        url("blok", plan, blok.uuid),
        url("blok_beeindigen", plan, blok.uuid),
        url("doel_nieuw", plan),
        url("doel", plan, doel.uuid),
        url("doel_beeindigen", plan, doel.uuid),
        url("activiteit_nieuw", plan, doel.uuid),
        url("activiteit_plaatsen", plan, doel.uuid),
        url("activiteit", plan, inzet.activiteit.uuid),
        url("activiteit", plan, inzet.uuid),
        url("verplaatsen", plan, inzet.uuid),
        url("publiceren", plan),
    ]


def paginas_van_een_trekker(inzet):
    """What a partner writes in a plan: activities of its own, new and old."""
    plan = inzet.doel.plan
    return [
        url("activiteit_nieuw", plan, inzet.doel.uuid),
        url("activiteit", plan, inzet.activiteit.uuid),
        url("activiteit", plan, inzet.uuid),
    ]


@pytest.mark.parametrize(
    ("wie", "werkversie", "schrijven"),
    [
        ("gebiedsmanager", 200, 200),
        ("gebiedsmanager elders", 200, 403),
        ("andere ambtenaar", 200, 403),
        ("partner in het plan", 200, 403),
        ("partner elders", 403, 403),
        ("bewoner", 403, 403),
        ("bezoeker", 302, 302),
    ],
)
def test_wie_mag_meelezen_en_wie_mag_schrijven(client, wie, werkversie, schrijven):
    inzet = maak_inzet()
    plan, blok = inzet.doel.plan, maak_blok(inzet.doel.plan)
    personen = {
        "gebiedsmanager": lambda: maak_gebiedsmanager(plan),
        "gebiedsmanager elders": lambda: maak_gebiedsmanager(maak_plan()),
        "andere ambtenaar": lambda: maak_aanstelling(rol=Rol.BELEID).gebruiker,
        "partner in het plan": lambda: maak_lid(inzet.activiteit.trekker).gebruiker,
        "partner elders": lambda: maak_lid(maak_partner()).gebruiker,
        "bewoner": maak_gebruiker,
    }
    if wie in personen:
        client.force_login(personen[wie]())

    assert client.get(url("bewerken", plan)).status_code == werkversie
    eigen = paginas_van_een_trekker(inzet) if wie == "partner in het plan" else []
    for pagina in paginas(inzet, blok):
        verwacht = 200 if pagina in eigen else schrijven
        assert (client.get(pagina).status_code, pagina) == (verwacht, pagina)
        if verwacht != 200:
            assert client.post(pagina, {"versie": 1}).status_code == verwacht
    assert (Blok.objects.get().versie, Doel.objects.get().versie) == (1, 1)


def test_een_meelezer_ziet_geen_knoppen_maar_wel_zijn_eigen_voortgang(client):
    mijn = maak_inzet()
    plan = mijn.doel.plan
    ander = maak_inzet(mijn.doel)
    maak_blok(plan, kop="Voor partners", zichtbaarheid="partners")
    maak_blok(plan, kop="Voor de gemeente", zichtbaarheid="gemeente")
    client.force_login(maak_lid(mijn.activiteit.trekker).gebruiker)

    html = client.get(url("bewerken", plan)).content.decode()

    links = set(re.findall(rf'href="({url("bewerken", plan)}(?!opm|voors|partners)[^"]+)"', html))
    assert links == {
        url("bewerken_cijfers", plan),
        url("activiteit", plan, mijn.uuid),
        url("voortgang", plan, mijn.uuid),
        url("activiteit_nieuw", plan, mijn.doel.uuid),
    }
    assert ("Voor partners" in html, "Voor de gemeente" in html) == (True, False)
    assert ("Beheerd door de gebiedsmanager" in html, ander.activiteit.titel in html) == (
        True,
        True,
    )
    assert "wp-publiceer" not in html


@pytest.mark.parametrize("mag", [True, False], ids=["gebiedsmanager", "partner"])
def test_alleen_wie_het_mag_krijgt_een_bestaande_activiteit_aangeboden(client, mag):
    inzet = maak_inzet()
    plan = inzet.doel.plan
    if mag:
        log_in(client, plan)
    else:
        client.force_login(maak_lid(inzet.activiteit.trekker).gebruiker)

    html = client.get(url("activiteit_nieuw", plan, inzet.doel.uuid)).content.decode()

    assert (url("activiteit_plaatsen", plan, inzet.doel.uuid) in html) == mag


def test_een_ouder_plan_heeft_geen_werkversie(client):
    plan = maak_plan(soort="document", bron="Archief")
    log_in(client, plan)

    assert client.get(url("bewerken", plan)).status_code == 404


def test_wat_bij_een_ander_plan_hoort_is_hier_niet_te_vinden(client):
    plan, ander = maak_plan(), maak_inzet()
    blok = maak_blok(ander.doel.plan)
    log_in(client, plan)

    for pagina in [
        url("blok", plan, blok.uuid),
        url("doel", plan, ander.doel.uuid),
        url("doel_beeindigen", plan, ander.doel.uuid),
        url("activiteit_nieuw", plan, ander.doel.uuid),
        url("activiteit", plan, ander.activiteit.uuid),
    ]:
        assert (client.get(pagina).status_code, pagina) == (404, pagina)


# The working copy


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_werkversie_kost_evenveel_queries(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    for _ in range(aantal):
        maak_blok(plan)
    log_in(client, plan)

    with django_assert_num_queries(11):
        antwoord = client.get(url("bewerken", plan))

    assert antwoord.content.decode().count("<article") == 2 * aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_meelezen_kost_evenveel_queries(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    client.force_login(maak_lid(Activiteit.objects.first().trekker).gebruiker)

    with django_assert_num_queries(11):
        client.get(url("bewerken", plan))


def test_een_doel_bewaren_kost_twaalf_queries(client, django_assert_num_queries):
    doel = maak_doel()
    log_in(client, doel.plan)

    with django_assert_num_queries(12):
        client.post(url("doel", doel.plan, doel.uuid), doel_velden(doel, titel="Anders"))


def test_de_balk_telt_wat_nog_niet_online_staat(client):
    plan = maak_online_plan()
    doel = plan.doelen.get()
    log_in(client, plan)
    assert "Alles staat online." in tekst(client.get(url("bewerken", plan)))

    wijzig_doel(doel, versie=1, door=maak_gebruiker(), titel="Anders", gewenst="", thema=doel.thema)
    maak_blok(plan)
    maak_blok(plan, zichtbaarheid="partners")  # never online, so never counted
    maak_inzet(doel)

    lees = tekst(client.get(url("bewerken", plan)))
    assert "3 wijzigingen staan nog niet online. Bekijk het verschil" in lees
    assert "Publiceren als versie 2" in lees
    assert lees.count("Staat nog niet online") == 3


def test_een_plan_dat_nog_nooit_online_stond_telt_alles(client):
    plan = maak_inzet().doel.plan
    log_in(client, plan)

    lees = tekst(client.get(url("bewerken", plan)))

    assert "Er staat nog niets online." in lees
    assert "2 wijzigingen staan nog niet online." in lees
    assert "Publiceren als versie 1" in lees


# Writing


def test_een_doel_erbij(client):
    plan, thema = maak_plan(), maak_thema()
    noor = log_in(client, plan)

    antwoord = client.post(
        url("doel_nieuw", plan),
        {"uuid": uuid4(), "titel": " Ouderen  doen mee ", "gewenst": "", "thema": thema.pk},
    )

    doel = Doel.objects.get()
    assert (doel.titel, doel.thema, doel.gewijzigd_door) == ("Ouderen doen mee", thema, noor)
    assert (antwoord.status_code, antwoord.url) == (302, f"{url('bewerken', plan)}#{doel.uuid}")


def test_dubbel_klikken_geeft_een_doel(client):
    plan, velden = maak_plan(), nieuw_doel()
    log_in(client, plan)

    antwoorden = [client.post(url("doel_nieuw", plan), velden).status_code for _ in range(2)]

    assert (antwoorden, Doel.objects.count()) == ([302, 302], 1)


def test_terug_en_nog_eens_versturen_met_andere_woorden_verliest_niets(client):
    plan, velden = maak_plan(), nieuw_doel()
    log_in(client, plan)
    client.post(url("doel_nieuw", plan), velden)

    antwoord = client.post(url("doel_nieuw", plan), velden | {"titel": "Beter doel"})

    assert (antwoord.status_code, Doel.objects.get().titel) == (409, "Nieuw doel")
    assert "Je bewaarde dit doel zelf al, in een ander scherm" in tekst(antwoord)
    assert "Beter" in antwoord.content.decode()


def test_fouten_laten_alles_staan_wat_getypt_is(client):
    plan = maak_plan()
    log_in(client, plan)

    antwoord = client.post(url("doel_nieuw", plan), nieuw_doel(titel="", gewenst="Mijn tekst"))

    html = antwoord.content.decode()
    assert (antwoord.status_code, Doel.objects.count()) == (422, 0)
    assert re.search(r"<title>Fout: Doel erbij", html)
    assert html.count("Schrijf het doel in één zin.") == 2  # in the summary and at the field
    assert ">\nMijn tekst</textarea>" in html


def test_een_doel_wijzigen(client):
    doel = maak_doel()
    log_in(client, doel.plan)

    antwoord = client.post(url("doel", doel.plan, doel.uuid), doel_velden(doel, titel="Anders"))

    doel.refresh_from_db()
    assert (antwoord.status_code, doel.titel, doel.versie) == (302, "Anders", 2)


def test_een_blok_erbij_en_wijzigen(client):
    plan = maak_plan()
    log_in(client, plan)
    velden = {"kop": "De wijk", "tekst": "Groen.", "zichtbaarheid": "partners", "rubriek": "wijk"}

    client.post(url("blok_nieuw", plan), velden | {"uuid": uuid4()})
    blok = Blok.objects.get()
    client.post(url("blok", plan, blok.uuid), velden | {"versie": 1, "kop": "Onze wijk"})

    blok.refresh_from_db()
    assert (blok.kop, blok.tekst, blok.zichtbaarheid) == ("Onze wijk", "Groen.", "partners")


@pytest.mark.parametrize("klikken", [1, 2])
def test_een_activiteit_erbij_staat_nog_niet_online(client, klikken):
    doel, trekker, helper = maak_doel(), maak_partner(), maak_partner()
    log_in(client, doel.plan)
    velden = {"uuid": uuid4(), "titel": "Eettafel", "trekker": trekker.pk, "partners": [helper.pk]}

    for _ in range(klikken):
        antwoord = client.post(
            url("activiteit_nieuw", doel.plan, doel.uuid),
            velden | {"van": "2027", "kosten": "1.500"},
        )

    inzet = Inzet.objects.get()
    assert (antwoord.status_code, inzet.doel, inzet.online_op) == (302, doel, None)
    assert (inzet.activiteit.trekker, list(inzet.activiteit.partners.all())) == (trekker, [helper])
    assert (inzet.activiteit.kosten, inzet.activiteit.periode.lower.year) == (1500, 2027)


def test_de_trekker_die_ook_is_aangevinkt_telt_een_keer(client):
    doel, trekker = maak_doel(), maak_partner()
    log_in(client, doel.plan)
    velden = {"uuid": uuid4(), "titel": "Eettafel", "trekker": trekker.pk, "partners": trekker.pk}

    antwoord = client.post(url("activiteit_nieuw", doel.plan, doel.uuid), velden)

    assert (antwoord.status_code, Activiteit.objects.get().partners.count()) == (302, 0)


def test_een_activiteit_bij_twee_doelen_van_een_plan_heeft_twee_plekken(client):
    inzet = maak_inzet()
    plan = inzet.doel.plan
    plaats(inzet.activiteit, doel=maak_doel(plan))
    log_in(client, plan)

    html = client.get(url("bewerken", plan)).content.decode()
    ids = re.findall(r' id="([^"]+)"', html)

    assert (html.count('<li id="'), len(ids)) == (2, len(set(ids)))
    assert client.get(url("activiteit", plan, inzet.activiteit.uuid)).status_code == 200


def test_een_activiteit_die_al_bestaat_staat_daarna_in_twee_plannen(client):
    bestaand, doel = maak_inzet().activiteit, maak_doel()
    log_in(client, doel.plan)
    pagina = url("activiteit_plaatsen", doel.plan, doel.uuid)

    for _ in range(2):  # a double click
        antwoord = client.post(pagina, {"bestaand-activiteit": bestaand.pk})
        assert antwoord.status_code == 302

    assert f'value="{bestaand.pk}"' not in client.get(pagina).content.decode()
    assert list(doel.inzetten.values_list("activiteit", flat=True)) == [bestaand.pk]
    assert (Activiteit.objects.count(), bestaand.inzetten.count()) == (1, 2)


def test_een_onbekende_activiteit_kiezen_doet_niets(client):
    doel = maak_doel()
    log_in(client, doel.plan)
    pagina = url("activiteit_plaatsen", doel.plan, doel.uuid)

    antwoord = client.post(pagina, {"bestaand-activiteit": "999999"})

    assert (antwoord.status_code, Inzet.objects.count()) == (422, 0)
    assert "Kies een activiteit uit de lijst." in tekst(antwoord)


def test_bij_een_activiteit_staat_waar_zij_nog_meer_verandert(client):
    online = maak_online_plan(titel="Wijkplan Nieuwland")
    activiteit, doel = Activiteit.objects.get(), maak_doel()
    log_in(client, doel.plan)
    client.post(
        url("activiteit_plaatsen", doel.plan, doel.uuid), {"bestaand-activiteit": activiteit.pk}
    )

    lees = tekst(client.get(url("activiteit", doel.plan, activiteit.uuid)))

    assert "Wat je hier bewaart, zien bezoekers meteen." in lees
    assert f"Zij staat ook in Wijkplan Nieuwland {online.jaren}. Daar verandert zij mee." in lees
