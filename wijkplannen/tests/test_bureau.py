from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from berichten.models import Bericht
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from partners.models import Contactpersoon
from partners.tests.maken import maak_lid
from wijkplannen.actions.bezoek import noteer_bezoek
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.seintjes import stuur_seintje
from wijkplannen.actions.toezeggingen import zeg_toe
from wijkplannen.bureau import lees_bureau
from wijkplannen.bureau.week import in_woorden
from wijkplannen.models import (
    Bezoek,
    Bijeenkomst,
    GeplandePublicatie,
    Inbreng,
    Opmerking,
    Seintje,
    Wijkplan,
    Wijzigingsvoorstel,
)
from wijkplannen.tests.maken import (
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_online_plan,
    meld,
)
from wijkplannen.tests.maken_inbreng import maak_afspraak, maak_bijeenkomst
from wijkplannen.tests.maken_volgen import maak_stil

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def bureau(plan, ik=None, sinds=None):
    nu = timezone.now()
    return lees_bureau(
        {plan.gebied_id},
        list(Wijkplan.objects.filter(gebied=plan.gebied).met_wijzigingen().voor_lijst()),
        gebruiker=ik or maak_gebruiker(),
        sinds=sinds or nu - DAG,
        nu=nu,
    )


def koppen(punten):
    return [punt.kop for punt in punten]


@pytest.fixture
def plan():
    """A plan of which nothing happened since yesterday."""
    return maak_online_plan(activiteiten=0)


# --- since your last visit --------------------------------------------------------------------


def nieuw(plan, **wat):
    return [kop for kop in koppen(bureau(plan, **wat).nieuw) if "versie 1" not in kop]


def test_bevestigde_regels_staan_samen_en_wat_veranderde_apart(plan):
    een, twee, drie = maak_stil(aantal=3, plan=plan)
    for inzet in (een, twee):
        meld(inzet, "gepland", "", namens=een.activiteit.trekker)
    meld(drie, "uitgevoerd", "Het feest was vol.", namens=drie.activiteit.trekker)

    punten = bureau(plan).nieuw

    assert koppen(punten)[:2] == [
        "2 regels zijn weer bevestigd",
        f"{drie.activiteit} is uitgevoerd",
    ]
    assert [punt.uitleg for punt in punten[:2]] == [
        f"{een.activiteit.trekker} 2",
        f"{een.activiteit.trekker}: Het feest was vol.",
    ]


def test_wat_je_zelf_deed_of_al_zag_is_geen_nieuws(plan):
    ik = maak_gebruiker()
    een, twee = maak_stil(aantal=2, plan=plan)
    meld(een, door=ik)
    meld(twee, nu=timezone.now() - timedelta(days=3))

    assert nieuw(plan, ik=ik) == []


def test_wat_elders_gebeurt_is_geen_nieuws(plan):
    meld(maak_stil()[0])
    assert nieuw(plan) == []


def test_opmerkingen_voorstellen_toezeggingen_reacties_en_versies_zijn_nieuws(plan):
    doel, nu = plan.doelen.first(), timezone.now()
    wie = {"plan": plan, "doel": doel, "door": maak_gebruiker(naam="Lies Lid"), "op": nu}
    Opmerking.objects.create(tekst="Klopt dit?", **wie)
    Wijzigingsvoorstel.objects.create(velden={}, was={}, **wie)
    Inbreng.objects.create(gebied=plan.gebied, tekst="Meer bankjes.", ontvangen_op=nu)
    inzet = maak_stil(plan=plan)[0]
    zeg_toe(inzet.activiteit, antwoord="bevestigd", door=maak_gebruiker())
    maak_doel(plan)
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Een doel erbij.", door=maak_gebruiker())

    assert nieuw(plan) == [
        "1 antwoord op een toezegging",
        "1 opmerking",
        "1 voorstel voor een tekst",
        "1 wens of reactie van bewoners",
        f"{plan}: versie 2 staat online",
    ]


def test_een_onbevestigde_reactie_telt_niet(plan):
    wat = {"gebied": plan.gebied, "ontvangen_op": timezone.now(), "status": "onbevestigd"}
    Inbreng.objects.create(**wat)
    assert (nieuw(plan), bureau(plan).wacht) == ([], [])


# --- visits -----------------------------------------------------------------------------------


def test_een_bezoek_wordt_hooguit_eens_per_vier_uur_opgeschreven():
    ik, nu = maak_gebruiker(), timezone.now()

    assert noteer_bezoek(ik, None, nu=nu) == nu - timedelta(days=7)
    bezoek = Bezoek.objects.get()
    assert noteer_bezoek(ik, bezoek, nu=nu + timedelta(hours=3)) == nu - timedelta(days=7)
    assert Bezoek.objects.get().laatste == nu

    later = nu + timedelta(hours=5)
    assert noteer_bezoek(ik, bezoek, nu=later) == nu
    bezoek = Bezoek.objects.get()
    assert (bezoek.vorige, bezoek.laatste) == (nu, later)
    assert noteer_bezoek(ik, bezoek, nu=later + timedelta(hours=1)) == nu


