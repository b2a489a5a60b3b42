"""What is measured: the source, its surveys, the indicator, and when its meaning changed."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker
from indicatoren.querysets import IndicatorQuerySet


class Bron(models.Model):
    """Where figures come from, as a page names it."""

    class Ritme(models.TextChoices):
        ELK_JAAR = "elk_jaar", "elk jaar"
        ONEVEN = "oneven", "in oneven jaren"
        EVEN = "even", "in even jaren"

    class Licentie(models.TextChoices):
        CC0 = "cc0", "Vrij te gebruiken (CC0)"
        CC_BY = "cc_by", "Te gebruiken met de naam van de bron erbij (CC BY 4.0)"
        ONBEKEND = "onbekend", "Niet bekend: vraag het na"

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
    licentie = models.CharField(
        max_length=8,
        choices=Licentie,
        default=Licentie.ONBEKEND,
        help_text="Wat anderen met de cijfers mogen doen. Dit staat bij de open data.",
    )
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = "bronnen"

    def __str__(self):
        return self.naam

    def meet_in(self, jaar):
        """Whether the source measures in this year: what is absent outside it is not missing."""
        return self.ritme == self.Ritme.ELK_JAAR or (self.ritme == self.Ritme.ONEVEN) == (
            jaar % 2 == 1
        )


class Peiling(models.Model):
    """One time that a source asked: its name then, who were asked, and how many answered."""

    bron = models.ForeignKey(Bron, models.CASCADE, related_name="peilingen")
    jaar = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=120, help_text="Zoals het onderzoek in dat jaar heette.")
    periode = models.CharField(max_length=60, blank=True, help_text="Zoals: najaar.")
    leeftijd_van = models.PositiveSmallIntegerField(null=True, blank=True)
    leeftijd_tot = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Tot en met deze leeftijd."
    )
    antwoorden = models.PositiveIntegerField(
        null=True, blank=True, help_text="Hoeveel mensen in de hele gemeente antwoord gaven."
    )
    link = models.URLField(blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["jaar"]
        verbose_name_plural = "peilingen"
        constraints = [
            models.UniqueConstraint(
                name="peiling_uniek",
                fields=["bron", "jaar"],
                violation_error_message="Van dit jaar is er al een peiling.",
            ),
            models.CheckConstraint(
                name="peiling_leeftijd_klopt",
                condition=Q(leeftijd_van__isnull=True)
                | Q(leeftijd_tot__isnull=True)
                | Q(leeftijd_van__lte=F("leeftijd_tot")),
                violation_error_message="De leeftijd loopt van jong naar oud.",
            ),
        ]

    def __str__(self):
        return f"{self.naam} {self.jaar}"


class Indicator(models.Model):
    """A figure that is measured again and again with the same question."""

    class Richting(models.TextChoices):
        HOGER = "hoger", "Hoger is beter"
        LAGER = "lager", "Lager is beter"
        GEEN = "geen", "Geen oordeel"

    class Berekening(models.TextChoices):
        INITIATIEVEN = "initiatieven", "Toegekende initiatieven per jaar"

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
        null=True,
        blank=True,
        help_text="Bij minder antwoorden blijft het cijfer weg, en een buurt ernaast soms ook.",
    )
    bron = models.ForeignKey(Bron, models.PROTECT, related_name="indicatoren")
    vindplaats = models.URLField(
        blank=True, max_length=500, help_text="De pagina van dit cijfer bij de bron."
    )
    onderwerp = models.CharField(max_length=60, blank=True, help_text="Waar het in de lijst staat.")
    is_kern = models.BooleanField(
        default=True, help_text="Staat met een grafiek boven aan de cijfers en bij de wijken."
    )
    berekening = models.CharField(
        max_length=24,
        choices=Berekening,
        blank=True,
        help_text="Een cijfer uit ons eigen register: dat leest niemand in.",
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    bijgewerkt_op = models.DateTimeField(
        default=timezone.now, editable=False, help_text="Wanneer er een cijfer of tekst veranderde."
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    is_voorbeeld = models.BooleanField(default=False)

    objects = IndicatorQuerySet.as_manager()

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

    @property
    def is_telling(self):
        """A number of people or things: the city has more than its parts, so they do not compare.

        What has a scale, a sign or decimals is a score, a share or a mean.
        """
        return self.schaal_van is None and not self.teken and not self.decimalen


class Definitie(models.Model):
    """What the indicator means from a year on: a new one breaks the series."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definities")
    vanaf_jaar = models.PositiveSmallIntegerField()
    tekst = models.TextField()
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["vanaf_jaar"]
        constraints = [
            models.UniqueConstraint(name="definitie_uniek", fields=["indicator", "vanaf_jaar"]),
        ]

    def __str__(self):
        return f"{self.indicator} vanaf {self.vanaf_jaar}"


class Woordakkoord(models.Model):
    """Researcher and policy agreed, by name and date, that words about the target may be shown.

    Without a standing one with both names an indicator has no such words (`woorden.py`).
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="woordakkoorden")
    onderzoeker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    onderzoeker_op = models.DateTimeField(null=True)
    beleid = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    beleid_op = models.DateTimeField(null=True)
    ingetrokken_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "woordakkoorden"
        constraints = [
            models.UniqueConstraint(
                name="woordakkoord_een_tegelijk",
                fields=["indicator"],
                condition=Q(ingetrokken_op__isnull=True),
            ),
            models.CheckConstraint(
                name="woordakkoord_twee_mensen",
                condition=Q(onderzoeker__isnull=True)
                | Q(beleid__isnull=True)
                | ~Q(onderzoeker=F("beleid")),
                violation_error_message="Twee mensen zetten de woorden aan, niet een.",
            ),
            models.CheckConstraint(
                name="woordakkoord_naam_met_datum",
                condition=Q(
                    onderzoeker__isnull=True, onderzoeker_op__isnull=True, beleid__isnull=False
                )
                | Q(onderzoeker__isnull=False, onderzoeker_op__isnull=False),
            ),
            models.CheckConstraint(
                name="woordakkoord_beleid_met_datum",
                condition=Q(beleid__isnull=True, beleid_op__isnull=True)
                | Q(beleid__isnull=False, beleid_op__isnull=False),
            ),
            models.CheckConstraint(
                name="woordakkoord_intrekking_met_naam",
                condition=Q(ingetrokken_door__isnull=True, ingetrokken_op__isnull=True)
                | Q(ingetrokken_door__isnull=False, ingetrokken_op__isnull=False),
            ),
        ]

    def __str__(self):
        return f"woorden bij {self.indicator}"

    @property
    def geldt(self):
        return bool(self.onderzoeker_id and self.beleid_id and not self.ingetrokken_op)
