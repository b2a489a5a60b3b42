from datetime import datetime, time, timedelta
from threading import Thread

import pytest
from django.db import connection, connections
from django.utils import timezone

from berichten.models import Bericht
from berichten.teksten import schrijf
from gebruikers.tests.maken import maak_gebruiker, periode
from kern.exceptions import RegelGeschonden
from kern.tests.wachten import wacht_op_een_wachtende
from partners.models import Contactpersoon
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.regels import Melding, meld_regels
from wijkplannen.actions.seintjes import beantwoord, stuur_seintje, stuur_seintjes
from wijkplannen.models import Inzet, Seintje, Voortgang
from wijkplannen.tests.maken import maak_inzet, meld
from wijkplannen.tests.maken_volgen import ingevuld, maak_seintje, maak_stil, pad

pytestmark = pytest.mark.django_db


def melding(inzet, stand="in_uitvoering", zin="Het loopt goed."):
    return Melding(inzet, inzet.versie, stand, zin)


def gevraagd():
    return list(Bericht.objects.filter(soort="wp_seintje").values_list("kanaal", "aan"))


# --- who is asked -----------------------------------------------------------------------------


def test_wie_de_regels_bijhoudt_krijgt_de_mail_en_de_anderen_niet():
    inzet = maak_stil()[0]
    partner = inzet.activiteit.trekker
    houder = maak_lid(partner)
    maak_lid(partner)
    inzet.activiteit.contact = houder
    inzet.activiteit.save()

    stuur_seintje(partner, door=None)

    assert gevraagd() == [("mail", houder.gebruiker.email)]


def test_zonder_houder_krijgen_alle_leden_met_mail_hem():
    partner = maak_stil()[0].activiteit.trekker
    leden = [maak_lid(partner), maak_lid(partner)]
    maak_lid(partner, maak_gebruiker(is_active=False))
    maak_lid(partner, kanaal="telefoon")
    maak_lid(partner, periode=periode(-9, -1))

    stuur_seintje(partner, door=None)

    assert set(gevraagd()) == {("mail", lid.gebruiker.email) for lid in leden}


def test_zonder_leden_krijgt_de_contactpersoon_hem():
    partner = maak_stil()[0].activiteit.trekker
    Contactpersoon.objects.create(partner=partner, naam="Bel mij", telefoon="033 – 000 01 23")
    Contactpersoon.objects.create(partner=partner, naam="Mail mij", email="mail@voorbeeld.example")

    seintje = stuur_seintje(partner, door=None)

    assert (seintje.kanaal, gevraagd()) == ("mail", [("mail", "mail@voorbeeld.example")])


@pytest.mark.parametrize("nummer", ["033 – 000 01 23", ""])
def test_een_partner_zonder_mail_komt_op_de_bellijst(nummer):
    partner = maak_stil()[0].activiteit.trekker
    if nummer:
        Contactpersoon.objects.create(partner=partner, naam="Bel mij", telefoon=nummer)

    seintje = stuur_seintje(partner, door=None)

    assert (seintje.kanaal, gevraagd()) == ("telefoon", [("telefoon", nummer)])


def test_de_mail_noemt_de_regels_per_wijk_en_wie_het_vraagt():
    inzet = maak_stil(aantal=2)[0]
    maak_seintje(inzet, door=maak_gebruiker(naam="Samira Bos"))

    onderwerp, tekst = schrijf(Bericht.objects.get(soort="wp_seintje"))

    assert onderwerp == f"Klopt dit nog? {inzet.activiteit.trekker} in de wijkplannen"
    assert "Samira Bos van de gemeente wil graag weten" in tekst
    assert "Van 2 hoorden wij meer dan een half jaar niets." in tekst
    assert f"{inzet.doel.plan.gebied}\n- {inzet.activiteit}: gepland, nog niets gehoord" in tekst
    assert pad(Seintje.objects.get()) in tekst


# --- how often --------------------------------------------------------------------------------


def test_hooguit_een_seintje_per_zeven_dagen():
    partner = maak_stil()[0].activiteit.trekker
    maak_lid(partner)
    nu = timezone.now()

    eerste = stuur_seintje(partner, door=None, nu=nu)
    assert stuur_seintje(partner, door=None, nu=nu + timedelta(days=6)) == eerste
    assert len(gevraagd()) == 1
    assert stuur_seintje(partner, door=None, nu=nu + timedelta(days=8)) != eerste


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_vragen_sturen_een_seintje():
    """Without the lock both find that nobody asked yet."""
    partner = maak_stil()[0].activiteit.trekker
    ander = connections["default"].copy()

    def vraag():
        stuur_seintje(partner, door=None)
        connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM partners_partner WHERE id = %s FOR UPDATE", [partner.pk])
        tweede = Thread(target=vraag)
        tweede.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute(
            "INSERT INTO wijkplannen_seintje (uuid, partner_id, kanaal, tot, op)"
            " VALUES (gen_random_uuid(), %s, 'mail', current_date, now())",
            [partner.pk],
        )
        cursor.execute("COMMIT")
    ander.close()
    tweede.join()

    assert (Seintje.objects.count(), gevraagd()) == (1, [])


