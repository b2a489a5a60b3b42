"""WCAG 2.2 AA by axe, and no sideways scrolling, on every page of an applicant."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate

from buurtbudget.actions.indienen import voeg_bijlage_toe
from buurtbudget.actions.vragen import stel_vragen
from buurtbudget.sleutels import geheim
from buurtbudget.tests.maken import (
    besluit,
    maak_betaald,
    maak_betaling,
    maak_concept,
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_toegekend,
)
from buurtbudget.tests.maken_bewoner import foto, maak_bijlage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
    pytest.mark.parametrize("js", [True], ids=["met-js"]),  # the HTML is the same without
]


def open_(page, live_server, aanvraag):
    page.goto(f"{live_server.url}/verder/{geheim(aanvraag)}/")
    page.get_by_role("button", name="Ga verder").click()


def lege_knop(page, adres):
    """The page with all its mistakes: its first blue button, with nothing filled in."""
    page.goto(adres)
    page.locator("form button.nl-button--primary").first.click()
    assert page.title().startswith("Fout:"), adres


def test_paginas_voor_de_aanvraag(live_server, page, keur, buurt):
    cache.clear()
    straks = maak_spelregels(open_vanaf=localdate() + timedelta(9))
    regels = maak_spelregels(handtekeningen=3, categorieen=[{"naam": "Bank", "maximum": 300}])
    lang = {"email": "eenheellangenaamvaneenvereniging@voorbeeld.example"}
    concept = maak_concept(maak_pot(regels), fysiek=True, aanvrager=lang)
    maak_bijlage(concept)
    open_(page, live_server, concept)
    eigen = f"/buurtbudget/aanvragen/{concept.uuid}/"
    stappen = ["idee", "waar", "kosten", "buren", "jij", "controle"]
    paden = [
        f"/verder/{geheim(concept)}/",
        "/verder/",
        "/verder/klaar/",
        "/buurtbudget/aanvragen/",
        f"/buurtbudget/aanvragen/?wijk={buurt.gebied.slug}",
        f"/buurtbudget/aanvragen/?wijk={straks.gebied.slug}",
        f"/buurtbudget/steun/{concept.uuid}/",
        eigen,
        eigen + "later/",
        eigen + "bijlagen/",
        f"{eigen}bijlagen/{concept.bijlagen.get().uuid}/weg/",
        *[f"{eigen}{stap}/" for stap in stappen],
        eigen + "kosten/?let_op=1",
    ]
    fouten = {}

    for pad in paden:
        page.goto(live_server.url + pad)
        fouten[pad] = keur(page)
    concept.aanvrager.delete()
    type(concept).objects.update(titel="", straat="", fysiek=True)
    concept.posten.all().delete()
    for stap in ["idee", "waar", "kosten", "jij", "controle", "bijlagen"]:
        lege_knop(page, f"{live_server.url}{eigen}{stap}/")
        fouten["fout " + stap] = keur(page)
    lege_knop(page, f"{live_server.url}/verder/")
    fouten["fout verder"] = keur(page)

    assert {pad: fout for pad, fout in fouten.items() if fout} == {}


def test_paginas_na_het_versturen(live_server, page, keur, buurt):
    pot = maak_pot(maak_spelregels(voorschot_deel=50, leverancier=True), plafond=9000)
    met_vraag = maak_ontvangen(pot)
    stel_vragen(
        met_vraag,
        versie=met_vraag.versie,
        vragen={"kosten": "Wat kost de tent?", "waar": "Welke straat is het?"},
        uiterlijk=localdate(),
        door=buurt.lid,
    )
    toegekend = maak_toegekend(pot)
    voeg_bijlage_toe(
        toegekend,
        uuid=toegekend.uuid,
        soort="foto",
        bestand=foto(),
        type="image/png",
        mag_openbaar=True,
        beschrijving="Een feest",
    )
    voorwaarde = {"voorwaarde": "Het mag.", "voorwaarde_voor": localdate()}
    paginas = {
        maak_ontvangen(pot): ["", "verzonden/", "stoppen/", "kosten/"],
        met_vraag: ["", "vragen/"],
        besluit(maak_ontvangen(pot), "voorwaarde", bedrag=300, **voorwaarde): [""],
        besluit(maak_ontvangen(pot), "afgewezen"): [""],
        toegekend: ["", "stoppen/", *[f"declareren/{stap}/" for stap in CLAIM]],
        maak_declaratie(maak_toegekend(pot)): [""],
        maak_betaald(maak_betaling(maak_declaratie(maak_toegekend(pot)), minder=300)).aanvraag: [
            ""
        ],
    }
    fouten = {}

    for aanvraag, paden in paginas.items():
        open_(page, live_server, aanvraag)
        eigen = f"/buurtbudget/aanvragen/{aanvraag.uuid}/"
        for pad in paden:
            page.goto(live_server.url + eigen + pad)
            fouten[aanvraag.status, pad] = keur(page)
    eigen = f"{live_server.url}/buurtbudget/aanvragen/{toegekend.uuid}/declareren/"
    for stap in CLAIM_FOUT:
        lege_knop(page, f"{eigen}{stap}/")
        fouten["fout", stap] = keur(page)
    lege_knop(page, f"{live_server.url}/buurtbudget/aanvragen/{met_vraag.uuid}/vragen/")
    fouten["fout", "vragen"] = keur(page)

    assert {waar: fout for waar, fout in fouten.items() if fout} == {}


CLAIM = ["bonnen", "verslag", "fotos", "rekening", "controle"]
CLAIM_FOUT = ["bonnen", "rekening", "controle"]
