from django.db import models


class AanstellingQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(periode__contains=dag)
