from django.db import models


class OpmerkingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(opgelost_op__isnull=True)


class WijzigingsvoorstelQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status="open")


class LeerpuntQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(vervallen_op__isnull=True)

    def openbaar(self):
        return self.lopend().filter(zichtbaarheid="openbaar")
