import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("amersfoort")]


def test_van_postcode_naar_wijk(page, live_server):
    page.goto(live_server.url)
    page.get_by_label("Wat is je postcode?").fill("38")
    page.get_by_role("button", name="Zoek mijn wijk").click()
    fout = "Vul een postcode in van vier cijfers en twee letters, bijvoorbeeld 3817 AA."
    expect(page.get_by_role("alert").get_by_role("link", name=fout)).to_be_visible()

    page.get_by_label("Wat is je postcode?").fill("3823 AB")
    page.get_by_label("Wat is je postcode?").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("In welke wijk woon je?")

    page.get_by_role("link", name="Hoogland en Kattenbroek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoogland en Kattenbroek")


def test_de_kaart_is_met_het_toetsenbord_te_gebruiken(page, live_server):
    page.goto(f"{live_server.url}/wijken/")
    kaart = page.get_by_role("group", name="Kaart met 9 wijken. Kies een wijk.")

    kaart.get_by_role("link", name="Amersfoort-Zuid").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    gekozen = kaart.get_by_role("link", name="Nieuwland en Calveen")
    expect(gekozen).to_be_focused()
    vormen = kaart.locator("path").evaluate_all(
        "vormen => vormen.map(vorm => getComputedStyle(vorm).strokeWidth)"
    )
    assert [vormen.index("9px"), vormen.count("9px")] == [4, 1]  # a thick edge, and only there

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwland en Calveen")


def test_een_link_in_de_lijst_laat_zien_dat_je_er_bent(page, live_server):
    page.goto(f"{live_server.url}/wijken/")
    page.locator("main .wp-lijst a").first.focus()
    page.keyboard.press("Tab")

    stijl = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    expect(page.get_by_role("listitem").get_by_role("link", name="Binnenstad")).to_be_focused()
    assert stijl == "solid"
