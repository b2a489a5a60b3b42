"""An earlier version back in the working copy: as it was, and nothing of it public."""

from decimal import Decimal
from uuid import uuid4

import pytest

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import lijststand
from wijkplannen.actions.frame import beeindig, voeg_doel_toe, wijzig_blok, wijzig_doel
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.terugzetten import wat_verandert, zet_versie_terug
from wijkplannen.actions.volgorde import verplaats
from wijkplannen.inhoud import maak_inhoud
from wijkplannen.models import Doel, Thema, Wijkplan
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    maak_thema,
)
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Published with two texts and two goals; after that everything about it changed."""
    plan = maak_plan()
    wie, cijfer = maak_gebruiker(), maak_indicator()
    blijft, gaat = maak_blok(plan, kop="Blijft"), maak_blok(plan, kop="Gaat")
    doel = voeg_doel_toe(
        plan,
        uuid=uuid4(),
        door=wie,
        titel="Eerste doel",
        thema=maak_thema(),
        indicatoren=[cijfer],
        streven={cijfer.pk: (Decimal("7.5"), 2029)},
    )
    maak_doel(plan, titel="Tweede doel")
    maak_inzet(doel)
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Begin.", door=maak_gebiedsmanager(plan))
    maak_blok(plan, kop="Intern", zichtbaarheid="gemeente")
    maak_blok(plan, kop="Nieuw")
    wijzig_blok(
        blijft, versie=1, door=wie, kop="Anders", tekst="Heel anders.", zichtbaarheid="openbaar"
    )
    beeindig(gaat, versie=1, door=wie)
    wijzig_doel(doel, versie=1, door=wie, titel="Ander doel", thema=maak_thema(), gewenst="Iets")
    doelen = list(plan.doelen.all())
    verplaats(doelen[1], lijst=lijststand(doelen), stap=-1)
    maak_doel(plan, titel="Derde doel")
    return Wijkplan.objects.select_related("huidige_versie").get(pk=plan.pk)


def zet_terug(plan, **afwijking):
    gelezen = Wijkplan.objects.get(pk=plan.pk).versie
    velden = {"gelezen": gelezen, "door": maak_gebruiker()} | afwijking
    return zet_versie_terug(plan.versies.get(nummer=1), **velden)


def test_teksten_en_doelen_zijn_weer_als_in_de_versie(plan):
    zet_terug(plan)

    kader, online = maak_inhoud(plan), plan.huidige_versie.inhoud
    for inhoud in (kader, online):
        for doel in inhoud["doelen"]:
            del doel["activiteiten"]
    for doel in online["doelen"]:
        for cijfer in doel["indicatoren"]:
            cijfer["streefwaarde"] = "7.500"
    assert kader == online


def test_er_is_niets_openbaars_veranderd_en_de_agenda_is_hetzelfde(plan):
    agenda = list(plan.doelen.values_list("inzetten__pk", "inzetten__versie").order_by("pk"))
    wat_online_staat = plan.huidige_versie.inhoud

    zet_terug(plan)

    plan = Wijkplan.objects.get(pk=plan.pk)
    assert (plan.versies.count(), plan.huidige_versie.inhoud) == (1, wat_online_staat)
    assert agenda == list(
        plan.doelen.values_list("inzetten__pk", "inzetten__versie").order_by("pk")
    )


def test_wat_nieuwer_is_vervalt_en_wat_intern_is_blijft(plan):
    zet_terug(plan)

    lopend = plan.blokken.filter(vervallen_op__isnull=True)
    assert [blok.kop for blok in lopend] == ["Blijft", "Gaat", "Intern"]
    assert plan.doelen.get(titel="Derde doel").vervallen_op is not None


def test_elk_onderdeel_houdt_zijn_uuid_en_krijgt_een_nieuwe_versie(plan):
    voor = {doel.uuid: doel.versie for doel in plan.doelen.all()}

    zet_terug(plan)

    na = {doel.uuid: doel.versie for doel in plan.doelen.all()}
    namen = {doel.uuid: doel.titel for doel in plan.doelen.all()}
    assert {namen[uuid]: na[uuid] - voor[uuid] for uuid in voor} == {
        "Eerste doel": 1,
        "Tweede doel": 0,  # only its place
        "Derde doel": 1,
    }


def test_twee_keer_terugzetten_is_een_keer(plan):
    gelezen = plan.versie
    zet_terug(plan)
    versie = Wijkplan.objects.get(pk=plan.pk).versie

    zet_terug(plan, gelezen=gelezen)

    assert Wijkplan.objects.get(pk=plan.pk).versie == versie == gelezen + 1


def test_een_werkversie_die_net_veranderde_wordt_niet_overschreven(plan):
    gelezen = plan.versie
    maak_blok(plan, kop="Net bewaard")

    with pytest.raises(Verouderd):
        zet_terug(plan, gelezen=gelezen)

    assert plan.doelen.filter(titel="Eerste doel").count() == 0


def test_een_tekst_die_daarna_intern_werd_is_weer_openbaar(plan):
    blok = plan.blokken.get(kop="Anders")
    wijzig_blok(blok, versie=blok.versie, door=maak_gebruiker(), zichtbaarheid="gemeente")

    zet_terug(plan)

    blok.refresh_from_db()
    assert (blok.kop, blok.zichtbaarheid) == ("Blijft", "openbaar")


def test_wat_al_eerder_verviel_verviel_toen(plan):
    doel = beeindig(plan.doelen.get(titel="Derde doel"), versie=1, door=maak_gebruiker())

    zet_terug(plan)

    assert Doel.objects.get(pk=doel.pk).vervallen_op == doel.vervallen_op


def test_een_thema_dat_er_niet_meer_is_zegt_dat(plan):
    Doel.objects.update(thema=maak_thema())
    Thema.objects.exclude(doelen__isnull=False).delete()

    with pytest.raises(RegelGeschonden, match="bestaat niet meer"):
        zet_terug(plan)

    assert plan.blokken.filter(kop="Blijft").count() == 0


def test_na_terugzetten_is_er_niets_meer_te_veranderen(plan):
    versie = plan.versies.get()
    soorten = [(v.soort, v.wat, v.titel) for v in wat_verandert(plan, versie)]

    zet_terug(plan)

    assert soorten == [
        ("gewijzigd", "tekst", "Blijft"),
        ("erbij", "tekst", "Gaat"),
        ("weg", "tekst", "Nieuw"),
        ("gewijzigd", "doel", "Eerste doel"),
        ("gewijzigd", "doel", "Volgorde van de doelen"),
        ("weg", "doel", "Derde doel"),
    ]
    assert wat_verandert(Wijkplan.objects.get(pk=plan.pk), versie) == []


# On screen


def test_eerst_staat_er_wat_er_verandert_dan_gebeurt_het(client, plan):
    log_in(client, plan)

    pagina = tekst(client.get(url("terugzetten", plan, 1)))
    antwoord = client.post(url("terugzetten", plan, 1), {"versie": plan.versie}, follow=True)

    assert all(stuk in pagina for stuk in ["Komt terug", "Verandert", "Gaat uit het plan"])
    assert "Nu in de werkversie" in pagina
    assert "Versie 1 staat in de werkversie." in tekst(antwoord)
    assert plan.doelen.filter(titel="Eerste doel").count() == 1


def test_een_oude_pagina_zet_niets_terug_en_laat_het_nieuwe_zien(client, plan):
    log_in(client, plan)
    maak_doel(plan, titel="Net bewaard doel")

    antwoord = client.post(url("terugzetten", plan, 1), {"versie": plan.versie})

    assert antwoord.status_code == 409
    assert "Net bewaard doel" in tekst(antwoord)
    assert plan.doelen.filter(titel="Eerste doel").count() == 0


def test_zonder_verschil_is_er_geen_knop(client):
    plan = maak_online_plan()
    log_in(client, plan)

    assert "zijn al zoals in versie 1" in tekst(client.get(url("terugzetten", plan, 1)))


def test_alleen_de_gebiedsmanager_zet_terug(client, plan):
    log_in(client, maak_plan())

    assert client.post(url("terugzetten", plan, 1), {"versie": plan.versie}).status_code == 403
    assert plan.doelen.filter(titel="Eerste doel").count() == 0


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_van_versies_kost_evenveel_queries(client, aantal, django_assert_num_queries):
    plan = maak_online_plan()
    for _ in range(aantal - 1):
        maak_doel(plan)
        plan.refresh_from_db()
        publiceer(plan, versie=plan.versie, wat_veranderd="Meer.", door=maak_gebruiker())
    log_in(client, plan)

    with django_assert_num_queries(5):
        assert f"Versie {aantal}" in tekst(client.get(url("bewerken_versies", plan)))
