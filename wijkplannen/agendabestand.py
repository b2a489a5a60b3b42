"""Meetings as a calendar file (iCalendar, RFC 5545) that one subscribes to or opens once."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.timezone import localtime
from icalendar import Calendar, Event, Timezone

from gebieden.plaats import plaats
from wijkplannen.models import Bijeenkomst

VERVERS = timedelta(hours=6)  # how often a calendar may come and look


def maak_agenda(naam: str, bijeenkomsten: Iterable[Bijeenkomst]) -> bytes:
    """The same meetings give the same bytes: the only moments are theirs.

    A meeting keeps its UID for ever, and counts its changes in SEQUENCE; one that was called off
    stays, as cancelled, so that it disappears from calendars that had it.
    """
    agenda = Calendar()
    agenda.add("prodid", f"-//{plaats().portaal}//bijeenkomsten//NL")
    agenda.add("version", "2.0")
    agenda.add("x-wr-calname", naam)
    agenda.add("x-wr-timezone", settings.TIME_ZONE)
    agenda.add("refresh-interval", VERVERS, parameters={"VALUE": "DURATION"})
    agenda.add_component(Timezone.from_tzid(settings.TIME_ZONE))
    for bijeenkomst in bijeenkomsten:
        agenda.add_component(_gebeurtenis(bijeenkomst))
    return agenda.to_ical()


def _gebeurtenis(bijeenkomst):
    domein = settings.PORTAAL_ADRES.partition("://")[2].partition(":")[0]
    deel = Event()
    deel.add("uid", f"{bijeenkomst.uuid}@{domein}")
    deel.add("sequence", bijeenkomst.versie)
    deel.add("dtstamp", bijeenkomst.gewijzigd_op)
    deel.add("last-modified", bijeenkomst.gewijzigd_op)
    deel.add("dtstart", localtime(bijeenkomst.begin))
    deel.add("dtend", localtime(bijeenkomst.einde))
    deel.add("summary", _titel(bijeenkomst))
    deel.add("location", bijeenkomst.plaats)
    deel.add("description", bijeenkomst.omschrijving)
    deel.add("url", settings.PORTAAL_ADRES + bijeenkomst.get_absolute_url())
    deel.add("status", "CANCELLED" if bijeenkomst.afgelast_op else "CONFIRMED")
    return deel


def _titel(bijeenkomst):
    voor = "Voorbeeld: " if bijeenkomst.is_voorbeeld else ""
    return f"{voor}{bijeenkomst.titel} ({bijeenkomst.gebied})"
