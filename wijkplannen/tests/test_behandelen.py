"""Wishes at the desk: the queue, one, many, typed over, and the answers that need hands."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from berichten.models import Bericht
from berichten.tasks import brief_klaar
from wijkplannen.actions.inbreng import beantwoord, weer
from wijkplannen.models import Inbreng
from wijkplannen.tests.maken import maak_doel, maak_online_plan
from wijkplannen.tests.maken_inbreng import (
    MAIL,
    POST,
    TELEFOON,
    maak_bijeenkomst,
    maak_inbreng,
    maak_manager,
)

pytestmark = pytest.mark.django_db
WACHTRIJ = reverse("wijkplannen:inbreng")
SAMEN = reverse("wijkplannen:inbreng_samen")
INVOEREN = reverse("wijkplannen:inbreng_invoeren")


@pytest.fixture
def plan():
    return maak_online_plan()


@pytest.fixture
def werk(client, plan):
    """A browser in which the gebiedsmanager of the wijk signed in."""
    client.force_login(maak_manager(plan.gebied))
    return client


def een(inbreng, naam="een"):
    return reverse(f"wijkplannen:inbreng_{naam}", args=[inbreng.uuid])


def keus(inbreng):
    return f"{inbreng.uuid}:{inbreng.versie}"


def behandel(werk, inbreng, **velden):
    return werk.post(een(inbreng), {"versie": inbreng.versie} | velden)


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_wachtrij_toont_wat_wacht_met_evenveel_queries(
    werk, plan, django_assert_num_queries, aantal
):
    bij = maak_bijeenkomst(plan.gebied)
    for _ in range(aantal):
        maak_inbreng(plan.gebied, over=plan.doelen.get(), bij=bij, **POST)
        weer(maak_inbreng(plan.gebied), versie=1, door=maak_manager(plan.gebied), reden="Reclame")
    maak_inbreng(plan.gebied, bron="web", **MAIL)
    maak_inbreng()

    # session, person, rights, waiting, done, wijken, plans
    with django_assert_num_queries(7):
        antwoord = werk.get(WACHTRIJ)

    assert (len(antwoord.context["wacht"]), len(antwoord.context["gedaan"])) == (aantal, aantal)


def test_alles_aanvinken_gaat_zonder_script(werk, plan):
    for _ in range(3):
        maak_inbreng(plan.gebied)

    assert tekst(werk.get(WACHTRIJ)).count(" checked") == 0
    assert tekst(werk.get(f"{WACHTRIJ}?alles=1")).count(" checked") == 3


def test_wie_het_stuurde_staat_alleen_bij_de_reactie_zelf(werk, plan):
    inbreng = maak_inbreng(plan.gebied, **POST)

    assert "B. Bewoner" not in tekst(werk.get(WACHTRIJ))
    assert "B. Bewoner" in tekst(werk.get(een(inbreng)))


@pytest.mark.parametrize("soort", ["doel", "inzet", "bijeenkomst"])
def test_een_reactie_krijgt_een_plek(werk, plan, soort):
    plek = {
        "doel": plan.doelen.get(),
        "inzet": plan.doelen.get().inzetten.get(),
        "bijeenkomst": maak_bijeenkomst(plan.gebied),
    }[soort]
    inbreng = maak_inbreng(plan.gebied, **MAIL)

    behandel(werk, inbreng, uitkomst="plek", plek=f"{soort}:{plek.uuid}", antwoord="Dank u.")

    inbreng.refresh_from_db()
    assert (inbreng.status, getattr(inbreng, soort)) == ("gekoppeld", plek)
    assert Bericht.objects.filter(soort="wp_inbreng_antwoord").count() == 1


def test_een_initiatief_is_een_nummer_in_het_register(werk, plan):
    inbreng = maak_inbreng(plan.gebied)

    behandel(werk, inbreng, uitkomst="plek", initiatief="2027-0042")

    pad = reverse("buurtbudget:initiatief", args=["2027-0042"])
    assert pad in tekst(werk.get(een(inbreng)))


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies wat ermee gebeurt."),
        ({"uitkomst": "plek"}, "Kies een plek, of vul een nummer in"),
        ({"uitkomst": "plek", "plek": "doel:onzin"}, "Kies een antwoord uit de lijst."),
        ({"uitkomst": "plek", "initiatief": "42"}, "Schrijf het nummer als 2027-0042."),
        ({"uitkomst": "antwoord"}, "Schrijf een antwoord."),
        ({"uitkomst": "antwoord", "antwoord": "x" * 601}, "Maak het antwoord korter"),
        ({"uitkomst": "weer"}, "Kies waarom je dit niet behandelt."),
        ({"uitkomst": "weer", "versie": "onzin"}, "Er ging iets mis"),
    ],
)
def test_wat_niet_past_krijgt_een_zin(werk, plan, velden, zin):
    inbreng = maak_inbreng(plan.gebied, **MAIL)

    antwoord = behandel(werk, inbreng, **velden)

    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert Inbreng.objects.get().status == "nieuw"


def test_wat_uit_het_zicht_is_houdt_niets_tegen(werk, plan):
    inbreng = maak_inbreng(plan.gebied)

    behandel(
        werk, inbreng, uitkomst="antwoord", antwoord="Ja.", initiatief="42", plek="x", reden="x"
    )

    assert Inbreng.objects.get().status == "beantwoord"


def test_een_doel_van_een_andere_wijk_is_geen_keus(werk, plan):
    inbreng, ander = maak_inbreng(plan.gebied), maak_doel()

    antwoord = behandel(werk, inbreng, uitkomst="plek", plek=f"doel:{ander.uuid}")

    assert antwoord.status_code == 422


def test_de_tweede_leest_wie_het_al_deed(werk, plan):
    inbreng = maak_inbreng(plan.gebied)
    eerste = maak_manager(plan.gebied)
    beantwoord(inbreng, versie=1, door=eerste, antwoord="Ja.")

    antwoord = behandel(werk, inbreng, uitkomst="antwoord", antwoord="Nee.")

    assert antwoord.status_code == 422
    assert f"{eerste} heeft deze reactie al behandeld" in tekst(antwoord)
    assert Inbreng.objects.get().antwoord == "Ja."


def test_wie_een_oude_pagina_verstuurt_houdt_wat_hij_schreef(werk, plan):
    inbreng = maak_inbreng(plan.gebied)
    Inbreng.objects.update(versie=2)

    antwoord = behandel(werk, inbreng, uitkomst="antwoord", antwoord="Er komt een bankje.")

    assert (antwoord.status_code, Inbreng.objects.get().status) == (409, "nieuw")
    assert "Er komt een bankje." in tekst(antwoord)
    assert antwoord.context["form"]["versie"].value() == 2


def test_de_zin_op_de_website_kan_later_en_wijkt_niet_voor_een_oude_pagina(werk, plan):
    inbreng = maak_inbreng(plan.gebied)
    behandel(werk, inbreng, uitkomst="antwoord", antwoord="Ja.")
    inbreng.refresh_from_db()

    werk.post(een(inbreng, "zin"), {"versie": inbreng.versie, "tekst": "Een bankje."})
    oud = werk.post(een(inbreng, "zin"), {"versie": inbreng.versie, "tekst": "Een boom."})

    assert (Inbreng.objects.get().openbare_tekst, oud.status_code) == ("Een bankje.", 409)
    assert "Een boom." in tekst(oud)
    assert werk.get(een(inbreng, "zin")).status_code == 405


# --- many at once -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wat", "velden", "status"),
    [
        ("doel", {"antwoord": "Dank u."}, "gekoppeld"),
        ("antwoord", {"antwoord": "Dank u."}, "beantwoord"),
        ("weer", {"reden": "Reclame of spam"}, "geweerd"),
    ],
)
def test_een_vloed_gaat_samen(werk, plan, wat, velden, status):
    rijen = [maak_inbreng(plan.gebied, **POST) for _ in range(3)]
    laten = maak_inbreng(plan.gebied)
    data = {"wat": wat, "kies": [keus(rij) for rij in rijen]}
    if wat == "doel":
        velden = velden | {"doel": plan.doelen.get().pk}

    vraag = werk.post(SAMEN, data)
    assert Inbreng.objects.filter(status="nieuw").count() == 4
    assert [rij for rij, _ in vraag.context["rijen"]] == rijen
    antwoord = werk.post(SAMEN, data | {"zeker": "ja"} | velden, follow=True)

    assert "3 reacties zijn behandeld." in tekst(antwoord)
    assert Inbreng.objects.filter(status=status).count() == 3
    assert Inbreng.objects.get(status="nieuw") == laten
    assert Bericht.objects.count() == (0 if wat == "weer" else 3)


def test_wat_iemand_intussen_deed_blijft_zo(werk, plan):
    een_, twee = (maak_inbreng(plan.gebied) for _ in range(2))
    data = {"wat": "weer", "kies": [keus(een_), keus(twee)], "zeker": "ja"}
    Inbreng.objects.filter(pk=twee.pk).update(versie=5)

    antwoord = werk.post(SAMEN, data | {"reden": "Reclame of spam"}, follow=True)

    assert "1 reactie is behandeld. Van 1 reactie was iemand anders je net voor." in tekst(antwoord)
    twee.refresh_from_db()
    assert twee.status == "nieuw"


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({"wat": "weer"}, "Zet eerst een vinkje"),
        ({"wat": "weer", "kies": ["onzin", "a:b", f"{uuid4()}:1"]}, "Zet eerst een vinkje"),
        ({"wat": "onzin"}, "Kies wat je"),
    ],
)
def test_zonder_keus_gebeurt_er_niets(werk, data, zin):
    assert zin in tekst(werk.post(SAMEN, data, follow=True))


def test_reacties_van_een_andere_wijk_gaan_niet_mee(werk, plan):
    hier, daar = maak_inbreng(plan.gebied), maak_inbreng()
    data = {"wat": "weer", "kies": [keus(hier), keus(daar)], "zeker": "ja"}

    werk.post(SAMEN, data | {"reden": "Reclame of spam"})

    daar.refresh_from_db()
    assert daar.status == "nieuw"


# --- from paper -------------------------------------------------------------------------------


def voer_in(werk, plan, **velden):
    data = {
        "uuid": str(uuid4()),
        "gebied": plan.gebied.pk,
        "bron": "papier",
        "dag": "1-3-2026",
        "tekst": "Een boom op het plein.",
        "kanaal": "niet",
    }
    return werk.post(INVOEREN, data | velden)


def test_papier_gaat_er_achter_elkaar_in(werk, plan):
    bij = maak_bijeenkomst(plan.gebied, dagen=-3)

    antwoord = voer_in(werk, plan, bron="bijeenkomst", bij=bij.pk)
    volgende = werk.get(antwoord.url)

    inbreng = Inbreng.objects.get()
    assert (inbreng.status, inbreng.bron, inbreng.bij) == ("nieuw", "bijeenkomst", bij)
    assert inbreng.ingevoerd_door.email
    form = volgende.context["form"]
    assert (form["bron"].value(), form["bij"].value()) == ("bijeenkomst", str(bij.pk))
    assert "autofocus" in str(form["tekst"])


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"bron": "web"}, "Kies hoe het binnenkwam."),
        ({"dag": "1-3-2099"}, "Deze dag moet nog komen."),
        ({"tekst": ""}, "Schrijf op wat de bewoner wenst"),
        ({"gebied": "0"}, "Kies een wijk uit de lijst."),
        ({"gebied": "", "bij": "x"}, "Kies een bijeenkomst uit de lijst."),
    ],
)
def test_invoer_die_niet_past_krijgt_een_zin(werk, plan, velden, zin):
    antwoord = voer_in(werk, plan, **velden)

    assert (antwoord.status_code, Inbreng.objects.count()) == (422, 0)
    assert zin in tekst(antwoord)


def test_een_bijeenkomst_van_een_andere_wijk_is_geen_keus(werk, plan):
    antwoord = voer_in(werk, plan, bij=maak_bijeenkomst().pk)

    assert antwoord.status_code == 422


# --- answers that need hands ------------------------------------------------------------------


def test_een_brief_wordt_geprint_en_een_telefoontje_gebeld(werk, plan):
    for hoe in (POST, TELEFOON):
        inbreng = maak_inbreng(plan.gebied, **hoe)
        behandel(werk, inbreng, uitkomst="antwoord", antwoord="Er komt een bankje.")
    pagina = werk.get(reverse("wijkplannen:inbreng_post"))
    brief, telefoontje = Bericht.objects.order_by("pk")
    brief_klaar(brief.pk)

    pdf = werk.post(reverse("wijkplannen:inbreng_printen"))
    for bericht in (brief, telefoontje):
        werk.post(reverse("wijkplannen:inbreng_verstuurd", args=[bericht.uuid]))

    assert ("Te printen" in tekst(pagina), "Er komt een bankje." in tekst(pagina)) == (True, True)
    assert pdf.content.startswith(b"%PDF")
    assert set(Bericht.objects.values_list("status", flat=True)) == {"verzonden"}


def test_post_van_een_andere_wijk_is_er_niet(werk, plan):
    ander = maak_inbreng(**TELEFOON)
    beantwoord(ander, versie=1, door=maak_manager(ander.gebied), antwoord="Ja.")
    bericht = Bericht.objects.get()

    pagina = werk.get(reverse("wijkplannen:inbreng_post"))
    gedaan = werk.post(reverse("wijkplannen:inbreng_verstuurd", args=[bericht.uuid]))

    assert (pagina.context["bellen"], gedaan.status_code) == ([], 404)


# --- when one may react ---------------------------------------------------------------------------


def zet_periode(werk, plan, van="", tot="", versie=None):
    pad = reverse("wijkplannen:inbreng_periode", args=[plan.slug])
    return werk.post(pad, {"versie": versie or plan.versie, "van": van, "tot": tot})


def test_de_gebiedsmanager_opent_en_sluit(werk, plan):
    zet_periode(werk, plan, "1-3-2037", "31-3-2037")
    plan.refresh_from_db()
    assert (plan.inbreng.lower, plan.inbreng.upper) == (date(2037, 3, 1), date(2037, 4, 1))
    assert "Maart 2037" in tekst(werk.get(WACHTRIJ))

    zet_periode(werk, plan)
    plan.refresh_from_db()
    assert plan.inbreng is None


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        ("1-3-2037", "", "Vul beide dagen in"),
        ("", "1-3-2037", "Vul beide dagen in"),
        ("2-3-2037", "1-3-2037", "De laatste dag ligt voor de eerste."),
        ("ooit", "", "Schrijf de datum als"),
    ],
)
def test_een_periode_heeft_twee_dagen_in_volgorde(werk, plan, van, tot, zin):
    antwoord = zet_periode(werk, plan, van, tot)

    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)


def test_een_oude_pagina_verandert_de_periode_niet(werk, plan):
    oud = plan.versie
    zet_periode(werk, plan, "1-3-2037", "31-3-2037")

    antwoord = zet_periode(werk, plan, "1-4-2037", "30-4-2037", versie=oud)

    plan.refresh_from_db()
    assert (antwoord.status_code, plan.inbreng.lower) == (409, date(2037, 3, 1))
    assert "Er staat nu: maart 2037." in tekst(antwoord)
