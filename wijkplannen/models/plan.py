"""The frame of a plan: what is only public as a numbered version."""

import uuid
from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from indicatoren.models import Indicator
from wijkplannen.models.rubriek import Rubriek
from wijkplannen.querysets import DoelQuerySet, WijkplanQuerySet


class Thema(models.Model):
    class Soort(models.TextChoices):
        SOCIAAL = "sociaal", "Sociaal"
        FYSIEK = "fysiek", "Fysiek"
        VEILIGHEID = "veiligheid", "Veiligheid"

    sleutel = models.SlugField(max_length=40, unique=True)
    naam = models.CharField(max_length=80)
    soort = models.CharField(max_length=10, choices=Soort)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "naam"]
        verbose_name_plural = "thema's"

    def __str__(self):
        return self.naam


class Wijkplan(models.Model):
    """The plan of one wijk: a working copy here, and what visitors see in `huidige_versie`."""

    class Soort(models.TextChoices):
        SOCIAAL = "sociaal", "Wijkplan sociaal"
        AANPAK = "aanpak", "Plan van aanpak"
        ONTWIKKELING = "ontwikkeling", "Wijkontwikkelingsplan"
        PROGRAMMA = "programma", "Gebiedsprogramma"
        DOCUMENT = "document", "Ouder plan"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="wijkplannen")
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.SOCIAAL)
    titel = models.CharField(max_length=120)
    slug = models.SlugField(max_length=90, unique=True)
    periode = DateRangeField()
    aankondiging = models.CharField(
        max_length=300, blank=True, help_text="Wat bezoekers lezen zolang er nog geen versie is."
    )
    opsteller = models.CharField(max_length=160, blank=True)
    inbreng = DateRangeField(
        null=True, blank=True, help_text="Van en tot wanneer bewoners op dit plan kunnen reageren."
    )
    vorige = models.ForeignKey(
        "self", models.PROTECT, related_name="volgende", null=True, blank=True, editable=False
    )
    bron = models.CharField(max_length=300, blank=True, help_text="Alleen bij een ouder plan.")
    bron_link = models.URLField(blank=True)
    huidige_versie = models.OneToOneField(
        "PlanVersie", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    is_voorbeeld = models.BooleanField(default=False)

    objects = WijkplanQuerySet.as_manager()

    class Meta:
        ordering = ["gebied__naam", "-periode"]
        verbose_name_plural = "wijkplannen"
        constraints = [
            ExclusionConstraint(
                name="wijkplan_een_tegelijk_per_gebied_en_soort",
                expressions=[
                    (F("gebied"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (F("periode"), RangeOperators.OVERLAPS),
                ],
                condition=Q(huidige_versie__isnull=False),
                violation_error_message=(
                    "Voor deze wijk staat in deze jaren al een plan van deze soort online."
                ),
            ),
            models.CheckConstraint(
                name="wijkplan_periode_heeft_begin_en_eind",
                condition=Q(
                    periode__isempty=False,
                    periode__lower_inf=False,
                    periode__upper_inf=False,
                ),
            ),
            models.CheckConstraint(
                name="wijkplan_ouder_plan_heeft_bron",
                condition=~Q(soort="document") | ~Q(bron=""),
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("wijkplannen:detail", args=[self.slug])

    def validate_constraints(self, exclude=None):
        """One plan at a time asks `huidige_versie`: also of a form that leaves it out."""
        super().validate_constraints(exclude=set(exclude or ()) - {"huidige_versie"})

    @property
    def van_jaar(self):
        return self.periode.lower.year

    @property
    def tot_jaar(self):
        """Last year of the plan; the range itself ends on 1 January after it."""
        return self.periode.upper.year - 1

    @property
    def jaren(self):
        if self.van_jaar == self.tot_jaar:
            return str(self.van_jaar)
        return f"{self.van_jaar}–{self.tot_jaar}"

    @cached_property
    def inplanning(self):
        """The last publication that was agreed on for a moment, whatever came of it, or None."""
        return self.geplande_publicaties.order_by("-pk").first()

    @property
    def is_open(self):
        """Residents can react today."""
        return bool(self.inbreng) and timezone.localdate() in self.inbreng

    @property
    def open_tot(self):
        """Last day on which residents can react; None when no end was agreed."""
        return self.inbreng and self.inbreng.upper and self.inbreng.upper - timedelta(1)


class Zichtbaarheid(models.TextChoices):
    OPENBAAR = "openbaar", "Iedereen"
    PARTNERS = "partners", "Partners van dit plan en de gemeente"
    GEMEENTE = "gemeente", "Alleen de gemeente"


class Blok(models.Model):
    """A text of the plan under one of the headings of its kind, with who may read it."""

    Zichtbaarheid = Zichtbaarheid

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="blokken")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volgorde = models.PositiveSmallIntegerField(default=0)
    rubriek = models.CharField(max_length=16, choices=Rubriek, default=Rubriek.WIJK)
    kop = models.CharField(max_length=120)
    tekst = models.TextField(max_length=6000)
    zichtbaarheid = models.CharField(
        max_length=8, choices=Zichtbaarheid, default=Zichtbaarheid.OPENBAAR
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    vervallen_op = models.DateTimeField(null=True, blank=True, editable=False)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "blokken"

    def __str__(self):
        return self.kop


class Doel(models.Model):
    """What should be true in the wijk at the end of the plan."""

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="doelen")
    thema = models.ForeignKey(Thema, models.PROTECT, related_name="doelen")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volgorde = models.PositiveSmallIntegerField(default=0)
    titel = models.CharField(max_length=120)
    gewenst = models.TextField(max_length=1000, blank=True)
    indicatoren = models.ManyToManyField(
        Indicator, through="DoelIndicator", related_name="doelen", blank=True
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    vervallen_op = models.DateTimeField(null=True, blank=True, editable=False)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)

    objects = DoelQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "doelen"

    def __str__(self):
        return self.titel


class DoelIndicator(models.Model):
    """The figure by which a goal is followed, with what one wants it to be in which year."""

    doel = models.ForeignKey(Doel, models.CASCADE, related_name="cijfers")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    streefwaarde = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    streefjaar = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="doelindicator_uniek", fields=["doel", "indicator"]),
            models.CheckConstraint(
                name="doelindicator_streefwaarde_heeft_jaar",
                condition=Q(streefwaarde__isnull=True, streefjaar__isnull=True)
                | Q(streefwaarde__isnull=False, streefjaar__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.doel}: {self.indicator}"
