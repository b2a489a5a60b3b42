from django.db import models
from django.db.models import Q


class BerichtQuerySet(models.QuerySet):
    def te_mailen(self, nu):
        """What may leave by mail at this moment, oldest first."""
        return self._wachtend(self.model.Kanaal.MAIL).filter(_mag_al(nu))

    def te_maken(self, nu):
        """Letters without a pdf that may be made at this moment, oldest first."""
        return self.te_printen().filter(_mag_al(nu), bestand="")

    def te_printen(self):
        """Letters that nobody posted yet, oldest first."""
        return self._wachtend(self.model.Kanaal.POST)

    def te_bellen(self):
        """Calls that nobody made yet, oldest first."""
        return self._wachtend(self.model.Kanaal.TELEFOON)

    def over(self, onderwerp):
        """Everything said about one thing, such as an application; `onderwerp` as in `betreft`."""
        return self.filter(betreft=str(onderwerp))

    def _wachtend(self, kanaal):
        wacht = {"status": self.model.Status.WACHT, "kanaal": kanaal}
        return self.filter(**wacht).order_by("gemaakt_op", "pk")


def _mag_al(nu):
    return Q(niet_voor__isnull=True) | Q(niet_voor__lte=nu)
