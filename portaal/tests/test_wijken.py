import re
from decimal import Decimal

import pytest
from django.urls import reverse

from buurtbudget.tests.maken import maak_pot, maak_spelregels
from gebieden.models import Gebied, OudeSlug, Postcode
from gebieden.tests.maken import maak_buurt, maak_deel, maak_wijk
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad, maak_streefwaarde
from partners.models import Contactpersoon
from partners.tests.maken import maak_partner
from wijkplannen.tests.maken import jaren, maak_online_plan, maak_plan
from wijkplannen.tests.maken_inbreng import maak_bijeenkomst

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a (?:class="nl-link" )?href="(/wijken/[^"#]+/)"')


def kaart_en_lijst(antwoord):
    """The addresses in the drawing, and those in the list before it."""
    lijst, kaart = antwoord.content.decode().split('<svg viewBox="0 0 520 529"')
    lijst = lijst.rsplit('<ul class="wp-lijst', 1)[1]
    return LINK.findall(kaart.split("</svg>")[0]), LINK.findall(lijst)


@pytest.mark.parametrize("pad", ["/", "/wijken/", "/wijken/nieuwland/"])
def test_kaart_en_lijst_leiden_naar_dezelfde_negen_wijken(client, amersfoort, pad):
    kaart, lijst = kaart_en_lijst(client.get(pad))

    assert kaart == lijst == [wijk.get_absolute_url() for wijk in Gebied.objects.wijken()]
    assert len(kaart) == 9


def test_elke_vorm_op_de_kaart_draagt_de_hele_naam_van_de_wijk(client, amersfoort):
    html = client.get("/wijken/").content.decode()

    namen = re.findall(r'<a href="/wijken/[^"]+" aria-label="([^"]+)">', html)
    assert namen == [wijk.naam for wijk in Gebied.objects.wijken()]


def test_kaart_en_lijst_zeggen_waar_je_bent(client, amersfoort):
    html = client.get("/wijken/nieuwland/").content.decode()

    hier = re.findall(r'<a [^>]*href="([^"]+)"[^>]*aria-current="page"', html)
    assert hier == ["/wijken/nieuwland/"] * 2


def test_de_lijst_noemt_bron_en_wat_onzeker_is(client, amersfoort):
    html = client.get("/wijken/").content.decode()

    assert "Bron: CBS en Kadaster." in html
    delen = re.findall(r'wp-zacht">Met\s+(.*?)\s*</span>', html, re.DOTALL)
    assert delen[2] == "waarschijnlijk Hoogland en Kattenbroek"
    assert delen[7] == "Isselt, Soesterkwartier, waarschijnlijk ook Eemkwartier"


@pytest.mark.parametrize("slug", ["amersfoort-zuid", "hoogland-kattenbroek", "vathorst"])
def test_elke_wijk_heeft_een_pagina_met_een_horizon(client, amersfoort, slug):
    antwoord = client.get(f"/wijken/{slug}/")

    assert antwoord.status_code == 200
    assert (
        len(
            re.findall(rf'src="/static/img/horizon/{slug}\.\w+\.svg" alt=""', str(antwoord.content))
        )
        == 1
    )


def test_een_wijk_zonder_tekening_of_omtrek_heeft_ook_een_pagina(client):
    maak_wijk(slug="nieuw", naam="Nieuw")

    antwoord = client.get("/wijken/nieuw/")

    assert antwoord.status_code == 200
    assert b"wp-horizon" not in antwoord.content


@pytest.mark.parametrize(
    ("deel", "naar"),
    [
        ("schothorst", "schothorst-zielhorst-hoefkwartier"),  # a budget area
        ("de-hoef", "schothorst-zielhorst-hoefkwartier"),  # a CBS wijk
        ("kattenbroek", "hoogland-kattenbroek"),  # both
        ("hoogland", "hoogland-kattenbroek"),  # the budget reaches further, the CBS wijk is sure
        ("hoogland-west", "nieuwland"),
    ],
)
def test_een_deel_verwijst_naar_zijn_wijk(client, amersfoort, deel, naar):
    antwoord = client.get(f"/wijken/{deel}/")

    assert (antwoord.status_code, antwoord.url) == (302, f"/wijken/{naar}/")


