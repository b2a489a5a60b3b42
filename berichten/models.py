from django.db import models
from django.db.models import Q

from berichten.querysets import BerichtQuerySet


class Bericht(models.Model):
    """The outbox: a message is written in the transaction of its fact and leaves afterwards, once.

    `sleutel` is kind : event : recipient, so that the same fact can never be told twice.
    """

    class Soort(models.TextChoices):
        INLOGCODE = "inlogcode", "Inlogcode"
        ACCOUNT = "account", "Bericht over een account"
        PLAN_GEPUBLICEERD = "plan_gepubliceerd", "Wijkplan gepubliceerd"

    class Kanaal(models.TextChoices):
        MAIL = "mail", "E-mail"
        POST = "post", "Brief"
        TELEFOON = "telefoon", "Telefoon"

    class Status(models.TextChoices):
        WACHT = "wacht", "Wacht"
        VERZONDEN = "verzonden", "Verzonden"
        MISLUKT = "mislukt", "Mislukt"

    sleutel = models.CharField(max_length=400, unique=True)
    soort = models.CharField(max_length=20, choices=Soort)
    aan = models.CharField(max_length=254, help_text="E-mailadres, postadres of telefoonnummer.")
    kanaal = models.CharField(max_length=8, choices=Kanaal, default=Kanaal.MAIL)
    feiten = models.JSONField(default=dict)
    onderwerp = models.CharField(max_length=200, blank=True)
    inhoud = models.TextField(blank=True, help_text="Zoals verstuurd; leeg tot dan.")
    status = models.CharField(max_length=9, choices=Status, default=Status.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    laatste_fout = models.CharField(max_length=200, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    niet_voor = models.DateTimeField(null=True, blank=True)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120, unique=True)

    objects = BerichtQuerySet.as_manager()

    GEHEIM = [Soort.INLOGCODE, Soort.ACCOUNT]  # they hold a code or a link that opens an account

    class Meta:
        ordering = ["-gemaakt_op", "-pk"]
        verbose_name_plural = "berichten"
        indexes = [
            models.Index(name="bericht_wacht", fields=["gemaakt_op"], condition=Q(status="wacht")),
        ]
        constraints = [
            models.CheckConstraint(
                name="bericht_verzonden_heeft_moment",
                condition=Q(status="verzonden", verzonden_op__isnull=False)
                | (~Q(status="verzonden") & Q(verzonden_op__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.pk}"
