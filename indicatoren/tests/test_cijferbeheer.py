"""The researcher puts one figure right, sets targets, and sees where all of it comes from."""

from decimal import Decimal

import pytest

from gebieden.tests.maken import maak_wijk
from indicatoren.actions.metingen import verbeter_meting
from indicatoren.actions.streefwaarden import bewaar_streefwaarden, lees_streven, versie_van
from indicatoren.models import Correctie, Dekking, Meting, Streefwaarde
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad, maak_streefwaarde
from indicatoren.tests.maken_inlezen import maak_import
from indicatoren.tests.maken_werk import CIJFER, aangemeld, adres, streven, stuur, vroeger
from indicatoren.veranderingen import bestanden, veranderingen
from kern.exceptions import RegelGeschonden, Verouderd

pytestmark = pytest.mark.django_db
GEK = ["\x00", "9" * 30, "1e30", "zeven", "🦆"]


@pytest.fixture
def client():
    return aangemeld()


@pytest.fixture
def indicator():
    return maak_indicator(drempel_n=30)


def cijfer(indicator, jaar=2025, gebied=None):
    return adres("cijfer", indicator.slug, (gebied or maak_stad()).pk, jaar)


# --- one figure -------------------------------------------------------------------------------


def test_een_getal_verbeteren_bewaart_het_oude_en_werkt_alles_bij(client, indicator):
    imp = maak_import("ingelezen")
    maak_meting(indicator, 2025, 7.3, n=400, herkomst=imp, herkomst_regel=12)

    antwoord = stuur(client, cijfer(indicator), {"waarde": "7,4", "n": "20", "marge": "0,1"})

    assert antwoord.status_code == 302
    meting = Meting.objects.get()
    assert (meting.waarde, meting.n, meting.marge) == (Decimal("7.4"), 20, Decimal("0.1"))
    assert (meting.verborgen, meting.herkomst, meting.herkomst_regel) == ("drempel", None, None)
    assert vroeger() == [(2025, 7.3)]


def test_een_getal_dat_er_nog_niet_was(client, indicator):
    wijk = maak_wijk()

    for _ in range(2):  # twice is once
        antwoord = client.post(
            cijfer(indicator, gebied=wijk),
            {"versie": Meting().versie, "reden": "nog_niet_bekend", "significant": "niet_getoetst"},
        )

    assert antwoord.status_code == 302
    meting = Meting.objects.get()
    assert (meting.gebied, meting.waarde, meting.reden) == (wijk, None, "nog_niet_bekend")
    assert Dekking.objects.get().soort == "plangebied"
    assert vroeger() == []


def test_een_getal_dat_net_veranderde_gaat_niet_verloren(client, indicator):
    maak_meting(indicator, 2025, 7.3)
    oud = {"versie": Meting.objects.get().versie, "waarde": "7,5", "significant": "ja"}
    stuur(client, cijfer(indicator), {"waarde": "7,4"})

    antwoord = client.post(cijfer(indicator), oud)

    assert antwoord.status_code == 409
    assert ("Wat is de waarde?", "7,4") in antwoord.context["net"]["anders"]
    assert antwoord.context["form"]["waarde"].value() == "7,5"
    assert Meting.objects.get().waarde == Decimal("7.4")


def test_een_getal_dat_net_verdween(indicator):
    meting = maak_meting(indicator, 2025, 7.3)
    versie = Meting.objects.get().versie
    meting.delete()

    with pytest.raises(Verouderd):
        verbeter_meting(indicator, maak_stad(), 2025, versie=versie, waarde=Decimal(7), **CIJFER)
    assert not Meting.objects.exists()


def test_een_berekend_cijfer_typ_je_niet(client):
    indicator = maak_indicator(berekening="initiatieven")

    assert client.get(cijfer(indicator)).status_code == 404
    with pytest.raises(RegelGeschonden, match="uit ons eigen register"):
        verbeter_meting(indicator, maak_stad(), 2025, versie=0, waarde=Decimal(7), **CIJFER)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Vul een waarde in, of kies waarom die er niet is."),
        ({"waarde": "7", "reden": "geheim"}, "Er is een waarde. Kies dan geen reden"),
        ({"waarde": "7", "marge": "-1"}, "Vul een getal in, bijvoorbeeld 7,5 of 40."),
        ({"waarde": "7", "reden": "verzonnen"}, "Kies een reden uit de lijst."),
    ],
    ids=["niets", "beide", "marge", "reden"],
)
def test_een_waarde_of_een_reden(client, indicator, velden, zin):
    antwoord = stuur(client, cijfer(indicator), velden)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


