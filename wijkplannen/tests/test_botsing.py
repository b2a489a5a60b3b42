"""Two people at one text: both stay, and a person chooses."""

import pytest

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from partners.tests.maken import maak_partner
from wijkplannen.actions.frame import wijzig_blok, wijzig_doel
from wijkplannen.models import Doel
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
)
from wijkplannen.tests.scherm import bewaar_eerst, doel_velden, log_in, tekst, url, verborgen

pytestmark = pytest.mark.django_db


def bots(client, doel, **mijn):
    """Somebody opens a goal, Yusuf saves it, and then they save theirs."""
    log_in(client, doel.plan)
    velden = doel_velden(doel, **mijn)
    bewaar_eerst(doel)
    return client.post(url("doel", doel.plan, doel.uuid), velden)


def test_een_botsing_laat_beide_teksten_zien_en_schrijft_niets(client):
    doel = maak_doel(titel="Het doel")

    antwoord = bots(client, doel, titel="Tekst van Noor")

    assert (antwoord.status_code, Doel.objects.get().titel) == (409, "Tekst van Yusuf")
    lees = tekst(antwoord)
    assert "Yusuf bewaarde dit doel terwijl jij schreef" in lees
    assert "Jouw tekst Tekst van erbij: Noor einde erbij. Tekst van Yusuf (" in lees
    assert "Bij jullie hetzelfde: Wat willen we bereiken? · Bij welk thema hoort het?" in lees


@pytest.mark.parametrize(
    ("keuze", "wordt"),
    [
        ("mijn", "Mijn tekst"),
        ("ander", "Tekst van Yusuf"),
        ("samen", "Mijn tekst / Tekst van Yusuf"),
    ],
)
def test_na_een_botsing_geldt_de_keuze(client, keuze, wordt):
    doel = maak_doel(titel="Het doel")
    velden = verborgen(bots(client, doel, titel="Mijn tekst"))

    antwoord = client.post(url("doel", doel.plan, doel.uuid), velden | {"keuze-titel": keuze})

    assert (antwoord.status_code, Doel.objects.get().titel) == (302, wordt)


def test_een_eigen_samengestelde_tekst_blijft(client):
    doel = maak_doel(titel="Het doel")
    velden = verborgen(bots(client, doel, gewenst="Mijn\r\nwens", titel="Mijn tekst"))
    keuze = {"keuze-titel": "samen", "samen-titel": "Van ons samen"}

    client.post(url("doel", doel.plan, doel.uuid), velden | keuze)

    assert Doel.objects.values_list("titel", "gewenst").get() == ("Van ons samen", "Mijn\nwens")


def test_wat_je_niet_aanraakte_houdt_de_tekst_van_de_ander(client):
    doel = maak_doel(titel="Het doel")

    velden = verborgen(bots(client, doel, gewenst="Mijn wens"))
    client.post(url("doel", doel.plan, doel.uuid), velden)

    assert (velden["keuze-titel"], velden["keuze-gewenst"]) == ("ander", "mijn")
    assert Doel.objects.values_list("titel", "gewenst").get() == ("Tekst van Yusuf", "Mijn wens")


def test_ook_een_lege_keuze_die_je_niet_aanraakte_wijkt_voor_de_ander(client):
    doel, cijfer = maak_doel(titel="Het doel"), maak_indicator()
    log_in(client, doel.plan)
    velden = doel_velden(doel, titel="Mijn tekst")
    ander = {"titel": doel.titel, "gewenst": "", "thema": doel.thema, "indicatoren": [cijfer]}
    wijzig_doel(doel, versie=1, door=maak_gebruiker(), **ander)

    client.post(
        url("doel", doel.plan, doel.uuid),
        verborgen(client.post(url("doel", doel.plan, doel.uuid), velden)),
    )

    doel.refresh_from_db()
    assert (doel.titel, list(doel.indicatoren.all())) == ("Mijn tekst", [cijfer])


