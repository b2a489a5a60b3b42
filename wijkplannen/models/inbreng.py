"""What residents bring in, and the meetings where they do."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from berichten.models import Bericht
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from partners.models import Partner
from wijkplannen.models.agenda import Inzet
from wijkplannen.models.plan import Doel, Wijkplan
from wijkplannen.querysets import AfspraakQuerySet, BijeenkomstQuerySet, InbrengQuerySet


class Bijeenkomst(models.Model):
    """A meeting in a wijk: where, when, what was said."""

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="bijeenkomsten")
    plan = models.ForeignKey(
        Wijkplan, models.PROTECT, related_name="bijeenkomsten", null=True, blank=True
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    titel = models.CharField(max_length=120)
    omschrijving = models.TextField(max_length=1500, blank=True)
    plaats = models.CharField(max_length=160)
    begin = models.DateTimeField()
    einde = models.DateTimeField()
    is_openbaar = models.BooleanField(default=True)
    inbreng_open = models.BooleanField(
        default=False, help_text="Bewoners kunnen hier een wens of reactie geven."
    )
    verslag = models.TextField(max_length=6000, blank=True)
    afgelast_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    is_voorbeeld = models.BooleanField(default=False)

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        ordering = ["begin", "pk"]
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.CheckConstraint(
                name="bijeenkomst_einde_na_begin",
                condition=Q(einde__gt=F("begin")),
                violation_error_message="De bijeenkomst is klaar voordat zij begint.",
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("wijkplannen:bijeenkomst", args=[self.uuid])

    @property
    def wanneer(self):
        """dinsdag 3 maart 2027, 19.30 tot 21.30 uur"""
        begin, einde = localtime(self.begin), localtime(self.einde)
        tot = date_format(einde, "H.i" if einde.date() == begin.date() else "l j F Y, H.i")
        return f"{date_format(begin, 'l j F Y, H.i')} tot {tot} uur"


class Afspraak(models.Model):
    """What was promised at a meeting: who, what, when. Becomes an activity or gets an answer."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, models.PROTECT, related_name="afspraken")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wat = models.CharField(max_length=300)
    wie = models.CharField(max_length=120, help_text="Een organisatie of taak, geen bewoner.")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="afspraken", null=True, blank=True
    )
    voor = models.DateField(null=True, blank=True)
    inzet = models.ForeignKey(
        Inzet, models.PROTECT, related_name="afspraken", null=True, blank=True
    )
    antwoord = models.CharField(max_length=600, blank=True)
    klaar_op = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        ordering = ["voor", "pk"]
        verbose_name_plural = "afspraken"
        constraints = [
            models.CheckConstraint(
                name="afspraak_klaar_heeft_antwoord_of_activiteit",
                condition=Q(klaar_op__isnull=True) | ~Q(antwoord="") | Q(inzet__isnull=False),
            ),
        ]

    def __str__(self):
        return self.wat


class Inbreng(models.Model):
    """A wish or reaction of a resident, from first words to what came of it.

    What the resident wrote (`tekst`) is for those who handle it; only `openbare_tekst`, written by
    them, is ever public. Who sent it lies apart, in `Inzender`, and goes first.
    """

    class Status(models.TextChoices):
        ONBEVESTIGD = "onbevestigd", "wacht op bevestiging"
        NIEUW = "nieuw", "nieuw"
        GEKOPPELD = "gekoppeld", "heeft een plek"
        BEANTWOORD = "beantwoord", "beantwoord"
        GEWEERD = "geweerd", "niet behandeld"

    class Bron(models.TextChoices):
        WEB = "web", "online"
        PAPIER = "papier", "op papier"
        TELEFOON = "telefoon", "aan de telefoon"
        BIJEENKOMST = "bijeenkomst", "op een bijeenkomst"

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="inbreng")
    plan = models.ForeignKey(
        Wijkplan, models.PROTECT, related_name="inbrengen", null=True, blank=True
    )
    over = models.ForeignKey(
        Doel,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Het doel waarbij de bewoner reageerde.",
    )
    bij = models.ForeignKey(
        Bijeenkomst, models.PROTECT, related_name="inbreng", null=True, blank=True
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tekst = models.TextField(max_length=2000, blank=True)
    openbare_tekst = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=11, choices=Bron, default=Bron.WEB)
    status = models.CharField(max_length=11, choices=Status, default=Status.NIEUW)
    ontvangen_op = models.DateTimeField()
    ingevoerd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    doel = models.ForeignKey(Doel, models.PROTECT, related_name="inbreng", null=True, blank=True)
    inzet = models.ForeignKey(Inzet, models.PROTECT, related_name="inbreng", null=True, blank=True)
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, models.PROTECT, related_name="gekoppelde_inbreng", null=True, blank=True
    )
    initiatief = models.CharField(
        max_length=9, blank=True, help_text="Nummer in het register van het buurtbudget."
    )
    antwoord = models.CharField(max_length=600, blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    is_voorbeeld = models.BooleanField(default=False)

    objects = InbrengQuerySet.as_manager()

    class Meta:
        ordering = ["-ontvangen_op", "-pk"]
        verbose_name_plural = "inbreng"
        indexes = [models.Index(name="inbreng_per_gebied", fields=["gebied", "status"])]
        constraints = [
            models.CheckConstraint(
                name="inbreng_gekoppeld_heeft_plek",
                condition=~Q(status="gekoppeld")
                | Q(doel__isnull=False)
                | Q(inzet__isnull=False)
                | Q(bijeenkomst__isnull=False)
                | ~Q(initiatief=""),
            ),
            models.CheckConstraint(
                name="inbreng_beantwoord_heeft_antwoord",
                condition=~Q(status="beantwoord") | ~Q(antwoord=""),
            ),
            models.CheckConstraint(
                name="inbreng_afgehandeld_heeft_wie_en_wanneer",
                condition=Q(
                    status__in=["onbevestigd", "nieuw"],
                    afgehandeld_op__isnull=True,
                    afgehandeld_door__isnull=True,
                )
                | Q(
                    status__in=["gekoppeld", "beantwoord", "geweerd"],
                    afgehandeld_op__isnull=False,
                    afgehandeld_door__isnull=False,
                ),
            ),
        ]

    def __str__(self):
        return f"Inbreng {self.pk}"


class Inzender(models.Model):
    """Who sent it and where the answer goes. Personal: goes when the work is done."""

    inbreng = models.OneToOneField(Inbreng, models.CASCADE, related_name="inzender")
    naam = models.CharField(max_length=120, blank=True)
    kanaal = models.CharField(max_length=8, choices=Bericht.Kanaal)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    adres = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="inzender_bereikbaar",
                condition=(Q(kanaal="mail") & ~Q(email=""))
                | (Q(kanaal="telefoon") & ~Q(telefoon=""))
                | (Q(kanaal="post") & ~Q(adres="")),
            ),
        ]

    def __str__(self):
        return f"Inzender van {self.inbreng}"
