from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.samen import los_op
from wijkplannen.gesprek import gesprekken
from wijkplannen.inhoud import maak_inhoud
from wijkplannen.models import Opmerking
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_plan,
)
from wijkplannen.tests.maken_samen import (
    maak_genodigde,
    maak_opmerking,
    maak_voorstel,
)
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db
GEHEIM = "Dit leest geen enkele bezoeker ooit."


@pytest.fixture
def plan():
    return maak_plan()


@pytest.fixture
def doel(plan):
    return maak_doel(plan)


def stuur(client, plan, onderdeel, **velden):
    velden = {"uuid": uuid4(), "tekst": "Dit kan korter."} | velden
    return client.post(url("opmerkingen", plan, onderdeel.uuid), velden)


def test_een_genodigde_maakt_een_opmerking_namens_zijn_organisatie(client, plan, doel):
    lid = maak_genodigde(plan)
    client.force_login(lid)

    antwoord = stuur(client, plan, doel)

    opmerking = Opmerking.objects.get()
    assert antwoord["Location"] == f"{url('bewerken', plan)}#{doel.uuid}"
    assert (opmerking.doel, opmerking.door, opmerking.tekst) == (doel, lid, "Dit kan korter.")
    assert opmerking.namens == lid.lidmaatschappen.get().partner


def test_de_gemeente_spreekt_voor_zichzelf(client, plan, doel):
    log_in(client, plan)

    stuur(client, plan, doel)

    assert Opmerking.objects.get().namens is None


def test_een_dubbele_tik_is_een_opmerking(client, plan, doel):
    log_in(client, plan)
    uuid = uuid4()

    antwoorden = [stuur(client, plan, doel, uuid=uuid).status_code for _ in range(2)]

    assert (antwoorden, Opmerking.objects.count()) == ([302, 302], 1)


def test_dezelfde_uuid_met_andere_woorden_is_een_zin(client, plan, doel):
    log_in(client, plan)
    uuid = uuid4()
    stuur(client, plan, doel, uuid=uuid)

    antwoord = stuur(client, plan, doel, uuid=uuid, tekst="Iets heel anders.")

    assert (antwoord.status_code, Opmerking.objects.get().tekst) == (422, "Dit kan korter.")
    assert "Iets heel anders." in antwoord.content.decode()


@pytest.mark.parametrize("fout", ["", " ", "x" * 601, "nul\x00"])
def test_wat_niet_past_blijft_staan(client, plan, doel, fout):
    log_in(client, plan)

    assert stuur(client, plan, doel, tekst=fout).status_code == 422
    assert not Opmerking.objects.exists()


def test_bij_een_tekst_voor_de_gemeente_leest_en_schrijft_een_partner_niets(client, plan):
    blok = maak_blok(plan, zichtbaarheid="gemeente")
    maak_opmerking(plan, blok, tekst=GEHEIM)
    lid, beleid = maak_genodigde(plan), maak_aanstelling(rol=Rol.BELEID).gebruiker
    client.force_login(lid)

    antwoorden = [client.get(url("opmerkingen", plan, blok.uuid)), stuur(client, plan, blok)]

    assert [antwoord.status_code for antwoord in antwoorden] == [404, 404]
    assert (gesprekken(plan, lid), len(gesprekken(plan, beleid))) == ({}, 1)


def test_een_opmerking_is_er_in_haar_eigen_plan_voor_wie_de_tekst_mag_lezen(client, plan):
    lid, elders = maak_genodigde(plan), maak_plan()
    opmerking = maak_opmerking(plan, maak_blok(plan, zichtbaarheid="gemeente"), door=lid)

    client.force_login(lid)
    assert client.post(url("opmerking_oplossen", plan, opmerking.uuid)).status_code == 404
    log_in(client, elders)
    assert client.post(url("opmerking_oplossen", elders, opmerking.uuid)).status_code == 404
    assert not Opmerking.objects.filter(opgelost_op__isnull=False).exists()


def test_wie_er_niet_bij_hoort_zegt_niets(client, plan, doel):
    client.force_login(maak_gebruiker())

    assert stuur(client, plan, doel).status_code == 403


def test_bij_wat_niet_in_dit_plan_staat_is_niets_te_zeggen(client, plan):
    log_in(client, plan)

    assert stuur(client, plan, maak_doel()).status_code == 404


def test_oplossen_en_heropenen(client, plan, doel):
    manager = log_in(client, plan)
    opmerking = maak_opmerking(plan, doel)

    client.post(url("opmerking_oplossen", plan, opmerking.uuid))
    opmerking.refresh_from_db()
    opgelost = opmerking.opgelost_door
    client.post(url("opmerking_heropenen", plan, opmerking.uuid))
    opmerking.refresh_from_db()

    assert (opgelost, opmerking.opgelost_door, opmerking.opgelost_op) == (manager, None, None)


