"""A part of the working copy that becomes its form and back, in one answer."""

from uuid import UUID, uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from kern.exceptions import RegelGeschonden
from kern.velden import OPNIEUW
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import meld_voortgang, voeg_activiteit_toe
from wijkplannen.actions.frame import voeg_blok_toe, voeg_doel_toe
from wijkplannen.models import Activiteit, Doel, Inzet
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_inzet,
    maak_online_plan,
    maak_plan,
    maak_thema,
    meld,
)
from wijkplannen.tests.scherm import bewaar_eerst, doel_velden, log_in, tekst, url

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def in_plaats(client, pagina, velden=None, doel=None):
    koppen = HTMX | ({"HX-Target": str(doel)} if doel else {})
    if velden is None:
        return client.get(pagina, headers=koppen)
    return client.post(pagina, velden, headers=koppen)


def bewaar_doel(client, doel, **anders):
    pagina = url("doel", doel.plan, doel.uuid)
    return in_plaats(client, pagina, doel_velden(doel, **anders), doel=doel.uuid)


# In place


def test_een_formulier_in_zijn_plek_is_geen_pagina(client):
    doel = maak_doel()
    log_in(client, doel.plan)

    antwoord = in_plaats(client, url("doel", doel.plan, doel.uuid))

    html = antwoord.content.decode()
    assert ("<html" in html, f'id="{doel.uuid}"' in html) == (False, True)
    assert "HX-Request" in antwoord["Vary"]
    assert "HX-Request" in client.get(url("doel", doel.plan, doel.uuid))["Vary"]


def test_bewaren_in_zijn_plek_geeft_het_doel_de_zin_en_de_telling(client):
    doel = maak_doel()
    log_in(client, doel.plan)

    antwoord = bewaar_doel(client, doel, titel="Anders")

    html = antwoord.content.decode()
    assert (antwoord.status_code, html.count("<article")) == (200, 1)
    assert '<div id="melding" hx-swap-oob="innerHTML">' in html
    assert "Bewaard in de werkversie." in tekst(antwoord)
    assert "1 wijziging staat nog niet online." in tekst(antwoord)
    assert antwoord["HX-Trigger-After-Settle"] == f'{{"richt": "wijzig-{doel.uuid}"}}'


def test_fouten_en_een_botsing_komen_in_de_plek(client):
    doel = maak_doel()
    log_in(client, doel.plan)

    fout = bewaar_doel(client, doel, titel="")
    bewaar_eerst(doel)
    botsing = bewaar_doel(client, doel, titel="Van mij")

    for antwoord, status in [(fout, 422), (botsing, 409)]:
        assert antwoord.status_code == status
        assert antwoord.content.decode().count(f'id="{doel.uuid}"') == 1
        assert "<html" not in antwoord.content.decode()


def test_niet_bewaren_geeft_het_deel_terug(client):
    inzet = maak_inzet()
    plan = inzet.doel.plan
    log_in(client, plan)

    for uuid, begin in [(inzet.uuid, "<li"), (inzet.doel.uuid, "<article")]:
        antwoord = in_plaats(client, url("bewerken", plan) + f"?deel={uuid}&focus=wijzig-{uuid}")
        assert antwoord.content.decode().lstrip().startswith(begin)
        assert antwoord["HX-Trigger-After-Settle"] == f'{{"richt": "wijzig-{uuid}"}}'


@pytest.mark.parametrize("deel", ["teksten", "doelen", "onzin", str(UUID(int=0))])
def test_een_lijst_of_een_onbekend_deel_komt_op_de_plek_van_de_lijst(client, deel):
    plan = maak_doel().plan
    log_in(client, plan)

    antwoord = in_plaats(client, url("bewerken", plan) + f"?deel={deel}")

    assert antwoord["HX-Retarget"] == ("#teksten" if deel == "teksten" else "#doelen")


def test_focus_is_nooit_meer_dan_een_naam(client):
    plan = maak_doel().plan
    log_in(client, plan)

    antwoord = in_plaats(client, url("bewerken", plan) + '?deel=doelen&focus="}\n{"x')

    assert "HX-Trigger-After-Settle" not in antwoord


