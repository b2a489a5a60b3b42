"""A new plan: once, for one's own wijk, from nothing, a template or the plan before it."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from gebieden.tests.maken import maak_wijk
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from kern.exceptions import RegelGeschonden
from wijkplannen.actions.frame import beeindig
from wijkplannen.actions.plannen import SJABLONEN, begin_plan
from wijkplannen.models import Activiteit, Document, Inzet, Thema, Wijkplan, rubrieken_van
from wijkplannen.tests.maken import (
    jaren,
    maak_blok,
    maak_doel,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    meld,
)
from wijkplannen.tests.maken_plannen import maak_leerpunt
from wijkplannen.tests.scherm import tekst

pytestmark = pytest.mark.django_db
NIEUW = reverse("wijkplannen:nieuw")


def begin(gebied, **afwijking):
    velden = {
        "uuid": uuid4(),
        "gebied": gebied,
        "soort": "sociaal",
        "periode": jaren(2030, 2033),
        "titel": "Nieuw plan",
        "begin": "leeg",
        "door": maak_gebruiker(),
    }
    return begin_plan(**velden | afwijking)


def test_een_leeg_plan_is_alleen_een_werkversie(client):
    plan = begin(wijk := maak_wijk(slug="vathorst"))

    assert (plan.slug, plan.gebied, plan.huidige_versie) == ("vathorst-2030", wijk, None)
    assert client.get(plan.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("soort", ["sociaal", "aanpak", "ontwikkeling", "programma"])
def test_elk_sjabloon_past_bij_zijn_soort_en_is_niet_openbaar(soort):
    call_command("laad_themas", verbosity=0)
    sjabloon = json.loads((SJABLONEN / f"{soort}.json").read_text())

    plan = begin(maak_wijk(), soort=soort, begin="sjabloon")

    rubrieken = {blok.rubriek for blok in plan.blokken.all()}
    assert rubrieken == set(rubrieken_van(soort))
    assert {blok.zichtbaarheid for blok in plan.blokken.all()} == {"partners"}
    assert [doel.titel for doel in plan.doelen.all()] == [d["titel"] for d in sjabloon["doelen"]]
    assert all(len(doel.gewenst) > 20 for doel in plan.doelen.all())


def test_het_sociale_sjabloon_heeft_een_doel_per_sociaal_thema():
    call_command("laad_themas", verbosity=0)

    plan = begin(maak_wijk(), begin="sjabloon")

    assert {doel.thema for doel in plan.doelen.all()} == set(Thema.objects.filter(soort="sociaal"))


@pytest.fixture
def vorige():
    """A plan that is online, with something that runs, stopped and ended."""
    plan = maak_plan(periode=jaren(2026, 2029))
    maak_blok(plan, kop="Zo is het hier", rubriek="prioriteiten", zichtbaarheid="gemeente")
    weg = maak_blok(plan, kop="Weg")
    beeindig(weg, versie=1, door=maak_gebruiker())
    cijfer = maak_indicator()
    doel = maak_doel(
        plan, titel="Het doel", indicatoren=[cijfer], streven={cijfer.pk: (Decimal("7.5"), 2029)}
    )
    beeindig(gestopt := maak_doel(plan), versie=1, door=maak_gebruiker())
    loopt = maak_inzet(doel, titel="Loopt door", quick_win=True)
    meld(loopt, "doorlopend", "Elke week vol.")
    meld(maak_inzet(doel, titel="Klaar"), "uitgevoerd")
    meld(maak_inzet(doel, titel="Gestopt"), "gestopt", "Geen geld.")
    maak_inzet(gestopt, titel="Bij een doel dat stopte")
    return plan


def test_het_vorige_plan_komt_mee_met_wat_nog_loopt(vorige):
    plan = begin(vorige.gebied, begin="vorige")

    blok, doel, inzet = plan.blokken.get(), plan.doelen.get(), Inzet.objects.get(doel__plan=plan)
    assert plan.vorige == vorige
    assert (blok.kop, blok.rubriek, blok.zichtbaarheid) == (
        "Zo is het hier",
        "prioriteiten",
        "gemeente",
    )
    assert (doel.titel, doel.cijfers.get().streefwaarde) == ("Het doel", Decimal("7.500"))
    assert (inzet.activiteit.titel, inzet.online_op, inzet.quick_win) == ("Loopt door", None, True)
    assert (inzet.stand, inzet.openbare_zin) == ("doorlopend", "Elke week vol.")


def test_een_activiteit_blijft_een_rij_en_het_oude_plan_verandert_niet(vorige):
    voor = list(Inzet.objects.filter(doel__plan=vorige).values())
    aantal = Activiteit.objects.count()

    begin(vorige.gebied, begin="vorige")

    assert list(Inzet.objects.filter(doel__plan=vorige).values()) == voor
    assert Activiteit.objects.count() == aantal


def test_ook_een_leeg_begin_kent_het_plan_ervoor_en_geen_plan_van_later(vorige):
    assert begin(vorige.gebied).vorige == vorige
    assert begin(vorige.gebied, periode=jaren(2022, 2025)).vorige is None


def test_zonder_eerder_plan_is_er_niets_over_te_nemen():
    with pytest.raises(RegelGeschonden, match="geen eerder plan"):
        begin(maak_wijk(), begin="vorige")

    assert Wijkplan.objects.count() == 0


def test_dubbel_klikken_maakt_een_plan_en_andere_woorden_zijn_een_zin():
    wijk, uuid = maak_wijk(), uuid4()

    assert begin(wijk, uuid=uuid) == begin(wijk, uuid=uuid)
    with pytest.raises(RegelGeschonden):
        begin(wijk, uuid=uuid, titel="Andere naam")
    with pytest.raises(RegelGeschonden):
        begin(maak_wijk(), uuid=uuid)
    assert Wijkplan.objects.count() == 1


def test_twee_plannen_van_een_soort_in_dezelfde_jaren_kan_niet():
    wijk = maak_wijk(slug="vathorst")
    begin(wijk)

    with pytest.raises(RegelGeschonden, match="Er is al zo’n plan"):
        begin(wijk, periode=jaren(2033, 2036))
    assert begin(wijk, soort="aanpak").slug == "vathorst-2030-aanpak"


def test_een_adres_dat_bezet_is_krijgt_een_nummer():
    wijk = maak_wijk(slug="vathorst")
    for slug in ["vathorst-2030", "vathorst-2030-sociaal"]:
        maak_plan(slug=slug)

    assert begin(wijk).slug == "vathorst-2030-sociaal-2"


@pytest.mark.parametrize("aantal", [1, 3])
def test_overnemen_kost_evenveel_queries(aantal, django_assert_num_queries):
    vorige = maak_online_plan(doelen=aantal, activiteiten=aantal)
    wie = maak_gebruiker()

    with django_assert_num_queries(17):  # of which some are savepoints
        begin(vorige.gebied, begin="vorige", door=wie)


# On screen


@pytest.fixture
def manager(client):
    """`manager(wijk)`: who keeps its plans is at the screen."""

    def doe(*wijken):
        gebruiker = maak_gebruiker()
        for wijk in wijken:
            maak_aanstelling(gebruiker, gebied=wijk)
        client.force_login(gebruiker)
        return gebruiker

    return doe


def stap(wijk, soort="sociaal"):
    return f"{NIEUW}?wijk={wijk.slug}&soort={soort}"


def velden(**anders):
    getypt = {"titel": "Wijkplan Vathorst", "van_jaar": "2030", "tot_jaar": "2033"}
    return {"uuid": uuid4(), "begin": "leeg"} | getypt | anders


def test_een_plan_beginnen_op_het_scherm(client, manager):
    wijk = maak_wijk(naam="Vathorst", slug="vathorst")
    manager(wijk)

    assert "Wat voor plan wordt het?" in tekst(client.get(NIEUW))
    assert "Wijkplan sociaal voor Vathorst" in tekst(client.get(stap(wijk)))
    antwoord = client.post(stap(wijk), velden(), follow=True)

    plan = Wijkplan.objects.get()
    assert antwoord.redirect_chain == [(reverse("wijkplannen:bewerken", args=[plan.slug]), 302)]
    assert (plan.titel, plan.jaren) == ("Wijkplan Vathorst", "2030–2033")


def test_wie_een_wijk_heeft_hoeft_haar_niet_te_kiezen(client, manager):
    manager(wijk := maak_wijk(naam="Vathorst"))

    assert f"voor {wijk.naam}" in tekst(client.get(f"{NIEUW}?soort=sociaal"))


def test_een_wijk_van_een_ander_is_niet_te_kiezen(client, manager):
    manager(maak_wijk())
    andere = maak_wijk()

    antwoord = client.post(stap(andere), velden())

    assert (antwoord.status_code, Wijkplan.objects.count()) == (422, 0)


def test_de_pagina_biedt_het_vorige_plan_en_zijn_leerpunten_aan(client, manager, vorige):
    maak_leerpunt(vorige, tekst="Begin eerder met vrijwilligers.", zichtbaarheid="gemeente")
    manager(vorige.gebied)

    pagina = tekst(client.get(stap(vorige.gebied)))

    assert f"Met wat er in ‘{vorige}’ 2026–2029 staat" in pagina
    assert "Begin eerder met vrijwilligers." in pagina


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"titel": ""}, "Schrijf hoe het plan heet."),
        ({"van_jaar": "dertig"}, "Vul een jaar in, bijvoorbeeld 2027."),
        ({"van_jaar": "\x00"}, "Vul een jaar in, bijvoorbeeld 2027."),
        ({"tot_jaar": "2029"}, "Kies een laatste jaar dat na het eerste komt."),
        ({"begin": "vorige"}, "Kies waarmee je wilt beginnen."),
        ({"uuid": "x"}, "Er ging iets mis met deze pagina."),
    ],
    ids=["naam", "jaar", "nul", "jaren", "begin", "uuid"],
)
def test_een_onvolledig_plan_wordt_niet_gemaakt(client, manager, anders, zin):
    manager(wijk := maak_wijk())

    antwoord = client.post(stap(wijk), velden(**anders))

    assert (antwoord.status_code, Wijkplan.objects.count()) == (422, 0)
    assert zin in tekst(antwoord)


def test_een_ouder_plan_staat_meteen_online_met_zijn_bron_en_pdf(client, manager):
    manager(wijk := maak_wijk())
    ouder = velden(van_jaar="2014", tot_jaar="2017", bron="Website van de wijk")
    ouder["bestand"] = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 voorbeeld")

    for _ in range(2):
        ouder["bestand"].seek(0)
        antwoord = client.post(stap(wijk, "document"), ouder, follow=True)

    client.logout()
    plan = Wijkplan.objects.get()
    pagina = tekst(client.get(plan.get_absolute_url()))
    assert antwoord.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert ("Website van de wijk" in pagina, Document.objects.get().titel in pagina) == (True, True)


@pytest.mark.parametrize(
    "anders",
    [
        {"bron": ""},
        {"bron": "x", "bron_link": "javascript:alert(1)"},
        {"bron": "x", "bestand": "pdf"},
    ],
    ids=["bron", "link", "bestand"],
)
def test_een_ouder_plan_dat_niet_klopt_wordt_niet_gemaakt(client, manager, anders):
    manager(wijk := maak_wijk())
    if "bestand" in anders:
        anders = anders | {"bestand": SimpleUploadedFile("plan.pdf", b"geen pdf")}

    antwoord = client.post(stap(wijk, "document"), velden(**anders))

    assert (antwoord.status_code, Wijkplan.objects.count()) == (422, 0)
