from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q


class RapportageQuerySet(models.QuerySet):
    def van_de_gemeente(self):
        """Those of the gemeente this portal is for."""
        return self.filter(gemeente__code=settings.GEMEENTE)

    def openbaar(self):
        """Those of the gemeente that visitors may read, with their frozen content."""
        return self.van_de_gemeente().filter(openbaar_op__isnull=False)

    def voor_lijst(self):
        """Without what they say: a document can be long."""
        return self.defer("inhoud")

    def met_stand(self, vandaag):
        """How far each is: rows in all, still asked for, late, and delivered but not agreed to."""
        stand = "programmas__regels__stand"
        gevraagd = Q(**{stand: "gevraagd"})
        return self.annotate(
            regels=Count("programmas__regels"),
            gevraagd=Count("programmas__regels", filter=gevraagd),
            te_laat=Count(
                "programmas__regels",
                filter=gevraagd & Q(programmas__regels__uiterlijk__lt=vandaag),
            ),
            aangeleverd=Count("programmas__regels", filter=Q(**{stand: "aangeleverd"})),
        ).order_by("-jaar", "soort", "nummer")


class RapportregelQuerySet(models.QuerySet):
    def gevraagd_van(self, gebruiker):
        """Rows that wait for this person, in documents that are being written; due first."""
        return (
            self.filter(
                gevraagd_aan=gebruiker,
                stand="gevraagd",
                programma__rapportage__bevroren_op__isnull=True,
                programma__rapportage__gemeente__code=settings.GEMEENTE,
            )
            .select_related("programma__rapportage", "indicator")
            .order_by(F("uiterlijk").asc(nulls_last=True), "pk")
        )
