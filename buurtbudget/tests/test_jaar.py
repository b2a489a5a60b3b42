"""The yearly account: a year that was played, counted by hand, and on paper."""

import json
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.timezone import localdate
from openpyxl import load_workbook
from pypdf import PdfReader

from buurtbudget.actions.betalen import boek_terug_ontvangen, maak_ongedaan, zet_voorschot_klaar
from buurtbudget.actions.declareren import zet_rekening
from buurtbudget.actions.indienen import trek_in
from buurtbudget.actions.jaar import bewaar_jaar, dien_jaar_in
from buurtbudget.actions.kas import herstel, hevel_over, zorg_voor_pot
from buurtbudget.jaarrekening import jaarrekening, ontdooi
from buurtbudget.models import Boeking
from buurtbudget.tests.maken import (
    besluit,
    maak_betaald,
    maak_betaling,
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_regeling,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import (
    BESTUUR,
    IBAN,
    aangemeld,
    beheerder_van,
    maak_eigen,
    url,
)

pytestmark = pytest.mark.django_db
JAAR = localdate().year
NA_AFLOOP = timezone.make_aware(datetime(JAAR + 1, 1, 15, 12))  # noqa: DTZ001


def speel_een_jaar():
    """Two wijken of one foundation, by real actions. What the bank must say, by hand:

    beginsaldo 812,35 · subsidie 5000 en 3000 · gift 75,50 · rente 1,05
    af: 380 (straatfeest) · 150 voorschot · 120 (tuin) · 61,41 website · 12,50 bank
    terug: 30 · betaald en dezelfde dag teruggedraaid: 90 · teruggestort aan de gemeente: 100
    """
    een = maak_pot(maak_spelregels(voorschot_deel=50), plafond=5000)
    twee = maak_pot(maak_spelregels(), plafond=3000)
    partner = beheerder_van(een.gebied)
    twee.gebied.mandaten.update(partner=partner)
    type(twee).objects.filter(pk=twee.pk).update(beheerder=partner)
    twee.refresh_from_db()
    door = maak_teamlid(een.gebied, "penningmeester")
    eigen = zorg_voor_pot(partner, None, JAAR, "")

    maak_eigen(een, "beginsaldo", "812.35", te_verdelen=Decimal(200))
    maak_eigen(een, "subsidie", "5000")
    maak_eigen(twee, "subsidie", "3000")
    maak_eigen(twee, "gift", "75.50")
    maak_eigen(eigen, "gift", "0.01")  # a mistake, put right below
    herstel(Boeking.objects.get(bedrag=Decimal("0.01")), reden="Typefout", door=door)
    maak_eigen(een, "rente", "1.05")

    # granted 400, receipts of 380: 20 goes back in the pot
    maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(een), [380])))
    # an advance of 150, receipts of 120: 30 must come back, and does
    voor = maak_toegekend(een, gevraagd=300)
    zet_rekening(voor, naam="A. Voorbeeld", iban=IBAN)
    maak_betaald(zet_voorschot_klaar(voor, bedrag=Decimal(150), door=door))
    voor.refresh_from_db()
    maak_betaling(maak_declaratie(voor, [120]))
    terug = {"bedrag": Decimal(30), "datum": localdate(), "door": door, "sleutel": "terug"}
    boek_terug_ontvangen(voor, **terug)
    # partly granted: 120 of 200, paid in full
    maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(twee, 200, 120), [120])))
    # paid and undone: 90 stays open
    maak_ongedaan(
        maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(twee, 90), [90]))), door=door
    )
    # granted and given up; refused; withdrawn
    weg = maak_toegekend(twee, 60)
    trek_in(weg, versie=weg.versie, namens_aanvrager=True)
    besluit(maak_ontvangen(een), "afgewezen")
    terug_ = maak_ontvangen(een)
    trek_in(terug_, versie=terug_.versie, namens_aanvrager=True)

    hevel_over(
        twee, eigen, bedrag=Decimal(200), datum=localdate(), waarom="x", door=door, sleutel="h"
    )
    maak_eigen(eigen, "kosten", "61.41", rubriek="website")
    maak_eigen(een, "kosten", "12.50", rubriek="bank")
    maak_eigen(een, "terugbetaald", "100")
    straks = zorg_voor_pot(partner, een.gebied, JAAR + 1, "")
    een.refresh_from_db()
    hevel_over(
        een, straks, bedrag=Decimal(1000), datum=localdate(), waarom="x", door=door, sleutel="j"
    )
    return partner, een, twee, door


