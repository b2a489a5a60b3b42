"""The pre-check: rules of the four foundations against ideas, and its pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from buurtbudget.kandit import Antwoorden, klussen, oordeel
from buurtbudget.models import Categorie, NogRegelen
from buurtbudget.tests.maken import maak_budgetgebied, maak_spelregels

pytestmark = pytest.mark.django_db
VANDAAG = date(2027, 2, 1)
JAAR = {"jaar": 2027, "open_vanaf": date(2027, 1, 1), "sluit_op": date(2027, 12, 31)}
NIEUWLAND = JAAR | {
    "zelfde_jaar": True,
    "foto_nodig": True,
    "categorieen": [{"naam": "Straatfeest", "maximum": 400, "per": "straat"}],
}
SCHOTHORST = JAAR | {"voorschot_deel": 75, "eigen_deel": 20, "sluit_op": date(2027, 10, 1)}
HOOGLAND = JAAR | {
    "inname": "sluitingsdatum",
    "werkwijze": "verdeelronde",
    "sluit_op": date(2027, 2, 15),
    "verdelen_voor": date(2027, 3, 3),
    "uitslag_voor": date(2027, 3, 20),
    "maximum": 1000,
    "handtekeningen": 5,
    "fysiek": "na_toestemming",
}
KRUISKAMP = JAAR | {"weken_vooruit": 8, "eten_drinken": "ernaast"}
STRENG = JAAR | {"fysiek": "nee", "organisaties": False, "open_vanaf": date(2027, 3, 1)}
GUL = JAAR | {"eten_drinken": "ja", "vergoeding_vrijwilligers": True, "fysiek": "ja"}
IDEE = {"wanneer": date(2027, 6, 12), "bedrag": Decimal(300)}
BANK = IDEE | {"vast": True}


@pytest.mark.parametrize(
    ("regels", "idee", "verwacht", "waarom"),
    [
        (NIEUWLAND, {}, "ja", "past bij de regels"),
        (NIEUWLAND, {"categorie": "Straatfeest"}, "misschien", "dezelfde straat"),
        (NIEUWLAND, {"categorie": "Straatfeest", "bedrag": Decimal(401)}, "misschien", "€ 401"),
        (NIEUWLAND, {"eten": "alleen"}, "nee", "betaalt deze wijk niet"),
        (NIEUWLAND, {"eten": "ernaast"}, "misschien", "betaal je zelf"),
        (NIEUWLAND, {"wanneer": date(2028, 1, 2)}, "nee", "voor 2027"),
        (NIEUWLAND, {"vergoeding": True}, "misschien", "niet het geld voor vrijwilligers"),
        (SCHOTHORST, {}, "misschien", "€ 60"),
        (SCHOTHORST, {"eigen": Decimal("74.99")}, "misschien", "€ 75"),
        (SCHOTHORST, {"eigen": Decimal(75)}, "ja", "past"),
        (HOOGLAND, {}, "ja", "past"),
        (HOOGLAND, {"bedrag": Decimal(1000)}, "ja", "past"),
        (HOOGLAND, {"bedrag": Decimal("1000.01")}, "misschien", "€ 1.000,01"),
        (HOOGLAND, BANK, "misschien", "gemeente moet eerst ja zeggen"),
        (HOOGLAND, {"wanneer": date(2027, 3, 1)}, "misschien", "pas vóór 20 maart 2027"),
        (HOOGLAND, {"wanneer": date(2027, 1, 31)}, "nee", "al voorbij"),
        (KRUISKAMP, {"wanneer": date(2027, 3, 28)}, "nee", "29 maart 2027"),
        (KRUISKAMP, {"wanneer": date(2027, 3, 29)}, "ja", "past"),
        (KRUISKAMP, {"eten": "ernaast"}, "ja", "past"),
        (KRUISKAMP, {"eten": "alleen"}, "nee", "Alleen eten en drinken"),
        (STRENG, {}, "misschien", "nog niet"),
        (STRENG, BANK, "nee", "geen geld voor iets dat blijft staan"),
        (STRENG, {"organisatie": True}, "nee", "alleen bewoners"),
        (GUL, BANK | {"eten": "alleen", "vergoeding": True}, "ja", "past"),
        (GUL | {"sluit_op": date(2027, 1, 31)}, {}, "nee", "De laatste dag"),
        (
            GUL | {"handtekeningen": 3},
            BANK | {"handtekeningen": 2},
            "misschien",
            "3 handtekeningen",
        ),
        (GUL | {"handtekeningen": 3}, BANK | {"handtekeningen": 3}, "ja", "past"),
        (GUL | {"handtekeningen": 3}, {}, "ja", "past"),
        (
            GUL | {"handtekeningen": 3, "handtekeningen_alleen_fysiek": False},
            {},
            "misschien",
            "3 handtekeningen",
        ),
    ],
)
def test_ja_misschien_of_nee(regels, idee, verwacht, waarom):
    rij = maak_spelregels(**regels)
    idee = IDEE | idee
    if naam := idee.pop("categorie", None):
        idee["categorie"] = Categorie.objects.get(naam=naam)

    uitslag = oordeel(rij, Antwoorden(**idee), VANDAAG)

    assert uitslag.woord == verwacht
    assert waarom in uitslag.zin.replace("\u00a0", " ")
    assert all(punt.regel and punt.doe for punt in uitslag.punten)


@pytest.mark.parametrize(
    ("bedrag", "naam"),
    [
        (Decimal(1000), None),
        (Decimal(1001), "Wijkactiviteiten door vrijwilligers t/m € 2.500"),
        (Decimal(2501), "Wijkactiviteiten vanaf € 2.500"),
    ],
)
def test_een_andere_regeling_staat_erbij_als_het_hier_te_veel_is(bedrag, naam):
    uitslag = oordeel(maak_spelregels(**HOOGLAND), Antwoorden(**IDEE | {"bedrag": bedrag}), VANDAAG)

    assert [regeling["naam"] for regeling in uitslag.anders] == ([naam] if naam else [])


def test_wat_er_nog_te_regelen_is_telt_terug_van_de_dag():
    call_command("laad_buurtbudget", verbosity=0)
    regels = maak_spelregels(**HOOGLAND)
    feest = Antwoorden(**IDEE, straat_dicht=True)

    lijst = {
        k.tekst: k.uiterlijk for k in klussen(regels, feest, NogRegelen.objects.all(), VANDAAG)
    }

    assert lijst["Vraag het geld aan"] == date(2027, 2, 15)
    assert lijst["Antwoord op je aanvraag"] == date(2027, 3, 20)
    assert lijst["Vraag hekken en borden aan"] == date(2027, 5, 15)
    assert lijst["Meld het bij de gemeente"] == date(2027, 5, 29)
    assert lijst["Stuur je bonnen"] == date(2027, 7, 10)
    assert "Spreek af wie het schoonhoudt" not in lijst
    assert list(lijst.values()) == sorted(lijst.values())


# --- pages ----------------------------------------------------------------------------------------

GOED = {
    "wanneer": "12-06-2099",
    "bedrag": "300",
    "eigen": "",
    "vast": "nee",
    "buiten": "ja",
    "straat_dicht": "nee",
    "eten": "geen",
    "vergoeding": "nee",
    "toon": "1",
}


def vraag(client, gebied, **anders):
    return client.get(reverse("buurtbudget:kan_dit"), {"wijk": gebied.slug} | GOED | anders)


def test_de_eerste_vraag_is_de_wijk(client):
    regels = maak_spelregels()

    antwoord = client.get(reverse("buurtbudget:kan_dit"))

    assert f"?wijk={regels.gebied.slug}" in antwoord.content.decode()


@pytest.mark.parametrize("wijk", ["bestaat-niet", "\0", "x" * 5000])
def test_een_wijk_die_er_niet_is_vraagt_opnieuw(client, wijk):
    antwoord = client.get(reverse("buurtbudget:kan_dit"), {"wijk": wijk})

    assert (antwoord.status_code, "In welke wijk" in antwoord.content.decode()) == (200, True)


def test_een_wijk_zonder_regels_verwijst_naar_de_stichting(client):
    antwoord = client.get(reverse("buurtbudget:kan_dit"), {"wijk": maak_budgetgebied().slug})

    assert "staan hier nog niet" in antwoord.content.decode()


def test_het_antwoord_staat_in_een_woord_en_houdt_de_vragen_vast(client):
    regels = maak_spelregels(fysiek="na_toestemming")

    tekst = vraag(client, regels.gebied, vast="ja").content.decode()

    assert '<h2 class="nl-heading">Misschien</h2>' in tekst
    assert "bedrag=300" in tekst
    assert "toon=1" not in tekst


def test_terug_naar_de_vragen_laat_staan_wat_je_koos(client):
    regels = maak_spelregels()

    tekst = vraag(client, regels.gebied, toon="").content.decode()
    zonder = client.get(
        reverse("buurtbudget:kan_dit"), {"wijk": regels.gebied.slug, "bedrag": "300", "vast": "ja"}
    ).content.decode()

    assert "Kan dit?" not in tekst
    assert 'value="300"' in zonder
    assert zonder.count(" checked") == 1


def test_een_soort_dat_blijft_staan_kan_niet_weggaan(client):
    regels = maak_spelregels(categorieen=[{"naam": "Bankje!", "fysiek": True}])

    antwoord = vraag(client, regels.gebied, categorie="bankje")

    assert antwoord.status_code == 422
    assert "blijft er iets staan" in antwoord.content.decode()


@pytest.mark.parametrize(
    "raar",
    [
        {"wanneer": "32-13-2027"},
        {"wanneer": "\0"},
        {"bedrag": "duizend"},
        {"bedrag": "0"},
        {"bedrag": "9" * 400},
        {"eigen": "\0"},
        {"vast": "misschien"},
        {"eten": "x" * 9000},
    ],
)
def test_rare_antwoorden_geven_422(client, raar):
    assert vraag(client, maak_spelregels().gebied, **raar).status_code == 422


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_uitslag_kost_evenveel_bij_meer_regels(client, django_assert_num_queries, aantal):
    for nr in range(aantal):
        NogRegelen.objects.create(bij="alles", tekst=f"Ding {nr}", dagen=1, bron="test")
    soorten = [{"naam": f"Soort {nr}"} for nr in range(aantal)]
    gebied = maak_spelregels(categorieen=soorten).gebied

    with django_assert_num_queries(6):  # area, mandate, rules, kinds, asked, to arrange
        vraag(client, gebied, categorie="soort-0")
