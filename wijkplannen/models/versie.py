"""What was published, and what will be at a moment that was agreed."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from gebruikers.models import Gebruiker
from kern.triggers import NietLegen
from wijkplannen.models.plan import Wijkplan


class PlanVersie(models.Model):
    """What was published: numbered, never changed, never removed.

    Only `vastgesteld` may be filled in afterwards, once: by whom, when, number and link.
    """

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    inhoud = models.JSONField()
    schema = models.PositiveSmallIntegerField(default=1)
    wat_veranderd = models.CharField(max_length=600)
    vastgesteld = models.JSONField(null=True, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        ordering = ["-nummer"]
        verbose_name_plural = "planversies"
        constraints = [
            models.UniqueConstraint(name="planversie_uniek", fields=["plan", "nummer"]),
            models.CheckConstraint(
                name="planversie_zegt_wat_er_veranderd_is", condition=~Q(wat_veranderd="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="planversie_blijft", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="planversie_onveranderd",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.vastgesteld IS NULL AND NEW.vastgesteld IS NOT NULL
                       AND to_jsonb(OLD) - 'vastgesteld' = to_jsonb(NEW) - 'vastgesteld' THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: een gepubliceerde versie verandert niet';
                """,
            ),
            NietLegen("planversie_niet_legen"),
        ]

    def __str__(self):
        return f"{self.plan}, versie {self.nummer}"

    def get_absolute_url(self):
        return reverse("wijkplannen:versie", args=[self.plan.slug, self.nummer])


class GeplandePublicatie(models.Model):
    """A publication that was agreed on: the working copy as it was looked at then.

    When the working copy changed since, nothing goes online and the gebiedsmanager hears why: what
    nobody looked at is never published.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", "wacht"
        GELUKT = "gelukt", "staat online"
        MISLUKT = "mislukt", "niet doorgegaan"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="geplande_publicaties")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    op = models.DateTimeField(help_text="Wanneer het online gaat.")
    versie = models.PositiveIntegerField(help_text="Van de werkversie die is bekeken.")
    agenda = models.CharField(max_length=64, blank=True)
    wat_veranderd = models.CharField(max_length=600)
    status = models.CharField(max_length=11, choices=Status, default=Status.WACHT)
    waarom = models.CharField(max_length=300, blank=True, help_text="Waarom het niet doorging.")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "geplande publicaties"
        constraints = [
            models.UniqueConstraint(
                name="geplandepublicatie_een_tegelijk", fields=["plan"], condition=Q(status="wacht")
            ),
            models.CheckConstraint(
                name="geplandepublicatie_zegt_wat_er_veranderd_is", condition=~Q(wat_veranderd="")
            ),
            models.CheckConstraint(
                name="geplandepublicatie_afgehandeld_heeft_moment",
                condition=Q(status="wacht", afgehandeld_op__isnull=True)
                | (~Q(status="wacht") & Q(afgehandeld_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="geplandepublicatie_mislukt_zegt_waarom",
                condition=~Q(status="mislukt") | ~Q(waarom=""),
            ),
        ]

    def __str__(self):
        return f"{self.plan} op {self.op:%d-%m-%Y}"

    @property
    def wacht(self):
        return self.status == self.Status.WACHT

    @property
    def mislukt(self):
        return self.status == self.Status.MISLUKT

    @property
    def is_verouderd(self):
        """The frame changed since it was looked at: this way it will not go online."""
        return self.wacht and self.versie != self.plan.versie