def test_een_deel_van_twee_wijken_verwijst_naar_de_lijst(client):
    hier, daar = maak_buurt(), maak_buurt()
    maak_deel("plangebied", [hier])
    maak_deel("plangebied", [daar])
    maak_deel("budgetgebied", [hier, daar], slug="grens")

    assert client.get("/wijken/grens/").url == "/wijken/"


def test_een_oud_adres_verwijst_voorgoed(client):
    wijk = maak_wijk(slug="nieuwe-naam")
    OudeSlug.objects.create(indeling=wijk.indeling, slug="oude-naam", gebied=wijk)

    antwoord = client.get("/wijken/oude-naam/")

    assert (antwoord.status_code, antwoord.url) == (301, "/wijken/nieuwe-naam/")


@pytest.mark.parametrize("slug", ["bestaat-niet", "hof", "amersfoort"])
def test_wat_geen_wijk_is_bestaat_niet(client, amersfoort, slug):
    assert client.get(f"/wijken/{slug}/").status_code == 404


def test_de_wijk_zegt_wie_over_het_buurtbudget_beslist(client):
    hier, daar = maak_buurt(), maak_buurt()
    maak_deel("wijk", [hier], naam="Dorp")
    maak_deel("wijk", [daar], naam="Veld")
    wijk = maak_deel("plangebied", [hier, daar], slug="dorp-en-veld")
    dorp = maak_deel("budgetgebied", [hier], naam="Dorp")
    maak_deel("budgetgebied", [daar], naam="Veld")
    maak_partner([dorp], soort="budgetbeheerder", naam="Dorpsteam", website="https://dorp.example/")
    maak_partner([wijk], naam="Welzijn")

    context = client.get("/wijken/dorp-en-veld/").context

    budgetten = [(b.naam, b.delen, [p.naam for p in b.beheerders]) for b in context["budgetten"]]
    assert budgetten == [("Dorp", ["Dorp"], ["Dorpsteam"]), ("Veld", ["Veld"], [])]
    assert [p.naam for p in context["partners"]] == ["Welzijn"]


def test_de_knop_gaat_naar_de_eigen_website_van_de_stichting(client):
    buurt = maak_buurt()
    maak_deel("plangebied", [buurt], slug="dorp")
    dorp = maak_deel("budgetgebied", [buurt], naam="Dorp")
    maak_partner([dorp], soort="budgetbeheerder", website="https://www.dorp.example/")

    html = client.get("/wijken/dorp/").content.decode()

    assert '<a class="nl-button nl-button--secondary" href="https://www.dorp.example/">' in html
    assert "Naar dorp.example" in html


def vul(wijk, budget, aantal):
    """So many of everything that the page of a wijk shows."""
    maak_online_plan(gebied=wijk, doelen=aantal, activiteiten=aantal)
    for nr in range(aantal):
        maak_partner([wijk])
        partner = maak_partner([budget], soort="budgetbeheerder")
        velden = {"gebied": wijk, "naam": f"Persoon {nr}", "is_openbaar": True}
        Contactpersoon.objects.create(partner=partner, **velden)
        maak_plan(gebied=wijk, aankondiging="Volgt")
        maak_pot(maak_spelregels(budget, jaar=2020 + nr))
        indicator = maak_indicator(slug=f"indicator-{nr}")
        maak_meting(indicator, 2017, 7)
        maak_streefwaarde(indicator, 2017, 8)
        maak_bijeenkomst(wijk)


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_wijk_kost_evenveel_queries_hoe_vol_ze_ook_is(
    client, django_assert_num_queries, aantal
):
    buurt = maak_buurt()
    wijk = maak_deel("plangebied", [buurt], slug="dorp")
    budget = maak_deel("budgetgebied", [buurt])
    maak_stad()
    vul(wijk, budget, aantal)

    with django_assert_num_queries(
        10
    ):  # areas, rules, partners, contacts, meetings, plans 2, figures 3
        antwoord = client.get("/wijken/dorp/")

    assert len(antwoord.context["contacten"]) == aantal
    assert len(antwoord.context["reeksen"]) == aantal
    assert len(antwoord.context["bijeenkomsten"]) == aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_van_wijken_kost_een_query(client, django_assert_num_queries, aantal):
    for _ in range(aantal):
        maak_deel("plangebied", [maak_buurt()])

    with django_assert_num_queries(1):
        client.get("/wijken/")