def test_een_tekst_die_van_kopje_wisselt_geeft_de_hele_lijst(client):
    blok = maak_blok()
    log_in(client, blok.plan)
    velden = {"versie": 1, "kop": "Kop", "tekst": "Tekst", "zichtbaarheid": "openbaar"}
    pagina = url("blok", blok.plan, blok.uuid)

    blijft = in_plaats(client, pagina, velden | {"rubriek": "wijk"}, doel=blok.uuid)
    gaat = in_plaats(
        client, pagina, velden | {"versie": 2, "rubriek": "prioriteiten"}, doel=blok.uuid
    )

    assert ("HX-Retarget" in blijft, gaat["HX-Retarget"]) == (False, "#teksten")


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_veld_bewaren_kost_evenveel_bij_elk_plan(client, aantal, django_assert_num_queries):
    plan = maak_online_plan(doelen=aantal, activiteiten=aantal)
    doel = plan.doelen.first()
    log_in(client, plan)

    with django_assert_num_queries(19):  # the twelve of the write, and the part it comes back to
        bewaar_doel(client, doel, titel="Anders")


def test_een_groot_plan_kost_niet_meer(client, django_assert_num_queries):
    """Twelve goals with eight activities each, and three years of reports."""
    plan = maak_online_plan(doelen=12, activiteiten=8)
    for inzet in Inzet.objects.van_plan(plan):
        for kwartaal in range(12):
            inzet = meld(inzet, zin=f"Kwartaal {kwartaal}.").inzet
    doel = plan.doelen.first()
    log_in(client, plan)

    with django_assert_num_queries(11, exact=False):
        antwoord = client.get(url("bewerken", plan))
    with django_assert_num_queries(19):
        deel = bewaar_doel(client, doel, titel="Anders")
    client.logout()
    with django_assert_num_queries(8, exact=False):
        client.get(url("detail", plan))

    assert antwoord.content.decode().count("Voortgang melden<") == 96
    assert (deel.status_code, deel.content.decode().count("<article")) == (200, 1)


# A uuid that somebody made up


def test_een_uuid_dat_tegelijk_elders_is_gebruikt_is_een_zin():
    inzet, door = maak_inzet(), maak_gebruiker()
    blok, ander = maak_blok(), maak_inzet()
    velden = {"titel": "x", "thema": maak_thema(), "gewenst": ""}

    with pytest.raises(RegelGeschonden, match=OPNIEUW):
        voeg_activiteit_toe(
            maak_doel(),
            uuid=inzet.activiteit.uuid,
            door=door,
            titel="x",
            trekker=inzet.activiteit.trekker,
        )
    with pytest.raises(RegelGeschonden, match=OPNIEUW):
        voeg_doel_toe(maak_plan(), uuid=inzet.doel.uuid, door=door, **velden)
    with pytest.raises(RegelGeschonden, match=OPNIEUW):
        voeg_blok_toe(maak_plan(), uuid=blok.uuid, door=door, kop="x", tekst="x")
    gemeld = meld(inzet)
    with pytest.raises(RegelGeschonden, match=OPNIEUW):
        meld_voortgang(
            ander, uuid=gemeld.uuid, versie=ander.versie, stand="doorlopend", zin="", door=door
        )
    assert Doel.objects.filter(titel="x").count() == Activiteit.objects.filter(titel="x").count()


# What is asked


def test_een_doel_krijgt_per_cijfer_wat_men_wil(client):
    doel, cijfer = maak_doel(), maak_indicator(teken="%")
    ander = maak_indicator(slug="ander")
    log_in(client, doel.plan)
    streef = {f"waarde-{cijfer.pk}": "7,5", f"jaar-{cijfer.pk}": "2029"}
    los = {f"waarde-{ander.pk}": "3"}  # not ticked: does not count

    bewaar_doel(client, doel, indicatoren=[cijfer.pk], **streef, **los)

    rij = doel.cijfers.get()
    assert (rij.indicator, float(rij.streefwaarde), rij.streefjaar) == (cijfer, 7.5, 2029)
    html = client.get(url("bewerken", doel.plan)).content.decode()
    assert "We willen 7,5% in 2029." in html


