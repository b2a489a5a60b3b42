"""The researcher makes and keeps indicators: what is missing, names, breaks, thresholds."""

import pytest

from gebieden.tests.maken import maak_wijk
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import Indicator, Meting
from indicatoren.reeksen import reeksen
from indicatoren.tests.maken import maak_bron, maak_indicator, maak_meting, maak_stad
from indicatoren.tests.maken_werk import aangemeld, adres, stuur
from indicatoren.werklijst import PER_PAGINA, gezocht, werklijst

pytestmark = pytest.mark.django_db
GEK = ["\x00", "9" * 30, "-5", "1e30", "x" * 5000, "🦆" * 200]


@pytest.fixture
def client():
    return aangemeld()


def vul_in(**afwijking):
    return {
        "naam": "Rapportcijfer groen",
        "korte_naam": "Groen in de buurt",
        "eenheid": "rapportcijfer",
        "decimalen": "1",
        "richting": "hoger",
        "bron": maak_bron().pk,
        "is_kern": "nee",
        "volgorde": "0",
    } | afwijking


def mist():
    return {rij.indicator.slug: rij.mist for rij in werklijst(gezocht()).regels}


# --- the list ---------------------------------------------------------------------------------


def test_de_lijst_zegt_wat_er_mist():
    maak_stad()
    bron = maak_bron()
    bron.peilingen.create(jaar=2025, naam="Peiling")
    velden = {"bron": bron, "onderwerp": "Groen", "vraag": "Hoe groen is het?"}
    maak_indicator(slug="kaal")
    klaar = maak_indicator(slug="klaar", drempel_n=30, **velden)
    oud = maak_indicator(slug="oud", **velden)
    eigen = maak_indicator(slug="eigen", berekening="initiatieven", **velden | {"vraag": ""})
    for indicator in (klaar, oud, eigen):
        indicator.definities.create(vanaf_jaar=2011, tekst="Het gemiddelde.")
    maak_meting(klaar, 2025, 7, n=400)
    maak_meting(oud, 2023, 7)
    werk_bij([(klaar.pk, 2025), (oud.pk, 2023)])

    assert mist() == {
        "kaal": ("geen vraag", "geen uitleg", "geen onderwerp", "geen cijfers", "geen drempel"),
        "klaar": (),
        "oud": ("geen cijfer uit 2025", "geen drempel"),
        "eigen": (),
    }


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_vijf_query_s(client, aantal, django_assert_num_queries):
    for nr in range(aantal):
        maak_indicator(slug=f"cijfer-{nr}", onderwerp=f"Onderwerp {nr}")

    with django_assert_num_queries(5):  # session, person, roles, subjects, indicators
        client.get(adres("werk"))


def test_de_lijst_bladert_op_onderwerp_en_naam_en_verliest_niets(client):
    bron = maak_bron()
    Indicator.objects.bulk_create(
        Indicator(
            slug=f"c-{nr}",
            naam=f"Zelfde {nr // 3}",
            korte_naam="c",
            eenheid="c",
            bron=bron,
            onderwerp="AB"[nr % 2],
        )  # fmt: skip
        for nr in range(PER_PAGINA * 2 + 1)
    )
    gezien, na = [], ""

    while na is not None:
        lijst = client.get(adres("werk"), {"na": na}).context["lijst"]
        gezien += [rij.indicator.pk for rij in lijst.regels]
        na = lijst.volgende

    verwacht = Indicator.objects.order_by("onderwerp", "naam", "pk")
    assert gezien == list(verwacht.values_list("pk", flat=True))


def test_zoeken_op_naam_en_onderwerp(client):
    groen = maak_indicator(slug="groen", naam="Rapportcijfer groen", onderwerp="Groen")
    maak_indicator(slug="rust", onderwerp="Rust")

    for vraag in ({"q": "cijfer GROEN"}, {"onderwerp": "Groen"}):
        lijst = client.get(adres("werk"), vraag).context["lijst"]
        assert [rij.indicator for rij in lijst.regels] == [groen]


@pytest.mark.parametrize("vraag", [{"q": "\x00"}, {"q": "x" * 81}, {"onderwerp": "anders"}])
def test_gek_zoeken_is_een_zin(client, vraag):
    assert client.get(adres("werk"), vraag).status_code == 422


