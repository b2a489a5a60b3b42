"""Who decides in a wijk, and by which rules: all of it rows."""

from decimal import Decimal

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from buurtbudget.querysets.regels import MandaatQuerySet, SpelregelsQuerySet
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from partners.models import Contactpersoon, Partner

BEVROREN = """
IF EXISTS (SELECT FROM buurtbudget_spelregels
           WHERE id = {rij}.spelregels_id AND openbaar_op IS NOT NULL) THEN
    RAISE EXCEPTION 'spelregels_bevroren' USING ERRCODE = 'restrict_violation';
END IF;
RETURN {rij};
"""


class Regeling(models.Model):
    """A scheme: the buurtbudget of the foundations is one, the city may have others later."""

    class Bestuursorgaan(models.TextChoices):
        NEE = "nee", "Nee, een stichting of vereniging beslist"
        JA = "ja", "Ja, de gemeente beslist"
        ONBEKEND = "onbekend", "Nog te bepalen"

    BUURTBUDGET = "buurtbudget"  # the one of the foundations

    sleutel = models.SlugField(max_length=40, unique=True)
    naam = models.CharField(max_length=120)
    bestuursorgaan = models.CharField(
        max_length=8, choices=Bestuursorgaan, default=Bestuursorgaan.NEE
    )
    bron = models.CharField(max_length=300, blank=True)
    bewaar_jaren = models.PositiveSmallIntegerField(
        default=7, help_text="Jaren na het jaar van afronding; daarna gaan persoonsgegevens weg."
    )
    bewaar_maanden_afgewezen = models.PositiveSmallIntegerField(default=12)

    class Meta:
        verbose_name_plural = "regelingen"

    def __str__(self):
        return self.naam


class Grond(models.Model):
    """A reason to refuse, as a code that can be counted, with its words for the letter."""

    regeling = models.ForeignKey(Regeling, models.PROTECT, related_name="gronden")
    sleutel = models.SlugField(max_length=40)
    naam = models.CharField(max_length=80)
    brieftekst = models.CharField(max_length=300)
    volgorde = models.PositiveSmallIntegerField(default=0)
    actief = models.BooleanField(default=True)

    class Meta:
        ordering = ["volgorde", "naam"]
        verbose_name_plural = "gronden"
        constraints = [
            models.UniqueConstraint(name="grond_uniek", fields=["regeling", "sleutel"]),
        ]

    def __str__(self):
        return self.naam


@pghistory.track()
class Beheerder(models.Model):
    """What a wijkstichting or -vereniging needs to write letters, and its one account."""

    partner = models.OneToOneField(Partner, models.PROTECT, related_name="beheerder")
    iban = models.CharField(max_length=34, blank=True)
    rekeninghouder = models.CharField(max_length=70, blank=True)
    adres = models.CharField(max_length=160, blank=True, help_text="Straat, postcode en plaats.")
    antwoord_aan = models.EmailField(blank=True, help_text="Waar antwoorden op mail heen gaan.")
    ondertekenaar = models.CharField(max_length=80, blank=True)
    is_voorbeeld = models.BooleanField(default=False)

    def __str__(self):
        return str(self.partner)