@pytest.mark.parametrize("veld", ["waarde", "n", "marge", "versie"])
def test_gekke_invoer_bij_een_getal_is_een_zin(client, indicator, veld):
    gevonden = {
        tekst: stuur(client, cijfer(indicator), {"waarde": "7"} | {veld: tekst}).status_code
        for tekst in GEK
    }

    verwacht = dict.fromkeys(GEK, 422)
    assert gevonden == verwacht | ({"9" * 30: 409} if veld == "versie" else {})
    assert not Meting.objects.exists()


def test_een_gebied_of_jaar_dat_er_niet_is(client, indicator):
    maak_stad()
    pad = adres("cijfers", indicator.slug)

    for gebied in ("x", "999999999999999999999", "-1"):
        assert client.get(pad, {"gebied": gebied}).status_code == 404
    assert client.get(adres("cijfer", indicator.slug, 10**17, 2025)).status_code == 404
    assert client.get(cijfer(indicator, jaar=10**30)).status_code == 404


def test_de_lijst_toont_wat_bezoekers_niet_zien_en_wat_er_mist(client, indicator):
    indicator.bron.peilingen.create(jaar=2023, naam="Peiling")
    maak_meting(indicator, 2025, 7.34, n=20, verborgen="drempel")

    antwoord = client.get(adres("cijfers", indicator.slug))

    assert [(c.jaar, c.tekst) for c in antwoord.context["cijfers"]] == [
        (2025, "7,34"),
        (2023, "geen cijfer"),
    ]
    assert "bezoekers zien dit niet: te weinig antwoorden" in antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_getal_kijken_en_bewaren_kost_altijd_evenveel(
    client, indicator, aantal, django_assert_num_queries
):
    for nr in range(aantal):
        maak_meting(indicator, 2020 + nr, 7, herkomst=maak_import("ingelezen"))
        maak_wijk()
        maak_streefwaarde(indicator, 2020 + nr, 7)
    Streefwaarde.objects.update(waarde=8)

    with django_assert_num_queries(7):
        # session, person, roles, indicator, areas, figures, years
        client.get(adres("cijfers", indicator.slug))
    with django_assert_num_queries(8):
        # session, person, roles, indicator, areas, targets, what they were and are
        client.get(adres("streefwaarden", indicator.slug))


# --- targets ----------------------------------------------------------------------------------


def test_streefwaarden_bewaren_wijzigen_en_weghalen(client, indicator):
    maak_stad()
    pad = adres("streefwaarden", indicator.slug)
    anders = {"ander_jaar": "2019", "waarde_anders": "7", "noot_anders": "uit de begroting"}
    stuur(client, pad, {"waarde_2027": "7,5", "noot_2028": "volgt"} | anders)

    assert streven(indicator) == [
        (2019, Decimal(7), "uit de begroting"),
        (2027, Decimal("7.5"), ""),
        (2028, None, "volgt"),
    ]

    stuur(client, pad, {"waarde_2027": "7,6", "noot_2028": ""})

    assert [(jaar, waarde) for jaar, waarde, _ in streven(indicator)] == [
        (2019, Decimal(7)),
        (2027, Decimal("7.6")),
    ]
    gezien = client.get(pad).context["veranderingen"]
    assert {(v.jaar, v.was, v.werd) for v in gezien} == {
        (2027, "7,5", "7,6"),
        (2028, "volgt", "niets"),
    }


def test_streefwaarden_van_een_wijk_staan_los_van_die_van_de_stad(client, indicator):
    maak_stad()
    wijk = maak_wijk()
    pad = f"{adres('streefwaarden', indicator.slug)}?gebied={wijk.pk}"

    assert stuur(client, pad, {"waarde_2027": "7,5"}).url == pad
    assert Streefwaarde.objects.get().gebied == wijk


