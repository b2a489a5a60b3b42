import datetime

import pytest
from django.db import Error, transaction

from berichten.models import Bericht
from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.tests.grenzen import weigert
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.frame import beeindig, wijzig_doel
from wijkplannen.actions.publicatie import leg_vaststelling_vast, publiceer
from wijkplannen.inhoud import agendastand, maak_inhoud, verschillen
from wijkplannen.models import Inzet, PlanVersie, Wijkplan
from wijkplannen.tests.maken import (
    jaren,
    maak_blok,
    maak_doel,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    probeer,
)

pytestmark = pytest.mark.django_db
VASTGESTELD = {
    "door_wie": "college",
    "datum": datetime.date(2026, 6, 9),
    "nummer": "2026-123",
    "link": "",
}


def zet_online(plan, wat="De eerste versie.", door=None):
    plan.refresh_from_db()
    return publiceer(plan, versie=plan.versie, wat_veranderd=wat, door=door or maak_gebruiker())


def test_publiceren_bevriest_kader_en_agenda_van_dat_moment():
    plan = maak_plan()
    doel = maak_doel(plan, titel="Ouderen doen mee")
    maak_inzet(doel, titel="Eettafel")

    versie = zet_online(plan)

    plan.refresh_from_db()
    assert (plan.huidige_versie, versie.nummer) == (versie, 1)
    assert [d["titel"] for d in versie.inhoud["doelen"]] == ["Ouderen doen mee"]
    assert [a["titel"] for a in versie.inhoud["doelen"][0]["activiteiten"]] == ["Eettafel"]
    assert Inzet.objects.get().online_op == versie.op


def test_alleen_openbare_blokken_komen_in_een_versie():
    plan = maak_doel().plan
    maak_blok(plan, kop="Voor iedereen")
    maak_blok(plan, kop="Voor partners", zichtbaarheid="partners")
    maak_blok(plan, kop="Voor de gemeente", zichtbaarheid="gemeente")

    versie = zet_online(plan)

    assert [blok["kop"] for blok in versie.inhoud["blokken"]] == ["Voor iedereen"]


def test_een_plan_zonder_doel_gaat_niet_online():
    plan = maak_plan()

    with pytest.raises(RegelGeschonden, match="doel"):
        zet_online(plan)

    assert PlanVersie.objects.count() == 0


def test_wie_een_oude_werkversie_publiceert_hoort_het():
    plan = maak_doel().plan
    plan.refresh_from_db()
    gelezen = plan.versie
    maak_doel(plan)

    with pytest.raises(Verouderd):
        publiceer(plan, versie=gelezen, wat_veranderd="Nieuw.", door=maak_gebruiker())

    assert PlanVersie.objects.count() == 0


def test_dubbel_klikken_publiceert_een_keer():
    plan, door = maak_doel().plan, maak_gebruiker()
    plan.refresh_from_db()
    gelezen = plan.versie

    een = publiceer(plan, versie=gelezen, wat_veranderd="Nieuw.", door=door)
    twee = publiceer(plan, versie=gelezen, wat_veranderd="Nieuw.", door=door)

    assert (een, PlanVersie.objects.count()) == (twee, 1)


def test_partners_in_het_plan_krijgen_een_bericht_en_anderen_niet():
    trekker, ander = maak_partner(), maak_partner()
    lid = maak_lid(trekker).gebruiker
    maak_lid(ander)
    plan = maak_inzet(maak_doel(), trekker=trekker).doel.plan

    zet_online(plan)

    assert list(Bericht.objects.values_list("soort", "aan")) == [("plan_gepubliceerd", lid.email)]


def test_een_mislukte_publicatie_laat_geen_bericht_achter():
    plan = maak_inzet(maak_doel(), trekker=maak_lid().partner).doel.plan
    maak_online_plan(gebied=plan.gebied)
    voor = Bericht.objects.count()

    with pytest.raises(RegelGeschonden, match="al een plan online"):
        zet_online(plan)

    assert (Bericht.objects.count(), plan.versies.count()) == (voor, 0)


def test_de_database_weigert_twee_plannen_tegelijk_online():
    eerste = maak_online_plan()
    tweede = maak_online_plan(periode=jaren(2030, 2033), gebied=eerste.gebied)

    rij = Wijkplan.objects.filter(pk=tweede.pk)
    weigert(
        "wijkplan_een_tegelijk_per_gebied_en_soort", lambda: rij.update(periode=jaren(2029, 2032))
    )


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE wijkplannen_planversie SET inhoud = '{}'",
        "UPDATE wijkplannen_planversie SET wat_veranderd = 'anders'",
        """UPDATE wijkplannen_planversie SET vastgesteld = '{"door": "raad"}', nummer = 9""",
        "DELETE FROM wijkplannen_planversie",
        "TRUNCATE wijkplannen_planversie CASCADE",
    ],
)
def test_een_versie_verandert_nooit_meer(opdracht):
    versie = maak_online_plan().huidige_versie

    with pytest.raises(Error, match="pgtrigger"), transaction.atomic():
        probeer(opdracht)

    assert PlanVersie.objects.values().get() == {
        veld.attname: getattr(versie, veld.attname) for veld in PlanVersie._meta.concrete_fields
    }


def test_vaststellen_kan_een_keer_en_verandert_alleen_dat():
    versie = maak_online_plan().huidige_versie

    vast = leg_vaststelling_vast(versie, door=versie.door, **VASTGESTELD)
    leg_vaststelling_vast(versie, door=versie.door, **VASTGESTELD)  # second tap

    assert (vast.vastgesteld["door"], vast.inhoud) == ("college", versie.inhoud)
    with pytest.raises(RegelGeschonden):
        leg_vaststelling_vast(versie, door=versie.door, **VASTGESTELD | {"door_wie": "raad"})
    with pytest.raises(Error, match="pgtrigger"), transaction.atomic():
        PlanVersie.objects.update(vastgesteld={"door": "raad"})


