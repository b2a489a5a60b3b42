"""Signing in: the mailed code, the password, the second step, and what they refuse."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.db import connection
from django.test import Client

from berichten.models import Bericht
from gebruikers.tests.maken import maak_gebruiker

pytestmark = pytest.mark.django_db
INLOGGEN = "/account/inloggen/"
CODE = "/account/inloggen/code/"
WACHTWOORD = "/account/inloggen/wachtwoord/"
AAN = "/account/tweede-stap/aanzetten/"
NOOR, ZIN = "noor@voorbeeld.example", "vier woorden op een rij"


@pytest.fixture(autouse=True)
def _snel(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def maak_noor(**afwijking):
    return maak_gebruiker(email=NOOR, naam="Noor de Graaf", **afwijking)


def vraag_code(client, email=NOOR):
    """Ask for a code; give what stands in the letter that waits."""
    antwoord = client.post(INLOGGEN, {"email": email})
    bericht = Bericht.objects.filter(soort="inlogcode").first()
    return antwoord, bericht and bericht.feiten["code"]


def is_ingelogd(client):
    return "_auth_user_id" in client.session


def fouten(antwoord):
    return re.findall(r'<li><a href="#id_\w+">(.*?)</a></li>', antwoord.content.decode())


def meldingen(antwoord):
    return [str(melding) for melding in antwoord.context["messages"]]


def test_met_een_code_uit_de_mail_ben_je_binnen(client, django_capture_on_commit_callbacks):
    maak_noor()

    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(INLOGGEN, {"email": "Noor@Voorbeeld.Example"})
    code = re.search(r"\b\d{6}\b", mail.outbox[0].body)[0]
    binnen = client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})

    assert (antwoord.status_code, antwoord.url, mail.outbox[0].to) == (302, CODE, [NOOR])
    assert (binnen.status_code, binnen.url, is_ingelogd(client)) == (302, "/werk/", True)


def test_na_inloggen_kom_je_waar_je_heen_ging_maar_nooit_buiten_het_portaal(client):
    maak_noor()
    for doel, uitkomst in [("/account/", "/account/"), ("https://elders.example/", "/werk/")]:
        client.post(f"{INLOGGEN}?next={doel}", {"email": NOOR})
        code = Bericht.objects.filter(soort="inlogcode").first().feiten["code"]
        assert client.post(f"{CODE}?next={doel}", {"code": code}).url == uitkomst
        client.logout()


def test_een_onbekend_adres_ziet_er_hetzelfde_uit(client):
    maak_noor()
    bekend, _ = vraag_code(client)
    pagina = client.get(CODE).content.decode()
    client.logout()
    onbekend, _ = vraag_code(client, "weg@voorbeeld.example")

    assert (onbekend.status_code, onbekend.url) == (bekend.status_code, bekend.url)
    zonder_token = re.compile(r'value="\w{64}"')
    ander = client.get(CODE).content.decode().replace("weg@", "noor@")
    assert zonder_token.sub("", ander) == zonder_token.sub("", pagina)
    assert Bericht.objects.first().feiten == {"wat": "unknown_account", "link": ""}
    assert client.post(CODE, {"code": "123456"}).status_code == 422


def test_een_foute_code_zegt_dat_en_na_vijf_keer_begin_je_opnieuw(client):
    maak_noor()
    _, code = vraag_code(client)
    fout = "000000" if code != "000000" else "111111"

    pogingen = [client.post(CODE, {"code": fout}) for _ in range(4)]
    laatste = client.post(CODE, {"code": fout}, follow=True)

    zin = "Deze code klopt niet. Kijk in de nieuwste mail en typ de zes cijfers over."
    assert [(poging.status_code, fouten(poging)) for poging in pogingen] == [(422, [zin])] * 4
    assert laatste.redirect_chain == [(INLOGGEN, 302)]
    assert meldingen(laatste) == [
        "Dit is te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw."
    ]
    client.post(CODE, {"code": code})
    assert is_ingelogd(client) is False


def test_een_code_die_te_oud_is_zegt_dat(client, settings):
    maak_noor()
    _, code = vraag_code(client)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    antwoord = client.post(CODE, {"code": code}, follow=True)

    assert meldingen(antwoord) == ["Deze code werkt niet meer. Vraag een nieuwe aan."]
    assert is_ingelogd(client) is False


def test_een_nieuwe_code_vragen_maakt_de_oude_waardeloos(client):
    maak_noor()
    _, oud = vraag_code(client)
    client.post(CODE, {"action": "resend"})
    nieuw = Bericht.objects.filter(soort="inlogcode").first().feiten["code"]

    assert client.post(CODE, {"code": oud}).status_code == (302 if oud == nieuw else 422)
    assert client.post(CODE, {"code": nieuw}).url == "/werk/"


@pytest.mark.parametrize("adres", ["", "geen adres", "a" * 250 + "@voorbeeld.example", "a\0@b.nl"])
def test_een_vreemd_adres_is_een_fout_bij_het_veld(client, adres):
    antwoord = client.post(INLOGGEN, {"email": adres})

    assert (antwoord.status_code, len(fouten(antwoord)) >= 1) == (422, True)
    assert "<title>Fout: " in antwoord.content.decode()
    assert Bericht.objects.exists() is False


def test_een_gesloten_account_krijgt_geen_code(client):
    maak_noor(is_active=False)
    vraag_code(client)

    assert [bericht.soort for bericht in Bericht.objects.all()] == ["account"]


def test_te_vaak_een_code_vragen_wordt_geteld_in_de_database():
    maak_noor()
    antwoorden = [vraag_code(Client())[0] for _ in range(6)]

    assert [antwoord.status_code for antwoord in antwoorden] == [302] * 5 + [422]
    assert fouten(antwoorden[-1]) == [
        "Dit is te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw."
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kern_cache WHERE cache_key LIKE '%%login_code%%'")
        assert cursor.fetchone()[0] >= 1


def test_te_vaak_vanaf_een_plek_geeft_de_wachtpagina(client):
    antwoorden = [client.post(WACHTWOORD, {}) for _ in range(31)]

    assert {antwoord.status_code for antwoord in antwoorden[:30]} == {422}
    assert antwoorden[30].status_code == 429
    assert "<h1" in antwoorden[30].content.decode()
    assert "Even wachten" in antwoorden[30].content.decode()


def test_vijf_foute_wachtwoorden_en_ook_het_goede_moet_wachten(client):
    maak_noor(password=ZIN)
    for _ in range(5):
        antwoord = client.post(WACHTWOORD, {"login": NOOR, "password": "fout"})
        assert antwoord.status_code == 422
        assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in antwoord.content.decode()

    antwoord = client.post(WACHTWOORD, {"login": NOOR, "password": ZIN})

    assert (antwoord.status_code, is_ingelogd(client)) == (422, False)
    assert "te vaak geprobeerd" in antwoord.content.decode()


def zet_tweede_stap_aan(client):
    client.post(f"/account/nog-een-keer/?next={AAN}", {"password": ZIN})
    geheim = re.search(r"<code>(\w+)</code>", client.get(AAN).content.decode())[1]
    return client.post(AAN, {"code": app_code(geheim)})


def app_code(geheim):
    nu = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(geheim, nu))


def test_de_tweede_stap_aanzetten_en_ermee_inloggen(client, django_capture_on_commit_callbacks):
    maak_noor(password=ZIN)
    client.post(WACHTWOORD, {"login": NOOR, "password": ZIN})

    with django_capture_on_commit_callbacks(execute=True):
        aangezet = zet_tweede_stap_aan(client)
    codes = re.findall(r"<code>(\d{8})</code>", client.get(aangezet.url).content.decode())
    client.post("/account/uitloggen/")
    halverwege = client.post(WACHTWOORD, {"login": NOOR, "password": ZIN})
    stap = "/account/inloggen/tweede-stap/"

    assert (aangezet.url, len(codes)) == ("/account/herstelcodes/", 10)
    assert (halverwege.url, is_ingelogd(client)) == (stap, False)
    fout = client.post(stap, {"code": "000000"})
    assert fouten(fout) == ["Deze code klopt niet. Neem de code die nu in je app staat."]
    assert client.post(stap, {"code": codes[0]}).url == "/werk/"
    assert is_ingelogd(client) is True
    assert [brief.to for brief in mail.outbox] == [[NOOR]]
    assert "De tweede stap bij het inloggen staat nu aan." in mail.outbox[0].body


def test_ook_na_een_code_uit_de_mail_komt_de_tweede_stap(client):
    gebruiker = maak_noor()
    Authenticator.objects.create(
        user=gebruiker, type="totp", data={"secret": totp.generate_totp_secret()}
    )
    _, code = vraag_code(client)

    assert client.post(CODE, {"code": code}).url == "/account/inloggen/tweede-stap/"
    assert is_ingelogd(client) is False


def test_wie_lang_geleden_inlogde_bewijst_eerst_dat_hij_het_is(client):
    client.force_login(maak_noor(password=ZIN))

    terug = client.get(AAN)
    assert terug.url.startswith("/account/nog-een-keer/")
    fout = client.post(terug.url, {"password": "fout"})
    assert fouten(fout) == ["Dit wachtwoord klopt niet."]
    assert client.post(terug.url, {"password": ZIN}).url == AAN


def test_wachtwoord_vergeten_gaat_met_een_link_die_een_keer_werkt(client):
    gebruiker = maak_noor(password="oude zin van vroeger")
    client.post("/account/wachtwoord/vergeten/", {"email": NOOR})
    link = Bericht.objects.get().feiten["link"].partition("testserver")[2]

    formulier = client.get(link, follow=True)
    nieuw = {"password1": ZIN, "password2": ZIN}
    kort = client.post(formulier.request["PATH_INFO"], {"password1": "kort", "password2": "kort"})
    klaar = client.post(formulier.request["PATH_INFO"], nieuw)

    assert (kort.status_code, klaar.url) == (422, "/account/wachtwoord/nieuw/klaar/")
    gebruiker.refresh_from_db()
    assert gebruiker.check_password(ZIN) is True
    client.logout()
    assert "Deze link werkt niet meer" in client.get(link, follow=True).content.decode()


def test_wachtwoord_kiezen_en_veranderen(client):
    gebruiker = maak_noor()
    client.force_login(gebruiker)
    nieuw = {"password1": ZIN, "password2": ZIN}

    assert client.post("/account/wachtwoord/kiezen/", nieuw).url == "/account/"
    gebruiker.refresh_from_db()
    client.force_login(gebruiker)
    fout = client.post("/account/wachtwoord/", nieuw | {"oldpassword": "anders"})
    assert fouten(fout) == ["Dit is niet je huidige wachtwoord."]
