"""The two reports of the sources, cell by cell, and what a third document needs."""

import pytest

from indicatoren.models import Rapportregel
from indicatoren.tests.lezen import koppen, tabellen
from indicatoren.tests.maken import (
    maak_amersfoort,
    maak_indicator,
    maak_meting,
    maak_programma,
    maak_rapportage,
    maak_streefwaarde,
)

pytestmark = pytest.mark.django_db

GEEN_ONDERZOEK = "– niet gemeten: het onderzoek is in oneven jaren"
GEEN_STREEFCIJFER = "– geen streefcijfer in dit document"
GEEN_TOELICHTING = "– geen toelichting in dit document"
GEEN_NUMMER = "– geen nummer in dit document"
GEEN_VOORTGANG = "– geen voortgang in dit document"
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
    geen, bron = GEEN_ONDERZOEK, "Stadspeiling, O&S"

    assert tabellen(begroting)[0] == [
        ["Indicator", "Realisatie", "Streefcijfers", "Bron", "Toelichting"],
        ["2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019"],
        ["Rapportcijfer buurt/woonomgeving", "7,3", geen, "7,4", geen, "7,3", geen]
        + ["7,4", GEEN_STREEFCIJFER, "7,4", bron, GEEN_TOELICHTING],
        ["Schaalscore sociale cohesie (0-10)", "6,3", geen, "6,4", geen, "6,4", geen]
        + ["6,4", GEEN_STREEFCIJFER, "6,4", bron, GEEN_TOELICHTING],
        ["% betrokkenheid bij buurt", "32%", geen, "34%", geen, "35%", geen]
        + ["35%", GEEN_STREEFCIJFER, "35%", bron, GEEN_TOELICHTING],
    ]


def test_maatregelen_van_de_begroting_cel_voor_cel(begroting):
    assert tabellen(begroting)[1:] == [
        [
            ["Nr", "Maatregel", "Voortgang", "Bedrag × € 1.000", "Toelichting"],
            [
                GEEN_NUMMER,
                "Investeringsbudget Wijken (programmakosten) stap voor stap afschaffen.",
                GEEN_VOORTGANG,
                GEEN_BEDRAG,
                "In totaal € 106.000 vanaf 2018. "
                "Bij de kadernota 2018–2021 is € 50.000 daarvan hersteld.",
            ],
            [
                GEEN_NUMMER,
                "Wat over is van de reservering voor Amersfoort vernieuwt opheffen.",
                GEEN_VOORTGANG,
                GEEN_BEDRAG,
                "Uiterlijk in 2020.",
            ],
        ]
    ]


def test_indicatoren_van_het_jaarverslag_cel_voor_cel(jaarverslag):
    geen, bron = GEEN_ONDERZOEK, "Stadspeiling, O&S"

    assert tabellen(jaarverslag)[0] == [
        ["Indicator", "Realisatie", "Streefwaarde", "Bron", "Toelichting"],
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
    ]


def test_koppen_van_het_jaarverslag_staan_in_orde(jaarverslag):
    assert koppen(jaarverslag) == [
        ("h1", "Jaarverslag 2017"),
        ("h2", "Wijken en wonen – Wijken"),
        ("h3", "Gebiedsgericht werken samengevat"),
        ("h3", "Buurtbudget samengevat"),
        ("h3", "Indicatoren"),
        ("h3", "Zichtbare resultaten samengevat"),
        ("h3", "Maatregelen samengevat"),
    ]


def test_een_derde_document_met_een_ander_venster_is_alleen_gegevens(client):
    indicator = maak_indicator()
    maak_meting(indicator, 2027, "6.25")
    maak_meting(indicator, 2028, None, reden="geheim")
    maak_meting(indicator, 2029, "9.9")
    maak_streefwaarde(indicator, 2031, "7")
    rapportage = maak_rapportage(
        soort="jaarverslag",
        realisatie_van=2026,
        realisatie_tot=2028,
        streef_van=2030,
        streef_tot=2031,
    )
    maak_regel(maak_programma(rapportage), indicator=indicator, noot="Een toelichting.")

    assert tabellen(client.get("/rapportage/jaarverslag/2030/")) == [
        [
            ["Indicator", "Realisatie", "Streefwaarde", "Bron", "Toelichting"],
            ["2026", "2027", "2028", "2030", "2031"],
            ["Rapportcijfer rust", "– geen cijfer bekend", "6,3", "– niet openbaar"]
            + ["– geen streefwaarde in dit document", "7,0", "Een peiling", "Een toelichting."],
        ]
    ]


def test_een_bedrag_met_centen_en_een_eigen_tekst_staan_er_zoals_ze_zijn(client):
    maak_regel(maak_programma(), "maatregel", tekst="Stilte kopen", bedrag="1234.50")

    response = client.get("/rapportage/begroting/2030/")

    assert tabellen(response)[0][1] == [
        GEEN_NUMMER,
        "Stilte kopen",
        GEEN_VOORTGANG,
        "1.234,50",
        GEEN_TOELICHTING,
    ]
    assert ("h3", "Maatregelen") in koppen(response)


def test_een_samengevatte_regel_tussen_andere_zet_het_teken_op_de_kop(client):
    programma = maak_programma()
    maak_regel(programma, "resultaat", tekst="Letterlijk", volgorde=1)
    maak_regel(programma, "resultaat", tekst="Korter", volgorde=2, is_samengevat=True)

    assert ("h3", "Zichtbare resultaten samengevat") in koppen(
        client.get("/rapportage/begroting/2030/")
    )


def test_alle_programmas_van_een_document_staan_op_een_pagina(client):
    rapportage = maak_rapportage()
    groen = maak_programma(rapportage, "Groen")
    for tak in (maak_programma(rapportage, "Bomen", ouder=groen), maak_programma(rapportage)):
        maak_regel(tak, "tekst", kop="Kop")

    assert koppen(client.get("/rapportage/begroting/2030/")) == [
        ("h1", "Begroting 2030"),
        ("h2", "Groen – Bomen"),
        ("h3", "Kop"),
        ("h2", "Rust"),
        ("h3", "Kop"),
    ]


@pytest.mark.parametrize(
    "pad",
    [
        "/rapportage/begroting/2017/",
        "/rapportage/jaarverslag/2018/",
        "/rapportage/begroting/99999/",
        "/rapportage/begroting/99999999999999999999/",
        "/rapportage/begroting/0/",
    ],
)
def test_een_document_dat_er_niet_is_geeft_404(client, pad):
    maak_amersfoort()

    assert client.get(pad).status_code == 404


def test_zonder_gebieden_is_er_geen_rapportage(client):
    assert client.get("/rapportage/begroting/2018/").status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_rapportage_kost_zeven_queries(client, django_assert_num_queries, aantal):
    programma = maak_programma()
    for n in range(aantal):
        indicator = maak_indicator(slug=f"rust-{n}")
        maak_meting(indicator, 2027, 7)
        maak_streefwaarde(indicator, 2030, 8)
        maak_regel(programma, indicator=indicator, volgorde=n)
        maak_regel(programma, "maatregel", tekst="Stilte", volgorde=n)

    with django_assert_num_queries(7):
        response = client.get("/rapportage/begroting/2030/")

    assert len(tabellen(response)[0]) == 2 + aantal


def maak_regel(programma, soort="indicator", **velden):
    return Rapportregel.objects.create(programma=programma, soort=soort, **velden)
