from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from kern.exceptions import Verouderd
from kern.tests.wachten import wacht_op_een_wachtende
from wijkplannen.actions import frame
from wijkplannen.models import Blok, Doel, Wijkplan
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_plan,
    maak_thema,
)

pytestmark = pytest.mark.django_db


def velden(doel, **nieuw):
    nu = {"titel": doel.titel, "gewenst": doel.gewenst, "thema": doel.thema}
    return nu | {"versie": doel.versie, "door": maak_gebruiker()} | nieuw


def test_een_wijziging_verhoogt_de_versie_van_doel_en_plan():
    doel = maak_doel()
    plan_versie = Wijkplan.objects.get().versie

    nieuw = frame.wijzig_doel(doel, **velden(doel, titel="Meer kinderen bewegen"))

    assert (nieuw.titel, nieuw.versie) == ("Meer kinderen bewegen", doel.versie + 1)
    assert Wijkplan.objects.get().versie == plan_versie + 1


def test_wie_een_oude_versie_wijzigt_hoort_het_en_verandert_niets():
    doel = maak_doel()
    frame.wijzig_doel(doel, **velden(doel, titel="De eerste"))

    with pytest.raises(Verouderd) as botsing:
        frame.wijzig_doel(doel, **velden(doel, titel="De tweede"))

    assert botsing.value.huidig.titel == "De eerste"
    assert Doel.objects.get().titel == "De eerste"


def test_tweemaal_hetzelfde_bewaren_is_geen_botsing():
    doel = maak_doel()
    eerste = frame.wijzig_doel(doel, **velden(doel, titel="Zelfde"))

    tweede = frame.wijzig_doel(doel, **velden(doel, titel="Zelfde"))

    assert tweede.versie == eerste.versie


def test_dubbel_klikken_maakt_een_doel():
    plan, uuid = maak_plan(), uuid4()
    gegevens = {"uuid": uuid, "door": maak_gebruiker(), "thema": maak_thema(), "titel": "Doel"}

    eerste = frame.voeg_doel_toe(plan, **gegevens)
    tweede = frame.voeg_doel_toe(plan, **gegevens)

    assert (eerste.pk, Doel.objects.count()) == (tweede.pk, 1)


def test_dubbel_klikken_met_andere_cijfers_laat_de_cijfers_van_het_doel_staan():
    plan, cijfer = maak_plan(), maak_indicator()
    ander = maak_indicator(slug="buurt", naam="Buurt")
    gegevens = {"uuid": uuid4(), "door": maak_gebruiker(), "thema": maak_thema(), "titel": "Doel"}
    frame.voeg_doel_toe(plan, **gegevens, indicatoren=[cijfer])

    doel = frame.voeg_doel_toe(plan, **gegevens, indicatoren=[ander])

    assert list(doel.indicatoren.all()) == [cijfer]


def test_een_doel_verdwijnt_niet_maar_eindigt():
    doel = maak_doel()

    frame.beeindig(doel, versie=doel.versie, door=maak_gebruiker())
    frame.beeindig(doel, versie=doel.versie, door=maak_gebruiker())  # second tap

    doel.refresh_from_db()
    assert list(doel.plan.doelen.lopend()) == []
    assert (doel.vervallen_op is not None, doel.versie) == (True, 2)


def test_een_einde_is_terug_te_draaien():
    blok = maak_blok()
    beeindigd = frame.beeindig(blok, versie=blok.versie, door=maak_gebruiker())

    frame.zet_terug(beeindigd, versie=beeindigd.versie, door=maak_gebruiker())

    assert Blok.objects.get().vervallen_op is None


def test_nieuwe_delen_komen_achteraan():
    plan = maak_plan()

    volgorde = [maak_doel(plan).volgorde for _ in range(3)]

    assert volgorde == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_wie_tegelijk_schrijft_verhoogt_de_versie_van_het_plan_allebei():
    """Else publishing would take along what one of them has not seen."""
    plan, ander = maak_plan(), connections["default"].copy()

    def schrijf():
        maak_blok(plan)
        connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE wijkplannen_wijkplan SET versie = versie + 1")
        schrijver = Thread(target=schrijf)
        schrijver.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute("COMMIT")
    ander.close()
    schrijver.join()

    assert Wijkplan.objects.get().versie == plan.versie + 2
