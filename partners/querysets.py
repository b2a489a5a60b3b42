from django.db import models
from django.db.models import Prefetch, Q


class PartnerQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(is_openbaar=True, samengevoegd_in__isnull=True)

    def in_gebied(self, gebied):
        return self.filter(partnergebied__gebied=gebied)

    def met_woord(self, tekst):
        """Name or description holds the words, whatever the accents and capitals."""
        return self.filter(
            Q(naam__unaccent__icontains=tekst) | Q(omschrijving__unaccent__icontains=tekst)
        )

    def voor_lijst(self):
        """What one row of a list shows, areas in `wijken`: two queries, however many partners."""
        gebieden = self.model.gebieden.rel.model.objects.order_by("naam")
        return self.prefetch_related(Prefetch("gebieden", queryset=gebieden, to_attr="wijken"))


class ContactpersoonQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(is_openbaar=True)

    def van_gebied(self, gebied):
        """Whom to call about this wijk, with the organisation: one query."""
        return self.filter(gebied=gebied).select_related("partner")


class LidmaatschapQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(periode__contains=dag)
