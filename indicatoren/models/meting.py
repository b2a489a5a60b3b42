"""Figures: what was measured, what is aimed at, and what a figure was before it was corrected."""

from django.db import models
from django.db.models import Q

from gebieden.models import Gebied, Gemeente
from indicatoren.models.indicator import Indicator
from indicatoren.models.inlezen import Import
from indicatoren.models.wachters import bewaar_oude, vergeet_niets
from indicatoren.querysets import MetingQuerySet
from kern.rijen import afdruk
from kern.triggers import NietLegen


class Cijfer(models.Model):
    """What a figure of either kind has: where, when, and the file we have it from.

    Neither indicator nor area has an index of its own: the unique one begins with both.
    """

    gebied = models.ForeignKey(
        Gebied,
        models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Het gebied zoals het in dat jaar was.",
    )
    jaar = models.PositiveSmallIntegerField()
    waarde = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    herkomst = models.ForeignKey(
        Import, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    herkomst_regel = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["jaar"]


class Meting(Cijfer):
    """A measured value, or the reason why there is none. Never both, never neither."""

    class Reden(models.TextChoices):
        NIET_GEMETEN = "niet_gemeten", "niet gemeten"
        NOG_NIET_BEKEND = "nog_niet_bekend", "nog niet bekend"
        ONBEKEND = "onbekend", "onbekend of geheim"
        TE_WEINIG = "te_weinig", "te weinig antwoorden"
        GEHEIM = "geheim", "niet openbaar"
        KAN_NIET = "kan_niet", "komt hier niet voor"

    class Significant(models.TextChoices):
        """The researcher's own verdict on the change since the measurement before."""

        JA = "ja", "aantoonbaar veranderd"
        NEE = "nee", "geen aantoonbare verandering"
        NIET_GETOETST = "niet_getoetst", "niet getoetst"

    class Verborgen(models.TextChoices):
        """Why visitors do not see a value that we have (`onderdrukking.py`)."""

        DREMPEL = "drempel", "te weinig antwoorden"
        SAMENHANG = "samenhang", "weggelaten, zodat een ander cijfer niet uit te rekenen is"

    INHOUD = ("waarde", "reden", "n", "marge", "significant", "voorlopig", "voetnoot")
    WOORDEN = dict([*Reden.choices, *Significant.choices])
    ZEGT_NIETS = (None, "", False, Significant.NIET_GETOETST)

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="metingen", db_index=False
    )
    reden = models.CharField(  # noqa: DJ001 - no reason is NULL: the constraint reads it so
        max_length=16, choices=Reden, null=True, blank=True
    )
    n = models.PositiveIntegerField("aantal antwoorden", null=True, blank=True)
    marge = models.DecimalField(
        max_digits=12, decimal_places=4, null=True, blank=True, help_text="Naar boven en beneden."
    )
    significant = models.CharField(
        max_length=13, choices=Significant, default=Significant.NIET_GETOETST
    )
    voorlopig = models.BooleanField(default=False)
    voetnoot = models.CharField(max_length=300, blank=True)
    bron_link = models.URLField(blank=True)
    verborgen = models.CharField(max_length=9, choices=Verborgen, blank=True, editable=False)
    is_voorbeeld = models.BooleanField(default=False)

    objects = MetingQuerySet.as_manager()

    class Meta(Cijfer.Meta):
        verbose_name_plural = "metingen"
        constraints = [
            models.UniqueConstraint(name="meting_uniek", fields=["indicator", "gebied", "jaar"]),
            models.CheckConstraint(
                name="meting_waarde_of_reden",
                condition=Q(waarde__isnull=False, reden__isnull=True)
                | Q(waarde__isnull=True, reden__isnull=False),
                violation_error_message="Vul een waarde in, of de reden waarom die er niet is.",
            ),
            models.CheckConstraint(
                name="meting_marge_niet_negatief",
                condition=Q(marge__isnull=True) | Q(marge__gte=0),
            ),
        ]
        triggers = bewaar_oude("meting")

    def __str__(self):
        return f"{self.indicator} {self.jaar}"

    @property
    def versie(self):
        """What was read of it: a column that counts would be one more in millions of rows."""
        return afdruk(*(getattr(self, naam) for naam in self.INHOUD))


class Streefwaarde(Cijfer):
    """The value the city aims at in a year, or a note that says why there is none."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="streefwaarden", db_index=False
    )
    noot = models.CharField(max_length=300, blank=True)

    class Meta(Cijfer.Meta):
        verbose_name_plural = "streefwaarden"
        constraints = [
            models.CheckConstraint(
                name="streefwaarde_waarde_of_noot",
                condition=Q(waarde__isnull=False) | ~Q(noot=""),
                violation_error_message="Vul een waarde in, of schrijf op waarom die er niet is.",
            ),
            models.UniqueConstraint(
                name="streefwaarde_uniek", fields=["indicator", "gebied", "jaar"]
            ),
        ]
        triggers = bewaar_oude("streefwaarde")

    def __str__(self):
        return f"{self.indicator} in {self.jaar}"


class Correctie(models.Model):
    """A figure as it was before it changed or went: written by the database, whatever changed it.

    `vervangen_door` is the import that the new figure came with, so that an import can be taken
    back: of each figure the oldest row that it replaced (`actions.terugdraaien`).
    """

    class Soort(models.TextChoices):
        METING = "meting", "gemeten"
        STREEFWAARDE = "streefwaarde", "streefwaarde"

    soort = models.CharField(max_length=12, choices=Soort)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="correcties", db_index=False
    )
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="correcties", db_index=False)
    jaar = models.PositiveSmallIntegerField()
    was = models.JSONField(help_text="De hele rij, zoals PostgreSQL die als JSON schrijft.")
    vervangen_door = models.ForeignKey(
        Import, models.PROTECT, related_name="correcties", null=True, blank=True
    )
    is_weg = models.BooleanField(help_text="Het cijfer verviel, er kwam geen ander.")
    op = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(name="correctie_nieuwste", fields=["indicator", "soort", "-id"]),
            models.Index(name="correctie_van_gebied", fields=["gebied", "indicator"]),
        ]
        triggers = [*vergeet_niets("correctie"), NietLegen("correctie_niet_legen")]

    def __str__(self):
        return f"{self.indicator} {self.jaar}, zoals het was"


class Dekking(models.Model):
    """How many figures there are of an indicator per kind of area and year: what a page can offer.

    Derived, and written anew by `actions.bijwerken` whenever figures change.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="dekking", db_index=False)
    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="+", db_index=False)
    soort = models.CharField(max_length=12, choices=Gebied.Soort)
    jaar = models.PositiveSmallIntegerField()
    aantal = models.PositiveIntegerField()

    class Meta:
        ordering = ["soort", "jaar"]
        verbose_name_plural = "dekking"
        constraints = [
            models.UniqueConstraint(
                name="dekking_uniek", fields=["indicator", "gemeente", "soort", "jaar"]
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.soort} {self.jaar}: {self.aantal}"
