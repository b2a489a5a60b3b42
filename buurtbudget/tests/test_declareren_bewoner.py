"""The claim of a resident: receipts, report, photos, account, sent."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.actions.declareren import bewaar_declaratie, dien_declaratie_in
from buurtbudget.actions.vragen import stel_vragen
from buurtbudget.models import Declaratie, Rekening
from buurtbudget.tests.maken import (
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_bewoner import foto, maak_bijlage, open_als
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db
IBAN = {"iban": "nl91 abna 0417 1643 00", "naam": "A. Voorbeeld"}


@pytest.fixture
def aanvraag(client):
    aanvraag = maak_toegekend()
    open_als(client, aanvraag)
    return aanvraag


def pad(aanvraag, stap):
    return reverse("buurtbudget:declareren_stap", args=[aanvraag.uuid, stap])


def velden(client, aanvraag, **anders):
    """What the page of receipts sends when one presses its button."""
    pagina = client.get(pad(aanvraag, "bonnen")).content.decode()
    gevonden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', pagina))
    gevonden.pop("csrfmiddlewaretoken")
    return gevonden | anders


def test_van_bon_tot_verstuurd(client, aanvraag):
    bonnen = velden(client, aanvraag, bedrag_0="310,40", bestand_0=foto())
    assert client.post(pad(aanvraag, "bonnen"), bonnen).url == pad(aanvraag, "verslag")
    verslag = {"versie": 1, "verslag": "Leuk!", "openbaar_verslag": "", "deelnemers": "60"}
    assert client.post(pad(aanvraag, "verslag"), verslag).url == pad(aanvraag, "fotos")
    assert client.post(pad(aanvraag, "rekening"), IBAN).url == pad(aanvraag, "controle")

    declaratie = Declaratie.objects.get()
    antwoord = client.post(pad(aanvraag, "controle"), {"versie": declaratie.versie})

    aanvraag.refresh_from_db()
    bon = declaratie.bonnen.get()
    assert antwoord.url == aanvraag.get_absolute_url()
    assert aanvraag.status == "declaratie"
    assert (bon.bedrag, bon.post, bon.bijlage.soort) == (
        Decimal("310.40"),
        aanvraag.posten.get(),
        "bon",
    )
    assert aanvraag.rekening.iban == "NL91ABNA0417164300"


def test_een_bon_blijft_als_een_bedrag_nog_niet_klopt(client, aanvraag):
    getypt = velden(client, aanvraag, bedrag_0="weet niet", bestand_0=foto())

    antwoord = client.post(pad(aanvraag, "bonnen"), getypt)

    regel = antwoord.context["form"].regels[0]
    assert (antwoord.status_code, regel.bijlage) == (422, aanvraag.bijlagen.get())
    assert regel.bedrag.errors
    assert not Declaratie.objects.exists()

    del getypt["bestand_0"]
    client.post(pad(aanvraag, "bonnen"), getypt | {"bedrag_0": "12"})
    assert Declaratie.objects.get().bonnen.get().bijlage == aanvraag.bijlagen.get()


def test_de_tweede_tik_op_de_bonnen_maakt_niets_dubbel_en_verliest_geen_foto(client, aanvraag):
    getypt = velden(client, aanvraag, bedrag_0="12")

    for _ in range(2):
        antwoord = client.post(pad(aanvraag, "bonnen"), getypt | {"bestand_0": foto()})
        assert antwoord.url == pad(aanvraag, "verslag")

    bon = Declaratie.objects.get().bonnen.get()
    assert (bon.bijlage, Declaratie.objects.get().versie) == (aanvraag.bijlagen.get(), 1)


def test_een_bon_erbij_bewaart_de_foto_en_wat_getypt_is(client, aanvraag):
    getypt = velden(client, aanvraag, bedrag_0="12", bestand_0=foto(), erbij="1")

    antwoord = client.post(pad(aanvraag, "bonnen"), getypt)

    eerste, tweede = antwoord.context["form"].regels
    assert (antwoord.status_code, eerste.bedrag.value(), tweede.post) == (200, "12", None)
    assert eerste.bijlage == aanvraag.bijlagen.get()
    assert not Declaratie.objects.exists()


def test_een_oude_versie_van_de_bonnen_wordt_niet_overschreven(client, aanvraag):
    getypt = velden(client, aanvraag, bedrag_0="12")
    client.post(pad(aanvraag, "bonnen"), getypt)

    antwoord = client.post(pad(aanvraag, "bonnen"), getypt | {"bedrag_0": "99"})

    assert antwoord.status_code == 409
    assert Declaratie.objects.get().bonnen.get().bedrag == 12
    assert antwoord.context["form"].regels[0].bedrag.value() == "99"


@pytest.mark.parametrize(
    ("wat", "fout"),
    [
        ({"bedrag_0": ""}, "bedrag_0"),
        ({"bedrag_0": "-5"}, "bedrag_0"),
        ({"bedrag_0": "1" * 40}, "bedrag_0"),
        ({"bedrag_0": "5", "versie": "\0"}, "versie"),
        ({"bedrag_0": "5", "aantal": "2", "bedrag_1": "4"}, "wat_1"),
    ],
)
def test_wat_niet_past_wordt_niet_bewaard(client, aanvraag, wat, fout):
    antwoord = client.post(pad(aanvraag, "bonnen"), velden(client, aanvraag) | wat)

    assert (antwoord.status_code, list(antwoord.context["form"].errors)) == (422, [fout])
    assert not Declaratie.objects.exists()


def test_een_bestand_dat_geen_bon_is_wordt_geweigerd(client, aanvraag):
    rommel = foto("bon.png")
    rommel.file.truncate(0)
    rommel.file.write(b"MZ geen foto")
    rommel.file.seek(0)
    rommel.size = 12

    antwoord = client.post(
        pad(aanvraag, "bonnen"), velden(client, aanvraag, bedrag_0="5", bestand_0=rommel)
    )

    assert (antwoord.status_code, aanvraag.bijlagen.count()) == (422, 0)


def test_meer_dan_toegezegd_wordt_vriendelijk_gezegd(client, aanvraag):
    getypt = velden(client, aanvraag, bedrag_0="450", tel="1")

    pagina = client.post(pad(aanvraag, "bonnen"), getypt).content.decode()

    assert "Dat is niet erg: stuur gerust alles in." in pagina


def test_een_foto_mag_alleen_met_ja_en_beschrijving_op_de_website(client, aanvraag):
    lege = {"uuid": aanvraag.uuid, "bestand": foto(), "mag_openbaar": "ja", "beschrijving": ""}
    zonder = client.post(pad(aanvraag, "fotos"), lege)
    assert list(zonder.context["form"].errors) == ["beschrijving"]

    geen = client.post(pad(aanvraag, "fotos"), {"uuid": aanvraag.uuid, "bestand": foto()})
    assert list(geen.context["form"].errors) == ["mag_openbaar"]

    goed = lege | {"bestand": foto(), "beschrijving": "Kinderen bij de vijver"}
    client.post(pad(aanvraag, "fotos"), goed)
    rij = aanvraag.bijlagen.get()
    assert (rij.soort, rij.mag_openbaar, rij.type) == ("foto", True, "image/jpeg")

    client.post(pad(aanvraag, "fotos"), {"weg": str(rij.uuid)})
    assert not aanvraag.bijlagen.exists()


def test_alleen_een_foto_gaat_weg_langs_de_pagina_van_fotos(client, aanvraag):
    tekening = maak_bijlage(aanvraag)

    client.post(pad(aanvraag, "fotos"), {"weg": str(tekening.uuid)})

    assert aanvraag.bijlagen.get() == tekening


def test_niet_versturen_zonder_rekening(client, aanvraag):
    client.post(pad(aanvraag, "bonnen"), velden(client, aanvraag, bedrag_0="12"))

    antwoord = client.post(pad(aanvraag, "controle"), {"versie": 1})

    aanvraag.refresh_from_db()
    assert (antwoord.status_code, aanvraag.status) == (422, "toegekend")


def test_voor_er_geld_is_toegekend_vragen_we_geen_rekening(client):
    aanvraag = maak_ontvangen()
    open_als(client, aanvraag)

    for stap in ["bonnen", "verslag", "fotos", "rekening", "controle", "iets"]:
        assert client.post(pad(aanvraag, stap), IBAN).url == aanvraag.get_absolute_url()
    assert not Rekening.objects.exists()


def test_een_voorschot_vraagt_alleen_de_rekening(client):
    regels = maak_spelregels(voorschot_deel=50, voorschot_vanaf=100)
    aanvraag = maak_toegekend(maak_pot(regels))
    open_als(client, aanvraag)
    assert "€\xa0200 vooraf krijgen" in client.get(aanvraag.get_absolute_url()).content.decode()

    antwoord = client.post(pad(aanvraag, "rekening"), IBAN)

    assert (antwoord.url, aanvraag.rekening.naam) == (
        aanvraag.get_absolute_url(),
        "A. Voorbeeld",
    )


def test_een_vraag_over_de_bonnen_gaat_langs_het_antwoord(client):
    aanvraag = maak_declaratie()
    open_als(client, aanvraag)
    door = maak_teamlid(aanvraag.gebied, "penningmeester")
    stel_vragen(
        aanvraag,
        versie=aanvraag.versie,
        vragen={"bon": "Waar is de bon van?"},
        uiterlijk=localdate(),
        door=door,
    )
    aanvraag.refresh_from_db()
    vragen = reverse("buurtbudget:vragen", args=[aanvraag.uuid])

    assert client.post(pad(aanvraag, "controle"), {"versie": 2}).url == vragen
    vraag = aanvraag.vragen.get()
    client.post(vragen, {"versie": aanvraag.versie, f"antwoord_{vraag.pk}": "Van de tent."})

    aanvraag.refresh_from_db()
    vraag.refresh_from_db()
    assert (aanvraag.status, vraag.antwoord) == ("declaratie", "Van de tent.")


def test_met_een_open_vraag_gaat_de_declaratie_niet_opnieuw_weg():
    aanvraag = maak_declaratie()
    stel_vragen(
        aanvraag,
        versie=aanvraag.versie,
        vragen={"bon": "Waar is de bon van?"},
        uiterlijk=localdate(),
        door=maak_teamlid(aanvraag.gebied, "penningmeester"),
    )

    with pytest.raises(RegelGeschonden, match="Geef eerst antwoord"):
        dien_declaratie_in(aanvraag, versie=aanvraag.declaratie.versie)


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_van_de_bonnen_kost_evenveel_bij_meer(client, django_assert_num_queries, aantal):
    aanvraag = maak_toegekend()
    bonnen = [
        {"tekst": f"Bon {nr}", "bedrag": Decimal(5), "bijlage": maak_bijlage(aanvraag, "bon")}
        for nr in range(aantal)
    ]
    bewaar_declaratie(aanvraag, versie=0, bonnen=bonnen)
    open_als(client, aanvraag)

    with django_assert_num_queries(8):
        client.get(pad(aanvraag, "bonnen"))
    with django_assert_num_queries(8):
        client.get(pad(aanvraag, "controle"))
