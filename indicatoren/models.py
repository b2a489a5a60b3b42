from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator

from gebieden.models import Gebied, Gemeente
from gebruikers.models import Gebruiker
from indicatoren.querysets import RapportageQuerySet


class Bron(models.Model):
    """Where figures come from, as a page names it."""

    class Ritme(models.TextChoices):
        ELK_JAAR = "elk_jaar", "elk jaar"
        ONEVEN = "oneven", "in oneven jaren"
        EVEN = "even", "in even jaren"

    sleutel = models.SlugField(max_length=60, unique=True)
    naam = models.CharField(max_length=120)
    omschrijving = models.CharField(max_length=400, blank=True)
    ritme = models.CharField(
        max_length=8,
        choices=Ritme,
        default=Ritme.ELK_JAAR,
        help_text="Een jaar buiten het ritme is geen gat in de reeks.",
    )
    link = models.URLField(blank=True)

    class Meta:
        verbose_name_plural = "bronnen"

    def __str__(self):
        return self.naam

    def meet_in(self, jaar):
        """Whether the source measures in this year: what is absent outside it is not missing."""
        return self.ritme == self.Ritme.ELK_JAAR or (self.ritme == self.Ritme.ONEVEN) == (
            jaar % 2 == 1
        )


class Indicator(models.Model):
    """A figure that is measured again and again with the same question."""

    class Richting(models.TextChoices):
        HOGER = "hoger", "Hoger is beter"
        LAGER = "lager", "Lager is beter"
        GEEN = "geen", "Geen oordeel"

    slug = models.SlugField(max_length=60, unique=True)
    naam = models.CharField(max_length=120, help_text="Zoals de documenten het noemen.")
    korte_naam = models.CharField(max_length=60, help_text="Zoals een bewoner het zegt.")
    vraag = models.TextField(blank=True, help_text="De letterlijke vraag van het onderzoek.")
    eenheid = models.CharField(max_length=60)
    teken = models.CharField(max_length=3, blank=True, help_text="Achter het getal, zoals %.")
    decimalen = models.PositiveSmallIntegerField(default=1)
    schaal_van = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    schaal_tot = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    richting = models.CharField(max_length=5, choices=Richting, default=Richting.GEEN)
    drempel_n = models.PositiveIntegerField(
        null=True, blank=True, help_text="Bij minder antwoorden blijft het cijfer weg."
    )
    bron = models.ForeignKey(Bron, models.PROTECT, related_name="indicatoren")
    volgorde = models.PositiveSmallIntegerField(default=0)
    is_voorbeeld = models.BooleanField(default=False)

    class Meta:
        ordering = ["volgorde", "naam"]
        verbose_name_plural = "indicatoren"
        constraints = [
            models.CheckConstraint(
                name="indicator_schaal_klopt",
                # "is not null" in words: a comparison with NULL would pass
                condition=Q(schaal_van__isnull=True, schaal_tot__isnull=True)
                | Q(
                    schaal_van__isnull=False,
                    schaal_tot__isnull=False,
                    schaal_van__lt=F("schaal_tot"),
                ),
                violation_error_message="Een schaal loopt van laag naar hoog.",
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("indicatoren:detail", args=[self.slug])


class Definitie(models.Model):
    """What the indicator means from a year on: a new one breaks the series."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definities")
    vanaf_jaar = models.PositiveSmallIntegerField()
    tekst = models.TextField()

    class Meta:
        ordering = ["vanaf_jaar"]
        constraints = [
            models.UniqueConstraint(name="definitie_uniek", fields=["indicator", "vanaf_jaar"]),
        ]

    def __str__(self):
        return f"{self.indicator} vanaf {self.vanaf_jaar}"


class Meting(models.Model):
    """A measured value, or the reason why there is none. Never both, never neither."""

    class Reden(models.TextChoices):
        NIET_GEMETEN = "niet_gemeten", "niet gemeten"
        NOG_NIET_BEKEND = "nog_niet_bekend", "nog niet bekend"
        TE_WEINIG = "te_weinig", "te weinig antwoorden"
        GEHEIM = "geheim", "niet openbaar"

    class Significant(models.TextChoices):
        """The researcher's own verdict on the change since the measurement before."""

        JA = "ja", "aantoonbaar veranderd"
        NEE = "nee", "geen aantoonbare verandering"
        NIET_GETOETST = "niet_getoetst", "niet getoetst"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="metingen")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="metingen")
    jaar = models.PositiveSmallIntegerField()
    waarde = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    reden = models.CharField(  # noqa: DJ001 - no reason is NULL: the constraint reads it so
        max_length=16, choices=Reden, null=True, blank=True
    )
    n = models.PositiveIntegerField("aantal antwoorden", null=True, blank=True)
    marge = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    significant = models.CharField(
        max_length=13, choices=Significant, default=Significant.NIET_GETOETST
    )
    voorlopig = models.BooleanField(default=False)
    voetnoot = models.CharField(max_length=300, blank=True)
    bron_link = models.URLField(blank=True)
    is_voorbeeld = models.BooleanField(default=False)

    class Meta:
        ordering = ["jaar"]
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

    def __str__(self):
        return f"{self.indicator} {self.jaar}"