@pghistory.track()
class Mandaat(models.Model):
    """A partner decides about a scheme in an area, in a period, up to an amount if one is set."""

    regeling = models.ForeignKey(Regeling, models.PROTECT, related_name="mandaten")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="mandaten")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="mandaten")
    periode = DateRangeField()
    tot_bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    objects = MandaatQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mandaten"
        constraints = [
            ExclusionConstraint(
                name="mandaat_een_tegelijk",
                expressions=[
                    (F("regeling"), RangeOperators.EQUAL),
                    (F("gebied"), RangeOperators.EQUAL),
                    (F("periode"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="mandaat_tot_bedrag_boven_nul",
                condition=Q(tot_bedrag__isnull=True) | Q(tot_bedrag__gt=0),
            ),
        ]

    def __str__(self):
        return f"{self.partner} in {self.gebied}"


class Spelregels(models.Model):
    """The rules of a wijk for a year. Every page, form and desk follows from this one row.

    A version is published once and then frozen (trigger); a change is a new version.
    """

    class Inname(models.TextChoices):
        HEEL_JAAR = "heel_jaar", "Het hele jaar"
        VERGADERDATA = "vergaderdata", "Voor elke vergadering"
        SLUITINGSDATUM = "sluitingsdatum", "Tot één sluitingsdatum"

    class Werkwijze(models.TextChoices):
        EEN_VOOR_EEN = "een_voor_een", "Eén voor één"
        VERDEELRONDE = "verdeelronde", "In een verdeelronde"

    class EtenDrinken(models.TextChoices):
        NEE = "nee", "Nee"
        ERNAAST = "ernaast", "Alleen naast iets anders"
        JA = "ja", "Ja"

    class Fysiek(models.TextChoices):
        NEE = "nee", "Nee"
        NA_TOESTEMMING = "na_toestemming", "Ja, als de gemeente het goed vindt"
        JA = "ja", "Ja"

    class Vrager(models.TextChoices):
        WERKGROEP = "werkgroep", "De werkgroep"
        AANVRAGER = "aanvrager", "De aanvrager"

    class Terugval(models.TextChoices):
        BESTUUR = "bestuur", "Iemand van het bestuur kijkt mee"
        ALLEEN = "alleen", "Eén persoon, met de reden erbij"
        WACHTEN = "wachten", "Dan wacht het"

    class Rest(models.TextChoices):
        MEENEMEN = "meenemen", "Blijft voor volgend jaar"
        TERUG = "terug", "Gaat terug naar de gemeente"

    regeling = models.ForeignKey(Regeling, models.PROTECT, related_name="spelregels")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="spelregels")
    jaar = models.PositiveSmallIntegerField()
    nummer = models.PositiveSmallIntegerField(default=1, editable=False, help_text="Versie.")
    openbaar_op = models.DateTimeField(null=True, blank=True, editable=False)
    wat_veranderd = models.CharField(max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, editable=False
    )
    is_voorbeeld = models.BooleanField(default=False)

    # when
    inname = models.CharField(max_length=14, choices=Inname, default=Inname.HEEL_JAAR)
    werkwijze = models.CharField(max_length=12, choices=Werkwijze, default=Werkwijze.EEN_VOOR_EEN)
    open_vanaf = models.DateField()
    sluit_op = models.DateField(help_text="Laatste dag, tot en met.")
    vergaderdata = ArrayField(models.DateField(), default=list, blank=True)
    verdelen_voor = models.DateField(null=True, blank=True)
    uitslag_voor = models.DateField(null=True, blank=True)
    antwoord_weken = models.PositiveSmallIntegerField(default=6)
    weken_vooruit = models.PositiveSmallIntegerField(default=0)

    # what
    dit_kan = models.TextField(max_length=2000, blank=True, help_text="Eén per regel.")
    dit_kan_niet = models.TextField(max_length=2000, blank=True, help_text="Eén per regel.")
    eten_drinken = models.CharField(max_length=8, choices=EtenDrinken, default=EtenDrinken.NEE)
    vergoeding_vrijwilligers = models.BooleanField(default=False)
    fysiek = models.CharField(max_length=14, choices=Fysiek, default=Fysiek.NA_TOESTEMMING)
    toestemming_vraagt = models.CharField(max_length=9, choices=Vrager, default=Vrager.WERKGROEP)
    organisaties = models.BooleanField(default=True, help_text="Verenigingen en scholen mogen ook.")
    handtekeningen = models.PositiveSmallIntegerField(default=0)
    handtekeningen_alleen_fysiek = models.BooleanField(default=True)

    # money
    maximum = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    eigen_deel = models.PositiveSmallIntegerField(default=0, help_text="Procent van de kosten.")
    stap = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(5))
    voorschot_deel = models.PositiveSmallIntegerField(default=0, help_text="Procent.")
    voorschot_vanaf = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0))
    leverancier = models.BooleanField(default=False, help_text="Rechtstreeks aan een leverancier.")
    declareren_weken = models.PositiveSmallIntegerField(default=4)
    vervalt_weken = models.PositiveSmallIntegerField(default=2)
    zelfde_jaar = models.BooleanField(default=False)
    betalen_dagen = models.PositiveSmallIntegerField(default=14)
    rest = models.CharField(max_length=8, choices=Rest, default=Rest.MEENEMEN)
    foto_nodig = models.BooleanField(default=False)

    # guards
    vier_ogen_vanaf = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    tweede_betaler_vanaf = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True
    )
    terugval = models.CharField(max_length=8, choices=Terugval, default=Terugval.BESTUUR)

    # who to call
    contact_naam = models.CharField(max_length=80)
    contact_taak = models.CharField(max_length=120, blank=True)
    contact_telefoon = models.CharField(max_length=20)
    contact_bereikbaar = models.CharField(max_length=120, blank=True)
    papier_adres = models.CharField(max_length=200, blank=True)
    bron = models.CharField(max_length=300, blank=True)

    objects = SpelregelsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "spelregels"
        ordering = ["gebied__naam", "-jaar", "-nummer"]
        constraints = [
            models.UniqueConstraint(
                name="spelregels_uniek", fields=["regeling", "gebied", "jaar", "nummer"]
            ),
            models.UniqueConstraint(
                name="spelregels_een_concept",
                fields=["regeling", "gebied", "jaar"],
                condition=Q(openbaar_op__isnull=True),
            ),
            models.CheckConstraint(
                name="spelregels_open_voor_sluit", condition=Q(sluit_op__gte=F("open_vanaf"))
            ),
            models.CheckConstraint(
                name="spelregels_procenten",
                condition=Q(eigen_deel__lte=100, voorschot_deel__lte=100),
            ),
            models.CheckConstraint(name="spelregels_stap_boven_nul", condition=Q(stap__gt=0)),
            models.CheckConstraint(
                name="spelregels_verdeelronde_heeft_sluitingsdatum",
                condition=~Q(werkwijze="verdeelronde") | Q(inname="sluitingsdatum"),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="spelregels_bevroren",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.openbaar_op IS NOT NULL"),
            ),
        ]

    def __str__(self):
        return f"Spelregels {self.gebied} {self.jaar}, versie {self.nummer}"

    def get_absolute_url(self):
        return reverse("buurtbudget:wijk", args=[self.gebied.slug])

    @property
    def is_ronde(self):
        return self.werkwijze == self.Werkwijze.VERDEELRONDE

    def is_open(self, dag):
        return self.open_vanaf <= dag <= self.sluit_op

    @property
    def contact(self):
        """Whom to call, as a page shows a person; not a row."""
        return Contactpersoon(
            naam=self.contact_naam,
            taak=self.contact_taak,
            telefoon=self.contact_telefoon,
            bereikbaar=self.contact_bereikbaar,
            is_voorbeeld=self.is_voorbeeld,
        )

    def handtekeningen_voor(self, *, fysiek):
        """How many neighbours must have signed for a plan of this kind."""
        return self.handtekeningen if fysiek or not self.handtekeningen_alleen_fysiek else 0


