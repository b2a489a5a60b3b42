"""The register at both widths: WCAG 2.2 AA by axe, no sideways scrolling, a photo that shows."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from buurtbudget.actions.indienen import voeg_bijlage_toe
from buurtbudget.tests.maken import besluit, maak_ontvangen
from buurtbudget.tests.maken_register import maak_uitgevoerd
from portaal.demo.weg import teken

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("js", [True], ids=["met-js"]),
]
LIJST = "/buurtbudget/initiatieven/"


@pytest.fixture
def plan(transactional_db):
    besluit(maak_ontvangen(), "afgewezen")
    plan = maak_uitgevoerd()
    voeg_bijlage_toe(
        plan,
        uuid=uuid4(),
        soort="foto",
        bestand=ContentFile(teken("water"), name="foto.jpg"),
        type="image/jpeg",
        beschrijving="Vlaggen boven het water.",
        mag_openbaar=True,
    )
    return plan


def test_het_register_is_voor_iedereen(live_server, page, keur, plan):
    fouten = {}
    for pad in [LIJST, f"{LIJST}?uitkomst=x", f"{LIJST}{plan.nummer}/"]:
        page.goto(live_server.url + pad)
        fouten[pad] = keur(page)

    assert fouten == dict.fromkeys(fouten, [])
    foto = page.get_by_alt_text("Vlaggen boven het water.")
    foto.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.wp-fotos img').naturalWidth === 1200")
