"""The files of a document: the tables of the sources cell by cell, fit for everybody to read."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from berichten.tests.test_brieven import lees, rollen, tekst
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from indicatoren.models import Meting
from indicatoren.tests.lezen import koppen, tabellen
from indicatoren.tests.maken import (
    geef_uit,
    maak_amersfoort,
    maak_indicator,
    maak_meting,
    maak_programma,
    maak_rapportage,
    maak_regel,
)

pytestmark = pytest.mark.django_db
ONDERZOEK = (
    "Een streepje (–) betekent: niet gemeten: het onderzoek is in oneven jaren; "
    "geen streefcijfer in dit document; geen toelichting in dit document."
)
NAMEN = [
    "Rapportcijfer buurt/woonomgeving",
    "Schaalscore sociale cohesie (0-10)",
    "% betrokkenheid bij buurt",
]


@pytest.fixture
def haal(client):
    def haal(soort, jaar, vorm):
        return client.get(f"/rapportage/{soort}/{jaar}/rapportage.{vorm}")

    return haal


def rijen(antwoord, naam):
    """The rows of a sheet, without the empty cells behind the last filled one."""
    blad = load_workbook(BytesIO(antwoord.content))[naam]
    return [_zonder_staart([cel.value for cel in rij]) for rij in blad.iter_rows()]


def _zonder_staart(rij):
    while rij and rij[-1] is None:
        rij.pop()
    return rij


def test_de_begroting_in_excel_heeft_haar_kolommen_en_echte_getallen(haal):
    maak_amersfoort()

    antwoord = haal("begroting", 2018, "xlsx")

    kop, jaren, *cijfers = rijen(antwoord, "Indicatoren")
    assert [deel for deel in kop if deel] == [
        "Indicator",
        "Realisatie cijfers",
        "Streefcijfers",
        "Toelichting",
    ]
    assert (kop.index("Realisatie cijfers"), kop.index("Streefcijfers")) == (1, 7)
    assert jaren[1:] == [2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019]
    assert cijfers == [
        [NAMEN[0], 7.3, "–", 7.4, "–", 7.3, "–", 7.4, "–", 7.4, "–"],
        [NAMEN[1], 6.3, "–", 6.4, "–", 6.4, "–", 6.4, "–", 6.4, "–"],
        [NAMEN[2], 32, "–", 34, "–", 35, "–", 35, "–", 35, "–"],
        [ONDERZOEK],
        ["Bron van de cijfers: Stadspeiling, O&S."],
    ]
    blad = load_workbook(BytesIO(antwoord.content))["Indicatoren"]
    assert [blad["B3"].number_format, blad["B5"].number_format] == ["#,##0.0", '#,##0"%"']


def test_het_jaarverslag_in_excel_heeft_zijn_kolommen_en_echte_getallen(haal):
    maak_amersfoort()

    antwoord = haal("jaarverslag", 2017, "xlsx")

    bron = "Stadspeiling, O&S"
    assert rijen(antwoord, "Indicatoren")[:5] == [
        ["Omschrijving", "Realisatie", *[None] * 3, "Streefwaarde", "Bron", "Toelichting"],
        [None, 2014, 2015, 2016, 2017, 2017],
        [NAMEN[0], "–", 7.3, "–", 7.4, 7.4, bron, "–"],
        [NAMEN[1], "–", 6.4, "–", 6.3, 6.4, bron, "–"],
        [NAMEN[2], "–", 35, "–", 34, 35, bron, "–"],
    ]
    assert rijen(antwoord, "Maatregelen") == [
        ["Nr", "Maatregel", "Voortgang", "Bedrag × € 1.000", "Toelichting"],
        ["2", "Investeringsbudget wijken (programmakosten) stap voor stap afschaffen."]
        + ["Uitgevoerd", -106, "In de begroting 2018 staat weer geld voor dit doel."],
    ]
    assert [rij[1] for rij in rijen(antwoord, "Zichtbare resultaten")[1:]] == [
        "Doorlopend",
        "Doorlopend",
        "In uitvoering",
        "In uitvoering",
    ]


def test_sommen_in_excel_zijn_formules_die_kloppen(haal):
    document = maak_rapportage()
    for naam, bedragen in (("Groen", ["-106", "12.50"]), ("Rust", ["3", "4"])):
        tak = maak_programma(document, naam)
        for bedrag in bedragen:
            maak_regel(tak, "maatregel", tekst="=1+1", bedrag=bedrag)
    geef_uit(document)

    antwoord = haal("begroting", 2030, "xlsx")

    assert [rij[1:3] for rij in rijen(antwoord, "Maatregelen") if len(rij) > 1] == [
        ["Maatregel", "Bedrag × € 1.000"],
        ["=1+1", -106],
        ["=1+1", 12.5],
        ["Totaal", "=SUM(C3:C4)"],
        ["Maatregel", "Bedrag × € 1.000"],
        ["=1+1", 3],
        ["=1+1", 4],
        ["Totaal", "=SUM(C10:C11)"],
    ]
    assert rijen(antwoord, "Alle maatregelen samen")[1:] == [
        ["Groen", -93.5],
        ["Rust", 7],
        ["Totaal", "=SUM(B2:B3)"],
    ]


def test_de_kale_tekst_is_html_zonder_klassen_met_dezelfde_tabellen(haal):
    maak_amersfoort()

    antwoord = haal("begroting", 2018, "html")

    assert tabellen(antwoord)[0] == [
        ["Indicator", "Realisatie cijfers", "Streefcijfers", "Toelichting"],
        ["2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019"],
        [NAMEN[0], "7,3", "–", "7,4", "–", "7,3", "–", "7,4", "–", "7,4", "–"],
        [NAMEN[1], "6,3", "–", "6,4", "–", "6,4", "–", "6,4", "–", "6,4", "–"],
        [NAMEN[2], "32%", "–", "34%", "–", "35%", "–", "35%", "–", "35%", "–"],
    ]
    assert koppen(antwoord)[:4] == [
        ("h1", "Begroting 2018"),
        ("h2", "Wijken en wonen – Wijken"),
        ("h3", "Ambitie (samengevat)"),
        ("h3", "Onze inzet (samengevat)"),
    ]
    assertContains(antwoord, '<th scope="colgroup" colspan="6">Realisatie cijfers</th>', count=1)
    assertContains(antwoord, '<th scope="col" rowspan="2">Indicator</th>', count=1)
    assertNotContains(antwoord, "class=")
    assertNotContains(antwoord, "style=")


def test_het_jaarverslag_als_kale_tekst(haal):
    maak_amersfoort()

    gevonden = tabellen(haal("jaarverslag", 2017, "html"))

    bron = "Stadspeiling, O&S"
    assert gevonden[0] == [
        ["Omschrijving", "Realisatie", "Streefwaarde", "Bron", "Toelichting"],
        ["2014", "2015", "2016", "2017", "2017"],
        [NAMEN[0], "–", "7,3", "–", "7,4", "7,4", bron, "–"],
        [NAMEN[1], "–", "6,4", "–", "6,3", "6,4", bron, "–"],
        [NAMEN[2], "–", "35%", "–", "34%", "35%", bron, "–"],
    ]
    assert gevonden[2][1][:4] == [
        "2",
        "Investeringsbudget wijken (programmakosten) stap voor stap afschaffen.",
        "Uitgevoerd",
        "−106",
    ]


def test_de_pdf_kan_iedereen_lezen(haal):
    maak_amersfoort()

    antwoord = haal("begroting", 2018, "pdf")

    pdf = lees(antwoord.content)
    wortel = pdf.root_object
    assert (pdf.metadata.title, str(wortel["/Lang"])[:2]) == ("Begroting 2018", "nl")
    tags = rollen(wortel["/StructTreeRoot"]["/K"])
    kopcellen = 4 + 9 + 4  # two rows above the figures, one above the measures
    assert [tags.count("/H1"), tags.count("/H2"), tags.count("/TH")] == [1, 1, kopcellen]
    xmp = pdf.xmp_metadata.stream.get_data()
    assert [b"<pdfuaid:part>1<" in xmp, b"<pdfaid:part>2<" in xmp] == [True, True]
    assert "35% – 35%" in " ".join(tekst(antwoord.content).split())


def test_word_heeft_de_koppen_en_een_tabel_met_twee_koprijen(haal):
    maak_amersfoort()

    word = Document(BytesIO(haal("begroting", 2018, "docx").content))

    assert [p.text for p in word.paragraphs if p.style.name == "Heading 2"] == [
        "Wijken en wonen – Wijken"
    ]
    boven, onder, eerste = ([cel.text for cel in rij.cells] for rij in word.tables[0].rows[:3])
    assert boven == [
        "Indicator",
        *["Realisatie cijfers"] * 6,
        *["Streefcijfers"] * 3,
        "Toelichting",
    ]
    assert onder == ["Indicator", *map(str, range(2011, 2020)), "Toelichting"]
    assert eerste == [NAMEN[0], "7,3", "–", "7,4", "–", "7,3", "–", "7,4", "–", "7,4", "–"]


@pytest.mark.parametrize("vorm", ["html", "docx", "pdf", "xlsx"])
def test_een_concept_zegt_in_elke_vorm_dat_het_er_een_is(client, vorm):
    programma = maak_programma(maak_rapportage(peildatum=date(2029, 4, 1)))
    maak_regel(programma, "tekst", tekst="Het is stil.")
    client.force_login(maak_aanstelling(rol=Rol.BELEID).gebruiker)
    adres = f"/werk/rapportages/{programma.rapportage.uuid}/rapportage.{vorm}"

    concept, vastgezet = (_tekst(client.get(adres), vorm) for _ in _voor_en_na(programma))

    zin, peildatum = "dit document is nog niet vastgesteld", "Peildatum: 1 april 2029."
    assert [zin in concept, "(concept)" in concept, peildatum in concept] == [True] * 3
    assert [zin in vastgezet, "(concept)" in vastgezet, peildatum in vastgezet] == [
        False,
        False,
        True,
    ]


def _voor_en_na(programma):
    yield
    geef_uit(programma.rapportage)
    yield


def _tekst(antwoord, vorm):
    if vorm == "html":
        return antwoord.content.decode()
    if vorm == "pdf":
        return " ".join(tekst(antwoord.content).split())
    if vorm == "docx":
        return " ".join(p.text for p in Document(BytesIO(antwoord.content)).paragraphs)
    blad = load_workbook(BytesIO(antwoord.content))["Over dit bestand"]
    return " ".join(str(cel) for rij in blad.values for cel in rij)


def test_een_correctie_staat_in_elke_vorm_naast_wat_er_stond(haal):
    programma, indicator = maak_programma(), maak_indicator()
    maak_meting(indicator, 2027, "7.3")
    maak_regel(programma, "indicator", indicator=indicator)
    geef_uit(programma.rapportage)

    Meting.objects.update(waarde=Decimal("7.1"))

    rij = [indicator.naam, "2027", "7,3", "7,1"]
    assert rijen(haal("begroting", 2030, "xlsx"), "Na het vaststellen gecorrigeerd")[1][:4] == rij
    assert tabellen(haal("begroting", 2030, "html"))[1][1][:4] == rij
    word = Document(BytesIO(haal("begroting", 2030, "docx").content))
    assert [cel.text for cel in word.tables[1].rows[1].cells][:4] == rij
    assert " ".join(rij) in " ".join(tekst(haal("begroting", 2030, "pdf").content).split())