def test_wie_niets_heeft_lopen_wordt_niets_gevraagd():
    inzet = maak_stil()[0]
    meld(inzet, "uitgevoerd")

    with pytest.raises(RegelGeschonden, match="geen activiteit"):
        stuur_seintje(inzet.activiteit.trekker, door=None)

    assert (Seintje.objects.count(), gevraagd()) == (0, [])


def test_iedereen_een_seintje_zegt_wie_wat_kreeg():
    met_mail, zonder, al = (maak_stil()[0].activiteit.trekker for _ in range(3))
    maak_lid(met_mail)
    stuur_seintje(al, door=None)

    uit = stuur_seintjes([met_mail, zonder, al], door=None)

    assert (uit.mail, uit.bellen, uit.al_gevraagd) == ([met_mail], [zonder], [al])


# --- many lines at once -----------------------------------------------------------------------


def test_regels_worden_samen_gemeld_en_wat_verschoof_komt_terug():
    eerste, tweede = maak_stil(aantal=2)
    meld(tweede, "doorlopend", "Iemand anders was sneller.")

    achter = meld_regels([melding(eerste), melding(tweede)], door=maak_gebruiker())

    assert achter == [tweede]
    eerste.refresh_from_db()
    tweede.refresh_from_db()
    assert (eerste.stand, tweede.zin) == ("in_uitvoering", "Iemand anders was sneller.")
    assert eerste.voortgang.get().namens == eerste.activiteit.trekker


def test_een_stap_die_niet_bestaat_schrijft_niets():
    eerste, tweede = maak_stil(aantal=2)
    meld(tweede)
    tweede.refresh_from_db()

    with pytest.raises(RegelGeschonden):
        meld_regels([melding(eerste), melding(tweede, "gepland")], door=maak_gebruiker())

    assert eerste.voortgang.count() == 0


def test_twee_keer_hetzelfde_zeggen_is_een_keer():
    inzet = maak_stil()[0]
    door = maak_gebruiker()

    for _ in range(2):
        assert meld_regels([melding(inzet)], door=door) == []

    assert inzet.voortgang.count() == 1


def test_een_link_meldt_niet_voor_een_ander():
    seintje = maak_seintje()
    vreemd = maak_stil()[0]

    with pytest.raises(RegelGeschonden, match="hoort niet bij"):
        beantwoord(seintje, [melding(vreemd)])


def test_wie_over_niets_iets_zegt_heeft_nog_niet_geantwoord():
    seintje = maak_seintje()

    beantwoord(seintje, [])

    seintje.refresh_from_db()
    assert seintje.beantwoord_op is None


def test_een_link_die_voorbij_is_meldt_niets_meer():
    inzet = maak_stil()[0]
    seintje = maak_seintje(inzet)

    with pytest.raises(RegelGeschonden, match="werkt niet meer"):
        beantwoord(seintje, [melding(inzet)], nu=timezone.now() + timedelta(days=31))

    assert Voortgang.objects.count() == 0


def test_een_link_werkt_tot_en_met_zijn_laatste_dag():
    inzet = maak_stil()[0]
    seintje = maak_seintje(inzet)
    net_voor_twaalf = timezone.make_aware(datetime.combine(seintje.tot, time.max))

    beantwoord(seintje, [melding(inzet)], nu=net_voor_twaalf)

    assert Voortgang.objects.count() == 1


# --- the page behind the link -----------------------------------------------------------------


def alle_rijen():
    """Every row that the page could touch."""
    return [list(model.objects.order_by("pk").values()) for model in (Inzet, Voortgang, Seintje)]


@pytest.mark.parametrize("methode", ["get", "head"])
def test_een_scanner_die_de_link_opent_verandert_niets(client, methode):
    seintje = maak_seintje(maak_stil(aantal=2)[0])
    voor = alle_rijen()

    antwoord = getattr(client, methode)(pad(seintje))

    assert (antwoord.status_code, alle_rijen(), antwoord.cookies) == (200, voor, {})


def test_alles_klopt_nog_bevestigt_elke_regel_met_dezelfde_zin(client):
    inzetten = maak_stil(aantal=2)
    meld(inzetten[0], zin="De eerste les was vol.")
    seintje = maak_seintje(inzetten[0])

    antwoord = client.post(pad(seintje), ingevuld(client.get(pad(seintje))) | {"klopt": "alles"})

    assert (antwoord.status_code, antwoord.url) == (302, pad(seintje))
    meldingen = Voortgang.objects.filter(seintje=seintje).order_by("pk")
    assert list(meldingen.values_list("stand", "zin", "door", "namens")) == [
        ("in_uitvoering", "De eerste les was vol.", None, seintje.partner_id),
        ("gepland", "", None, seintje.partner_id),
    ]
    assert "Dank je wel" in client.get(pad(seintje)).content.decode()


