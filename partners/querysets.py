from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Lower

from gebieden.models import Gebied


class PartnerQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(is_openbaar=True, samengevoegd_in__isnull=True)

    def in_gebied(self, gebied):
        """Active in this area, in one that shares a buurt with it, or in the whole gemeente."""
        hier = Q(gebied=gebied) | Q(gebied__in=Gebied.objects.die_raken(gebied).values("pk"))
        heel = Q(gebied__soort=Gebied.Soort.GEMEENTE, gebied__gemeente=gebied.gemeente_id)
        door = self.model.gebieden.through.objects.filter(hier | heel)
        return self.filter(pk__in=door.values("partner"))

    def met_woord(self, tekst):
        """Name or description holds the words, whatever the accents and capitals."""
        return self.filter(
            Q(naam__unaccent__icontains=tekst) | Q(omschrijving__unaccent__icontains=tekst)
        )

    def voor_lijst(self):
        """What one row of a list shows, areas in `wijken`: two queries, however many partners."""
        gebieden = Gebied.objects.order_by("naam")
        op_naam = self.order_by(Lower("naam"))
        return op_naam.prefetch_related(Prefetch("gebieden", queryset=gebieden, to_attr="wijken"))


class ContactpersoonQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(is_openbaar=True)

    def van_gebied(self, gebied):
        """Whom to call about this wijk, with the organisation: one query."""
        return self.filter(gebied=gebied).select_related("partner")


class LidmaatschapQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(periode__contains=dag)
