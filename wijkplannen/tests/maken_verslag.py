from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from wijkplannen.actions.publicatie import publiceer
from wijkplannen.leesplan import lees_versie, met_cijfers
from wijkplannen.tests.maken import (
    jaren,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_plan,
    meld,
)
from wijkplannen.voortgangsverslag import lees_verslag

VAN, TOT = date(2024, 7, 1), date(2024, 9, 30)  # the period of every report in these tests
QUERY = "?van=01-07-2024&tot=30-09-2024"


def moment(maand, dag, uur=12, minuut=0):
    """In 2024, on the clock of the city."""
    return timezone.make_aware(datetime(2024, maand, dag, uur, minuut))  # noqa: DTZ001


def maak_plan_2024(**velden):
    return maak_plan(periode=jaren(2024, 2027), **velden)


def zet_online(plan, op=None, wat="Begin."):
    plan.refresh_from_db()
    publiceer(
        plan,
        versie=plan.versie,
        wat_veranderd=wat,
        door=maak_gebiedsmanager(plan),
        nu=op or moment(6, 1),
    )
    return plan


def maak_online_inzet(plan=None, **velden):
    """A line of a plan that came online on 1 June."""
    inzet = maak_inzet(maak_doel(plan or maak_plan_2024()), **velden)
    zet_online(inzet.doel.plan)
    return inzet


def meld_op(inzet, op, stand="in_uitvoering", zin="De eerste les was vol.", **velden):
    inzet.refresh_from_db()
    return meld(inzet, stand=stand, zin=zin, nu=op, **velden)


def verslag_van(plan):
    plan.refresh_from_db()
    lees = met_cijfers(lees_versie(plan, plan.huidige_versie.inhoud))
    return lees_verslag(lees, VAN, TOT)


def van_tot(van, tot):
    """A range from the first day up to and including the last."""
    return DateRange(van, tot, "[]")
