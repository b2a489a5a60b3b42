"""Publishing in the browser: what goes online is shown first, and goes online once."""

import re

import pytest

from gebruikers.tests.maken import maak_gebruiker
from wijkplannen.actions.frame import beeindig, wijzig_doel
from wijkplannen.models import Inzet, PlanVersie, Wijkplan
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    meld,
)
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db


def geopend(client, plan):
    """What the page sends along, as it is opened now."""
    html = client.get(url("publiceren", plan)).content.decode()
    versie = re.search(r'name="versie" value="(\d+)"', html)[1]
    agenda = re.search(r'name="agenda"(?: value="([^"]*)")?', html)[1] or ""
    return {"versie": versie, "agenda": agenda, "wat_veranderd": "Er is een doel bij."}


def wijzig(doel, **anders):
    nu = Wijkplan.objects.get(pk=doel.plan_id).doelen.get(pk=doel.pk)
    velden = {"titel": nu.titel, "gewenst": nu.gewenst, "thema": nu.thema}
    return wijzig_doel(nu, versie=nu.versie, door=maak_gebruiker(), **velden | anders)


def test_de_pagina_noemt_wat_erbij_komt_verandert_en_weggaat(client):
    plan = maak_online_plan(doelen=2)
    blijft, gaat = plan.doelen.all()
    wijzig(blijft, titel="Doel met nieuwe woorden")
    beeindig(gaat, versie=1, door=maak_gebruiker())
    maak_blok(plan, kop="Nieuw blok")
    maak_blok(plan, kop="Alleen intern", zichtbaarheid="gemeente")
    maak_inzet(blijft, titel="Nieuwe activiteit")
    log_in(client, plan)

    html = client.get(url("publiceren", plan)).content.decode()

    koppen = [kop.strip() for kop in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html)]
    assert koppen == [
        "Komt erbij",
        "Nieuw blok",
        "Verandert",
        "Doel met nieuwe woorden",
        "Gaat weg",
        gaat.titel,
        "Nieuws over activiteiten",
        "Nog niet bevestigd",
    ]
    assert "Nieuwe activiteit" in html
    assert "Publiceer als versie 2" in html


def test_publiceren_zet_de_werkversie_online(client):
    plan = maak_online_plan()
    maak_inzet(plan.doelen.get(), titel="Nieuwe activiteit")
    noor = log_in(client, plan)

    antwoord = client.post(url("publiceren", plan), geopend(client, plan), follow=True)

    versie = plan.versies.first()
    assert (versie.nummer, versie.wat_veranderd, versie.door) == (2, "Er is een doel bij.", noor)
    assert Inzet.objects.filter(online_op__isnull=True).count() == 0
    assert antwoord.redirect_chain == [(url("bewerken", plan), 302)]
    assert "Versie 2 staat online. Bekijk wat bezoekers zien" in tekst(antwoord)
    assert f'href="{plan.get_absolute_url()}">Bekijk wat bezoekers zien' in (
        antwoord.content.decode()
    )


