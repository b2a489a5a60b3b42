from django.db import models
from django.db.models import Q


class BerichtQuerySet(models.QuerySet):
    def te_mailen(self, nu):
        """What may leave by mail at this moment, oldest first."""
        vrij = Q(niet_voor__isnull=True) | Q(niet_voor__lte=nu)
        wacht = {"status": self.model.Status.WACHT, "kanaal": self.model.Kanaal.MAIL}
        return self.filter(vrij, **wacht).order_by("gemaakt_op", "pk")
