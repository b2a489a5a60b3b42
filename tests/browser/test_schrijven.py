"""Writing in the working copy itself: in its place with JavaScript, by pages without it."""

import re

import pytest
from playwright.sync_api import expect

from wijkplannen.actions.frame import wijzig_doel
from wijkplannen.models import Concept, Doel, Inzet
from wijkplannen.tests.maken import maak_doel, maak_gebiedsmanager, maak_inzet

pytestmark = pytest.mark.django_db(transaction=True)

BEWERKEN = "/wijkplannen/schothorst-2026/bewerken/"
WIJZIG = "Wijzigen doel: Kinderen bewegen elke dag"


@pytest.fixture
def werkversie(live_server, page, wereld, meld_aan):
    """The gebiedsmanager has the working copy on screen."""
    meld_aan(page, wereld.manager)
    page.goto(live_server.url + BEWERKEN)
    return wereld


def vraag(page, naam):
    return page.get_by_label(naam)


def actief(page):
    return page.evaluate("document.activeElement.id")


def opdrachten(page):
    """The requests from now on that are no file, as (method, path)."""
    uit = []
    page.on(
        "request",
        lambda verzoek: (
            "/static/" not in verzoek.url
            and uit.append((verzoek.method, verzoek.url.partition(BEWERKEN)[2]))
        ),
    )
    return uit


def test_een_doel_wijzigen_en_terug_zijn_waar_je_was(page, werkversie, js):
    page.get_by_role("link", name=WIJZIG).click()
    vraag(page, "Wat is het doel?").fill("")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf het doel in één zin.")

    vraag(page, "Wat is het doel?").fill("Iedereen beweegt elke dag")
    page.get_by_role("button", name="Bewaren").click()

    expect(page.get_by_role("heading", name="Iedereen beweegt elke dag")).to_be_visible()
    expect(page.locator("#melding")).to_contain_text("Bewaard in de werkversie.")
    expect(page.locator(".wp-publiceer")).to_contain_text("wijzigingen staan nog niet online")
    assert page.url.partition("#")[0].endswith(BEWERKEN)
    if js:
        assert actief(page) == f"wijzig-{werkversie.doel.uuid}"


def test_een_tekst_een_activiteit_en_een_melding_erbij(page, werkversie, js):
    page.get_by_role("link", name="Tekst erbij onder Wat gaat voor?").click()
    vraag(page, "Wat is de kop?").fill("Eerst de speelplekken")
    vraag(page, "Wat staat eronder?").fill("Daar vragen bewoners om.")
    vraag(page, "Iedereen").check()
    page.get_by_role("button", name="Bewaren").click()
    rubriek = page.locator(".wp-rubriek").filter(has_text="Wat gaat voor?")
    expect(rubriek.get_by_role("heading", name="Eerst de speelplekken")).to_be_visible()

    page.get_by_role("link", name=re.compile("^Activiteit erbij")).click()
    vraag(page, "Hoe heet de activiteit?").fill("Eettafel")
    vraag(page, "Wie trekt dit?").select_option("Sportclub Voorbeeld")
    vraag(page, "Dit is snel geregeld").check()
    page.get_by_role("button", name="Bewaren").click()
    regel = page.get_by_role("listitem").filter(has_text="Eettafel").last
    expect(regel).to_contain_text("Snel geregeld")

    page.get_by_role("link", name="Voortgang melden van Eettafel").click()
    page.get_by_label("doorlopend", exact=True).check()
    vraag(page, "Wat is er gebeurd?").fill("Elke donderdag.")
    page.get_by_role("button", name="Voortgang melden").click()
    expect(page.get_by_text("Elke donderdag.")).to_be_visible()
    expect(page.locator("#melding")).to_contain_text("Dank je wel.")


@pytest.mark.parametrize("js", [True])
def test_een_veld_bewaren_is_een_vraag_en_een_antwoord(page, werkversie):
    page.wait_for_load_state("networkidle")
    gevraagd = opdrachten(page)
    page.get_by_role("link", name=WIJZIG).click()
    vraag(page, "Wat is het doel?").fill("Anders")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Anders")).to_be_visible()

    doel = f"doelen/{werkversie.doel.uuid}/"
    assert gevraagd == [("GET", doel), ("POST", doel)]


