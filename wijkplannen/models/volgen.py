"""Following a plan: asking partners how it goes, and what is new since one looked."""

import uuid

from django.db import models

from berichten.models import Bericht
from gebruikers.models import Gebruiker
from partners.models import Partner


class Seintje(models.Model):
    """A partner was asked how its lines go: by mail with a link until `tot`, or by phone.

    Also the way in which a partner without an account says yes or no to what was written for it.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="seintjes")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kanaal = models.CharField(max_length=8, choices=Bericht.Kanaal)
    tot = models.DateField(help_text="De laatste dag waarop de link werkt.")
    door = models.ForeignKey(
        Gebruiker,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Leeg: vanzelf.",
    )
    op = models.DateTimeField()
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-op"]
        verbose_name_plural = "seintjes"

    def __str__(self):
        return f"Seintje aan {self.partner} op {self.op:%d-%m-%Y}"


class Bezoek(models.Model):
    """When somebody was at the desk before, so that it can say what is new."""

    gebruiker = models.OneToOneField(Gebruiker, models.CASCADE, related_name="bezoek")
    vorige = models.DateTimeField(null=True)
    laatste = models.DateTimeField()

    class Meta:
        verbose_name_plural = "bezoeken"

    def __str__(self):
        return f"{self.gebruiker} op {self.laatste:%d-%m-%Y}"