@pytest.mark.parametrize(
    ("waarde", "jaar", "fout"),
    [
        ("7", "", "Vul in welk jaar je dat wilt."),
        ("", "2029", "Vul in welke waarde je wilt, of maak het jaar leeg."),
        ("zeven", "2029", "Vul een getal in, bijvoorbeeld 7,5 of 40."),
        ("1" * 12, "2029", "Vul een getal in, bijvoorbeeld 7,5 of 40."),
        ("7\x00", "2029", "Vul een getal in, bijvoorbeeld 7,5 of 40."),
        ("7", "1999", "Vul een jaar in tussen 2000 en 2100."),
        ("7", "20x9", "Vul een jaar in tussen 2000 en 2100."),
    ],
)
def test_een_streefwaarde_die_niet_klopt_krijgt_een_zin(client, waarde, jaar, fout):
    doel, cijfer = maak_doel(), maak_indicator()
    log_in(client, doel.plan)
    velden = {f"waarde-{cijfer.pk}": waarde, f"jaar-{cijfer.pk}": jaar}

    antwoord = bewaar_doel(client, doel, indicatoren=[cijfer.pk], **velden)

    assert (antwoord.status_code, fout in tekst(antwoord)) == (422, True)
    assert doel.cijfers.count() == 0


def activiteit_velden(inzet, **anders):
    activiteit = inzet.activiteit
    basis = {"versie": activiteit.versie, "titel": activiteit.titel, "quick_win": "on"}
    return basis | {"trekker": activiteit.trekker_id} | anders


def test_wie_het_bijhoudt_hoort_bij_de_trekker(client):
    inzet = maak_inzet()
    lid, ander = maak_lid(inzet.activiteit.trekker), maak_lid(maak_partner())
    log_in(client, inzet.doel.plan)
    pagina = url("activiteit", inzet.doel.plan, inzet.uuid)

    fout = client.post(pagina, activiteit_velden(inzet, contact=ander.pk))
    goed = client.post(pagina, activiteit_velden(inzet, contact=lid.pk))

    inzet.refresh_from_db()
    assert (fout.status_code, goed.status_code) == (422, 302)
    assert (inzet.activiteit.contact, inzet.quick_win) == (lid, True)


def test_een_andere_trekker_zegt_zelf_wie_het_bijhoudt(client):
    inzet, ander = maak_inzet(), maak_partner()
    lid = maak_lid(inzet.activiteit.trekker)
    log_in(client, inzet.doel.plan)
    velden = activiteit_velden(inzet, contact=lid.pk, trekker=ander.pk)

    client.post(url("activiteit", inzet.doel.plan, inzet.uuid), velden)

    activiteit = Activiteit.objects.get()
    assert (activiteit.trekker, activiteit.contact) == (ander, None)


def test_een_oude_regel_schrijft_niet_over_de_buurt_van_een_ander(client):
    inzet = maak_inzet()
    log_in(client, inzet.doel.plan)
    pagina = url("activiteit", inzet.doel.plan, inzet.uuid)
    client.post(pagina, activiteit_velden(inzet))

    antwoord = client.post(pagina, activiteit_velden(inzet, quick_win=""))

    inzet.refresh_from_db()
    assert (antwoord.status_code, inzet.quick_win) == (409, True)


# A partner


@pytest.fixture
def eigen(client):
    """Somebody of the trekker of a line is at the screen."""
    inzet = maak_inzet(partners=[maak_partner()], quick_win=True)
    client.force_login(maak_lid(inzet.activiteit.trekker).gebruiker)
    return inzet


def test_een_partner_voegt_alleen_eigen_activiteiten_toe(client, eigen):
    pagina = url("activiteit_nieuw", eigen.doel.plan, eigen.doel.uuid)
    velden = {"uuid": uuid4(), "titel": "Zwemles", "quick_win": "on"}
    velden |= {"trekker": maak_partner().pk, "partners": [maak_partner().pk]}

    client.post(pagina, velden)

    nieuw = Inzet.objects.get(activiteit__titel="Zwemles")
    assert nieuw.activiteit.trekker == eigen.activiteit.trekker
    assert (nieuw.activiteit.toezegging, nieuw.online_op) == ("bevestigd", None)
    assert (nieuw.quick_win, nieuw.activiteit.partners.count()) == (False, 0)


