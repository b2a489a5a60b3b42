"""The dossier: what it shows to whom, and the steps that start from it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from berichten.models import Bericht
from buurtbudget.actions.beslissen import beoordeel, meld_belang
from buurtbudget.actions.indienen import trek_in
from buurtbudget.models import STAPPEN, Aanvraag, Belang, Beoordeling, Besluit, Status, Voorstel
from buurtbudget.tests.maken import (
    besluit,
    maak_grond,
    maak_ontvangen,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_bureau import (
    PER_POST,
    klant,
    lid_van,
    maak_bureau,
    maak_lid_zonder_account,
    maak_voorstel,
)
from partners.models import Lidmaatschap

pytestmark = pytest.mark.django_db
NUL, LANG = "naam\x00", "x" * 5000


def adres(naam, aanvraag):
    return reverse(f"buurtbudget:{naam}", args=[aanvraag.nummer])


def stuur(client, naam, aanvraag, **data):
    aanvraag.refresh_from_db()
    return client.post(adres(naam, aanvraag), {"versie": aanvraag.versie} | data)


def status(aanvraag):
    aanvraag.refresh_from_db()
    return aanvraag.status


def knoppen(client, aanvraag):
    return [knop.naam for knop in client.get(adres("dossier", aanvraag)).context["dossier"].knoppen]


@pytest.fixture
def bureau():
    return maak_bureau(vier_ogen_vanaf=200)


@pytest.fixture
def aanvraag(bureau):
    return maak_ontvangen(bureau.pot, titel="Bloembakken", aanvrager=PER_POST)


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_dossier_kost_evenveel_queries_met_meer_erin(aantal, django_assert_num_queries):
    bureau = maak_bureau(plafond=5000)
    rij = maak_toegekend(bureau.pot, aanvrager=PER_POST)
    for nr in range(aantal):
        rij.handtekeningen.create(naam=f"Buur {nr}", straat="Voorbeeldstraat")
        rij.posten.create(tekst="Slingers", bedrag=1)

    with django_assert_num_queries(22):
        assert bureau.client.get(adres("dossier", rij)).status_code == 200


def test_het_dossier_toont_alles_en_de_brief(bureau, aanvraag):
    html = bureau.client.get(adres("dossier", aanvraag)).content.decode()
    for tekst in ("Bloembakken", "Anneke Voorbeeld", "3817 AA", "Springkussen", "Brief (pdf)"):
        assert tekst in html

    brief = Bericht.objects.get(soort="bb_ontvangen")
    antwoord = bureau.client.get(
        reverse("buurtbudget:dossier_brief", args=[aanvraag.nummer, brief.uuid])
    )
    assert antwoord.content.startswith(b"%PDF")


def test_elke_stand_heeft_alleen_knoppen_die_open_gaan(bureau):
    for stand in STAPPEN:
        rij = maak_ontvangen(bureau.pot, gevraagd=1)
        if stand not in (Status.CONCEPT, Status.VERLOPEN):
            _forceer(rij, stand)
            for naam in knoppen(bureau.client, rij):
                assert bureau.client.get(adres(naam, rij)).status_code == 200, (stand, naam)


def _forceer(rij, stand):
    """To this state, past the guard on the steps: only its buttons are asked."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Aanvraag.objects.filter(pk=rij.pk).update(status=stand, declareren_voor=localdate())
        cursor.execute("SET LOCAL session_replication_role = origin")
    if stand == Status.VOORWAARDE:
        Besluit.objects.create(
            aanvraag=rij,
            uitkomst=stand,
            bedrag=1,
            motivering="Goed.",
            voorwaarde="Het mag.",
            voorwaarde_voor=localdate(),
            beslisser="S",
            voorgesteld_door=maak_teamlid(rij.gebied),
            door=maak_teamlid(rij.gebied),
            op=timezone.now(),
        )
    if stand in (Status.VRAAG, Status.DECLARATIE_VRAAG):
        rij.vragen.create(
            veld="idee", tekst="Hoe?", uiterlijk=localdate(), gesteld_door=maak_teamlid(rij.gebied)
        )


