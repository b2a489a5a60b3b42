from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from gebruikers.tests.maken import maak_gebruiker
from wijkplannen.actions.kijklinks import trek_kijklink_in
from wijkplannen.actions.toezeggingen import zeg_toe
from wijkplannen.models import Kijklink
from wijkplannen.sleutels import geheim, link
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    meld,
)
from wijkplannen.tests.maken_samen import maak_kijklink, maak_opmerking, maak_voorstel
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db


def kijk(client, kijklink):
    return client.get(reverse("wijkplannen:kijklink", args=[geheim(kijklink)]))


def test_wie_de_link_heeft_leest_de_werkversie_zoals_bezoekers_haar_zien(client):
    plan = maak_plan()
    maak_blok(plan, kop="Voor iedereen")
    maak_blok(plan, kop="Onder partners", zichtbaarheid="partners")
    doel = maak_doel(plan, titel="Een nieuw doel")
    maak_inzet(doel, titel="Een nieuwe activiteit")
    maak_opmerking(plan, doel, tekst="Onder ons gezegd.")
    maak_voorstel(plan, doel, titel="Een ander doel")

    antwoord = kijk(client, maak_kijklink(plan, voor="de bewonersavond"))

    pagina = tekst(antwoord)
    wel = ["Dit is een concept.", "de bewonersavond", "Voor iedereen", "Een nieuw doel"]
    niet = ["Onder partners", "Onder ons gezegd.", "Een ander doel"]
    assert [woord in pagina for woord in [*wel, "Een nieuwe activiteit", *niet]] == [
        True, True, True, True, True, False, False, False,
    ]  # fmt: skip


def test_het_concept_wijst_niet_naar_een_doel_dat_nog_niet_bestaat(client):
    plan = maak_plan()
    maak_inzet(maak_doel(plan))

    pagina = kijk(client, maak_kijklink(plan)).content.decode()

    assert f"{plan.get_absolute_url()}doelen/" not in pagina


def test_het_concept_toont_een_stop_die_wacht_en_geen_activiteit_met_een_nee(client):
    plan = maak_online_plan()
    stopt = plan.doelen.get().inzetten.get()
    meld(stopt, "gestopt", "De zaal is dicht.", namens=stopt.activiteit.trekker)
    weigert = maak_inzet(plan.doelen.get(), titel="Wie doet dit?")
    zeg_toe(weigert.activiteit, antwoord="afgewezen", reden="Nee.", door=maak_gebruiker())

    pagina = tekst(kijk(client, maak_kijklink(plan)))
    openbaar = tekst(client.get(plan.get_absolute_url()))

    assert ["De zaal is dicht." in p for p in (pagina, openbaar)] == [True, False]
    assert "Wie doet dit?" not in pagina


def test_een_kijklink_leest_geen_sessie_schrijft_niets_en_blijft_uit_caches(client):
    plan = maak_online_plan()
    kijklink = maak_kijklink(plan)
    log_in(client, plan)

    with CaptureQueriesContext(connection) as queries:
        antwoord = kijk(client, kijklink)

    sql = " ".join(q["sql"] for q in queries)
    assert ("django_session" in sql, "UPDATE" in sql, "INSERT" in sql) == (False, False, False)
    assert (antwoord["X-Robots-Tag"], "no-store" in antwoord["Cache-Control"]) == (
        "noindex, nofollow",
        True,
    )
    assert ("Cookie" in antwoord.get("Vary", ""), list(antwoord.cookies)) == (False, [])


def test_alleen_lezen_met_een_kijklink(client):
    adres = reverse("wijkplannen:kijklink", args=[geheim(maak_kijklink(maak_plan()))])

    assert client.post(adres).status_code == 405


@pytest.mark.parametrize(("dagen", "verwacht"), [(0, 200), (1, 200), (-1, 410)])
def test_een_kijklink_werkt_tot_en_met_zijn_dag(client, dagen, verwacht):
    kijklink = maak_kijklink(maak_plan(), tot=localdate() + timedelta(dagen))

    antwoord = kijk(client, kijklink)

    assert (antwoord.status_code, antwoord["X-Robots-Tag"]) == (verwacht, "noindex, nofollow")


def test_een_ingetrokken_kijklink_toont_niets(client):
    plan = maak_plan(titel="Wijkplan Geheimwijk")
    kijklink = trek_kijklink_in(maak_kijklink(plan))

    antwoord = kijk(client, kijklink)

    assert (antwoord.status_code, "Geheimwijk" in tekst(antwoord)) == (410, False)


def test_een_link_die_niet_van_ons_is_bestaat_niet(client):
    echt = geheim(maak_kijklink(maak_plan()))
    fout = [echt[:-1] + ("x" if echt[-1] != "x" else "y"), echt.partition(".")[0], "%00", "é"]

    codes = [client.get(reverse("wijkplannen:kijklink", args=[f])).status_code for f in fout]

    assert codes == [404] * 4


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_concept_kost_evenveel_queries_bij_meer_doelen(
    client, aantal, django_assert_num_queries
):
    plan = maak_plan()
    for _ in range(aantal):
        maak_blok(plan)
        maak_inzet(maak_doel(plan))
    kijklink = maak_kijklink(plan)

    with django_assert_num_queries(6):
        kijk(client, kijklink)


def test_de_gebiedsmanager_maakt_een_link_en_trekt_hem_in(client):
    plan = maak_plan()
    log_in(client, plan)
    velden = {"uuid": uuid4(), "voor": "De avond", "tot": f"{localdate():%d-%m-%Y}"}

    codes = [client.post(url("kijklinks", plan), velden).status_code for _ in range(2)]
    anders = client.post(url("kijklinks", plan), velden | {"voor": "Iets anders"}).status_code
    kijklink = Kijklink.objects.get()
    lijst = client.get(url("kijklinks", plan)).content.decode()
    client.post(url("kijklink_intrekken", plan, kijklink.uuid))
    daarna = client.get(url("kijklinks", plan)).content.decode()

    assert (codes, anders, kijklink.voor) == ([302, 302], 422, "De avond")
    assert [link(kijklink) in pagina for pagina in (lijst, daarna)] == [True, False]


@pytest.mark.parametrize(
    ("dagen", "zin"),
    [(-1, "Deze dag is al voorbij."), (61, "Kies een dag binnen 60 dagen.")],
)
def test_een_link_werkt_hooguit_zestig_dagen(client, dagen, zin):
    plan = maak_plan()
    log_in(client, plan)
    tot = localdate() + timedelta(dagen)

    antwoord = client.post(
        url("kijklinks", plan), {"uuid": uuid4(), "voor": "x", "tot": f"{tot:%d-%m-%Y}"}
    )

    assert (antwoord.status_code, zin in tekst(antwoord)) == (422, True)
    assert not Kijklink.objects.exists()
