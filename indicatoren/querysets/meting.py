from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, IntegerField, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

# Reasons that say nothing of who answered. With any other the source itself keeps a figure back.
OPEN_REDENEN = ["niet_gemeten", "nog_niet_bekend", "kan_niet"]


def zichtbaar(rij="") -> Q:
    """Whether visitors may see a row, of which the columns begin so. Twin: `Reeks.verborgen`."""
    genoeg = (
        Q(**{f"{rij}n__isnull": True})
        | Q(indicator__drempel_n__isnull=True)
        | Q(**{f"{rij}n__gte": F("indicator__drempel_n")})
    )
    open_reden = Q(**{f"{rij}reden__isnull": True}) | Q(**{f"{rij}reden__in": OPEN_REDENEN})
    return Q(**{f"{rij}verborgen": ""}) & genoeg & open_reden


class MetingQuerySet(models.QuerySet):
    def van_de_gemeente(self):
        """Those of areas of the gemeente this portal is for, whenever those areas were valid."""
        return self.filter(gebied__gemeente__code=settings.GEMEENTE)

    def openbaar(self):
        """Those with a value that visitors may see."""
        return self.filter(zichtbaar(), waarde__isnull=False)

    def niet_verborgen_onder_drempel(self):
        """What `actions.bijwerken` should have hidden: nobody called it."""
        return self.filter(n__lt=F("indicator__drempel_n"), waarde__isnull=False, verborgen="")


class CorrectieQuerySet(models.QuerySet):
    def openbaar(self):
        """What visitors may know: the figure was not hidden then, and its place is not now."""
        zelfde_plek = Q(
            indicator__metingen__gebied=F("gebied"), indicator__metingen__jaar=F("jaar")
        )
        return self.alias(
            nu=FilteredRelation("indicator__metingen", condition=zelfde_plek),
            toen_n=Cast(KT("was__n"), IntegerField()),
            toen_reden=KT("was__reden"),
            toen_verborgen=KT("was__verborgen"),
        ).filter(
            Q(soort="streefwaarde")
            | (zichtbaar("toen_") & (Q(nu__isnull=True) | zichtbaar("nu__")))
        )