@pytest.mark.parametrize("js", [True])
def test_met_alleen_het_toetsenbord(page, werkversie):
    wijzig = f"wijzig-{werkversie.doel.uuid}"
    page.locator(f"[id='{wijzig}']").focus()
    page.keyboard.press("Enter")
    expect(vraag(page, "Wat is het doel?")).to_be_focused()

    page.keyboard.press("Escape")  # nothing was typed: it does not ask
    expect(page.locator(f"[id='{wijzig}']")).to_be_focused()

    page.keyboard.press("Enter")
    expect(vraag(page, "Wat is het doel?")).to_be_focused()
    page.keyboard.type("! ")
    gevraagd = []
    page.once("dialog", lambda venster: (gevraagd.append(venster.message), venster.dismiss()))
    page.keyboard.press("Escape")
    assert gevraagd == ["Je tekst is nog niet bewaard. Wil je stoppen met schrijven?"]
    expect(vraag(page, "Wat is het doel?")).to_be_focused()

    page.keyboard.press("Control+Enter")
    expect(page.locator(f"[id='{wijzig}']")).to_be_focused()
    assert Doel.objects.get(pk=werkversie.doel.pk).versie == 2


def test_de_volgorde_met_knoppen(live_server, page, wereld, meld_aan, js):
    doelen = [wereld.doel, *(maak_doel(wereld.plan, titel=titel) for titel in ("Twee", "Drie"))]
    meld_aan(page, wereld.manager)
    page.goto(live_server.url + BEWERKEN)
    knop = page.locator(f"[id='omhoog-{doelen[2].uuid}']")

    for plaats in (2, 1):
        knop.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#melding")).to_contain_text(
            f"‘Drie’ staat nu op plaats {plaats} van 3."
        )
        if js:
            expect(knop).to_be_focused()
    expect(knop).to_have_attribute("aria-disabled", "true")
    knop.press("Enter")
    expect(page.locator("#melding")).to_contain_text("‘Drie’ staat al bovenaan")

    page.get_by_role("link", name="Verplaats naar een andere plek: Twee").click()
    vraag(page, "Op welke plaats?").select_option("1")
    page.get_by_role("button", name="Verplaatsen").click()
    expect(page.locator("#melding")).to_contain_text("‘Twee’ staat nu op plaats 1 van 3.")
    assert [d.titel for d in wereld.plan.doelen.all()] == ["Twee", "Drie", doelen[0].titel]


def test_een_activiteit_naar_een_ander_doel(live_server, page, wereld, meld_aan):
    ander = maak_doel(wereld.plan, titel="Ander doel")
    meld_aan(page, wereld.manager)
    page.goto(live_server.url + BEWERKEN)

    page.get_by_role("link", name="Verplaats naar een andere plek: Sport op het plein").click()
    vraag(page, "Of naar een ander doel?").select_option("Ander doel")
    page.get_by_role("button", name="Verplaatsen").click()

    expect(page.locator("#melding")).to_contain_text("staat nu bij ‘Ander doel’")
    assert Inzet.objects.get().doel == ander


@pytest.mark.parametrize("js", [True])
def test_wat_je_typt_wordt_vanzelf_bewaard_en_weer_aangeboden(page, werkversie):
    page.get_by_role("link", name=WIJZIG).click()
    vraag(page, "Wat willen we bereiken?").fill("Elke dag een half uur buiten.")
    expect(page.locator(".wp-conceptzin")).to_contain_text("Concept bewaard om")

    page.reload()
    expect(page.get_by_text("Je hebt hier een concept van")).to_be_visible()
    page.get_by_role("link", name=WIJZIG).click()
    expect(page.get_by_text("Je was hier bezig om")).to_be_visible()
    expect(vraag(page, "Wat is het doel?")).to_be_focused()  # until then what one clicks may move
    page.get_by_role("link", name="Ga verder").click()
    expect(vraag(page, "Wat willen we bereiken?")).to_have_value("Elke dag een half uur buiten.")
    page.get_by_role("button", name="Bewaren").click()

    expect(page.locator("article .wp-regels").first).to_be_visible()
    expect(page.get_by_role("link", name=WIJZIG)).to_be_focused()
    assert Concept.objects.count() == 0


