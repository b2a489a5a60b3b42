"""Judging and deciding: one's own opinion, a proposal, the decision that never changes."""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from buurtbudget.models.aanvraag import Aanvraag, Status
from buurtbudget.models.regels import Grond
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.triggers import NietLegen
from partners.models import Lidmaatschap


class Uitkomst(models.TextChoices):
    TOEGEKEND = "toegekend", "Toekennen"
    VOORWAARDE = "voorwaarde", "Toekennen onder voorwaarde"
    AFGEWEZEN = "afgewezen", "Afwijzen"


class Beoordeling(models.Model):
    """The opinion of one member, given before they see those of others."""

    class Oordeel(models.TextChoices):
        JA = "ja", "Ja"
        DEELS = "deels", "Ja, maar minder"
        NEE = "nee", "Nee"

    aanvraag = models.ForeignKey(Aanvraag, models.CASCADE, related_name="beoordelingen")
    lid = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="beoordelingen")
    oordeel = models.CharField(max_length=5, choices=Oordeel)
    bedrag = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    toelichting = models.CharField(max_length=400, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["op"]
        verbose_name_plural = "beoordelingen"
        constraints = [
            models.UniqueConstraint(name="beoordeling_uniek", fields=["aanvraag", "lid"]),
        ]

    def __str__(self):
        return f"{self.lid.naam}: {self.get_oordeel_display()}"


class Vergadering(models.Model):
    """A meeting of the working group: proposals one after the other, then one confirmation."""

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="vergaderingen")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    op = models.DateField()
    aanwezig = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    aangehouden = ArrayField(
        models.CharField(max_length=12), default=list, blank=True, help_text="Nummers."
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    begonnen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    bevestigd_op = models.DateTimeField(null=True, blank=True, editable=False)
    bevestigd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, editable=False
    )

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "vergaderingen"
        constraints = [
            models.UniqueConstraint(
                name="vergadering_een_open",
                fields=["gebied"],
                condition=Q(bevestigd_op__isnull=True),
            ),
        ]

    def __str__(self):
        return f"Vergadering {self.gebied} {self.op:%d-%m-%Y}"


class Voorstel(models.Model):
    """What somebody wants to decide. Nothing happens until it is confirmed; then it is gone."""

    aanvraag = models.OneToOneField(Aanvraag, models.CASCADE, related_name="voorstel")
    vergadering = models.ForeignKey(
        Vergadering, models.PROTECT, related_name="voorstellen", null=True, blank=True
    )
    uitkomst = models.CharField(max_length=10, choices=Uitkomst)
    bedrag = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    grond = models.ForeignKey(Grond, models.PROTECT, related_name="+", null=True, blank=True)
    motivering = models.TextField(max_length=1500)
    voorwaarde = models.CharField(max_length=300, blank=True)
    voorwaarde_van = models.CharField(max_length=120, blank=True)
    voorwaarde_voor = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "voorstellen"
        constraints = [
            models.CheckConstraint(
                name="voorstel_volledig",
                condition=Q(uitkomst="afgewezen", grond__isnull=False, bedrag__isnull=True)
                | Q(uitkomst="toegekend", bedrag__gt=0, grond__isnull=True)
                | (
                    Q(uitkomst="voorwaarde", bedrag__gt=0, grond__isnull=True)
                    & Q(voorwaarde_voor__isnull=False)
                    & ~Q(voorwaarde="")
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_uitkomst_display()}: {self.aanvraag}"


class Besluit(models.Model):
    """A decision about an application, as it was taken. Never changed, never removed."""

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="besluiten")
    uitkomst = models.CharField(max_length=10, choices=Uitkomst)
    bedrag = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    grond = models.ForeignKey(Grond, models.PROTECT, related_name="+", null=True, blank=True)
    motivering = models.TextField(max_length=1500)
    voorwaarde = models.CharField(max_length=300, blank=True)
    voorwaarde_van = models.CharField(max_length=120, blank=True)
    voorwaarde_voor = models.DateField(null=True, blank=True)
    vergadering = models.ForeignKey(
        Vergadering, models.PROTECT, related_name="besluiten", null=True, blank=True
    )
    ronde = models.ForeignKey(
        "Verdeelronde", models.PROTECT, related_name="besluiten", null=True, blank=True
    )
    beslisser = models.CharField(max_length=120, help_text="De stichting, zoals die toen heette.")
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    alleen_omdat = models.CharField(
        max_length=200, blank=True, help_text="Waarom er geen tweede persoon bij was."
    )
    op = models.DateTimeField()

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "besluiten"
        constraints = [
            models.UniqueConstraint(
                name="besluit_een_eindbesluit",
                fields=["aanvraag"],
                condition=Q(uitkomst__in=["toegekend", "afgewezen"]),
            ),
            models.UniqueConstraint(
                name="besluit_een_voorwaarde",
                fields=["aanvraag"],
                condition=Q(uitkomst="voorwaarde"),
            ),
            models.CheckConstraint(
                name="besluit_bedrag_bij_uitkomst",
                condition=Q(uitkomst="afgewezen", bedrag__isnull=True, grond__isnull=False)
                | Q(uitkomst__in=["toegekend", "voorwaarde"], bedrag__gt=0, grond__isnull=True),
            ),
            models.CheckConstraint(name="besluit_heeft_motivering", condition=~Q(motivering="")),
        ]
        triggers = [
            pgtrigger.Protect(name="besluit_blijft", operation=pgtrigger.Update | pgtrigger.Delete),
            NietLegen("besluit_niet_legen"),
        ]

    def __str__(self):
        return f"{self.is_geworden} {self.op:%d-%m-%Y}"

    @property
    def is_geworden(self):
        """The outcome as something that happened: "Toegekend", not "Toekennen"."""
        return Status(self.uitkomst).label

    @property
    def is_deels(self):
        return self.bedrag is not None and self.bedrag < self.aanvraag.gevraagd


class Advies(models.Model):
    """May this be placed? A question to the city's department, with a link to answer it."""

    class Antwoord(models.TextChoices):
        MAG = "mag", "Dit mag"
        MITS = "mits", "Dit mag, mits"
        NIET = "niet", "Dit mag niet"

    aanvraag = models.ForeignKey(Aanvraag, models.CASCADE, related_name="adviezen")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vraag = models.CharField(max_length=500)
    email = models.EmailField(blank=True, help_text="Van de afdeling; leeg: alleen in het portaal.")
    uiterlijk = models.DateField()
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    antwoord = models.CharField(max_length=4, choices=Antwoord, blank=True)
    toelichting = models.CharField(max_length=600, blank=True)
    beantwoord_door = models.CharField(max_length=80, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["gevraagd_op"]
        verbose_name_plural = "adviezen"
        constraints = [
            models.UniqueConstraint(
                name="advies_een_open",
                fields=["aanvraag"],
                condition=Q(beantwoord_op__isnull=True),
            ),
            models.CheckConstraint(
                name="advies_mits_zegt_wat",
                condition=~Q(antwoord__in=["mits", "niet"]) | ~Q(toelichting=""),
            ),
            models.CheckConstraint(
                name="advies_antwoord_heeft_moment",
                condition=Q(antwoord="", beantwoord_op__isnull=True)
                | (~Q(antwoord="") & Q(beantwoord_op__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.vraag