def test_wie_voor_twee_organisaties_schrijft_kiest_welke(client, eigen):
    lid = maak_lid(eigen.activiteit.trekker).gebruiker
    tweede = maak_lid(maak_partner(), lid).partner
    client.force_login(lid)
    pagina = url("activiteit_nieuw", eigen.doel.plan, eigen.doel.uuid)
    velden = {"uuid": uuid4(), "titel": "Zwemles"}

    vreemd = client.post(pagina, velden | {"trekker": maak_partner().pk})
    goed = client.post(pagina, velden | {"trekker": tweede.pk})

    assert (vreemd.status_code, goed.status_code) == (422, 302)
    assert Activiteit.objects.get(titel="Zwemles").trekker == tweede


def test_een_partner_wijzigt_haar_eigen_regel_en_niet_wie_er_meedoet(client, eigen):
    partners = list(eigen.activiteit.partners.all())
    velden = {"versie": 1, "titel": "Nieuwe naam", "van": "2027", "partners": []}
    velden["trekker"] = maak_partner().pk

    client.post(url("activiteit", eigen.doel.plan, eigen.uuid), velden)

    eigen.refresh_from_db()
    activiteit = Activiteit.objects.get(pk=eigen.activiteit_id)
    assert (activiteit.titel, activiteit.trekker) == ("Nieuwe naam", eigen.activiteit.trekker)
    assert isinstance(activiteit.periode, DateRange)
    assert (list(activiteit.partners.all()), eigen.quick_win) == (partners, True)


def test_een_partner_wijzigt_niets_van_een_ander(client, eigen):
    ander = maak_inzet(eigen.doel)
    plan = eigen.doel.plan

    for pagina in [url("activiteit", plan, ander.uuid), url("verplaatsen", plan, eigen.uuid)]:
        assert client.get(pagina).status_code == 403
        assert client.post(pagina, {"versie": 1, "richting": "omhoog"}).status_code == 403


# Order


def test_een_stap_zegt_waar_het_nu_staat(client):
    plan = maak_plan()
    een, twee = (maak_doel(plan, titel=titel) for titel in ("Een", "Twee"))
    log_in(client, plan)
    html = client.get(url("bewerken", plan)).content.decode()
    lijst = html.partition('name="lijst" value="')[2].partition('"')[0]

    pagina = url("verplaatsen", plan, twee.uuid)
    antwoord = in_plaats(client, pagina, {"richting": "omhoog", "lijst": lijst})
    oud = in_plaats(client, pagina, {"richting": "omhoog", "lijst": lijst})

    assert "‘Twee’ staat nu op plaats 1 van 2." in tekst(antwoord)
    assert antwoord["HX-Retarget"] == "#doelen"
    assert antwoord["HX-Trigger-After-Settle"] == f'{{"richt": "omhoog-{twee.uuid}"}}'
    assert "Iemand anders veranderde deze lijst net." in tekst(oud)
    assert list(plan.doelen.all()) == [twee, een]


@pytest.mark.parametrize("velden", [{"richting": "opzij"}, {"plaats": "9"}, {"plaats": "x"}])
def test_een_vreemde_stap_doet_niets(client, velden):
    doel = maak_doel()
    log_in(client, doel.plan)

    antwoord = client.post(url("verplaatsen", doel.plan, doel.uuid), velden)

    assert antwoord.status_code == 422


def test_de_cijfers_van_de_wijk_staan_ernaast(client):
    plan = maak_doel().plan
    log_in(client, plan)

    pagina, deel = (
        client.get(url("bewerken_cijfers", plan), headers=koppen) for koppen in ({}, HTMX)
    )

    assert ("<html" in pagina.content.decode(), "<html" in deel.content.decode()) == (True, False)