class Categorie(models.Model):
    """A kind of application with a limit of its own, and perhaps a pot of its own."""

    class Per(models.TextChoices):
        AANVRAAG = "aanvraag", "per aanvraag"
        STRAAT = "straat", "per straat per jaar"
        ADRES = "adres", "per adres per jaar"

    spelregels = models.ForeignKey(Spelregels, models.CASCADE, related_name="categorieen")
    naam = models.CharField(max_length=80)
    volgorde = models.PositiveSmallIntegerField(default=0)
    fysiek = models.BooleanField(default=False, help_text="Iets dat blijft staan.")
    maximum = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    per = models.CharField(max_length=8, choices=Per, default=Per.AANVRAAG)
    deelpot = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "categorieën"
        constraints = [
            models.UniqueConstraint(name="categorie_uniek", fields=["spelregels", "naam"]),
            models.CheckConstraint(
                name="categorie_maximum_boven_nul",
                condition=Q(maximum__isnull=True) | Q(maximum__gt=0),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="categorie_bevroren",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=BEVROREN.format(rij="NEW"),
            ),
            pgtrigger.Trigger(
                name="categorie_blijft",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=BEVROREN.format(rij="OLD"),
            ),
        ]

    def __str__(self):
        return self.naam


class NogRegelen(models.Model):
    """What else must be arranged for a plan, counted back from its day. Data, with a source."""

    class Bij(models.TextChoices):
        ALLES = "alles", "Elk plan"
        STRAAT_AFSLUITEN = "straat_afsluiten", "De straat gaat dicht"
        BUITEN = "buiten", "Buiten, met veel mensen"
        FYSIEK = "fysiek", "Er komt iets te staan"
        ETEN = "eten", "Er is eten of drinken"

    bij = models.CharField(max_length=16, choices=Bij)
    tekst = models.CharField(max_length=120)
    uitleg = models.CharField(max_length=300, blank=True)
    dagen = models.SmallIntegerField(help_text="Dagen voor de dag zelf; min is erna.")
    bron = models.CharField(max_length=300)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-dagen", "volgorde"]
        verbose_name = verbose_name_plural = "nog regelen"
        constraints = [
            models.UniqueConstraint(name="nogregelen_uniek", fields=["bij", "tekst"]),
        ]

    def __str__(self):
        return self.tekst
