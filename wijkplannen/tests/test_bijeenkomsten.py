"""Meetings, what was promised there, and the calendars."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from kern.exceptions import RegelGeschonden, Verouderd
from wijkplannen.actions.bijeenkomsten import handel_afspraak_af, last_af, wijzig_bijeenkomst
from wijkplannen.actions.inbreng import koppel
from wijkplannen.models import Afspraak, Bijeenkomst
from wijkplannen.permissions import mag_bijeenkomst_beheren
from wijkplannen.tests.maken import maak_doel, maak_inzet, maak_online_plan
from wijkplannen.tests.maken_inbreng import (
    maak_afspraak,
    maak_bijeenkomst,
    maak_inbreng,
    maak_manager,
)

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LIJST = reverse("wijkplannen:bijeenkomsten")
FORMULIER = {
    "titel": "Bewonersavond",
    "dag": "17-3-2037",
    "van": "19.30",
    "tot": "21:30",
    "plaats": "Buurthuis Voorbeeld",
    "omschrijving": "",
    "is_openbaar": "ja",
    "inbreng_open": "nee",
}


@pytest.fixture
def plan():
    return maak_online_plan()


@pytest.fixture
def werk(client, plan):
    """A browser in which the gebiedsmanager of the wijk signed in."""
    client.force_login(maak_manager(plan.gebied))
    return client


def pad(naam, rij):
    return reverse(f"wijkplannen:{naam}", args=[rij.uuid])


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_twee_queries_en_toont_wat_openbaar_is(
    client, django_assert_num_queries, aantal
):
    for _ in range(aantal):
        maak_bijeenkomst()
        maak_bijeenkomst(dagen=-7)
    maak_bijeenkomst(is_openbaar=False)

    with django_assert_num_queries(2):
        antwoord = client.get(LIJST)

    assert [len(antwoord.context[deel]) for deel in ("komend", "voorbij")] == [aantal, aantal]


def test_wat_niet_openbaar_is_heeft_geen_pagina_en_geen_agenda(client):
    rij = maak_bijeenkomst(is_openbaar=False)

    assert [client.get(pad(n, rij)).status_code for n in ("bijeenkomst", "bijeenkomst_ics")] == [
        404,
        404,
    ]
    assert rij.titel not in tekst(client.get(reverse("wijkplannen:agenda_ics")))


def test_wat_afgelast_is_blijft_te_zien(client):
    rij = maak_bijeenkomst()
    last_af(rij, versie=1, door=maak_manager(rij.gebied))

    assert "Gaat niet door." in tekst(client.get(LIJST))
    assert "gaat niet door" in tekst(client.get(pad("bijeenkomst", rij)))


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_bijeenkomst_toont_afspraken_met_hun_stand_en_wensen_met_hun_plek(
    client, plan, django_assert_num_queries, aantal
):
    rij = maak_bijeenkomst(plan.gebied, dagen=-7, verslag="We spraken over bankjes.")
    inzet = plan.doelen.get().inzetten.get()
    door = maak_manager(plan.gebied)
    for _ in range(aantal):
        maak_afspraak(rij)
        for velden in ({"inzet": inzet}, {"antwoord": "De lamp brandt."}):
            handel_afspraak_af(maak_afspraak(rij), versie=1, door=door, **velden)
        wens = maak_inbreng(plan.gebied, bij=rij, tekst="Mijn buurman klaagt")
        koppel(wens, versie=1, door=door, inzet=inzet, openbare_tekst="Een bankje.")
    maak_inbreng(plan.gebied, bij=rij, tekst="Nog een klacht")

    with django_assert_num_queries(3):
        html = tekst(client.get(pad("bijeenkomst", rij)))

    assert html.count("Dit staat nog open.") == aantal
    assert html.count(f"Dit is nu een activiteit: ‘{inzet.activiteit}’, gepland.") == aantal
    assert html.count("De lamp brandt.") == aantal
    assert html.count("Een bankje.") == aantal
    assert ("buurman" in html, "klacht" in html) == (False, False)


def test_een_activiteit_die_nog_niet_online_is_heeft_geen_naam(client, plan):
    afspraak = maak_afspraak(maak_bijeenkomst(plan.gebied, dagen=-7))
    later = maak_inzet(plan.doelen.get(), titel="Lampen langs het pad")
    handel_afspraak_af(afspraak, versie=1, door=maak_manager(plan.gebied), inzet=later)

    html = tekst(client.get(pad("bijeenkomst", afspraak.bijeenkomst)))

    assert "Dit wordt een activiteit in het plan." in html
    assert "Lampen langs" not in html


def test_een_wens_noemt_geen_plek_die_nog_niet_online_is(client, plan):
    rij = maak_bijeenkomst(plan.gebied, dagen=-7)
    nieuw = maak_doel(plan, titel="Iedereen loopt veilig")
    later = maak_inzet(plan.doelen.first(), titel="Lampen langs het pad")
    for plek in ({"doel": nieuw}, {"inzet": later}):
        wens = maak_inbreng(plan.gebied, bij=rij)
        koppel(wens, versie=1, door=maak_manager(plan.gebied), openbare_tekst="Licht.", **plek)

    html = tekst(client.get(pad("bijeenkomst", rij)))

    assert html.count("Licht.") == 2
    assert ("loopt veilig" in html, "Lampen langs" in html) == (False, False)


# --- kept by the gebiedsmanager ---------------------------------------------------------------


def test_een_bijeenkomst_maken_en_dubbel_klikken(werk, plan):
    data = FORMULIER | {"uuid": str(uuid4()), "gebied": plan.gebied.pk}
    nieuw = reverse("wijkplannen:bijeenkomst_nieuw")

    eerste, tweede = (werk.post(nieuw, data) for _ in range(2))
    anders = werk.post(nieuw, data | {"titel": "Iets anders"})

    rij = Bijeenkomst.objects.get()
    begin = datetime(2037, 3, 17, 19, 30, tzinfo=AMSTERDAM)
    assert (eerste.url, tweede.url) == (pad("bijeenkomst_beheren", rij),) * 2
    assert (rij.begin, rij.einde, rij.is_openbaar) == (begin, begin + timedelta(hours=2), True)
    assert (anders.status_code, Bijeenkomst.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"titel": ""}, "Geef de bijeenkomst een naam."),
        ({"dag": "30-2-2037"}, "bestaat niet"),
        ({"van": "half acht"}, "Schrijf de tijd als 19.30."),
        ({"van": "25.00"}, "Schrijf de tijd als 19.30."),
        ({"tot": "19.30"}, "De bijeenkomst is klaar voordat zij begint."),
        ({"is_openbaar": ""}, "Kies ja of nee."),
        ({"gebied": "0"}, "Kies een wijk uit de lijst."),
        ({"uuid": "x"}, "Er ging iets mis"),
    ],
)
def test_een_bijeenkomst_die_niet_past_krijgt_een_zin(werk, plan, velden, zin):
    data = FORMULIER | {"uuid": str(uuid4()), "gebied": plan.gebied.pk} | velden

    antwoord = werk.post(reverse("wijkplannen:bijeenkomst_nieuw"), data)

    assert (antwoord.status_code, Bijeenkomst.objects.count()) == (422, 0)
    assert zin in tekst(antwoord)


def test_wie_een_oude_versie_wijzigt_ziet_beide(werk, plan):
    rij = maak_bijeenkomst(plan.gebied)
    wijzig_bijeenkomst(rij, versie=1, door=maak_manager(plan.gebied), plaats="De school")

    antwoord = werk.post(pad("bijeenkomst_wijzigen", rij), FORMULIER | {"versie": 1})

    rij.refresh_from_db()
    assert (antwoord.status_code, rij.plaats) == (409, "De school")
    assert ("De school" in tekst(antwoord), "Buurthuis Voorbeeld" in tekst(antwoord)) == (
        True,
        True,
    )
    werk.post(pad("bijeenkomst_wijzigen", rij), FORMULIER | {"versie": 2})
    rij.refresh_from_db()
    assert (rij.plaats, rij.versie) == ("Buurthuis Voorbeeld", 3)


def test_twee_keer_hetzelfde_bewaren_is_geen_botsing():
    rij = maak_bijeenkomst()
    door = maak_manager(rij.gebied)

    eerste = wijzig_bijeenkomst(rij, versie=1, door=door, plaats="De school")
    tweede = wijzig_bijeenkomst(rij, versie=1, door=door, plaats="De school")

    assert (eerste.versie, tweede.versie) == (2, 2)
    with pytest.raises(Verouderd):
        wijzig_bijeenkomst(rij, versie=1, door=door, plaats="De kerk")


def test_wat_geweest_is_wordt_niet_meer_afgelast(werk, plan):
    rij = maak_bijeenkomst(plan.gebied, dagen=-7)

    antwoord = werk.post(pad("bijeenkomst_afgelasten", rij), {"versie": 1})

    assert "al geweest" in tekst(antwoord)
    assert Bijeenkomst.objects.get().afgelast_op is None


def test_afgelasten_vraagt_de_versie_die_je_las(werk, plan):
    rij = maak_bijeenkomst(plan.gebied)

    oud = werk.post(pad("bijeenkomst_afgelasten", rij), {"versie": 7})
    goed = werk.post(pad("bijeenkomst_afgelasten", rij), {"versie": 1})

    assert (oud.status_code, goed.status_code) == (409, 302)
    assert Bijeenkomst.objects.get().afgelast_op


def test_een_verslag_is_meteen_te_lezen(werk, plan):
    rij = maak_bijeenkomst(plan.gebied, dagen=-7)

    werk.post(pad("bijeenkomst_verslag", rij), {"versie": 1, "verslag": "We spraken over bankjes."})

    assert "We spraken over bankjes." in tekst(werk.get(pad("bijeenkomst", rij)))


def test_lijst_en_recht_laten_hetzelfde_zien():
    hier, daar = maak_bijeenkomst(), maak_bijeenkomst()
    manager = maak_manager(hier.gebied)

    assert list(Bijeenkomst.objects.van(manager)) == [hier]
    assert [mag_bijeenkomst_beheren(manager, rij.gebied_id) for rij in (hier, daar)] == [
        True,
        False,
    ]


# --- promises ---------------------------------------------------------------------------------


def test_een_afspraak_krijgt_een_uitkomst(werk, plan):
    rij = maak_bijeenkomst(plan.gebied, dagen=-7)
    data = {"wat": "Een lamp bij het pad", "wie": "De gemeente", "voor": "1 mei 2037"}
    uuid = str(uuid4())

    for _ in range(2):
        werk.post(pad("afspraak_nieuw", rij), data | {"uuid": uuid})
    afspraak = Afspraak.objects.get()
    werk.post(pad("afspraak_afhandelen", afspraak), {"versie": 1, "antwoord": "Hij brandt."})

    afspraak.refresh_from_db()
    assert (afspraak.voor, afspraak.antwoord) == (date(2037, 5, 1), "Hij brandt.")
    assert afspraak.klaar_op == timezone.localdate()


def test_een_afspraak_wordt_een_activiteit_van_deze_wijk(werk, plan):
    afspraak = maak_afspraak(maak_bijeenkomst(plan.gebied, dagen=-7))
    inzet, elders = plan.doelen.get().inzetten.get(), maak_inzet()

    fout = werk.post(pad("afspraak_afhandelen", afspraak), {"versie": 1, "inzet": elders.pk})
    werk.post(pad("afspraak_afhandelen", afspraak), {"versie": 1, "inzet": inzet.pk})

    afspraak.refresh_from_db()
    assert (fout.status_code, afspraak.inzet) == (422, inzet)
    with pytest.raises(RegelGeschonden, match="dezelfde wijk"):
        handel_afspraak_af(afspraak, versie=2, door=maak_manager(plan.gebied), inzet=elders)


def test_zonder_activiteit_en_zonder_antwoord_is_een_afspraak_niet_klaar(werk, plan):
    afspraak = maak_afspraak(maak_bijeenkomst(plan.gebied, dagen=-7))

    antwoord = werk.post(pad("afspraak_afhandelen", afspraak), {"versie": 1})

    assert antwoord.status_code == 422
    with pytest.raises(RegelGeschonden):
        handel_afspraak_af(afspraak, versie=1, door=maak_manager(plan.gebied))
    with pytest.raises(IntegrityError), transaction.atomic():
        Afspraak.objects.update(klaar_op=date(2027, 1, 1))


def test_een_lege_plek_voor_een_activiteit_is_te_vullen(werk, plan):
    afspraak = maak_afspraak(maak_bijeenkomst(plan.gebied, dagen=-7))

    html = tekst(werk.get(pad("afspraak_afhandelen", afspraak)))

    doel = plan.doelen.get()
    naar = reverse("wijkplannen:activiteit_nieuw", args=[plan.slug, doel.uuid])
    assert f"{naar}?titel=Een%20lamp" in html
    vooraf = werk.get(naar, {"titel": afspraak.wat}).context["form"]
    assert vooraf["titel"].value() == afspraak.wat


@pytest.mark.parametrize(
    ("velden", "te_laat"),
    [
        ({"voor": date(2027, 3, 1)}, True),
        ({"voor": date(2027, 3, 2)}, False),
        ({"voor": None}, False),
        ({"voor": date(2027, 3, 1), "antwoord": "Ja.", "klaar_op": date(2027, 3, 1)}, False),
    ],
    ids=["gisteren", "vandaag", "zonder dag", "klaar"],
)
def test_te_laat_is_wat_voor_gisteren_beloofd_was(velden, te_laat):
    afspraak = maak_afspraak(**velden)

    assert list(Afspraak.objects.te_laat(date(2027, 3, 2))) == ([afspraak] if te_laat else [])
    assert Afspraak.objects.van(maak_manager(afspraak.bijeenkomst.gebied)).count() == 1


# --- calendars --------------------------------------------------------------------------------


def lees(antwoord):
    return Calendar.from_ical(antwoord.content)


def test_de_agenda_klopt_voor_een_agendaprogramma(client):
    begin = datetime(2037, 7, 1, 19, 30, tzinfo=AMSTERDAM)
    rij = maak_bijeenkomst(
        titel="Praten; over, bankjes", begin=begin, einde=begin + timedelta(hours=2)
    )

    antwoord = client.get(reverse("wijkplannen:agenda_ics"))

    agenda = lees(antwoord)
    (deel,) = agenda.events
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert (agenda.errors, deel.errors, len(agenda.timezones)) == ([], [], 1)
    assert str(deel["summary"]) == f"Praten; over, bankjes ({rij.gebied})"
    assert (deel.start, deel.end) == (rij.begin, rij.einde)
    assert deel["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert (deel.start.hour, deel["sequence"], deel["status"]) == (19, 1, "CONFIRMED")


def test_een_wijziging_houdt_het_kenmerk_en_telt_op(client):
    rij = maak_bijeenkomst()
    door = maak_manager(rij.gebied)
    eerst = lees(client.get(pad("bijeenkomst_ics", rij))).events[0]
    wijzig_bijeenkomst(rij, versie=1, door=door, plaats="De school")
    last_af(rij, versie=2, door=door)

    (later,) = lees(client.get(reverse("wijkplannen:agenda_ics"))).events

    assert (eerst["uid"], eerst["sequence"]) == (later["uid"], 1)
    assert (later["sequence"], later["status"]) == (3, "CANCELLED")


def test_een_agenda_die_je_al_hebt_komt_niet_nog_een_keer(client):
    rij = maak_bijeenkomst()
    agenda = reverse("wijkplannen:wijkagenda_ics", args=[rij.gebied.slug])
    eerste = client.get(agenda)

    for kop in ({"if-none-match": eerste["ETag"]}, {"if-modified-since": eerste["Last-Modified"]}):
        assert client.get(agenda, headers=kop).status_code == 304
    wijzig_bijeenkomst(rij, versie=1, door=maak_manager(rij.gebied), plaats="De school")

    assert client.get(agenda, headers={"if-none-match": eerste["ETag"]}).status_code == 200


@pytest.mark.parametrize(("dagen", "erin"), [(-100, 0), (-90, 1), (400, 1)])
def test_de_agenda_kijkt_drie_maanden_terug(client, dagen, erin):
    rij = maak_bijeenkomst(dagen=dagen)
    maak_bijeenkomst(dagen=dagen, is_openbaar=False)

    stad, wijk = (
        lees(client.get(pad))
        for pad in (
            reverse("wijkplannen:agenda_ics"),
            reverse("wijkplannen:wijkagenda_ics", args=[rij.gebied.slug]),
        )
    )

    assert (len(stad.events), len(wijk.events)) == (erin, erin)


@pytest.mark.parametrize("aantal", [0, 1, 3])
def test_de_agenda_kost_een_query(client, django_assert_num_queries, aantal):
    for _ in range(aantal):
        maak_bijeenkomst(is_voorbeeld=True)

    with django_assert_num_queries(1):
        antwoord = client.get(reverse("wijkplannen:agenda_ics"))

    assert tekst(antwoord).count("SUMMARY:Voorbeeld: ") == aantal
