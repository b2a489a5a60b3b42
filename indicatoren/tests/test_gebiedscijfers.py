"""What everybody reads: areas compared in one year, wijken beside each other, the list."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.tests.maken import maak_buurt, maak_wijk
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import Indicator, Meting, Peiling
from indicatoren.tests.lezen import koppen, tabellen
from indicatoren.tests.maken import maak_bron, maak_indicator, maak_meting, maak_stad
from indicatoren.tests.maken_gebieden import maak_cijfers, maak_gevormde_wijk

pytestmark = pytest.mark.django_db


def vraag(client, **query):
    maak_stad()
    return client.get("/indicatoren/rust/", query)


def test_de_tabel_zegt_hetzelfde_als_de_balken(client):
    indicator = maak_indicator(drempel_n=50)
    maak_cijfers(indicator, 2023, {"stad": "7.1"})
    maak_cijfers(indicator, 2023, {"Noord": "6.9", "Zuid": "7.4"}, n=1210, marge=Decimal("0.2"))
    maak_cijfers(indicator, 2023, {"Oost": "7.04"}, n=60, voorlopig=True, voetnoot="zonder centrum")
    maak_cijfers(indicator, 2023, {"Klein": "9.9"}, n=49)
    maak_cijfers(indicator, 2023, {"West": None})
    maak_gevormde_wijk("Leeg")

    antwoord = vraag(client)

    assert tabellen(antwoord)[-1] == [
        ["Wijk", "Cijfer", "Antwoorden", "Marge", "Toelichting"],
        ["Zuid", "7,4", "1.210", "0,2", ""],
        ["Oost", "7,0", "60", "", "Voorlopig cijfer; zonder centrum."],
        ["Noord", "6,9", "1.210", "0,2", ""],
        ["Klein", "– geen cijfer", "", "", "Te weinig antwoorden."],
        ["Leeg", "– geen cijfer", "", "", "Geen cijfer bekend."],
        ["West", "– geen cijfer", "", "", "Te weinig antwoorden."],
    ]
    pagina = antwoord.content.decode()
    assert re.findall(r'class="w" x="340" y="\d+" text-anchor="end">([^<]+)<', pagina) == [
        "7,4",
        "7,0",
        "6,9",
    ]
    assert ">Heel Amersfoort 7,1</text>" in pagina
    assert "9,9" not in pagina
    assert re.findall(r'aria-label="([^"]+: [^"]+)"', pagina) == [
        "Zuid: 7,4",
        "Oost: 7,0",
        "Noord: 6,9",
        "Klein: geen cijfer, te weinig antwoorden",
        "Leeg: geen cijfer, geen cijfer bekend",
        "West: geen cijfer, te weinig antwoorden",
    ]
    assert re.findall(r"</svg><span>([^<]+)</span>\s*<span[^>]*>([^<]+)</span>", pagina) == [
        ("lager dan 7,2", "2 wijken\n"),
        ("7,2 of hoger", "1 wijk\n"),
        ("geen cijfer", "3 wijken\n"),
    ]


def test_een_gekozen_wijk_heeft_haar_lijn_naast_die_van_de_stad(client):
    indicator = maak_indicator()
    for jaar, noord, stad in ((2021, "6.9", "7.0"), (2023, "7.2", "7.1")):
        maak_cijfers(indicator, jaar, {"Noord": noord, "Zuid": "8", "stad": stad})

    antwoord = vraag(client, gebied="noord", jaar="2021")

    jaren, gebieden = tabellen(antwoord)
    assert [rij[:3] for rij in jaren] == [
        ["Jaar", "Noord", "Heel Amersfoort"],
        ["2021", "6,9", "7,0"],
        ["2022", "– geen cijfer bekend", "– geen cijfer bekend"],
        ["2023", "7,2", "7,1"],
    ]
    assert [rij[:2] for rij in gebieden[1:]] == [["Zuid", "8,0"], ["Noord", "6,9"]]
    pagina = antwoord.content.decode()
    assert ">Heel Amersfoort 7,1</text>" in pagina
    assert 'class="d" points=' not in pagina  # a year is missing: two dots, no line
    assert pagina.count('class="dp"') == 2


def test_van_een_telling_is_de_stad_geen_maat_voor_een_wijk(client):
    indicator = maak_indicator(schaal_van=None, schaal_tot=None, decimalen=0, eenheid="inwoners")
    maak_cijfers(indicator, 2023, {"Noord": 9000, "stad": 160000})

    assert "Heel Amersfoort 160.000" not in vraag(client, gebied="noord").content.decode()


@pytest.mark.parametrize(
    ("query", "zin"),
    [
        ({"jaar": "2020"}, "Van dat jaar zijn er geen cijfers per wijk. Je ziet 2021."),
        ({"jaar": "ooit"}, "Van dat jaar zijn er geen cijfers per wijk. Je ziet 2023."),
        ({"jaar": "²⁰²³"}, "Van dat jaar zijn er geen cijfers per wijk. Je ziet 2023."),
        ({"soort": "buurt"}, "Per buurt zijn er geen cijfers. Je ziet de wijken."),
        ({"soort": "\0"}, "Dit soort gebied kennen we niet. Je ziet de wijken."),
        (
            {"gebied": "nergens\0"},
            "Dit gebied staat niet bij de wijken van 2023. Je ziet heel Amersfoort.",
        ),
    ],
)
def test_een_vreemd_adres_geeft_de_naaste_pagina_en_een_zin(client, query, zin):
    indicator = maak_indicator()
    for jaar in (2021, 2023):
        maak_cijfers(indicator, jaar, {"Noord": 7})

    antwoord = vraag(client, **query)

    assert antwoord.status_code == 200
    assert f'<p class="wp-noot wp-klein">{zin}</p>' in antwoord.content.decode()


def test_een_gebied_dat_er_niet_meer_is_staat_in_zijn_jaar(client):
    indicator = maak_indicator()
    oud = maak_wijk(naam="Oud", geldig=DateRange(date(2010, 1, 1), date(2022, 1, 1)))
    maak_meting(indicator, 2021, 6, gebied=oud)
    maak_cijfers(indicator, 2021, {})
    maak_cijfers(indicator, 2027, {"Nieuw": 7})

    per_jaar = {
        jaar: [rij[0] for rij in tabellen(vraag(client, jaar=jaar))[-1][1:]]
        for jaar in ("2021", "2027")
    }

    assert per_jaar == {"2021": ["Oud"], "2027": ["Nieuw"]}


def test_van_veel_gebieden_staan_alleen_de_uitersten_als_balk(client):
    indicator = maak_indicator()
    for nr in range(45):
        maak_meting(indicator, 2023, nr, gebied=maak_buurt())
    werk_bij([(indicator.pk, 2023)])

    antwoord = vraag(client, soort="buurt")

    assert len(tabellen(antwoord)[-1]) == 46
    pagina = antwoord.content.decode()
    assert (pagina.count('<rect class="s"'), "… en 25 daartussen" in pagina) == (20, True)


def test_de_peiling_van_elk_jaar_staat_erbij(client):
    indicator = maak_indicator()
    maak_cijfers(indicator, 2023, {"stad": 7})
    for jaar, velden in ((2023, {"leeftijd_van": 18, "antwoorden": 4700}), (2019, {})):
        Peiling.objects.create(bron=indicator.bron, jaar=jaar, naam="Buurtpeiling", **velden)

    pagina = vraag(client).content.decode()

    zin = "<dt>2023</dt><dd>Buurtpeiling: mensen vanaf 18 jaar, 4.700 antwoorden</dd>"
    assert (zin in pagina, "<dt>2019</dt>" in pagina) == (True, False)


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_cijfer_met_wijken_kost_altijd_evenveel_queries(
    client, django_assert_num_queries, aantal
):
    indicator = maak_indicator()
    namen = [f"Wijk-{nr}" for nr in range(aantal)]
    for jaar in range(2020, 2020 + aantal):
        maak_cijfers(indicator, jaar, dict.fromkeys([*namen, "stad"], 7))

    with django_assert_num_queries(11):
        client.get("/indicatoren/rust/?gebied=wijk-0")


# --- wijken beside each other ---------------------------------------------------------------------


def vergelijk(client, **query):
    return client.get("/indicatoren/vergelijken/", query)


def test_wijken_en_cijfers_naast_elkaar_uit_hetzelfde_jaar(client):
    rust, groen = maak_indicator(), maak_indicator(slug="groen", korte_naam="Groen")
    maak_cijfers(rust, 2021, {"Noord": 8, "Zuid": 4, "stad": 6})
    maak_cijfers(rust, 2023, {"stad": 7})  # newer, but not of any wijk
    maak_cijfers(groen, 2023, {"stad": 5})
    query = {"wijk": ["noord", "zuid"], "indicator": ["rust", "groen"]}

    antwoord = vergelijk(client, **query)

    geen = "– geen cijfer bekend"
    assert tabellen(antwoord) == [
        [
            ["Wijk", "Rust in de buurt rapportcijfer, 2021", "Groen rapportcijfer, 2023"],
            ["Heel Amersfoort", "6,0", "5,0"],
            ["Noord", "8,0", geen],
            ["Zuid", "4,0", geen],
        ]
    ]
    breed = re.findall(r'<rect width="(\d+)" height="8"', antwoord.content.decode())
    assert breed == ["75", "100", "100", "50"]
    assert [rij[1] for rij in tabellen(vergelijk(client, **query, jaar=2023))[0][1:]] == [
        "7,0",
        geen,
        geen,
    ]


def test_van_een_cijfer_staan_de_lijnen_naast_elkaar_op_dezelfde_assen(client):
    rust = maak_indicator()
    for jaar, noord in ((2021, 2), (2022, 3)):
        maak_cijfers(rust, jaar, {"Noord": noord, "Zuid": 9, "stad": 6})

    antwoord = vergelijk(client, indicator="rust")

    assert ("h3", "Noord") in koppen(antwoord)
    assert (
        re.findall(r"As: [^.]+", antwoord.content.decode())
        == ["As: rapportcijfer, van 0 tot 10"] * 2
    )


def test_wat_we_niet_kennen_of_te_veel_is_geeft_een_zin(client):
    indicatoren = [maak_indicator(slug=f"rust-{nr}") for nr in range(9)]
    maak_cijfers(indicatoren[0], 2023, {"Noord": 7, "stad": 7})
    slugs = [indicator.slug for indicator in indicatoren]

    antwoord = vergelijk(client, indicator=[*slugs, "weg\0", "weg"], wijk="nergens")

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Niet alle wijken in dit adres kennen we." in pagina
    assert "Je ziet de eerste 8 cijfers die je koos." in pagina
    assert len(tabellen(antwoord)[0][0]) == 9


@pytest.mark.parametrize("aantal", [1, 3])
def test_vergelijken_kost_altijd_evenveel_queries(client, django_assert_num_queries, aantal):
    for nr in range(aantal):
        indicator = maak_indicator(slug=f"rust-{nr}")
        maak_cijfers(indicator, 2023, {f"Wijk-{n}": 7 for n in range(aantal)})
    maak_stad()

    with django_assert_num_queries(4):
        vergelijk(client, jaar="")


# --- the list -------------------------------------------------------------------------------------


def maak_lijst(aantal):
    bron = maak_bron()
    Indicator.objects.bulk_create(
        Indicator(
            slug=f"cijfer-{nr:03}",
            naam=f"Cijfer {nr:03}",
            korte_naam=f"Cijfer {nr:03}",
            eenheid="aantal",
            onderwerp="Wonen" if nr % 2 else "Groen",
            bron=bron,
            is_kern=False,
        )
        for nr in range(aantal)
    )


def namen(antwoord):
    return re.findall(
        r'<li>\s*<p><a class="nl-link" href="/indicatoren/([^/]+)/">', antwoord.content.decode()
    )


def test_wie_doorbladert_ziet_elk_cijfer_een_keer(client):
    maak_stad()
    maak_lijst(130)

    gezien, adres = [], "/indicatoren/"
    while adres:
        antwoord = client.get(adres)
        gezien += namen(antwoord)
        verder = re.search(r'href="(\?na=[^"]+)">Volgende', antwoord.content.decode())
        adres = verder and "/indicatoren/" + verder[1].replace("&amp;", "&")

    assert len(gezien) == 130
    assert gezien == sorted(gezien, key=lambda slug: (int(slug[-3:]) % 2, slug))


def test_zoeken_vindt_elk_woord_in_de_naam_of_het_onderwerp(client):
    maak_stad()
    maak_lijst(12)

    assert namen(client.get("/indicatoren/", {"q": "011 wonen"})) == ["cijfer-011"]
    assert "Geen cijfer past bij deze vraag." in client.get("/indicatoren/?q=xyz").content.decode()
    for vreemd in ("\0", "x" * 81):
        assert client.get("/indicatoren/", {"q": vreemd}).status_code == 422
    assert client.get("/indicatoren/", {"na": "\0"}).status_code == 200


def test_meer_dan_twaalf_kerncijfers_staan_in_de_lijst(client):
    maak_stad()
    maak_lijst(14)
    Indicator.objects.update(is_kern=True)

    antwoord = client.get("/indicatoren/")

    assert len(namen(antwoord)) == 2
    assert antwoord.content.decode().count('<article class="wp-cijfer') == 12


@pytest.mark.parametrize("aantal", [1, 80])
def test_de_lijst_kost_altijd_evenveel_queries(client, django_assert_num_queries, aantal):
    maak_stad()
    maak_lijst(aantal)
    Meting.objects.bulk_create(
        Meting(indicator=indicator, gebied=maak_stad(), jaar=2023, waarde=7)
        for indicator in Indicator.objects.all()
    )

    with django_assert_num_queries(5):
        antwoord = client.get("/indicatoren/")

    assert len(antwoord.content) < 40_000