@pytest.mark.parametrize("na", ["x", "-1", "1" * 19, "٣"])
def test_een_plek_die_niet_kan(client, na):
    assert client.get(adres("werk"), {"na": na}).status_code == 404


# --- made and changed -------------------------------------------------------------------------


def test_een_nieuw_cijfer_krijgt_een_vast_adres_uit_de_naam(client):
    pad = adres("indicator_nieuw")

    client.post(pad, vul_in())
    client.post(pad, vul_in())  # twice is once
    client.post(pad, vul_in(naam="Rapportcijfer groen!"))
    client.post(pad, vul_in(naam="🦆"))
    client.post(pad, vul_in(naam="Uitleg"))

    assert [(i.slug, i.naam) for i in Indicator.objects.order_by("pk")] == [
        ("rapportcijfer-groen", "Rapportcijfer groen"),
        ("rapportcijfer-groen-2", "Rapportcijfer groen!"),
        ("cijfer", "🦆"),
        ("uitleg-2", "Uitleg"),
    ]


def test_een_naam_die_er_al_is(client):
    client.post(adres("indicator_nieuw"), vul_in())

    antwoord = client.post(adres("indicator_nieuw"), vul_in(naam="rapportcijfer GROEN"))

    assert antwoord.status_code == 422
    assert "Er is al een cijfer dat zo heet." in antwoord.content.decode()
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize(
    ("terug", "naar"),
    [
        ("/werk/cijfers/inlezen/", "/werk/cijfers/inlezen/"),
        ("//elders.example/", "/werk/cijfers/indicatoren/rapportcijfer-groen/"),
        ("https://elders.example/", "/werk/cijfers/indicatoren/rapportcijfer-groen/"),
        ("/\\elders.example", "/werk/cijfers/indicatoren/rapportcijfer-groen/"),
    ],
    ids=["hier", "protocol", "elders", "streep"],
)
def test_de_naam_uit_een_bestand_en_daarna_terug(client, terug, naar):
    pad = f"{adres('indicator_nieuw')}?naam=Rapportcijfer+groen&terug={terug}"

    assert client.get(pad).context["form"]["naam"].value() == "Rapportcijfer groen"
    assert client.post(pad, vul_in()).url == naar


@pytest.mark.parametrize(
    ("veld", "mag"),
    [
        ("naam", {"9" * 30, "-5", "1e30"}),
        ("teken", {"-5"}),
        ("decimalen", set()),
        ("schaal_van", {"-5"}),
        ("drempel_n", set()),
        ("bron", set()),
    ],
)
def test_gekke_invoer_is_een_zin_en_schrijft_niets(client, veld, mag):
    schaal = {"schaal_van": "1", "schaal_tot": "10"}
    gevonden = {
        tekst: client.post(adres("indicator_nieuw"), vul_in(**schaal | {veld: tekst})).status_code
        for tekst in GEK
    }

    assert gevonden == {tekst: 302 if tekst in mag else 422 for tekst in GEK}
    assert Indicator.objects.count() == len(mag)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"schaal_van": "1"}, "Vul de laagste en de hoogste waarde in, of laat beide leeg."),
        ({"schaal_van": "10", "schaal_tot": "1"}, "Vul een waarde in die hoger is dan de laagste."),
        ({"vindplaats": "http://ais.example/"}, "Vul een adres in dat begint met https://"),
    ],
    ids=["half", "om", "http"],
)
def test_wat_niet_klopt_krijgt_een_zin_bij_het_veld(client, velden, zin):
    antwoord = client.post(adres("indicator_nieuw"), vul_in(**velden))

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


def test_wie_tegelijk_wijzigt_ziet_beide_en_verliest_niets(client):
    indicator = maak_indicator(eenheid="cijfer")
    pad = adres("indicator_wijzigen", indicator.slug)
    oud = {"versie": indicator.versie} | vul_in(naam="Van mij")
    stuur(client, pad, {"naam": "Van een ander"})

    antwoord = client.post(pad, oud)

    assert antwoord.status_code == 409
    assert ("Hoe noemen de documenten dit cijfer?", "Van een ander") in antwoord.context["net"][
        "anders"
    ]
    assert antwoord.context["form"]["naam"].value() == "Van mij"
    indicator.refresh_from_db()
    assert (indicator.naam, indicator.versie) == ("Van een ander", 2)

    client.post(pad, oud | {"versie": 2})
    indicator.refresh_from_db()
    assert (indicator.naam, indicator.slug) == ("Van mij", "rust")


