"""Rows of what happens around a plan: scheduled publication, learning points, imports."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from openpyxl import Workbook

from gebruikers.tests.maken import maak_gebruiker
from partners.tests.maken import maak_partner
from wijkplannen.actions.importeren import lees_in
from wijkplannen.actions.inplannen import plan_in
from wijkplannen.actions.leerpunten import voeg_leerpunt_toe
from wijkplannen.inhoud import agendastand
from wijkplannen.models import Inzet
from wijkplannen.tests.maken import maak_doel, maak_gebiedsmanager, maak_plan

NU = datetime(2027, 3, 1, 9, tzinfo=UTC)
LATER = NU + timedelta(days=3)


def maak_ingepland(plan=None, **afwijking):
    """A publication for later of a plan with something new in it."""
    plan = plan or maak_doel().plan
    maak_doel(plan)
    plan.refresh_from_db()
    wachtend = Inzet.objects.van_plan(plan).lopend().nog_niet_online()
    velden = {
        "uuid": uuid4(),
        "op": LATER,
        "versie": plan.versie,
        "agenda": agendastand(wachtend),
        "wat_veranderd": "Er is een doel bij.",
        "door": afwijking.pop("door", None) or maak_gebiedsmanager(plan),
        "nu": NU,
    }
    return plan_in(plan, **velden | afwijking)


def maak_leerpunt(plan=None, **afwijking):
    velden = {
        "uuid": uuid4(),
        "soort": "succes",
        "tekst": "Aan tafel met de sleutelfiguren gaat het sneller.",
        "zichtbaarheid": "partners",
        "door": maak_gebruiker(),
    }
    return voeg_leerpunt_toe(plan or maak_plan(), **velden | afwijking)


def maak_blad(*rijen, koppen=("Doel", "Activiteit", "Trekker")):
    """A sheet with these headings and rows, as somebody sends it."""
    boek = Workbook()
    for rij in (koppen, *rijen):
        boek.active.append(rij)
    uit = BytesIO()
    boek.save(uit)
    return ContentFile(uit.getvalue(), name="activiteiten.xlsx")


def maak_inlezing(plan, *rijen, **afwijking):
    """Read and not confirmed: by default one new activity at the first goal."""
    blad = afwijking.pop("bestand", None)
    if blad is None:
        rijen = rijen or [(1, "Koffie op straat", maak_partner().naam)]
        blad = maak_blad(*rijen, **({"koppen": k} if (k := afwijking.pop("koppen", None)) else {}))
    velden = {"uuid": uuid4(), "door": maak_gebruiker()} | afwijking
    return lees_in(plan, bestand=blad, **velden)
