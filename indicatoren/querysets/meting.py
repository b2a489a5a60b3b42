from django.db import models
from django.db.models import F, Q

# Reasons that say nothing of who answered. With any other the source itself keeps a figure back.
OPEN_REDENEN = ["niet_gemeten", "nog_niet_bekend", "kan_niet"]


def zichtbaar() -> Q:
    """Whether visitors may see what a measurement says. Twin: `Reeks.verborgen`."""
    genoeg = (
        Q(n__isnull=True)
        | Q(indicator__drempel_n__isnull=True)
        | Q(n__gte=F("indicator__drempel_n"))
    )
    open_reden = Q(reden__isnull=True) | Q(reden__in=OPEN_REDENEN)
    return Q(verborgen="") & genoeg & open_reden


class MetingQuerySet(models.QuerySet):
    def niet_verborgen_onder_drempel(self):
        """What `actions.bijwerken` should have hidden: nobody called it."""
        return self.filter(n__lt=F("indicator__drempel_n"), waarde__isnull=False, verborgen="")
