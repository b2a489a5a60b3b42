"""What leaves the working copy, and comes back."""

import pytest

from gebruikers.tests.maken import maak_gebruiker
from wijkplannen.actions.frame import beeindig
from wijkplannen.models import Blok, Doel
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_online_plan,
)
from wijkplannen.tests.scherm import bewaar_eerst, doel_velden, log_in, tekst, url, verborgen

pytestmark = pytest.mark.django_db


def test_een_doel_uit_het_plan_halen_en_terugzetten(client):
    plan = maak_online_plan()
    doel = plan.doelen.get()
    log_in(client, plan)
    assert "bezoekers het nog tot de volgende versie" in tekst(
        client.get(url("doel_beeindigen", plan, doel.uuid))
    )

    client.post(url("doel_beeindigen", plan, doel.uuid), {"versie": 1})
    weg = tekst(client.get(url("bewerken", plan)))
    client.post(url("doel_terugzetten", plan, doel.uuid), {"versie": 2})

    assert ("Uit het plan gehaald" in weg, "1 wijziging staat nog niet online." in weg) == (
        True,
        True,
    )
    assert list(plan.doelen.lopend()) == [doel]
    assert "Uit het plan gehaald" not in tekst(client.get(url("bewerken", plan)))


def test_wie_een_oude_versie_weghaalt_ziet_eerst_de_nieuwe(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)
    bewaar_eerst(doel, titel="Net veranderd")

    antwoord = client.post(url("doel_beeindigen", doel.plan, doel.uuid), {"versie": 1})

    assert (antwoord.status_code, Doel.objects.get().vervallen_op) == (409, None)
    assert "Net veranderd" in tekst(antwoord)
    assert 'name="versie" value="2"' in antwoord.content.decode()


@pytest.mark.parametrize("versie", ["", "abc", "\x00"])
def test_weghalen_zonder_versie_doet_niets(client, versie):
    blok = maak_blok()
    log_in(client, blok.plan)

    antwoord = client.post(url("blok_beeindigen", blok.plan, blok.uuid), {"versie": versie})
    terug = client.post(url("blok_terugzetten", blok.plan, blok.uuid), {"versie": versie})

    assert (antwoord.status_code, terug.status_code) == (422, 302)
    assert (Blok.objects.get().versie, Blok.objects.get().vervallen_op) == (1, None)


def test_wie_schrijft_aan_een_doel_dat_net_weg_is_verliest_niets(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)
    velden = doel_velden(doel, titel="Mijn tekst")
    beeindig(doel, versie=1, door=maak_gebruiker(naam="Yusuf Aydin"))

    antwoord = client.post(url("doel", doel.plan, doel.uuid), velden)

    assert antwoord.status_code == 409
    assert "Dit doel is ook uit de werkversie gehaald." in tekst(antwoord)
    client.post(url("doel", doel.plan, doel.uuid), verborgen(antwoord))
    assert Doel.objects.get().titel == "Mijn tekst"


def test_terugzetten_van_een_oude_versie_doet_niets(client):
    doel = maak_doel()
    log_in(client, doel.plan)
    beeindig(doel, versie=1, door=maak_gebruiker())

    client.post(url("doel_terugzetten", doel.plan, doel.uuid), {"versie": 1})

    assert Doel.objects.get().vervallen_op is not None
    assert client.get(url("doel_terugzetten", doel.plan, doel.uuid)).status_code == 405
