"""What was learned: written down per plan, found again over all plans by who may read it."""

from uuid import uuid4

import pytest

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.leerpunten import haal_leerpunt_weg, wijzig_leerpunt
from wijkplannen.leren import geleerd_van, zoek
from wijkplannen.models import Leerpunt
from wijkplannen.permissions import mag_leerpunt_zien
from wijkplannen.tests.maken import maak_doel, maak_inzet, maak_online_plan, maak_plan, maak_thema
from wijkplannen.tests.maken_plannen import maak_leerpunt
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db
VELDEN = {"soort": "faal", "tekst": "Te laat begonnen.", "advies": "", "zichtbaarheid": "openbaar"}


def mensen(plan):
    """Somebody of the city, of a partner in the plan, of another partner, and a resident."""
    partner = maak_partner()
    maak_inzet(maak_doel(plan), trekker=partner)
    return {
        "gemeente": maak_aanstelling(rol=Rol.BELEID).gebruiker,
        "partner": maak_lid(partner).gebruiker,
        "ander": maak_lid(maak_partner()).gebruiker,
        "bewoner": maak_gebruiker(),
    }


def test_wie_een_leerpunt_ziet_vindt_het_ook_en_andersom():
    plan = maak_plan()
    punten = {
        soort: maak_leerpunt(plan, zichtbaarheid=soort)
        for soort in ["openbaar", "partners", "gemeente"]
    }

    ziet = {}
    for wie, gebruiker in mensen(plan).items():
        ziet[wie] = {s for s, punt in punten.items() if mag_leerpunt_zien(gebruiker, punt)}
        assert {punt.zichtbaarheid for punt in zoek(gebruiker)} == ziet[wie]

    assert ziet == {
        "gemeente": {"openbaar", "partners", "gemeente"},
        "partner": {"openbaar", "partners"},
        "ander": {"openbaar"},
        "bewoner": {"openbaar"},
    }


def test_zoeken_vindt_elk_woord_in_tekst_advies_thema_of_plan():
    wie = maak_aanstelling(rol=Rol.BELEID).gebruiker
    plan = maak_plan(titel="Wijkplan Vathorst")
    raak = maak_leerpunt(
        plan,
        tekst="Vrijwilligers haakten af.",
        advies="Betaal koffie.",
        thema=maak_thema(naam="Groen"),
    )
    maak_leerpunt(tekst="Vrijwilligers bleven.")

    for q in ["VRIJWILLIGERS koffie", "haakten vathorst", "groen"]:
        assert zoek(wie, q=q) == [raak]
    assert zoek(wie, q="100%") == []
    assert zoek(wie, thema=raak.thema, soort="succes", wijk=plan.gebied) == [raak]
    assert zoek(wie, soort="faal") == []


def test_dubbel_klikken_schrijft_een_keer_en_elders_is_een_zin():
    punt = maak_leerpunt()

    assert maak_leerpunt(punt.plan, uuid=punt.uuid) == punt
    with pytest.raises(RegelGeschonden):
        maak_leerpunt(uuid=punt.uuid)
    assert Leerpunt.objects.count() == 1


def test_een_oude_versie_overschrijft_niets():
    punt, wie = maak_leerpunt(), maak_gebruiker()
    wijzig_leerpunt(punt, versie=1, door=wie, tekst="Van Yusuf.")

    with pytest.raises(Verouderd):
        wijzig_leerpunt(punt, versie=1, door=wie, tekst="Van mij.")
    with pytest.raises(Verouderd):
        haal_leerpunt_weg(punt, versie=1, door=wie)
    assert wijzig_leerpunt(punt, versie=1, door=wie, tekst="Van Yusuf.").versie == 2


