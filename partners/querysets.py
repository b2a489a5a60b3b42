from django.db import models


class PartnerQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(is_openbaar=True, samengevoegd_in__isnull=True)


class LidmaatschapQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(periode__contains=dag)