def test_de_tweede_tik_meldt_niet_nog_eens(client):
    seintje = maak_seintje()
    velden = ingevuld(client.get(pad(seintje))) | {"klopt": "alles"}

    for _ in range(2):
        assert client.post(pad(seintje), velden).status_code == 302

    assert Voortgang.objects.count() == 1


def test_alleen_wat_veranderde_wordt_verstuurd(client):
    een, twee = maak_stil(aantal=2)
    seintje = maak_seintje(een)
    anders = {een.activiteit.titel: {"stand": "uitgevoerd", "zin": "Het feest was geweldig."}}

    client.post(pad(seintje), ingevuld(client.get(pad(seintje)), **anders) | {"klopt": ""})

    een.refresh_from_db()
    assert (een.openbare_stand, een.openbare_zin) == ("uitgevoerd", "Het feest was geweldig.")
    assert twee.voortgang.count() == 0


def test_een_stop_wacht_op_de_gebiedsmanager(client):
    inzet = maak_stil()[0]
    seintje = maak_seintje(inzet)
    anders = {inzet.activiteit.titel: {"stand": "gestopt", "zin": "Er was geen zaal."}}

    client.post(pad(seintje), ingevuld(client.get(pad(seintje)), **anders) | {"klopt": ""})

    inzet.refresh_from_db()
    assert (inzet.stand, inzet.openbare_stand) == ("gestopt", "gepland")


def test_stoppen_zonder_reden_geeft_een_fout_en_bewaart_niets(client):
    inzet = maak_stil()[0]
    seintje = maak_seintje(inzet)
    velden = ingevuld(client.get(pad(seintje)), **{inzet.activiteit.titel: {"stand": "gestopt"}})

    antwoord = client.post(pad(seintje), velden | {"klopt": "alles"})

    assert antwoord.status_code == 422
    assert "Schrijf in één zin waarom de activiteit stopt." in antwoord.content.decode()
    assert Voortgang.objects.count() == 0


def test_wat_intussen_gemeld_is_komt_terug_met_beide_teksten(client):
    een, twee = maak_stil(aantal=2)
    seintje = maak_seintje(een)
    velden = ingevuld(
        client.get(pad(seintje)),
        **{een.activiteit.titel: {"stand": "in_uitvoering", "zin": "Mijn eigen zin."}},
    )
    meld(een, "doorlopend", "De zin van de gebiedsmanager.")

    antwoord = client.post(pad(seintje), velden | {"klopt": "alles"})

    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "De zin van de gebiedsmanager." in html
    assert "Mijn eigen zin.</textarea>" in html
    assert (een.voortgang.count(), twee.voortgang.count()) == (1, 1)
    client.post(pad(seintje), ingevuld(antwoord) | {"klopt": ""})
    een.refresh_from_db()
    assert een.zin == "Mijn eigen zin."


def test_na_de_laatste_dag_staat_er_wie_je_kunt_bellen(client):
    inzet = maak_stil()[0]
    seintje = maak_seintje(inzet)
    Seintje.objects.update(tot=timezone.localdate() - timedelta(days=1))
    Contactpersoon.objects.create(
        partner=maak_partner(),
        gebied=inzet.doel.plan.gebied,
        naam="Carla Dekker",
        telefoon="033 – 000 01 27",
        is_openbaar=True,
    )

    for antwoord in (client.get(pad(seintje)), client.post(pad(seintje), {"klopt": "alles"})):
        assert antwoord.status_code == 410
        assert 'href="tel:+31330000127"' in antwoord.content.decode()
    assert Voortgang.objects.count() == 0


def test_een_link_die_niet_van_ons_is_bestaat_niet(client):
    pad_ = pad(maak_seintje())
    assert client.get(pad_[:-2] + "x/").status_code == 404


def test_de_link_laat_alleen_de_eigen_lopende_regels_zien(client):
    inzet = maak_stil()[0]
    seintje = maak_seintje(inzet)
    maak_inzet(inzet.doel, titel="Van een ander")
    klaar = maak_inzet(inzet.doel, titel="Is al klaar", trekker=seintje.partner)
    meld(klaar, "uitgevoerd")

    regels = client.get(pad(seintje)).context["wijken"][0].regels

    assert [regel.inzet for regel in regels] == [inzet]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_bladzijde_kost_vier_query_s(client, aantal, django_assert_num_queries):
    seintje = maak_seintje(maak_stil(aantal=aantal)[0])

    with django_assert_num_queries(4):  # the link, its partner, the lines, what it was put down for
        client.get(pad(seintje))
