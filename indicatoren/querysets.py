from django.db import models


class IndicatorQuerySet(models.QuerySet):
    pass


class MetingQuerySet(models.QuerySet):
    pass


class RapportageQuerySet(models.QuerySet):
    pass
