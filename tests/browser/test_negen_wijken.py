"""One course in nine wijken, in a real browser: changed on one screen, read in nine plans."""

import re

import pytest
from playwright.sync_api import expect

from gebieden.models import Gebied
from wijkplannen.actions.agenda import plaats
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Wijkplan
from wijkplannen.tests.maken import maak_doel, maak_plan, meld

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def negen(wereld):
    """A plan online in each of the nine wijken, with the activity of `wereld` in all of them."""
    for wijk in Gebied.objects.wijken().exclude(pk=wereld.wijk.pk):
        plan = maak_plan(gebied=wijk, slug=f"{wijk.slug}-2026")
        plaats(wereld.inzet.activiteit, doel=maak_doel(plan))
    for plan in Wijkplan.objects.all():
        publiceer(plan, versie=plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    return [f"/wijkplannen/{slug}/" for slug in Wijkplan.objects.values_list("slug", flat=True)]


def test_een_wijziging_is_in_negen_plannen_te_lezen(live_server, page, wereld, negen, meld_aan):
    anders = wereld.inzet.activiteit.inzetten.get(doel__plan__gebied__slug="soesterkwartier")
    meld(anders, stand="doorlopend", zin="Hier ook op zondag.", versie=anders.versie)
    meld_aan(page, wereld.manager)
    page.goto(f"{live_server.url}/wijkplannen/schothorst-2026/bewerken/")
    page.get_by_role("link", name=re.compile("^Wijzigen.*Sport op het plein")).first.click()
    page.get_by_label("Hoe heet de activiteit?").fill("Sport voor iedereen")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status").first).to_be_visible()

    meld_aan(page, None)
    assert len(negen) == 9
    for pad in negen:
        page.goto(live_server.url + pad)
        regel = page.get_by_role("listitem").filter(has_text="Sport voor iedereen")
        hier = "soesterkwartier" in pad
        expect(regel).to_contain_text("doorlopend" if hier else "gepland")
        expect(regel.get_by_text("Hier ook op zondag.")).to_have_count(1 if hier else 0)
