"""The pages on which the researcher reads a file of figures in."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from indicatoren.models import Import, Indicator, Meting
from indicatoren.tests.inleesscherm import html, ingevuld, kies, lever, url
from indicatoren.tests.maken import maak_indicator, maak_meting
from indicatoren.tests.maken_inlezen import EIGEN, maak_import

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("onderzoeker")]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_vier_query_s_bij_meer_bestanden(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_import()
    with django_assert_num_queries(4):  # session, person, rights, imports
        antwoord = client.get(reverse("indicatoren:imports"))
    assert html(antwoord).count("wp-bestandsnaam") == aantal


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("stand", "query_s"), [("bekeken", 5), ("ingelezen", 5)])
def test_een_bestand_kost_evenveel_query_s_bij_meer_regels(
    client, aantal, stand, query_s, django_assert_num_queries
):
    """Session, person, rights, import; and the same file before, or names of figures."""
    fouten = [[regel, "naam", "x", "Dit gebied kennen we niet.", "naam"] for regel in range(aantal)]
    imp = maak_import(stand, fouten=fouten)
    if stand == "ingelezen":
        imp.proef["indicatoren"] = [maak_indicator(slug=f"rust-{nr}").pk for nr in range(aantal)]
        imp.save()

    with django_assert_num_queries(query_s):
        client.get(imp.get_absolute_url())


def test_de_lijst_bladert_op_de_laatste_van_de_vorige(client, monkeypatch):
    monkeypatch.setattr("indicatoren.views.inlezen.PER_PAGINA", 2)
    oud, midden, nieuw = (maak_import(naam=f"{naam}.csv") for naam in ("eerste", "tweede", "derde"))

    eerst = client.get(reverse("indicatoren:imports"))
    daarna = client.get(reverse("indicatoren:imports"), {"na": midden.pk})

    assert (eerst.context["imports"], eerst.context["volgende"]) == ([nieuw, midden], midden.pk)
    assert (daarna.context["imports"], daarna.context["volgende"]) == ([oud], None)
    assert client.get(reverse("indicatoren:imports"), {"na": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("stand", "velden", "kop"),
    [
        ("wacht", {"begonnen_op": None}, "Het bestand wacht om nagekeken te worden."),
        ("wacht", {"gedaan": 1200}, "We kijken het bestand na"),
        ("bekeken", {}, "Lees 1 cijfer in"),
        ("mislukt", {"melding": "Het bestand breekt af in regel 7."}, "breekt af in regel 7"),
        ("ingelezen", {}, "Terugdraaien"),
        ("terug", {}, "Ingelezen en teruggedraaid"),
    ],
)
def test_elke_stand_heeft_een_pagina_die_zegt_wat_je_kunt_doen(client, stand, velden, kop):
    antwoord = client.get(maak_import(stand, **velden).get_absolute_url())

    assert antwoord.status_code == 200
    assert kop in html(antwoord)


def test_wie_wacht_vraagt_een_deel_van_de_pagina_en_gaat_daarna_verder(client):
    wacht, klaar = maak_import("wacht"), maak_import("bekeken")

    deel = client.get(wacht.get_absolute_url(), headers={"HX-Request": "true"})
    verder = client.get(klaar.get_absolute_url(), headers={"HX-Request": "true"})

    assert html(deel).lstrip().startswith('<div id="voortgang"')
    assert (verder.status_code, verder["HX-Redirect"]) == (204, klaar.get_absolute_url())


# --- a file, from upload to taken back ----------------------------------------------------------


def test_een_eigen_bestand_gaat_erin_en_weer_terug(client):
    maak_meting(maak_indicator(), 2023, "7.3")
    inhoud = EIGEN + "GM0307;rust;2023;gemeten;7,4\r\nGM0307;rust;2025;gemeten;7,5\r\n"

    bekeken = kies(client, lever(client, inhoud))
    imp = Import.objects.get()
    verschil = bekeken.context["proef"].verschillen[0]
    assert (verschil.jaar, verschil.velden[0].was, verschil.velden[0].wordt) == (2023, "7,3", "7,4")
    assert "Lees 2 cijfers in" in html(bekeken)
    assert Meting.objects.get().waarde == Decimal("7.3")  # nothing yet

    ja = {"gezien": bekeken.context["proef"].vingerafdruk, "versie": imp.versie}
    for _ in range(2):
        klaar = client.post(url("import_inlezen", imp), ja, follow=True)
    assert "Waar staan deze cijfers nu?" in html(klaar)
    assert list(Meting.objects.order_by("jaar").values_list("jaar", "waarde")) == [
        (2023, Decimal("7.4")),
        (2025, Decimal("7.5")),
    ]

    vraag = client.get(url("import_terugdraaien", imp))
    terug = client.post(url("import_terugdraaien", imp), ingevuld(vraag), follow=True)
    assert "Alle cijfers zijn weer zoals daarvoor." in html(terug)
    assert Meting.objects.get().waarde == Decimal("7.3")


def test_tweemaal_sturen_is_een_bestand_en_met_ander_bestand_een_zin(client):
    uuid = uuid4()
    for inhoud in (EIGEN, EIGEN):
        lever(client, inhoud, uuid=uuid)

    ander = lever(client, EIGEN + "GM0307;rust;2025;gemeten;7,5\r\n", uuid=uuid)

    assert (Import.objects.count(), ander.status_code) == (1, 422)
    assert "Er ging iets mis met deze pagina." in html(ander)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Dit bestand is leeg."),
        (b"%PDF-1.7 voorbeeld", "Dit is een pdf."),
        (b"PK\x03\x04 kapot", "We kunnen dit bestand niet lezen."),
        (b"een brief zonder tabel", "zien we geen rij met koppen"),
        (";".join(f"k{n}" for n in range(301)).encode() + b"\n1;2\n", "heeft 301 kolommen"),
    ],
    ids=["leeg", "pdf", "zip", "brief", "breed"],
)
def test_wat_geen_tabel_is_krijgt_een_zin_bij_de_vraag(client, inhoud, zin):
    antwoord = lever(client, inhoud)

    assert (antwoord.status_code, Import.objects.count()) == (422, 0)
    assert zin in html(antwoord)


def test_hier_mag_een_bestand_groter_zijn_dan_elders(client):
    antwoord = lever(client, EIGEN + "GM0307;rust;2025;gemeten;7,5\r\n" * 330_000)

    assert antwoord.redirect_chain[0][0] == url("import_kolommen", Import.objects.get())


def test_wie_iets_ouds_op_het_scherm_heeft_leest_wat_er_nu_is(client):
    maak_indicator()
    vragen = lever(client, EIGEN + "GM0307;rust;2025;gemeten;7,5\r\n")
    bekeken = kies(client, vragen)
    imp = Import.objects.get()

    laat = kies(client, vragen, gebiedsoort="buurt")
    assert (laat.status_code, Import.objects.get().versie) == (409, imp.versie)
    assert ingevuld(laat)["gebiedsoort"] == "buurt"  # what was chosen is still there

    maak_meting(Indicator.objects.get(), 2025, "6.1")
    ja = {"gezien": bekeken.context["proef"].vingerafdruk, "versie": imp.versie}
    net = client.post(url("import_inlezen", imp), ja)
    assert (net.status_code, net.context["proef"].gewijzigd) == (409, 1)
    assert Meting.objects.get().waarde == Decimal("6.1")


@pytest.mark.parametrize("gezien", ["", "x" * 65, "\0"])
def test_ja_zonder_dat_je_iets_zag_leest_niets_in(client, gezien):
    maak_indicator()
    imp = maak_import()

    antwoord = client.post(url("import_inlezen", imp), {"gezien": gezien, "versie": imp.versie})

    assert (antwoord.status_code, Meting.objects.count()) == (422, 0)


def test_geweigerde_regels_staan_er_met_regel_en_reden_en_rekenen_niets_uit(client):
    maak_indicator()
    regels = "GM0307;=rust;2025;gemeten;7\r\nBU03079999;rust;2025;gemeten;7\r\n"
    bekeken = kies(client, lever(client, EIGEN + regels))
    imp = Import.objects.get()

    csv = client.get(url("import_fouten", imp)).content.decode("utf-8-sig").splitlines()

    assert [rij.regel for rij in bekeken.context["geweigerd"]] == [2, 3]
    assert "Lees 1 cijfer" not in html(bekeken)
    assert csv[0] == "Regel;Kolom;Wat er staat;Wat er mis is"
    assert csv[1].startswith("2;indicator;'=rust;")
