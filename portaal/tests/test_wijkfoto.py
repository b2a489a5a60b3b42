"""The sheet of a wijk: two pages whatever there is to tell, and nothing that is not public."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from berichten.tests.test_brieven import lees, rollen, tekst
from gebieden.models import GebiedJaar
from gebieden.tests.maken import maak_buurt, maak_deel, maak_wijk
from indicatoren.reeksen import kernreeksen
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad
from partners.models import Contactpersoon
from partners.tests.maken import maak_partner
from portaal.wijkfoto import cijfer
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Bijeenkomst
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_plan,
    meld,
)

pytestmark = pytest.mark.django_db
WOORD = "Vergaderzaalreservering "


def lang(aantal):
    """Text of so many characters, of long words."""
    return (WOORD * (aantal // len(WOORD) + 1))[:aantal]


def haal(client, wijk):
    antwoord = client.get(reverse("portaal:wijkfoto", args=[wijk.slug]))
    assert antwoord.status_code == 200
    return antwoord.content


def plat(inhoud):
    return " ".join(tekst(inhoud).split())


def maak_bijeenkomst(wijk, **velden):
    begin = timezone.now() + timedelta(days=3)
    velden = {"titel": "Wijkavond", "plaats": "De Bieb", "begin": begin} | velden
    return Bijeenkomst.objects.create(gebied=wijk, einde=begin + timedelta(hours=2), **velden)


def maak_contact(wijk, **velden):
    velden = {
        "naam": "Sanne Voorbeeld",
        "telefoon": "033 – 000 01 23",
        "is_openbaar": True,
    } | velden
    return Contactpersoon.objects.create(gebied=wijk, partner=maak_partner(), **velden)


def publiceer_nu(plan):
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Begin.", door=maak_gebiedsmanager(plan))


def maak_bewoonde_buurt(inwoners=1000, bron="CBS", **velden):
    buurt = maak_buurt(**velden)
    GebiedJaar.objects.create(gebied=buurt, jaar=2022, inwoners=inwoners, bron=bron)
    return buurt


def maak_volle_wijk(aantal, *, titel=120, zin=300, tekst=6000):
    """A wijk with so many of everything, each as long as asked."""
    buurten = [maak_bewoonde_buurt(naam=lang(titel), bron=lang(titel)) for _ in range(aantal)]
    wijk = maak_deel("plangebied", buurten, naam=lang(titel))
    for buurt in buurten:
        maak_deel("budgetgebied", [buurt], naam=lang(titel))
    for _ in range(aantal):
        maak_bijeenkomst(wijk, titel=lang(titel), plaats=lang(titel))
        maak_contact(wijk, naam=lang(titel), taak=lang(titel), bereikbaar=lang(titel))
    plan = maak_plan(gebied=wijk, titel=lang(titel))
    for _ in range(aantal):
        maak_blok(plan, kop=lang(titel), tekst=lang(tekst))
        doel = maak_doel(plan, titel=lang(titel))
        klaar, gestopt = (
            maak_inzet(
                doel,
                titel=lang(titel),
                trekker=maak_partner(naam=lang(titel)),
                partners=[maak_partner(naam=lang(titel)) for _ in range(aantal)],
            )
            for _ in range(2)
        )
        meld(klaar, "uitgevoerd", lang(zin))
        meld(gestopt, "gestopt", lang(zin))
    publiceer_nu(plan)
    return wijk


@pytest.mark.parametrize("aantal", [0, 1, 12], ids=["niets", "een", "veel-en-lang"])
def test_een_wijkfoto_is_altijd_twee_kanten(client, aantal):
    wijk = maak_volle_wijk(aantal) if aantal else maak_wijk()
    assert len(lees(haal(client, wijk)).pages) == 2


def test_wat_niet_past_wordt_geteld(client):
    inhoud = plat(haal(client, maak_volle_wijk(12, titel=20, zin=20, tekst=20)))
    assert [
        stuk in inhoud
        for stuk in (
            "En nog 6 doelen: zie de website.",
            "En nog 7 activiteiten: zie de website.",
            "En nog 9 activiteiten: zie de website.",
            "En nog 9 bijeenkomsten: zie de website.",
            "En nog 9 namen: zie de website.",
            "En nog 8 teksten: zie de website.",
        )
    ] == [True] * 6


def test_iedereen_kan_de_wijkfoto_lezen(client):
    wijk = maak_volle_wijk(1, titel=20)
    indicator = maak_indicator(korte_naam="Rust")
    maak_meting(indicator, 2021, 6)
    maak_meting(indicator, 2023, Decimal("6.5"))

    pdf = lees(haal(client, wijk))

    wortel = pdf.root_object
    assert (pdf.metadata.title, str(wortel["/Lang"])[:2]) == (f"Wijkfoto {wijk.naam}", "nl")
    tags = rollen(wortel["/StructTreeRoot"]["/K"])
    assert [tags.count("/H1"), "/Figure" in tags, "/TH" in tags] == [1, True, True]
    xmp = pdf.xmp_metadata.stream.get_data()
    assert [b"<pdfuaid:part>1<" in xmp, b"<pdfaid:part>2<" in xmp] == [True, True]


def test_een_klein_verschil_is_klein_op_papier_en_een_gat_blijft_een_gat():
    wijk = maak_wijk()
    indicator = maak_indicator(schaal_van=0, schaal_tot=10)
    for jaar, waarde in [(2019, 6.3), (2020, 6.4), (2021, None), (2022, 6.3)]:
        maak_meting(indicator, jaar, waarde, gebied=wijk, reden=None if waarde else "onbekend")

    [rust] = map(cijfer, kernreeksen(maak_stad(), wijk))

    laag, hoog = rust["hoogte"]
    assert hoog - laag >= 2
    assert [[punt[0] for punt in lijn] for lijn in rust["lijnen"]] == [[2019, 2020], [2022]]


def test_op_de_wijkfoto_staat_alleen_wat_openbaar_is(client):
    wijk = maak_wijk(naam="Eemdal")
    plan = maak_plan(gebied=wijk)
    maak_blok(plan, kop="Voor ons", tekst="ALLEENPARTNERS", zichtbaarheid="partners")
    inzet = maak_inzet(maak_doel(plan, titel="Buren kennen elkaar"))
    publiceer_nu(plan)
    inzet.refresh_from_db()
    meld(inzet, "gestopt", "ONGOEDGEKEURD", namens=inzet.activiteit.trekker)
    maak_doel(plan, titel="NOGNIETONLINE")
    maak_contact(wijk, naam="GEHEIMENAAM", is_openbaar=False)
    maak_bijeenkomst(wijk, titel="BESLOTEN", is_openbaar=False)
    maak_bijeenkomst(wijk, titel="AFGELAST", afgelast_op=timezone.now())
    voorbij = timezone.now() - timedelta(days=3)
    Bijeenkomst.objects.create(
        gebied=wijk, titel="VOORBIJ", plaats="x", begin=voorbij, einde=voorbij + timedelta(hours=1)
    )

    inhoud = plat(haal(client, wijk))

    assert "Buren kennen elkaar" in inhoud
    geheim = "ALLEENPARTNERS ONGOEDGEKEURD NOGNIETONLINE GEHEIMENAAM BESLOTEN AFGELAST VOORBIJ"
    assert [woord for woord in geheim.split() if woord in inhoud] == []


def test_een_deel_van_de_inwoners_wordt_niet_dat_van_de_wijk(client):
    bekend = [maak_bewoonde_buurt(inwoners) for inwoners in (1000, 500)]
    heel = maak_deel("plangebied", bekend)
    assert "1.500 inwoners in 2022" in plat(haal(client, heel))
    deels = maak_deel("plangebied", [maak_bewoonde_buurt(700), maak_buurt()])
    inhoud = plat(haal(client, deels))
    assert "Van 1 van de 2 buurten wel: samen 700 in 2022." in inhoud
    assert "700 inwoners" not in inhoud


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_wijkfoto_kost_een_vast_aantal_query_s(client, aantal, django_assert_num_queries):
    wijk = maak_volle_wijk(aantal, titel=20, zin=20, tekst=20)
    indicatoren = [maak_indicator(slug=f"c{nr}", naam=f"C {nr}") for nr in range(aantal)]
    for indicator in indicatoren:
        maak_meting(indicator, 2023, 6)
    with django_assert_num_queries(14):
        haal(client, wijk)


def test_een_wijk_die_niet_bestaat_heeft_geen_foto(client):
    assert client.get("/wijken/nergens/wijkfoto.pdf").status_code == 404
