from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.utils import timezone

from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.tests.grenzen import weigert
from partners.tests.maken import maak_partner
from wijkplannen.actions import agenda
from wijkplannen.models import Activiteit, Inzet, Stand, Voortgang
from wijkplannen.tests.maken import maak_doel, maak_inzet, maak_plan, meld, probeer

pytestmark = pytest.mark.django_db


def test_een_melding_staat_in_de_rij_en_in_de_stand():
    inzet = maak_inzet()

    voortgang = meld(inzet, namens=inzet.activiteit.trekker)

    inzet.refresh_from_db()
    assert (inzet.stand, inzet.openbare_stand) == ("in_uitvoering", "in_uitvoering")
    assert (inzet.zin, inzet.openbare_zin) == (voortgang.zin, voortgang.zin)
    assert inzet.bijgewerkt_op == voortgang.op


def test_een_stop_van_een_partner_wacht_op_de_gebiedsmanager():
    inzet = maak_inzet()

    meld(inzet, Stand.GESTOPT, "Te weinig deelnemers.", namens=inzet.activiteit.trekker)

    inzet.refresh_from_db()
    assert (inzet.stand, inzet.openbare_stand) == ("gestopt", "gepland")
    assert inzet.wacht_op_akkoord
    agenda.zet_online(inzet, door=maak_gebruiker())
    inzet.refresh_from_db()
    assert (inzet.openbare_stand, inzet.openbare_zin) == ("gestopt", "Te weinig deelnemers.")


def test_openbaar_is_wat_online_staat_zonder_de_stop_van_een_partner():
    online, wacht, weg = maak_inzet(), maak_inzet(), maak_inzet()
    gemeld = meld(agenda.zet_online(online, door=maak_gebruiker()))
    online.refresh_from_db()
    meld(online, Stand.GESTOPT, "Te weinig deelnemers.", namens=online.activiteit.trekker)
    meld(wacht)
    meld(agenda.zet_online(weg, door=maak_gebruiker()))
    Inzet.objects.filter(pk=weg.pk).update(vervallen_op=timezone.now())

    assert list(Voortgang.objects.openbaar()) == [gemeld]


def test_wie_een_stop_goedkeurt_verandert_niet_sinds_wanneer_de_regel_online_staat():
    eerst = agenda.zet_online(maak_inzet(), door=maak_gebruiker())
    meld(eerst, Stand.GESTOPT, "Te weinig deelnemers.", namens=eerst.activiteit.trekker)

    nu = agenda.zet_online(eerst, door=maak_gebruiker())

    assert (nu.online_op, nu.online_door) == (eerst.online_op, eerst.online_door)
    assert nu.bijgewerkt_op > eerst.bijgewerkt_op


def test_een_stop_van_de_gebiedsmanager_is_meteen_openbaar():
    inzet = maak_inzet()

    meld(inzet, Stand.GESTOPT, "Te weinig deelnemers.")

    inzet.refresh_from_db()
    assert inzet.openbare_stand == "gestopt"


def test_stoppen_zonder_reden_kan_niet():
    inzet = maak_inzet()

    with pytest.raises(RegelGeschonden, match="waarom"):
        meld(inzet, Stand.GESTOPT, "")

    assert Voortgang.objects.count() == 0


@pytest.mark.parametrize("van", Stand)
@pytest.mark.parametrize("naar", Stand)
def test_alleen_stappen_uit_de_tabel(van, naar):
    inzet = maak_inzet()
    Inzet.objects.update(stand=van, openbare_stand=van, zin="Reden.", openbare_zin="Reden.")
    inzet.refresh_from_db()

    if naar in Inzet.STAPPEN[van]:
        meld(inzet, naar)
    else:
        with pytest.raises(RegelGeschonden):
            meld(inzet, naar)

    inzet.refresh_from_db()
    assert inzet.stand == (naar if naar in Inzet.STAPPEN[van] else van)


def test_een_oude_melding_overschrijft_geen_nieuwe():
    inzet = maak_inzet()
    meld(inzet)

    with pytest.raises(Verouderd) as botsing:
        meld(inzet, Stand.UITGEVOERD)

    assert botsing.value.huidig.stand == "in_uitvoering"
    assert Voortgang.objects.count() == 1


def test_dubbel_klikken_meldt_een_keer():
    inzet, uuid = maak_inzet(), uuid4()

    meld(inzet, uuid=uuid)
    meld(inzet, uuid=uuid)

    assert Voortgang.objects.count() == 1


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE wijkplannen_voortgang SET zin = 'anders'",
        "DELETE FROM wijkplannen_voortgang",
        "TRUNCATE wijkplannen_voortgang",
    ],
)
def test_een_melding_verandert_nooit_meer(opdracht):
    meld(maak_inzet())

    with pytest.raises(Error, match="pgtrigger"), transaction.atomic():
        probeer(opdracht)

    assert Voortgang.objects.get().zin == "De eerste les was vol."


