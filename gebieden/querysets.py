from django.db import models


class GebiedQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(geldig__contains=dag)

    def wijken(self):
        """The nine plan areas: on screen the only thing called wijk."""
        return self.filter(soort=self.model.Soort.PLANGEBIED)

    def budgetgebieden(self):
        return self.filter(soort=self.model.Soort.BUDGETGEBIED)

    def gemeentes(self):
        return self.filter(soort=self.model.Soort.GEMEENTE)


class LiggingQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(geldig__contains=dag)
