"""The amounts of the city, and the use per wijk: sums and counts, and never a person."""

from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook

from buurtbudget.actions.bedragen import stand
from buurtbudget.actions.kas import hevel_over, zorg_voor_pot
from buurtbudget.models import Boeking, Wijkbudget
from buurtbudget.tests.maken import (
    besluit,
    maak_betaald,
    maak_betaling,
    maak_budgetgebied,
    maak_declaratie,
    maak_grond,
    maak_mandaat,
    maak_ontvangen,
    maak_pot,
    maak_regeling,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import aangemeld, lees, url
from gebieden.models import GebiedJaar
from gebieden.tests.maken import maak_wijk
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker

pytestmark = pytest.mark.django_db
JAAR = localdate().year


def van_de_stad(rol=Rol.BELEID):
    gebied = {"gebied": maak_wijk()} if rol == Rol.GEBIEDSMANAGER else {}
    return aangemeld(maak_aanstelling(rol=rol, **gebied).gebruiker)


def velden(bedragen, **meer):
    """`bedragen`: {area: "1500"}."""
    vast = {
        "uuid": uuid4(),
        "gelezen": stand(maak_regeling(), JAAR),
        "soort": "vast",
        "besluit": "Raadsbesluit 2026-91",
        "datum": "11-11-2025",
    }
    vast |= {f"bedrag_{gebied.pk}": bedrag for gebied, bedrag in bedragen.items()}
    return vast | meer


def bedragen():
    potten = Wijkbudget.objects.filter(jaar=JAAR).order_by("gebied")
    return {pot.gebied: (pot.plafond, pot.verwacht) for pot in potten.select_related("gebied")}


PAD = "stad_bedragen"


def test_een_besluit_van_de_raad_vult_veel_wijken():
    een, twee = maak_mandaat().gebied, maak_mandaat().gebied
    zonder = maak_budgetgebied()
    client = van_de_stad()
    wat = velden({een: "1.500", twee: "2000,50"})

    pagina = lees(client.get(url(PAD, JAAR)))
    codes = [client.post(url(PAD, JAAR), wat).status_code for _ in range(2)]

    assert [f"bedrag_{gebied.pk}" in pagina for gebied in (een, twee, zonder)] == [
        True,
        True,
        False,
    ]
    assert codes == [302, 302]
    assert bedragen() == {een: (1500, None), twee: (Decimal("2000.50"), None)}
    boeking = Boeking.objects.filter(soort="plafond").first()
    assert (boeking.toelichting, f"{boeking.datum}") == ("Raadsbesluit 2026-91", "2025-11-11")
    assert Boeking.objects.count() == 2


def test_wat_verwacht_wordt_is_nog_niet_toe_te_zeggen():
    gebied = maak_mandaat().gebied
    client = van_de_stad()
    wat = velden({gebied: "1500"}, soort="verwacht", besluit="", datum="")

    codes = [client.post(url(PAD, JAAR), wat).status_code for _ in range(2)]

    assert (codes, bedragen()) == ([302, 302], {gebied: (None, 1500)})
    assert "verwacht: €\u00a01.500" in lees(client.get(url("stad")))


@pytest.mark.parametrize(
    "fout",
    [
        {"soort": ""},
        {"besluit": ""},
        {"datum": ""},
        {"datum": "31-02-2026"},
        {"bedrag": "x"},
        {"bedrag": "-1"},
        {"bedrag": "9" * 30},
        {"bedrag": ""},
        {"gelezen": ""},
        {"uuid": "x"},
        {"besluit": "x" * 201},
        {"besluit": "a\x00"},
    ],
)
def test_wat_niet_klopt_wordt_uitgelegd_en_niets_geboekt(fout):
    gebied = maak_mandaat().gebied
    if "bedrag" in fout:
        fout = {f"bedrag_{gebied.pk}": fout["bedrag"]}

    antwoord = van_de_stad().post(url(PAD, JAAR), velden({gebied: "5"}) | fout)

    assert (antwoord.status_code, Boeking.objects.exists()) == (422, False)


def test_alles_of_niets_als_er_al_meer_is_toegezegd():
    pot = maak_pot(plafond=400)
    maak_toegekend(pot)
    ander = maak_mandaat().gebied

    antwoord = van_de_stad().post(url(PAD, JAAR), velden({ander: "900", pot.gebied: "399"}))

    assert (antwoord.status_code, f"{pot.gebied}: er is al meer" in lees(antwoord)) == (422, True)
    assert bedragen() == {pot.gebied: (400, None)}


def test_wie_na_een_ander_komt_ziet_wat_er_nu_geldt():
    gebied = maak_mandaat().gebied
    client = van_de_stad()
    eerst, later = velden({gebied: "1500"}), velden({gebied: "1700"})
    client.post(url(PAD, JAAR), eerst)

    antwoord = client.post(url(PAD, JAAR), later)

    pagina = lees(antwoord)
    assert (antwoord.status_code, bedragen()) == (409, {gebied: (1500, None)})
    assert ("€\u00a01.500, vastgesteld" in pagina, 'value="1700"' in pagina) == (True, True)


def test_wat_de_stichting_verschoof_blijft_van_de_gemeente():
    pot = maak_pot(plafond=1000)
    straks = zorg_voor_pot(pot.beheerder, pot.gebied, JAAR + 1, "")
    vast = {"datum": localdate(), "waarom": "Rest", "door": None, "sleutel": "a"}
    hevel_over(pot, straks, bedrag=Decimal(600), **vast)

    antwoord = van_de_stad().post(url(PAD, JAAR), velden({pot.gebied: "1000"}))

    assert (antwoord.status_code, Boeking.objects.filter(soort="plafond").count()) == (302, 1)
    assert "€\u00a01.000" in lees(van_de_stad().get(url("stad")))


@pytest.mark.parametrize(
    ("rol", "zien", "zetten"),
    [
        (Rol.BELEID, 200, 200),
        (Rol.GEBIEDSMANAGER, 200, 403),
        (Rol.FUNCTIONEEL, 200, 403),
        (Rol.VAKAFDELING, 403, 403),
        (Rol.ONDERZOEKER, 403, 403),
    ],
)
def test_wie_van_de_stad_ziet_en_zet(rol, zien, zetten):
    maak_mandaat()
    client = van_de_stad(rol)

    codes = [client.get(pad).status_code for pad in (url("stad"), url("stad_blad"), url(PAD, JAAR))]

    assert codes == [zien, zien, zetten]


def test_een_stichting_en_een_bewoner_zien_het_overzicht_niet():
    gebied = maak_mandaat().gebied

    for wie in (maak_teamlid(gebied, "bestuur"), maak_gebruiker()):
        assert aangemeld(wie).get(url("stad")).status_code == 403


def test_het_overzicht_telt_per_wijk():
    pot = maak_pot(maak_spelregels(), plafond=2000)
    GebiedJaar.objects.create(gebied=pot.gebied, jaar=JAAR, inwoners=800, bron="x")
    maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(pot, eerste_keer=True), [300])))
    maak_ontvangen(pot, eerste_keer=False)
    besluit(maak_ontvangen(pot), "afgewezen", grond=maak_grond(naam="Te laat"))
    zonder = maak_pot(plafond=None)

    client = van_de_stad()
    pagina = lees(client.get(url("stad")))
    inhoud = BytesIO(client.get(url("stad_blad")).content)

    assert "€\u00a02,50" in pagina  # 2000 / 800
    assert "aantal inwoners niet bekend" in pagina
    blad = load_workbook(inhoud)[f"Buurtbudget {JAAR}"]
    rijen = {rij[0]: rij for rij in blad.iter_rows(min_row=2, values_only=True)}
    assert rijen[pot.gebied.naam][2:12] == (2000, None, 300, 300, 800, 2.5, 3, 1, 1, 1)
    assert rijen[zonder.gebied.naam][2] is None
    assert "Te laat: 1" in pagina