def test_de_database_weigert_een_stop_zonder_reden():
    inzet = maak_inzet()

    rij, velden = Inzet.objects.filter(pk=inzet.pk), {"op": timezone.now(), "stand": "gestopt"}
    weigert("inzet_gestopt_heeft_reden", lambda: rij.update(stand="gestopt"))
    weigert(
        "voortgang_gestopt_heeft_reden",
        lambda: inzet.voortgang.create(door=maak_gebruiker(), **velden),
    )


def test_de_database_weigert_online_zonder_wie():
    inzet = maak_inzet()

    rij = Inzet.objects.filter(pk=inzet.pk)
    weigert("inzet_online_heeft_wie_en_wanneer", lambda: rij.update(online_op=timezone.now()))


def test_een_activiteit_staat_een_keer_bij_een_doel_en_mag_in_veel_plannen():
    inzet = maak_inzet()
    elders = maak_doel(maak_plan())

    tweede = agenda.plaats(inzet.activiteit, doel=inzet.doel)
    derde = agenda.plaats(inzet.activiteit, doel=elders)

    assert (tweede.pk, derde.pk != inzet.pk) == (inzet.pk, True)
    assert (Activiteit.objects.count(), Inzet.objects.count()) == (1, 2)


def test_de_trekker_is_geen_deelnemer_van_zichzelf():
    trekker, ander = maak_partner(), maak_partner()

    inzet = maak_inzet(trekker=trekker, partners=[trekker, ander])

    assert list(inzet.activiteit.partners.all()) == [ander]


def test_wat_online_staat_gaat_niet_stil_weg():
    inzet = maak_inzet()
    online = agenda.zet_online(inzet, door=maak_gebruiker())

    with pytest.raises(RegelGeschonden, match="gestopt"):
        agenda.beeindig_inzet(online, versie=online.versie)

    assert Inzet.objects.get().vervallen_op is None


def test_wat_nooit_online_stond_mag_weg():
    inzet = maak_inzet()

    agenda.beeindig_inzet(inzet, versie=inzet.versie)
    agenda.beeindig_inzet(inzet, versie=inzet.versie)

    assert list(Inzet.objects.lopend()) == []
    with pytest.raises(RegelGeschonden):
        agenda.zet_online(inzet, door=maak_gebruiker())


def test_wat_per_ongeluk_wegging_komt_terug_door_het_weer_te_plaatsen():
    inzet = maak_inzet()
    agenda.beeindig_inzet(inzet, versie=inzet.versie)

    terug = agenda.plaats(inzet.activiteit, doel=inzet.doel)

    assert list(Inzet.objects.lopend()) == [terug]
    assert terug.online_op is None


def test_bijgewerkt_is_wanneer_bezoekers_iets_nieuws_zien():
    inzet = agenda.zet_online(maak_inzet(), door=maak_gebruiker())
    online = inzet.bijgewerkt_op

    meld(inzet, Stand.GESTOPT, "Te duur.", namens=inzet.activiteit.trekker)

    inzet.refresh_from_db()
    assert (inzet.bijgewerkt_op, inzet.bevestigd_op > online) == (online, True)
    agenda.zet_online(inzet, door=maak_gebruiker())
    inzet.refresh_from_db()
    assert inzet.bijgewerkt_op > online


def test_wie_niet_meedoet_staat_er_niet_bij():
    inzet = maak_inzet(partners=[maak_partner(naam="Wel"), maak_partner(naam="Niet")])
    inzet.activiteit.deelnames.filter(partner__naam="Niet").update(
        toezegging="afgewezen", reden="Geen tijd", gezegd_op=timezone.now()
    )

    assert [rij.doen_mee for rij in Inzet.objects.voor_agenda()] == [["Wel"]]


def test_een_oude_wijziging_van_een_activiteit_botst():
    activiteit = maak_inzet().activiteit
    gelijk = {"trekker": activiteit.trekker, "omschrijving": ""}
    agenda.wijzig_activiteit(
        activiteit, versie=1, door=maak_gebruiker(), titel="Wandelgroep", **gelijk
    )

    with pytest.raises(Verouderd):
        agenda.wijzig_activiteit(
            activiteit, versie=1, door=maak_gebruiker(), titel="Loopgroep", **gelijk
        )

    assert Activiteit.objects.get().titel == "Wandelgroep"
