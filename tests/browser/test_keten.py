"""From wish to result: a goal with everything that hangs on it, and the screen that links to it."""

import pytest
from playwright.sync_api import expect

from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_mandaat, maak_pot, maak_spelregels
from buurtbudget.tests.maken_register import maak_uitgevoerd
from gebieden.models import Gebied
from tests.browser.test_toegankelijk import PLAN
from wijkplannen.actions.publicatie import publiceer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keten(wereld):
    """The plan is online, and in its wijk residents did something with buurtbudget."""
    wereld.plan.refresh_from_db()
    publiceer(wereld.plan, versie=wereld.plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    gebied = Gebied.objects.budgetgebieden().get(slug="schothorst")
    maak_mandaat(gebied)
    wereld.initiatief = maak_uitgevoerd(maak_pot(maak_spelregels(gebied)), titel="Straatfeest")
    return wereld


def test_een_initiatief_koppelen_en_de_keten_lezen(live_server, page, keten, meld_aan):
    meld_aan(page, keten.manager)
    page.goto(f"{live_server.url}{PLAN}bewerken/doelen/{keten.doel.uuid}/initiatieven/")
    page.get_by_label("Straatfeest").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard.")

    meld_aan(page, None)
    page.goto(live_server.url + PLAN)
    page.get_by_role("link", name="Alles bij dit doel").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kinderen bewegen elke dag")
    expect(page.get_by_text("1 plan van bewoners")).to_be_visible()
    page.get_by_role("link", name="Straatfeest").click()
    page.get_by_role("link", name="Kinderen bewegen elke dag").click()
    page.get_by_role("link", name="Sociale cohesie").first.click()
    page.get_by_role("link", name="Kinderen bewegen elke dag").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kinderen bewegen elke dag")


@pytest.mark.parametrize("js", [True], ids=["met-js"])
def test_de_keten_is_voor_iedereen_te_lezen(live_server, page, keur, keten, meld_aan):
    Aanvraag.objects.filter(pk=keten.initiatief.pk).update(doel=keten.doel)
    doel = f"doelen/{keten.doel.uuid}/"
    for wie, pad in [(None, doel), (keten.manager, f"bewerken/{doel}initiatieven/")]:
        meld_aan(page, wie)
        page.goto(live_server.url + PLAN + pad)
        assert keur(page) == []
