from django.db import models


class RapportageQuerySet(models.QuerySet):
    def van_gemeente(self, code):
        return self.filter(gemeente__code=code)
