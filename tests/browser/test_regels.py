"""A volunteer writes the rules of a wijk, a resident reads them: keyboard, no scripts, WCAG."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from buurtbudget.models import Spelregels
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_mandaat,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
)
from partners.tests.maken import maak_partner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
SOORTEN = [{"naam": "Straatfeest", "maximum": 400, "per": "straat"}]
UITSLAG = (
    "&categorie=straatfeest&wanneer=12-6-2099&bedrag=2000&eigen=&vast=ja&buiten=ja"
    "&straat_dicht=ja&eten=alleen&vergoeding=ja&handtekeningen=1&toon=1"
)


@pytest.fixture
def gebied(transactional_db):
    call_command("laad_buurtbudget", verbosity=0)
    gebied = maak_budgetgebied(naam="Hoogland", slug="hoogland")
    maak_mandaat(gebied, maak_partner(soort="budgetbeheerder", naam="Dorpsteam", slug="dorpsteam"))
    return gebied


def test_een_bestuurslid_schrijft_de_eerste_regels_op(live_server, page, js, gebied, meld_aan):
    meld_aan(page, maak_teamlid(gebied, "bestuur"))
    page.goto(live_server.url + reverse("buurtbudget:regels_bewerken", args=["hoogland", 2027]))

    page.get_by_label("Vanaf welke dag kunnen mensen aanvragen?").fill("1-1-2027")
    page.get_by_label("Wat is de laatste dag om aan te vragen?").fill("15-2-2027")
    page.get_by_label("Wie kunnen mensen bellen?").fill("Joke Voorbeeld")
    page.get_by_label("Op welk telefoonnummer?").fill("033 – 000 04 56")
    page.get_by_role("button", name="Nog een soort plan").click()
    page.get_by_label("Wat voor plan? (niet verplicht)").fill("Straatfeest")
    page.get_by_label("Hoeveel euro hooguit? (niet verplicht)").fill("400")
    page.get_by_label("Hoeveel euro hooguit? (niet verplicht)").press("Enter")

    page.get_by_role("heading", level=1, name="Kloppen de regels van Hoogland").wait_for()
    page.get_by_text("Straatfeest: hooguit").wait_for()
    page.get_by_label("Wat is er veranderd?").fill("De eerste regels.")
    page.get_by_role("button", name="Publiceren").click()
    page.get_by_text("staan online").wait_for()
    regels = Spelregels.objects.actueel().get()
    assert [str(soort) for soort in regels.categorieen.all()] == ["Straatfeest"]
    assert regels.contact_naam == "Joke Voorbeeld"


def test_een_bewoner_kijkt_of_een_idee_kan(live_server, page, gebied):
    maak_spelregels(gebied, fysiek="na_toestemming", categorieen=SOORTEN)
    page.goto(f"{live_server.url}/buurtbudget/hoogland/")
    page.get_by_role("link", name="Kan mijn idee?").click()

    page.get_by_label("Iets anders", exact=True).check()
    page.get_by_label("Op welke dag is het?").fill("12-6-2099")
    page.get_by_label("Hoeveel euro wil je vragen?").fill("300")
    page.get_by_role("group", name="Blijft er iets staan?").get_by_label("Ja").check()
    for vraag in ("Is het buiten", "Gaat er een straat dicht?", "Vraag je geld om vrijwilligers"):
        page.get_by_role("group", name=vraag).get_by_label("Nee").check()
    page.get_by_role("group", name="eten en drinken").get_by_label("Nee").check()
    page.get_by_role("button", name="Kan dit?").click()

    page.get_by_role("heading", level=2, name="Misschien").wait_for()
    page.get_by_role("link", name="Terug naar je antwoorden").click()
    assert page.get_by_label("Hoeveel euro wil je vragen?").input_value() == "300"


@pytest.mark.parametrize("js", [True], ids=["met-js"])
def test_wcag_op_de_paginas_over_regels(live_server, page, keur, gebied, meld_aan):
    regels = maak_spelregels(
        gebied,
        fysiek="na_toestemming",
        handtekeningen=5,
        maximum=1000,
        is_voorbeeld=True,
        categorieen=SOORTEN,
    )
    maak_pot(regels, plafond=22309, is_voorbeeld=True)
    ronde = maak_spelregels(werkwijze="verdeelronde", inname="sluitingsdatum")
    maak_pot(ronde, plafond=5000)
    leeg = maak_budgetgebied()
    bestuur = maak_teamlid(gebied, "bestuur")
    maak_spelregels(gebied, nummer=2, openbaar=False, vier_ogen_vanaf=0, gewijzigd_door=bestuur)
    kan_dit, werk = "/buurtbudget/kan-dit/", f"/werk/buurtbudget/hoogland/regels/{regels.jaar}/"
    paden = {
        None: [
            "/buurtbudget/",
            "/buurtbudget/hoogland/",
            f"/buurtbudget/{ronde.gebied.slug}/",
            f"/buurtbudget/{leeg.slug}/",
            kan_dit,
            f"{kan_dit}?wijk={leeg.slug}",
            f"{kan_dit}?wijk=hoogland",
            f"{kan_dit}?wijk=hoogland&toon=1",
            f"{kan_dit}?wijk=hoogland{UITSLAG}",
        ],
        bestuur: [
            "/werk/buurtbudget/hoogland/regels/",
            werk,
            f"{werk}publiceren/",
            "/werk/buurtbudget/stichting/dorpsteam/",
        ],
    }
    fouten = {}

    for gebruiker, adressen in paden.items():
        meld_aan(page, gebruiker)
        for pad in adressen:
            page.goto(live_server.url + pad)
            fouten[pad] = keur(page)
    page.goto(live_server.url + werk)
    page.get_by_label("Wie kunnen mensen bellen?").fill("")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    assert page.title().startswith("Fout:")
    assert page.evaluate("document.activeElement.id") == "fouten"
    fouten["met een fout"] = keur(page)

    assert {pad: fout for pad, fout in fouten.items() if fout} == {}
