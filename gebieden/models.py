from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q
from django.urls import reverse

from gebieden.querysets import GebiedQuerySet, LiggingQuerySet, PostcodeQuerySet

GELDIG_NU_EN_LATER = DateRange(date(2025, 1, 1), None)


class Zekerheid(models.TextChoices):
    """How sure we are of a boundary we derived ourselves."""

    HOOG = "hoog", "zeker"
    MIDDEL = "middel", "vrij zeker"
    LAAG = "laag", "onzeker"


class Gemeente(models.Model):
    code = models.CharField(max_length=6, unique=True)
    naam = models.CharField(max_length=80)
    telefoon = models.CharField(max_length=20, blank=True)
    mail = models.EmailField(blank=True, help_text="Voor vragen over de wijkplannen.")
    over_plannen = models.CharField(
        max_length=300, blank=True, help_text="Wat de gemeente over haar plannen zegt, in een zin."
    )
    ingelezen = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Vingerafdruk van de map met gegevens."
    )

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "gemeenten"

    def __str__(self):
        return self.naam


class Indeling(models.Model):
    """A division of the gemeente: each buurt lies in at most one area of it."""

    class Sleutel(models.TextChoices):
        CBS_WIJK = "cbs_wijk", "CBS-wijken"
        PLAN = "plan", "Wijken"
        BUDGET = "budget", "Buurtbudgetgebieden"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="indelingen")
    sleutel = models.CharField(max_length=12, choices=Sleutel)
    naam = models.CharField(max_length=80)
    bron = models.CharField(max_length=300)
    zekerheid = models.CharField(max_length=6, choices=Zekerheid, default=Zekerheid.HOOG)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="indeling_uniek", fields=["gemeente", "sleutel"]),
        ]
        verbose_name_plural = "indelingen"

    def __str__(self):
        return f"{self.naam} ({self.gemeente})"


class Gebied(models.Model):
    """An area of any kind, from the whole gemeente down to a buurt, as it was in a period."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", "Gemeente"
        WIJK = "wijk", "CBS-wijk"
        PLANGEBIED = "plangebied", "Wijk"
        BUDGETGEBIED = "budgetgebied", "Buurtbudgetgebied"
        BUURT = "buurt", "Buurt"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="gebieden")
    indeling = models.ForeignKey(
        Indeling, models.PROTECT, related_name="gebieden", null=True, blank=True
    )
    soort = models.CharField(max_length=12, choices=Soort)
    code = models.CharField(max_length=20)
    naam = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80)
    geldig = DateRangeField(default=GELDIG_NU_EN_LATER)
    opvolger = models.ForeignKey(
        "self", models.PROTECT, related_name="voorgangers", null=True, blank=True
    )
    zekerheid = models.CharField(max_length=6, choices=Zekerheid, default=Zekerheid.HOOG)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "gebieden"
        constraints = [
            ExclusionConstraint(
                name="gebied_code_een_keer_tegelijk",
                expressions=[
                    (F("gemeente"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="gebied_slug_een_keer_tegelijk",
                expressions=[
                    (F("indeling"), RangeOperators.EQUAL),
                    (F("slug"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="gebied_indeling_past_bij_soort",
                condition=Q(soort__in=["gemeente", "buurt"], indeling__isnull=True)
                | (~Q(soort__in=["gemeente", "buurt"]) & Q(indeling__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        """The page of a wijk (a plan area); parts redirect to theirs, the whole is all of them."""
        if self.is_geheel:
            return reverse("portaal:wijken")
        return reverse("portaal:wijk", args=[self.slug])

    @property
    def is_geheel(self):
        return self.soort == Gebied.Soort.GEMEENTE


class Ligging(models.Model):
    """A buurt lies in an area of a division, once per division at any moment."""

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="liggingen")
    buurt = models.ForeignKey(Gebied, models.PROTECT, related_name="ligt_in")
    indeling = models.ForeignKey(Indeling, models.PROTECT, related_name="liggingen")
    geldig = DateRangeField(default=GELDIG_NU_EN_LATER)
    zekerheid = models.CharField(max_length=6, choices=Zekerheid, default=Zekerheid.HOOG)

    objects = LiggingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "liggingen"
        constraints = [
            ExclusionConstraint(
                name="ligging_buurt_een_keer_per_indeling",
                expressions=[
                    (F("indeling"), RangeOperators.EQUAL),
                    (F("buurt"), RangeOperators.EQUAL),
                    (F("geldig"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.buurt} in {self.gebied}"


class GebiedJaar(models.Model):
    """Facts of an area in one year; empty means: not known to us."""

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="jaren")
    jaar = models.PositiveSmallIntegerField()
    inwoners = models.PositiveIntegerField(null=True, blank=True)
    prioriteitswijk = models.BooleanField(null=True, blank=True)
    bron = models.CharField(max_length=200)

    class Meta:
        verbose_name = "gebied in een jaar"
        verbose_name_plural = "gebieden per jaar"
        constraints = [
            models.UniqueConstraint(name="gebiedjaar_uniek", fields=["gebied", "jaar"]),
        ]

    def __str__(self):
        return f"{self.gebied} in {self.jaar}"


class Vorm(models.Model):
    """The outline as an SVG path, drawn once by `importeer_gebieden`; lists never fetch it."""

    gebied = models.OneToOneField(Gebied, models.CASCADE, related_name="vorm")
    pad = models.TextField(help_text="Het d-attribuut van een SVG-path.")
    bbox = models.JSONField(help_text="[x0, y0, x1, y1] in de eenheden van het pad.")
    label_x = models.SmallIntegerField()
    label_y = models.SmallIntegerField()
    label = models.CharField(max_length=80, help_text="Korte naam; | breekt de regel af.")

    class Meta:
        verbose_name_plural = "vormen"

    def __str__(self):
        return f"vorm van {self.gebied}"


class Postcode(models.Model):
    """Share of a postcode (of four digits, or of six with house numbers) that lies in an area."""

    pc = models.CharField(max_length=6)
    van_nr = models.PositiveIntegerField(null=True, blank=True)
    tot_nr = models.PositiveIntegerField(null=True, blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="postcodes")
    aandeel = models.DecimalField(max_digits=4, decimal_places=3)

    objects = PostcodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="postcode_uniek", fields=["pc", "van_nr", "gebied"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="postcode_aandeel_is_een_deel", condition=Q(aandeel__gt=0, aandeel__lte=1)
            ),
        ]

    def __str__(self):
        return f"{self.pc} → {self.gebied}"

    def heeft(self, huisnummer):
        """Whether the house number falls in this row; an open end holds every number."""
        na_begin = self.van_nr is None or self.van_nr <= huisnummer
        return na_begin and (self.tot_nr is None or huisnummer <= self.tot_nr)


class OudeSlug(models.Model):
    """A former address of an area; its page redirects."""

    indeling = models.ForeignKey(Indeling, models.PROTECT, related_name="oude_slugs")
    slug = models.SlugField(max_length=80)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="oude_slugs")

    class Meta:
        verbose_name = "oude slug"
        verbose_name_plural = "oude slugs"
        constraints = [
            models.UniqueConstraint(name="oude_slug_uniek", fields=["indeling", "slug"]),
        ]

    def __str__(self):
        return self.slug