def test_oordelen_zie_je_pas_na_je_eigen_oordeel(bureau, aanvraag):
    beoordeel(
        aanvraag, lid=lid_van(bureau.bert), oordeel="nee", toelichting="Te duur", door=bureau.bert
    )
    html = bureau.client.get(adres("dossier", aanvraag)).content.decode()
    assert ("Te duur" in html, "Nog 1 van 2 leden." in html) == (False, True)

    stuur(bureau.client, "oordeel", aanvraag, lid=lid_van(bureau.joke).pk, oordeel="ja")

    assert "Te duur" in bureau.client.get(adres("dossier", aanvraag)).content.decode()


def test_het_bestuur_kiest_niet_en_ziet_oordelen_meteen(bureau, aanvraag):
    beoordeel(
        aanvraag, lid=lid_van(bureau.bert), oordeel="nee", toelichting="Te duur", door=bureau.bert
    )
    bestuur = klant(maak_teamlid(bureau.gebied, Lidmaatschap.Rol.BESTUUR))

    assert "Te duur" in bestuur.get(adres("dossier", aanvraag)).content.decode()
    assert bestuur.get(adres("oordeel", aanvraag)).status_code == 403


def test_een_oordeel_namens_een_lid_zonder_account_en_niet_namens_een_ander(bureau, aanvraag):
    ria = maak_lid_zonder_account(bureau.gebied)
    stuur(bureau.client, "oordeel", aanvraag, lid=ria.pk, oordeel="deels", bedrag="100")
    fout = stuur(bureau.client, "oordeel", aanvraag, lid=lid_van(bureau.bert).pk, oordeel="ja")

    rij = Beoordeling.objects.get()
    assert (rij.lid, rij.bedrag, rij.door, fout.status_code) == (ria, 100, bureau.joke, 422)


def test_een_oordeel_over_een_oude_versie_wordt_niet_bewaard(bureau, aanvraag):
    versie = aanvraag.versie
    maak_voorstel(aanvraag, bureau.bert)
    data = {"versie": versie, "lid": lid_van(bureau.joke).pk, "oordeel": "ja"}

    assert bureau.client.post(adres("oordeel", aanvraag), data).status_code == 409
    assert Beoordeling.objects.count() == 0


def test_na_een_belang_is_het_dossier_dicht(bureau, aanvraag):
    antwoord = stuur(
        bureau.client, "belang", aanvraag, lid=lid_van(bureau.joke).pk, reden="Mijn straat"
    )

    assert antwoord["Location"] == reverse("buurtbudget:bureau", args=[bureau.gebied.slug])
    assert bureau.client.get(adres("dossier", aanvraag)).status_code == 403
    assert stuur(bureau.client, "voorstel", aanvraag).status_code == 403


def test_wie_een_belang_meldt_is_niet_een_van_de_vier_ogen(bureau, aanvraag):
    stel(bureau.client, aanvraag)
    aanvraag.refresh_from_db()

    meld_belang(aanvraag, lid=lid_van(bureau.joke), door=bureau.bert)

    assert not Voorstel.objects.exists()
    assert Aanvraag.objects.get(pk=aanvraag.pk).versie == aanvraag.versie + 1


def test_een_belang_voor_een_lid_zonder_account_sluit_mij_niet_uit(bureau, aanvraag):
    ria = maak_lid_zonder_account(bureau.gebied)
    stuur(bureau.client, "belang", aanvraag, lid=ria.pk)

    assert Belang.objects.get().lid == ria
    assert (
        "Ria Voorbeeld praat niet mee"
        in bureau.client.get(adres("dossier", aanvraag)).content.decode()
    )


def test_vraag_en_geplakt_antwoord(bureau, aanvraag):
    dag = f"{localdate() + timedelta(7):%d-%m-%Y}"
    stuur(bureau.client, "vraag_stellen", aanvraag, idee="Hoe groot?", uiterlijk=dag)
    assert status(aanvraag) == "vraag"

    veld = f"antwoord_{aanvraag.vragen.get().pk}"
    assert stuur(bureau.client, "antwoord_invoeren", aanvraag).status_code == 422
    stuur(bureau.client, "antwoord_invoeren", aanvraag, **{veld: "Twee bij drie."})

    vraag = aanvraag.vragen.get()
    assert (status(aanvraag), vraag.antwoord, vraag.ingevoerd_door) == (
        "ontvangen",
        "Twee bij drie.",
        bureau.joke,
    )