def test_er_staat_niets_van_een_aanvrager_in():
    pot = maak_pot(plafond=2000)
    wie = {"naam": "Zwaantje Geheimzinnig", "email": "zwaantje@voorbeeld.example"}
    rij = maak_toegekend(pot, titel="Boomhutdorp", straat="Onvindbaarlaan", aanvrager=wie)
    maak_betaling(maak_declaratie(rij, [300]))
    client = van_de_stad()

    pagina = lees(client.get(url("stad")))
    boek = load_workbook(BytesIO(client.get(url("stad_blad")).content))

    cellen = [str(cel) for blad in boek for rij_ in blad.values for cel in rij_ if cel]
    alles = pagina + " ".join(cellen)
    for geheim in ["Zwaantje", "Boomhut", "Onvindbaar", "NL91", "ABNA", rij.nummer]:
        assert geheim not in alles
    assert pot.gebied.naam in alles


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_overzicht_kost_evenveel_queries(aantal, django_assert_num_queries):
    for _ in range(aantal):
        besluit(maak_ontvangen(maak_pot()), "afgewezen")
    client = van_de_stad()

    with django_assert_num_queries(12):
        client.get(url("stad"))


@pytest.mark.parametrize("jaar", ["x", "1999", "99999", "2101", "²026", ""])
def test_een_jaar_dat_niet_kan_bestaat_niet(jaar):
    maak_mandaat()

    assert van_de_stad().get(url("stad"), {"jaar": jaar}).status_code == 404
