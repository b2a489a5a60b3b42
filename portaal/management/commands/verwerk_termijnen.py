"""Each day: what the calendar asks of every app. A second run that day changes nothing."""

import logging

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from buurtbudget.actions import termijnen as van_buurtbudget
from buurtbudget.actions.cijfers import werk_cijfers_bij
from indicatoren.actions import termijnen as van_indicatoren
from kern.exceptions import RegelGeschonden
from wijkplannen.actions import termijnen as van_wijkplannen
from wijkplannen.actions.concepten import wis_oude_concepten

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Stuurt herinneringen, laat stille concepten en onbevestigde reacties verlopen, rondt af "
        "wat klaar is en wist gegevens waarvan de bewaartermijn voorbij is. Neemt niemand een "
        "toezegging af."
    )

    def handle(self, *, verbosity, **_):
        nu = timezone.now()
        for app in (van_buurtbudget, van_wijkplannen, van_indicatoren):
            for wat, te_doen, actie in app.werk(nu):
                self.meld(wat, sum([doe(actie, rij) for rij in list(te_doen)]), verbosity)
        self.meld("cijfers veranderd", werk_cijfers_bij(timezone.localdate(nu)), verbosity)
        self.meld("typwerk vergeten", wis_oude_concepten(nu), verbosity)

    def meld(self, wat, aantal, verbosity):
        if verbosity:
            self.stdout.write(f"{wat}: {aantal}")


def doe(actie, rij) -> bool:
    """One case at a time: what goes wrong in one must not stop the others."""
    try:
        return actie(rij) is not False
    except (RegelGeschonden, DatabaseError):
        log.exception("termijn niet verwerkt voor %s %s", rij._meta.model_name, rij.pk)
        return False