def test_verder_zonder_antwoord(bureau, aanvraag):
    dag = f"{localdate() + timedelta(7):%d-%m-%Y}"
    stuur(bureau.client, "vraag_stellen", aanvraag, idee="Hoe groot?", uiterlijk=dag)

    stuur(bureau.client, "vraag_rusten", aanvraag)

    assert (status(aanvraag), aanvraag.vragen.get().antwoord) == (
        "ontvangen",
        "Geen antwoord gekregen.",
    )


@pytest.mark.parametrize("data", [{}, {"uiterlijk": "1-1-2020", "idee": "Hoe?"}, {"idee": NUL}])
def test_een_vraag_zonder_tekst_of_dag_geeft_uitleg(bureau, aanvraag, data):
    assert stuur(bureau.client, "vraag_stellen", aanvraag, **data).status_code == 422
    assert (status(aanvraag), aanvraag.vragen.count()) == ("ontvangen", 0)


def stel(client, aanvraag, **data):
    velden = {"uitkomst": "toegekend", "bedrag": "300", "motivering": "Een goed plan."}
    return stuur(client, "voorstel", aanvraag, **velden | data)


def bevestig(client, aanvraag, **data):
    voorstel = Voorstel.objects.get(aanvraag=aanvraag)
    velden = {"versie": voorstel.versie, "voorstel": voorstel.pk}
    return client.post(adres("bevestigen", aanvraag), velden | data)


def test_vier_ogen_de_een_stelt_voor_en_de_ander_bevestigt(bureau, aanvraag):
    stel(bureau.client, aanvraag)
    assert Bericht.objects.filter(soort="bb_toegekend").count() == 0
    assert (
        "Dit wacht op een tweede persoon"
        in bureau.client.get(adres("bevestigen", aanvraag)).content.decode()
    )
    assert bevestig(bureau.client, aanvraag).status_code == 422
    assert bureau.ander.get(adres("bevestigen", aanvraag)).context["na"] == 700

    bevestig(bureau.ander, aanvraag)

    rij = Besluit.objects.get()
    assert (rij.voorgesteld_door, rij.door, rij.bedrag) == (bureau.joke, bureau.bert, 300)
    bureau.pot.refresh_from_db()
    assert (status(aanvraag), bureau.pot.over) == ("toegekend", 700)
    assert Bericht.objects.filter(soort="bb_toegekend").count() == 1


def test_twee_keer_bevestigen_is_een_besluit(bureau, aanvraag):
    stel(bureau.client, aanvraag)
    voorstel = Voorstel.objects.get()
    data = {"versie": voorstel.versie, "voorstel": voorstel.pk}

    for _ in range(2):
        antwoord = bureau.ander.post(adres("bevestigen", aanvraag), data)
        assert antwoord["Location"] == adres("dossier", aanvraag)

    assert Besluit.objects.count() == 1


def test_niemand_bevestigt_een_voorstel_dat_intussen_anders_is(bureau, aanvraag):
    stel(bureau.client, aanvraag)
    voorstel = Voorstel.objects.get()
    stel(bureau.client, aanvraag, bedrag="400")

    antwoord = bureau.ander.post(
        adres("bevestigen", aanvraag), {"versie": voorstel.versie, "voorstel": voorstel.pk}
    )

    assert (antwoord.status_code, Besluit.objects.count()) == (409, 0)


def test_twee_voorstellen_tegelijk_de_tweede_ziet_het_eerste_en_houdt_zijn_tekst(bureau, aanvraag):
    versie = aanvraag.versie
    stel(bureau.client, aanvraag)

    antwoord = bureau.ander.post(
        adres("voorstel", aanvraag),
        {"versie": versie, "uitkomst": "toegekend", "bedrag": "50", "motivering": "Mijn tekst."},
    )

    assert (antwoord.status_code, Voorstel.objects.get().bedrag) == (409, 300)
    html = antwoord.content.decode()
    assert ("Mijn tekst." in html, "€\u00a0300" in html) == (True, True)


