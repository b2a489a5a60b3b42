"""When somebody was at the desk before, so that it can say what is new."""

from datetime import datetime, timedelta

from django.db.models import F

from gebruikers.models import Gebruiker
from wijkplannen.models import Bezoek

TUSSEN = timedelta(hours=4)  # who comes back sooner is still on the same visit
EERSTE = timedelta(days=7)  # what a first visit looks back


def noteer_bezoek(gebruiker: Gebruiker, bezoek: Bezoek | None, *, nu: datetime) -> datetime:
    """Keep that somebody was here, at most once per four hours; gives since when all is new.

    `bezoek` is their row as it was read, if they have one. Two pages at once keep it once.
    """
    if bezoek is None:
        Bezoek.objects.bulk_create([Bezoek(gebruiker=gebruiker, laatste=nu)], ignore_conflicts=True)
        return nu - EERSTE
    if bezoek.laatste > nu - TUSSEN:
        return bezoek.vorige or bezoek.laatste - EERSTE
    Bezoek.objects.filter(pk=bezoek.pk, laatste=bezoek.laatste).update(
        vorige=F("laatste"), laatste=nu
    )
    return bezoek.laatste