class Streefwaarde(models.Model):
    """The value the city aims at in a year, or a note that says why there is none."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="streefwaarden")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="streefwaarden")
    jaar = models.PositiveSmallIntegerField()
    waarde = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    noot = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["jaar"]
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

    def __str__(self):
        return f"{self.indicator} in {self.jaar}"


class Rapportage(models.Model):
    """A programme in a document of the city, with the window of years that document shows."""

    class Soort(models.TextChoices):
        BEGROTING = "begroting", "Begroting"
        JAARVERSLAG = "jaarverslag", "Jaarverslag"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="rapportages")
    soort = models.CharField(max_length=12, choices=Soort)
    jaar = models.PositiveSmallIntegerField()
    programma = models.CharField(max_length=120)
    realisatie_van = models.PositiveSmallIntegerField()
    realisatie_tot = models.PositiveSmallIntegerField()
    streef_van = models.PositiveSmallIntegerField()
    streef_tot = models.PositiveSmallIntegerField()
    peildatum = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=300, blank=True)
    bevroren_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="rapportages", null=True, blank=True
    )

    objects = RapportageQuerySet.as_manager()

    class Meta:
        ordering = ["-jaar", "soort"]
        constraints = [
            models.UniqueConstraint(
                name="rapportage_uniek", fields=["gemeente", "soort", "jaar", "programma"]
            ),
            models.CheckConstraint(
                name="rapportage_vensters_kloppen",
                condition=Q(
                    realisatie_tot__gte=F("realisatie_van"), streef_tot__gte=F("streef_van")
                ),
                violation_error_message="De jaren lopen van vroeg naar laat.",
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.jaar}"

    def get_absolute_url(self):
        return reverse(f"indicatoren:{self.soort}", args=[self.jaar])

    @property
    def realisatiejaren(self):
        return range(self.realisatie_van, self.realisatie_tot + 1)

    @property
    def streefjaren(self):
        return range(self.streef_van, self.streef_tot + 1)

    @property
    def streefwoord(self):
        """What the document calls a target."""
        return "streefcijfer" if self.soort == self.Soort.BEGROTING else "streefwaarde"

    @property
    def streefkop(self):
        return "Streefcijfers" if self.soort == self.Soort.BEGROTING else "Streefwaarde"


class Rapportregel(models.Model):
    """One row of a report, in the order of the document."""

    class Soort(models.TextChoices):
        TEKST = "tekst", "Tekst"
        INDICATOR = "indicator", "Indicator"
        DOELSTELLING = "doelstelling", "Doelstelling"
        RESULTAAT = "resultaat", "Zichtbaar resultaat"
        MAATREGEL = "maatregel", "Maatregel"
        GEBEURTENIS = "gebeurtenis", "Belangrijke gebeurtenis"

    class Voortgang(models.TextChoices):
        DOORLOPEND = "doorlopend", "Doorlopend"
        IN_UITVOERING = "in_uitvoering", "In uitvoering"
        UITGEVOERD = "uitgevoerd", "Uitgevoerd"

    rapportage = models.ForeignKey(Rapportage, models.CASCADE, related_name="regels")
    soort = models.CharField(max_length=12, choices=Soort)
    volgorde = models.PositiveSmallIntegerField(default=0)
    nr = models.CharField(max_length=10, blank=True)
    kop = models.CharField(max_length=120, blank=True)
    tekst = models.TextField(blank=True)
    is_samengevat = models.BooleanField(
        default=False, help_text="Onze eigen korte woorden; de bron zegt het langer."
    )
    voortgang = models.CharField(max_length=14, choices=Voortgang, blank=True)
    bedrag = models.DecimalField(
        "bedrag × € 1.000", max_digits=12, decimal_places=2, null=True, blank=True
    )
    noot = models.TextField(blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="rapportregels", null=True, blank=True
    )

    class Meta:
        ordering = ["soort", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                name="rapportregel_uniek", fields=["rapportage", "soort", "volgorde"]
            ),
            models.CheckConstraint(
                name="rapportregel_indicator_klopt",
                condition=Q(soort="indicator", indicator__isnull=False)
                | (~Q(soort="indicator") & Q(indicator__isnull=True)),
                violation_error_message="Alleen een regel over een indicator noemt er een.",
            ),
        ]

    def __str__(self):
        wat = self.kop or self.tekst or str(self.indicator)
        return f"{self.get_soort_display()}: {Truncator(wat).chars(60)}"