def test_een_lijst_die_net_veranderde_wordt_niet_overschreven(client, indicator):
    pad = adres("streefwaarden", indicator.slug)
    maak_streefwaarde(indicator, 2027, 7)
    oud = {veld.html_name: veld.value() or "" for veld in client.get(pad).context["form"]}
    stuur(client, pad, {"waarde_2027": "7,2", "ander_jaar": "2040", "waarde_anders": "9"})

    antwoord = client.post(pad, oud | {"waarde_2028": "8"})

    form = antwoord.context["form"]
    assert antwoord.status_code == 409
    assert {rij.jaar: rij.nu for rij in form.rijen() if rij.nu} == {
        2027: (Decimal("7.2"), ""),
        2028: (None, ""),
        2040: (Decimal(9), ""),
    }
    assert streven(indicator)[0][1] == Decimal("7.2")
    # what is on the page now may be sent: also the year that was not there when one began
    opnieuw = {veld.html_name: veld.value() or "" for veld in form}
    assert client.post(pad, opnieuw).status_code == 302
    assert [(jaar, waarde) for jaar, waarde, _ in streven(indicator)] == [
        (2027, Decimal(7)),
        (2028, Decimal(8)),
        (2040, Decimal(9)),
    ]


def test_dezelfde_lijst_twee_keer_is_geen_botsing(indicator):
    maak_streefwaarde(indicator, 2027, 7)
    er_is = lees_streven(indicator, maak_stad())

    for aantal in (1, 0):
        wens = {2027: (Decimal(8), "")}
        assert aantal == bewaar_streefwaarden(
            indicator, maak_stad(), versie=versie_van(er_is), streven=wens
        )
    assert vroeger(Correctie.Soort.STREEFWAARDE) == [(2027, 7.0)]


@pytest.mark.parametrize(
    "velden",
    [
        {"waarde_anders": "7"},
        {"ander_jaar": "2040"},
        {"ander_jaar": "2027", "waarde_anders": "7"},
        *({"waarde_2027": tekst} for tekst in GEK),
        *({"ander_jaar": tekst, "waarde_anders": "7"} for tekst in GEK),
        {"noot_2027": "x" * 301},
        {"noot_2027": "\x00"},
        {"versie": "\x00"},
        {"versie": ""},
    ],
    ids=str,
)
def test_gekke_streefwaarden_zijn_een_zin_en_schrijven_niets(client, indicator, velden):
    maak_stad()
    antwoord = stuur(client, adres("streefwaarden", indicator.slug), {"waarde_2028": "8"} | velden)

    assert antwoord.status_code == 422
    assert streven(indicator) == []


# --- where it comes from ----------------------------------------------------------------------


def test_wat_er_eerst_stond_met_het_bestand_en_de_regel(indicator):
    imp = maak_import("ingelezen")
    meting = maak_meting(indicator, 2025, 7.3, n=400)
    for waarde, velden in [(7.4, {"herkomst": imp, "herkomst_regel": 12}), (7.5, {"n": 380})]:
        Meting.objects.filter(pk=meting.pk).update(waarde=waarde, **velden)
    Meting.objects.filter(pk=meting.pk).update(
        herkomst=None, herkomst_regel=None, voetnoot="Let op."
    )
    meting.delete()

    gezien = veranderingen(indicator, Correctie.Soort.METING)

    assert [(v.was, v.werd, v.bestand, v.regel) for v in gezien] == [
        ("7,5 · Let op. · antwoorden: 380", "niets", None, None),
        ("niets", "Let op.", None, None),
        ("7,4 · antwoorden: 400", "7,5 · antwoorden: 380", imp, 12),
        ("7,3", "7,4", imp, 12),
    ]


def test_de_bestanden_van_een_cijfer(indicator):
    van_de_stad, van_de_wijk, elders = (maak_import("ingelezen") for _ in range(3))
    maak_meting(indicator, 2025, 7, herkomst=van_de_stad)
    maak_meting(indicator, 2025, 7, gebied=maak_wijk(), herkomst=van_de_wijk)
    maak_meting(maak_indicator(slug="ander"), 2025, 7, herkomst=elders)

    assert {imp.pk for imp in bestanden(indicator)} == {van_de_stad.pk, van_de_wijk.pk}


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_herkomst_kost_zeven_query_s(client, indicator, aantal, django_assert_num_queries):
    for nr in range(aantal):
        meting = maak_meting(indicator, 2020 + nr, 7, herkomst=maak_import("ingelezen"))
        Meting.objects.filter(pk=meting.pk).update(waarde=8)

    with django_assert_num_queries(7):
        # session, person, roles, indicator, files, corrections, figures of now
        client.get(adres("herkomst", indicator.slug))
