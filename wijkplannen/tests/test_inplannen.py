"""Publishing at a moment that was agreed on: what was looked at, once, or a reason why not."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from berichten.models import Bericht
from gebruikers.models import Aanstelling
from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.tests.wachten import wacht_op_een_wachtende
from wijkplannen.actions.frame import wijzig_blok
from wijkplannen.actions.inplannen import plan_in, publiceer_geplande, trek_in
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import GeplandePublicatie, Inzet, PlanVersie, Wijkplan
from wijkplannen.tasks import publiceer_geplande as taak
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    meld,
)
from wijkplannen.tests.maken_plannen import LATER, NU, maak_ingepland
from wijkplannen.tests.scherm import log_in, tekst, url
from wijkplannen.tests.test_publiceren import geopend

pytestmark = pytest.mark.django_db


def uitkomst(gepland):
    gepland.refresh_from_db()
    return gepland.status, gepland.waarom


def test_op_het_moment_zelf_komt_online_wat_was_bekeken():
    gepland = maak_ingepland()

    assert publiceer_geplande(nu=LATER) == 1

    versie = PlanVersie.objects.get()
    assert (versie.op, versie.door, versie.wat_veranderd) == (
        LATER,
        gepland.door,
        "Er is een doel bij.",
    )
    assert uitkomst(gepland) == ("gelukt", "")


def test_voor_het_moment_gebeurt_er_niets():
    gepland = maak_ingepland()

    assert publiceer_geplande(nu=LATER - timedelta(seconds=1)) == 0

    assert (uitkomst(gepland)[0], PlanVersie.objects.count()) == ("wacht", 0)


def test_een_worker_die_wegviel_wordt_ingehaald_een_keer():
    maak_ingepland()

    assert [publiceer_geplande(nu=LATER + timedelta(days=2)) for _ in range(3)] == [1, 0, 0]

    assert PlanVersie.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_wat_net_is_ingetrokken_komt_niet_meer_online():
    """The sweep read it as waiting, and stood behind whoever took it back."""
    gepland = maak_ingepland()
    ander, online = connections["default"].copy(), []

    def veeg():
        online.append(publiceer_geplande(nu=LATER))
        connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM wijkplannen_wijkplan FOR UPDATE")
        beat = Thread(target=veeg)
        beat.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute(
            "UPDATE wijkplannen_geplandepublicatie"
            " SET status = 'ingetrokken', afgehandeld_op = now()"
        )
        cursor.execute("COMMIT")
    ander.close()
    beat.join()

    assert (online, uitkomst(gepland)) == ([0], ("ingetrokken", ""))
    assert PlanVersie.objects.count() == 0


def test_een_plan_dat_stuk_is_houdt_de_andere_niet_tegen():
    stuk, heel = maak_ingepland(), maak_ingepland()
    stuk.plan.versies.create(  # nobody wrote in the plan that this one is there
        nummer=1, inhoud={}, wat_veranderd="Verdwaald.", door=stuk.door, op=NU
    )

    assert publiceer_geplande(nu=LATER) == 1

    assert (uitkomst(stuk)[0], uitkomst(heel)[0]) == ("wacht", "gelukt")


def test_twee_keer_intrekken_is_een_keer():
    gepland = maak_ingepland()

    eerste = trek_in(gepland, nu=NU).afgehandeld_op
    tweede = trek_in(gepland, nu=LATER).afgehandeld_op

    assert eerste == tweede == NU


def _wijzig_kader(plan):
    maak_blok(plan)


def _nieuwe_activiteit(plan):
    maak_inzet(plan.doelen.first())


def _manager_weg(plan):
    Aanstelling.objects.filter(gebied=plan.gebied).delete()


def _ander_plan_online(plan):
    maak_online_plan(gebied=plan.gebied)


@pytest.mark.parametrize(
    ("wat", "waarom"),
    [
        (_wijzig_kader, "Na het inplannen is er iets veranderd in het plan."),
        (_nieuwe_activiteit, "Na het inplannen is er iets veranderd in het plan."),
        (_manager_weg, "Wie dit inplande, beheert het plan van deze wijk niet meer."),
        (_ander_plan_online, "Voor deze wijk staat in deze jaren al een plan online"),
    ],
)
def test_wat_niet_meer_klopt_gaat_niet_door_en_de_gebiedsmanager_hoort_waarom(wat, waarom):
    gepland = maak_ingepland()
    wat(gepland.plan)
    online = PlanVersie.objects.count()

    assert publiceer_geplande(nu=LATER) == 0

    status, reden = uitkomst(gepland)
    bericht = Bericht.objects.get(soort="wp_niet_gepubliceerd", aan=gepland.door.email)
    assert (status, reden.startswith(waarom)) == ("mislukt", True)
    assert (bericht.feiten["waarom"], PlanVersie.objects.count()) == (reden, online)
    assert Inzet.objects.filter(doel__plan=gepland.plan, online_op__isnull=False).count() == 0


def test_een_stop_die_een_partner_meldde_gaat_niet_ongezien_online():
    plan = maak_online_plan()
    gepland = maak_ingepland(plan)
    inzet = Inzet.objects.get()
    meld(inzet, "gestopt", "Geen geld.", namens=inzet.activiteit.trekker)

    assert publiceer_geplande(nu=LATER) == 0

    inzet.refresh_from_db()
    assert (inzet.openbare_stand, uitkomst(gepland)[0]) == ("gepland", "mislukt")


def test_wat_in_een_plan_misgaat_houdt_een_ander_niet_tegen():
    stuk, goed = maak_ingepland(), maak_ingepland()
    _wijzig_kader(stuk.plan)

    assert publiceer_geplande(nu=LATER) == 1

    assert (uitkomst(stuk)[0], uitkomst(goed)[0]) == ("mislukt", "gelukt")


def test_ook_wie_nu_de_wijk_beheert_krijgt_bericht():
    gepland = maak_ingepland()
    collega = maak_gebiedsmanager(gepland.plan)
    _wijzig_kader(gepland.plan)

    publiceer_geplande(nu=LATER)

    adressen = set(
        Bericht.objects.filter(soort="wp_niet_gepubliceerd").values_list("aan", flat=True)
    )
    assert adressen == {gepland.door.email, collega.email}


def test_ingetrokken_is_ingetrokken():
    gepland = maak_ingepland()

    for _ in range(2):
        trek_in(gepland)

    assert (publiceer_geplande(nu=LATER), PlanVersie.objects.count()) == (0, 0)
    assert uitkomst(gepland)[0] == "ingetrokken"


def test_wat_online_staat_is_niet_meer_in_te_trekken():
    gepland = maak_ingepland()
    publiceer_geplande(nu=LATER)

    with pytest.raises(RegelGeschonden, match="staat al online"):
        trek_in(gepland)


def test_wie_nu_publiceert_laat_het_ingeplande_vervallen():
    gepland = maak_ingepland()
    plan = Wijkplan.objects.get()

    publiceer(plan, versie=plan.versie, wat_veranderd="Toch nu.", door=gepland.door)

    assert (uitkomst(gepland)[0], publiceer_geplande(nu=LATER)) == ("ingetrokken", 0)
    assert not Bericht.objects.filter(soort="wp_niet_gepubliceerd").exists()


def test_dubbel_klikken_plant_een_keer_in():
    gepland = maak_ingepland()
    plan = Wijkplan.objects.get()
    zelfde = {"uuid": gepland.uuid, "versie": plan.versie, "agenda": "", "door": gepland.door}

    nog_eens = plan_in(plan, op=LATER, wat_veranderd="Er is een doel bij.", nu=NU, **zelfde)

    assert (nog_eens, GeplandePublicatie.objects.count()) == (gepland, 1)
    with pytest.raises(RegelGeschonden):
        plan_in(plan, op=LATER, wat_veranderd="Andere woorden.", nu=NU, **zelfde)
    with pytest.raises(RegelGeschonden):
        plan_in(
            maak_doel().plan, op=LATER, wat_veranderd="Elders.", nu=NU, **zelfde | {"versie": 2}
        )


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"versie": 1}, Verouderd),
        ({"agenda": "9.9"}, Verouderd),
        ({"op": NU}, RegelGeschonden),
    ],
    ids=["oude-werkversie", "andere-agenda", "voorbij"],
)
def test_wat_niet_klopt_wordt_niet_ingepland(anders, fout):
    with pytest.raises(fout):
        maak_ingepland(**anders)

    assert GeplandePublicatie.objects.count() == 0


def test_er_staat_er_een_tegelijk_klaar():
    gepland = maak_ingepland()

    with pytest.raises(RegelGeschonden, match="Trek die eerst in"):
        maak_ingepland(gepland.plan)
    with pytest.raises(IntegrityError, match="geplandepublicatie_een_tegelijk"):
        GeplandePublicatie.objects.create(
            plan=gepland.plan, op=LATER, versie=1, wat_veranderd="Nog een.", door=gepland.door
        )


def test_beat_en_de_opdracht_doen_hetzelfde():
    gepland = maak_ingepland()
    GeplandePublicatie.objects.update(op=timezone.now() - timedelta(minutes=1))

    taak()
    call_command("publiceer_geplande", verbosity=0)

    assert (uitkomst(gepland)[0], PlanVersie.objects.count()) == ("gelukt", 1)


# On screen


def later(client, plan, **anders):
    velden = geopend(client, plan) | {"uuid": uuid4(), "dag": "1 mei 2035", "tijd": "09:30"}
    return velden | anders


def test_inplannen_staat_op_de_publicatiepagina_en_is_in_te_trekken(client):
    plan = maak_doel().plan
    log_in(client, plan)

    antwoord = client.post(url("inplannen", plan), later(client, plan), follow=True)

    gepland = GeplandePublicatie.objects.get()
    assert "Dit komt online op 1 mei 2035 om 9.30 uur." in tekst(antwoord)
    pagina = tekst(client.get(url("publiceren", plan)))
    assert "Ingepland: dit plan komt online op 1 mei 2035 om 9.30 uur." in pagina
    client.post(url("intrekken", plan, gepland.uuid))
    assert "Ingepland" not in tekst(client.get(url("publiceren", plan)))


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"dag": ""}, "Vul in op welke dag het online komt."),
        ({"dag": "1-5-2026"}, "Dit moment is voorbij."),
        ({"tijd": "25:00"}, "Kies een tijd uit de lijst."),
        ({"wat_veranderd": ""}, "Schrijf in een of twee zinnen wat er veranderd is."),
        ({"uuid": "x"}, "Er ging iets mis met deze pagina."),
    ],
)
def test_een_onvolledig_moment_plant_niets_in(client, velden, zin):
    plan = maak_doel().plan
    log_in(client, plan)

    antwoord = client.post(url("inplannen", plan), later(client, plan, **velden))

    assert (antwoord.status_code, GeplandePublicatie.objects.count()) == (422, 0)
    assert zin in tekst(antwoord)


def test_wie_een_oude_werkversie_inplant_ziet_de_nieuwe_lijst_en_houdt_wat_er_stond(client):
    blok = maak_blok(maak_doel().plan)
    plan = blok.plan
    log_in(client, plan)
    velden = later(client, plan)
    wijzig_blok(
        blok,
        versie=1,
        door=maak_gebruiker(),
        kop="Net gewijzigd",
        tekst="Anders.",
        zichtbaarheid="openbaar",
    )

    antwoord = client.post(url("inplannen", plan), velden)

    html = antwoord.content.decode()
    assert (antwoord.status_code, GeplandePublicatie.objects.count()) == (409, 0)
    assert all(stuk in html for stuk in ["Net gewijzigd", "Er is een doel bij.", "1 mei 2035"])


def test_na_een_wijziging_zegt_de_pagina_dat_het_zo_niet_doorgaat(client):
    gepland = maak_ingepland()
    maak_blok(gepland.plan)
    log_in(client, gepland.plan)

    assert "daarna is er iets veranderd" in tekst(client.get(url("publiceren", gepland.plan)))


def test_een_ander_trekt_niets_in(client):
    gepland = maak_ingepland()
    log_in(client, maak_plan())

    antwoord = client.post(url("intrekken", gepland.plan, gepland.uuid))

    assert (antwoord.status_code, uitkomst(gepland)[0]) == (403, "wacht")