def test_twee_bladzijden_tegelijk_zijn_een_bezoek():
    ik, nu = maak_gebruiker(), timezone.now()
    noteer_bezoek(ik, None, nu=nu)
    gelezen, later = Bezoek.objects.get(), nu + timedelta(hours=5)

    noteer_bezoek(ik, gelezen, nu=later)
    noteer_bezoek(ik, gelezen, nu=later + timedelta(seconds=1))

    bezoek = Bezoek.objects.get()
    assert (bezoek.vorige, bezoek.laatste) == (nu, later)


# --- waits for you ----------------------------------------------------------------------------


def test_wat_wacht_staat_er_met_de_weg_ernaartoe(plan):
    doel, nu = plan.doelen.first(), timezone.now()
    inzet = maak_stil(plan=plan)[0]
    zeg_toe(inzet.activiteit, antwoord="afgewezen", reden="Geen mensen.", door=maak_gebruiker())
    voorstel = Wijzigingsvoorstel.objects.create(
        plan=plan, doel=doel, door=maak_gebruiker(naam="Lies Lid"), op=nu, velden={}, was={}
    )
    for _ in range(2):
        Inbreng.objects.create(gebied=plan.gebied, ontvangen_op=nu)
    GeplandePublicatie.objects.create(
        plan=plan,
        op=nu,
        versie=1,
        wat_veranderd="x",
        status="mislukt",
        waarom="Er is daarna iets veranderd.",
        door=maak_gebruiker(),
        afgehandeld_op=nu,
    )

    punten = bureau(plan).wacht

    assert koppen(punten) == [
        f"{plan} ging niet vanzelf online",
        f"{inzet.activiteit.trekker} doet niet mee: {inzet.activiteit}",
        f"1 voorstel voor een tekst: {plan}",
        f"2 reacties van bewoners: {plan.gebied}",
    ]
    assert punten[2].link == reverse("wijkplannen:voorstel", args=[plan.slug, voorstel.uuid])


def test_een_mislukte_publicatie_rust_na_een_nieuwe_versie(plan):
    nu = timezone.now()
    GeplandePublicatie.objects.create(
        plan=plan,
        op=nu,
        versie=1,
        wat_veranderd="x",
        status="mislukt",
        waarom="x",
        door=maak_gebruiker(),
        afgehandeld_op=plan.huidige_versie.op - DAG,
    )
    assert bureau(plan).wacht == []


# --- who is silent ----------------------------------------------------------------------------


def test_stille_partners_staan_er_met_hun_regels_en_wie_net_gevraagd_is_blijft_staan(plan):
    een, _ = maak_stil(aantal=2, plan=plan)
    twee = maak_stil(plan=plan)[0]
    maak_lid(twee.activiteit.trekker)
    stuur_seintje(twee.activiteit.trekker, door=None)

    aandacht = bureau(plan).aandacht

    assert [(s.partner, len(s.regels), s.heeft_mail, s.net_gevraagd) for s in aandacht.stil] == [
        (een.activiteit.trekker, 2, False, False),
        (twee.activiteit.trekker, 1, True, True),
    ]
    assert [stilte.partner for stilte in aandacht.te_vragen] == [een.activiteit.trekker]


@pytest.mark.parametrize("hoe", ["lid", "contact", "niets"])
def test_het_bureau_zegt_vooraf_wie_een_mail_krijgt(plan, hoe):
    partner = maak_stil(plan=plan)[0].activiteit.trekker
    if hoe == "lid":
        maak_lid(partner)
    elif hoe == "contact":
        Contactpersoon.objects.create(partner=partner, naam="C", email="c@voorbeeld.example")

    gezegd = bureau(plan).aandacht.stil[0].heeft_mail

    assert (stuur_seintje(partner, door=None).kanaal == "mail") == gezegd == (hoe != "niets")


def test_na_het_antwoord_is_een_partner_niet_stil_meer(plan):
    inzet = maak_stil(plan=plan)[0]
    assert len(bureau(plan).aandacht.stil) == 1
    meld(inzet, namens=inzet.activiteit.trekker)
    assert bureau(plan).aandacht.stil == []


# --- this week --------------------------------------------------------------------------------


def test_deze_week_staat_op_volgorde_van_de_dagen(plan):
    vandaag, nu = timezone.localdate(), timezone.now()
    inzet = maak_stil(plan=plan)[0]
    inzet.activiteit.periode = DateRange(vandaag + 3 * DAG, vandaag + 400 * DAG)
    inzet.activiteit.save()
    for dagen in (2, 9):
        Bijeenkomst.objects.create(
            gebied=plan.gebied,
            titel=f"Overleg over {dagen} dagen",
            plaats="Wijkhuis",
            begin=nu + timedelta(days=dagen),
            einde=nu + timedelta(days=dagen, hours=1),
        )
    GeplandePublicatie.objects.create(
        plan=plan, op=nu + DAG, versie=1, wat_veranderd="x", door=maak_gebruiker()
    )

    assert koppen(bureau(plan).week) == [
        f"{plan} gaat online",
        "Overleg over 2 dagen",
        f"{inzet.activiteit} begint",
    ]


