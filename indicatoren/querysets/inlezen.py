from django.conf import settings
from django.db import models


class ImportQuerySet(models.QuerySet):
    def van_de_gemeente(self):
        return self.filter(gemeente__code=settings.GEMEENTE)

    def wacht_op_iemand(self):
        """What a person must look at: it can be read in, or it could not be read."""
        return self.filter(stand__in=[self.model.Stand.BEKEKEN, self.model.Stand.MISLUKT])

    def voor_lijst(self):
        """The newest first, with who brought it and who read it in; not how, nor what was wrong."""
        return (
            self.select_related("door", "ingelezen_door")
            .defer("leeswijze", "fouten")
            .order_by("-pk")
        )