def test_een_andere_drempel_laat_cijfers_weg_en_zegt_hoeveel(client):
    indicator = maak_indicator()
    for jaar, n in [(2021, 20), (2023, 40)]:
        maak_meting(indicator, jaar, 7, n=n)
        werk_bij([(indicator.pk, jaar)])
    pad = adres("indicator_wijzigen", indicator.slug)

    antwoord = stuur(client, pad, {"drempel_n": "30"})

    meldingen = [str(melding) for melding in client.get(antwoord.url).context["messages"]]
    assert meldingen == ["Bewaard. Cijfers die bezoekers niet zien: nu 1, eerst 0."]
    assert [m.verborgen for m in Meting.objects.order_by("jaar")] == ["drempel", ""]

    stuur(client, pad, {"drempel_n": ""})
    assert not Meting.objects.exclude(verborgen="").exists()


# --- taken away -------------------------------------------------------------------------------


def test_een_cijfer_zonder_getallen_mag_weg(client):
    indicator = maak_indicator()
    indicator.definities.create(vanaf_jaar=2011, tekst="Het gemiddelde.")
    pad = adres("indicator_weghalen", indicator.slug)

    assert client.post(pad, {"versie": 7}).status_code == 409
    assert client.post(pad, {"versie": indicator.versie}).url == adres("werk")
    assert not Indicator.objects.exists()


def test_een_cijfer_met_getallen_blijft(client):
    indicator = maak_indicator()
    maak_meting(indicator, 2025, 7)

    antwoord = client.post(adres("indicator_weghalen", indicator.slug), {"versie": 1})

    assert antwoord.status_code == 422
    assert "Dit cijfer blijft" in antwoord.content.decode()
    assert Indicator.objects.get() == indicator


# --- what it means ----------------------------------------------------------------------------


def test_een_uitleg_vanaf_een_later_jaar_breekt_de_reeks(client):
    indicator = maak_indicator()
    for jaar in (2021, 2023):
        maak_meting(indicator, jaar, 7)
    pad = adres("definitie_nieuw", indicator.slug)

    for _ in range(2):  # twice is once
        client.post(pad, {"vanaf_jaar": "2023", "tekst": "Nu met een andere vraag."})
    anders = client.post(pad, {"vanaf_jaar": "2023", "tekst": "Iets anders."})

    reeks = reeksen(Indicator.objects.all(), maak_stad())[0]
    assert reeks.breuken == [2023]
    assert anders.status_code == 422
    assert "Vanaf 2023 is er al een uitleg." in anders.content.decode()


def test_een_uitleg_wijzigen_en_weghalen_gaat_over_wat_je_las(client):
    indicator = maak_indicator()
    for jaar in (2011, 2023):
        indicator.definities.create(vanaf_jaar=jaar, tekst=f"Vanaf {jaar}.")
    pad = adres("definitie", indicator.slug, 2023)
    weg = adres("definitie_weghalen", indicator.slug, 2023)

    bezet = stuur(client, pad, {"vanaf_jaar": "2011"})
    stuur(client, pad, {"tekst": "Nieuwe tekst."})
    oud = client.post(pad, {"versie": 1, "vanaf_jaar": "2023", "tekst": "Oude tekst."})
    oud_weg = client.post(weg, {"versie": 1})

    assert [a.status_code for a in (bezet, oud, oud_weg)] == [422, 409, 409]
    assert [d.tekst for d in indicator.definities.all()] == ["Vanaf 2011.", "Nieuwe tekst."]
    client.post(weg, {"versie": 2})
    assert [d.tekst for d in indicator.definities.all()] == ["Vanaf 2011."]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_van_een_cijfer_kost_vijf_query_s(client, aantal, django_assert_num_queries):
    indicator = maak_indicator()
    for nr in range(aantal):
        indicator.definities.create(vanaf_jaar=2011 + nr, tekst="Uitleg.")
        maak_wijk()

    with django_assert_num_queries(5):  # session, person, roles, indicator, definitions
        client.get(adres("indicator", indicator.slug))
