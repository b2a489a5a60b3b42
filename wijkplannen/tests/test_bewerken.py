"""The pages of the working copy: who may, what is kept, and two people at one text."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import plaats
from wijkplannen.actions.frame import beeindig, wijzig_blok, wijzig_doel
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

pytestmark = pytest.mark.django_db


def url(naam, plan, *rest):
    return reverse(f"wijkplannen:{naam}", args=[plan.slug, *rest])


def log_in(client, plan):
    """The gebiedsmanager of the plan is at the screen."""
    gebruiker = maak_gebiedsmanager(plan)
    client.force_login(gebruiker)
    return gebruiker


def tekst(antwoord):
    """What a person reads, in one line."""
    kaal = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return " ".join(unescape(kaal).split())


def doel_velden(doel, **anders):
    velden = {"versie": doel.versie, "titel": doel.titel, "gewenst": doel.gewenst}
    gelezen = {f"gelezen-{naam}": velden[naam] for naam in ("titel", "gewenst")}
    return velden | gelezen | {"thema": doel.thema_id, "gelezen-thema": doel.thema_id} | anders


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
        url("publiceren", plan),
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
    for pagina in paginas(inzet, blok):
        assert (client.get(pagina).status_code, pagina) == (schrijven, pagina)
        if schrijven != 200:
            assert client.post(pagina, {"versie": 1}).status_code == schrijven
    assert (Blok.objects.get().versie, Doel.objects.get().versie) == (1, 1)


def test_een_meelezer_ziet_geen_knoppen_maar_wel_zijn_eigen_voortgang(client):
    mijn = maak_inzet()
    plan = mijn.doel.plan
    ander = maak_inzet(mijn.doel)
    maak_blok(plan, kop="Voor partners", zichtbaarheid="partners")
    maak_blok(plan, kop="Voor de gemeente", zichtbaarheid="gemeente")
    client.force_login(maak_lid(mijn.activiteit.trekker).gebruiker)

    html = client.get(url("bewerken", plan)).content.decode()

    links = set(re.findall(rf'href="({url("bewerken", plan)}[^"]+)"', html))
    assert links == {url("voortgang", plan, mijn.uuid)}
    assert ("Voor partners" in html, "Voor de gemeente" in html) == (True, False)
    assert ("Beheerd door de gebiedsmanager" in html, ander.activiteit.titel in html) == (
        True,
        True,
    )
    assert "wp-publiceer" not in html


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

    with django_assert_num_queries(8):
        antwoord = client.get(url("bewerken", plan))

    assert antwoord.content.decode().count("<article") == 2 * aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_meelezen_kost_evenveel_queries(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    client.force_login(maak_lid(Activiteit.objects.first().trekker).gebruiker)

    with django_assert_num_queries(9):
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
    velden = {"kop": "De wijk", "tekst": "Groen.", "zichtbaarheid": "partners"}

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

    for _ in range(2):
        antwoord = client.post(pagina, {"bestaand-activiteit": bestaand.pk})

    assert antwoord.status_code == 422  # it is not in the list a second time
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


# Two people at one text


def bewaar_eerst(doel, titel="Tekst van Yusuf", gewenst=""):
    yusuf = maak_gebruiker(naam="Yusuf Aydin")
    return wijzig_doel(
        Doel.objects.get(pk=doel.pk),
        versie=Doel.objects.get(pk=doel.pk).versie,
        door=yusuf,
        titel=titel,
        gewenst=gewenst,
        thema=doel.thema,
    )


def verborgen(antwoord):
    """The form of the conflict page as a browser sends it: hidden values and what is ticked."""
    html = antwoord.content.decode()
    formulier = html[html.index("data-bewaak") : html.rindex("</form>")]
    velden = {}
    for invoer in re.findall(r"<input[^>]*>", formulier):
        naam, waarde = (re.search(rf'{a}="([^"]*)"', invoer) for a in ("name", "value"))
        if 'type="hidden"' in invoer or " checked" in invoer:
            velden[naam[1]] = unescape(waarde[1]) if waarde else ""
    for naam, waarde in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', formulier, re.S
    ):
        velden[naam] = unescape(waarde)
    return velden


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
    velden = {"versie": 1, "kop": blok.kop, "tekst": "Drie", "zichtbaarheid": "openbaar"}
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


# Ending


def test_een_doel_uit_het_plan_halen_en_terugzetten(client):
    plan = maak_online_plan()
    doel = plan.doelen.get()
    log_in(client, plan)
    assert "bezoekers het nog tot de volgende versie" in tekst(
        client.get(url("doel_beeindigen", plan, doel.uuid))
    )

    client.post(url("doel_beeindigen", plan, doel.uuid), {"versie": 1})
    weg = tekst(client.get(url("bewerken", plan)))
    client.post(url("doel_terugzetten", plan, doel.uuid), {"versie": 2})

    assert ("Uit het plan gehaald" in weg, "1 wijziging staat nog niet online." in weg) == (
        True,
        True,
    )
    assert list(plan.doelen.lopend()) == [doel]
    assert "Uit het plan gehaald" not in tekst(client.get(url("bewerken", plan)))


def test_wie_een_oude_versie_weghaalt_ziet_eerst_de_nieuwe(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)
    bewaar_eerst(doel, titel="Net veranderd")

    antwoord = client.post(url("doel_beeindigen", doel.plan, doel.uuid), {"versie": 1})

    assert (antwoord.status_code, Doel.objects.get().vervallen_op) == (409, None)
    assert "Net veranderd" in tekst(antwoord)
    assert 'name="versie" value="2"' in antwoord.content.decode()


@pytest.mark.parametrize("versie", ["", "abc", "\x00"])
def test_weghalen_zonder_versie_doet_niets(client, versie):
    blok = maak_blok()
    log_in(client, blok.plan)

    antwoord = client.post(url("blok_beeindigen", blok.plan, blok.uuid), {"versie": versie})
    terug = client.post(url("blok_terugzetten", blok.plan, blok.uuid), {"versie": versie})

    assert (antwoord.status_code, terug.status_code) == (422, 302)
    assert (Blok.objects.get().versie, Blok.objects.get().vervallen_op) == (1, None)


def test_wie_schrijft_aan_een_doel_dat_net_weg_is_verliest_niets(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)
    velden = doel_velden(doel, titel="Mijn tekst")
    beeindig(doel, versie=1, door=maak_gebruiker(naam="Yusuf Aydin"))

    antwoord = client.post(url("doel", doel.plan, doel.uuid), velden)

    assert antwoord.status_code == 409
    assert "Dit doel is ook uit de werkversie gehaald." in tekst(antwoord)
    client.post(url("doel", doel.plan, doel.uuid), verborgen(antwoord))
    assert Doel.objects.get().titel == "Mijn tekst"


def test_terugzetten_van_een_oude_versie_doet_niets(client):
    doel = maak_doel()
    log_in(client, doel.plan)
    beeindig(doel, versie=1, door=maak_gebruiker())

    client.post(url("doel_terugzetten", doel.plan, doel.uuid), {"versie": 1})

    assert Doel.objects.get().vervallen_op is not None
    assert client.get(url("doel_terugzetten", doel.plan, doel.uuid)).status_code == 405
