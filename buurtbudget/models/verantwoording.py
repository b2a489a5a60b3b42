"""The account of a foundation over a year, to the city."""

import pghistory
from django.db import models
from django.db.models import Q

from buurtbudget.models.regels import Regeling
from gebruikers.models import Gebruiker
from partners.models import Partner


class Jaarvraag(models.Model):
    """A question on the year that every foundation answers. Data, so that it may change."""

    regeling = models.ForeignKey(Regeling, models.PROTECT, related_name="jaarvragen")
    vanaf_jaar = models.PositiveSmallIntegerField()
    tot_jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    tekst = models.CharField(max_length=200)
    uitleg = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "jaarvragen"

    def __str__(self):
        return self.tekst


@pghistory.track()
class Jaarverantwoording(models.Model):
    """What came in, what went out, and that it is what the bank says."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        INGEDIEND = "ingediend", "Ingediend"
        TERUG = "terug", "Teruggestuurd"
        GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"

    STAPPEN = {
        Status.CONCEPT: {Status.INGEDIEND},
        Status.INGEDIEND: {Status.TERUG, Status.GOEDGEKEURD},
        Status.TERUG: {Status.INGEDIEND},
        Status.GOEDGEKEURD: set(),
    }
    GESLOTEN = [Status.INGEDIEND, Status.GOEDGEKEURD]  # nothing is booked in such a year any more

    regeling = models.ForeignKey(Regeling, models.PROTECT, related_name="+")
    beheerder = models.ForeignKey(Partner, models.PROTECT, related_name="jaarverantwoordingen")
    jaar = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=11, choices=Status, default=Status.CONCEPT, editable=False)
    banksaldo = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    verschil = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, editable=False, help_text="Bank min boeken."
    )
    verschil_uitleg = models.CharField(max_length=600, blank=True)
    cijfers = models.JSONField(null=True, editable=False, help_text="Zoals ingediend.")
    ingediend_op = models.DateTimeField(null=True, blank=True, editable=False)
    ingediend_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    beoordeeld_op = models.DateTimeField(null=True, blank=True, editable=False)
    beoordeeld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    opmerking = models.CharField(max_length=600, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    is_voorbeeld = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "jaarverantwoordingen"
        constraints = [
            models.UniqueConstraint(
                name="jaarverantwoording_uniek", fields=["regeling", "beheerder", "jaar"]
            ),
            models.CheckConstraint(
                name="jaarverantwoording_ingediend_sluit",
                condition=Q(status__in=["concept", "terug"])
                | (
                    Q(banksaldo__isnull=False, cijfers__isnull=False, ingediend_op__isnull=False)
                    & (Q(verschil=0) | (Q(verschil__isnull=False) & ~Q(verschil_uitleg="")))
                ),
            ),
            models.CheckConstraint(
                name="jaarverantwoording_terug_zegt_waarom",
                condition=~Q(status="terug") | ~Q(opmerking=""),
            ),
        ]

    def __str__(self):
        return f"Jaarverantwoording {self.beheerder} {self.jaar}"

    @property
    def is_te_bewerken(self):
        return self.status not in self.GESLOTEN


class Jaarantwoord(models.Model):
    verantwoording = models.ForeignKey(
        Jaarverantwoording, models.CASCADE, related_name="antwoorden"
    )
    vraag = models.ForeignKey(Jaarvraag, models.PROTECT, related_name="+")
    tekst = models.TextField(max_length=3000)

    class Meta:
        verbose_name_plural = "jaarantwoorden"
        constraints = [
            models.UniqueConstraint(name="jaarantwoord_uniek", fields=["verantwoording", "vraag"]),
        ]

    def __str__(self):
        return self.tekst[:60]