@pytest.mark.parametrize(("van_wie", "verwacht"), [("zelf", 302), ("ander", 403)])
def test_een_partner_lost_alleen_op_wat_hij_zelf_schreef(client, plan, doel, van_wie, verwacht):
    lid = maak_genodigde(plan)
    opmerking = maak_opmerking(plan, doel, door=lid if van_wie == "zelf" else maak_gebruiker())
    client.force_login(lid)

    antwoord = client.post(url("opmerking_oplossen", plan, opmerking.uuid))

    assert antwoord.status_code == verwacht


def test_de_trekker_lost_op_wat_bij_zijn_regel_staat(client, plan, doel):
    lid = maak_genodigde(plan)
    inzet = maak_inzet(doel, trekker=lid.lidmaatschappen.get().partner)
    opmerking = maak_opmerking(plan, inzet)
    client.force_login(lid)

    antwoord = client.post(url("opmerking_oplossen", plan, opmerking.uuid))

    assert antwoord.status_code == 302


def test_het_gesprek_staat_in_volgorde_en_open_apart(plan, doel):
    manager = maak_gebiedsmanager(plan)
    een, twee, drie = (maak_opmerking(plan, doel) for _ in range(3))
    los_op(twee, door=manager)

    gesprek = gesprekken(plan, manager)[doel.uuid]

    assert [b.opmerking for b in gesprek.open] == [een, drie]
    assert [b.opmerking for b in gesprek.opgelost] == [twee]


@pytest.mark.parametrize("aantal", [1, 3])
def test_alle_gesprekken_kosten_twee_queries(plan, aantal, django_assert_num_queries):
    manager = maak_gebiedsmanager(plan)
    for _ in range(aantal):
        inzet = maak_inzet(maak_doel(plan))
        for onderdeel in (maak_blok(plan), inzet.doel, inzet):
            maak_opmerking(plan, onderdeel)
        maak_voorstel(plan, inzet)
    partner = maak_genodigde(plan)
    gesprekken(plan, manager), gesprekken(plan, partner)  # rights are kept on the person

    for wie in (manager, partner):
        with django_assert_num_queries(2):
            alle = gesprekken(plan, wie)
        assert len(alle) == 3 * aantal


def woorden(antwoord):
    """What a page or a pdf says; of a spreadsheet or Word file its unpacked parts."""
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    if inhoud.startswith(b"%PDF"):
        return " ".join(pagina.extract_text() for pagina in PdfReader(BytesIO(inhoud)).pages)
    if inhoud.startswith(b"PK"):
        with ZipFile(BytesIO(inhoud)) as map_:
            return " ".join(map_.read(naam).decode("latin-1") for naam in map_.namelist())
    return inhoud.decode()


def test_geen_openbare_pagina_en_geen_versie_houdt_een_opmerking(client, plan, doel):
    manager, blok = maak_gebiedsmanager(plan), maak_blok(plan)
    for onderdeel in (doel, blok, maak_inzet(doel)):
        maak_opmerking(plan, onderdeel, tekst=GEHEIM)
        maak_voorstel(plan, onderdeel, **{"kop" if onderdeel == blok else "titel": GEHEIM})
    plan.refresh_from_db()
    versie = publiceer(plan, versie=plan.versie, wat_veranderd="Begin.", door=manager)
    adressen = [
        reverse("wijkplannen:lijst"),
        reverse("portaal:wijk", args=[plan.gebied.slug]),
        plan.get_absolute_url(),
        versie.get_absolute_url(),
        url("versies", plan),
        url("plan_pdf", plan),
        url("plan_xlsx", plan),
        url("voortgang_plan", plan),
        url("voortgang_docx", plan),
    ]

    paginas = [client.get(adres) for adres in adressen]

    assert [pagina.status_code for pagina in paginas] == [200] * len(adressen)
    teksten = [" ".join(woorden(pagina).split()) for pagina in paginas]
    namen = (plan.titel, plan.gebied.naam)
    assert all(any(naam in gelezen for naam in namen) for gelezen in teksten)
    assert not any(GEHEIM in gelezen for gelezen in teksten)
    assert GEHEIM not in str(maak_inhoud(plan))


def test_de_lijst_noemt_elk_onderdeel_met_een_open_gesprek(client, plan, doel):
    manager = log_in(client, plan)
    maak_opmerking(plan, doel, tekst="Dit staat nog open.")
    los_op(maak_opmerking(plan, maak_doel(plan), tekst="Dit is al klaar."), door=manager)

    pagina = tekst(client.get(url("gesprekken", plan)))

    assert ("Dit staat nog open." in pagina, "Dit is al klaar." in pagina) == (True, False)
