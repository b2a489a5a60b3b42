from django.conf import settings
from django.db import models


class MetingQuerySet(models.QuerySet):
    def van_de_gemeente(self):
        """Those of areas of the gemeente this portal is for, whenever those areas were valid."""
        return self.filter(gebied__gemeente__code=settings.GEMEENTE)
