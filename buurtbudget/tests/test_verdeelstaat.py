"""The column as a spreadsheet: out, back in, and everything a stranger can put in it."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from buurtbudget import verdeelstaat
from buurtbudget.actions.beslissen import meld_belang
from buurtbudget.models import Verdeling
from buurtbudget.rondestand import lees
from buurtbudget.tests.maken_ronde import maak_ronde, posten, vul
from buurtbudget.verdeelstaat import NIET_TE_LEZEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def ronde():
    return maak_ronde(gevraagd=[100, 100, 100])


def staat(ronde):
    deelnemer = ronde.deelnemers.first()
    return lees(ronde, deelnemers=[deelnemer]), deelnemer


def met(ronde, **cellen):
    """The sheet of the first member with these cells filled in: F5="60"."""
    boek = load_workbook(BytesIO(verdeelstaat.schrijf(*staat(ronde))))
    for plek, waarde in cellen.items():
        boek.active[plek] = waarde
    uit = BytesIO()
    boek.save(uit)
    return uit


def fouten(ronde, **cellen):
    return verdeelstaat.lees_terug(met(ronde, **cellen), *staat(ronde)).fouten


def test_heen_en_terug_is_hetzelfde(ronde):
    deelnemer = ronde.deelnemers.first()
    vul(deelnemer, {1: "12.50", 2: 0}, klaar=False)

    terug = verdeelstaat.lees_terug(met(ronde), *staat(ronde))

    assert ({nr: str(b) for nr, b in terug.bedragen.items()}, terug.fouten) == (
        {1: "12.50", 2: "0.00", 3: "None"},
        [],
    )


def test_alleen_de_bedragen_zijn_te_veranderen(ronde):
    aanvraag = posten(ronde)[1].aanvraag
    meld_belang(aanvraag, lid=ronde.deelnemers.first().lid, door=ronde.leden[0])

    blad = load_workbook(met(ronde)).active

    open_ = [cel.coordinate for rij in blad for cel in rij if not cel.protection.locked]
    assert (blad.protection.sheet, open_) == (True, ["F5", "F7"])


def test_een_titel_is_nooit_een_formule(ronde):
    aanvraag = posten(ronde)[0].aanvraag
    aanvraag.titel = "=HYPERLINK(1)"
    aanvraag.save()

    cel = load_workbook(met(ronde)).active["B5"]

    assert (cel.data_type, cel.value) == ("s", "=HYPERLINK(1)")


@pytest.mark.parametrize(
    ("waarde", "bedrag"),
    [(60, "60.00"), (12.5, "12.50"), ("€ 12,50", "12.50"), (0, "0.00"), ("", "None")],
)
def test_bedragen_zoals_mensen_ze_schrijven(ronde, waarde, bedrag):
    terug = verdeelstaat.lees_terug(met(ronde, F5=waarde), *staat(ronde))

    assert (str(terug.bedragen[1]), terug.fouten) == (bedrag, [])


@pytest.mark.parametrize(
    ("waarde", "zin"),
    [
        ("=1+1", "hier staat een formule. Typ het bedrag zelf."),
        ("veel", "dit is geen bedrag. Typ een getal, bijvoorbeeld 150."),
        (True, "dit is geen bedrag. Typ een getal, bijvoorbeeld 150."),
        (date(2027, 3, 4), "dit is geen bedrag. Typ een getal, bijvoorbeeld 150."),
        (1.005, "dit is geen bedrag. Typ een getal, bijvoorbeeld 150."),
        (1e300, "dit is geen bedrag. Typ een getal, bijvoorbeeld 150."),
        ("1" * 5000, "dit is geen bedrag. Typ een getal, bijvoorbeeld 150."),
        (-1, "een bedrag is nooit minder dan 0."),
        (101, "er staat meer dan gevraagd. Vul €\u00a0100 of minder in."),
    ],
)
def test_een_vreemde_cel_heeft_een_zin(ronde, waarde, zin):
    assert fouten(ronde, F5=waarde) == [f"Rij 5, nummer 1: {zin}"]


def test_het_nummer_is_de_sleutel(ronde):
    assert fouten(ronde, A5=9) == ["Rij 5: nummer ‘9’ doet niet mee in deze ronde."]
    assert fouten(ronde, A5=2) == ["Rij 6: nummer 2 staat er twee keer."]
    assert fouten(ronde, A7=None) == ["In het bestand ontbreekt nummer 3."]
    assert fouten(ronde, A5="=1") == ["Rij 5: nummer ‘=1’ doet niet mee in deze ronde."]
    assert fouten(ronde, F12=5) == ["Rij 12: er staat een bedrag zonder nummer ervoor."]


def test_op_een_andere_volgorde_komt_elk_bedrag_bij_zijn_nummer(ronde):
    terug = verdeelstaat.lees_terug(met(ronde, A5=2, F5=20, A6=1, F6=10), *staat(ronde))

    assert terug.bedragen == {1: 10, 2: 20, 3: None}


def test_een_eigen_zaak_blijft_leeg(ronde):
    aanvraag = posten(ronde)[0].aanvraag
    meld_belang(aanvraag, lid=ronde.deelnemers.first().lid, door=ronde.leden[0])

    assert fouten(ronde) == []
    assert fouten(ronde, F5=10) == [
        "Rij 5, nummer 1: Er is een belang gemeld. Je verdeelt niet. Maak dit leeg."
    ]


def test_het_bestand_van_een_ander_hoort_er_niet_bij(ronde):
    bestand = met(ronde)
    ander = ronde.deelnemers.last()

    terug = verdeelstaat.lees_terug(bestand, lees(ronde, deelnemers=[ander]), ander)

    assert [zin[:30] for zin in terug.fouten] == ["Dit bestand hoort er niet bij."]


def zip_met(**delen):
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(naam, inhoud)
    return uit


@pytest.mark.parametrize(
    "bestand",
    [
        BytesIO(b"geen zip"),
        zip_met(x="y"),
        zip_met(**{f"deel{nr}": "" for nr in range(300)}),
        zip_met(groot=b"0" * (21 * 1024 * 1024)),
    ],
    ids=["geen zip", "geen blad", "veel delen", "bom"],
)
def test_wat_geen_blad_is_geeft_een_zin(ronde, bestand):
    assert verdeelstaat.lees_terug(bestand, *staat(ronde)).fouten == [NIET_TE_LEZEN]


def test_een_bom_in_een_echt_blad_wordt_niet_uitgepakt(ronde):
    bestand = met(ronde)
    with ZipFile(bestand, "a", ZIP_DEFLATED) as zip_:
        zip_.writestr("xl/media/bom", b"0" * (21 * 1024 * 1024))

    assert verdeelstaat.lees_terug(bestand, *staat(ronde)).fouten == [NIET_TE_LEZEN]


def test_terugzetten_laat_eerst_zien_en_bewaart_dan(client, ronde):
    deelnemer = ronde.deelnemers.first()
    vul(deelnemer, {1: 30}, klaar=False)
    deelnemer.refresh_from_db()
    client.force_login(ronde.leden[0])
    regels = ronde.spelregels
    args = [regels.gebied.slug, regels.jaar, deelnemer.pk]

    opgehaald = client.get(reverse("buurtbudget:ronde_excel", args=args))
    boek = load_workbook(BytesIO(opgehaald.content))
    boek.active["F5"], boek.active["F6"] = 35, 20.5
    uit = BytesIO()
    boek.save(uit)
    terug = reverse("buurtbudget:ronde_excel_terug", args=args)
    antwoord = client.post(terug, {"bestand": SimpleUploadedFile("x.xlsx", uit.getvalue())})

    assert antwoord.status_code == 200
    assert [(p.volgnummer, was, wordt) for p, was, wordt in antwoord.context["anders"]] == [
        (1, 30, 35),
        (2, None, 20.5),
    ]
    assert Verdeling.objects.count() == 1  # nothing is saved yet

    velden = dict(antwoord.context["verborgen"]) | {"versie": deelnemer.versie}
    client.post(reverse("buurtbudget:ronde_kolom", args=args), velden)
    assert sorted(rij.bedrag for rij in Verdeling.objects.all()) == [20.5, 35]


@pytest.mark.parametrize("inhoud", [b"", b"x", b"%PDF-1.7", b"PK\x03\x04"])
def test_een_ander_bestand_wordt_geweigerd(client, ronde, inhoud):
    client.force_login(ronde.leden[0])
    regels = ronde.spelregels
    args = [regels.gebied.slug, regels.jaar, ronde.deelnemers.first().pk]
    pad = reverse("buurtbudget:ronde_excel_terug", args=args)

    met_bestand = client.post(pad, {"bestand": SimpleUploadedFile("x.xlsx", inhoud)})
    zonder = client.post(pad)

    assert (met_bestand.status_code, zonder.status_code) == (422, 422)
