import pytest
from django.urls import reverse

from gebieden.tests.maken import maak_wijk
from wijkplannen.tests.maken import jaren, maak_online_plan, maak_plan

pytestmark = pytest.mark.django_db


def test_de_lijst_toont_elke_wijk_met_zijn_plannen(client):
    wijk = maak_wijk(naam="Eemdal")
    maak_wijk(naam="Zandhof")
    maak_online_plan(gebied=wijk, titel="Wijkplan Eemdal", is_voorbeeld=True)
    maak_plan(
        gebied=wijk, titel="Het volgende", periode=jaren(2030, 2033), aankondiging="Het komt."
    )
    maak_plan(gebied=wijk, titel="Oud", soort="document", bron="x", periode=jaren(2016, 2016))
    maak_plan(gebied=wijk, titel="Alleen werkversie", periode=jaren(2034, 2035))
    html = client.get(reverse("wijkplannen:lijst")).content.decode()
    volgorde = [
        "Eemdal",
        "Het volgende",
        "aangekondigd",
        "Wijkplan Eemdal",
        "voorbeeld",
        "online sinds",
        "Oud",
        "ouder plan, als document",
        "Zandhof",
        "Nog geen wijkplan bekend.",
    ]
    plekken = [html.index(stuk, html.index("<main")) for stuk in volgorde]
    assert plekken == sorted(plekken)
    assert "Alleen werkversie" not in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_twee_query_s(client, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_online_plan()
    with django_assert_num_queries(2):
        client.get(reverse("wijkplannen:lijst"))
