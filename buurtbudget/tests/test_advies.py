"""The city's department: sees the plan and the place, never who asks, and answers once."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import localdate

from berichten.models import Bericht
from berichten.teksten import schrijf
from buurtbudget import sleutels
from buurtbudget.actions.adviezen import beantwoord_advies, vraag_advies
from buurtbudget.models import Advies, Bijlage
from buurtbudget.tests.maken import besluit, maak_ontvangen
from buurtbudget.tests.maken_bureau import klant, maak_bureau
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db
VAK = "afdeling@stad.example"


@pytest.fixture
def bureau():
    return maak_bureau()


@pytest.fixture
def aanvraag(bureau):
    return maak_ontvangen(
        bureau.pot,
        titel="Een bank",
        straat="Voorbeeldplein",
        huisnummer="9-zwart",
        tekst="Mijn buurman Geheim helpt.",
        aanvrager={"naam": "Geheim Persoon"},
    )


def maak_advies(aanvraag, email=VAK):
    aanvraag.refresh_from_db()
    return vraag_advies(
        aanvraag,
        versie=aanvraag.versie,
        vraag="Mag hier een bank?",
        uiterlijk=localdate() + timedelta(14),
        email=email,
        door=aanvraag.gebeurtenissen.first().door or maak_bureau().joke,
    )


def link(advies):
    return reverse("buurtbudget:advies", args=[sleutels.geheim(advies)])


def antwoord(client, advies, **data):
    return client.post(link(advies), {"antwoord": "mag", "naam": "Kim van de stad"} | data)


def test_vragen_aan_de_gemeente_vanaf_het_dossier(bureau, aanvraag):
    dag = f"{localdate() + timedelta(14):%d-%m-%Y}"
    naar = reverse("buurtbudget:advies_vragen", args=[aanvraag.nummer])
    data = {
        "versie": aanvraag.versie,
        "vraag": "Mag hier een bank?",
        "uiterlijk": dag,
        "email": VAK,
    }

    assert bureau.client.post(naar, data).status_code == 302
    oud = bureau.client.post(naar, data)  # the second tap: the application moved on

    bericht = Bericht.objects.get(soort="bb_advies")
    onderwerp, tekst = schrijf(bericht)
    assert (oud.status_code, Advies.objects.count(), bericht.aan) == (409, 1, VAK)
    assert "Mag hier een bank?" in tekst
    assert "Geheim" not in onderwerp + tekst + str(bericht.feiten)


@pytest.mark.parametrize(
    "gek",
    [
        {"vraag": ""},
        {"vraag": "x\x00"},
        {"vraag": "x" * 600},
        {"uiterlijk": "1-1-2020"},
        {"email": "geen"},
        {"email": "x\x00@y.nl"},
    ],
)
def test_een_vraag_die_niet_klopt_geeft_uitleg(bureau, aanvraag, gek):
    dag = f"{localdate() + timedelta(14):%d-%m-%Y}"
    naar = reverse("buurtbudget:advies_vragen", args=[aanvraag.nummer])
    data = {"versie": aanvraag.versie, "vraag": "Mag dit?", "uiterlijk": dag, "email": ""}

    assert bureau.client.post(naar, data | gek).status_code == 422
    assert Advies.objects.count() == 0


def test_de_pagina_van_de_link_noemt_niemand_en_een_get_verandert_niets(client, aanvraag):
    advies = maak_advies(aanvraag)
    for _ in range(3):  # a scanner
        html = client.get(link(advies)).content.decode()

    advies.refresh_from_db()
    assert ("Een bank" in html, "Voorbeeldplein" in html, "Mag hier een bank?" in html) == (
        True,
        True,
        True,
    )
    verborgen = ["Geheim", "9-zwart", "voorbeeld.example"]
    assert [woord for woord in verborgen if woord in html] == []
    assert (advies.antwoord, advies.beantwoord_op) == ("", None)


def test_de_gemeente_antwoordt_een_keer_en_ziet_daarna_wat(client, bureau, aanvraag):
    advies = maak_advies(aanvraag)
    antwoord(client, advies, antwoord="mits", toelichting="Houd het pad vrij.")
    antwoord(client, advies, antwoord="niet", toelichting="Toch niet.")
    with pytest.raises(RegelGeschonden, match="al beantwoord"):  # two at the same moment
        beantwoord_advies(advies, antwoord="niet", toelichting="Toch niet.", naam="Kim")

    advies.refresh_from_db()
    html = client.get(link(advies)).content.decode()
    dossier = bureau.client.get(reverse("buurtbudget:dossier", args=[aanvraag.nummer]))
    assert (advies.antwoord, advies.beantwoord_door) == ("mits", "Kim van de stad")
    assert ("Houd het pad vrij." in html, "<form" in html) == (True, False)
    assert "Antwoord van de gemeente: dit mag, mits" in dossier.content.decode()


@pytest.mark.parametrize(
    "gek",
    [
        {"antwoord": "misschien"},
        {"antwoord": "niet"},
        {"antwoord": "mits", "toelichting": "x" * 700},
        {"naam": ""},
        {"naam": "x\x00"},
    ],
)
def test_een_antwoord_dat_niet_klopt_geeft_uitleg(client, aanvraag, gek):
    advies = maak_advies(aanvraag)

    assert antwoord(client, advies, **gek).status_code == 422
    advies.refresh_from_db()
    assert advies.beantwoord_op is None


def test_een_verzonnen_link_bestaat_niet(client, aanvraag):
    geheim = sleutels.geheim(maak_advies(aanvraag))

    for fout in (geheim[:-1] + "x", geheim.partition(".")[0], sleutels.geheim(aanvraag), "%00"):
        assert client.get(f"/verder/advies/{fout}/").status_code == 404


def test_alleen_tekeningen_gaan_mee(client, aanvraag):
    advies = maak_advies(aanvraag)
    velden = {"type": "application/pdf", "grootte": 4, "sha256": "x", "naam": "van Geheim.pdf"}
    for soort in ("tekening", "scan"):
        rij = Bijlage(aanvraag=aanvraag, soort=soort, **velden)
        rij.bestand.save("x", ContentFile(b"%PDF"))
    tekening, scan = Bijlage.objects.order_by("-soort")

    def haal(bijlage):
        args = [sleutels.geheim(advies), bijlage.uuid]
        return client.get(reverse("buurtbudget:tekening", args=args))

    assert [haal(bijlage).status_code for bijlage in (tekening, scan)] == [200, 404]
    assert "Geheim" not in haal(tekening)["Content-Disposition"]


def test_na_het_besluit_vraagt_de_link_niets_meer(client, aanvraag):
    advies = maak_advies(aanvraag)
    besluit(aanvraag, "afgewezen")

    html = client.get(link(advies)).content.decode()
    antwoord(client, advies)

    advies.refresh_from_db()
    assert ("al besloten" in html, advies.antwoord) == (True, "")


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_van_de_vakafdeling(bureau, aantal, django_assert_num_queries):
    stad = klant(maak_aanstelling(rol=Rol.VAKAFDELING).gebruiker)
    adviezen = [maak_advies(maak_ontvangen(bureau.pot), email="") for _ in range(aantal)]

    with django_assert_num_queries(5):
        antwoord_ = stad.get(reverse("buurtbudget:adviezen"))

    assert antwoord_.context["open"] == adviezen
    assert Bericht.objects.filter(soort="bb_advies").count() == 0
    naar = reverse("buurtbudget:advies_geven", args=[adviezen[0].uuid])
    assert "Anneke" not in stad.get(naar).content.decode()
    stad.post(naar, {"antwoord": "mag", "naam": "Kim"})
    assert stad.get(reverse("buurtbudget:adviezen")).context["gedaan"] == adviezen[:1]


def test_andere_rollen_komen_niet_bij_de_vragen(bureau, aanvraag):
    advies = maak_advies(aanvraag)
    beleid = klant(maak_aanstelling(rol=Rol.BELEID).gebruiker)
    for client in (beleid, bureau.client):
        assert client.get(reverse("buurtbudget:adviezen")).status_code == 403
        assert (
            client.get(reverse("buurtbudget:advies_geven", args=[advies.uuid])).status_code == 403
        )
