"""From a plan to what became of it, and to a text for the council: with and without JavaScript."""

from io import BytesIO
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from docx import Document

from wijkplannen.actions.publicatie import publiceer
from wijkplannen.tests.maken import meld

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


@pytest.fixture
def plan(wereld):
    wereld.plan.refresh_from_db()
    publiceer(wereld.plan, versie=wereld.plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    wereld.inzet.refresh_from_db()
    meld(wereld.inzet, "in_uitvoering", "De eerste les was vol.", namens=wereld.partner)
    return wereld.plan


def test_een_raadslid_leest_wat_er_gedaan_is_en_neemt_de_tekst_mee(live_server, page, plan):
    page.goto(live_server.url + plan.get_absolute_url())
    page.get_by_role("link", name="verslag en tekst voor de raad").click()
    vandaag = f"{localdate():%d-%m-%Y}"

    page.get_by_label("Vanaf welke dag?").fill("31-02-2026")
    page.get_by_role("button", name="Toon deze periode").click()
    assert page.title().startswith("Fout:")
    page.get_by_label("Vanaf welke dag?").fill("1 januari 2026")
    page.get_by_label("Tot en met welke dag?").fill(vandaag)
    page.get_by_role("button", name="Toon deze periode").click()

    assert page.get_by_text("De eerste les was vol.").is_visible()
    with page.expect_download() as wachten:
        page.get_by_role("link", name="Download voor Word").click()
    document = Document(BytesIO(Path(wachten.value.path()).read_bytes()))
    assert document.paragraphs[0].text.startswith("Voortgang Wijkplan Schothorst, 1 januari")
    page.get_by_role("link", name="Open als kale tekst om te plakken").click()
    assert page.get_by_role("heading", name="Kernboodschap").is_visible()


def test_een_verslag_past_op_papier(live_server, page, plan):
    """On A4: nothing to press, nothing that sticks out."""
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.goto(live_server.url + plan.get_absolute_url() + "voortgang/")

    knoppen = page.locator("main button, main input").all()
    assert [knop.is_visible() for knop in knoppen] == [False] * len(knoppen)
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    assert page.get_by_role("heading", level=1).is_visible()
