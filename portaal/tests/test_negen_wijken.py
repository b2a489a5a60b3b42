"""One course in nine wijken: entered once, seen nine times; one wijk does it its own way."""

import pytest
from django.urls import reverse

from gebieden.tests.maken import maak_buurt
from wijkplannen.actions.agenda import plaats, wijzig_activiteit
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Activiteit
from wijkplannen.tests.maken import (
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_plan,
    meld,
)

pytestmark = pytest.mark.django_db
CURSUS = "Stevig staan"


@pytest.fixture
def plannen():
    """Nine plans online, each with the course: placed, never entered again."""
    plannen = [maak_plan() for _ in range(9)]
    eerste = maak_inzet(maak_doel(plannen[0]), titel=CURSUS, omschrijving="Tien lessen.")
    for plan in plannen[1:]:
        plaats(eerste.activiteit, doel=maak_doel(plan))
    for plan in plannen:
        plan.refresh_from_db()
        manager = maak_gebiedsmanager(plan)
        publiceer(plan, versie=plan.versie, wat_veranderd="De eerste versie.", door=manager)
    return plannen


def paginas(client, plannen):
    return [client.get(plan.get_absolute_url()).content.decode() for plan in plannen]


def test_een_keer_ingevoerd_negen_keer_te_lezen(client, plannen):
    assert Activiteit.objects.count() == 1
    assert [html.count(CURSUS) for html in paginas(client, plannen)] == [1] * 9


def test_een_wijziging_is_negen_keer_te_zien(client, plannen):
    cursus = Activiteit.objects.get()
    wijzig_activiteit(
        cursus,
        versie=cursus.versie,
        door=maak_gebiedsmanager(plannen[0]),
        titel="Stevig op je benen",
        omschrijving="Acht lessen.",
    )
    for html in paginas(client, plannen):
        assert (CURSUS in html, "Stevig op je benen" in html) == (False, True)
        assert ("Tien lessen." in html, "Acht lessen." in html) == (False, True)


def test_een_wijk_doet_het_anders_en_de_andere_acht_niet(client, plannen):
    anders = plannen[4].doelen.get().inzetten.get()
    anders.gebied = maak_buurt(naam="Bomenbuurt")
    anders.save(update_fields=["gebied"])
    meld(anders, stand="doorlopend", zin="Hier in twee kleine groepen.")
    html = paginas(client, plannen)
    for zin in ("Hier in twee kleine groepen.", "Bomenbuurt"):
        assert [zin in pagina for pagina in html] == [nr == 4 for nr in range(9)]
    standen = [inzet.openbare_stand for inzet in Activiteit.objects.get().inzetten.order_by("pk")]
    assert sorted(standen) == ["doorlopend"] + ["gepland"] * 8


def test_een_wijziging_via_het_scherm_van_een_wijk_staat_in_alle_negen(client, plannen):
    inzet = plannen[2].doelen.get().inzetten.get()
    client.force_login(maak_gebiedsmanager(plannen[2]))
    adres = reverse("wijkplannen:activiteit", args=[plannen[2].slug, inzet.uuid])
    velden = {"versie": inzet.activiteit.versie, "trekker": inzet.activiteit.trekker_id}
    assert client.post(adres, velden | {"titel": "Stevig verder"}).status_code == 302
    client.logout()
    assert ["Stevig verder" in html for html in paginas(client, plannen)] == [True] * 9
