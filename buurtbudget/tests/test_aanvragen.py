"""The application of a resident, page by page: begin, fill in, send."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from berichten.models import Bericht
from buurtbudget.actions.indienen import wijzig
from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_concept, maak_ontvangen, maak_pot, maak_spelregels
from buurtbudget.tests.maken_bewoner import (
    IDEE,
    JIJ_POST,
    JIJ_TELEFOON,
    WAAR,
    begin,
    kosten,
    open_als,
)

pytestmark = pytest.mark.django_db


def stap(aanvraag, naam):
    return reverse("buurtbudget:stap", args=[aanvraag.uuid, naam])


def test_de_hele_weg_zonder_e_mail(client):
    pot = maak_pot()
    regels = maak_concept(pot).spelregels

    antwoord = begin(client, regels)
    aanvraag = Aanvraag.objects.latest("pk")
    assert antwoord.url == stap(aanvraag, "idee")

    for naam, velden, volgende in [
        ("idee", IDEE, "waar"),
        ("waar", WAAR, "kosten"),
        ("kosten", kosten(("Springkussen", "180"), ("Tent", "125,50"), eigen="75"), "jij"),
        ("jij", JIJ_TELEFOON, "controle"),
    ]:
        aanvraag.refresh_from_db()
        antwoord = client.post(stap(aanvraag, naam), velden | {"versie": aanvraag.versie})
        assert (antwoord.status_code, antwoord.url) == (302, stap(aanvraag, volgende)), naam
    aanvraag.refresh_from_db()
    assert aanvraag.gevraagd == Decimal("230.50")

    velden = {"versie": aanvraag.versie, "verklaring": "on"}
    antwoord = client.post(stap(aanvraag, "controle"), velden)
    aanvraag.refresh_from_db()
    assert (aanvraag.status, antwoord.url) == (
        "ontvangen",
        reverse("buurtbudget:verzonden", args=[aanvraag.uuid]),
    )
    assert aanvraag.nummer in client.get(antwoord.url).content.decode()
    bericht = Bericht.objects.get(betreft=aanvraag.uuid)
    assert (bericht.soort, bericht.kanaal) == ("bb_ontvangen", "telefoon")


def test_versturen_kan_twee_keer_zonder_tweede_nummer(client):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    velden = {"versie": aanvraag.versie, "verklaring": "on"}

    eerste = client.post(stap(aanvraag, "controle"), velden)
    tweede = client.post(stap(aanvraag, "controle"), velden)

    assert (eerste.status_code, tweede.status_code) == (302, 302)
    assert Bericht.objects.filter(soort="bb_ontvangen").count() == 1


def test_een_stap_die_er_niet_is_bestaat_ook_na_versturen_niet(client):
    aanvraag = maak_ontvangen()
    open_als(client, aanvraag)

    for naam in ["iets", "buren", "constructor"]:
        assert client.get(stap(aanvraag, naam)).status_code == 404
        assert client.post(stap(aanvraag, naam)).status_code == 404


@pytest.mark.parametrize(
    ("naam", "velden", "veld"),
    [
        ("idee", {"titel": ""}, "titel"),
        ("idee", {"titel": "x" * 101}, "titel"),
        ("idee", {"titel": "a\0b"}, "titel"),
        ("idee", {"fysiek": "misschien"}, "fysiek"),
        ("waar", {"van": "31-2-2027"}, "van"),
        ("waar", {"van": "2-3-2027", "tot": "1-3-2027"}, "tot"),
        ("waar", {"deelnemers": "9" * 40}, "deelnemers"),
        ("jij", {"kanaal": "mail", "email": ""}, "email"),
        ("jij", {"kanaal": "mail", "email": "geen adres"}, "email"),
        ("jij", JIJ_POST | {"postcode": "38"}, "postcode"),
        ("jij", {"kanaal": "telefoon", "telefoon": ""}, "telefoon"),
        ("jij", {"kanaal": "duif"}, "kanaal"),
        ("kosten", {"bedrag_kosten_0": "weet niet"}, "bedrag_kosten_0"),
        ("kosten", {"bedrag_kosten_0": ""}, "bedrag_kosten_0"),
        ("kosten", {"wat_kosten_0": ""}, "wat_kosten_0"),
        ("kosten", {"wat_kosten_0": "", "bedrag_kosten_0": ""}, "wat_kosten_0"),
        ("kosten", {"eigen": "1" * 30}, "eigen"),
        ("kosten", kosten(("Tent", "100000"), ("Bank", "0,01")), "bedrag_kosten_0"),
        ("kosten", kosten(("Tent", "1.000.000.000")), "bedrag_kosten_0"),
        ("kosten", {"versie": "tien"}, "versie"),
    ],
)
def test_wat_niet_past_komt_terug_met_een_zin_bij_het_veld(client, naam, velden, veld):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    goed = {"idee": IDEE, "waar": WAAR, "jij": JIJ_TELEFOON, "kosten": kosten(("Tent", "12"))}
    voor = Aanvraag.objects.values().get()

    antwoord = client.post(stap(aanvraag, naam), goed[naam] | {"versie": aanvraag.versie} | velden)

    assert (antwoord.status_code, list(antwoord.context["form"].errors)) == (422, [veld])
    assert "Fout:" in antwoord.content.decode()
    assert Aanvraag.objects.values().get() == voor


def test_een_oude_versie_geeft_beide_teksten_en_wist_niets(client):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    wijzig(aanvraag, versie=1, door=None, titel="Van een ander venster")

    antwoord = client.post(stap(aanvraag, "idee"), IDEE | {"versie": 1})

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van een ander venster" in pagina
    assert IDEE["titel"] in pagina
    aanvraag.refresh_from_db()
    assert aanvraag.titel == "Van een ander venster"

    opnieuw = client.post(stap(aanvraag, "idee"), IDEE | {"versie": aanvraag.versie})
    aanvraag.refresh_from_db()
    assert (opnieuw.status_code, aanvraag.titel) == (302, IDEE["titel"])


@pytest.mark.parametrize(
    ("naam", "velden"),
    [("idee", IDEE), ("kosten", kosten(("Tent", "12"))), ("jij", JIJ_TELEFOON)],
)
def test_de_tweede_tik_is_geen_botsing(client, naam, velden):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    velden = velden | {"versie": 1}

    codes = [client.post(stap(aanvraag, naam), velden).status_code for _ in range(2)]

    aanvraag.refresh_from_db()
    assert (codes, aanvraag.versie) == ([302, 302], 2)


def test_een_regel_erbij_en_eraf_bewaart_niets_en_houdt_wat_er_staat(client):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    getypt = kosten(("Tent", "12,50"), ("Iets", "weet niet"), eigen="2")

    erbij = client.post(stap(aanvraag, "kosten"), getypt | {"versie": 1, "erbij": "kosten"})
    weg = client.post(stap(aanvraag, "kosten"), getypt | {"versie": 1, "weg": "kosten-1"})

    regels = [(r.wat.value(), r.bedrag.value()) for r in erbij.context["form"].kosten]
    assert regels == [("Tent", "12,50"), ("Iets", "weet niet"), ("", "")]
    som = erbij.context["form"].som
    assert (som.kosten, som.gevraagd, som.mist) == (Decimal("12.50"), Decimal("10.50"), True)
    assert [r.wat.value() for r in weg.context["form"].kosten] == ["Tent"]
    assert list(aanvraag.posten.values_list("tekst", flat=True)) == ["Springkussen"]


def test_meer_dan_het_maximum_wordt_bewaard_en_gezegd(client):
    aanvraag = maak_concept(maak_pot(maak_spelregels(maximum=100, eigen_deel=0)), gevraagd=50)
    open_als(client, aanvraag)

    antwoord = client.post(stap(aanvraag, "kosten"), kosten(("Tent", "120")) | {"versie": 1})

    assert antwoord.url == stap(aanvraag, "kosten") + "?let_op=1"
    let_op = client.get(antwoord.url).context["let_op"]
    assert let_op == ["Je kunt hier hooguit €\xa0100 vragen."]
    aanvraag.refresh_from_db()
    assert aanvraag.gevraagd == 120


def test_controle_noemt_wat_mist_met_een_link_en_verstuurt_dan_niet(client):
    aanvraag = maak_concept(straat="")
    open_als(client, aanvraag)

    velden = {"versie": aanvraag.versie, "verklaring": "on"}
    antwoord = client.post(stap(aanvraag, "controle"), velden)

    assert antwoord.status_code == 422
    assert antwoord.context["fouten"] == [
        ("Vul in waar het is: een straat of plek.", stap(aanvraag, "waar"))
    ]
    aanvraag.refresh_from_db()
    assert aanvraag.nummer is None


def test_zonder_vinkje_wordt_niets_verstuurd(client):
    aanvraag = maak_concept()
    open_als(client, aanvraag)

    antwoord = client.post(stap(aanvraag, "controle"), {"versie": aanvraag.versie})

    assert antwoord.status_code == 422
    aanvraag.refresh_from_db()
    assert aanvraag.nummer is None


def test_een_ander_plan_in_de_straat_wordt_gemeld_zonder_iets_van_de_ander(client):
    ander = maak_ontvangen(titel="Geheim feest", aanvrager={"naam": "Bram Buurman"})
    aanvraag = maak_concept(ander.wijkbudget)
    open_als(client, aanvraag)

    pagina = client.get(stap(aanvraag, "controle")).content.decode()

    assert "In deze straat is dit jaar al een plan aangevraagd." in pagina
    assert "Geheim feest" not in pagina
    assert "Bram" not in pagina
    assert ander.nummer not in pagina


def test_later_verder_bewaart_wat_er_al_staat(client):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    velden = {"titel": "Half", "openbare_tekst": "", "versie": 1, "later": "1"}

    antwoord = client.post(stap(aanvraag, "idee"), velden)

    aanvraag.refresh_from_db()
    assert (antwoord.url, aanvraag.titel) == (
        reverse("buurtbudget:later", args=[aanvraag.uuid]),
        "Half",
    )
    pagina = client.get(antwoord.url).content.decode()
    assert aanvraag.kenmerk in pagina


def test_de_link_gaat_een_keer_per_dag_op_de_mail(client):
    aanvraag = maak_concept()
    open_als(client, aanvraag)
    pad = reverse("buurtbudget:later", args=[aanvraag.uuid])

    client.post(pad)
    client.post(pad)

    bericht = Bericht.objects.get(soort="bb_concept")
    assert (bericht.aan, bericht.kanaal) == (aanvraag.aanvrager.email, "mail")


def test_buren_is_er_alleen_als_de_regels_erom_vragen(client):
    zonder = maak_concept()
    met = maak_concept(maak_pot(maak_spelregels(handtekeningen=3)), fysiek=True)
    open_als(client, zonder)
    open_als(client, met)

    assert client.get(stap(zonder, "buren")).status_code == 404
    assert "stap 4 van 6" in client.get(stap(met, "buren")).content.decode()
    assert client.get(stap(met, str(uuid4()))).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_paginas_kosten_evenveel_bij_meer(client, django_assert_num_queries, aantal):
    categorieen = [{"naam": f"Soort {nr}"} for nr in range(aantal)]
    for _ in range(aantal):
        regels = maak_spelregels(categorieen=categorieen)
    aanvraag = maak_concept(maak_pot(regels), categorie=regels.categorieen.first())
    for nr in range(aantal):
        aanvraag.posten.create(tekst=f"Post {nr}", bedrag=10)
    open_als(client, aanvraag)
    gebied = regels.gebied.slug

    verwacht = {
        "/buurtbudget/aanvragen/": 1,
        f"/buurtbudget/aanvragen/?wijk={gebied}": 3,
        stap(aanvraag, "idee"): 5,
        stap(aanvraag, "kosten"): 4,
        stap(aanvraag, "controle"): 9,
    }
    for pad, queries in verwacht.items():
        with django_assert_num_queries(queries):
            client.get(pad)
