"""The ledger. Balances are kept by the database from entries that nobody can change.

The update of the row of the pot *is* the lock: no code path can forget it, and its CHECK sees the
last committed value. `Saldo` is the same per application, so that nothing is paid twice.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from buurtbudget.models.aanvraag import Aanvraag
from buurtbudget.models.regels import Regeling
from buurtbudget.models.wachters import (
    BOEK,
    HOOGSTENS,
    SALDI,
    STORNO_IS_SPIEGEL,
    VERHUIST_NIET,
    raakt_alleen,
    wachters,
)
from buurtbudget.querysets.geld import BoekingQuerySet, WijkbudgetQuerySet
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.triggers import NietLegen
from partners.models import Partner


def _geld(**meer):
    return models.DecimalField(
        max_digits=12, decimal_places=2, default=0, db_default=0, editable=False, **meer
    )


class Wijkbudget(models.Model):
    """The pot of an area in a year; without `gebied` the purse of the foundation itself.

    `plafond` is what the city gave (null: not known yet), `extra` what was carried over or given.
    """

    regeling = models.ForeignKey(Regeling, models.PROTECT, related_name="wijkbudgetten")
    beheerder = models.ForeignKey(Partner, models.PROTECT, related_name="wijkbudgetten")
    gebied = models.ForeignKey(
        Gebied, models.PROTECT, related_name="wijkbudgetten", null=True, blank=True
    )
    jaar = models.PositiveSmallIntegerField()
    deelpot = models.CharField(max_length=60, blank=True)
    verwacht = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="Zolang niets vaststaat."
    )
    plafond = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    extra = _geld()
    gereserveerd = _geld()
    verplicht = _geld()
    betaald = _geld()
    te_vorderen = _geld()
    ontvangen = _geld()
    is_voorbeeld = models.BooleanField(default=False)

    objects = WijkbudgetQuerySet.as_manager()

    class Meta:
        ordering = ["gebied__naam", "-jaar", "deelpot"]
        verbose_name_plural = "wijkbudgetten"
        constraints = [
            models.UniqueConstraint(
                name="wijkbudget_uniek",
                fields=["regeling", "beheerder", "gebied", "jaar", "deelpot"],
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="wijkbudget_een_per_gebied",
                fields=["regeling", "gebied", "jaar", "deelpot"],
                condition=Q(gebied__isnull=False),
            ),
            models.CheckConstraint(
                name="wijkbudget_niet_over",
                condition=Q(
                    extra__gte=F("gereserveerd")
                    + F("verplicht")
                    + F("te_vorderen")
                    - Coalesce(F("plafond"), Value(0), output_field=models.DecimalField())
                ),
            ),
            models.CheckConstraint(
                name="wijkbudget_niet_negatief",
                condition=Q(plafond__isnull=True) | Q(plafond__range=(0, HOOGSTENS)),
            ),
            models.CheckConstraint(
                name="wijkbudget_saldo_niet_negatief",
                condition=Q(**{f"{veld}__range": (0, HOOGSTENS) for veld in [*SALDI, "extra"]}),
            ),
        ]
        triggers = wachters(
            "wijkbudget",
            ["plafond", "extra", *SALDI],
            "NEW.plafond IS NOT NULL OR (NEW.extra, NEW.gereserveerd, NEW.verplicht, NEW.betaald,"
            " NEW.te_vorderen, NEW.ontvangen) <> (0, 0, 0, 0, 0, 0)",
        )

    def __str__(self):
        pot = f", {self.deelpot}" if self.deelpot else ""
        return f"Buurtbudget {self.gebied or self.beheerder} {self.jaar}{pot}"

    @property
    def is_bekend(self):
        """Whether the city said how much there is."""
        return self.plafond is not None

    @property
    def te_verdelen(self):
        """All that may be granted this year, before anything was."""
        return (self.plafond or 0) + self.extra

    @property
    def over(self):
        """What can still be promised. What was only asked is never subtracted."""
        return self.te_verdelen - self.gereserveerd - self.verplicht - self.te_vorderen


class Saldo(models.Model):
    """What one application has in one pot."""

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="saldi")
    wijkbudget = models.ForeignKey(Wijkbudget, models.PROTECT, related_name="saldi")
    gereserveerd = _geld()
    verplicht = _geld()
    betaald = _geld()
    te_vorderen = _geld()
    ontvangen = _geld()

    class Meta:
        verbose_name_plural = "saldi"
        constraints = [
            models.UniqueConstraint(name="saldo_uniek", fields=["aanvraag", "wijkbudget"]),
            models.CheckConstraint(
                name="saldo_niet_meer_betaald",
                condition=Q(betaald__lte=F("verplicht") + F("te_vorderen") + F("ontvangen")),
            ),
            models.CheckConstraint(
                name="saldo_niet_negatief",
                condition=Q(**{f"{veld}__gte": 0 for veld in SALDI}, ontvangen__lte=F("betaald")),
            ),
        ]
        triggers = [
            *wachters(
                "saldo",
                SALDI,
                "(NEW.gereserveerd, NEW.verplicht, NEW.betaald, NEW.te_vorderen, NEW.ontvangen)"
                " <> (0, 0, 0, 0, 0)",
            ),
            # without these a fresh row could stand beside entries that are not in it
            pgtrigger.Protect(name="saldo_blijft", operation=pgtrigger.Delete),
            NietLegen("saldo_niet_legen"),
            pgtrigger.Trigger(
                name="saldo_verhuist_niet",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("aanvraag_id", "wijkbudget_id"),
                condition=pgtrigger.AnyChange("aanvraag_id", "wijkbudget_id"),
                func=VERHUIST_NIET,
            ),
        ]

    def __str__(self):
        return f"{self.aanvraag}: {self.verplicht}"


class Boeking(models.Model):
    """One entry. A mistake is put right by a counter-entry (`herstelt`), never by a change.

    `bedrag` is what it does to the bank account: what came in above zero, what left below.
    """

    class Soort(models.TextChoices):
        PLAFOND = "plafond", "Bedrag van de gemeente"
        OVERHEVELING = "overheveling", "Naar of van een andere pot"
        RESERVERING = "reservering", "Toegekend onder voorwaarde"
        VERPLICHTING = "verplichting", "Toegekend"
        VRIJVAL = "vrijval", "Terug in de pot"
        BETALING = "betaling", "Betaald"
        TERUGVORDERING = "terugvordering", "Komt nog terug"
        ONTVANGST = "ontvangst", "Teruggekregen"
        KWIJT = "kwijt", "Komt niet terug"
        BEGINSALDO = "beginsaldo", "Beginsaldo"
        SUBSIDIE = "subsidie", "Van de gemeente ontvangen"
        GIFT = "gift", "Gift"
        RENTE = "rente", "Rente"
        KOSTEN = "kosten", "Eigen kosten"
        TERUGBETAALD = "terugbetaald", "Terugbetaald aan de gemeente"
        STORNO = "storno", "Teruggedraaid"

    VAN_AANVRAAG = [
        Soort.RESERVERING,
        Soort.VERPLICHTING,
        Soort.VRIJVAL,
        Soort.BETALING,
        Soort.TERUGVORDERING,
        Soort.ONTVANGST,
        Soort.KWIJT,
    ]
    ALLEEN_BANK = [
        Soort.BEGINSALDO,
        Soort.SUBSIDIE,
        Soort.GIFT,
        Soort.RENTE,
        Soort.TERUGBETAALD,
    ]

    class Rubriek(models.TextChoices):
        WEBSITE = "website", "Website"
        BANK = "bank", "Bankkosten"
        VERZEKERING = "verzekering", "Verzekering"
        ZAAL = "zaal", "Zaal en vergaderen"
        DRUKWERK = "drukwerk", "Flyers en drukwerk"
        OVERIG = "overig", "Iets anders"

    wijkbudget = models.ForeignKey(Wijkbudget, models.PROTECT, related_name="boekingen")
    aanvraag = models.ForeignKey(
        Aanvraag, models.PROTECT, related_name="boekingen", null=True, blank=True
    )
    soort = models.CharField(max_length=14, choices=Soort)
    rubriek = models.CharField(
        max_length=12,
        choices=Rubriek,
        blank=True,
        default="",
        db_default="",
        help_text="Alleen bij eigen kosten.",
    )
    datum = models.DateField()
    toelichting = models.CharField(max_length=200, blank=True)
    d_plafond = _geld()
    d_extra = _geld()
    d_gereserveerd = _geld()
    d_verplicht = _geld()
    d_betaald = _geld()
    d_te_vorderen = _geld()
    d_ontvangen = _geld()
    bedrag = _geld()
    herstelt = models.OneToOneField(
        "self", models.PROTECT, related_name="hersteld_door", null=True, blank=True
    )
    sleutel = models.CharField(max_length=120, unique=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    op = models.DateTimeField(default=timezone.now, editable=False)

    objects = BoekingQuerySet.as_manager()

    class Meta:
        ordering = ["datum", "pk"]
        verbose_name_plural = "boekingen"
        constraints = [
            models.CheckConstraint(
                name="boeking_bank_klopt",
                condition=Q(soort="storno")
                | Q(
                    soort__in=["beginsaldo", "subsidie", "gift", "rente", "terugbetaald"],
                    d_betaald=0,
                    d_ontvangen=0,
                )
                | Q(bedrag=F("d_ontvangen") - F("d_betaald")),
            ),
            models.CheckConstraint(
                name="boeking_soort_bij_aanvraag",
                condition=Q(soort="storno")
                | Q(
                    aanvraag__isnull=False,
                    soort__in=[
                        "reservering",
                        "verplichting",
                        "vrijval",
                        "betaling",
                        "terugvordering",
                        "ontvangst",
                        "kwijt",
                    ],
                )
                | Q(
                    aanvraag__isnull=True,
                    soort__in=[
                        "plafond",
                        "overheveling",
                        "beginsaldo",
                        "subsidie",
                        "gift",
                        "rente",
                        "kosten",
                        "terugbetaald",
                    ],
                ),
            ),
            models.CheckConstraint(name="boeking_raakt_alleen", condition=raakt_alleen()),
            models.CheckConstraint(
                name="boeking_storno_herstelt_een_boeking",
                condition=Q(soort="storno", herstelt__isnull=False)
                | (~Q(soort="storno") & Q(herstelt__isnull=True)),
            ),
            models.CheckConstraint(
                name="boeking_rubriek_bij_kosten",
                condition=Q(rubriek="") | Q(soort__in=["kosten", "storno"]),
            ),
            models.CheckConstraint(
                name="boeking_zegt_waarom",
                condition=Q(aanvraag__isnull=False, herstelt__isnull=True) | ~Q(toelichting=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="boek", when=pgtrigger.After, operation=pgtrigger.Insert, func=BOEK
            ),
            pgtrigger.Trigger(
                name="boeking_storno_is_spiegel",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.herstelt_id IS NOT NULL"),
                func=STORNO_IS_SPIEGEL,
            ),
            pgtrigger.Protect(name="boeking_blijft", operation=pgtrigger.Update | pgtrigger.Delete),
            NietLegen("boeking_niet_legen"),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.datum:%d-%m-%Y}"

    @property
    def omschrijving(self):
        """What it was for, in one line: application, heading, note."""
        delen = [self.get_rubriek_display(), self.toelichting]
        if self.aanvraag:
            delen.insert(0, f"{self.aanvraag.nummer} {self.aanvraag.titel}")
        return " · ".join(deel for deel in delen if deel)
