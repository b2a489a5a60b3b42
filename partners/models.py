import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from berichten.models import Bericht
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from partners.querysets import ContactpersoonQuerySet, LidmaatschapQuerySet, PartnerQuerySet


class Partner(models.Model):
    """An organisation that takes part in the work in a wijk; the gemeente itself is one too."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", "Gemeente"
        WELZIJN = "welzijn", "Welzijn"
        GEZONDHEID = "gezondheid", "Gezondheid"
        ZORG = "zorg", "Zorg en ondersteuning"
        ONDERWIJS = "onderwijs", "Onderwijs en jeugd"
        SPORT = "sport", "Sport en bewegen"
        WONEN = "wonen", "Wonen"
        HUURDERS = "huurders", "Huurders"
        VEILIGHEID = "veiligheid", "Veiligheid"
        GELOOF = "geloof", "Kerken en moskeeën"
        ONDERNEMERS = "ondernemers", "Ondernemers"
        BEWONERS = "bewoners", "Bewoners"
        BUDGETBEHEERDER = "budgetbeheerder", "Wijkstichting of -vereniging"
        ANDERS = "anders", "Andere organisatie"

    naam = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    soort = models.CharField(max_length=16, choices=Soort)
    omschrijving = models.CharField(max_length=300, blank=True)
    website = models.URLField(blank=True)
    bron = models.CharField(max_length=200, blank=True)
    is_openbaar = models.BooleanField(default=True)
    is_voorbeeld = models.BooleanField(default=False)
    samengevoegd_in = models.ForeignKey(
        "self", models.PROTECT, related_name="samengevoegde", null=True, blank=True
    )
    gebieden = models.ManyToManyField(Gebied, through="PartnerGebied", related_name="partners")

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                name="partner_niet_in_zichzelf", condition=~Q(samengevoegd_in=F("pk"))
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("portaal:partner", args=[self.slug])

    @property
    def website_kort(self):
        """The address as people say it."""
        return self.website.partition("://")[2].removeprefix("www.").rstrip("/")


class PartnerGebied(models.Model):
    """The partner is active in this wijk."""

    partner = models.ForeignKey(Partner, models.CASCADE)
    gebied = models.ForeignKey(Gebied, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="partnergebied_uniek", fields=["partner", "gebied"]),
        ]

    def __str__(self):
        return f"{self.partner} in {self.gebied}"


class Contactpersoon(models.Model):
    """Whom to call at a partner: about everything, or about one wijk."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contactpersonen")
    gebied = models.ForeignKey(
        Gebied, models.PROTECT, related_name="contactpersonen", null=True, blank=True
    )
    naam = models.CharField(max_length=120)
    taak = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    bereikbaar = models.CharField(max_length=120, blank=True)
    is_openbaar = models.BooleanField(default=False)
    is_voorbeeld = models.BooleanField(default=False)

    objects = ContactpersoonQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "contactpersonen"

    def __str__(self):
        return self.naam

    @property
    def voorletters(self):
        """NG for Noor de Graaf: the capitals, at most two."""
        return "".join(letter for letter in self.naam if letter.isupper())[:2]

    @property
    def belnummer(self):
        """+31330000123 for "033 – 000 01 23", as a telephone wants it."""
        cijfers = "".join(teken for teken in self.telefoon if teken.isdigit())
        return f"+31{cijfers[1:]}" if cijfers.startswith("0") else cijfers


@pghistory.track()
class Lidmaatschap(models.Model):
    """A person belongs to a partner in a role; a member without e-mail has no Gebruiker."""

    class Rol(models.TextChoices):
        MEDEWERKER = "medewerker", "Medewerker"
        WERKGROEP = "werkgroep", "Lid van de werkgroep"
        PENNINGMEESTER = "penningmeester", "Penningmeester"
        BESTUUR = "bestuur", "Bestuur"

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="lidmaatschappen")
    gebruiker = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="lidmaatschappen", null=True, blank=True
    )
    naam = models.CharField(max_length=120)
    kanaal = models.CharField(max_length=8, choices=Bericht.Kanaal, default=Bericht.Kanaal.MAIL)
    rol = models.CharField(max_length=14, choices=Rol)
    periode = DateRangeField()

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            models.CheckConstraint(
                name="lidmaatschap_mail_heeft_gebruiker",
                condition=~Q(kanaal="mail") | Q(gebruiker__isnull=False),
            ),
            ExclusionConstraint(
                name="lidmaatschap_niet_dubbel",
                expressions=[
                    (F("partner"), RangeOperators.EQUAL),
                    (F("gebruiker"), RangeOperators.EQUAL),
                    (F("rol"), RangeOperators.EQUAL),
                    (F("periode"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.naam}: {self.get_rol_display()} bij {self.partner}"
