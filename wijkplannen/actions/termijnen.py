"""What the calendar asks of wishes and reactions: data that must go.

Confirmed or not: a mail that nobody answers in two weeks was not theirs, or no longer matters.
The sender goes half a year after the answer: time enough to call about it, or to hear how it went
on. Their own words go after two years, when the next plan has been written from them. What the city
made of it (place, answer, public sentence) stays, and says nothing about a person.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from berichten.actions import wis_inhoud
from wijkplannen.models import Inbreng, Inzender

BEVESTIGEN_BINNEN = timedelta(days=14)
INZENDER_MAANDEN = 6
TEKST_JAREN = 2


@transaction.atomic
def laat_onbevestigd_vervallen(inbreng: Inbreng) -> bool:
    """Never confirmed: all of it goes, the mail too. False when it was confirmed meanwhile."""
    rij = _vergrendel(inbreng)
    if rij.status != Inbreng.Status.ONBEVESTIGD:
        return False
    wis_inhoud(str(rij.uuid))
    rij.delete()
    return True


@transaction.atomic
def wis_inzender(inbreng: Inbreng) -> None:
    """Who sent it, and what was said to them."""
    rij = _vergrendel(inbreng)
    Inzender.objects.filter(inbreng=rij).delete()
    wis_inhoud(str(rij.uuid))


@transaction.atomic
def wis_tekst(inbreng: Inbreng) -> None:
    rij = _vergrendel(inbreng)
    rij.tekst = ""
    rij.versie += 1
    rij.save()


def werk(nu: datetime) -> Iterator[tuple]:
    """(what, rows, action) of each job of the day, in this order."""
    rijen = Inbreng.objects.all()
    yield (
        "onbevestigd vervallen",
        rijen.onbevestigd_sinds(nu - BEVESTIGEN_BINNEN),
        laat_onbevestigd_vervallen,
    )
    yield "inzenders gewist", rijen.inzender_te_wissen(nu, INZENDER_MAANDEN), wis_inzender
    yield "eigen woorden gewist", rijen.tekst_te_wissen(nu, TEKST_JAREN), wis_tekst


def _vergrendel(inbreng):
    return Inbreng.objects.select_for_update(of=("self",)).get(pk=inbreng.pk)
