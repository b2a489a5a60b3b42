from django.db import models
from django.db.models import Q


class WijkplanQuerySet(models.QuerySet):
    def openbaar(self):
        """Published, announced, or an older plan that only exists as a document."""
        return self.filter(
            Q(huidige_versie__isnull=False) | ~Q(aankondiging="") | Q(soort="document")
        )

    def online(self):
        return self.filter(huidige_versie__isnull=False)

    def voor_lijst(self):
        return self.select_related("gebied", "huidige_versie").defer("huidige_versie__inhoud")


class DoelQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(vervallen_op__isnull=True)


class InzetQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(vervallen_op__isnull=True)

    def online(self):
        return self.lopend().filter(online_op__isnull=False)
