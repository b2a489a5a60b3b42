"""A plan to take along: as pdf of today and of each version, and its activities in a sheet."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from berichten.tests.test_brieven import lees, rollen, tekst
from gebieden.tests.maken import maak_buurt
from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator, maak_meting
from partners.tests.maken import maak_partner
from wijkplannen.actions.publicatie import leg_vaststelling_vast
from wijkplannen.models import Opmerking
from wijkplannen.planpapier import KOLOMMEN
from wijkplannen.tests.maken import maak_blok, maak_doel, maak_inzet, maak_plan
from wijkplannen.tests.maken_verslag import maak_plan_2024, meld_op, moment, van_tot, zet_online

pytestmark = pytest.mark.django_db


def haal(client, naam, *args, **koppen):
    return client.get(reverse(f"wijkplannen:{naam}", args=args), headers=koppen)


def plat(antwoord):
    return " ".join(tekst(antwoord.content).split())


def blad(antwoord, naam="Activiteiten"):
    return load_workbook(BytesIO(antwoord.content))[naam]


def rijen(antwoord):
    """Per activity {heading: value}."""
    kop, *rest = blad(antwoord).values
    return [dict(zip(kop, rij, strict=True)) for rij in rest]


@pytest.fixture
def plan():
    plan = maak_plan_2024(titel="Wijkplan Eemdal")
    maak_blok(plan, kop="Wat gaat goed?", tekst="Veel groen.\n\nVeel clubs.")
    maak_blok(plan, kop="Voor ons", tekst="ALLEENPARTNERS", zichtbaarheid="partners")
    indicator = maak_indicator(korte_naam="Rust")
    maak_meting(indicator, 2023, "6.5")
    doel = maak_doel(
        plan,
        titel="Buren kennen elkaar",
        indicatoren=[indicator],
        streven={indicator.pk: (Decimal("7.5"), 2029)},
    )
    maak_inzet(
        doel,
        titel="Samen eten",
        trekker=maak_partner(naam="De Eetclub"),
        partners=[maak_partner(naam="De Bieb")],
        periode=van_tot(date(2024, 3, 1), date(2025, 6, 30)),
        gebied=maak_buurt(naam="De Hoef"),
        kosten=Decimal("1500.50"),
        bron_van_geld="Fonds",
    )
    return zet_online(plan)


@pytest.mark.parametrize("naam", ["plan_pdf", "versie_pdf"])
def test_iedereen_kan_het_plan_lezen(client, plan, naam):
    args = [1] if naam == "versie_pdf" else []
    pdf = lees(haal(client, naam, plan.slug, *args).content)
    wortel = pdf.root_object
    assert (pdf.metadata.title, str(wortel["/Lang"])[:2]) == ("Wijkplan Eemdal", "nl")
    tags = rollen(wortel["/StructTreeRoot"]["/K"])
    assert [tags.count("/H1"), tags.count("/H2"), "/TH" in tags] == [1, 2, True]
    bladwijzers = [str(deel["/Title"]) for deel in pdf.outline if not isinstance(deel, list)]
    assert bladwijzers == ["Wijkplan Eemdal"]
    xmp = pdf.xmp_metadata.stream.get_data()
    assert [b"<pdfuaid:part>1<" in xmp, b"<pdfaid:part>2<" in xmp] == [True, True]


def test_een_versie_staat_er_in_zoals_ze_online_kwam(client, plan):
    meld_op(plan.doelen.get().inzetten.get(), moment(8, 1), zin="Er eten dertig mensen mee.")
    inhoud = plat(haal(client, "versie_pdf", plan.slug, 1))
    volgorde = [
        "Wijkplan Eemdal",
        "Versie 1, online sinds 1 juni 2024",
        "Nog niet vastgesteld",
        "Agenda van 1 juni 2024",
        "Wat gaat goed?",
        "Buren kennen elkaar",
        "1 is gepland",
        "Rust: streefwaarde van dit plan 7,5 in 2029",
        "Samen eten",
        "De Eetclub, De Bieb",
        "maart 2024 tot en met juni 2025",
        "gepland",
        "De Hoef",
        "pagina 1 van 1",
    ]
    assert [stuk for stuk in volgorde if stuk not in inhoud] == []
    assert "Er eten dertig mensen mee." not in inhoud


def test_het_plan_van_vandaag_heeft_de_agenda_en_de_cijfers_van_vandaag(client, plan):
    meld_op(plan.doelen.get().inzetten.get(), moment(8, 1), zin="Er eten dertig mensen mee.")
    inhoud = plat(haal(client, "plan_pdf", plan.slug))
    assert "Er eten dertig mensen mee." in inhoud
    assert "1 is in uitvoering" in inhoud
    assert "Rust: 6,5 in 2023" in inhoud


def test_een_versie_hoeft_maar_een_keer_te_worden_opgehaald(client, plan):
    eerst = haal(client, "versie_pdf", plan.slug, 1)
    opnieuw = haal(client, "versie_pdf", plan.slug, 1, if_none_match=eerst["ETag"])
    assert (opnieuw.status_code, opnieuw.content) == (304, b"")
    assert "public" in eerst["Cache-Control"]
    plan.refresh_from_db()
    leg_vaststelling_vast(
        plan.huidige_versie,
        door_wie="het college",
        datum=date(2024, 6, 9),
        nummer="",
        link="",
        door=maak_gebruiker(),
    )
    vast = haal(client, "versie_pdf", plan.slug, 1, if_none_match=eerst["ETag"])
    assert vast.status_code == 200
    assert "Vastgesteld door het college op 9 juni 2024" in plat(vast)


def test_het_blad_heeft_een_rij_per_activiteit_met_echte_getallen(client, plan):
    antwoord = haal(client, "plan_xlsx", plan.slug)
    (rij,) = rijen(antwoord)
    assert list(rij) == KOLOMMEN
    assert [rij[kop] for kop in KOLOMMEN[1:10]] == [
        "Buren kennen elkaar",
        "Samen eten",
        None,
        "De Eetclub",
        "De Bieb",
        "maart 2024 tot en met juni 2025",
        "De Hoef",
        1500.5,
        "Fonds",
    ]
    assert (rij["Stand"], rij["Bijgewerkt op"].date()) == ("gepland", date(2024, 6, 1))
    over = dict(list(blad(antwoord, "Over dit bestand").values))
    assert (over["Plan"], over["Versie"]) == ("Wijkplan Eemdal", 1)


@pytest.mark.parametrize("typte", ["=1+1", "+31 33", "@SUM(A1)", "-2", '=HYPERLINK("x")'])
def test_wat_iemand_typte_is_in_een_blad_nooit_een_formule(client, typte):
    inzet = maak_inzet(maak_doel(maak_plan_2024()), titel=typte, omschrijving=typte)
    plan = zet_online(inzet.doel.plan)
    cellen = [cel for rij in blad(haal(client, "plan_xlsx", plan.slug)) for cel in rij]
    assert [(cel.value, cel.data_type) for cel in cellen if cel.value == typte] == [
        (typte, "s"),
        (typte, "s"),
    ]


@pytest.mark.parametrize("naam", ["plan_pdf", "versie_pdf", "plan_xlsx"])
def test_in_geen_bestand_staat_iets_dat_niet_openbaar_is(client, plan, naam):
    inzet = plan.doelen.get().inzetten.get()
    schrijver = maak_gebruiker(naam="PERSOONSNAAM")
    Opmerking.objects.create(
        plan=plan, inzet=inzet, tekst="OPMERKING", door=schrijver, op=moment(8, 1)
    )
    eetclub = inzet.activiteit.trekker
    meld_op(inzet, moment(9, 1), "gestopt", "ONGOEDGEKEURD", namens=eetclub, door=schrijver)
    maak_inzet(inzet.doel, titel="NOGNIETONLINE")
    antwoord = haal(client, naam, plan.slug, *([1] if naam == "versie_pdf" else []))
    alles = str(rijen(antwoord)) if naam == "plan_xlsx" else plat(antwoord)
    assert "Samen eten" in alles
    geheim = "ALLEENPARTNERS PERSOONSNAAM OPMERKING ONGOEDGEKEURD NOGNIETONLINE"
    assert [woord for woord in geheim.split() if woord in alles] == []


def test_een_voorbeeld_heet_in_elk_bestand_een_voorbeeld(client):
    inzet = maak_inzet(maak_doel(maak_plan_2024(is_voorbeeld=True)), is_voorbeeld=True)
    plan = zet_online(inzet.doel.plan)
    assert "voorbeeld: verzonnen plan" in plat(haal(client, "plan_pdf", plan.slug))
    assert "voorbeeld: verzonnen plan" in plat(haal(client, "versie_pdf", plan.slug, 1))
    xlsx = haal(client, "plan_xlsx", plan.slug)
    assert [rij["Voorbeeld"] for rij in rijen(xlsx)] == ["ja"]
    assert "verzonnen" in dict(list(blad(xlsx, "Over dit bestand").values))["Let op"]


def test_een_emoji_of_opmaak_houdt_het_plan_niet_tegen(client):
    typte = 'Feest \U0001f389 #read("x") *vet* $x$'
    inzet = maak_inzet(maak_doel(maak_plan_2024(titel=typte), titel=typte), titel=typte)
    plan = zet_online(inzet.doel.plan)
    assert plat(haal(client, "plan_pdf", plan.slug)).count('#read("x") *vet* $x$') >= 3


@pytest.mark.parametrize("naam", ["plan_pdf", "plan_xlsx"])
def test_een_plan_dat_niet_online_is_kun_je_niet_meenemen(client, naam):
    assert haal(client, naam, maak_plan().slug).status_code == 404


def test_een_versie_die_er_niet_is(client, plan):
    assert haal(client, "versie_pdf", plan.slug, 2).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(
    ("naam", "query_s"), [("plan_pdf", 6), ("versie_pdf", 1), ("plan_xlsx", 2)]
)
def test_een_bestand_kost_een_vast_aantal_query_s(
    client, django_assert_num_queries, naam, query_s, aantal
):
    plan = maak_plan_2024()
    for nr in range(aantal):
        indicator = maak_indicator(slug=f"cijfer-{nr}", naam=f"Cijfer {nr}")
        maak_meting(indicator, 2023, 6)
        doel = maak_doel(plan, indicatoren=[indicator])
        for _ in range(aantal):
            maak_inzet(doel)
    zet_online(plan)
    with django_assert_num_queries(query_s):
        haal(client, naam, plan.slug, *([1] if naam == "versie_pdf" else []))