def test_een_afspraak_van_vorige_week_is_over_tijd(plan):
    bijeenkomst = maak_bijeenkomst(plan.gebied, dagen=-30)
    maak_afspraak(bijeenkomst, voor=timezone.localdate() - 7 * DAG)
    maak_afspraak(bijeenkomst, voor=timezone.localdate())

    laat, nu = bureau(plan).week

    assert laat.wanneer.startswith("Over tijd: was voor ")
    assert nu.wanneer == "Vandaag"


def test_wat_al_klaar_had_moeten_zijn_is_over_tijd(plan):
    inzet = maak_stil(plan=plan)[0]
    inzet.activiteit.periode = DateRange(date(2025, 1, 1), date(2025, 7, 1))
    inzet.activiteit.save()
    meld(inzet)

    assert bureau(plan).aandacht.te_laat == [(inzet, "Zou klaar zijn in juni 2025.")]


def test_een_moment_in_woorden():
    dag = date(2027, 2, 12)
    moment = datetime(2027, 2, 12, 14, 0, tzinfo=UTC)
    assert in_woorden(moment, dag) == "Vandaag, 15.00 uur"
    assert in_woorden(dag + DAG, dag) == "Zaterdag 13 februari"


# --- text for the council ---------------------------------------------------------------------


def test_de_raadstekst_telt_wat_bezoekers_zien(plan):
    een, twee = maak_stil(aantal=2, plan=plan)
    meld(een, "uitgevoerd")
    meld(twee, "gestopt", "Er was geen zaal.", namens=twee.activiteit.trekker)  # waits
    maak_inzet(een.doel)  # not online

    tekst = bureau(plan).raad[0]

    assert (tekst.aantal, tekst.telling) == (2, "1 is uitgevoerd, 1 is gepland")


# --- asking them ------------------------------------------------------------------------------


def test_een_tik_stuurt_iedereen_op_de_bladzijde_een_seintje(client, plan):
    met_mail, zonder = (maak_stil(plan=plan)[0].activiteit.trekker for _ in range(2))
    maak_lid(met_mail)
    elders = maak_stil()[0].activiteit.trekker
    client.force_login(maak_gebiedsmanager(plan))
    velden = {"partner": [met_mail.pk, zonder.pk, elders.pk]}

    antwoord = client.post(reverse("wijkplannen:seintjes"), velden, follow=True)

    assert set(Seintje.objects.values_list("partner", "kanaal")) == {
        (met_mail.pk, "mail"),
        (zonder.pk, "telefoon"),
    }
    melding = "1 partner kreeg een mail. 1 partner staat op je bellijst."
    assert melding in antwoord.content.decode()
    client.post(reverse("wijkplannen:seintjes"), velden)
    assert Seintje.objects.count() == 2


def test_de_mail_is_vooraf_te_lezen_en_dat_stuurt_niets(client, plan):
    inzet = maak_stil(plan=plan)[0]
    maak_lid(inzet.activiteit.trekker)
    client.force_login(maak_gebiedsmanager(plan))

    html = client.get(reverse("wijkplannen:seintjes")).content.decode()

    assert f"- {inzet.activiteit}: gepland, nog niets gehoord" in html
    assert (Seintje.objects.count(), Bericht.objects.filter(soort="wp_seintje").count()) == (0, 0)


def test_wie_niemand_mailt_leest_geen_mail(client, plan):
    partner = maak_stil(plan=plan)[0].activiteit.trekker
    client.force_login(maak_gebiedsmanager(plan))

    html = client.get(reverse("wijkplannen:seintjes")).content.decode()

    assert f"De mail aan {partner}" not in html
    assert "Zet op je bellijst" in html


def test_wie_belde_vinkt_dat_af(client, plan):
    partner = maak_stil(plan=plan)[0].activiteit.trekker
    stuur_seintje(partner, door=None)
    bericht = Bericht.objects.get(soort="wp_seintje")
    ander = maak_aanstelling(gebied=maak_online_plan().gebied).gebruiker
    adres = reverse("wijkplannen:seintje_gebeld", args=[bericht.uuid])

    client.force_login(ander)
    assert client.post(adres).status_code == 404
    ik = maak_gebiedsmanager(plan)
    client.force_login(ik)
    assert len(bureau(plan).bellijst) == 1
    assert client.post(adres).status_code == 302

    bericht.refresh_from_db()
    assert (bericht.status, bericht.verstuurd_door) == ("verzonden", ik)
    assert bureau(plan).bellijst == []
    assert client.post(adres).status_code == 404
