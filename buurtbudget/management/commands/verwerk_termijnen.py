"""Each day: what the calendar asks of buurtbudget. A second run that day changes nothing."""

import logging
from functools import partial

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from buurtbudget.actions import termijnen
from buurtbudget.models import Aanvraag, Status
from kern.exceptions import RegelGeschonden

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Stuurt herinneringen, laat stille concepten verlopen, rondt af wat klaar is en wist "
        "gegevens waarvan de bewaartermijn voorbij is. Neemt niemand een toezegging af."
    )

    def handle(self, *, verbosity, **_):
        nu = timezone.now()
        rijen = Aanvraag.objects.all()
        stil = partial(rijen.stille_concepten, nu)
        werk = [
            ("verlopen", stil(termijnen.CONCEPT_DAGEN), termijnen.laat_concept_verlopen),
            ("gewaarschuwd", stil(termijnen.WAARSCHUW_NA[0]), termijnen.waarschuw_concept),
            ("herinnerd", rijen.te_herinneren(timezone.localdate(nu)), termijnen.herinner),
            ("afgerond", rijen.filter(status=Status.UITBETAALD), termijnen.rond_af),
        ]
        for wat, te_doen, actie in werk:
            self.meld(wat, [doe(actie, rij, nu=nu) for rij in list(te_doen)], verbosity)
        gewist = [doe(termijnen.wis_persoonlijk, rij) for rij in list(rijen.te_wissen(nu))]
        self.meld("gewist", gewist, verbosity)

    def meld(self, wat, uitkomsten, verbosity):
        if verbosity:
            self.stdout.write(f"{wat}: {sum(uitkomsten)}")


def doe(actie, rij, **meer) -> bool:
    """One case at a time: what goes wrong in one must not stop the others."""
    try:
        return actie(rij, **meer) is not False
    except (RegelGeschonden, DatabaseError):
        log.exception("termijn niet verwerkt voor aanvraag %s", rij.pk)
        return False
