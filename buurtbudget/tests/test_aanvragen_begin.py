"""Beginning an application: which wijk, when it is open, and who may go on with it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_concept, maak_spelregels
from buurtbudget.tests.maken_bewoner import begin, sleutel

pytestmark = pytest.mark.django_db


def stap(aanvraag, naam):
    return reverse("buurtbudget:stap", args=[aanvraag.uuid, naam])


@pytest.fixture
def client_2():
    return Client()


def test_dubbel_beginnen_geeft_een_aanvraag_ook_zonder_koekje(client, client_2):
    regels = maak_spelregels()
    velden = {"sleutel": sleutel(client, regels), "wijk": regels.gebied.slug}

    eerste = client.post(reverse("buurtbudget:aanvragen"), velden)
    tweede = client_2.post(reverse("buurtbudget:aanvragen"), velden)

    assert (eerste.url, Aanvraag.objects.count()) == (tweede.url, 1)


def test_wie_alleen_het_uuid_kent_kan_er_niet_mee_beginnen(client):
    aanvraag = maak_concept()

    antwoord = begin(client, aanvraag.spelregels, sleutel=str(aanvraag.uuid))

    assert antwoord.status_code == 422
    assert client.get(stap(aanvraag, "idee")).status_code == 404


def test_beginnen_neemt_alleen_antwoorden_mee_die_passen(client):
    regels = maak_spelregels(categorieen=[{"naam": "Straatfeest"}])
    categorie = regels.categorieen.get()
    dag = localdate() + timedelta(30)

    begin(client, regels, titel="Feest", categorie=categorie.pk, van=f"{dag:%d-%m-%Y}", nummer="9")
    aanvraag = Aanvraag.objects.get()
    assert (aanvraag.titel, aanvraag.categorie, aanvraag.van, aanvraag.nummer) == (
        "Feest",
        categorie,
        dag,
        None,
    )

    for categorie in ["999999", "9" * 40, "\0", "straatfeest\0"]:
        begin(client, regels, titel="x" * 200 + "\0", categorie=categorie, van="31-02-2027")
        leeg = Aanvraag.objects.latest("pk")
        assert (leeg.titel, leeg.categorie, leeg.van) == ("", None, None)


def test_de_antwoorden_van_kan_dit_gaan_onder_hun_eigen_namen_mee(client):
    regels = maak_spelregels(categorieen=[{"naam": "Groen en opknappen"}])
    dag = localdate() + timedelta(30)
    vraag = f"wijk={regels.gebied.slug}&categorie=groen-en-opknappen&vast=ja&wanneer={dag:%d-%m-%Y}"

    mee = client.get(f"/buurtbudget/aanvragen/?{vraag}&eten=geen").context["mee"]
    begin(client, regels, **mee)

    aanvraag = Aanvraag.objects.get()
    assert (aanvraag.fysiek, aanvraag.van) == (True, dag)
    assert aanvraag.categorie.naam == "Groen en opknappen"


@pytest.mark.parametrize("wijk", ["%00", "bestaat-niet", "a" * 500, "é", "%F0%9F%98%80"])
def test_een_wijk_die_er_niet_is(client, wijk):
    assert client.get(f"/buurtbudget/aanvragen/?wijk={wijk}").status_code == 404


def test_wie_is_ingelogd_is_de_indiener(client, django_user_model):
    gebruiker = django_user_model.objects.create_user(email="b@voorbeeld.example", naam="B")
    client.force_login(gebruiker)
    begin(client, maak_spelregels())
    aanvraag = Aanvraag.objects.get(indiener=gebruiker)

    client.session.flush()
    client.force_login(gebruiker)

    assert client.get(aanvraag.get_absolute_url()).status_code == 200
    assert aanvraag.kenmerk in client.get("/mijn/").content.decode()


@pytest.mark.parametrize(("van", "zin"), [(10, "Je kunt nog niet aanvragen"), (-10, "niet meer")])
def test_wie_te_vroeg_of_te_laat_is_leest_wanneer_het_kan(client, van, zin):
    dag = localdate()
    tot = dag + timedelta(van + 5)
    regels = maak_spelregels(open_vanaf=dag + timedelta(van), sluit_op=tot)

    pagina = client.get(f"/buurtbudget/aanvragen/?wijk={regels.gebied.slug}").content.decode()

    assert zin in pagina
    assert "Begin met je aanvraag" not in pagina
    assert begin_zonder_knop(client, regels) == 200
    assert not Aanvraag.objects.exists()


def begin_zonder_knop(client, regels):
    velden = {"sleutel": "x", "wijk": regels.gebied.slug}
    return client.post(reverse("buurtbudget:aanvragen"), velden).status_code


def test_beginnen_kan_vanaf_een_adres_niet_eindeloos(client):
    cache.clear()
    regels = maak_spelregels()

    codes = [begin(client, regels).status_code for _ in range(31)]

    assert (codes[:30], codes[30]) == ([302] * 30, 422)
    assert Aanvraag.objects.count() == 30
