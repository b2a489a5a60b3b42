"""A verdeelronde until the meeting: who takes part, what is frozen, and whose column counts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate

from buurtbudget.actions.beslissen import Oordeel, meld_belang, stel_voor
from buurtbudget.actions.indienen import trek_in, wijzig
from buurtbudget.actions.kolommen import bewaar_verdeling, heropen, ik_ben_klaar
from buurtbudget.actions.ronde import begin_ronde, zet_data
from buurtbudget.actions.rondevergadering import naar_vergadering
from buurtbudget.actions.vragen import laat_rusten, stel_vragen
from buurtbudget.models import Verdeelronde, Verdeling
from buurtbudget.permissions import heeft_belang
from buurtbudget.rondestand import lees
from buurtbudget.tests.maken import maak_ontvangen, maak_pot, maak_spelregels, maak_teamlid
from buurtbudget.tests.maken_ronde import (
    OVERMORGEN,
    maak_ronde,
    maak_ronderegels,
    maak_vergadering,
    posten,
    vul,
)
from kern.exceptions import RegelGeschonden, Verouderd
from partners.tests.maken import maak_lid, maak_partner

pytestmark = pytest.mark.django_db


def begin(pot, **afwijking):
    velden = {"klaar_voor": localdate() + timedelta(9), "nu": timezone.now() + OVERMORGEN}
    regels = pot.regeling.spelregels.actueel().get(gebied=pot.gebied)
    return begin_ronde(regels, door=maak_teamlid(pot.gebied), **velden | afwijking)


def test_nummers_lopen_per_soort_en_dan_op_binnenkomst():
    regels = maak_ronderegels(
        categorieen=[{"naam": "Feest"}, {"naam": "Straat", "fysiek": True}, {"naam": "Sport"}]
    )
    pot = maak_pot(regels)
    feest, straat, sport = regels.categorieen.all()
    bank = maak_ontvangen(pot, categorie=straat, fysiek=True, handtekeningen_op_papier=20)
    bal = maak_ontvangen(pot, categorie=sport)
    eerste, tweede = maak_ontvangen(pot, categorie=feest), maak_ontvangen(pot, categorie=feest)

    ronde = begin(pot)

    assert [post.aanvraag for post in posten(ronde)] == [eerste, tweede, bal, bank]


def test_beginnen_kan_pas_na_de_sluitingsdatum_en_alleen_met_een_ronde():
    pot = maak_pot(maak_ronderegels())
    maak_ontvangen(pot)

    with pytest.raises(RegelGeschonden, match="Aanvragen kan nog tot en met"):
        begin(pot, nu=timezone.now())
    with pytest.raises(RegelGeschonden, match="één voor één"):
        begin(maak_pot(maak_spelregels(sluit_op=localdate())))
    assert Verdeelronde.objects.count() == 0


def test_wie_twee_keer_begint_heeft_een_ronde():
    ronde = maak_ronde()

    nog_een = begin(ronde.wijkbudget)

    assert (nog_een, Verdeelronde.objects.count(), ronde.deelnemers.count()) == (ronde, 1, 2)


def test_een_open_vraag_valt_niet_stil_buiten_de_ronde():
    pot = maak_pot(maak_ronderegels())
    aanvraag, lid = maak_ontvangen(pot), maak_teamlid(pot.gebied)
    morgen = localdate() + timedelta(1)
    vraag = {"vragen": {"kosten": "Waarom?"}, "uiterlijk": morgen, "door": lid}
    stel_vragen(aanvraag, versie=aanvraag.versie, **vraag)

    with pytest.raises(RegelGeschonden, match=f"vraag open bij {aanvraag.nummer}"):
        begin(pot)

    aanvraag.refresh_from_db()
    laat_rusten(aanvraag, versie=aanvraag.versie, door=lid)
    assert [post.aanvraag for post in posten(begin(pot))] == [aanvraag]


def test_wat_later_binnenkomt_blijft_erbuiten():
    ronde = maak_ronde()

    laat = maak_ontvangen(ronde.wijkbudget)

    assert laat not in [post.aanvraag for post in posten(ronde)]
    assert stel_voor(
        laat, Oordeel("toegekend", "Goed.", Decimal(5)), versie=laat.versie, door=ronde.leden[0]
    )


def test_in_de_ronde_verandert_de_aanvrager_niets_meer_en_beslist_niemand_apart():
    ronde = maak_ronde()
    aanvraag = posten(ronde)[0].aanvraag

    with pytest.raises(RegelGeschonden, match="niet meer veranderen"):
        wijzig(aanvraag, versie=aanvraag.versie, door=None, titel="Anders")
    with pytest.raises(RegelGeschonden, match="zit in de verdeelronde"):
        stel_voor(
            aanvraag,
            Oordeel("toegekend", "Goed.", Decimal(5)),
            versie=aanvraag.versie,
            door=ronde.leden[0],
        )


def test_een_kolom_bewaren_vervangt_de_hele_kolom():
    deelnemer = maak_ronde().deelnemers.first()

    vul(deelnemer, {1: 30, 2: 0}, klaar=False)
    vul(deelnemer, {1: 40}, klaar=False)

    assert [(rij.aanvraag.rondepost.volgnummer, rij.bedrag) for rij in Verdeling.objects.all()] == [
        (1, 40)
    ]
    deelnemer.refresh_from_db()
    assert (deelnemer.geteld_op is not None, deelnemer.ingevoerd_door) == (True, None)


def test_wie_het_intikt_staat_erbij():
    ronde = maak_ronde()
    deelnemer = ronde.deelnemers.last()

    vul(deelnemer, {1: 30}, door=ronde.leden[0])
    deelnemer.refresh_from_db()

    assert (deelnemer.lid.gebruiker, deelnemer.ingevoerd_door) == (ronde.leden[1], ronde.leden[0])


def test_niet_meer_dan_gevraagd_en_dan_is_er_niets_geschreven():
    deelnemer = maak_ronde().deelnemers.first()

    with pytest.raises(RegelGeschonden, match="nummer 2 €\u00a0100 of minder"):
        vul(deelnemer, {1: 10, 2: 101})
    with pytest.raises(RegelGeschonden, match="nummer 1"):
        vul(deelnemer, {1: -1})

    assert Verdeling.objects.count() == 0


def test_niet_boven_het_hoogste_bedrag_van_het_mandaat():
    ronde = maak_ronde()
    ronde.spelregels.regeling.mandaten.update(tot_bedrag=50)

    with pytest.raises(RegelGeschonden, match="nummer 1 €\u00a050 of minder"):
        vul(ronde.deelnemers.first(), {1: 60})


def test_boven_de_pot_is_te_bewaren_maar_niet_klaar():
    deelnemer = maak_ronde().deelnemers.first()

    kolom = vul(deelnemer, {1: 100, 2: 20}, klaar=False)

    assert Verdeling.objects.count() == 2
    with pytest.raises(RegelGeschonden, match="€\u00a020 te veel"):
        ik_ben_klaar(kolom, versie=kolom.versie, door=kolom.lid.gebruiker)


def test_een_deelpot_heeft_een_eigen_grens():
    regels = maak_ronderegels(categorieen=[{"naam": "Feest", "deelpot": "feesten"}])
    pot = maak_pot(regels, 1000)
    maak_pot(regels, 50, deelpot="feesten")
    maak_ontvangen(pot, 100, categorie=regels.categorieen.get())
    maak_teamlid(pot.gebied)
    ronde = begin(pot)

    with pytest.raises(RegelGeschonden, match="€\u00a010 te veel in de pot ‘feesten’"):
        vul(ronde.deelnemers.first(), {1: 60})


def test_een_lege_kolom_is_niet_klaar():
    deelnemer = maak_ronde().deelnemers.first()

    with pytest.raises(RegelGeschonden, match="nog niets ingevuld"):
        ik_ben_klaar(deelnemer, versie=deelnemer.versie, door=deelnemer.lid.gebruiker)


def test_klaar_is_dicht_tot_je_heropent():
    deelnemer = vul(maak_ronde().deelnemers.first(), {1: 30})

    with pytest.raises(RegelGeschonden, match="al klaar"):
        vul(deelnemer, {1: 40}, klaar=False)

    vul(heropen(deelnemer), {1: 40}, klaar=False)
    assert Verdeling.objects.get().bedrag == 40


def test_oude_kolom_wordt_niet_overschreven_maar_dezelfde_is_geen_botsing():
    deelnemer = maak_ronde().deelnemers.first()
    oud = deelnemer.versie
    vul(deelnemer, {1: 30}, klaar=False)
    aanvraag, door = posten(deelnemer.ronde)[0].aanvraag_id, deelnemer.lid.gebruiker

    with pytest.raises(Verouderd):
        bewaar_verdeling(deelnemer, versie=oud, bedragen={aanvraag: Decimal(50)}, door=door)
    bewaar_verdeling(deelnemer, versie=oud, bedragen={aanvraag: Decimal(30)}, door=door)

    assert Verdeling.objects.get().bedrag == 30


def test_klaar_ziet_een_kolom_die_intussen_veranderde():
    deelnemer = vul(maak_ronde().deelnemers.first(), {1: 30}, klaar=False)
    oud = deelnemer.versie
    vul(deelnemer, {1: 40}, klaar=False)

    with pytest.raises(Verouderd):
        ik_ben_klaar(deelnemer, versie=oud, door=deelnemer.lid.gebruiker)


def test_wie_een_belang_heeft_verdeelt_daar_niet():
    ronde = maak_ronde()
    eigen, gemeld = posten(ronde)
    deelnemer = ronde.deelnemers.first()
    eigen.aanvraag.indiener = ronde.leden[0]
    eigen.aanvraag.save()
    meld_belang(gemeld.aanvraag, lid=deelnemer.lid, door=ronde.leden[0])

    for nr in (1, 2):
        with pytest.raises(RegelGeschonden, match=f"verdeelt niet mee bij nummer {nr}"):
            vul(deelnemer, {nr: 10}, klaar=False)
    vul(ronde.deelnemers.last(), {1: 10, 2: 10}, klaar=False)


def test_buiten_de_ronde_is_dezelfde_regel_als_belang():
    ronde = maak_ronde(gevraagd=[100] * 4, leden=3)
    club = maak_partner()
    maak_lid(club, ronde.leden[0])
    een, twee, drie, _ = (post.aanvraag for post in posten(ronde))
    een.partner = club
    een.save()
    twee.indiener = ronde.leden[1]
    twee.save()
    meld_belang(drie, lid=ronde.deelnemers.last().lid, door=ronde.leden[2])

    stand = lees(ronde)
    gevonden = {
        (deelnemer.lid.gebruiker, post.aanvraag)
        for deelnemer in stand.deelnemers
        for post in stand.posten
        if (deelnemer.pk, post.aanvraag_id) in stand.buiten
    }

    assert gevonden == {
        (lid, post.aanvraag)
        for lid in ronde.leden
        for post in stand.posten
        if heeft_belang(lid, post.aanvraag)
    }
    assert len(gevonden) == 3


def test_in_de_vergadering_zijn_de_kolommen_dicht():
    ronde = maak_vergadering()

    with pytest.raises(RegelGeschonden, match="kolommen zijn dicht"):
        vul(ronde.deelnemers.first(), {1: 10}, klaar=False)


def test_wie_niet_klaar_is_wordt_met_naam_weggelaten():
    ronde = maak_ronde()
    klaar, niet = ronde.deelnemers.all()
    vul(klaar, {1: 50})
    vul(niet, {1: 10}, klaar=False)
    ronde.refresh_from_db()

    with pytest.raises(RegelGeschonden, match="Nog niet klaar: Lid 2"):
        naar_vergadering(ronde, versie=ronde.versie, door=ronde.leden[0])
    naar_vergadering(ronde, versie=ronde.versie, zonder=[niet.pk], door=ronde.leden[0])

    assert posten(ronde)[0].berekend == 50


def test_zonder_iemand_die_klaar_is_valt_er_niets_te_tellen():
    ronde = maak_ronde(leden=1)

    with pytest.raises(RegelGeschonden, match="nog niemand klaar"):
        naar_vergadering(
            ronde,
            versie=ronde.versie,
            zonder=[ronde.deelnemers.get().pk],
            door=ronde.leden[0],
        )


def test_een_ingetrokken_aanvraag_telt_nergens_meer_mee():
    ronde = maak_ronde()
    een, twee = ronde.deelnemers.all()
    vul(een, {1: 60, 2: 40})
    vul(twee, {1: 60, 2: 40})
    aanvraag = posten(ronde)[0].aanvraag
    trek_in(aanvraag, versie=aanvraag.versie, namens_aanvrager=True)

    ronde.refresh_from_db()
    naar_vergadering(ronde, versie=ronde.versie, door=ronde.leden[0])

    assert [post.berekend for post in posten(ronde)] == [None, 40]


def test_zonder_bedrag_is_niemand_klaar_met_een_proefbedrag_wel():
    ronde = maak_ronde(plafond=None)
    deelnemer = ronde.deelnemers.first()
    kolom = vul(deelnemer, {1: 60}, klaar=False)

    with pytest.raises(RegelGeschonden, match="nog geen bedrag om te verdelen"):
        ik_ben_klaar(kolom, versie=kolom.versie, door=kolom.lid.gebruiker)
    zet_data(
        ronde,
        versie=ronde.versie,
        klaar_voor=ronde.klaar_voor,
        vergadering_op=None,
        proefbedrag=Decimal(50),
    )
    with pytest.raises(RegelGeschonden, match="€\u00a010 te veel"):
        ik_ben_klaar(kolom, versie=kolom.versie, door=kolom.lid.gebruiker)


def test_een_kolom_van_64_kost_even_veel_vragen_als_een_van_drie():
    def vragen(aantal):
        deelnemer = maak_ronde(gevraagd=[100] * aantal).deelnemers.first()
        nummers = {post.aanvraag_id: Decimal(1) for post in posten(deelnemer.ronde)}
        with CaptureQueriesContext(connection) as gevraagd:
            bewaar_verdeling(deelnemer, versie=1, bedragen=nummers, door=deelnemer.lid.gebruiker)
        return len(gevraagd)

    assert [vragen(1), vragen(3), vragen(12)] == [12, 12, 12]