@pytest.mark.parametrize("aantal", [1, 3])
def test_home_kost_vijf_query_s(client, django_assert_num_queries, aantal):
    for nr in range(aantal):
        maak_plan(soort="document", bron="Archief")
        maak_meting(maak_indicator(slug=f"cijfer-{nr}"), 2017, "7.4")

    with django_assert_num_queries(5):  # areas, plans, indicators, figures, targets
        client.get("/")


def test_home_zegt_per_wijk_hoe_het_met_het_plan_staat(client, amersfoort):
    zuid = Gebied.objects.wijken().get(slug="amersfoort-zuid")
    vathorst = Gebied.objects.wijken().get(slug="vathorst")
    nieuwland = Gebied.objects.wijken().get(slug="nieuwland")
    maak_online_plan(gebied=zuid)
    maak_plan(gebied=zuid, soort="document", bron="Archief", periode=jaren(2017, 2017))
    maak_plan(gebied=vathorst, aankondiging="Komt in 2026.")
    maak_plan(gebied=vathorst, soort="document", bron="Archief", periode=jaren(2027, 2027))
    maak_plan(gebied=nieuwland, soort="document", bron="Archief", periode=jaren(2017, 2017))

    html = client.get("/").content.decode()

    regel = r'href="(/wijken/[^"]+)">[^<]+</a><p[^>]*>\s*(.*?)\s*</p>'
    standen = re.findall(regel, html, re.DOTALL)
    assert {pad: stand for pad, stand in standen if stand != "Nog geen wijkplan bekend"} == {
        "/wijken/amersfoort-zuid/": "Wijkplan 2026–2029 staat online",
        "/wijken/vathorst/": "Nieuw wijkplan aangekondigd",
        "/wijken/nieuwland/": "Ouder plan, uit 2017",
    }
    assert len(standen) == 9


# --- postcode -------------------------------------------------------------------------------------


def vraag(client, postcode, **meer):
    return client.get(reverse("portaal:mijn_wijk"), {"postcode": postcode, **meer})


@pytest.mark.parametrize(
    ("postcode", "wijk"),
    [
        ("3811", "binnenstad-kruiskamp-koppel"),
        ("3812 KT", "soesterkwartier"),
        ("3814", "binnenstad-kruiskamp-koppel"),
        ("3816AB", "randenbroek-schuilenburg"),
        ("3817 AA", "amersfoort-zuid"),
        ("3817aa", "amersfoort-zuid"),
        (" 3817", "amersfoort-zuid"),
        ("3817\u00a0aa ", "amersfoort-zuid"),
        ("3818", "amersfoort-zuid"),  # three quarters is ours, the rest outside the city
        ("3819", "amersfoort-zuid"),
        ("3822", "schothorst-zielhorst-hoefkwartier"),
        ("3824", "nieuwland"),
        ("3825", "vathorst"),
        ("3826", "vathorst"),
        ("3829", "vathorst"),
        ("3836", "randenbroek-schuilenburg"),
    ],
)
def test_een_postcode_in_een_wijk_gaat_naar_die_wijk(client, amersfoort, postcode, wijk):
    antwoord = vraag(client, postcode)

    assert (antwoord.status_code, antwoord.url) == (302, f"/wijken/{wijk}/")


@pytest.mark.parametrize(
    ("postcode", "wijken"),
    [
        (
            "3813 AA",
            ["schothorst-zielhorst-hoefkwartier", "binnenstad-kruiskamp-koppel", "nieuwland"],
        ),
        (
            "3815",
            [
                "liendert-rustenburg",
                "randenbroek-schuilenburg",
                "schothorst-zielhorst-hoefkwartier",
            ],
        ),
        ("3821", ["schothorst-zielhorst-hoefkwartier", "randenbroek-schuilenburg", "vathorst"]),
        ("3823", ["hoogland-kattenbroek", "schothorst-zielhorst-hoefkwartier"]),
        ("3828", ["nieuwland", "hoogland-kattenbroek"]),
    ],
)
def test_een_postcode_in_meer_wijken_vraagt_het(client, amersfoort, postcode, wijken):
    antwoord = vraag(client, postcode)

    assert antwoord.status_code == 200
    lijst = antwoord.content.decode().split('<ul class="wp-keuze')[1].split("</ul>")[0]
    assert LINK.findall(lijst) == [f"/wijken/{slug}/" for slug in wijken]
    assert b"In welke wijk woon je?" in antwoord.content
    assert b'href="/wijken/#kaart"' in antwoord.content


