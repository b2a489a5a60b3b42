"""The book: own entries, moving between pots, corrections, the running balance, the handover."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.timezone import localdate
from openpyxl import load_workbook
from pypdf import PdfReader

from buurtbudget.actions.kas import boek_eigen, herstel, hevel_over, stel_plafond_vast
from buurtbudget.kasboek import blad
from buurtbudget.kaspotten import potten
from buurtbudget.models import Aanvraag, Boeking, Wijkbudget
from buurtbudget.tests.maken import (
    maak_betaald,
    maak_betaling,
    maak_declaratie,
    maak_pot,
    maak_spelregels,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import (
    beheerder_van,
    lees,
    maak_eigen,
    maak_penningmeester,
    url,
)
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db


def wereld(plafond=1000):
    pot = maak_pot(plafond=plafond)
    door, client = maak_penningmeester(pot.gebied)
    return pot, door, client


def vers(pot):
    return Wijkbudget.objects.get(pk=pot.pk)


def sleutel(pot):
    return f"{pot.gebied_id or 0}.{pot.jaar}.{pot.deelpot}"


def velden(bij, bedrag="12,50", **meer):
    vast = {"uuid": uuid4(), "pot": sleutel(bij), "toelichting": "Hosting"}
    return vast | {"bedrag": bedrag, "datum": f"{localdate():%d-%m-%Y}"} | meer


def boekpad(pot, soort):
    return url("kas_nieuw", pot.gebied.slug, soort)


def test_kosten_gaan_van_de_bank_en_uit_de_pot():
    pot, _, client = wereld()
    wat = velden(pot, rubriek="website")

    assert client.get(boekpad(pot, "kosten")).status_code == 200
    codes = [client.post(boekpad(pot, "kosten"), wat).status_code for _ in range(2)]

    assert (codes, Boeking.objects.filter(soort="kosten").count()) == ([302, 302], 1)
    boeking = Boeking.objects.get(soort="kosten")
    assert (boeking.bedrag, boeking.rubriek, vers(pot).over) == (
        Decimal("-12.50"),
        "website",
        Decimal("987.50"),
    )


@pytest.mark.parametrize(
    ("soort", "over"),
    [("subsidie", 1000), ("gift", 1020), ("rente", 1020), ("terugbetaald", 980)],
)
def test_wat_erin_en_eruit_gaat(soort, over):
    pot, _, client = wereld()

    assert client.post(boekpad(pot, soort), velden(pot, "20")).status_code == 302

    assert vers(pot).over == over


def test_van_een_beginsaldo_is_alleen_een_deel_te_verdelen():
    pot, _, client = wereld()

    te_veel = client.post(boekpad(pot, "beginsaldo"), velden(pot, "500", te_verdelen="501"))
    client.post(boekpad(pot, "beginsaldo"), velden(pot, "500", te_verdelen="200"))

    assert (te_veel.status_code, vers(pot).over) == (422, 1200)


@pytest.mark.parametrize(
    "fout",
    [
        {"bedrag": "0"},
        {"bedrag": "-5"},
        {"bedrag": "2000000"},
        {"bedrag": ""},
        {"datum": "31-13-2026"},
        {"datum": f"{localdate() + timedelta(1):%d-%m-%Y}"},
        {"pot": "9.9.9"},
        {"pot": ""},
        {"rubriek": ""},
        {"rubriek": "drank"},
        {"toelichting": ""},
        {"toelichting": "x" * 201},
        {"toelichting": "a\x00b"},
        {"uuid": ""},
    ],
)
def test_wat_niet_klopt_wordt_uitgelegd_en_niet_geboekt(fout):
    pot, _, client = wereld()

    antwoord = client.post(boekpad(pot, "kosten"), velden(pot, rubriek="bank") | fout)

    assert (antwoord.status_code, Boeking.objects.filter(soort="kosten").exists()) == (422, False)


def test_meer_kosten_dan_er_is_zegt_hoeveel_er_over_is():
    pot, _, client = wereld(plafond=10)

    antwoord = client.post(boekpad(pot, "kosten"), velden(pot, rubriek="bank"))

    assert (antwoord.status_code, "er is nog €\u00a010 over" in lees(antwoord)) == (422, True)


def test_de_stichting_heeft_een_eigen_pot_en_volgend_jaar_bestaat_al():
    pot, _, client = wereld()
    eigen, straks = (f"0.{pot.jaar}.", f"{pot.gebied_id}.{pot.jaar + 1}.")

    client.post(boekpad(pot, "gift"), velden(pot, "50", pot=eigen))
    over = {"uuid": uuid4(), "bedrag": "100", "van": sleutel(pot), "naar": straks, "waarom": "Rest"}
    over |= {"datum": f"{localdate():%d-%m-%Y}"}
    pad = url("kas_overhevelen", pot.gebied.slug)
    codes = [client.post(pad, over).status_code for _ in range(2)]

    potten_ = Wijkbudget.objects.filter(beheerder=pot.beheerder)
    stand = {(rij.gebied_id, rij.jaar): rij.te_verdelen for rij in potten_}
    assert codes == [302, 302]
    assert stand == {
        (pot.gebied_id, pot.jaar): 900,
        (None, pot.jaar): 50,
        (pot.gebied_id, pot.jaar + 1): 100,
    }


def test_wat_toegezegd_is_gaat_niet_naar_een_andere_pot():
    pot, door, _ = wereld(plafond=400)
    maak_toegekend(pot)
    ander = maak_pot_naast(pot)

    with pytest.raises(RegelGeschonden, match="nog €\u00a00 over"):
        hevel_over(
            vers(pot),
            ander,
            bedrag=Decimal(1),
            datum=localdate(),
            waarom="x",
            door=door,
            sleutel="a",
        )


def maak_pot_naast(pot):
    velden = {"regeling": pot.regeling, "beheerder": pot.beheerder, "gebied": pot.gebied}
    return Wijkbudget.objects.create(**velden, jaar=pot.jaar, deelpot="Feesten")


def test_een_later_besluit_van_de_raad_telt_wat_verschoven_is_mee():
    pot, door, _ = wereld(plafond=1000)
    vast = {"datum": localdate(), "door": door}
    hevel_over(pot, maak_pot_naast(pot), bedrag=Decimal(200), waarom="x", sleutel="a", **vast)

    stel_plafond_vast(pot, bedrag=Decimal(1100), besluit="Raad", sleutel="b", **vast)

    assert vers(pot).plafond == 900  # 800 here and 200 there were 1000; now 100 more


def test_herstellen_zet_er_een_regel_tegenover_met_de_reden():
    pot, _, client = wereld()
    boeking = maak_eigen(pot, "kosten", "12.50", rubriek="bank")
    pad = url("kas_herstellen", pot.gebied.slug, boeking.pk)

    assert client.get(pad).status_code == 200
    assert client.post(pad, {"reden": ""}).status_code == 422
    codes = [client.post(pad, {"reden": "Dubbel geboekt"}).status_code for _ in range(2)]

    storno = Boeking.objects.get(herstelt=boeking)
    assert (codes, storno.toelichting, storno.rubriek) == ([302, 302], "Dubbel geboekt", "bank")
    assert vers(pot).over == 1000


def test_beide_kanten_van_een_verschuiving_gaan_terug():
    pot, door, _ = wereld()
    ander = maak_pot_naast(pot)
    vast = {"datum": localdate(), "waarom": "x", "door": door, "sleutel": "a"}
    hevel_over(pot, ander, bedrag=Decimal(100), **vast)

    herstel(Boeking.objects.filter(soort="overheveling").first(), reden="Fout", door=door)

    assert (vers(pot).over, vers(ander).te_verdelen) == (1000, 0)


def test_een_betaling_herstellen_zet_hem_weer_op_de_lijst():
    pot, door, client = wereld()
    betaling = maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(pot), [300])))

    client.post(
        url("kas_herstellen", pot.gebied.slug, betaling.boeking_id), {"reden": "Niet gedaan"}
    )

    betaling.refresh_from_db()
    assert (betaling.betaald_op, vers(pot).betaald, vers(pot).verplicht) == (None, 0, 400)


def test_wat_de_gemeente_vaststelde_herstelt_de_stichting_niet():
    pot, _, client = wereld()
    plafond = Boeking.objects.get(soort="plafond")

    assert client.get(url("kas_herstellen", pot.gebied.slug, plafond.pk)).status_code == 404


def test_een_eigen_aanvraag_herstel_je_niet_in_het_boek():
    pot, door, client = wereld()
    betaling = maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(pot), [300])))
    Aanvraag.objects.filter(pk=betaling.aanvraag_id).update(indiener=door)

    pad = url("kas_herstellen", pot.gebied.slug, betaling.boeking_id)
    assert client.post(pad, {"reden": "x"}).status_code == 403


def test_het_saldo_loopt_mee_ook_op_de_volgende_bladzijde():
    pot, _, _ = wereld()
    for nr in range(1, 6):
        maak_eigen(pot, "gift", nr, datum=localdate() - timedelta(days=5 - nr))
    maak_eigen(pot, "kosten", 4)
    boekingen = Boeking.objects.van_beheerder(pot.beheerder).exclude(bedrag=0)

    eerste = blad(boekingen, aantal=4)
    tweede = blad(boekingen, voor=eerste.verder, aantal=4)

    saldi = [[int(regel.saldo) for regel in deel.regels] for deel in (eerste, tweede)]
    assert (saldi, tweede.verder) == ([[11, 15, 10, 6], [3, 1]], "")
    assert eerste.saldo == boekingen.op_de_bank(localdate())


@pytest.mark.parametrize(
    "voor", ["x", "2026-13-01.1", "2026-01-01", "2026-01-01.x", "2026-01-01.²"]
)
def test_een_sleutel_die_geen_sleutel_is_bestaat_niet(voor):
    pot, _, client = wereld()

    assert client.get(url("kas", pot.gebied.slug), {"voor": voor}).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_boek_kost_evenveel_queries(aantal, django_assert_num_queries):
    pot, _, client = wereld(plafond=5000)
    for _ in range(aantal):
        maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(pot), [300])))

    with django_assert_num_queries(8):
        antwoord = client.get(url("kas", pot.gebied.slug))

    assert lees(antwoord).count("Herstellen<") == aantal


def test_het_boek_als_rekenblad_rekent_zelf_en_voert_niets_uit():
    pot, _, client = wereld()
    maak_eigen(pot, "gift", "10.10", toelichting="=1+1")
    antwoord = client.get(url("kasboek", pot.gebied.slug, localdate().year))

    rijen = list(load_workbook(BytesIO(antwoord.content)).active.iter_rows(min_row=3))
    gift = rijen[-1]
    assert (float(gift[4].value), gift[5].value) == (10.1, "=F3+E4")
    assert (gift[3].value, gift[3].data_type) == ("=1+1", "s")


def test_potten_kennen_de_delen_uit_de_spelregels():
    deel = {"naam": "Feest", "deelpot": "Feesten"}
    pot = maak_pot(maak_spelregels(categorieen=[deel]))
    namen = [rij.naam for rij in potten(pot.beheerder, [pot.gebied], pot.jaar)]

    assert f"{pot.gebied} {pot.jaar + 1}" in namen
    assert f"De stichting zelf {pot.jaar}" in namen
    assert f"{pot.gebied} {pot.jaar}, Feesten" in namen


def test_een_pot_van_een_ander_kies_je_niet():
    pot, _, client = wereld()
    vreemd = maak_pot()

    antwoord = client.post(boekpad(pot, "gift"), velden(pot, "5", pot=sleutel(vreemd)))

    assert antwoord.status_code == 422
    assert client.get(url("kas", pot.gebied.slug), {"pot": vreemd.pk}).status_code == 404


def test_de_overdracht_noemt_wat_open_staat_en_geen_rekeningnummer():
    pot, _, client = wereld(plafond=5000)
    betaling = maak_betaling(maak_declaratie(maak_toegekend(pot), [300]))
    toegezegd = maak_toegekend(pot, origineel_in="Map blauw, 12")
    pad = url("overdracht", pot.gebied.slug)

    pagina = lees(client.get(pad))
    pdf = PdfReader(BytesIO(client.get(url("overdracht_pdf", pot.gebied.slug)).content))

    papier = " ".join(blad.extract_text() for blad in pdf.pages)
    for stuk in [betaling.aanvraag.nummer, toegezegd.nummer, "Map blauw, 12", "14 033"]:
        assert (stuk in pagina, stuk in papier) == (True, True)
    assert ("NL91" in pagina, "NL91" in papier) == (False, False)
    assert pdf.root_object["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_overdracht_kost_evenveel_queries(aantal, django_assert_num_queries):
    pot, _, client = wereld(plafond=5000)
    for _ in range(aantal):
        maak_betaling(maak_declaratie(maak_toegekend(pot), [300]))

    with django_assert_num_queries(14):
        client.get(url("overdracht", pot.gebied.slug))


def test_een_dag_in_de_toekomst_boekt_ook_de_actie_niet():
    pot, door, _ = wereld()

    with pytest.raises(RegelGeschonden, match="toekomst"):
        boek_eigen(
            pot,
            "gift",
            bedrag=Decimal(5),
            datum=localdate() + timedelta(1),
            toelichting="x",
            door=door,
            sleutel="a",
        )


def test_de_beheerder_van_een_andere_wijk_ziet_dit_boek_niet():
    pot, _, _ = wereld()
    _, _, vreemd = wereld()

    assert vreemd.get(url("kas", pot.gebied.slug)).status_code == 403
    assert beheerder_van(pot.gebied) == pot.beheerder


@pytest.mark.django_db(transaction=True)
def test_twee_tikken_op_hetzelfde_moment_zijn_een_boeking():
    pot, door, _ = wereld()
    gift = {"bedrag": Decimal(5), "datum": localdate(), "toelichting": "x", "door": door}

    def tik(_):
        try:
            return boek_eigen(pot, "gift", **gift, sleutel="a").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as tegelijk:
        gevonden = set(tegelijk.map(tik, range(8)))

    assert gevonden == {Boeking.objects.get(soort="gift").pk}