def test_wat_weg_is_vindt_niemand_en_wijzigt_niet():
    punt, wie = maak_leerpunt(zichtbaarheid="openbaar"), maak_gebruiker()

    for versie in (1, 1):
        haal_leerpunt_weg(punt, versie=versie, door=wie)

    assert (zoek(wie), geleerd_van(punt.plan, wie)) == ([], [])
    assert list(punt.plan.leerpunten.openbaar()) == []
    with pytest.raises(RegelGeschonden):
        wijzig_leerpunt(punt, versie=2, door=wie, tekst="Toch.")


# On screen


def test_een_leerpunt_schrijven_wijzigen_en_weghalen(client):
    plan = maak_plan()
    log_in(client, plan)

    client.post(url("leerpunt_nieuw", plan), VELDEN | {"uuid": uuid4()})
    punt = Leerpunt.objects.get()
    client.post(
        url("leerpunt", plan, punt.uuid), VELDEN | {"versie": 1, "tekst": "Eerder beginnen."}
    )
    pagina = tekst(client.get(url("leerpunten", plan)))
    client.post(url("leerpunt_weghalen", plan, punt.uuid), {"versie": 2})

    assert "Eerder beginnen." in pagina
    assert "Er staat nog niets." in tekst(client.get(url("leerpunten", plan)))


def test_een_ander_was_net_voor_beide_teksten_staan_er(client):
    punt = maak_leerpunt()
    log_in(client, punt.plan)
    wijzig_leerpunt(punt, versie=1, door=maak_gebruiker(naam="Yusuf Aydin"), tekst="Van Yusuf.")
    mijn = VELDEN | {"versie": 1, "tekst": "Van mij."}

    antwoord = client.post(url("leerpunt", punt.plan, punt.uuid), mijn)

    lees = tekst(antwoord)
    assert antwoord.status_code == 409
    assert all(stuk in lees for stuk in ["Yusuf Aydin", "Van Yusuf.", "Van mij."])
    opnieuw = client.post(url("leerpunt", punt.plan, punt.uuid), mijn | {"versie": 2})
    assert (opnieuw.status_code, Leerpunt.objects.get().tekst) == (302, "Van mij.")


@pytest.mark.parametrize(
    "velden",
    [
        {"tekst": ""},
        {"tekst": "x" * 601},
        {"advies": "x\x00"},
        {"soort": "misschien"},
        {"thema": "99999999999999999999"},
        {"zichtbaarheid": ""},
        {"uuid": "geen"},
    ],
    ids=["leeg", "lang", "nul", "soort", "thema", "wie", "uuid"],
)
def test_een_onvolledig_leerpunt_wordt_niet_bewaard(client, velden):
    plan = maak_plan()
    log_in(client, plan)

    antwoord = client.post(url("leerpunt_nieuw", plan), VELDEN | {"uuid": uuid4()} | velden)

    assert (antwoord.status_code, Leerpunt.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("vraag", "status"),
    [
        ("", 200),
        ("?q=niets+te+vinden", 200),
        ("?thema=x", 422),
        ("?q=%00", 422),
        ("?q=" + "x" * 81, 422),
    ],
    ids=["alles", "niets", "thema", "nul", "lang"],
)
def test_zoeken_met_vreemde_woorden_is_een_zin(client, vraag, status):
    client.force_login(maak_gebruiker())

    assert client.get("/werk/leerpunten/" + vraag).status_code == status


def test_alleen_wat_voor_iedereen_is_staat_op_de_openbare_pagina(client):
    plan = maak_online_plan()
    maak_leerpunt(plan, tekst="Voor iedereen.", zichtbaarheid="openbaar")
    maak_leerpunt(plan, tekst="Voor partners.", zichtbaarheid="partners")

    pagina = tekst(client.get(plan.get_absolute_url()))

    assert ("Voor iedereen." in pagina, "Voor partners." in pagina) == (True, False)


@pytest.mark.parametrize("aantal", [1, 3])
def test_zoeken_kost_evenveel_queries(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_leerpunt(thema=maak_thema())
    client.force_login(maak_aanstelling(rol=Rol.BELEID).gebruiker)

    with django_assert_num_queries(6):
        client.get("/werk/leerpunten/?q=tafel")
