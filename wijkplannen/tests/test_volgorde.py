"""The order of texts, goals and lines."""

from uuid import uuid4

import pytest

from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden
from kern.rijen import lijststand
from wijkplannen.actions.agenda import beeindig_inzet, plaats
from wijkplannen.actions.frame import beeindig
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.volgorde import ANDERS, Plek, verplaats, verplaats_naar_doel
from wijkplannen.inhoud import maak_inhoud, verschillen
from wijkplannen.leesplan import lees_online
from wijkplannen.models import Inzet, Wijkplan
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    maak_plan,
)

pytestmark = pytest.mark.django_db


def doelen(plan):
    return list(plan.doelen.lopend())


def titels(rijen):
    return "".join(str(rij) for rij in rijen)


def maak_abc():
    plan = maak_plan()
    return plan, [maak_doel(plan, titel=letter) for letter in "ABC"]


@pytest.mark.parametrize(
    ("welke", "hoe", "volgorde", "plek"),
    [
        (2, {"stap": -1}, "ACB", Plek(2, 3, True)),
        (0, {"stap": 1}, "BAC", Plek(2, 3, True)),
        (0, {"stap": -1}, "ABC", Plek(1, 3, False)),
        (2, {"stap": 1}, "ABC", Plek(3, 3, False)),
        (0, {"plaats": 3}, "BCA", Plek(3, 3, True)),
        (2, {"plaats": 99}, "ABC", Plek(3, 3, False)),
    ],
)
def test_een_doel_verplaatsen(welke, hoe, volgorde, plek):
    plan, abc = maak_abc()

    assert verplaats(abc[welke], lijst=lijststand(abc), **hoe) == plek
    assert titels(doelen(plan)) == volgorde


def test_een_verplaatst_doel_maakt_het_plan_anders_en_een_open_formulier_niet():
    plan, abc = maak_abc()
    versie = Wijkplan.objects.get(pk=plan.pk).versie

    verplaats(abc[0], lijst=lijststand(abc), stap=1)

    assert Wijkplan.objects.get(pk=plan.pk).versie == versie + 1
    assert {doel.versie for doel in doelen(plan)} == {1}


def test_niets_verplaatsen_verandert_het_plan_niet():
    plan, abc = maak_abc()
    versie = Wijkplan.objects.get(pk=plan.pk).versie

    verplaats(abc[0], lijst=lijststand(abc), stap=-1)

    assert Wijkplan.objects.get(pk=plan.pk).versie == versie


@pytest.mark.parametrize("anders", ["verplaatst", "erbij", "weg"])
def test_een_lijst_die_intussen_veranderde_geeft_een_zin(anders):
    plan, abc = maak_abc()
    gelezen = lijststand(abc)
    if anders == "verplaatst":
        verplaats(abc[2], lijst=gelezen, plaats=1)
    elif anders == "erbij":
        maak_doel(plan, titel="D")
    else:
        beeindig(abc[2], versie=1, door=maak_gebruiker())
    was = titels(doelen(plan))

    with pytest.raises(RegelGeschonden, match=ANDERS):
        verplaats(abc[0], lijst=gelezen, stap=1)

    assert titels(doelen(plan)) == was


def test_wat_uit_het_plan_is_gehaald_verplaats_je_niet():
    plan, abc = maak_abc()
    beeindig(abc[0], versie=1, door=maak_gebruiker())

    with pytest.raises(RegelGeschonden, match=ANDERS):
        verplaats(abc[0], lijst=lijststand(doelen(plan)), stap=1)


def test_een_tekst_verhuist_binnen_haar_rubriek():
    plan = maak_plan()
    teksten = {
        kop: maak_blok(plan, kop=kop, rubriek=rubriek)
        for kop, rubriek in [("A", "wijk"), ("P", "prioriteiten"), ("B", "wijk")]
    }
    wijk = [teksten["A"], teksten["B"]]

    plek = verplaats(teksten["B"], lijst=lijststand(wijk), stap=-1)

    assert plek == Plek(1, 2, True)
    assert titels(plan.blokken.all()) == "BPA"


