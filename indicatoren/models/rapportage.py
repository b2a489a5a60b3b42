"""Documents of the budget cycle as data: a tree of programmes, each row with its state."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator

from gebieden.models import Gemeente
from gebruikers.models import Gebruiker
from indicatoren.models.indicator import Indicator
from indicatoren.models.wachters import bevroren_met_document, blijft_bevroren
from indicatoren.querysets import RapportageQuerySet, RapportregelQuerySet
from indicatoren.rapporten.inhoud import Opzet
from indicatoren.rapporten.opzet import OPZETTEN


class Rapportage(models.Model):
    """A document of a year, with the window of years that it shows.

    Once frozen it is what `inhoud` says: no row changes, and figures that were corrected since are
    named beside it. Only a frozen one may be published.
    """

    class Soort(models.TextChoices):
        KADERNOTA = "kadernota", "Kadernota"
        BEGROTING = "begroting", "Begroting"
        TUSSENRAPPORTAGE = "tussenrapportage", "Tussenrapportage"
        JAARVERSLAG = "jaarverslag", "Jaarverslag"

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="rapportages")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=16, choices=Soort)
    jaar = models.PositiveSmallIntegerField()
    nummer = models.PositiveSmallIntegerField(
        default=1, help_text="De hoeveelste van dit jaar, zoals bij tussenrapportages."
    )
    titel = models.CharField(
        max_length=120, blank=True, help_text="Als het anders heet, zoals: Jaarstukken 2018."
    )
    realisatie_van = models.PositiveSmallIntegerField(null=True, blank=True)
    realisatie_tot = models.PositiveSmallIntegerField(null=True, blank=True)
    streef_van = models.PositiveSmallIntegerField(null=True, blank=True)
    streef_tot = models.PositiveSmallIntegerField(null=True, blank=True)
    peildatum = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=300, blank=True)
    inhoud = models.JSONField(null=True, blank=True, editable=False)
    bevroren_op = models.DateTimeField(null=True, blank=True, editable=False)
    bevroren_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    openbaar_op = models.DateTimeField(null=True, blank=True, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    is_voorbeeld = models.BooleanField(default=False)

    objects = RapportageQuerySet.as_manager()

    class Meta:
        ordering = ["-jaar", "soort", "nummer"]
        constraints = [
            models.UniqueConstraint(
                name="rapportage_uniek",
                fields=["gemeente", "soort", "jaar", "nummer"],
                violation_error_message="Dit document is er al voor dat jaar.",
            ),
            models.CheckConstraint(
                name="rapportage_realisatie_klopt",
                condition=Q(realisatie_van__isnull=True, realisatie_tot__isnull=True)
                | Q(
                    realisatie_van__isnull=False,
                    realisatie_tot__isnull=False,
                    realisatie_tot__gte=F("realisatie_van"),
                ),
                violation_error_message="De jaren van de realisatie lopen van vroeg naar laat.",
            ),
            models.CheckConstraint(
                name="rapportage_streef_klopt",
                condition=Q(streef_van__isnull=True, streef_tot__isnull=True)
                | Q(
                    streef_van__isnull=False,
                    streef_tot__isnull=False,
                    streef_tot__gte=F("streef_van"),
                ),
                violation_error_message="De jaren van het streven lopen van vroeg naar laat.",
            ),
            models.CheckConstraint(
                name="rapportage_bevroren_met_inhoud",
                condition=Q(bevroren_op__isnull=True, inhoud__isnull=True)
                | Q(bevroren_op__isnull=False, inhoud__isnull=False),
            ),
            models.CheckConstraint(
                name="rapportage_openbaar_is_bevroren",
                condition=Q(openbaar_op__isnull=True) | Q(bevroren_op__isnull=False),
            ),
        ]
        triggers = blijft_bevroren("rapportage")

    def __str__(self):
        if self.titel:
            return self.titel
        nummer = f" ({self.nummer})" if self.nummer > 1 else ""
        return f"{self.get_soort_display()} {self.jaar}{nummer}"

    def get_absolute_url(self):
        if self.nummer > 1:
            return reverse("indicatoren:rapportage", args=[self.soort, self.jaar, self.nummer])
        return reverse("indicatoren:rapportage", args=[self.soort, self.jaar])

    @property
    def realisatiejaren(self):
        return _jaren(self.realisatie_van, self.realisatie_tot)

    @property
    def streefjaren(self):
        return _jaren(self.streef_van, self.streef_tot)

    @property
    def opzet(self) -> Opzet:
        """How this kind of document is laid out now; a frozen one keeps its own in `inhoud`."""
        return OPZETTEN[self.soort]

    @property
    def streefwoord(self):
        """What the document calls a target."""
        return self.opzet.streefwoord

    @property
    def streefkop(self):
        return next(kolom.kop for kolom in self.opzet.cijfers if kolom.rol == "streef")


def _jaren(van, tot):
    return range(van, tot + 1) if van else range(0)


class Programma(models.Model):
    """A branch of a document: a programme, or what hangs below one."""

    rapportage = models.ForeignKey(Rapportage, models.CASCADE, related_name="programmas")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ouder = models.ForeignKey(
        "self", models.CASCADE, related_name="onderdelen", null=True, blank=True
    )
    nr = models.CharField(max_length=10, blank=True)
    naam = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField(default=0)
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "programma"
        verbose_name_plural = "programma's"
        constraints = [
            models.UniqueConstraint(
                name="programma_uniek",
                fields=["rapportage", "ouder", "naam"],
                nulls_distinct=False,
                violation_error_message="Op deze plek staat al een onderdeel met die naam.",
            ),
            models.CheckConstraint(
                name="programma_niet_onder_zichzelf",
                condition=Q(ouder__isnull=True) | ~Q(ouder=F("pk")),
            ),
        ]
        triggers = bevroren_met_document("programma", "{rij}.rapportage_id")

    def __str__(self):
        return self.naam


class Rapportregel(models.Model):
    """One row of a document, in its order: a text, an indicator, an objective, a measure.

    A text is asked for, delivered, and agreed to, by whom and when; with the document it freezes.
    """

    class Soort(models.TextChoices):
        TEKST = "tekst", "Tekst"
        GEBEURTENIS = "gebeurtenis", "Belangrijke gebeurtenis"
        INDICATOR = "indicator", "Indicator"
        DOELSTELLING = "doelstelling", "Doelstelling"
        RESULTAAT = "resultaat", "Zichtbaar resultaat"
        MAATREGEL = "maatregel", "Maatregel"
        BUURTBUDGET = "buurtbudget", "Buurtbudget uit het grootboek"

    class Voortgang(models.TextChoices):
        DOORLOPEND = "doorlopend", "Doorlopend"
        IN_UITVOERING = "in_uitvoering", "In uitvoering"
        UITGEVOERD = "uitgevoerd", "Uitgevoerd"
        NIET_GESTART = "niet_gestart", "Nog niet gestart"
        VERVALLEN = "vervallen", "Vervallen"

    class Stand(models.TextChoices):
        GEVRAAGD = "gevraagd", "gevraagd"
        AANGELEVERD = "aangeleverd", "aangeleverd"
        AKKOORD = "akkoord", "akkoord"

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="regels")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
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
    gevraagd_aan = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="rapportregels", null=True, blank=True
    )
    uiterlijk = models.DateField(null=True, blank=True)
    opmerking = models.CharField(
        max_length=400,
        blank=True,
        help_text="Wat erin moet, of waarom de tekst terugging. Niet openbaar.",
    )
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.GEVRAAGD)
    aangeleverd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    aangeleverd_op = models.DateTimeField(null=True, blank=True)
    akkoord_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    akkoord_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = RapportregelQuerySet.as_manager()

    class Meta:
        ordering = ["soort", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                name="rapportregel_uniek",
                fields=["programma", "soort", "volgorde"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="rapportregel_indicator_klopt",
                condition=Q(soort="indicator", indicator__isnull=False)
                | (~Q(soort="indicator") & Q(indicator__isnull=True)),
                violation_error_message="Alleen een regel over een indicator noemt er een.",
            ),
            models.CheckConstraint(
                name="rapportregel_stand_met_datum",
                condition=Q(stand="gevraagd", aangeleverd_op__isnull=True, akkoord_op__isnull=True)
                | Q(stand="aangeleverd", aangeleverd_op__isnull=False, akkoord_op__isnull=True)
                | Q(stand="akkoord", aangeleverd_op__isnull=False, akkoord_op__isnull=False),
            ),
        ]
        triggers = bevroren_met_document(
            "rapportregel",
            "SELECT p.rapportage_id FROM indicatoren_programma p WHERE p.id = {rij}.programma_id",
        )

    def __str__(self):
        return f"{self.get_soort_display()}: {self.titel}"

    @property
    def titel(self):
        """What it is called in a list: its heading, indicator, or how it begins."""
        wat = self.kop or self.tekst or (self.indicator and str(self.indicator))
        return Truncator(wat or "nog leeg").chars(60)

    @property
    def is_gevuld(self):
        """Whether it says something: a heading alone does not."""
        return bool(self.indicator_id or self.tekst)

    @property
    def mag_akkoord(self):
        """Whether one may agree to it: who was asked delivers first."""
        wacht = self.stand == self.Stand.GEVRAAGD and self.gevraagd_aan_id
        return self.stand != self.Stand.AKKOORD and self.is_gevuld and not wacht

    def is_te_laat(self, vandaag):
        return self.stand == self.Stand.GEVRAAGD and bool(
            self.uiterlijk and self.uiterlijk < vandaag
        )
