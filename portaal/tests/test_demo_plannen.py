from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from berichten.models import Bericht
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from portaal.demo import cijfers, gebieden, mensen, plannen
from wijkplannen import controles
from wijkplannen.inhoud import verschillen
from wijkplannen.models import Activiteit, Blok, Doel, Inzet, PlanVersie, Thema, Wijkplan

pytestmark = pytest.mark.django_db
CONCEPTEN = [  # wijken of which no source says when their plan comes
    "binnenstad-kruiskamp-koppel",
    "hoogland-kattenbroek",
    "liendert-rustenburg",
    "randenbroek-schuilenburg",
    "soesterkwartier",
]
TABELLEN = [Activiteit, Bericht, Blok, Doel, Inzet, PlanVersie, Thema, Wijkplan]


def rijen():
    return {tabel: list(tabel.objects.order_by("pk").values()) for tabel in TABELLEN}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once: each test then runs in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        for module in (gebieden, mensen, cijfers, plannen):
            module.laad()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def test_nog_een_keer_laden_verandert_niets(demo):
    eerst = rijen()
    plannen.laad()
    assert rijen() == eerst


def test_elke_wijk_heeft_de_plannen_die_een_bron_noemt_of_een_voorbeeld(demo):
    staat = {
        plan.slug: (
            plan.is_voorbeeld,
            plan.huidige_versie.nummer if plan.huidige_versie else plan.soort,
        )
        for plan in Wijkplan.objects.select_related("huidige_versie")
    }
    assert staat == {
        "amersfoort-zuid-2026": (True, 2),
        "schothorst-zielhorst-hoefkwartier-2026": (True, 1),
        "nieuwland-2026": (True, 1),
        "vathorst-2026": (False, "sociaal"),
        **dict.fromkeys((f"{wijk}-2027" for wijk in CONCEPTEN), (True, "sociaal")),
        "vathorst-2017": (False, "document"),
        "liendert-rustenburg-2017": (False, "document"),
        "randenbroek-schuilenburg-2017": (False, "document"),
        "binnenstad-kruiskamp-koppel-2020": (False, "document"),
        "soesterkwartier-2019": (False, "document"),
        "soesterkwartier-2016": (False, "document"),
    }
    assert not Wijkplan.objects.filter(is_voorbeeld=False, bron="").exists()


def test_alles_wat_verzonnen_is_draagt_het_teken(demo):
    assert not Activiteit.objects.filter(is_voorbeeld=False).exists()
    echt = Doel.objects.filter(plan__is_voorbeeld=False).select_related("thema")
    assert [doel.titel for doel in echt] == [doel.thema.naam for doel in echt]


def test_de_twee_versies_van_zuid_verschillen_in_elk_opzicht(demo):
    oud, nieuw = PlanVersie.objects.filter(plan__slug="amersfoort-zuid-2026").order_by("nummer")
    soorten = {(v.soort, v.wat) for v in verschillen(oud.inhoud, nieuw.inhoud)}
    assert soorten >= {
        ("erbij", "doel"),
        ("gewijzigd", "doel"),
        ("erbij", "tekst"),
        ("gewijzigd", "tekst"),
        ("weg", "tekst"),
        ("gewijzigd", "activiteit"),
    }
    assert oud.vastgesteld["datum"] == date(2026, 6, 9).isoformat()


def test_een_cursus_staat_in_negen_wijken_en_is_een_keer_ingevoerd(demo):
    cursus = Activiteit.objects.get(titel__startswith="Stevig staan")
    inzetten = cursus.inzetten.select_related("doel__plan__gebied", "gebied")
    assert {i.doel.plan.gebied for i in inzetten} == set(Gebied.objects.wijken())
    anders = {
        (i.doel.plan.gebied.slug, i.stand, str(i.gebied or ""))
        for i in inzetten
        if i.stand != "gepland"
    }
    assert anders == {
        ("amersfoort-zuid", "in_uitvoering", ""),
        ("soesterkwartier", "in_uitvoering", "Bomenbuurt"),
    }


def test_op_het_bureau_van_de_gebiedsmanager_ligt_werk(demo, client):
    client.force_login(Gebruiker.objects.get(naam="Samira Bos"))
    bureau = client.get(reverse("portaal:werk")).context["bureau"]
    assert {i.activiteit.titel for i in bureau.te_beslissen} == {
        "Belronde in de winter",
        "Wandelgroep 65-plus",
    }
    assert [(p.slug, p.wijzigingen) for p in bureau.te_publiceren] == [("amersfoort-zuid-2026", 1)]


def test_de_partner_van_de_demo_trekt_in_alle_wijken(demo, client):
    client.force_login(Gebruiker.objects.get(naam="Emre Aydin"))
    activiteiten = client.get(reverse("portaal:werk")).context["activiteiten"]
    assert {i.doel.plan.gebied for i in activiteiten} == set(Gebied.objects.wijken())


def test_wie_meedoet_kreeg_een_bericht_van_elke_versie(demo):
    berichten = Bericht.objects.filter(
        soort="plan_gepubliceerd", aan="emre.aydin@voorbeeld.example"
    )
    assert berichten.count() == 3


def test_alle_plannen_zijn_te_lezen_en_kloppen(demo, client):
    for plan in Wijkplan.objects.openbaar():
        assert client.get(plan.get_absolute_url()).status_code == 200
    assert list(controles.fouten()) == []


def test_de_themas_laden_twee_keer_en_volgen_het_bestand():
    call_command("laad_themas", verbosity=0)
    eerst = list(Thema.objects.values())
    Thema.objects.filter(sleutel="meedoen").update(naam="Anders", volgorde=99)
    call_command("laad_themas", verbosity=0)
    assert list(Thema.objects.values()) == eerst
    assert len(eerst) == 7