@pytest.mark.parametrize("js", [False])
def test_een_concept_bewaren_zonder_javascript(page, werkversie):
    page.get_by_role("link", name=WIJZIG).click()
    vraag(page, "Wat is het doel?").fill("Half af")
    page.get_by_role("button", name="Bewaar als concept").click()
    expect(page.locator("#melding")).to_contain_text("Concept bewaard om")
    expect(vraag(page, "Wat is het doel?")).to_have_value("Half af")

    page.get_by_role("link", name="Niet bewaren").click()
    page.get_by_role("link", name=WIJZIG).click()
    page.get_by_role("button", name="Weggooien").click()
    expect(vraag(page, "Wat is het doel?")).to_have_value("Kinderen bewegen elke dag")
    assert Concept.objects.count() == 0


def test_twee_schermen_op_een_doel_verliezen_niets(live_server, page, browser, werkversie, js):
    """Noor and Mies open the same goal; the first one saves, the second gets both texts."""
    doel = werkversie.doel
    page.get_by_role("link", name=WIJZIG).click()
    vraag(page, "Wat is het doel?").fill("Van Mies")
    expect(vraag(page, "Wat willen we bereiken?")).to_be_visible()
    noor = maak_gebiedsmanager(werkversie.plan)
    wijzig_doel(
        doel,
        versie=doel.versie,
        door=noor,
        titel="Van Noor",
        gewenst="Ook dit",
        thema=doel.thema,
        indicatoren=doel.indicatoren.all(),
    )

    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("bewaarde dit doel terwijl jij schreef")).to_be_visible()
    assert Doel.objects.get(pk=doel.pk).titel == "Van Noor"
    if js:
        assert page.url.partition("#")[0].endswith(BEWERKEN)
    page.get_by_role("group", name="Wat is het doel?").get_by_label("Ik maak er één").check()
    page.get_by_label("Eén tekst: Wat is het doel?").fill("Van Noor en Mies")
    page.get_by_role("button", name="Deze keuze bewaren").click()

    expect(page.get_by_role("heading", name="Van Noor en Mies")).to_be_visible()
    doel.refresh_from_db()
    assert (doel.titel, doel.gewenst) == ("Van Noor en Mies", "Ook dit")


@pytest.mark.parametrize("js", [True])
def test_een_open_formulier_blijft_als_de_lijst_verandert(live_server, page, wereld, meld_aan):
    ander = maak_doel(wereld.plan, titel="Ander doel")
    maak_inzet(ander, titel="Nog iets")
    meld_aan(page, wereld.manager)
    page.goto(live_server.url + BEWERKEN)
    page.get_by_role("link", name=WIJZIG).click()
    vraag(page, "Wat is het doel?").fill("Nog niet bewaard")

    page.locator(f"[id='omhoog-{ander.uuid}']").click()

    expect(page.locator("#melding")).to_contain_text("staat nu op plaats 1 van 2")
    expect(vraag(page, "Wat is het doel?")).to_have_value("Nog niet bewaard")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Nog niet bewaard")).to_be_visible()


@pytest.mark.parametrize("js", [True])
def test_wie_is_uitgelogd_houdt_haar_tekst(page, werkversie):
    page.get_by_role("link", name=WIJZIG).click()
    vraag(page, "Wat is het doel?").fill("Nog niet bewaard")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Bewaren").click()

    expect(page.locator("#melding")).to_contain_text("Je bent niet meer ingelogd.")
    expect(vraag(page, "Wat is het doel?")).to_have_value("Nog niet bewaard")


def test_een_partner_schrijft_haar_eigen_activiteit(live_server, page, wereld, meld_aan):
    meld_aan(page, wereld.lid)
    page.goto(live_server.url + BEWERKEN)
    expect(page.get_by_role("link", name=WIJZIG)).to_have_count(0)

    page.get_by_role("link", name=re.compile("^Activiteit erbij")).click()
    expect(page.get_by_label("Wie trekt dit?")).to_have_count(0)
    vraag(page, "Hoe heet de activiteit?").fill("Zwemles")
    page.get_by_role("button", name="Bewaren").click()

    regel = page.get_by_role("listitem").filter(has_text="Zwemles").last
    expect(regel).to_contain_text("Sportclub Voorbeeld")
    expect(regel).to_contain_text("Staat nog niet online")
    assert Inzet.objects.get(activiteit__titel="Zwemles").online_op is None