def test_een_derde_die_ertussen_komt_geeft_weer_een_keuze(client):
    doel = maak_doel(titel="Het doel")
    velden = verborgen(bots(client, doel, titel="Mijn tekst"))
    bewaar_eerst(doel, titel="Tekst van een derde")
    pagina = url("doel", doel.plan, doel.uuid)

    weer = client.post(pagina, velden | {"keuze-titel": "samen", "samen-titel": "Van ons samen"})
    opnieuw = verborgen(weer)

    assert (weer.status_code, Doel.objects.get().titel) == (409, "Tekst van een derde")
    assert (opnieuw["titel"], opnieuw["ander-titel"]) == ("Van ons samen", "Tekst van een derde")
    assert client.post(pagina, opnieuw).status_code == 302
    assert Doel.objects.get().titel == "Van ons samen"


def test_een_samengestelde_tekst_die_te_lang_is_blijft_staan(client):
    doel = maak_doel(titel="Het doel")
    velden = verborgen(bots(client, doel, titel="Mijn tekst"))
    lang = "x" * 121

    antwoord = client.post(
        url("doel", doel.plan, doel.uuid),
        velden | {"keuze-titel": "samen", "samen-titel": lang},
    )

    assert antwoord.status_code == 422
    assert f'value="{lang}"' in antwoord.content.decode()


def test_wie_het_eerst_bewaart_botst_niet_en_de_tweede_wel(client):
    doel = maak_doel(titel="Het doel")
    noor, yusuf = log_in(client, doel.plan), maak_gebiedsmanager(doel.plan)
    pagina = url("doel", doel.plan, doel.uuid)

    for gebruiker, titel, verwacht in [(yusuf, "Van Yusuf", 302), (noor, "Van Noor", 409)]:
        client.force_login(gebruiker)
        assert client.post(pagina, doel_velden(doel, titel=titel)).status_code == verwacht
    assert Doel.objects.get().titel == "Van Yusuf"


def test_twee_keer_dezelfde_tekst_is_geen_botsing(client):
    doel = maak_doel(titel="Het doel")

    antwoord = bots(client, doel, titel="Tekst van Yusuf")

    assert (antwoord.status_code, Doel.objects.get().versie) == (302, 2)


def test_een_blok_botst_ook(client):
    blok = maak_blok(tekst="Een\n\ntwee")
    log_in(client, blok.plan)
    velden = {"versie": 1, "rubriek": "wijk", "kop": blok.kop, "tekst": "Drie"}
    velden["zichtbaarheid"] = "openbaar"
    ander = {"kop": blok.kop, "tekst": "Vier", "zichtbaarheid": "gemeente"}
    wijzig_blok(blok, versie=1, door=maak_gebruiker(), **ander)

    antwoord = client.post(url("blok", blok.plan, blok.uuid), velden)
    client.post(
        url("blok", blok.plan, blok.uuid),
        verborgen(antwoord) | {"keuze-tekst": "samen", "keuze-zichtbaarheid": "ander"},
    )

    blok.refresh_from_db()
    assert (antwoord.status_code, blok.tekst) == (409, "Drie\n\nVier")
    assert blok.zichtbaarheid == "gemeente"
    assert "Alleen de gemeente" in tekst(antwoord)


def test_een_activiteit_botst_ook_en_houdt_haar_partners(client):
    inzet, helper = maak_inzet(), maak_partner()
    activiteit, plan = inzet.activiteit, inzet.doel.plan
    pagina = url("activiteit", plan, activiteit.uuid)
    velden = {"versie": 1, "titel": activiteit.titel, "trekker": activiteit.trekker_id}
    for _ in range(2):
        log_in(client, plan)
        antwoord = client.post(pagina, velden | {"partners": [helper.pk], "van": "2027"})
        velden["titel"] = "Andere naam"
        helper = maak_partner()

    keuze = {"keuze-titel": "mijn", "keuze-partners": "ander"}
    gekozen = client.post(pagina, verborgen(antwoord) | keuze)

    activiteit.refresh_from_db()
    assert (antwoord.status_code, gekozen.status_code) == (409, 302)
    assert (activiteit.titel, activiteit.partners.count()) == ("Andere naam", 1)
    assert activiteit.periode.lower.year == 2027
