from datetime import date

import pytest
from django.template.loader import render_to_string

from gebieden.tests.maken import maak_wijk
from wijkplannen.actions.publicatie import leg_vaststelling_vast
from wijkplannen.leesplan import lees_vaststelling, tel_standen
from wijkplannen.models import Inzet
from wijkplannen.tests.maken import jaren, maak_online_plan, maak_plan, meld
from wijkplannen.wijkpaneel import plannen_van_wijk

pytestmark = pytest.mark.django_db
VANDAAG = date(2027, 2, 12)


def toon_paneel(wijk):
    plannen = plannen_van_wijk(wijk, vandaag=VANDAAG)
    return render_to_string("wijkplannen/_paneel.html", {"plannen": plannen})


def test_het_plan_van_dit_jaar_staat_op_de_wijkpagina_en_het_vorige_bij_de_oudere():
    wijk = maak_wijk()
    vorig = maak_online_plan(gebied=wijk, periode=jaren(2022, 2025))
    nu = maak_online_plan(gebied=wijk, periode=jaren(2026, 2029))
    later = maak_online_plan(gebied=wijk, periode=jaren(2030, 2033))
    plannen = plannen_van_wijk(wijk, vandaag=VANDAAG)
    assert plannen.leesplan.plan == nu
    assert plannen.ouder == [later, vorig]
    assert plannen.aangekondigd == []


def test_het_wijkplan_sociaal_gaat_voor_een_plan_van_een_andere_soort():
    wijk = maak_wijk()
    maak_online_plan(gebied=wijk, soort="aanpak")
    sociaal = maak_online_plan(gebied=wijk)
    assert plannen_van_wijk(wijk, vandaag=VANDAAG).leesplan.plan == sociaal


def test_een_aangekondigd_plan_en_een_document_staan_apart():
    wijk = maak_wijk()
    komt = maak_plan(gebied=wijk, aankondiging="Het komt in 2026.")
    oud = maak_plan(gebied=wijk, soort="document", bron="website", periode=jaren(2020, 2020))
    maak_plan(gebied=wijk, periode=jaren(2030, 2033))  # only a working copy
    plannen = plannen_van_wijk(wijk, vandaag=VANDAAG)
    assert (plannen.leesplan, plannen.aangekondigd, plannen.ouder) == (None, [komt], [oud])


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_plannen_van_een_wijk_kosten_twee_query_s(aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    for jaar in range(aantal):
        maak_plan(
            gebied=plan.gebied, soort="document", bron="x", periode=jaren(2010 + jaar, 2010 + jaar)
        )
    with django_assert_num_queries(2):
        assert toon_paneel(plan.gebied)


def test_een_wijk_zonder_plan_krijgt_een_eerlijke_zin():
    assert "nog geen plan online" in toon_paneel(maak_wijk())


def test_de_reden_van_gestopt_staat_in_de_regel():
    plan = maak_online_plan()
    inzet = Inzet.objects.get()
    meld(inzet, "gestopt", "Er waren te weinig aanmeldingen.")
    html = toon_paneel(plan.gebied)
    assert '<p class="wp-reden">Er waren te weinig aanmeldingen.</p>' in html
    assert "1 is gestopt" in html


def test_een_telling_zegt_in_woorden_hoeveel_er_zijn():
    standen = ["gestopt", "doorlopend", "uitgevoerd", "doorlopend"]
    assert tel_standen(standen) == "1 is uitgevoerd, 2 lopen door, 1 is gestopt"


def test_zonder_activiteiten_valt_er_niets_te_tellen():
    assert tel_standen([]) == ""


def test_de_vaststelling_wordt_gelezen_zoals_zij_is_vastgelegd():
    versie = maak_online_plan().huidige_versie
    assert lees_vaststelling(versie) is None
    versie = leg_vaststelling_vast(
        versie,
        door_wie="het college",
        datum=date(2026, 6, 9),
        nummer="12",
        link="",
        door=versie.door,
    )
    vaststelling = lees_vaststelling(versie)
    assert (vaststelling.door, vaststelling.datum) == ("het college", date(2026, 6, 9))
