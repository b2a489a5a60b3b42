from django.db import models


class BijeenkomstQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(is_openbaar=True)

    def komend(self, nu):
        """Not over yet, the first one first."""
        return self.filter(einde__gt=nu).order_by("begin", "pk")


class InbrengQuerySet(models.QuerySet):
    def te_behandelen(self):
        """Waits for a person of the city; the oldest first."""
        return self.filter(status="nieuw").order_by("ontvangen_op", "pk")

    def openbaar(self):
        """With a text that may be read by everybody, and what came of it."""
        return self.filter(status__in=["gekoppeld", "beantwoord"]).exclude(openbare_tekst="")
