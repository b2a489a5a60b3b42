"""A small fixed world for the browser: real areas and figures, three invented people, one plan."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
)
from gebieden.models import Gebied
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from indicatoren.models import Indicator
from kern.tests.rijen import rijen_na, zet_rijen_terug
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.tests.maken import maak_blok, maak_doel, maak_inzet, maak_plan, maak_thema


@pytest.fixture(scope="session")
def stad(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return rijen_na("importeer_gebieden", "laad_cijfers")


@pytest.fixture
def wereld(stad, transactional_db):
    zet_rijen_terug(stad)
    wijk = Gebied.objects.wijken().get(slug="schothorst-zielhorst-hoefkwartier")
    manager = maak_gebruiker(naam="Mies Manager")
    maak_aanstelling(manager, gebied=wijk)
    partner = maak_partner(naam="Sportclub Voorbeeld", slug="sportclub", gebieden=[wijk])
    lid = maak_lid(partner, maak_gebruiker(naam="Lies Lid")).gebruiker
    thema = maak_thema(naam="Gezond en vitaal zijn")
    maak_thema(naam="Naar elkaar omkijken")
    plan = maak_plan(
        gebied=wijk, titel="Wijkplan Schothorst", slug="schothorst-2026", is_voorbeeld=True
    )
    maak_blok(plan, kop="Zo is het hier", tekst="Veel groen en weinig plekken om te zitten.")
    maak_blok(plan, kop="Onder ons", tekst="Alleen voor partners.", zichtbaarheid="partners")
    doel = maak_doel(
        plan,
        titel="Kinderen bewegen elke dag",
        thema=thema,
        indicatoren=Indicator.objects.filter(slug="sociale-cohesie"),
    )
    inzet = maak_inzet(doel, titel="Sport op het plein", trekker=partner, is_voorbeeld=True)
    return SimpleNamespace(
        wijk=wijk, manager=manager, lid=lid, partner=partner, plan=plan, doel=doel, inzet=inzet
    )


@pytest.fixture
def buurt(transactional_db):
    """One budget area: rules that are open all year, a pot of € 1.000, and a team of two."""
    gebied = maak_budgetgebied(naam="Kerkwijk", slug="kerkwijk")
    pot = maak_pot(maak_spelregels(gebied, is_voorbeeld=True), plafond=1000)
    return SimpleNamespace(
        gebied=gebied,
        pot=pot,
        lid=maak_teamlid(gebied, naam="Wies Werkgroep"),
        penningmeester=maak_teamlid(gebied, "penningmeester", naam="Piet Penning"),
    )


@pytest.fixture
def meld_aan(live_server):
    """`meld_aan(page, gebruiker)`: signed in, as after the code; or signed out again with None."""

    def doe(page, gebruiker):
        page.context.clear_cookies()
        if gebruiker is not None:
            client = Client()
            client.force_login(gebruiker)
            sleutel = client.cookies[settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": sleutel, "url": live_server.url}]
            )

    return doe
