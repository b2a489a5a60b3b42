import pytest

from gebieden.models import Gebied
from gebieden.tests.maken import maak_gemeente, maak_wijk
from partners.tests.maken import maak_partner

pytestmark = pytest.mark.django_db
LIJST = "/partners/"


def namen(antwoord):
    return [partner.naam for partner in antwoord.context["partners"]]


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijst_kost_evenveel_queries_bij_meer_partners(client, aantal, django_assert_num_queries):
    wijk = maak_wijk()
    for _ in range(aantal):
        maak_partner([wijk, maak_wijk()])

    with django_assert_num_queries(3):
        antwoord = client.get(LIJST)

    assert antwoord.content.decode().count('href="/partners/partner-') == aantal


def test_zoeken_let_niet_op_hoofdletters_en_accenten(client):
    maak_partner(naam="Kerken en moskeeën")
    maak_partner(naam="Politie", omschrijving="Samen tegen MOSKEEËNHAAT")
    maak_partner(naam="SRO")

    antwoord = client.get(LIJST, {"zoek": "moskeeen"})

    assert namen(antwoord) == ["Kerken en moskeeën", "Politie"]


def test_filters_gaan_samen(client):
    wijk = maak_wijk()
    maak_partner([wijk], naam="Goed", soort="sport")
    maak_partner([wijk], naam="Andere soort", soort="zorg")
    maak_partner([maak_wijk()], naam="Andere wijk", soort="sport")

    antwoord = client.get(LIJST, {"soort": "sport", "wijk": wijk.slug, "zoek": ""})

    assert namen(antwoord) == ["Goed"]


def test_wie_in_de_hele_gemeente_werkt_werkt_ook_in_de_wijk(client):
    wijk = maak_wijk()
    stad = Gebied.objects.create(
        gemeente=maak_gemeente(), soort="gemeente", code="GM0307", naam="Amersfoort", slug="a"
    )
    maak_partner([stad], naam="Politie")

    antwoord = client.get(LIJST, {"wijk": wijk.slug})

    assert namen(antwoord) == ["Politie"]
    assert "heel Amersfoort" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("vraag", "fout"),
    [
        ({"soort": "raket"}, "Kies een soort uit de lijst."),
        ({"wijk": "nergens"}, "Kies een wijk uit de lijst."),
        ({"zoek": "a" * 101}, "Zoek met hoogstens 100 tekens."),
    ],
)
def test_onbekende_keuze_is_een_fout_met_een_zin(client, vraag, fout):
    antwoord = client.get(LIJST, vraag)

    assert (antwoord.status_code, antwoord.content.decode().count(fout)) == (422, 2)


def test_nul_teken_en_losse_tekens_geven_geen_storing(client):
    assert client.get(LIJST, {"zoek": "a\0b"}).status_code == 422
    assert client.get(LIJST, {"zoek": "100% 'of\" niet\\"}).status_code == 200


def test_niets_gevonden_zegt_dat(client):
    assert "Geen enkele partner past" in client.get(LIJST, {"zoek": "xyz"}).content.decode()


def test_alleen_openbare_partners_die_nog_bestaan(client):
    nieuw = maak_partner(naam="Nieuw")
    maak_partner(naam="Oud", samengevoegd_in=nieuw)
    maak_partner(naam="Dicht", is_openbaar=False)

    assert namen(client.get(LIJST)) == ["Nieuw"]