MET_DE_HAND = (
    Decimal("812.35")
    + 5000
    + 3000
    + Decimal("75.50")
    + Decimal("1.05")
    - 380
    - 150
    + 30
    - 120
    - Decimal("61.41")
    - Decimal("12.50")
    - 100
)


def regel(cijfers, naam):
    rij = next(rij for rij in cijfers["saldi"] if rij["naam"] == naam)
    return dict(zip(cijfers["kolommen"], rij["bedragen"], strict=True)) | {"samen": rij["totaal"]}


def test_een_gespeeld_jaar_sluit_op_de_cent_met_de_bank():
    partner, een, twee, _ = speel_een_jaar()
    a, b, zelf = een.gebied.naam, twee.gebied.naam, "De stichting zelf"

    cijfers = jaarrekening(partner, maak_regeling(), JAAR)

    assert Decimal("8094.99") == MET_DE_HAND == cijfers["boeksaldo"]
    assert Boeking.objects.van_beheerder(partner).op_de_bank(localdate()) == MET_DE_HAND
    eind = regel(cijfers, f"Saldo op 31 december {JAAR}")
    assert eind == {
        a: Decimal("5200.90"),  # 812,35 + 5000 + 1,05 + 30 - 380 - 150 - 12,50 - 100
        b: Decimal("2755.50"),  # 3000 + 75,50 - 120 - 200 to the foundation
        zelf: Decimal("138.59"),  # 200 - 61,41
        "samen": MET_DE_HAND,
    }
    assert regel(cijfers, f"Saldo op 1 januari {JAAR}")["samen"] == Decimal("812.35")
    assert regel(cijfers, "Betaald aan aanvragers") == {
        a: Decimal(530),
        b: Decimal(120),
        zelf: 0,
        "samen": Decimal(650),
    }
    assert regel(cijfers, "Teruggekregen van aanvragers")["samen"] == 30
    assert regel(cijfers, "Naar of van een andere pot") == {a: 0, b: -200, zelf: 200, "samen": 0}
    assert regel(cijfers, "Giften")["samen"] == Decimal("75.50")
    assert regel(cijfers, "Kosten: website")[zelf] == Decimal("61.41")


def test_toegezegd_betaald_en_open_per_pot():
    partner, een, twee, _ = speel_een_jaar()

    cijfers = jaarrekening(partner, maak_regeling(), JAAR)

    potten = {(pot["wijk"], pot["jaar"]): pot for pot in cijfers["potten"]}
    a, b = potten[een.gebied.naam, JAAR], potten[twee.gebied.naam, JAAR]
    straks = potten[een.gebied.naam, JAAR + 1]
    assert (a["toegezegd"], a["vrijgevallen"], a["betaald"], a["open"]) == (700, 200, 500, 0)
    assert (b["toegezegd"], b["vrijgevallen"], b["betaald"], b["open"]) == (270, 60, 120, 90)
    assert (a["meegenomen"], b["meegenomen"], straks["meegenomen"]) == (-1000, -200, 1000)
    for pot, nu in [(een, a), (twee, b)]:
        pot.refresh_from_db()
        assert nu["over"] == pot.over
    aantallen = {rij["wijk"]: rij for rij in cijfers["aantallen"]}
    assert aantallen[een.gebied.naam] | {"wijk": ""} == {
        "wijk": "",
        "ontvangen": 4,
        "toegekend": 2,
        "afgewezen": 1,
        "ingetrokken": 1,
        "gaat_niet_door": 0,
        "vervallen": 0,
    }
    assert aantallen[twee.gebied.naam]["gaat_niet_door"] == 1


