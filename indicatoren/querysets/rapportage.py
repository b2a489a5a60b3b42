from django.conf import settings
from django.db import models


class RapportageQuerySet(models.QuerySet):
    def van_de_gemeente(self):
        """Those of the gemeente this portal is for."""
        return self.filter(gemeente__code=settings.GEMEENTE)
