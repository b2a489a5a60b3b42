"""The report as its readers get it: page, Word, bare HTML. Only what is public, in every form."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator, maak_meting
from partners.tests.maken import maak_partner
from wijkplannen.forms.verslag import VerslagForm, gangbare_perioden, vorig_kwartaal
from wijkplannen.models import Opmerking
from wijkplannen.tests.maken import maak_blok, maak_doel, maak_inzet, maak_plan
from wijkplannen.tests.maken_verslag import (
    QUERY,
    maak_online_inzet,
    maak_plan_2024,
    meld_op,
    moment,
    van_tot,
    zet_online,
)

pytestmark = pytest.mark.django_db
VORMEN = ["voortgang_plan", "voortgang_docx", "voortgang_html"]


def haal(client, vorm, plan, query=QUERY):
    return client.get(reverse(f"wijkplannen:{vorm}", args=[plan.slug]) + query)


def tekst_van(antwoord):
    if "wordprocessingml" in antwoord["Content-Type"]:
        document = Document(BytesIO(antwoord.content))
        cellen = [cel.text for tabel in document.tables for rij in tabel.rows for cel in rij.cells]
        return "\n".join([*(alinea.text for alinea in document.paragraphs), *cellen])
    return antwoord.content.decode()


@pytest.fixture
def volle_inzet():
    """A plan with everything that is not public beside what is."""
    plan = maak_plan_2024(titel="Wijkplan Eemdal")
    maak_blok(plan, kop="Voor partners", tekst="ALLEEN-PARTNERS", zichtbaarheid="partners")
    inzet = maak_inzet(maak_doel(plan), titel="Samen eten", trekker=maak_partner(naam="De Eetclub"))
    zet_online(plan)
    schrijver = maak_gebruiker(naam="Petra PERSOONSNAAM")
    Opmerking.objects.create(
        plan=plan, inzet=inzet, tekst="NIET-OPENBARE-OPMERKING", door=schrijver, op=moment(8, 1)
    )
    eetclub = inzet.activiteit.trekker
    meld_op(inzet, moment(8, 1), zin="Er eten dertig mensen mee", namens=eetclub, door=schrijver)
    meld_op(inzet, moment(9, 1), "gestopt", "ONGOEDGEKEURDE-STOP", namens=eetclub, door=schrijver)
    nieuw = maak_inzet(inzet.doel, titel="NOG-NIET-ONLINE", trekker=eetclub)
    meld_op(nieuw, moment(8, 1), zin="NOG-NIET-GEMELD", namens=eetclub, door=schrijver)
    return inzet


@pytest.mark.parametrize("vorm", VORMEN)
def test_in_geen_vorm_staat_iets_dat_niet_openbaar_is(client, vorm, volle_inzet):
    tekst = tekst_van(haal(client, vorm, volle_inzet.doel.plan))
    assert "Er eten dertig mensen mee" in tekst
    niet_openbaar = [
        "ALLEEN-PARTNERS",
        "PERSOONSNAAM",
        "NIET-OPENBARE-OPMERKING",
        "ONGOEDGEKEURDE-STOP",
        "NOG-NIET-ONLINE",
        "NOG-NIET-GEMELD",
    ]
    assert [woord for woord in niet_openbaar if woord in tekst] == []


def test_de_tekst_voor_de_raad_volgt_de_volgorde_van_een_raadsinformatiebrief(client, volle_inzet):
    html = tekst_van(haal(client, "voortgang_html", volle_inzet.doel.plan))
    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        "Aanleiding",
        "Kernboodschap",
        "Wat is er gedaan?",
        "Wat is gestopt, en waarom?",
        "Wat loopt later?",
        "Hoe staan de cijfers ervoor?",
        "Financiën",
        "Vervolg",
        "Bijlagen",
    ]
    assert (
        "<li><strong>Samen eten.</strong> De Eetclub. In uitvoering sinds 1 augustus 2024. "
        "Er eten dertig mensen mee.</li>"
    ) in html


def test_de_kale_tekst_is_kaal(client, volle_inzet):
    html = tekst_van(haal(client, "voortgang_html", volle_inzet.doel.plan))
    assert re.findall(r"<(?:script|style|link|div|span)|\b(?:class|style|id)=", html) == []


def test_word_en_de_kale_tekst_zeggen_hetzelfde(client, volle_inzet):
    html = tekst_van(haal(client, "voortgang_html", volle_inzet.doel.plan))
    antwoord = haal(client, "voortgang_docx", volle_inzet.doel.plan)
    kaal = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    document = Document(BytesIO(antwoord.content))
    zinnen = [" ".join(alinea.text.split()) for alinea in document.paragraphs if alinea.text]
    assert [zin for zin in zinnen if zin not in kaal] == []
    naam = f"voortgang-{volle_inzet.doel.plan.slug}-2024-09-30.docx"
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'


def test_een_voorbeeld_zegt_in_elke_vorm_dat_het_verzonnen_is(client):
    inzet = maak_online_inzet(maak_plan_2024(is_voorbeeld=True))
    teksten = [tekst_van(haal(client, vorm, inzet.doel.plan)) for vorm in VORMEN]
    assert ["verzonnen" in tekst[tekst.find("Voortgang") :] for tekst in teksten] == [True] * 3


def test_de_pagina_zegt_wat_stopte_waarom_en_wat_later_loopt(client):
    plan = maak_plan_2024()
    doel = maak_doel(plan, titel="Buren kennen elkaar")
    stopte = maak_inzet(doel, titel="Fietsles", trekker=maak_partner(naam="De Fietsclub"))
    maak_inzet(doel, titel="Bankje", periode=van_tot(date(2024, 1, 1), date(2024, 8, 31)))
    zet_online(plan)
    meld_op(stopte, moment(7, 6), "gestopt", "Te weinig aanmeldingen.")
    html = haal(client, "voortgang_plan", plan).content.decode()
    volgorde = [
        "kwam er geen activiteit klaar en stopte er 1.",
        "Er loopt 1 activiteit later dan gepland.",
        "Wat is gestopt, en waarom?",
        "Fietsles",
        "De Fietsclub. Gestopt op 6 juli 2024.",
        "Te weinig aanmeldingen.",
        "Wat loopt later?",
        "Bankje",
        "Zou klaar zijn in augustus 2024.",
    ]
    plekken = [html.index(stuk, html.index("<main")) for stuk in volgorde]
    assert plekken == sorted(plekken)


@pytest.mark.parametrize(
    ("query", "zin"),
    [
        ("?van=01-07-2024", "Vul in tot en met welke dag."),
        ("?tot=01-07-2024", "Vul in vanaf welke dag."),
        ("?van=31-09-2024&tot=01-10-2024", "De dag 31-09-2024 bestaat niet."),
        (
            "?van=02-07-2024&tot=01-07-2024",
            "Kies een laatste dag die niet voor de eerste dag ligt.",
        ),
        ("?van=01-07-2024&tot=31-12-2099", "Kies als laatste dag vandaag of een dag die al is"),
        ("?van=%00&tot=01-07-2024", "Schrijf de datum als 17-03-2027."),
        (f"?van={'9' * 400}&tot=01-07-2024", "Schrijf de datum als 17-03-2027."),
    ],
    ids=["geen-tot", "geen-van", "bestaat-niet", "omgekeerd", "toekomst", "nul", "lang"],
)
@pytest.mark.parametrize("vorm", VORMEN)
def test_een_vreemde_periode_is_een_422_met_een_aanwijzing(client, vorm, query, zin):
    antwoord = haal(client, vorm, maak_online_inzet().doel.plan, query)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


def test_een_dag_in_het_adres_mag_ook_beginnen_met_het_jaar():
    form = VerslagForm({"van": "2024-07-01", "tot": "30 september 2024"})
    assert form.is_valid()
    assert form.cleaned_data == {"van": date(2024, 7, 1), "tot": date(2024, 9, 30)}


@pytest.mark.parametrize("query", ["", "?van=&tot="])
def test_zonder_periode_krijg_je_een_hele(client, query):
    antwoord = haal(client, "voortgang_plan", maak_online_inzet().doel.plan, query)
    assert antwoord.status_code == 200
    van, tot = antwoord.context["verslag"].van, antwoord.context["verslag"].tot
    assert (van.day, van.month % 3, (tot - van).days > 88) == (1, 1, True)


@pytest.mark.parametrize(
    ("vandaag", "van", "tot"),
    [
        (date(2026, 11, 22), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2027, 2, 12), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_het_vorige_kwartaal(vandaag, van, tot):
    assert vorig_kwartaal(vandaag) == (van, tot)


def test_een_plan_dat_pas_online_is_begint_bij_zijn_eerste_dag():
    vandaag, eerste = date(2026, 11, 22), date(2026, 10, 6)
    perioden = gangbare_perioden(vandaag, eerste)
    assert next(iter(perioden.items())) == ("Sinds het plan online kwam", (eerste, vandaag))
    assert "Het vorige kwartaal" not in perioden


@pytest.mark.parametrize("vorm", VORMEN)
def test_een_plan_dat_niet_online_is_heeft_geen_verslag(client, vorm):
    assert haal(client, vorm, maak_plan()).status_code == 404


def maak_plan_met_cijfers(aantal):
    plan = maak_plan_2024()
    for nr in range(aantal):
        indicator = maak_indicator(slug=f"cijfer-{nr}", naam=f"Cijfer {nr}")
        maak_meting(indicator, 2023, "6.3")
        doel = maak_doel(plan, indicatoren=[indicator])
        inzetten = [maak_inzet(doel) for _ in range(aantal)]
    zet_online(plan)
    for inzet in inzetten:
        meld_op(inzet, moment(8, 1))
        meld_op(inzet, moment(8, 2), "uitgevoerd", "Klaar.")
    return plan


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize("vorm", VORMEN)
def test_een_verslag_met_cijfers_kost_acht_query_s(client, vorm, aantal, django_assert_num_queries):
    plan = maak_plan_met_cijfers(aantal)
    with django_assert_num_queries(
        8
    ):  # plan, city, indicators, figures, targets, established, reports, lines
        assert haal(client, vorm, plan).status_code == 200