def test_een_team_van_twee_met_een_belang_maakt_het_af(bureau, aanvraag):
    bureau = maak_bureau(vier_ogen_vanaf=200, terugval="alleen")
    aanvraag = maak_ontvangen(bureau.pot)
    meld_belang(aanvraag, lid=lid_van(bureau.bert), door=bureau.bert)
    stel(bureau.client, aanvraag)
    assert bevestig(bureau.client, aanvraag).status_code == 422

    bevestig(bureau.client, aanvraag, alleen_omdat="Bert heeft een belang.")

    assert (status(aanvraag), Besluit.objects.get().alleen_omdat) == (
        "toegekend",
        "Bert heeft een belang.",
    )


def test_wie_een_voorstel_terugneemt_geeft_de_aanvraag_vrij(bureau, aanvraag):
    stel(bureau.client, aanvraag)
    oud = bureau.client.post(adres("voorstel_weg", aanvraag), {"versie": 1})
    assert (oud["Location"], Voorstel.objects.count()) == (adres("bevestigen", aanvraag), 1)

    stuur(bureau.client, "voorstel_weg", aanvraag)

    assert (Voorstel.objects.count(), "voorstel" in knoppen(bureau.client, aanvraag)) == (0, True)


def test_intrekken_neemt_het_voorstel_mee(bureau, aanvraag):
    maak_voorstel(aanvraag, bureau.joke)
    aanvraag.refresh_from_db()

    trek_in(aanvraag, versie=aanvraag.versie, namens_aanvrager=True)

    assert Voorstel.objects.count() == 0


def test_afwijzen_vraagt_een_grond_en_stuurt_die_mee(bureau, aanvraag):
    grond = maak_grond(brieftekst="Dit is geen plan voor de buurt.")
    fout = stel(bureau.client, aanvraag, uitkomst="afgewezen")
    assert "grond" in fout.context["form"].errors

    stel(bureau.client, aanvraag, uitkomst="afgewezen", grond=grond.pk)
    bevestig(bureau.client, aanvraag)  # nothing is granted: one person is enough

    assert (status(aanvraag), Besluit.objects.get().bedrag) == ("afgewezen", None)
    assert Bericht.objects.get(soort="bb_afgewezen").feiten["grond"] == grond.brieftekst


def test_onder_voorwaarde_en_dan_definitief(bureau, aanvraag):
    dag = f"{localdate() + timedelta(30):%d-%m-%Y}"
    fout = stel(bureau.client, aanvraag, uitkomst="voorwaarde")
    assert set(fout.context["form"].errors) == {"voorwaarde", "voorwaarde_voor"}
    stel(bureau.client, aanvraag, uitkomst="voorwaarde", voorwaarde="Het mag.", voorwaarde_voor=dag)
    bevestig(bureau.ander, aanvraag)
    bureau.pot.refresh_from_db()
    assert (status(aanvraag), bureau.pot.gereserveerd) == ("voorwaarde", 300)

    stuur(bureau.client, "voorwaarde", aanvraag, voldaan="ja", motivering="Het mag.")

    bureau.pot.refresh_from_db()
    assert (status(aanvraag), bureau.pot.gereserveerd, bureau.pot.verplicht) == (
        "toegekend",
        0,
        300,
    )


def test_een_voorwaarde_die_niet_lukt_vraagt_een_grond(bureau, aanvraag):
    besluit(aanvraag, "voorwaarde", 300, voorwaarde="Het mag.", voorwaarde_voor=localdate())
    fout = stuur(bureau.client, "voorwaarde", aanvraag, voldaan="nee", motivering="Nee.")
    assert fout.status_code == 422

    stuur(
        bureau.client,
        "voorwaarde",
        aanvraag,
        voldaan="nee",
        motivering="Nee.",
        grond=maak_grond().pk,
    )

    bureau.pot.refresh_from_db()
    assert (status(aanvraag), bureau.pot.over) == ("afgewezen", 1000)


