from threading import Thread

import pytest
from django.db import connection, connections
from django.utils.timezone import localdate, now

from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.tests.wachten import wacht_op_een_wachtende
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import wijzig_activiteit, zet_online
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.toezeggingen import zeg_toe
from wijkplannen.models import Activiteit, Seintje
from wijkplannen.permissions import mag_toezeggen
from wijkplannen.tests.maken import (
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_plan,
)

pytestmark = pytest.mark.django_db
NEE = {"antwoord": "afgewezen", "reden": "Wij hebben er geen mensen voor."}


def maak_deelname(partner=None):
    inzet = maak_inzet(partners=[partner or maak_partner()])
    return inzet.activiteit.deelnames.get()


def maak_seintje(partner):
    return Seintje.objects.create(partner=partner, kanaal="mail", tot=localdate(), op=now())


def test_een_trekker_zegt_ja_en_later_nee():
    activiteit, lid = maak_inzet().activiteit, maak_gebruiker()

    zeg_toe(activiteit, antwoord="bevestigd", door=lid)
    na = zeg_toe(activiteit, door=lid, **NEE)

    assert (na.toezegging, na.reden, na.gezegd_door) == ("afgewezen", NEE["reden"], lid)


def test_een_ja_vergeet_de_reden_van_het_nee():
    deelname, lid = maak_deelname(), maak_gebruiker()

    zeg_toe(deelname, door=lid, **NEE)
    na = zeg_toe(deelname, antwoord="bevestigd", reden="oud", door=lid)

    assert (na.toezegging, na.reden) == ("bevestigd", "")


def test_hetzelfde_antwoord_nog_een_keer_verandert_niets():
    activiteit = maak_inzet().activiteit
    eerst = zeg_toe(activiteit, antwoord="bevestigd", door=maak_gebruiker())

    weer = zeg_toe(activiteit, antwoord="bevestigd", door=maak_gebruiker())

    assert (weer.gezegd_op, weer.gezegd_door) == (eerst.gezegd_op, eerst.gezegd_door)


def test_een_nee_zonder_reden_mag_niet():
    activiteit = maak_inzet().activiteit

    with pytest.raises(RegelGeschonden, match="waarom niet"):
        zeg_toe(activiteit, antwoord="afgewezen", door=maak_gebruiker())

    activiteit.refresh_from_db()
    assert activiteit.toezegging == "voorgesteld"


def test_een_link_van_een_ander_zegt_niets_toe():
    deelname = maak_deelname()

    with pytest.raises(RegelGeschonden, match="andere organisatie"):
        zeg_toe(deelname, antwoord="bevestigd", via=maak_seintje(maak_partner()))


def test_een_link_van_de_partner_zelf_zegt_toe():
    deelname = maak_deelname()
    seintje = maak_seintje(deelname.partner)

    na = zeg_toe(deelname, antwoord="bevestigd", via=seintje)

    assert (na.toezegging, na.gezegd_door, na.gezegd_via) == ("bevestigd", None, seintje)


def test_wie_iets_anders_las_zegt_dat_niet_toe():
    activiteit = maak_inzet().activiteit
    wijzig_activiteit(activiteit, versie=1, door=maak_gebruiker(), titel="Heel iets anders")

    with pytest.raises(Verouderd):
        zeg_toe(activiteit, antwoord="bevestigd", versie=1, door=maak_gebruiker())


def test_wie_geen_trekker_meer_is_zegt_niet_toe_voor_de_volgende():
    activiteit = maak_inzet().activiteit
    wijzig_activiteit(activiteit, versie=1, door=maak_gebruiker(), trekker=maak_partner())

    with pytest.raises(Verouderd):
        zeg_toe(activiteit, antwoord="bevestigd", door=maak_gebruiker())


def test_wie_niet_meer_meedoet_zegt_niets_toe():
    deelname = maak_deelname()
    wijzig_activiteit(deelname.activiteit, versie=1, door=maak_gebruiker(), partners=[])

    with pytest.raises(RegelGeschonden, match="niet meer"):
        zeg_toe(deelname, antwoord="bevestigd", door=maak_gebruiker())


@pytest.mark.django_db(transaction=True)
def test_wie_net_geen_trekker_meer_is_zegt_niet_toe_voor_de_volgende():
    """Without the lock the yes of the old trekker lands on the new one."""
    activiteit, volgende = maak_inzet().activiteit, maak_partner()
    ander, fouten = connections["default"].copy(), []

    def zeg_ja():
        try:
            zeg_toe(activiteit, antwoord="bevestigd", door=activiteit.gewijzigd_door)
        except Verouderd as fout:
            fouten.append(fout)
        connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE wijkplannen_activiteit SET trekker_id = %s", [volgende.pk])
        lid = Thread(target=zeg_ja)
        lid.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute("COMMIT")
    ander.close()
    lid.join()

    na = Activiteit.objects.get()
    assert (len(fouten), na.trekker, na.toezegging) == (1, volgende, "voorgesteld")


def test_een_activiteit_met_een_nee_gaat_niet_online():
    inzet = maak_inzet()
    zeg_toe(inzet.activiteit, door=maak_gebruiker(), **NEE)

    with pytest.raises(RegelGeschonden, match="doet dit niet"):
        zet_online(inzet, door=maak_gebruiker())

    inzet.refresh_from_db()
    assert inzet.online_op is None


def test_publiceren_laat_een_activiteit_met_een_nee_achter():
    plan = maak_plan()
    doel = maak_doel(plan)
    wel, niet = maak_inzet(doel), maak_inzet(doel)
    zeg_toe(niet.activiteit, door=maak_gebruiker(), **NEE)
    plan.refresh_from_db()

    versie = publiceer(
        plan, versie=plan.versie, wat_veranderd="Begin.", door=maak_gebiedsmanager(plan)
    )

    niet.refresh_from_db()
    online = [a["uuid"] for a in versie.inhoud["doelen"][0]["activiteiten"]]
    assert (online, niet.online_op) == ([str(wel.uuid)], None)


def test_wat_al_online_staat_blijft_staan_bij_een_nee():
    inzet = zet_online(maak_inzet(), door=maak_gebruiker())

    zeg_toe(inzet.activiteit, door=maak_gebruiker(), **NEE)

    assert zet_online(inzet, door=maak_gebruiker()).online_op == inzet.online_op


def test_wie_mag_toezeggen():
    inzet = maak_inzet()
    plan, school = inzet.doel.plan, inzet.activiteit.trekker
    manager, ander = maak_gebiedsmanager(plan), maak_lid().gebruiker
    zonder_mensen = [mag_toezeggen(wie, plan, school) for wie in (manager, ander)]

    juf = maak_lid(school).gebruiker

    assert zonder_mensen == [True, False]
    assert [mag_toezeggen(wie, plan, school) for wie in (juf, manager, ander)] == [
        True,
        False,
        False,
    ]
