from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from berichten.actions import noteer_verstuurd, wis_inhoud, zet_klaar
from berichten.models import Bericht
from berichten.tasks import brief_klaar
from berichten.tests.maken import maak_bericht
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from gebruikers.tests.maken import maak_gebruiker
from partners.models import Contactpersoon, Lidmaatschap
from partners.permissions import rechten
from portaal.demo.mensen import PERSONEN

pytestmark = pytest.mark.django_db
DICHT = ["/demo/", "/demo/inloggen/", "/demo/postvak/"]


def aantallen():
    tabellen = connection.introspection.table_names()
    echt = [model for model in apps.get_models() if model._meta.db_table in tabellen]
    return {model._meta.label: model._base_manager.count() for model in echt}


def test_twee_keer_laden_verandert_niets_en_schrijft_niets():
    call_command("laad_demo", verbosity=0)
    eerst = aantallen()

    with CaptureQueriesContext(connection) as queries:
        call_command("laad_demo", verbosity=0)

    assert aantallen() == eerst
    schrijft = ("INSERT", "UPDATE", "DELETE")
    assert [query["sql"] for query in queries if query["sql"].startswith(schrijft)] == []

    wie = {persoon.rol: Gebruiker.objects.get(email=persoon.email) for persoon in PERSONEN}
    zuid, nieuwland = Gebied.objects.wijken().filter(slug__in=["amersfoort-zuid", "nieuwland"])
    assert rechten(wie["gebiedsmanager"]).beheert(zuid.pk) is True
    assert rechten(wie["gebiedsmanager"]).beheert(nieuwland.pk) is True
    assert rechten(wie["bewoner"]).is_leeg is True
    leden = Lidmaatschap.objects.filter(rol="werkgroep").values_list("partner__slug", flat=True)
    assert Counter(leden) == {
        "hooglands-dorpsteam": 9,
        "buurtbudget-kruiskamp-koppel": 2,
        "wijk-beheer-team-nieuwland": 2,
    }
    assert Lidmaatschap.objects.get(kanaal="post").gebruiker is None
    assert Contactpersoon.objects.openbaar().filter(gebied__isnull=False).count() == 9
    assert Gebruiker.objects.filter(is_voorbeeld=False).exists() is False


def test_zonder_demo_wordt_er_niets_geladen(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="zet DEMO=1"):
        call_command("laad_demo")

    assert Gebruiker.objects.exists() is False


def maak_personen():
    for persoon in PERSONEN:
        Gebruiker.objects.create_user(persoon.email, naam=persoon.naam, is_voorbeeld=True)


@pytest.mark.parametrize("persoon", PERSONEN, ids=lambda persoon: persoon.rol)
def test_met_een_knop_ben_je_binnen_als_een_voorbeeldpersoon(client, persoon):
    maak_personen()

    antwoord = client.post("/demo/inloggen/", {"rol": persoon.rol})

    assert (antwoord.status_code, antwoord.url) == (302, "/werk/")
    assert persoon.naam in client.get("/account/").content.decode()


@pytest.mark.parametrize("rol", ["", "koning", "a\0b"])
def test_een_onbekende_rol_is_een_zin_en_geen_storing(client, rol):
    antwoord = client.post("/demo/inloggen/", {"rol": rol})

    assert antwoord.status_code == 422
    assert "Kies een van de voorbeeldpersonen." in antwoord.content.decode()
    assert "_auth_user_id" not in client.session


def test_inloggen_gaat_niet_met_een_link(client):
    assert client.get("/demo/inloggen/?rol=beleid").status_code == 405


def test_een_echte_gebruiker_met_dat_adres_opent_niet(client):
    Gebruiker.objects.create_user(PERSONEN[0].email, naam="Echt")
    assert client.post("/demo/inloggen/", {"rol": PERSONEN[0].rol}).status_code == 404


@pytest.mark.parametrize("pad", DICHT)
def test_zonder_demo_bestaan_deze_paginas_niet(client, settings, pad):
    maak_personen()
    settings.DEMO = False

    doe = client.post if "inloggen" in pad else client.get
    assert doe(pad, {"rol": "beleid"}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("pad", DICHT)
def test_een_andere_host_dan_deze_computer_wordt_geweigerd(client, settings, pad):
    settings.ALLOWED_HOSTS = settings.LOKAAL
    assert client.get(pad, headers={"host": "portaal.example"}).status_code == 400


def test_het_postvak_toont_mail_zoals_verstuurd_en_brieven_om_te_printen(
    client, django_capture_on_commit_callbacks, django_assert_num_queries
):
    with django_capture_on_commit_callbacks(execute=True):
        zet_klaar(soort="inlogcode", gebeurtenis="a", aan="a@b.example", feiten={"code": "424242"})
    plan = {"titel": "Wijkplan <Zuid>", "nummer": 1, "wat_veranderd": "Nieuw.", "link": "/x/"}
    zet_klaar(soort="plan_gepubliceerd", gebeurtenis="b", aan="Bep", feiten=plan, kanaal="post")

    with django_assert_num_queries(1):
        antwoord = client.get("/demo/postvak/")

    tekst = antwoord.content.decode()
    assert ("424242" in tekst, "Wijkplan &lt;Zuid&gt;: versie 1" in tekst) == (True, True)
    assert [bericht.aan for bericht in antwoord.context["te_printen"]] == ["Bep"]


def test_het_postvak_geeft_een_brief_als_pdf_zoals_hij_bewaard_is(client):
    bericht = maak_bericht("bb_ingetrokken")
    adres = f"/demo/postvak/{bericht.uuid}.pdf"
    zonder = client.get(adres)

    brief_klaar(bericht.pk)

    assert adres in client.get("/demo/postvak/").content.decode()
    bewaard = client.get(adres)
    assert bewaard.content == Bericht.objects.get().bestand.read() == zonder.content
    assert bewaard["Content-Type"] == "application/pdf"
    wis_inhoud("VB-2027-012")
    assert client.get(adres).status_code == 404


def test_het_postvak_legt_te_bellen_en_gedaan_apart(client):
    te_doen, gedaan = maak_bericht(kanaal="telefoon"), maak_bericht(kanaal="telefoon")
    noteer_verstuurd(gedaan, door=maak_gebruiker())

    context = client.get("/demo/postvak/").context

    assert (context["te_bellen"], context["gedaan"]) == ([te_doen], [gedaan])
