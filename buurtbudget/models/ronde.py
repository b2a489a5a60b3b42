"""The verdeelronde: each member divides the whole pot, the average counts, the meeting corrects."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from buurtbudget.models.aanvraag import Aanvraag
from buurtbudget.models.geld import Wijkbudget
from buurtbudget.models.regels import Grond, Spelregels
from buurtbudget.querysets.ronde import DeelnemerQuerySet, RondepostQuerySet, VerdeelrondeQuerySet
from gebruikers.models import Gebruiker
from partners.models import Lidmaatschap


class Verdeelronde(models.Model):
    class Status(models.TextChoices):
        OPEN = "open", "Leden verdelen"
        VERGADERING = "vergadering", "In de vergadering"
        BEVESTIGD = "bevestigd", "Bevestigd"

    spelregels = models.OneToOneField(Spelregels, models.PROTECT, related_name="ronde")
    wijkbudget = models.ForeignKey(Wijkbudget, models.PROTECT, related_name="rondes")
    status = models.CharField(max_length=11, choices=Status, default=Status.OPEN, editable=False)
    klaar_voor = models.DateField()
    vergadering_op = models.DateField(null=True, blank=True)
    proefbedrag = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Waarmee wordt gerekend zolang het bedrag van de gemeente niet bekend is.",
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    begonnen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    bevestigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VerdeelrondeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "verdeelrondes"
        constraints = [
            models.CheckConstraint(
                name="ronde_bevestigd_heeft_moment",
                condition=Q(status="bevestigd", bevestigd_op__isnull=False)
                | (~Q(status="bevestigd") & Q(bevestigd_op__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"Verdeelronde {self.spelregels.gebied} {self.spelregels.jaar}"

    def get_absolute_url(self):
        regels = self.spelregels
        return reverse("buurtbudget:ronde", args=[regels.gebied.slug, regels.jaar])

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_vergadering(self):
        return self.status == self.Status.VERGADERING

    @property
    def is_bevestigd(self):
        return self.status == self.Status.BEVESTIGD


class Deelnemer(models.Model):
    """A member takes part in the round; their column counts when they say it is ready."""

    ronde = models.ForeignKey(Verdeelronde, models.CASCADE, related_name="deelnemers")
    lid = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="deelnames_ronde")
    volgorde = models.PositiveSmallIntegerField(default=0)
    klaar_op = models.DateTimeField(null=True, blank=True)
    geteld_op = models.DateTimeField(null=True, blank=True)
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = DeelnemerQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "deelnemers"
        constraints = [
            models.UniqueConstraint(name="deelnemer_uniek", fields=["ronde", "lid"]),
        ]

    def __str__(self):
        return self.lid.naam


class Verdeling(models.Model):
    """What one member gives one application; no row is the same as nothing."""

    deelnemer = models.ForeignKey(Deelnemer, models.CASCADE, related_name="verdelingen")
    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="verdelingen")
    bedrag = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        verbose_name_plural = "verdelingen"
        constraints = [
            models.UniqueConstraint(name="verdeling_uniek", fields=["deelnemer", "aanvraag"]),
            models.CheckConstraint(name="verdeling_niet_negatief", condition=Q(bedrag__gte=0)),
        ]

    def __str__(self):
        return f"{self.deelnemer}: {self.bedrag}"


class Rondepost(models.Model):
    """An application in the round: what the count says, and what the meeting made of it."""

    ronde = models.ForeignKey(Verdeelronde, models.CASCADE, related_name="posten")
    aanvraag = models.OneToOneField(Aanvraag, models.PROTECT, related_name="rondepost")
    volgnummer = models.PositiveSmallIntegerField()
    berekend = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    gecorrigeerd = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    reden = models.CharField(max_length=300, blank=True)
    grond = models.ForeignKey(
        Grond,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Waarom er niets is, als het bedrag 0 is.",
    )

    objects = RondepostQuerySet.as_manager()

    class Meta:
        ordering = ["volgnummer"]
        verbose_name_plural = "rondeposten"
        constraints = [
            models.UniqueConstraint(name="rondepost_volgnummer", fields=["ronde", "volgnummer"]),
            models.CheckConstraint(
                name="rondepost_correctie_heeft_reden",
                condition=Q(gecorrigeerd__isnull=True)
                | Q(gecorrigeerd=F("berekend"))
                | (Q(gecorrigeerd__gte=0) & ~Q(reden="")),
            ),
        ]

    def __str__(self):
        return f"{self.volgnummer}. {self.aanvraag}"

    @property
    def bedrag(self):
        """What the meeting decides (€): its correction, or else the count; None before that."""
        return self.berekend if self.gecorrigeerd is None else self.gecorrigeerd