def test_de_volgorde_van_het_kader_komt_online_met_de_volgende_versie():
    plan = maak_online_plan(doelen=2)
    eerst = doelen(plan)
    online = [doel.titel for doel in lees_online(plan).doelen]

    verplaats(eerst[0], lijst=lijststand(eerst), stap=1)
    plan.refresh_from_db()

    assert [doel.titel for doel in lees_online(plan).doelen] == online
    publiceer(plan, versie=plan.versie, wat_veranderd="x", door=maak_gebiedsmanager(plan))
    assert [doel.titel for doel in lees_online(plan).doelen] == online[::-1]


def test_een_andere_volgorde_is_een_verschil_in_woorden():
    plan, abc = maak_abc()
    teksten = [maak_blok(plan, kop=kop) for kop in "XY"]
    oud = maak_inhoud(plan)

    verplaats(abc[2], lijst=lijststand(abc), plaats=1)
    verplaats(teksten[0], lijst=lijststand(teksten), stap=1)
    verschil = verschillen(oud, maak_inhoud(plan))

    assert [v.titel for v in verschil] == ["Volgorde van de teksten", "Volgorde van de doelen"]
    assert verschil[1].zinnen == ["‘C’ gaat van plaats 3 naar plaats 1."]


def test_erbij_en_weg_is_nog_geen_andere_volgorde():
    plan, abc = maak_abc()
    oud = maak_inhoud(plan)
    beeindig(abc[1], versie=1, door=maak_gebruiker())
    maak_doel(plan, titel="D")

    assert [v.soort for v in verschillen(oud, maak_inhoud(plan))] == ["erbij", "weg"]


def test_de_volgorde_van_regels_is_meteen_online():
    plan = maak_online_plan(activiteiten=2)
    regels = list(Inzet.objects.van_plan(plan))
    bijgewerkt = {regel.bijgewerkt_op for regel in regels}

    verplaats(regels[0], lijst=lijststand(regels), stap=1)

    doel = lees_online(plan).doelen[0]
    assert [regel.uuid for regel in doel.activiteiten] == [str(r.uuid) for r in regels[::-1]]
    assert {regel.bijgewerkt_op for regel in doel.activiteiten} == bijgewerkt


# To another goal


def naar_doel(inzet, doel, **anders):
    lijst = lijststand(Inzet.objects.lopend().filter(doel=inzet.doel))
    return verplaats_naar_doel(inzet, doel=doel, **{"lijst": lijst} | anders)


def test_een_nieuwe_regel_gaat_naar_elk_doel_van_het_plan():
    inzet = maak_inzet()
    ander = maak_inzet(maak_doel(inzet.doel.plan))

    assert naar_doel(inzet, ander.doel) == Plek(2, 2, True)
    assert list(ander.doel.inzetten.all()) == [ander, inzet]


def test_een_regel_die_online_staat_gaat_alleen_naar_een_doel_dat_bezoekers_zien():
    plan = maak_online_plan(doelen=2)
    inzet = Inzet.objects.first()
    nieuw, online = maak_doel(plan), doelen(plan)[1]

    with pytest.raises(RegelGeschonden, match="Bezoekers zien dat doel nog niet"):
        naar_doel(inzet, nieuw)

    naar_doel(inzet, online)
    assert len(lees_online(plan).doelen[1].activiteiten) == 2


def test_een_regel_gaat_niet_naar_een_doel_waar_zij_al_staat_of_stond():
    inzet = maak_inzet()
    ander = maak_doel(inzet.doel.plan)
    dubbel = plaats(inzet.activiteit, doel=ander)
    beeindig_inzet(dubbel, versie=dubbel.versie)

    with pytest.raises(RegelGeschonden, match="Deze activiteit staat al bij dat doel"):
        naar_doel(inzet, ander)


def test_een_regel_gaat_niet_naar_een_doel_dat_weg_is_of_elders():
    inzet = maak_inzet()
    weg = beeindig(maak_doel(inzet.doel.plan), versie=1, door=maak_gebruiker())

    for doel in [weg, maak_doel()]:
        with pytest.raises(RegelGeschonden, match="Dat doel staat niet meer in het plan"):
            naar_doel(inzet, doel)


def test_naar_een_ander_doel_met_een_oude_lijst_geeft_een_zin():
    inzet = maak_inzet()
    gelezen = lijststand([inzet])
    maak_inzet(inzet.doel, uuid=uuid4())

    with pytest.raises(RegelGeschonden, match=ANDERS):
        naar_doel(inzet, maak_doel(inzet.doel.plan), lijst=gelezen)
