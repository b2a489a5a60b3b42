"""Files that belong to a plan, for everybody to read."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from gebruikers.models import Gebruiker
from kern.bestanden import HOOGUIT, pad_op_uuid
from kern.triggers import NietLegen
from wijkplannen.models.plan import Wijkplan


class Document(models.Model):
    """A pdf beside a plan, such as the decision of the college. It is public at once."""

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="documenten")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    titel = models.CharField(max_length=120)
    van = models.DateField(null=True, blank=True, help_text="De datum die op het document staat.")
    samenvatting = models.TextField(max_length=1000, blank=True)
    is_toegankelijk = models.BooleanField(
        default=False, help_text="Iedereen kan het lezen, ook met een schermlezer."
    )
    bestand = models.FileField(upload_to=pad_op_uuid)
    grootte = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["titel", "pk"]
        verbose_name_plural = "documenten"
        constraints = [
            models.CheckConstraint(
                name="document_grootte_binnen_de_grens",
                condition=Q(grootte__gt=0, grootte__lte=HOOGUIT),
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("wijkplannen:document", args=[self.plan.slug, self.uuid])


class WeggehaaldDocument(models.Model):
    """That a file was taken away, by whom and when; of what it was only a fingerprint stays."""

    plan = models.ForeignKey(Wijkplan, models.PROTECT, related_name="weggehaalde_documenten")
    uuid = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "weggehaalde documenten"
        triggers = [
            pgtrigger.Protect(
                name="weggehaalddocument_blijft", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            NietLegen("weggehaalddocument_niet_legen"),
        ]

    def __str__(self):
        return f"Document weg bij {self.plan} op {self.op:%d-%m-%Y}"
