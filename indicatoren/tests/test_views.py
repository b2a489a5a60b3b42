import pytest

from indicatoren.tests.lezen import koppen, tabellen
from indicatoren.tests.maken import (
    geef_uit,
    maak_amersfoort,
    maak_indicator,
    maak_meting,
    maak_programma,
    maak_rapportage,
    maak_regel,
    maak_streefwaarde,
)

pytestmark = pytest.mark.django_db


def test_de_lijst_toont_drie_cijfers_van_heel_amersfoort(client):
    maak_amersfoort()

    response = client.get("/indicatoren/")

    assert koppen(response) == [
        ("h1", "Cijfers"),
        ("h2", "Hoe gaat het?"),
        ("h3", "Rapportcijfer voor de woonomgeving"),
        ("h3", "Sociale cohesie"),
        ("h3", "Betrokken bij de buurt"),
        ("h2", "Meer cijfers, per onderwerp"),
        ("h3", "Buurtbudget"),
        ("h2", "Waar komen de cijfers vandaan?"),
        ("h2", "Wat de gemeente erover schrijft"),
    ]
    pagina = response.content.decode()
    assert pagina.count(">Heel Amersfoort<") == 3
    for cijfer in ("<b>7,4</b>", "<b>6,3</b>", "<b>34%</b>"):
        assert pagina.count(cijfer) == 1
    for pad in ("/rapportage/begroting/2018/", "/rapportage/jaarverslag/2017/"):
        assert pagina.count(f'href="{pad}"') == 1


@pytest.mark.parametrize(
    ("slug", "gemeten", "streef"),
    [
        ("rapportcijfer-woonomgeving", ["7,3", "7,4", "7,3", "7,4"], "7,4"),
        ("sociale-cohesie", ["6,3", "6,4", "6,4", "6,3"], "6,4"),
        ("betrokkenheid-buurt", ["32%", "34%", "35%", "34%"], "35%"),
    ],
)
def test_de_pagina_van_een_cijfer_noemt_alle_jaren(client, slug, gemeten, streef):
    maak_amersfoort()

    [[_kop, *rijen]] = tabellen(client.get(f"/indicatoren/{slug}/"))

    niet, geen = "– niet gemeten: het onderzoek is in oneven jaren", "– geen streefwaarde"
    a, b, c, d = gemeten
    assert [rij[:3] for rij in rijen] == [
        ["2011", a, geen],
        ["2012", niet, geen],
        ["2013", b, geen],
        ["2014", niet, geen],
        ["2015", c, geen],
        ["2016", niet, geen],
        ["2017", d, streef],
        ["2019", "– geen cijfer bekend", streef],
    ]


def test_de_pagina_van_een_cijfer_zegt_waar_elk_getal_vandaan_komt(client):
    maak_amersfoort()

    [[_kop, *rijen]] = tabellen(client.get("/indicatoren/sociale-cohesie/"))

    begroting, beide = "uit de begroting 2018", "uit de begroting 2018 en het jaarverslag 2017"
    niet = "Niet gemeten: het onderzoek is in oneven jaren."
    assert [rij[3] for rij in rijen] == [
        f"Gemeten: {begroting}.",
        niet,
        f"Gemeten: {begroting}.",
        niet,
        f"Gemeten: {beide}.",
        niet,
        "Gemeten: aantoonbaar veranderd, zeggen de onderzoekers; uit het jaarverslag 2017, "
        f"het oordeel uit de jaarstukken 2018. Streefwaarde: {beide}.",
        f"Geen cijfer bekend. Streefwaarde: {begroting}, "
        "het jaar volgt uit het ritme van het onderzoek.",
    ]


def test_de_pagina_van_een_cijfer_en_de_rapportages_wijzen_naar_elkaar(client):
    maak_amersfoort()

    cijfer = client.get("/indicatoren/betrokkenheid-buurt/").content.decode()

    for pad in ("/rapportage/begroting/2018/", "/rapportage/jaarverslag/2017/"):
        assert cijfer.count(f'href="{pad}"') == 1
        rapportage = client.get(pad).content.decode()
        assert rapportage.count('href="/indicatoren/betrokkenheid-buurt/"') == 1


def test_zonder_letterlijke_vraag_staat_dat_er(client):
    maak_amersfoort()
    zin = "De letterlijke vraag staat niet in de bronnen die wij hebben."

    paginas = {
        slug: client.get(f"/indicatoren/{slug}/").content.decode().count(zin)
        for slug in ("betrokkenheid-buurt", "sociale-cohesie")
    }

    assert paginas == {"betrokkenheid-buurt": 1, "sociale-cohesie": 0}


def test_een_cijfer_met_te_weinig_antwoorden_staat_nergens(client):
    indicator = maak_indicator(drempel_n=50)
    maak_meting(indicator, 2027, "6.66", n=49)
    geef_uit(maak_regel(soort="indicator", indicator=indicator).programma.rapportage)

    for pad in ("/indicatoren/", "/indicatoren/rust/", "/rapportage/begroting/2030/"):
        pagina = client.get(pad).content.decode()
        assert "te weinig antwoorden" in pagina
        assert "6,66" not in pagina
        assert "6,7" not in pagina


def test_een_verzonnen_cijfer_draagt_het_teken(client):
    maak_meting(maak_indicator(), 2017, 7, is_voorbeeld=True)

    for pad in ("/indicatoren/", "/indicatoren/rust/"):
        assert "dit cijfer is verzonnen" in client.get(pad).content.decode()


def test_zonder_gebieden_en_cijfers_staat_er_een_zin(client):
    pagina = client.get("/indicatoren/").content.decode()

    assert "<p>Er zijn nog geen cijfers.</p>" in pagina


def test_een_indicator_die_er_niet_is_geeft_404(client):
    maak_amersfoort()

    assert client.get("/indicatoren/bestaat-niet/").status_code == 404


def test_een_indicator_zonder_meting_zegt_dat(client):
    maak_indicator()
    maak_rapportage()  # and with it the city

    response = client.get("/indicatoren/rust/")

    assert tabellen(response) == []
    assert "<p>Er is nog geen cijfer om te tekenen.</p>" in response.content.decode()


@pytest.mark.parametrize(("pad", "queries"), [("/indicatoren/", 5), ("/indicatoren/rust-0/", 9)])
@pytest.mark.parametrize("aantal", [1, 3])
def test_een_pagina_kost_altijd_evenveel_queries(
    client, django_assert_num_queries, aantal, pad, queries
):
    for n in range(aantal):
        indicator = maak_indicator(slug=f"rust-{n}")
        indicator.definities.create(vanaf_jaar=2015, tekst="Zo gemeten.")
        maak_meting(indicator, 2015, 7)
        maak_streefwaarde(indicator, 2019, 8)
        programma = maak_programma(maak_rapportage(jaar=2020 + n))
        maak_regel(programma, "indicator", indicator=indicator)

    with django_assert_num_queries(queries):
        client.get(pad)


def test_een_openbare_pagina_raakt_de_sessie_niet_aan(client):
    maak_amersfoort()

    for pad in ("/indicatoren/", "/indicatoren/sociale-cohesie/", "/rapportage/begroting/2018/"):
        response = client.get(pad)
        assert (response.cookies, response.headers.get("Vary", "")) == ({}, "")
