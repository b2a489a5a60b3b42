from django.db import models
from django.db.models import Q


class MandaatQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(periode__contains=dag)

    def van_partners(self, partners):
        return self.filter(partner__in=partners)


class SpelregelsQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(openbaar_op__isnull=False)

    def actueel(self):
        """Of each area and year the last version that was published."""
        laatste = (
            self.openbaar()
            .order_by("regeling_id", "gebied_id", "jaar", "-nummer")
            .distinct("regeling_id", "gebied_id", "jaar")
            .values("pk")
        )
        return self.filter(pk__in=laatste)

    def open_op(self, dag):
        return self.actueel().filter(open_vanaf__lte=dag, sluit_op__gte=dag)

    def van_nu(self, dag):
        """Published last versions that a visitor may need: of this year, later, or still open."""
        return self.actueel().filter(Q(jaar__gte=dag.year) | Q(sluit_op__gte=dag))
