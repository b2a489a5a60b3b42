from django.db import models
from django.db.models import Q


class BerichtQuerySet(models.QuerySet):
    def wachtend(self, nu):
        """What may leave at this moment, oldest first."""
        vrij = Q(niet_voor__isnull=True) | Q(niet_voor__lte=nu)
        return self.filter(vrij, status=self.model.Status.WACHT).order_by("gemaakt_op", "pk")
