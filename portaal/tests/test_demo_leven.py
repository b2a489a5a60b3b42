"""The demo has something to see on every page of a living plan."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from wijkplannen.bureau.regels import lees_aandacht
from wijkplannen.models import (
    Afspraak,
    Bijeenkomst,
    Deelname,
    GeplandePublicatie,
    Inbreng,
    Inzet,
    Leerpunt,
    Opmerking,
    Wijkplan,
    Wijzigingsvoorstel,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once: each test then runs in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("laad_demo", verbosity=0)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def test_elk_soort_reactie_van_bewoners_is_er(demo):
    soorten = set(Inbreng.objects.values_list("status", flat=True))
    assert soorten == {"onbevestigd", "nieuw", "gekoppeld", "beantwoord"}
    assert not Inbreng.objects.filter(is_voorbeeld=False).exists()


def test_er_is_een_bijeenkomst_geweest_met_afspraken_en_er_komt_er_een(demo):
    geweest, komt = Bijeenkomst.objects.order_by("begin")
    assert (geweest.verslag != "", komt.begin > timezone.now(), komt.inbreng_open) == (True,) * 3
    assert [bool(a.inzet) for a in Afspraak.objects.order_by("pk")] == [True, False, False]


def test_partners_zegden_ja_nee_en_nog_niets(demo):
    inzetten = Inzet.objects.filter(doel__plan__slug="amersfoort-zuid-2026")
    assert set(inzetten.values_list("activiteit__toezegging", flat=True)) == {
        "bevestigd",
        "voorgesteld",
    }
    assert Deelname.objects.filter(toezegging="afgewezen").count() == 1


def test_er_wordt_samen_geschreven(demo):
    assert (Opmerking.objects.open().count(), Opmerking.objects.count()) == (1, 2)
    assert Wijzigingsvoorstel.objects.open().count() == 1
    assert Leerpunt.objects.count() == 2
    assert GeplandePublicatie.objects.get().status == "wacht"


def test_er_is_een_stille_partner_en_een_regel_die_te_laat_is(demo):
    aandacht = lees_aandacht(Gebied.objects.wijken(), nu=timezone.now())
    stil = [regel for stilte in aandacht.stil for regel in stilte.regels]
    laat = [regel for regel, _ in aandacht.te_laat if regel in stil]
    assert any(regel.activiteit.titel.startswith("Gesprek") for regel in laat)


def test_de_keten_van_zuid_heeft_wensen_en_die_van_nieuwland_initiatieven(demo, client):
    zuid, nieuwland = (
        Wijkplan.objects.get(slug=slug).doelen.get(titel=titel)
        for slug, titel in (
            ("amersfoort-zuid-2026", "Minder ouderen voelen zich alleen"),
            ("nieuwland-2026", "Buren kennen elkaar"),
        )
    )
    ketens = [
        client.get(reverse("portaal:keten", args=[doel.plan.slug, doel.uuid])).context["keten"]
        for doel in (zuid, nieuwland)
    ]
    assert [len(keten.wensen) for keten in ketens] == [2, 0]
    assert [bool(keten.initiatieven) for keten in ketens] == [False, True]


def test_elke_gebiedsmanager_ziet_haar_werkversie_met_de_cursus(demo, client):
    for plan in Wijkplan.objects.filter(doelen__inzetten__activiteit__titel__startswith="Stevig"):
        manager = Gebruiker.objects.filter(aanstellingen__gebied=plan.gebied).first()
        client.force_login(manager)
        werkversie = client.get(reverse("wijkplannen:bewerken", args=[plan.slug]))
        assert "Stevig staan" in werkversie.content.decode()
