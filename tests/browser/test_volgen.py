"""Following a plan in a real browser, with and without JavaScript: silence, a mail, two clicks."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from berichten.models import Bericht
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.seintjes import stuur_seintje
from wijkplannen.models import Inzet
from wijkplannen.tests.maken import maak_inzet
from wijkplannen.tests.test_seintjes import alle_rijen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stil(wereld):
    """The plan is online, and of its lines nothing was heard for a long time."""
    maak_inzet(wereld.doel, titel="Sport in het park", trekker=wereld.partner, is_voorbeeld=True)
    wereld.plan.refresh_from_db()
    publiceer(wereld.plan, versie=wereld.plan.versie, wat_veranderd="Begin.", door=wereld.manager)
    Inzet.objects.update(bijgewerkt_op=timezone.now() - timedelta(days=300))
    return wereld


def test_van_herinneringsmail_naar_alles_klopt_nog_in_twee_kliks(
    live_server, page, stil, meld_aan, settings
):
    settings.PORTAAL_ADRES, settings.DEMO = live_server.url, True
    meld_aan(page, stil.manager)
    page.goto(live_server.url + "/werk/")
    stilte = page.get_by_role("region", name=re.compile("^Stil"))
    expect(stilte).to_contain_text("1 partner, 2 regels")
    expect(stilte).to_contain_text("Sportclub Voorbeeld")
    page.get_by_role("button", name="Stuur iedereen een seintje").click()
    expect(page.get_by_role("status").first).to_contain_text("1 partner kreeg een mail.")
    expect(stilte).to_contain_text("deze week niet nog een keer")

    meld_aan(page, None)
    page.goto(live_server.url + "/demo/postvak/")
    mail = page.get_by_role("article", name=re.compile("^Klopt dit nog?"))
    voor = alle_rijen()
    mail.get_by_role("link").click()  # one
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit nog?")
    assert alle_rijen() == voor
    page.get_by_role("button", name="Alles klopt nog").click()  # two
    expect(page.get_by_text("Dank je wel.")).to_be_visible()

    meld_aan(page, stil.manager)
    page.goto(live_server.url + "/werk/")
    expect(stilte).to_contain_text("Van elke activiteit is het afgelopen half jaar iets gemeld.")
    expect(page.get_by_text("2 regels zijn weer bevestigd")).to_be_visible()


def test_een_partner_verandert_een_regel_en_de_rest_klopt_nog(live_server, page, stil, meld_aan):
    meld_aan(page, stil.lid)
    page.goto(live_server.url + "/werk/")
    page.get_by_role("link", name=re.compile("Alle regels")).click()
    regel = page.get_by_role("row").filter(has_text="Sport op het plein")
    regel.locator("summary").click()
    regel.get_by_label("Hoe gaat het nu?").select_option("in_uitvoering")
    regel.get_by_label("Wat is er gebeurd?").fill("Elke woensdag twintig kinderen.")
    page.get_by_role("button", name="Bewaar, de rest klopt nog").click()

    expect(page.get_by_role("status").first).to_contain_text("Het is bewaard.")
    standen = Inzet.objects.order_by("pk").values_list("openbare_stand", "openbare_zin")
    assert list(standen) == [("in_uitvoering", "Elke woensdag twintig kinderen."), ("gepland", "")]
    assert Inzet.objects.filter(bevestigd_op__isnull=True).count() == 0


def test_wie_op_de_bellijst_staat_wordt_afgevinkt(live_server, page, stil, meld_aan):
    stil.partner.lidmaatschappen.all().delete()
    stuur_seintje(stil.partner, door=stil.manager)
    meld_aan(page, stil.manager)

    page.goto(live_server.url + "/werk/")
    page.get_by_role("button", name="Gebeld met Sportclub Voorbeeld").click()

    expect(page.get_by_role("status").first).to_contain_text("je belde Sportclub Voorbeeld")
    expect(page.get_by_role("button", name=re.compile("^Gebeld"))).to_have_count(0)
    assert Bericht.objects.get(soort="wp_seintje").verstuurd_door == stil.manager
