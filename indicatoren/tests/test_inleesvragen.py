"""What stands in a file of figures: its columns, its signs, the names of areas in it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gebieden.tests.maken import maak_buurt, maak_wijk
from indicatoren.models import Gebiedsnaam, Import, Meting
from indicatoren.tests.inleesscherm import html, ingevuld, kies, lever, url
from indicatoren.tests.maken import maak_indicator, maak_meting
from indicatoren.tests.maken_inlezen import EIGEN, maak_import

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("onderzoeker")]
BREED = "Naam;Rapportcijfer rust;2 Groen\r\n"


def fouten(antwoord):
    return {naam: str(rij[0]) for naam, rij in antwoord.context["form"].errors.items()}


def test_elke_kolom_vraagt_wat_erin_staat_met_voorbeelden(client):
    maak_indicator()
    maak_wijk(naam="Vathorst")

    form = lever(client, BREED + "Vathorst;7,4;12\r\n").context["form"]

    eerste, tweede, derde = form.kolommen
    assert (eerste.kop, eerste.rol.value(), eerste.voorbeelden) == ("Naam", "naam", ("Vathorst",))
    assert (tweede.rol.value(), tweede.indicator.value()) == ("cijfer", "Rapportcijfer rust")
    assert (derde.rol.label, derde.rol.value()) == ("Wat staat er in kolom 3, ‘2 Groen’?", "niet")


@pytest.mark.parametrize(
    ("anders", "bij", "zin"),
    [
        ({"rol_0": "niet"}, "__all__", "Kies in welke kolom het gebied staat: de naam of de code."),
        ({"rol_1": "niet"}, "__all__", "Kies in welke kolom de cijfers staan."),
        ({"rol_2": "naam"}, "rol_2", "Dit koos je ook al bij kolom 1."),
        ({"rol_2": "x"}, "rol_2", "Kies uit de lijst wat er in kolom 3 staat."),
        ({"rol_2": "cijfer"}, "indicator_2", "Kolom 3: Vul in welk cijfer dit is."),
        ({"indicator_1": "Geluk"}, "indicator_1", "We kennen geen cijfer ‘Geluk’."),
        ({"indicator_1": "\0"}, "indicator_1", "Hier staat een teken in dat we niet kunnen"),
        ({"jaar": ""}, "jaar", "Vul in over welk jaar dit gaat."),
        ({"jaar": "25"}, "jaar", "Schrijf het jaar in vier cijfers, zoals 2025."),
        ({"versie": "x"}, "versie", "Er ging iets mis met deze pagina."),
        ({"gebiedsoort": "stad"}, "gebiedsoort", "Kies een soort gebied uit de lijst."),
    ],
)
def test_wat_nog_niet_klopt_staat_bij_de_vraag(client, anders, bij, zin):
    maak_indicator()
    vragen = lever(client, BREED + "Vathorst;7,4;12\r\n", naam="cijfers 2025.csv")

    antwoord = kies(client, vragen, **anders)

    assert antwoord.status_code == 422
    assert fouten(antwoord)[bij].startswith(zin)
    assert Import.objects.get().stand == "nieuw"


def test_een_getal_dat_twee_dingen_kan_zijn_is_een_vraag(client):
    maak_indicator()
    maak_buurt(naam="Kern")
    vragen = lever(client, "naam;jaar;Rapportcijfer rust\r\nKern;2025;1.255\r\n")

    assert kies(client, vragen).status_code == 422
    assert "De punt scheidt duizendtallen: 1.255 is" in html(vragen)


def test_een_volgend_bestand_met_dezelfde_koppen_krijgt_dezelfde_keuzes_maar_niet_het_jaar(client):
    maak_indicator()
    maak_buurt(naam="Kern")
    eerst = lever(client, "naam;Score\r\nKern;7,4\r\n")
    kies(client, eerst, rol_1="cijfer", indicator_1="Rapportcijfer rust", jaar="2025")

    daarna = lever(client, "naam;Score\r\nKern;7,5\r\n")

    assert "De keuzes van toen staan er al." in html(daarna)
    assert ingevuld(daarna)["indicator_1"] == "Rapportcijfer rust"
    assert "jaar" not in ingevuld(daarna)


def test_wie_eerst_een_cijfer_maakt_vindt_zijn_keuzes_terug(client):
    maak_buurt(naam="Kern")
    vragen = lever(client, "naam;Wonen/Prettig wonen (%)\r\nKern;7,4\r\n")
    adres = url("import_kolommen", Import.objects.get())

    weg = client.post(adres, ingevuld(vragen, rol_1="cijfer", jaar="2025", nieuw="1"))
    terug = client.get(adres)

    assert weg["Location"].startswith(
        reverse("indicatoren:indicator_nieuw") + "?naam=Prettig+wonen"
    )
    assert (ingevuld(terug)["rol_1"], ingevuld(terug)["jaar"]) == ("cijfer", "2025")


@pytest.mark.parametrize("naam", ["import_kolommen", "import_namen"])
def test_een_bestand_dat_weg_is_is_een_zin(client, naam):
    imp = maak_import()
    imp.bestand.storage.delete(imp.bestand.name)

    antwoord = client.get(url(naam, imp))

    assert antwoord.status_code == 422
    assert "Dit bestand is er niet meer." in html(antwoord)


# --- names --------------------------------------------------------------------------------------


@pytest.fixture
def namen(client):
    """A file with a name that is one area, one that is two, and one that is none."""
    maak_indicator()
    maak_buurt(naam="Kern")
    maak_buurt(naam="Vathorst")
    maak_wijk(naam="Vathorst")
    regels = "Kern;7,1\r\nVathorst;7,2\r\nKern-Oost;7,3\r\n"
    vragen = lever(client, "naam;Rapportcijfer rust\r\n" + regels, naam="rust 2026.csv")
    return kies(client, vragen)


def test_namen_worden_bevestigd_en_onthouden(client, namen):
    form = namen.context["form"]
    assert [len(soort) for soort in (form.zeker, form.te_kiezen, form.onbekend)] == [1, 1, 1]
    wijk = form.te_kiezen[0].naam.keuzes[-1]

    bekeken = kies(client, namen, naam_1=wijk.pk, naam_2="Kern (Buurt)")

    assert bekeken.context["proef"].geweigerd == 1  # of Kern there are two figures now
    assert Gebiedsnaam.objects.count() == 3
    assert Meting.objects.count() == 0


def test_een_naam_die_niet_klopt_of_open_blijft_wordt_geweigerd(client, namen):
    waarden = ingevuld(namen, naam_1="")
    del waarden["naam_0"]

    bekeken = client.post(url("import_namen", Import.objects.get()), waarden, follow=True)

    assert [rij.regel for rij in bekeken.context["geweigerd"]] == [2, 3, 4]
    assert "Bevestig de gebieden" in html(bekeken)


@pytest.mark.parametrize(
    "anders", [{"naam_1": "999999"}, {"naam_2": "Bestaat niet"}, {"versie": ""}]
)
def test_een_gebied_dat_er_niet_is_of_een_oude_pagina_is_een_zin(client, namen, anders):
    assert kies(client, namen, **anders).status_code == 422


def test_grenzen_van_een_ander_jaar_worden_gevraagd(client):
    maak_indicator()
    maak_buurt(code="BU03070101", geldig=DateRange(date(2025, 1, 1), None))
    vraag = kies(client, lever(client, EIGEN + "BU03070101;rust;2022;gemeten;7,4\r\n"))
    assert vraag.context["form"].fields.keys() == {"versie", "grenzen"}

    nee = kies(client, vraag)
    ja = kies(client, client.get(url("import_namen", Import.objects.get())), grenzen="on")

    assert (nee.context["proef"].geweigerd, ja.context["proef"].nieuw) == (1, 1)


# --- whatever one sends -------------------------------------------------------------------------

CEL = st.sampled_from(
    ["GM0307", "Amersfoort", "rust", "2025", "7,4", "1.255", "-", "", "x", '"', "=1"]
)
TABEL = st.lists(st.lists(CEL, min_size=1, max_size=4), max_size=4).map(
    lambda rijen: "\r\n".join(
        ";".join(rij) for rij in [["gebied", "jaar", "waarde"], *rijen]
    ).encode()
)
KEUS = st.sampled_from(
    ["gebied", "naam", "jaar", "waarde", "cijfer", "niet", "rust", "2025", "\0", "9" * 400]
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    inhoud=st.binary(max_size=60) | TABEL,
    keuzes=st.dictionaries(
        st.sampled_from(
            [
                "rol_0",
                "rol_1",
                "rol_2",
                "indicator_2",
                "jaar_2",
                "indicator",
                "jaar",
                "teken_0",
                "decimaal",
                "versie",
                "nieuw",
                "naam_0",
                "grenzen",
            ]
        ),
        KEUS,
        max_size=6,
    ),
)
def test_wat_je_ook_stuurt_en_kiest_er_verandert_niets_en_er_komt_een_pagina(
    client, inhoud, keuzes
):
    Meting.objects.first() or maak_meting(maak_indicator(), 2025, "7.3")

    antwoord = lever(client, inhoud)
    for _ in range(2):
        if "form" in antwoord.context and antwoord.request["PATH_INFO"].endswith(
            ("kolommen/", "namen/")
        ):
            adres = antwoord.request["PATH_INFO"]
            antwoord = client.post(adres, ingevuld(antwoord) | keuzes, follow=True)

    assert antwoord.status_code in {200, 409, 422}
    assert Meting.objects.get().waarde == Decimal("7.3")
