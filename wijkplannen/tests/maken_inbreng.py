"""Meetings, promises, and wishes of residents."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from berichten.models import Bericht
from gebieden.tests.maken import maak_wijk
from gebruikers.tests.maken import maak_aanstelling
from wijkplannen.actions.inbreng import beantwoord, dien_in
from wijkplannen.models import Afspraak, Bijeenkomst
from wijkplannen.sleutels import geheim

nummer = count(1)
MAIL = {"kanaal": "mail", "wie": {"email": "bewoner@voorbeeld.example"}}
POST = {"kanaal": "post", "wie": {"naam": "B. Bewoner", "adres": "Voorbeeldstraat 1\nAmersfoort"}}
TELEFOON = {"kanaal": "telefoon", "wie": {"telefoon": "033 000 01 23"}}


def maak_inbreng(gebied=None, **afwijking):
    """A wish that waits for the gebiedsmanager; nobody to answer unless `kanaal` says so."""
    velden = {"uuid": uuid4(), "tekst": f"Een bankje bij vijver {next(nummer)}.", "bron": "papier"}
    return dien_in(gebied or maak_wijk(), **velden | afwijking)


def maak_bijeenkomst(gebied=None, dagen=7, **afwijking):
    """A meeting of two hours, so many days from now."""
    begin = timezone.now() + timedelta(days=dagen)
    velden = {
        "titel": f"Bewonersavond {next(nummer)}",
        "plaats": "Buurthuis Voorbeeld",
        "begin": begin,
        "einde": begin + timedelta(hours=2),
    }
    return Bijeenkomst.objects.create(gebied=gebied or maak_wijk(), **velden | afwijking)


def maak_afspraak(bijeenkomst=None, **afwijking):
    velden = {"wat": f"Een lamp bij het pad {next(nummer)}", "wie": "De gemeente"}
    return Afspraak.objects.create(
        bijeenkomst=bijeenkomst or maak_bijeenkomst(dagen=-7), **velden | afwijking
    )


def maak_manager(gebied):
    return maak_aanstelling(gebied=gebied).gebruiker


def maak_inbrengdeuren(gebied):
    """What fills the addresses of the table of doors."""
    inbreng = maak_inbreng(gebied, bron="web", **MAIL)
    gebeld = maak_inbreng(gebied, **TELEFOON)
    beantwoord(gebeld, versie=gebeld.versie, door=maak_manager(gebied), antwoord="Ja.")
    bijeenkomst = maak_bijeenkomst(gebied)
    return {
        "inbreng": {"uuid": inbreng.uuid},
        "inbrenglink": {"geheim": geheim(inbreng)},
        "inbrengbericht": {"uuid": Bericht.objects.get(betreft=str(gebeld.uuid)).uuid},
        "bijeenkomst": {"uuid": bijeenkomst.uuid},
        "afspraak": {"uuid": maak_afspraak(bijeenkomst).uuid},
    }
