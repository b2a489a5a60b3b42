"""From receipts to money on an account: claim, lines, bank account, payment, bank file."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from buurtbudget.models.aanvraag import Aanvraag, Begrotingspost, Bijlage
from buurtbudget.models.geld import Boeking
from buurtbudget.querysets.geld import BetalingQuerySet
from gebruikers.models import Gebruiker
from kern.iban import VersleuteldField
from kern.triggers import NietLegen
from partners.models import Partner


class Rekening(models.Model):
    """Where the money goes. Asked only after a grant, encrypted, and it goes with its purpose."""

    aanvraag = models.OneToOneField(Aanvraag, models.CASCADE, related_name="rekening")
    naam = models.CharField(max_length=70, help_text="Op wiens naam de rekening staat.")
    iban = VersleuteldField()
    is_leverancier = models.BooleanField(default=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    opgegeven_op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "rekeningen"

    def __str__(self):
        return self.naam


class Declaratie(models.Model):
    """The claim: receipts line by line, and a short report."""

    aanvraag = models.OneToOneField(Aanvraag, models.PROTECT, related_name="declaratie")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verslag = models.TextField(max_length=3000, blank=True)
    openbaar_verslag = models.TextField(max_length=600, blank=True)
    deelnemers = models.PositiveIntegerField(null=True, blank=True)
    bron = models.CharField(max_length=6, choices=Aanvraag.Bron, default=Aanvraag.Bron.WEB)
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    goedgekeurd = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    goedgekeurd_op = models.DateTimeField(null=True, blank=True)
    goedgekeurd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = "declaraties"

    def __str__(self):
        return f"Declaratie {self.aanvraag}"


class Bon(models.Model):
    """A line of the claim: what it was, what it cost, the photo, and what was accepted of it."""

    declaratie = models.ForeignKey(Declaratie, models.CASCADE, related_name="bonnen")
    post = models.ForeignKey(
        Begrotingspost, models.PROTECT, related_name="bonnen", null=True, blank=True
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    tekst = models.CharField(max_length=120)
    bedrag = models.DecimalField(max_digits=9, decimal_places=2)
    bijlage = models.ForeignKey(
        Bijlage, models.SET_NULL, related_name="bonnen", null=True, blank=True
    )
    goedgekeurd = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    reden = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "bonnen"
        constraints = [
            models.CheckConstraint(name="bon_bedrag_boven_nul", condition=Q(bedrag__gt=0)),
            models.CheckConstraint(
                name="bon_minder_heeft_reden",
                condition=Q(goedgekeurd__isnull=True)
                | Q(goedgekeurd=F("bedrag"))
                | (Q(goedgekeurd__gte=0, goedgekeurd__lt=F("bedrag")) & ~Q(reden="")),
            ),
        ]

    def __str__(self):
        return self.tekst


class Betaalbestand(models.Model):
    """A file for the bank, made once: asking for it again gives the same bytes."""

    class Soort(models.TextChoices):
        SEPA = "sepa", "SEPA (pain.001)"
        CSV = "csv", "CSV"

    beheerder = models.ForeignKey(Partner, models.PROTECT, related_name="betaalbestanden")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=4, choices=Soort)
    inhoud = VersleuteldField()
    sha256 = models.CharField(max_length=64)
    aantal = models.PositiveSmallIntegerField()
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        ordering = ["-op"]
        verbose_name_plural = "betaalbestanden"
        triggers = [
            pgtrigger.Protect(name="betaalbestand_blijft", operation=pgtrigger.Update),
            NietLegen("betaalbestand_niet_legen"),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.op:%d-%m-%Y}"


class Betaling(models.Model):
    """Money for an applicant: open, then ticked "betaald op". One of each kind stands."""

    class Soort(models.TextChoices):
        VOORSCHOT = "voorschot", "Voorschot"
        SLOT = "slot", "Na de bonnen"

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="betalingen")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=9, choices=Soort)
    bedrag = models.DecimalField(max_digits=10, decimal_places=2)
    betalen_voor = models.DateField()
    klaargezet_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    klaargezet_op = models.DateTimeField()
    akkoord_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    alleen_omdat = models.CharField(max_length=200, blank=True)
    bestand = models.ForeignKey(
        Betaalbestand, models.PROTECT, related_name="betalingen", null=True, blank=True
    )
    betaald_op = models.DateField(null=True, blank=True)
    betaald_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    boeking = models.OneToOneField(
        Boeking, models.PROTECT, related_name="betaling", null=True, blank=True
    )
    vervallen_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = BetalingQuerySet.as_manager()

    class Meta:
        ordering = ["betalen_voor", "pk"]
        verbose_name_plural = "betalingen"
        constraints = [
            models.UniqueConstraint(
                name="betaling_een_per_soort",
                fields=["aanvraag", "soort"],
                condition=Q(vervallen_op__isnull=True),
            ),
            models.CheckConstraint(name="betaling_boven_nul", condition=Q(bedrag__gt=0)),
            models.CheckConstraint(
                name="betaling_betaald_heeft_boeking",
                condition=Q(betaald_op__isnull=True, boeking__isnull=True)
                | Q(betaald_op__isnull=False, boeking__isnull=False, betaald_door__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.aanvraag}"