def test_dubbel_klikken_publiceert_een_keer(client):
    plan = maak_doel().plan
    log_in(client, plan)
    velden = geopend(client, plan)

    antwoorden = [client.post(url("publiceren", plan), velden).status_code for _ in range(2)]

    assert (antwoorden, PlanVersie.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize("wat", ["", "x" * 601, "\x00"])
def test_zonder_goede_zin_gaat_er_niets_online(client, wat):
    plan = maak_doel().plan
    log_in(client, plan)

    antwoord = client.post(url("publiceren", plan), geopend(client, plan) | {"wat_veranderd": wat})

    assert (antwoord.status_code, PlanVersie.objects.count()) == (422, 0)
    assert "<title>Fout: Publiceren" in antwoord.content.decode()


def test_wie_een_oude_werkversie_publiceert_ziet_eerst_de_nieuwe_lijst(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)
    velden = geopend(client, doel.plan)
    wijzig(doel, titel="Net gewijzigd doel")

    antwoord = client.post(url("publiceren", doel.plan), velden)

    lees = tekst(antwoord)
    assert (antwoord.status_code, PlanVersie.objects.count()) == (409, 0)
    assert "Iemand anders bewaarde net iets in dit plan." in lees
    assert ("Net gewijzigd doel" in lees, "Er is een doel bij." in lees) == (True, True)
    opnieuw = re.search(r'name="versie" value="(\d+)"', antwoord.content.decode())[1]
    assert client.post(url("publiceren", doel.plan), velden | {"versie": opnieuw}).status_code == (
        302
    )


def test_een_gemelde_stop_die_je_niet_zag_gaat_niet_mee(client):
    plan = maak_online_plan()
    inzet = Inzet.objects.get()
    maak_doel(plan)
    log_in(client, plan)
    velden = geopend(client, plan)
    meld(inzet, "gestopt", "Geen geld meer.", namens=inzet.activiteit.trekker)

    antwoord = client.post(url("publiceren", plan), velden)

    inzet.refresh_from_db()
    assert (antwoord.status_code, inzet.openbare_stand) == (409, "gepland")
    assert "Geen geld meer." in tekst(antwoord)


def test_een_plan_zonder_doel_heeft_geen_knop_en_gaat_niet_online(client):
    plan = maak_blok().plan
    log_in(client, plan)
    plan.refresh_from_db()

    pagina = client.get(url("publiceren", plan))
    antwoord = client.post(
        url("publiceren", plan), {"versie": plan.versie, "wat_veranderd": "Nieuw."}
    )

    zin = "Zet eerst een doel in het plan. Daarna kun je het publiceren."
    assert (zin in tekst(pagina), "Publiceer als" in tekst(pagina)) == (True, False)
    assert (antwoord.status_code, zin in tekst(antwoord)) == (422, True)
    assert PlanVersie.objects.count() == 0


def test_zonder_wijziging_is_er_niets_te_publiceren(client):
    plan = maak_online_plan()
    log_in(client, plan)

    pagina = client.get(url("publiceren", plan))
    antwoord = client.post(
        url("publiceren", plan), {"versie": plan.versie, "wat_veranderd": "Niets."}
    )

    assert "Er is niets veranderd. Alles staat al online, in versie 1." in tekst(pagina)
    assert "Publiceer als" not in tekst(pagina)
    assert (antwoord.status_code, PlanVersie.objects.count()) == (422, 1)


def test_twee_plannen_tegelijk_geeft_een_zin(client):
    plan = maak_doel().plan
    maak_online_plan(gebied=plan.gebied)
    log_in(client, plan)

    antwoord = client.post(url("publiceren", plan), geopend(client, plan))

    assert (antwoord.status_code, plan.versies.count()) == (422, 0)
    assert "staat in deze jaren al een plan online" in tekst(antwoord)


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_publicatiepagina_kost_evenveel_queries(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    for doel in plan.doelen.all():
        maak_inzet(doel)
        maak_blok(plan)
    log_in(client, plan)

    with django_assert_num_queries(10):
        client.get(url("publiceren", plan))


# Established


VASTSTELLING = {"door_wie": "het college", "datum": "09-06-2026", "nummer": "12", "link": ""}


def test_vaststellen_staat_daarna_bij_de_versie(client):
    plan = maak_online_plan()
    log_in(client, plan)

    antwoord = client.post(url("vaststellen", plan, 1), VASTSTELLING, follow=True)

    assert "Doelen vastgesteld door het college op 9 juni 2026." in tekst(antwoord)


def test_vaststellen_kan_een_keer(client):
    plan = maak_online_plan()
    noor = log_in(client, plan)
    pagina = url("vaststellen", plan, 1)

    eerste = client.post(pagina, VASTSTELLING)
    dubbel = client.post(pagina, VASTSTELLING)
    anders = client.post(pagina, VASTSTELLING | {"door_wie": "de raad"})

    assert [a.status_code for a in (eerste, dubbel, anders)] == [302, 302, 422]
    assert plan.versies.get().vastgesteld["door"] == "het college"
    assert plan.versies.get().vastgesteld["genoteerd_door"] == noor.pk
    assert "Bewaren" not in tekst(client.get(pagina))


def test_een_versie_die_er_niet_is_is_niet_vast_te_stellen(client):
    plan = maak_plan()
    log_in(client, plan)

    assert client.post(url("vaststellen", plan, 1), VASTSTELLING).status_code == 404


def test_alleen_de_gebiedsmanager_stelt_vast(client):
    plan = maak_online_plan()
    log_in(client, maak_plan())

    antwoord = client.post(url("vaststellen", plan, 1), VASTSTELLING)

    assert (antwoord.status_code, plan.versies.get().vastgesteld) == (403, None)