@pytest.mark.parametrize("postcode", ["", "   "])
def test_zonder_postcode_staat_er_de_vraag(client, postcode):
    antwoord = vraag(client, postcode)

    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors == {}


HEEL = "Vul een postcode in van vier cijfers en twee letters, bijvoorbeeld 3817 AA."
ZONDER_NUMMER = "Vul alleen je postcode in, zonder huisnummer. Bijvoorbeeld 3817 AA."


@pytest.mark.parametrize(
    ("postcode", "zin"),
    [
        ("38", HEEL),
        ("381A", HEEL),
        ("3817A", HEEL),
        ("3817 AAA", HEEL),
        ("0817 AA", HEEL),
        ("abc", HEEL),
        ("38171", HEEL),
        ("٣٨١٧", HEEL),
        ("<b>", HEEL),
        ("3817" * 500, HEEL),
        ("3817 AA 12", ZONDER_NUMMER),
        ("3817aa12b", ZONDER_NUMMER),
    ],
)
def test_een_postcode_die_niet_klopt_krijgt_een_zin(client, postcode, zin):
    antwoord = vraag(client, postcode)

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors == {"postcode": [zin]}
    assert antwoord.content.decode().count(zin) == 2  # in the summary and at the field
    assert "<title>Fout: Zoek je wijk" in antwoord.content.decode()


def test_een_nulteken_is_geen_postcode(client):
    assert vraag(client, "38\x0017").status_code == 422


def test_een_postcode_van_elders_zegt_dat_en_toont_de_wijken(client, amersfoort):
    antwoord = vraag(client, "3511 AB")

    assert antwoord.status_code == 404
    assert "Postcode 3511 AB ligt niet in Amersfoort" in antwoord.content.decode()
    assert len(LINK.findall(antwoord.content.decode())) == 9


@pytest.fixture
def gesplitst():
    """A postcode whose first house numbers lie in another wijk than the rest."""
    noord, zuid = maak_wijk(slug="noord"), maak_wijk(slug="zuid")
    for wijk, deel, van, tot in [(noord, "0.4", 1, 9), (zuid, "0.6", 10, 99)]:
        velden = {"gebied": wijk, "aandeel": Decimal(deel)}
        Postcode.objects.create(pc="3817AA", van_nr=van, tot_nr=tot, **velden)


def test_een_gesplitste_postcode_vraagt_ook_het_huisnummer(client, gesplitst):
    antwoord = vraag(client, "3817 AA")

    assert 'name="huisnummer"' in antwoord.content.decode()
    assert [wijk.slug for wijk in antwoord.context["wijken"]] == ["zuid", "noord"]
    assert vraag(client, "3817 AA", huisnummer="7").url == "/wijken/noord/"
    assert vraag(client, "3817 AA", huisnummer="12").url == "/wijken/zuid/"


@pytest.mark.parametrize("huisnummer", ["twaalf", "0", "-3", "12b", "1234567"])
def test_een_huisnummer_dat_niet_klopt_krijgt_een_zin(client, gesplitst, huisnummer):
    antwoord = vraag(client, "3817 AA", huisnummer=huisnummer)

    assert antwoord.status_code == 422
    zin = "Vul een huisnummer in, bijvoorbeeld 12."
    assert antwoord.context["form"].errors == {"huisnummer": [zin]}
    assert antwoord.content.decode().count(zin) == 2


def test_zonder_splitsing_vraagt_niemand_een_huisnummer(client, amersfoort):
    assert b'name="huisnummer"' not in vraag(client, "3823").content


@pytest.mark.parametrize("pad", ["/", "/wijken/", "/mijn-wijk/?postcode=3823", "/mijn-wijk/"])
def test_opzoeken_zet_geen_cookie_en_leest_er_geen(client, amersfoort, pad):
    antwoord = client.get(pad)

    assert "Cookie" not in antwoord.get("Vary", "")
    assert antwoord.cookies == {}


@pytest.mark.parametrize("naam", ["home", "wijken", "mijn_wijk", "over"])
def test_openbare_bladzijden_zijn_om_te_lezen(client, naam):
    assert client.post(reverse(f"portaal:{naam}")).status_code == 405