def test_verschillen_noemen_wat_erbij_kwam_veranderde_en_verdween():
    plan = maak_plan()
    blijft, gaat = maak_doel(plan, titel="Blijft"), maak_doel(plan, titel="Gaat")
    oud = zet_online(plan).inhoud
    wijzig_doel(
        blijft,
        versie=blijft.versie,
        door=maak_gebruiker(),
        titel="Blijft anders",
        gewenst="",
        thema=blijft.thema,
    )
    beeindig(gaat, versie=gaat.versie, door=maak_gebruiker())
    maak_doel(plan, titel="Komt")

    gevonden = verschillen(oud, maak_inhoud(plan))

    assert [(v.soort, v.wat, v.titel) for v in gevonden] == [
        ("gewijzigd", "doel", "Blijft anders"),
        ("erbij", "doel", "Komt"),
        ("weg", "doel", "Gaat"),
    ]
    assert [(v.naam, v.oud, v.nieuw) for v in gevonden[0].velden] == [
        ("Doel", "Blijft", "Blijft anders")
    ]


def test_van_een_inhoud_naar_zichzelf_is_er_geen_verschil():
    plan = maak_online_plan(doelen=2, activiteiten=2)

    assert verschillen(plan.huidige_versie.inhoud, maak_inhoud(plan)) == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_inhoud_kost_evenveel_queries_bij_meer_doelen(aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)

    with django_assert_num_queries(4):
        maak_inhoud(plan)


def test_zonder_iets_nieuws_komt_er_geen_versie():
    plan = maak_online_plan()

    with pytest.raises(RegelGeschonden, match="niets veranderd"):
        zet_online(plan, "Weer.")

    assert plan.versies.count() == 1


def test_een_regel_die_je_niet_zag_gaat_niet_ongezien_online():
    """A partner reported a stop between reading and publishing."""
    plan = maak_online_plan()
    maak_doel(plan)
    gezien = agendastand(Inzet.objects.van_plan(plan).nog_niet_online())
    Inzet.objects.update(stand="gestopt", zin="Te duur.", versie=9)
    plan.refresh_from_db()

    with pytest.raises(Verouderd):
        publiceer(
            plan,
            versie=plan.versie,
            agenda=gezien,
            wat_veranderd="Nieuw.",
            door=maak_gebruiker(),
        )

    assert Inzet.objects.get().openbare_stand == "gepland"


def _inhoud(blokken=(), doelen=(), **velden):
    return {"titel": "Plan", "jaren": "2026", "blokken": blokken, "doelen": doelen} | velden


def _doel(naam, *activiteiten, titel=None):
    leeg = {"gewenst": "", "thema": "Thema", "indicatoren": []}
    rijen = [_activiteit(activiteit) for activiteit in activiteiten]
    return leeg | {"uuid": naam, "titel": titel or naam, "activiteiten": rijen}


def _activiteit(naam):
    leeg = dict.fromkeys(
        ["omschrijving", "trekker", "wanneer", "buurt", "bron_van_geld", "zin"], ""
    )
    rest = {"partners": [], "kosten": None, "quick_win": False, "stand": "gepland"}
    return leeg | rest | {"uuid": naam, "titel": naam}


def _tekst(naam, rubriek="wijk"):
    return {"uuid": naam, "kop": naam, "tekst": "", "rubriek": rubriek}


@pytest.mark.parametrize(
    ("oud", "nieuw", "zinnen"),
    [
        ("ABC", "CAB", ["‘C’ gaat van plaats 3 naar plaats 1."]),
        ("ABCD", "ACXDB", ["‘B’ gaat van plaats 2 naar plaats 5."]),
        ("ABC", "BC", None),
        ("ABC", "ABC", None),
    ],
)
def test_een_andere_volgorde_staat_er_in_woorden(oud, nieuw, zinnen):
    for wat in ["doelen", "activiteiten", "teksten"]:
        paar = [
            {
                "doelen": lambda namen: _inhoud(doelen=[_doel(naam) for naam in namen]),
                "activiteiten": lambda namen: _inhoud(doelen=[_doel("D", *namen)]),
                "teksten": lambda namen: _inhoud([_tekst(naam) for naam in namen]),
            }[wat](namen)
            for namen in (oud, nieuw)
        ]
        verplaatst = [v for v in verschillen(*paar) if v.zinnen]
        assert [v.zinnen for v in verplaatst] == ([zinnen] if zinnen else [])
        assert all(wat in v.titel for v in verplaatst)


def test_teksten_onder_verschillende_koppen_hebben_geen_volgorde():
    oud = _inhoud([_tekst("A"), _tekst("B", "sterk")])
    nieuw = _inhoud([_tekst("B", "sterk"), _tekst("A")])

    assert verschillen(oud, nieuw) == []


def test_een_activiteit_bij_een_ander_doel_is_gewijzigd_een_nieuwe_naam_van_het_doel_niet():
    oud = _inhoud(doelen=[_doel("D", "A", "B"), _doel("E")])
    nieuw = _inhoud(doelen=[_doel("D", "A", titel="Nieuw"), _doel("E", "B")])

    agenda = [v for v in verschillen(oud, nieuw) if v.wat == "activiteit"]

    assert [(v.titel, [(w.naam, w.oud, w.nieuw) for w in v.velden]) for v in agenda] == [
        ("B", [("Bij welk doel?", "Nieuw", "E")])
    ]
