import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from berichten.querysets import BerichtQuerySet
from gebruikers.models import Gebruiker


def pad(bericht, _naam):
    """Where the letter lies: a name that says nothing about anybody."""
    return f"brieven/{bericht.uuid.hex[:2]}/{bericht.uuid}"


class Bericht(models.Model):
    """The outbox: a message is written in the transaction of its fact and leaves afterwards, once.

    `sleutel` is a hash of kind : event : recipient, so that the same fact can never be told twice
    and the row says nothing about a person any more once its content is wiped. What left is kept
    as it left: the text of a mail or a call, the pdf of a letter, and the `sha256` of that.
    """

    class Soort(models.TextChoices):
        INLOGCODE = "inlogcode", "Inlogcode"
        ACCOUNT = "account", "Bericht over een account"
        PLAN_GEPUBLICEERD = "plan_gepubliceerd", "Wijkplan gepubliceerd"
        WP_NIET_GEPUBLICEERD = "wp_niet_gepubliceerd", "Publicatie niet doorgegaan"
        WP_SEINTJE = "wp_seintje", "Vraag hoe het gaat"
        WP_WEEKBERICHT = "wp_weekbericht", "Weekbericht"
        WP_UITNODIGING = "wp_uitnodiging", "Uitnodiging voor een wijkplan"
        WP_VOORSTEL = "wp_voorstel", "Antwoord op een voorstel"
        WP_INBRENG_BEVESTIG = "wp_inbreng_bevestig", "Bevestig uw reactie"
        WP_INBRENG_ONTVANGEN = "wp_inbreng_ontvangen", "Reactie ontvangen"
        WP_INBRENG_ANTWOORD = "wp_inbreng_antwoord", "Antwoord op een reactie"
        RA_TEKST_GEVRAAGD = "ra_tekst_gevraagd", "Tekst gevraagd voor een rapportage"
        BB_CONCEPT = "bb_concept", "Verder met uw aanvraag"
        BB_CONCEPT_VERLOOPT = "bb_concept_verloopt", "Aanvraag verloopt bijna"
        BB_CONCEPT_VERLOPEN = "bb_concept_verlopen", "Aanvraag verlopen"
        BB_ONTVANGEN = "bb_ontvangen", "Aanvraag ontvangen"
        BB_VRAAG = "bb_vraag", "Vraag over de aanvraag"
        BB_ANTWOORD = "bb_antwoord", "Antwoord ontvangen"
        BB_TOEGEKEND = "bb_toegekend", "Toegekend"
        BB_VOORWAARDE = "bb_voorwaarde", "Toegekend onder voorwaarde"
        BB_AFGEWEZEN = "bb_afgewezen", "Afgewezen"
        BB_INGETROKKEN = "bb_ingetrokken", "Aanvraag ingetrokken"
        BB_GAAT_NIET_DOOR = "bb_gaat_niet_door", "Gaat niet door"
        BB_DECLARATIE = "bb_declaratie", "Declaratie ontvangen"
        BB_DECLARATIE_VRAAG = "bb_declaratie_vraag", "Vraag over de declaratie"
        BB_VOORSCHOT = "bb_voorschot", "Voorschot betaald"
        BB_UITBETAALD = "bb_uitbetaald", "Uitbetaald"
        BB_HERINNERING = "bb_herinnering", "Herinnering aan de declaratie"
        BB_VERVALLEN = "bb_vervallen", "Toezegging vervallen"
        BB_AFGEROND = "bb_afgerond", "Afgerond"
        BB_ADVIES = "bb_advies", "Vraag aan de gemeente"
        BB_JAAR = "bb_jaar", "Jaarverantwoording"

    class Kanaal(models.TextChoices):
        MAIL = "mail", "E-mail"
        POST = "post", "Brief"
        TELEFOON = "telefoon", "Telefoon"

    class Status(models.TextChoices):
        WACHT = "wacht", "Wacht"
        VERZONDEN = "verzonden", "Verzonden"
        MISLUKT = "mislukt", "Mislukt"
        VERVALLEN = "vervallen", "Vervallen"  # what it was about is gone: it never leaves

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sleutel = models.CharField(max_length=64, unique=True)
    soort = models.CharField(max_length=24, choices=Soort)
    betreft = models.CharField(
        max_length=40, blank=True, db_index=True, help_text="Nummer of uuid van het dossier."
    )
    aan = models.CharField(
        max_length=254, blank=True, help_text="E-mailadres, postadres of telefoonnummer."
    )
    kanaal = models.CharField(max_length=8, choices=Kanaal, default=Kanaal.MAIL)
    feiten = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    onderwerp = models.CharField(max_length=200, blank=True)
    inhoud = models.TextField(blank=True, help_text="Zoals verstuurd; leeg tot dan.")
    bestand = models.FileField(upload_to=pad, blank=True, help_text="De brief zoals geprint.")
    sha256 = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    laatste_fout = models.CharField(max_length=200, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    niet_voor = models.DateTimeField(null=True, blank=True)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    verstuurd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
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
            models.CheckConstraint(
                name="bericht_verzonden_heeft_hash",
                condition=~Q(status="verzonden", sha256=""),
            ),
            models.CheckConstraint(
                name="bericht_door_een_mens_is_geen_mail",
                condition=Q(verstuurd_door__isnull=True)
                | (Q(status="verzonden") & ~Q(kanaal="mail")),
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.pk}"
