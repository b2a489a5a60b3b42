"""Paper in: an application and an envelope with receipts, all or nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from berichten.models import Bericht
from buurtbudget.models import Aanvraag, Bijlage, Declaratie
from buurtbudget.tests.maken import maak_ontvangen, maak_spelregels, maak_teamlid, maak_toegekend
from buurtbudget.tests.maken_bewoner import foto
from buurtbudget.tests.maken_bureau import klant, maak_bureau

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 een scan"


def dag(over):
    return f"{localdate() + timedelta(over):%d-%m-%Y}"


def papier(**anders):
    """What a member types from a complete paper form."""
    return {
        "uuid": str(uuid4()),
        "versie": "0",
        "stempel": dag(-2),
        "titel": "Bloembakken",
        "openbare_tekst": "Bloembakken voor het plein.",
        "fysiek": "nee",
        "soort_aanvrager": "bewoner",
        "straat": "Voorbeeldplein",
        "van": dag(60),
        "straat_afsluiten": "nee",
        "aantal_kosten": "8",
        "aantal_ander": "1",
        "wat_kosten_0": "Bakken",
        "bedrag_kosten_0": "200",
        "wat_kosten_1": "Planten",
        "bedrag_kosten_1": "62,50",
        "eigen": "12,50",
        "wie-naam": "Anneke Voorbeeld",
        "wie-kanaal": "post",
        "wie-straat": "Voorbeeldstraat",
        "wie-huisnummer": "12",
        "wie-postcode": "3817aa",
        "wie-plaats": "Amersfoort",
        "origineel_in": "Map 3",
    } | anders


def adres(bureau):
    return reverse("buurtbudget:invoeren", args=[bureau.gebied.slug])


@pytest.fixture
def bureau():
    return maak_bureau()


def test_een_papieren_aanvraag_gaat_er_in_een_keer_in(bureau):
    scan = SimpleUploadedFile("scan.pdf", PDF)
    antwoord = bureau.client.post(adres(bureau), papier(scan=scan))

    rij = Aanvraag.objects.get()
    assert antwoord["Location"] == reverse("buurtbudget:dossier", args=[rij.nummer])
    assert (rij.status, rij.bron, rij.ingevoerd_door, rij.gevraagd) == (
        "ontvangen",
        "papier",
        bureau.joke,
        250,
    )
    assert (rij.aanvrager.adresregels, rij.origineel_in, rij.bijlagen.get().soort) == (
        ["Anneke Voorbeeld", "Voorbeeldstraat 12", "3817 AA  Amersfoort"],
        "Map 3",
        "scan",
    )
    assert Bericht.objects.get().kanaal == "post"


def test_een_dubbele_klik_geeft_een_aanvraag(bureau):
    data = papier()
    for _ in range(2):
        assert bureau.client.post(adres(bureau), data).status_code == 302

    rij = Aanvraag.objects.get()
    assert (Bericht.objects.count(), rij.gebeurtenissen.count()) == (1, 1)


def test_wat_ontbreekt_staat_bij_het_veld_en_niets_is_weg_of_geschreven(bureau):
    data = papier(titel="", van="", bedrag_kosten_1="")
    antwoord = bureau.client.post(adres(bureau), data | {"wie-postcode": "kwijt"})
    assert set(antwoord.context["papier"].errors) == {"bedrag_kosten_1", "wie-postcode"}
    assert 'href="#id_wie-postcode"' in antwoord.content.decode()

    antwoord = bureau.client.post(adres(bureau), data | {"wat_kosten_1": ""})
    assert set(antwoord.context["papier"].errors) == {"titel", "van"}
    assert (antwoord.status_code, Aanvraag.objects.count()) == (422, 0)
    assert "Bloembakken voor het plein." in antwoord.content.decode()


def test_wat_de_regels_weigeren_staat_ook_bij_het_veld():
    bureau = maak_bureau(maximum=100, handtekeningen=5, handtekeningen_alleen_fysiek=False)
    antwoord = bureau.client.post(adres(bureau), papier())

    assert (antwoord.status_code, Aanvraag.objects.count()) == (422, 0)
    assert set(antwoord.context["papier"].errors) == {"wat_kosten_0", "handtekeningen_op_papier"}


def test_de_dag_van_het_stempel_telt_voor_de_sluitingsdatum():
    gisteren = localdate() - timedelta(1)
    bureau = maak_bureau(sluit_op=gisteren, inname="sluitingsdatum")

    te_laat = bureau.client.post(adres(bureau), papier(stempel=dag(0)))
    op_tijd = bureau.client.post(adres(bureau), papier(stempel=dag(-1)))

    assert (te_laat.status_code, op_tijd.status_code) == (422, 302)
    assert timezone.localdate(Aanvraag.objects.get().ontvangen_op) == gisteren


def test_papier_dat_niet_af_is_wordt_een_concept_en_gaat_later_verder(bureau):
    data = papier(titel="", van="", concept="ja")
    antwoord = bureau.client.post(adres(bureau), data)

    rij = Aanvraag.objects.get()
    naar = reverse("buurtbudget:invoer_concepten", args=[bureau.gebied.slug])
    verder = reverse("buurtbudget:invoeren_verder", args=[bureau.gebied.slug, rij.uuid])
    assert (antwoord["Location"], rij.status, Bericht.objects.count()) == (naar, "concept", 0)
    assert verder in bureau.client.get(naar).content.decode()
    assert "Bloembakken voor het plein." in bureau.client.get(verder).content.decode()

    volledig = papier(uuid=str(rij.uuid), versie=rij.versie)
    assert bureau.client.post(verder, volledig).status_code == 302
    rij.refresh_from_db()
    assert (rij.status, rij.titel, rij.posten.count()) == ("ontvangen", "Bloembakken", 3)


def test_een_oud_scherm_van_een_concept_houdt_wat_er_staat(bureau):
    bureau.client.post(adres(bureau), papier(concept="ja"))
    rij = Aanvraag.objects.get()
    verder = reverse("buurtbudget:invoeren_verder", args=[bureau.gebied.slug, rij.uuid])

    oud = papier(uuid=str(rij.uuid), versie=rij.versie - 1, titel="Mijn titel")
    antwoord = bureau.ander.post(verder, oud)

    html = antwoord.content.decode()
    rij.refresh_from_db()
    assert (antwoord.status_code, rij.status) == (409, "concept")
    assert ("Mijn titel" in html, f'name="versie" value="{rij.versie}"' in html) == (True, True)


def test_het_uuid_van_een_ander_is_geen_weg_naar_diens_aanvraag(bureau):
    ander = maak_ontvangen(maak_bureau().pot, titel="Van een ander")

    antwoord = bureau.client.post(adres(bureau), papier(uuid=str(ander.uuid)))

    ander.refresh_from_db()
    assert (antwoord.status_code, ander.titel) == (422, "Van een ander")


@pytest.mark.parametrize(
    "gek",
    [
        {"uuid": "geen"},
        {"uuid": ""},
        {"versie": "x"},
        {"stempel": "morgen"},
        {"titel": "x\x00"},
        {"openbare_tekst": "x" * 5000},
        {"bedrag_kosten_0": "1e9"},
        {"bedrag_kosten_0": "99999999999"},
        {"aantal_kosten": "-5", "wat_kosten_0": ""},
        {"wie-kanaal": "duif"},
        {"wie-naam": "x\x00"},
        {"straat": "x" * 200},
        {"deelnemers": "-3"},
        {"soort_aanvrager": "\x00"},
    ],
)
def test_vreemde_invoer_geeft_uitleg_en_schrijft_niets(bureau, gek):
    assert bureau.client.post(adres(bureau), papier(**gek)).status_code == 422
    assert Aanvraag.objects.count() == 0


def test_een_scan_die_geen_scan_is_wordt_geweigerd(bureau):
    scan = SimpleUploadedFile("scan.pdf", b"MZ een programma")

    assert bureau.client.post(adres(bureau), papier(scan=scan)).status_code == 422
    assert (Aanvraag.objects.count(), Bijlage.objects.count()) == (0, 0)


def test_zonder_spelregels_zegt_de_pagina_dat():
    regels = maak_spelregels(openbaar=False)
    client = klant(maak_teamlid(regels.gebied))

    antwoord = client.get(reverse("buurtbudget:invoeren", args=[regels.gebied.slug]))

    assert "nog geen spelregels" in antwoord.content.decode()


# --- the envelope with receipts -------------------------------------------------------------------


def envelop(aanvraag, **anders):
    return {
        "versie": aanvraag.versie,
        "wat_0": "Springkussen",
        "bedrag_0": "180",
        "wat_1": "Limonade",
        "bedrag_1": "20,50",
        "verslag": "Het was leuk.",
        "deelnemers": "40",
        "rekening-naam": "A. Voorbeeld",
        "rekening-iban": "NL91 ABNA 0417 1643 00",
    } | anders


def bonnen(aanvraag):
    return reverse("buurtbudget:bonnen_invoeren", args=[aanvraag.nummer])


def test_een_envelop_met_bonnen_gaat_er_in_een_keer_in(bureau):
    rij = maak_toegekend(bureau.pot)
    data = envelop(rij, scan=SimpleUploadedFile("bonnen.pdf", PDF))
    for _ in range(2):  # the second tap changes nothing
        assert bureau.client.post(bonnen(rij), data).status_code == 302

    rij.refresh_from_db()
    declaratie = Declaratie.objects.get()
    assert (rij.status, declaratie.bron, declaratie.ingevoerd_door) == (
        "declaratie",
        "papier",
        bureau.joke,
    )
    assert [bon.bedrag for bon in declaratie.bonnen.all()] == [180, 20.5]
    assert (rij.rekening.iban, rij.bijlagen.count()) == ("NL91ABNA0417164300", 1)
    assert Bericht.objects.filter(soort="bb_declaratie").count() == 1


@pytest.mark.parametrize(
    ("fout", "veld"),
    [
        ({"bedrag_0": "", "bedrag_1": ""}, "bedrag_0"),
        ({"wat_1": ""}, "wat_1"),
        ({"rekening-iban": "NL00 FOUT"}, "rekening-iban"),
        ({"verslag": ""}, "verslag"),
        ({"bedrag_0": "x\x00"}, "bedrag_0"),
    ],
)
def test_een_fout_in_de_envelop_staat_bij_het_veld(bureau, fout, veld):
    rij = maak_toegekend(bureau.pot)
    antwoord = bureau.client.post(bonnen(rij), envelop(rij, **fout))

    rij.refresh_from_db()
    assert (antwoord.status_code, rij.status, Declaratie.objects.count()) == (422, "toegekend", 0)
    assert veld in antwoord.context["papier"].errors


def test_een_foto_bij_de_envelop_is_niet_openbaar_en_houdt_het_afronden_niet_tegen(bureau):
    rij = maak_toegekend(bureau.pot)
    bureau.client.post(bonnen(rij), envelop(rij, foto=foto("feest.png")))

    assert list(rij.bijlagen.values_list("soort", "mag_openbaar")) == [("foto", False)]


def test_een_envelop_bij_een_oud_scherm_schrijft_niets(bureau):
    rij = maak_toegekend(bureau.pot)
    antwoord = bureau.client.post(bonnen(rij), envelop(rij, versie=rij.versie - 1))

    assert (antwoord.status_code, Declaratie.objects.count()) == (409, 0)
    assert "Limonade" in antwoord.content.decode()


def test_een_wijk_die_een_foto_vraagt_zegt_dat():
    bureau = maak_bureau(foto_nodig=True)
    rij = maak_toegekend(bureau.pot)
    antwoord = bureau.client.post(bonnen(rij), envelop(rij))

    assert (antwoord.status_code, Declaratie.objects.count()) == (422, 0)
    assert "foto van het resultaat" in antwoord.content.decode()