def test_meer_dan_in_de_pot_of_dan_gevraagd_wordt_geen_besluit(bureau):
    groot = maak_ontvangen(bureau.pot, gevraagd=1500)
    fout = stel(bureau.client, groot, bedrag="1600")
    assert "Er is €\u00a01.500 gevraagd" in fout.content.decode()

    stel(bureau.client, groot, bedrag="1500")
    assert (
        "Dat past niet in de pot" in bureau.ander.get(adres("bevestigen", groot)).content.decode()
    )
    fout = bevestig(bureau.ander, groot)

    assert "Dat past niet: er is nog €\u00a01.000 over" in fout.content.decode()
    assert (status(groot), Besluit.objects.count(), Voorstel.objects.count()) == ("ontvangen", 0, 1)


@pytest.mark.parametrize(
    "data",
    [
        {"motivering": NUL},
        {"motivering": LANG},
        {"bedrag": "veel"},
        {"bedrag": "0"},
        {"bedrag": "NaN"},
        {"uitkomst": "misschien"},
        {"uitkomst": "afgewezen", "grond": "9" * 30},
        {"uitkomst": "afgewezen", "grond": NUL},
        {"uitkomst": "voorwaarde", "voorwaarde": "Het mag.", "voorwaarde_voor": "31-2-2027"},
        {"versie": "geen"},
        {"versie": ""},
    ],
)
def test_vreemde_invoer_bij_een_voorstel_geeft_uitleg(bureau, aanvraag, data):
    assert stel(bureau.client, aanvraag, **data).status_code == 422
    assert Voorstel.objects.count() == 0


@pytest.mark.parametrize("naam", ["oordeel", "vraag_stellen", "belang", "gaat_niet_door"])
@pytest.mark.parametrize("gek", [NUL, LANG])
def test_vreemde_invoer_elders_geeft_ook_uitleg(bureau, aanvraag, naam, gek):
    namen = ["lid", "reden", "idee", "oordeel", "bedrag", "toelichting", "uiterlijk"]

    assert stuur(bureau.client, naam, aanvraag, **dict.fromkeys(namen, gek)).status_code == 422


def test_gaat_niet_door_geeft_het_geld_terug(bureau):
    rij = maak_toegekend(bureau.pot, gevraagd=400)
    stuur(bureau.client, "gaat_niet_door", rij, reden="Mevrouw belde.")

    bureau.pot.refresh_from_db()
    stap = rij.gebeurtenissen.last()
    assert (status(rij), bureau.pot.over) == ("gaat_niet_door", 1000)
    assert (stap.reden, stap.namens_aanvrager, stap.door) == ("Mevrouw belde.", True, bureau.joke)


def test_een_oud_scherm_doet_niets_en_houdt_de_tekst(bureau):
    rij = maak_toegekend(bureau.pot)
    antwoord = bureau.client.post(
        adres("gaat_niet_door", rij), {"versie": rij.versie - 1, "reden": "Mevrouw belde."}
    )

    assert (antwoord.status_code, status(rij)) == (409, "toegekend")
    assert "Mevrouw belde." in antwoord.content.decode()
    assert f'name="versie" value="{rij.versie}"' in antwoord.content.decode()


def test_laten_vervallen_kan_pas_na_twee_herinneringen(bureau):
    rij = maak_toegekend(bureau.pot)
    assert bureau.client.get(adres("vervallen", rij)).status_code == 302
    _forceer(rij, Status.HERINNERD)
    dag = localdate() - timedelta(weeks=10)
    Aanvraag.objects.filter(pk=rij.pk).update(
        herinneringen=2, declareren_voor=dag, herinnerd_op=dag + timedelta(weeks=2)
    )

    stuur(bureau.client, "vervallen", rij, reden="We hoorden niets meer.")

    bureau.pot.refresh_from_db()
    assert (status(rij), bureau.pot.over) == ("vervallen", Decimal(1000))
