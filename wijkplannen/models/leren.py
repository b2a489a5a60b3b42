"""What was learned from a plan, and activities that came in by a spreadsheet."""

import uuid

from django.db import models
from django.db.models import Q

from gebruikers.models import Gebruiker
from wijkplannen.models.plan import Thema, Wijkplan, Zichtbaarheid
from wijkplannen.querysets import LeerpuntQuerySet


class Leerpunt(models.Model):
    """What helped or hindered in a plan: offered to whoever writes the next one."""

    class Soort(models.TextChoices):
        SUCCES = "succes", "Dit hielp"
        FAAL = "faal", "Dit hielp niet"

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="leerpunten")
    thema = models.ForeignKey(
        Thema, models.PROTECT, related_name="leerpunten", null=True, blank=True
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=6, choices=Soort)
    tekst = models.CharField(max_length=600)
    advies = models.CharField(max_length=600, blank=True, help_text="Wat de volgende anders doet.")
    zichtbaarheid = models.CharField(
        max_length=8, choices=Zichtbaarheid, default=Zichtbaarheid.PARTNERS
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    vervallen_op = models.DateTimeField(null=True, blank=True, editable=False)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    is_voorbeeld = models.BooleanField(default=False)

    objects = LeerpuntQuerySet.as_manager()

    class Meta:
        ordering = ["-gewijzigd_op", "-pk"]
        verbose_name_plural = "leerpunten"

    def __str__(self):
        return self.tekst


class Activiteitenimport(models.Model):
    """A spreadsheet of activities that was read into a plan, with what it changed, to take back.

    `regels` is what was shown and confirmed; `hiervoor` how the rows read before it.
    """

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="imports")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    regels = models.JSONField()
    hiervoor = models.JSONField(null=True, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    teruggedraaid_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activiteitenimport_terug_na_bevestigd",
                condition=Q(teruggedraaid_op__isnull=True) | Q(bevestigd_op__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.naam} in {self.plan}"
