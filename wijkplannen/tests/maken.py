from datetime import date
from itertools import count
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.tests.maken import maak_wijk
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from partners.tests.maken import maak_partner
from wijkplannen.actions.agenda import meld_voortgang, voeg_activiteit_toe
from wijkplannen.actions.documenten import voeg_document_toe
from wijkplannen.actions.frame import voeg_blok_toe, voeg_doel_toe
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Thema, Wijkplan

nummer = count(1)


def jaren(van, tot):
    """The range of a plan that runs from the first year up to and including the last."""
    return DateRange(date(van, 1, 1), date(tot + 1, 1, 1))


def maak_thema(**afwijking):
    nr = next(nummer)
    return Thema.objects.create(
        **{"sleutel": f"thema-{nr}", "naam": f"Thema {nr}", "soort": "sociaal"} | afwijking
    )


def maak_plan(**afwijking):
    nr = next(nummer)
    velden = {"titel": f"Wijkplan {nr}", "slug": f"wijk-{nr}-2026", "periode": jaren(2026, 2029)}
    velden |= afwijking
    velden.setdefault("gebied", None)
    velden["gebied"] = velden["gebied"] or maak_wijk()
    return Wijkplan.objects.create(**velden)


def maak_doel(plan=None, **afwijking):
    velden = {"titel": f"Doel {next(nummer)}", "uuid": uuid4(), "door": maak_gebruiker()}
    velden |= afwijking
    velden.setdefault("thema", None)
    velden["thema"] = velden["thema"] or maak_thema()
    return voeg_doel_toe(plan or maak_plan(), **velden)


def maak_blok(plan=None, **afwijking):
    velden = {"kop": f"Blok {next(nummer)}", "tekst": "Zo is het hier.", "uuid": uuid4()}
    return voeg_blok_toe(plan or maak_plan(), **velden | {"door": maak_gebruiker()} | afwijking)


def maak_inzet(doel=None, **afwijking):
    velden = {"titel": f"Activiteit {next(nummer)}", "uuid": uuid4(), "door": maak_gebruiker()}
    velden |= afwijking
    velden.setdefault("trekker", None)
    velden["trekker"] = velden["trekker"] or maak_partner()
    return voeg_activiteit_toe(doel or maak_doel(), **velden)


def maak_document(plan=None, inhoud=b"%PDF-1.7 voorbeeld", **afwijking):
    velden = {"titel": f"Document {next(nummer)}", "uuid": uuid4(), "door": maak_gebruiker()}
    bestand = ContentFile(inhoud, name="besluit.pdf")
    return voeg_document_toe(plan or maak_plan(), bestand=bestand, **velden | afwijking)


def meld(inzet, stand="in_uitvoering", zin="De eerste les was vol.", **afwijking):
    """A report by somebody who read the line as it is; `namens` makes it a partner's own."""
    velden = {"uuid": uuid4(), "versie": inzet.versie, "door": maak_gebruiker()} | afwijking
    return meld_voortgang(inzet, stand=stand, zin=zin, **velden)


def maak_gebiedsmanager(plan):
    return maak_aanstelling(gebied=plan.gebied).gebruiker


def publiceer_weer(plan, wat="Nog een versie."):
    """The working copy goes online, with the activities that wait."""
    plan.refresh_from_db()
    return publiceer(plan, versie=plan.versie, wat_veranderd=wat, door=maak_gebiedsmanager(plan))


def maak_online_plan(doelen=1, activiteiten=1, **afwijking):
    """A published plan with goals and activities."""
    plan = maak_plan(**afwijking)
    for _ in range(doelen):
        doel = maak_doel(plan)
        for _ in range(activiteiten):
            maak_inzet(doel)
    publiceer_weer(plan, "De eerste versie.")
    return plan


def probeer(opdracht):
    """Try a statement with nothing pending that could refuse it for another reason."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(opdracht)
