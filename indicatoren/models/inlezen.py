"""Files with figures: what came in, how it was read, what it would change and what it changed."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from gebieden.models import Gebied, Gemeente
from gebruikers.models import Gebruiker
from indicatoren.querysets import ImportQuerySet
from kern.bestanden import pad_op_uuid


class Import(models.Model):
    """One file of figures, from upload to taken back.

    NIEUW: how to read it is not settled · WACHT: somebody must look through it ·
    BEKEKEN: the dry run stands in `proef` and may be confirmed · INGELEZEN · TERUG · MISLUKT: it
    cannot be read this way, `melding` says why; after another choice it waits again.
    """

    class Stand(models.TextChoices):
        NIEUW = "nieuw", "nog niet gekozen hoe te lezen"
        WACHT = "wacht", "wordt nagekeken"
        BEKEKEN = "bekeken", "nagekeken, nog niet ingelezen"
        INGELEZEN = "ingelezen", "ingelezen"
        TERUG = "terug", "teruggedraaid"
        MISLUKT = "mislukt", "niet te lezen"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="imports")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField(max_length=120, help_text="Hoe het bestand heette.")
    sha256 = models.CharField(max_length=64)
    grootte = models.PositiveBigIntegerField()
    bestand = models.FileField(upload_to=pad_op_uuid, blank=True)
    leeswijze = models.JSONField(
        null=True, blank=True, help_text="Hoe het te lezen: zie `lezen.leeswijze.Leeswijze`."
    )
    stand = models.CharField(max_length=9, choices=Stand, default=Stand.NIEUW)
    melding = models.CharField(max_length=400, blank=True)
    gedaan = models.PositiveIntegerField(default=0, help_text="Zoveel regels zijn bekeken.")
    proef = models.JSONField(
        null=True, blank=True, help_text="Wat het zou doen: zie `inleesproef.Proef`."
    )
    fouten = models.JSONField(
        default=list, blank=True, help_text="Geweigerde regels: [regel, kolom, tekst, waarom]."
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    is_voorbeeld = models.BooleanField(default=False)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    op = models.DateTimeField()
    begonnen_op = models.DateTimeField(null=True, help_text="Iemand is ermee bezig sinds.")
    ingelezen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    ingelezen_op = models.DateTimeField(null=True)
    teruggedraaid_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    teruggedraaid_op = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_ingelezen_met_datum",
                condition=Q(stand__in=["ingelezen", "terug"], ingelezen_op__isnull=False)
                | (~Q(stand__in=["ingelezen", "terug"]) & Q(ingelezen_op__isnull=True)),
            ),
            models.CheckConstraint(
                name="import_terug_met_datum",
                # "is not null" in words: a comparison with NULL would pass
                condition=Q(
                    stand="terug",
                    teruggedraaid_op__isnull=False,
                    teruggedraaid_op__gte=F("ingelezen_op"),
                )
                | (~Q(stand="terug") & Q(teruggedraaid_op__isnull=True)),
            ),
            models.CheckConstraint(
                name="import_bekeken_met_proef",
                condition=~Q(stand__in=["bekeken", "ingelezen", "terug"]) | Q(proef__isnull=False),
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("indicatoren:import", args=[self.uuid])

    @property
    def is_ingelezen(self):
        """Whether its figures are those of the city, or were: how it is read stays as it is."""
        return self.stand in (self.Stand.INGELEZEN, self.Stand.TERUG)


class Invoer(models.Model):
    """A figure read from a file, on its way: COPY puts it here, set-based checks look at it.

    Not logged (nothing is lost: the file is still there), no foreign keys, gone once read in.
    """

    herkomst_id = models.BigIntegerField(db_index=True)
    regel = models.PositiveIntegerField()
    kolom = models.PositiveSmallIntegerField(default=0)
    soort = models.CharField(max_length=12)
    indicator_id = models.BigIntegerField()
    gebied_id = models.BigIntegerField()
    jaar = models.SmallIntegerField()
    waarde = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    reden = models.CharField(max_length=16, null=True)  # noqa: DJ001
    n = models.IntegerField(null=True)
    marge = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    significant = models.CharField(max_length=13)
    voorlopig = models.BooleanField()
    voetnoot = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "invoer"

    def __str__(self):
        return f"regel {self.regel}"


class Kolomkeuze(models.Model):
    """How a file with these headings was read the last time, to offer it the next."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="+")
    koppen = models.CharField(max_length=64, help_text="sha256 van de koppen, in volgorde.")
    leeswijze = models.JSONField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "kolomkeuzes"
        constraints = [
            models.UniqueConstraint(name="kolomkeuze_uniek", fields=["gemeente", "koppen"]),
        ]

    def __str__(self):
        return f"koppen {self.koppen[:8]}"


class Gebiedsnaam(models.Model):
    """A name that files use for an area, confirmed by a researcher."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="+")
    naam = models.CharField(max_length=120, help_text="Zonder hoofdletters en dubbele spaties.")
    gebied = models.ForeignKey(Gebied, models.CASCADE, related_name="namen")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "gebiedsnamen"
        constraints = [
            models.UniqueConstraint(
                name="gebiedsnaam_uniek", fields=["gemeente", "naam", "gebied"]
            ),
        ]

    def __str__(self):
        return f"{self.naam}: {self.gebied}"
