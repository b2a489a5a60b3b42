"""Writing a plan together: who was invited, what they say of it, and what nobody else sees yet."""

import uuid

from django.db import models
from django.db.models import Q

from gebruikers.models import Gebruiker
from partners.models import Partner
from wijkplannen.models.agenda import Inzet
from wijkplannen.models.plan import Blok, Doel, Wijkplan
from wijkplannen.querysets import OpmerkingQuerySet, WijzigingsvoorstelQuerySet


class Planpartner(models.Model):
    """A partner that was invited to a plan: it reads the working copy before it does anything."""

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="planpartners")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="planpartners")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField()
    beeindigd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["partner__naam"]
        constraints = [
            models.UniqueConstraint(name="planpartner_uniek", fields=["plan", "partner"]),
        ]

    def __str__(self):
        return f"{self.partner} bij {self.plan}"


class OverOnderdeel(models.Model):
    """About one part of the working copy: a text, a goal or a line of the agenda."""

    plan = models.ForeignKey(Wijkplan, models.PROTECT)
    blok = models.ForeignKey(Blok, models.PROTECT, null=True, blank=True)
    doel = models.ForeignKey(Doel, models.PROTECT, null=True, blank=True)
    inzet = models.ForeignKey(Inzet, models.PROTECT, null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    namens = models.ForeignKey(Partner, models.PROTECT, related_name="+", null=True, blank=True)
    op = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_over_een_onderdeel",
                condition=Q(blok__isnull=False, doel__isnull=True, inzet__isnull=True)
                | Q(blok__isnull=True, doel__isnull=False, inzet__isnull=True)
                | Q(blok__isnull=True, doel__isnull=True, inzet__isnull=False),
            ),
        ]

    @property
    def onderdeel(self):
        return self.blok or self.doel or self.inzet


class Opmerking(OverOnderdeel):
    """What somebody who works on the plan says of a part. Never public."""

    tekst = models.CharField(max_length=600)
    opgelost_op = models.DateTimeField(null=True, blank=True)
    opgelost_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OpmerkingQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "opmerkingen"
        constraints = [
            *OverOnderdeel.Meta.constraints,
            models.CheckConstraint(
                name="opmerking_opgelost_heeft_wie_en_wanneer",
                condition=Q(opgelost_op__isnull=True, opgelost_door__isnull=True)
                | Q(opgelost_op__isnull=False, opgelost_door__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Opmerking bij {self.onderdeel}"


class Wijzigingsvoorstel(OverOnderdeel):
    """What a partner would change in what is not its own: the owner takes it over, or says why not.

    `velden` holds the new texts by name of the field, `was` how they read when it was written.
    """

    class Status(models.TextChoices):
        OPEN = "open", "open"
        OVERGENOMEN = "overgenomen", "overgenomen"
        AFGEWEZEN = "afgewezen", "niet overgenomen"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    velden = models.JSONField()
    was = models.JSONField()
    toelichting = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=11, choices=Status, default=Status.OPEN)
    antwoord = models.CharField(max_length=300, blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = WijzigingsvoorstelQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "wijzigingsvoorstellen"
        constraints = [
            *OverOnderdeel.Meta.constraints,
            models.CheckConstraint(
                name="wijzigingsvoorstel_afgehandeld_heeft_wie_en_wanneer",
                condition=Q(
                    status="open", afgehandeld_op__isnull=True, afgehandeld_door__isnull=True
                )
                | (
                    ~Q(status="open")
                    & Q(afgehandeld_op__isnull=False, afgehandeld_door__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="wijzigingsvoorstel_afwijzing_heeft_antwoord",
                condition=~Q(status="afgewezen") | ~Q(antwoord=""),
                violation_error_message="Schrijf op waarom niet.",
            ),
        ]

    def __str__(self):
        return f"Voorstel bij {self.onderdeel}"


class Concept(models.Model):
    """What somebody typed and did not save yet. Nobody else ever reads it."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="concepten")
    plan = models.ForeignKey(Wijkplan, models.CASCADE, related_name="concepten")
    sleutel = models.CharField(max_length=80, help_text="Welk formulier: doel:<uuid>, doel:nieuw.")
    velden = models.JSONField()
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "concepten"
        constraints = [
            models.UniqueConstraint(name="concept_uniek", fields=["gebruiker", "plan", "sleutel"]),
        ]

    def __str__(self):
        return f"Concept {self.sleutel}"


class Kijklink(models.Model):
    """A link to the working copy as visitors would see it, for a meeting; works until its date."""

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="kijklinks")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    voor = models.CharField(max_length=120, help_text="Waarvoor: de bewonersavond van 3 maart.")
    tot = models.DateField(help_text="De laatste dag waarop de link werkt.")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-op"]

    def __str__(self):
        return f"Kijklink van {self.plan} voor {self.voor}"

    def werkt(self, vandaag):
        """Not withdrawn, and its last day is not over."""
        return self.ingetrokken_op is None and vandaag <= self.tot
