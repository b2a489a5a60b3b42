"""The two reports of the sources, cell by cell, and what a third document needs."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from indicatoren.actions.bevriezen import leg_vast
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
    maak_streefwaarde,
)

pytestmark = pytest.mark.django_db

GEEN_ONDERZOEK = "– niet gemeten: het onderzoek is in oneven jaren"
GEEN_STREEFCIJFER = "– geen streefcijfer in dit document"
GEEN_TOELICHTING = "– geen toelichting in dit document"
GEEN_NUMMER = "– geen nummer in dit document"
GEEN_BEDRAG = "– geen apart bedrag in dit document"


@pytest.fixture
def begroting(client):
    maak_amersfoort()
    return client.get("/rapportage/begroting/2018/")


@pytest.fixture
def jaarverslag(client):
    maak_amersfoort()
    return client.get("/rapportage/jaarverslag/2017/")


def test_indicatoren_van_de_begroting_cel_voor_cel(begroting):
    geen = GEEN_ONDERZOEK

    assert tabellen(begroting)[0] == [
        ["Indicator", "Realisatie cijfers", "Streefcijfers", "Toelichting"],
        ["2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019"],
        ["Rapportcijfer buurt/woonomgeving", "7,3", geen, "7,4", geen, "7,3", geen]
        + ["7,4", GEEN_STREEFCIJFER, "7,4", GEEN_TOELICHTING],
        ["Schaalscore sociale cohesie (0-10)", "6,3", geen, "6,4", geen, "6,4", geen]
        + ["6,4", GEEN_STREEFCIJFER, "6,4", GEEN_TOELICHTING],
        ["% betrokkenheid bij buurt", "32%", geen, "34%", geen, "35%", geen]
        + ["35%", GEEN_STREEFCIJFER, "35%", GEEN_TOELICHTING],
    ]


def test_maatregelen_van_de_begroting_cel_voor_cel(begroting):
    assert tabellen(begroting)[1:] == [
        [
            ["Nr", "Maatregel", "Bedrag × € 1.000", "Toelichting"],
            [
                GEEN_NUMMER,
                "Investeringsbudget Wijken (programmakosten) stap voor stap afschaffen.",
                GEEN_BEDRAG,
                "In totaal € 106.000 vanaf 2018. "
                "Bij de kadernota 2018–2021 is € 50.000 daarvan hersteld.",
            ],
            [
                GEEN_NUMMER,
                "Wat over is van de reservering voor Amersfoort vernieuwt opheffen.",
                GEEN_BEDRAG,
                "Uiterlijk in 2020.",
            ],
        ]
    ]


def test_indicatoren_van_het_jaarverslag_cel_voor_cel(jaarverslag):
    geen, bron = GEEN_ONDERZOEK, "Stadspeiling, O&S"

    assert tabellen(jaarverslag)[0] == [
        ["Omschrijving", "Realisatie", "Streefwaarde", "Bron", "Toelichting"],
        ["2014", "2015", "2016", "2017", "2017"],
        ["Rapportcijfer buurt/woonomgeving", geen, "7,3", geen, "7,4", "7,4"]
        + [bron, GEEN_TOELICHTING],
        ["Schaalscore sociale cohesie (0-10)", geen, "6,4", geen, "6,3", "6,4"]
        + [bron, GEEN_TOELICHTING],
        ["% betrokkenheid bij buurt", geen, "35%", geen, "34%", "35%", bron, GEEN_TOELICHTING],
    ]


def test_zichtbare_resultaten_van_het_jaarverslag_cel_voor_cel(jaarverslag):
    assert tabellen(jaarverslag)[1] == [
        ["Zichtbaar resultaat", "Voortgang"],
        [
            "Bewoners uitnodigen om zich meer in te zetten voor elkaar en hun omgeving.",
            "Doorlopend",
        ],
        [
            "Bewoners uitnodigen om meer te beslissen over hun eigen omgeving, fysiek en sociaal.",
            "Doorlopend",
        ],
        [
            "De inzet van de gemeente volgt uit wat er in straat, buurt en wijk leeft en begint.",
            "In uitvoering",
        ],
        [
            "Doelen van gemeente en wijk verbinden. Initiatieven geven richting waar het kan.",
            "In uitvoering",
        ],
    ]


def test_maatregelen_van_het_jaarverslag_cel_voor_cel(jaarverslag):
    assert tabellen(jaarverslag)[2:] == [
        [
            ["Nr", "Maatregel", "Voortgang", "Bedrag × € 1.000", "Toelichting"],
            [
                "2",
                "Investeringsbudget wijken (programmakosten) stap voor stap afschaffen.",
                "Uitgevoerd",
                "−106",
                "In de begroting 2018 staat weer geld voor dit doel.",
            ],
        ]
    ]


def test_koppen_van_de_begroting_staan_in_orde(begroting):
    assert koppen(begroting) == [
        ("h1", "Begroting 2018"),
        ("h2", "Wijken en wonen – Wijken"),
        ("h3", "Ambitie samengevat"),
        ("h3", "Onze inzet samengevat"),
        ("h3", "Samenwerking samengevat"),
        ("h3", "Indicatoren"),
        ("h3", "Doelstellingen samengevat"),
        ("h3", "Maatregelen samengevat"),
        ("h2", "Meenemen"),
    ]


def test_koppen_van_het_jaarverslag_staan_in_orde(jaarverslag):
    assert koppen(jaarverslag) == [
        ("h1", "Jaarverslag 2017"),
        ("h2", "Wijken en wonen – Wijken"),
        ("h3", "Belangrijke gebeurtenissen"),
        ("h4", "Gebiedsgericht werken samengevat"),
        ("h4", "Buurtbudget samengevat"),
        ("h3", "Indicatoren"),
        ("h3", "Zichtbare resultaten samengevat"),
        ("h3", "Maatregelen samengevat"),
        ("h2", "Meenemen"),
    ]


def test_de_bron_van_de_cijfers_staat_onder_de_tabel_als_die_er_geen_kolom_voor_heeft(begroting):
    assertContains(begroting, "Bron van de cijfers: Stadspeiling, O&amp;S.", count=1)


def test_een_kadernota_met_een_ander_venster_en_geen_streven_is_alleen_gegevens(client):
    indicator = maak_indicator()
    maak_meting(indicator, 2027, "6.25")
    maak_meting(indicator, 2028, None, reden="geheim")
    maak_meting(indicator, 2029, "9.9")
    rapportage = maak_rapportage(
        soort="kadernota",
        titel="Kadernota 2030-2033",
        realisatie_van=2026,
        realisatie_tot=2028,
        streef_van=None,
        streef_tot=None,
        peildatum=date(2029, 4, 1),
    )
    maak_regel(
        maak_programma(rapportage), "indicator", indicator=indicator, noot="Een toelichting."
    )
    geef_uit(rapportage)

    antwoord = client.get("/rapportage/kadernota/2030/")

    assert tabellen(antwoord) == [
        [
            ["Indicator", "Realisatie cijfers", "Toelichting"],
            ["2026", "2027", "2028"],
            ["Rapportcijfer rust", "– geen cijfer bekend", "6,3", "– niet openbaar"]
            + ["Een toelichting."],
        ]
    ]
    assert koppen(antwoord)[0] == ("h1", "Kadernota 2030-2033")
    assertContains(antwoord, "Peildatum: 1 april 2029.")


def test_een_tweede_tussenrapportage_met_een_ander_venster_is_alleen_gegevens(client):
    indicator = maak_indicator()
    maak_meting(indicator, 2030, "6.2", voorlopig=True)
    maak_streefwaarde(indicator, 2030, "7")
    velden = {"soort": "tussenrapportage", "realisatie_van": 2030, "realisatie_tot": 2030}
    for nummer, noot in ((1, "In het voorjaar."), (2, "In het najaar.")):
        document = maak_rapportage(nummer=nummer, **velden)
        maak_regel(maak_programma(document), "indicator", indicator=indicator, noot=noot)
        geef_uit(document)

    antwoord = client.get("/rapportage/tussenrapportage/2030/2/")

    assert koppen(antwoord)[0] == ("h1", "Tussenrapportage 2030 (2)")
    assert tabellen(antwoord)[0] == [
        ["Omschrijving", "Realisatie", "Streefwaarde", "Bron", "Toelichting"],
        ["2030", "2030"],
        ["Rapportcijfer rust", "6,2 *", "7,0", "Een peiling", "In het najaar."],
    ]
    assertContains(antwoord, "* Bij 2030: voorlopig cijfer")


def test_een_bedrag_met_centen_en_een_eigen_tekst_staan_er_zoals_ze_zijn(client):
    programma = maak_programma()
    maak_regel(programma, "maatregel", tekst="Stilte kopen", bedrag="1234.50")
    geef_uit(programma.rapportage)

    antwoord = client.get("/rapportage/begroting/2030/")

    assert tabellen(antwoord)[0][1:] == [
        [GEEN_NUMMER, "Stilte kopen", "1.234,50", GEEN_TOELICHTING],
    ]
    assert ("h3", "Maatregelen") in koppen(antwoord)


def test_bedragen_tellen_op_per_tak_en_voor_het_hele_document(client):
    document = maak_rapportage()
    groen, rust = maak_programma(document, "Groen", nr="1"), maak_programma(document, nr="2")
    bomen = maak_programma(document, "Bomen", nr="1.1", ouder=groen)
    for tak, bedragen in ((groen, ["-106"]), (bomen, ["50", "-12.5", None]), (rust, [None, "3"])):
        for bedrag in bedragen:
            maak_regel(tak, "maatregel", tekst="Minder", bedrag=bedrag)
    geef_uit(document)

    antwoord = client.get("/rapportage/begroting/2030/")

    assert [[rij[-3:] for rij in tabel if "Totaal" in rij] for tabel in tabellen(antwoord)] == [
        [],
        [["Totaal", "37,50", ""]],
        [["Totaal", "3", ""]],
        [["Totaal", "−65,50"]],
    ]
    assert tabellen(antwoord)[-1] == [
        ["Programma", "Bedrag × € 1.000"],
        ["1 Groen", "−68,50"],
        ["2 Rust", "3"],
        ["Totaal", "−65,50"],
    ]
    assertContains(antwoord, "1 maatregel zonder bedrag telt niet mee.", count=2)
    assertContains(antwoord, "2 maatregelen zonder bedrag tellen niet mee.", count=1)


def test_zonder_bedragen_is_er_geen_totaal(begroting):
    assertNotContains(begroting, "Totaal")


def test_een_samengevatte_regel_tussen_andere_zet_het_teken_op_de_kop(client):
    programma = maak_programma()
    maak_regel(programma, "resultaat", tekst="Letterlijk", volgorde=1)
    maak_regel(programma, "resultaat", tekst="Korter", volgorde=2, is_samengevat=True)
    geef_uit(programma.rapportage)

    assert ("h3", "Zichtbare resultaten samengevat") in koppen(
        client.get("/rapportage/begroting/2030/")
    )


def test_de_takken_van_een_document_staan_in_de_orde_van_de_boom(client):
    document = maak_rapportage()
    rust = maak_programma(document, nr="2", volgorde=2)
    groen = maak_programma(document, "Groen", nr="1", volgorde=1)
    onder = [
        maak_programma(document, naam, ouder=groen, volgorde=nr)
        for nr, naam in ((9, "Gras"), (3, "Bomen"))
    ]
    for tak in (rust, *onder):
        maak_regel(tak, "tekst", kop="Kop", tekst="Een tekst.")
    geef_uit(document)

    assert koppen(client.get("/rapportage/begroting/2030/")) == [
        ("h1", "Begroting 2030"),
        ("h2", "Programma's in dit document"),
        ("h2", "1 Groen – Bomen"),
        ("h3", "Kop"),
        ("h2", "1 Groen – Gras"),
        ("h3", "Kop"),
        ("h2", "2 Rust"),
        ("h3", "Kop"),
        ("h2", "Meenemen"),
    ]


@pytest.mark.parametrize(
    "pad",
    [
        "/rapportage/begroting/2017/",
        "/rapportage/jaarverslag/2018/",
        "/rapportage/begroting/2018/2/",
        "/rapportage/begroting/99999/",
        "/rapportage/begroting/99999999999999999999/",
        "/rapportage/begroting/0/",
        "/rapportage/begroting/2018/rapportage.exe",
        "/rapportage/begroting/2017/rapportage.pdf",
    ],
)
def test_een_document_dat_er_niet_is_geeft_404(client, pad):
    maak_amersfoort()

    assert client.get(pad).status_code == 404


def test_een_document_dat_niet_openbaar_is_lijkt_er_niet_te_zijn(client):
    leg_vast(maak_programma().rapportage)

    for pad in ("/rapportage/begroting/2030/", "/rapportage/begroting/2030/rapportage.html"):
        assert client.get(pad).status_code == 404
    assertNotContains(client.get("/indicatoren/"), "Begroting 2030")


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_rapportage_kost_twee_queries(client, django_assert_num_queries, aantal):
    maak_groot_document(aantal)

    with django_assert_num_queries(2):
        response = client.get("/rapportage/begroting/2030/")

    assert len(tabellen(response)[0]) == 2 + aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_met_correcties_kost_een_rapportage_vijf_queries(client, django_assert_num_queries, aantal):
    maak_groot_document(aantal)
    Meting.objects.update(waarde=6)

    with django_assert_num_queries(5):
        response = client.get("/rapportage/begroting/2030/")

    assert len(tabellen(response)[1]) == 1 + aantal


def maak_groot_document(aantal):
    programma = maak_programma()
    for n in range(aantal):
        indicator = maak_indicator(slug=f"rust-{n}")
        maak_meting(indicator, 2027, 7)
        maak_streefwaarde(indicator, 2030, 8)
        maak_regel(programma, "indicator", indicator=indicator, volgorde=n)
        maak_regel(programma, "maatregel", tekst="Stilte", volgorde=n)
    geef_uit(programma.rapportage)