def test_het_volgende_jaar_begint_waar_dit_eindigt():
    partner, *_ = speel_een_jaar()

    straks = jaarrekening(partner, maak_regeling(), JAAR + 1)

    dit = jaarrekening(partner, maak_regeling(), JAAR)
    assert straks["saldi"][0]["bedragen"] == dit["saldi"][-1]["bedragen"]
    assert straks["boeksaldo"] == MET_DE_HAND


def test_bevroren_en_ontdooid_is_hetzelfde():
    partner, *_ = speel_een_jaar()
    cijfers = jaarrekening(partner, maak_regeling(), JAAR)

    assert ontdooi(json.loads(json.dumps(cijfers, cls=DjangoJSONEncoder))) == cijfers


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_rekenen_kost_evenveel_queries(aantal, django_assert_num_queries):
    pot = maak_pot(plafond=5000)
    for _ in range(aantal):
        maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(pot), [300])))

    partner, regeling = pot.beheerder, pot.regeling

    with django_assert_num_queries(3):
        jaarrekening(partner, regeling, JAAR)


def test_een_gespeeld_jaar_wordt_ingestuurd_met_het_saldo_van_de_bank():
    partner, *_, door = speel_een_jaar()
    velden = {"versie": 0, "verschil_uitleg": "", "antwoorden": {}}
    rij = bewaar_jaar(partner, maak_regeling(), JAAR, banksaldo=MET_DE_HAND, **velden)

    rij = dien_jaar_in(rij, versie=rij.versie, door=door, nu=NA_AFLOOP)

    assert (rij.verschil, rij.cijfers["boeksaldo"]) == (0, "8094.99")


def test_het_rekenblad_rekent_zelf_en_komt_op_hetzelfde_uit():
    partner, een, *_ = speel_een_jaar()
    bestuur = aangemeld(maak_teamlid(een.gebied, BESTUUR))

    antwoord = bestuur.get(url("jaar_blad", partner.slug, JAAR))

    blad = load_workbook(BytesIO(antwoord.content))["Saldo"]
    eind = next(rij for rij in blad.iter_rows() if str(rij[0].value).startswith("Saldo op 31"))
    formules = [cel.value for cel in eind[1:]]
    assert all(formule.startswith("=SUM(") for formule in formules)
    assert [reken(blad, formule) for formule in formules] == [
        pytest.approx(bedrag) for bedrag in (5200.90, 2755.50, 138.59, 8094.99)
    ]


def reken(blad, formule):
    """SUM(B3:B9)-2*SUM(B7:B9), where each cell is a number or a sum of its row."""
    delen = formule.removeprefix("=").split("-2*")
    som = [sum(_waarde(blad, cel[0]) for cel in blad[deel[4:-1]]) for deel in delen]
    return som[0] - 2 * (som[1] if len(som) > 1 else 0)


def _waarde(blad, cel):
    if isinstance(cel.value, str):
        return sum(deel.value for deel in blad[cel.value[5:-1]][0])
    return cel.value


def test_de_pdf_is_te_lezen_en_getagd():
    partner, een, *_ = speel_een_jaar()
    bestuur = aangemeld(maak_teamlid(een.gebied, BESTUUR))

    pdf = PdfReader(BytesIO(bestuur.get(url("jaar_pdf", partner.slug, JAAR)).content))

    tekst = " ".join(blad.extract_text() for blad in pdf.pages).replace("\u00a0", " ")
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert all(stuk in tekst for stuk in ["8.094,99", een.gebied.naam, "De stichting zelf"])
