"""Sources and surveys at the desk; and words about a target, by two people."""

import pytest

from gebruikers.models import Rol
from indicatoren.models import Bron, Peiling, Woordakkoord
from indicatoren.tests.maken import maak_bron, maak_indicator
from indicatoren.tests.maken_werk import aangemeld, adres, maak_collega, stuur

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return aangemeld()


def peiling(**afwijking):
    return {"jaar": "2025", "naam": "Stadspeiling 2025"} | afwijking


# --- sources ----------------------------------------------------------------------------------


def test_een_nieuwe_bron_en_haar_peilingen(client):
    velden = {"naam": "Stadspeiling, O&S", "ritme": "oneven", "licentie": "cc0"}
    velden["link"] = "https://os.example/"
    for _ in range(2):  # twice is once
        client.post(adres("bron_nieuw"), velden)
        client.post(adres("peiling_nieuw", "stadspeiling-os"), peiling(leeftijd_van="18"))

    bron = Bron.objects.get()
    assert (bron.sleutel, bron.ritme, bron.link) == ("stadspeiling-os", "oneven", velden["link"])
    assert [(p.jaar, p.naam, p.leeftijd_van) for p in bron.peilingen.all()] == [
        (2025, "Stadspeiling 2025", 18)
    ]
    begin = client.get(adres("peiling_nieuw", "stadspeiling-os")).context["form"]
    assert begin["naam"].value() == "Stadspeiling 2025"


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"jaar": "x"}, "Vul een getal in van 1900 tot en met 2100."),
        ({"jaar": "9" * 30}, "Vul een getal in van 1900 tot en met 2100."),
        ({"naam": "x" * 121}, "Maak de naam korter"),
        ({"naam": "\x00"}, "Hier staat een teken in"),
        ({"link": "javascript:alert(1)"}, "Vul een adres in dat begint met https://"),
        ({"leeftijd_van": "84", "leeftijd_tot": "18"}, "die niet onder de eerste ligt"),
        ({"naam": "Anders"}, "Van 2025 is er al een peiling."),
    ],
    ids=["jaar", "groot", "lang", "nul", "script", "leeftijd", "bezet"],
)
def test_een_peiling_die_niet_klopt_krijgt_een_zin(client, velden, zin):
    bron = maak_bron()
    bron.peilingen.create(jaar=2025, naam="Stadspeiling 2025")

    antwoord = client.post(adres("peiling_nieuw", bron.sleutel), peiling(**velden))

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Peiling.objects.count() == 1


def test_bronnen_en_peilingen_wijzigen_gaat_over_wat_je_las(client):
    bron = maak_bron()
    for jaar in (2023, 2025):
        bron.peilingen.create(jaar=jaar, naam="Peiling")
    pad = adres("peiling", bron.sleutel, 2025)
    een = adres("bron", bron.sleutel)
    twee = {"versie": 1, "naam": "B", "ritme": "even", "licentie": "cc0"}

    stuur(client, pad, {"antwoorden": "4700"})
    stuur(client, een, {"naam": "A"})
    bezet = stuur(client, pad, {"jaar": "2023"})
    oud = [client.post(pad, peiling(versie=1)), client.post(een, twee)]

    assert (bezet.status_code, [a.status_code for a in oud]) == (422, [409, 409])
    assert Peiling.objects.get(jaar=2025).antwoorden == 4700
    assert Bron.objects.get().naam == "A"


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_bronnen_kosten_vijf_query_s(client, aantal, django_assert_num_queries):
    for nr in range(aantal):
        maak_bron(sleutel=f"bron-{nr}").peilingen.create(jaar=2025, naam="Peiling")

    with django_assert_num_queries(5):  # session, person, roles, sources, surveys
        client.get(adres("bronnen"))


# --- words ------------------------------------------------------------------------------------


def stand(client):
    return [rij.stand for rij in client.get(adres("woordenlijst")).context["lijst"].regels]


def test_twee_mensen_zetten_de_woorden_aan_en_een_zet_ze_uit(client):
    indicator = maak_indicator()
    pad = adres("woorden", indicator.slug)
    beleid = aangemeld(maak_collega(Rol.BELEID))

    assert stand(client) == ["uit"]
    for _ in range(2):  # twice is once
        client.post(pad, {"actie": "akkoord"})
    assert stand(client) == ["wacht op akkoord van beleid"]
    assert not client.get(pad).context["mag_tekenen"]
    assert beleid.get(pad).context["mag_tekenen"]
    beleid.post(pad, {"actie": "akkoord"})
    assert (stand(beleid), Woordakkoord.objects.get().geldt) == (["aan"], True)
    client.post(pad, {"actie": "intrekken"})
    assert (stand(beleid), Woordakkoord.objects.get().geldt) == (["uit"], False)


def test_wie_beide_rollen_heeft_is_er_nog_maar_een():
    persoon = maak_collega(Rol.BELEID, Rol.ONDERZOEKER)
    client = aangemeld(persoon)
    pad = adres("woorden", maak_indicator().slug)

    client.post(pad, {"actie": "akkoord"})
    antwoord = client.post(pad, {"actie": "akkoord"})

    assert antwoord.status_code == 302
    akkoord = Woordakkoord.objects.get()
    assert (akkoord.onderzoeker, akkoord.beleid) == (persoon, None)
    assert not client.get(pad).context["mag_tekenen"]


def test_een_tweede_met_dezelfde_rol_krijgt_een_zin(client):
    pad = adres("woorden", maak_indicator().slug)
    aangemeld().post(pad, {"actie": "akkoord"})

    antwoord = client.post(pad, {"actie": "akkoord"})

    assert antwoord.status_code == 422
    assert "Een collega met jouw rol is al akkoord." in antwoord.content.decode()
    assert client.post(pad, {"actie": "x\x00"}).status_code == 422


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_woorden_kosten_altijd_evenveel(client, aantal, django_assert_num_queries):
    for nr in range(aantal):
        indicator = maak_indicator(slug=f"cijfer-{nr}")
        client.post(adres("woorden", indicator.slug), {"actie": "akkoord"})

    with django_assert_num_queries(5):  # session, person, roles, subjects, indicators
        client.get(adres("woordenlijst"))
    with django_assert_num_queries(5):  # session, person, roles, indicator, agreements
        client.get(adres("woorden", indicator.slug))
