"""WCAG 2.2 AA by axe, and no sideways scrolling, on the pages of following a plan."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.browser.test_volgen import stil  # noqa: F401  a fixture
from wijkplannen.actions.seintjes import stuur_seintje
from wijkplannen.models import Seintje
from wijkplannen.tests.maken import maak_inzet
from wijkplannen.tests.maken_volgen import maak_belletje, maak_stil, pad

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(240),
    pytest.mark.parametrize("js", [True], ids=["met-js"]),  # the HTML is the same without
]


def test_paginas_van_wie_volgt(live_server, page, keur, stil, meld_aan):  # noqa: F811
    maak_belletje(stil.doel)
    maak_stil(plan=stil.plan)
    organisatie = "/werk/organisatie/"
    paden = {
        stil.manager: ["/werk/", "/werk/seintjes/"],
        stil.lid: [
            "/werk/",
            organisatie,
            organisatie + "overdragen/",
            organisatie + "verslag/",
            organisatie + "verslag/?van=gisteren&tot=",
        ],
    }
    fouten = {}

    for gebruiker, adressen in paden.items():
        meld_aan(page, gebruiker)
        for adres in adressen:
            page.goto(live_server.url + adres)
            fouten[gebruiker.naam, adres] = keur(page)

    assert {waar: fout for waar, fout in fouten.items() if fout} == {}


def test_de_bladzijde_achter_de_link(live_server, page, keur, stil):  # noqa: F811
    maak_inzet(stil.doel, uuid=uuid4(), titel="Nog te zeggen", trekker=stil.partner)
    adres = live_server.url + pad(stuur_seintje(stil.partner, door=stil.manager))

    page.goto(adres)
    fouten = {"link": keur(page)}
    page.get_by_label("Hoe gaat het nu?").first.select_option("gestopt")
    page.get_by_role("button", name="Versturen, de rest klopt nog").click()
    assert page.title().startswith("Fout:")
    fouten["fout"] = keur(page)
    Seintje.objects.update(tot=timezone.localdate() - timedelta(days=1))
    page.goto(adres)
    fouten["verlopen"] = keur(page)

    assert {waar: fout for waar, fout in fouten.items() if fout} == {}
