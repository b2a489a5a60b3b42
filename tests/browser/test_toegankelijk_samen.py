"""WCAG 2.2 AA by axe, and no sideways scrolling, on the pages of writing together."""

import pytest

from gebruikers.tests.maken import maak_gebruiker
from partners.models import Contactpersoon
from partners.tests.maken import maak_partner
from tests.browser.test_toegankelijk import PLAN
from wijkplannen.actions.kijklinks import trek_kijklink_in
from wijkplannen.actions.samen import los_op, nodig_uit
from wijkplannen.actions.voorstellen import wijs_af
from wijkplannen.sleutels import geheim
from wijkplannen.tests.maken_samen import hernoem, maak_kijklink, maak_opmerking, maak_voorstel

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(240),
    pytest.mark.parametrize("js", [True], ids=["met-js"]),  # the HTML is the same without
]
BEWERKEN = PLAN + "bewerken/"


@pytest.fixture
def overleg(wereld):
    """A plan with a talk at a goal, proposals in each state, and a partner without an account."""
    plan, doel, manager = wereld.plan, wereld.doel, wereld.manager
    school = maak_partner(naam="De school", is_voorbeeld=True)
    Contactpersoon.objects.create(partner=school, naam="Juf Jansen", telefoon="033 - 000 01 23")
    for partner in (school, wereld.partner):
        nodig_uit(plan, partner, door=manager)
    los_op(maak_opmerking(plan, doel, door=maak_gebruiker(is_voorbeeld=True)), door=manager)
    for onderdeel in (doel, wereld.inzet):
        maak_opmerking(plan, onderdeel, door=wereld.lid)
    wereld.voorstellen = [
        maak_voorstel(plan, doel, door=wereld.lid, titel="Kinderen spelen"),
        maak_voorstel(plan, doel, door=wereld.lid, gewenst="Overal in de wijk."),
    ]
    wijs_af(maak_voorstel(plan, doel, door=wereld.lid, titel="Nee"), antwoord="Nee.", door=manager)
    hernoem(doel, "Kinderen bewegen vaak")
    wereld.link = maak_kijklink(plan)
    wereld.voorbij = trek_kijklink_in(maak_kijklink(plan))
    return wereld


def test_paginas_van_samen_schrijven(live_server, page, keur, overleg, meld_aan):
    botst, schoon = (f"{BEWERKEN}voorstellen/{v.uuid}/" for v in overleg.voorstellen)
    toezegging = f"partners/sportclub/toezegging/{overleg.inzet.activiteit.uuid}/"
    gesprek = f"{BEWERKEN}opmerkingen/{overleg.doel.uuid}/"
    paden = {
        overleg.manager: [
            BEWERKEN,
            BEWERKEN + "opmerkingen/",
            gesprek,
            botst,
            schoon,
            botst + "afwijzen/",
            BEWERKEN + "partners/",
            BEWERKEN + "kijklinks/",
        ],
        overleg.lid: [
            BEWERKEN,
            gesprek,
            schoon,
            f"{BEWERKEN}voorstellen/bij/{overleg.doel.uuid}/",
            BEWERKEN + "partners/",
            BEWERKEN + toezegging,
        ],
        None: [f"/wijkplannen/meekijken/{geheim(k)}/" for k in (overleg.link, overleg.voorbij)],
    }
    fouten = {}

    for gebruiker, adressen in paden.items():
        meld_aan(page, gebruiker)
        for pad in adressen:
            page.goto(live_server.url + pad)
            fouten[gebruiker, pad] = keur(page)

    assert {waar: fout for waar, fout in fouten.items() if fout} == {}


def test_formulieren_van_samen_schrijven_met_fouten(live_server, page, keur, overleg, meld_aan):
    meld_aan(page, overleg.manager)
    knoppen = {
        f"opmerkingen/{overleg.doel.uuid}/": "Opmerking plaatsen",
        f"voorstellen/{overleg.voorstellen[0].uuid}/": "Overnemen",
        f"voorstellen/{overleg.voorstellen[0].uuid}/afwijzen/": "Niet overnemen",
        "partners/": "Uitnodigen",
        "kijklinks/": "Link maken",
    }
    fouten = {}

    for pad, knop in knoppen.items():
        page.goto(live_server.url + BEWERKEN + pad)
        page.get_by_role("button", name=knop, exact=True).click()
        assert page.title().startswith("Fout:")
        fouten[pad] = keur(page)

    assert {waar: fout for waar, fout in fouten.items() if fout} == {}
