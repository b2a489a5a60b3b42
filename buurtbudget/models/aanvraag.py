"""An application and what hangs on it. What is personal has rows of its own, that can go."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from berichten.models import Bericht
from buurtbudget.models.regels import Categorie, Spelregels
from buurtbudget.querysets.aanvraag import AanvraagQuerySet
from gebruikers.models import Gebruiker
from kern.bestanden import HOOGUIT, pad_op_uuid
from kern.triggers import NietLegen
from partners.models import Lidmaatschap, Partner
from wijkplannen.models import Doel


class Status(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VERLOPEN = "verlopen", "Verlopen"
    ONTVANGEN = "ontvangen", "Ontvangen"
    VRAAG = "vraag", "Vraag gesteld"
    VOORWAARDE = "voorwaarde", "Toegekend onder voorwaarde"
    TOEGEKEND = "toegekend", "Toegekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    GAAT_NIET_DOOR = "gaat_niet_door", "Gaat niet door"
    DECLARATIE = "declaratie", "Bonnen ontvangen"
    DECLARATIE_VRAAG = "declaratie_vraag", "Vraag over de bonnen"
    UITBETAALD = "uitbetaald", "Uitbetaald"
    AFGEROND = "afgerond", "Afgerond"
    HERINNERD = "herinnerd", "Herinnerd"
    VERVALLEN = "vervallen", "Vervallen"


# The foundation's road: the only steps there are. The database refuses any other (trigger),
# `actions.weg.zet_stap` gives the reason in words, and the buttons on every page come from here.
STAPPEN = {
    Status.CONCEPT: {Status.ONTVANGEN, Status.VERLOPEN},
    Status.ONTVANGEN: {
        Status.VRAAG,
        Status.VOORWAARDE,
        Status.TOEGEKEND,
        Status.AFGEWEZEN,
        Status.INGETROKKEN,
    },
    Status.VRAAG: {Status.ONTVANGEN, Status.INGETROKKEN},
    Status.VOORWAARDE: {Status.TOEGEKEND, Status.AFGEWEZEN, Status.INGETROKKEN},
    Status.TOEGEKEND: {Status.DECLARATIE, Status.HERINNERD, Status.GAAT_NIET_DOOR},
    Status.HERINNERD: {Status.DECLARATIE, Status.VERVALLEN, Status.GAAT_NIET_DOOR},
    Status.DECLARATIE: {Status.DECLARATIE_VRAAG, Status.UITBETAALD, Status.GAAT_NIET_DOOR},
    Status.DECLARATIE_VRAAG: {Status.DECLARATIE, Status.GAAT_NIET_DOOR},
    Status.UITBETAALD: {Status.AFGEROND, Status.DECLARATIE},
    Status.VERLOPEN: set(),
    Status.AFGEWEZEN: set(),
    Status.INGETROKKEN: set(),
    Status.GAAT_NIET_DOOR: set(),
    Status.AFGEROND: set(),
    Status.VERVALLEN: set(),
}
BEGINT_ALS_CONCEPT = """
RAISE EXCEPTION 'aanvraag_begint_als_concept' USING ERRCODE = 'restrict_violation';
"""
NIET_INGEDIEND = [Status.CONCEPT, Status.VERLOPEN]
IN_BEHANDELING = [Status.ONTVANGEN, Status.VRAAG, Status.VOORWAARDE]
LOPEND = [Status.TOEGEKEND, Status.HERINNERD, Status.DECLARATIE, Status.DECLARATIE_VRAAG]
TOEGEZEGD = [Status.VOORWAARDE, *LOPEND, Status.UITBETAALD, Status.AFGEROND]
KLAAR = [
    Status.AFGEWEZEN,
    Status.INGETROKKEN,
    Status.GAAT_NIET_DOOR,
    Status.AFGEROND,
    Status.VERVALLEN,
]


class Aanvraag(models.Model):
    """A resident or group asks buurtbudget. What may be public is here; who asks is `Aanvrager`."""

    class Soort(models.TextChoices):
        BEWONER = "bewoner", "Bewoner of groep bewoners"
        VERENIGING = "vereniging", "Vereniging of stichting"
        SCHOOL = "school", "School"
        ONDERNEMER = "ondernemer", "Ondernemers samen"

    class Bron(models.TextChoices):
        WEB = "web", "Online"
        PAPIER = "papier", "Op papier"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nummer = models.CharField(max_length=12, unique=True, null=True, blank=True, editable=False)
    spelregels = models.ForeignKey(Spelregels, models.PROTECT, related_name="aanvragen")
    categorie = models.ForeignKey(
        Categorie, models.PROTECT, related_name="aanvragen", null=True, blank=True
    )
    wijkbudget = models.ForeignKey(
        "Wijkbudget", models.PROTECT, related_name="aanvragen", null=True, blank=True
    )
    doel = models.ForeignKey(Doel, models.PROTECT, related_name="aanvragen", null=True, blank=True)
    indiener = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="aanvragen", null=True, blank=True
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="aanvragen",
        null=True,
        blank=True,
        help_text="De organisatie uit het register die aanvraagt.",
    )
    soort_aanvrager = models.CharField(max_length=10, choices=Soort, default=Soort.BEWONER)
    eerste_keer = models.BooleanField(null=True, blank=True)
    titel = models.CharField(max_length=100, blank=True)
    openbare_tekst = models.TextField(max_length=600, blank=True)
    tekst = models.TextField(max_length=3000, blank=True, help_text="Alleen voor de werkgroep.")
    straat = models.CharField(max_length=80, blank=True, help_text="Zonder huisnummer.")
    huisnummer = models.CharField(max_length=10, blank=True, help_text="Nooit openbaar.")
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    fysiek = models.BooleanField(null=True, blank=True)
    straat_afsluiten = models.BooleanField(null=True, blank=True)
    deelnemers = models.PositiveIntegerField(null=True, blank=True)
    handtekeningen_op_papier = models.PositiveSmallIntegerField(default=0)
    gevraagd = models.DecimalField(
        max_digits=10, decimal_places=2, default=0, db_default=0, editable=False
    )
    status = models.CharField(max_length=16, choices=Status, default=Status.CONCEPT, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    sleutel_nr = models.PositiveSmallIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    ontvangen_op = models.DateTimeField(null=True, blank=True, editable=False)
    besloten_op = models.DateTimeField(null=True, blank=True, editable=False)
    gesloten_op = models.DateTimeField(null=True, blank=True, editable=False)
    herinneringen = models.PositiveSmallIntegerField(default=0, editable=False)
    herinnerd_op = models.DateField(null=True, blank=True, editable=False)
    declareren_voor = models.DateField(null=True, blank=True, editable=False)
    bron = models.CharField(max_length=6, choices=Bron, default=Bron.WEB)
    ingevoerd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    origineel_in = models.CharField(max_length=80, blank=True, help_text="In welke map.")
    is_voorbeeld = models.BooleanField(default=False)

    objects = AanvraagQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aanvragen"
        indexes = [
            models.Index(name="aanvraag_bureau", fields=["spelregels", "status", "ontvangen_op"]),
            models.Index(name="aanvraag_register", fields=["-besloten_op", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="aanvraag_nummer_vanaf_ontvangst",
                condition=Q(status__in=["concept", "verlopen"], nummer__isnull=True)
                | (
                    ~Q(status__in=["concept", "verlopen"])
                    & Q(nummer__isnull=False, ontvangen_op__isnull=False, gevraagd__gt=0)
                ),
            ),
            models.CheckConstraint(name="aanvraag_tot_na_van", condition=Q(tot__gte=F("van"))),
            models.CheckConstraint(name="aanvraag_gevraagd", condition=Q(gevraagd__gte=0)),
            models.CheckConstraint(
                name="aanvraag_status_bestaat", condition=Q(status__in=Status.values)
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="aanvraag_stap",
                field="status",
                transitions=sorted(
                    (str(van), str(naar)) for van, doelen in STAPPEN.items() for naar in doelen
                ),
            ),
            pgtrigger.Trigger(
                name="aanvraag_begint_als_concept",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.status <> 'concept'"),
                func=BEGINT_ALS_CONCEPT,
            ),
        ]

    def __str__(self):
        return self.titel or "Nieuwe aanvraag"

    def get_absolute_url(self):
        """For the applicant. The working group has its dossier."""
        return reverse("buurtbudget:mijn_aanvraag", args=[self.uuid])

    @property
    def kenmerk(self):
        """What one types at /verder/: the number, or before there is one that of the draft."""
        return self.nummer or f"C{self.pk}"

    @property
    def gebied(self):
        return self.spelregels.gebied

    @property
    def stappen(self):
        return STAPPEN[Status(self.status)]

    @property
    def is_concept(self):
        return self.status == Status.CONCEPT

    @property
    def handtekeningen_nodig(self):
        return self.spelregels.handtekeningen_voor(fysiek=bool(self.fysiek))


class Aanvrager(models.Model):
    """Who asks, and how to reach them. Without history: it goes when its purpose ends."""

    aanvraag = models.OneToOneField(Aanvraag, models.CASCADE, related_name="aanvrager")
    naam = models.CharField(max_length=80)
    organisatie = models.CharField(max_length=120, blank=True)
    kanaal = models.CharField(max_length=8, choices=Bericht.Kanaal, default=Bericht.Kanaal.MAIL)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    straat = models.CharField(max_length=80, blank=True)
    huisnummer = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    plaats = models.CharField(max_length=60, blank=True)
    helper_naam = models.CharField(max_length=80, blank=True)
    helper_telefoon = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="aanvrager_bereikbaar",
                condition=(Q(kanaal="mail") & ~Q(email=""))
                | (Q(kanaal="post") & ~Q(straat="") & ~Q(postcode=""))
                | (Q(kanaal="telefoon") & ~Q(telefoon="")),
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def adresregels(self):
        """The lines of the window of an envelope."""
        huis = f"{self.straat} {self.huisnummer}".strip()
        plaats = f"{self.postcode}  {self.plaats}".strip()
        return [regel for regel in (self.organisatie, self.naam, huis, plaats) if regel]

    @property
    def aan(self):
        """Where a message goes by the channel of this person."""
        return {"mail": self.email, "telefoon": self.telefoon}.get(
            self.kanaal, ", ".join(self.adresregels)
        )


class Begrotingspost(models.Model):
    """A line of the costs, or of what somebody else pays."""

    class Soort(models.TextChoices):
        KOSTEN = "kosten", "Kosten"
        EIGEN = "eigen", "Betaalt de aanvrager zelf"
        ANDER = "ander", "Betaalt een ander"

    aanvraag = models.ForeignKey(Aanvraag, models.CASCADE, related_name="posten")
    volgorde = models.PositiveSmallIntegerField(default=0)
    soort = models.CharField(max_length=6, choices=Soort, default=Soort.KOSTEN)
    tekst = models.CharField(max_length=120)
    bedrag = models.DecimalField(max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "begrotingsposten"
        constraints = [
            models.CheckConstraint(name="post_bedrag_boven_nul", condition=Q(bedrag__gt=0)),
        ]

    def __str__(self):
        return self.tekst


class Bijlage(models.Model):
    """A file with an application: never public by itself. A photo may be, with consent."""

    class Soort(models.TextChoices):
        TEKENING = "tekening", "Tekening of kaartje"
        OFFERTE = "offerte", "Offerte"
        HANDTEKENINGEN = "handtekeningen", "Lijst met handtekeningen"
        BON = "bon", "Bon"
        FOTO = "foto", "Foto van het resultaat"
        SCAN = "scan", "Scan van papier"
        ANDERS = "anders", "Iets anders"

    HOOGSTENS = 30  # per application: receipts and photos come on top of ten with the request

    aanvraag = models.ForeignKey(Aanvraag, models.CASCADE, related_name="bijlagen")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=14, choices=Soort)
    naam = models.CharField(max_length=150)
    type = models.CharField(max_length=80)
    grootte = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    bestand = models.FileField(upload_to=pad_op_uuid)
    beschrijving = models.CharField(
        max_length=160, blank=True, help_text="Wat er op de foto staat."
    )
    mag_openbaar = models.BooleanField(null=True, blank=True, help_text="Toestemming, per foto.")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True, blank=True)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "bijlagen"
        constraints = [
            models.CheckConstraint(
                name="bijlage_grootte_binnen_de_grens",
                condition=Q(grootte__gt=0, grootte__lte=HOOGUIT),
            ),
            models.CheckConstraint(
                name="bijlage_openbaar_heeft_beschrijving",
                condition=~Q(mag_openbaar=True) | (Q(soort="foto") & ~Q(beschrijving="")),
            ),
        ]

    def __str__(self):
        return self.naam


class Handtekening(models.Model):
    """A neighbour supports the plan. The name goes with the application, the street may stay."""

    aanvraag = models.ForeignKey(Aanvraag, models.CASCADE, related_name="handtekeningen")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField(max_length=80)
    straat = models.CharField(max_length=80)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["op"]
        verbose_name_plural = "handtekeningen"
        constraints = [
            models.UniqueConstraint(
                name="handtekening_een_per_naam", fields=["aanvraag", "naam", "straat"]
            ),
        ]

    def __str__(self):
        return self.naam


class Vraag(models.Model):
    """A question to the applicant about one field, with a day by which an answer is wanted."""

    aanvraag = models.ForeignKey(Aanvraag, models.CASCADE, related_name="vragen")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    veld = models.CharField(max_length=30, help_text="Stap of post waar de vraag over gaat.")
    tekst = models.CharField(max_length=500)
    uiterlijk = models.DateField()
    gesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gesteld_op = models.DateTimeField(auto_now_add=True)
    antwoord = models.TextField(max_length=2000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    ingevoerd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["gesteld_op", "pk"]
        verbose_name_plural = "vragen"
        constraints = [
            models.UniqueConstraint(
                name="vraag_een_open_per_veld",
                fields=["aanvraag", "veld"],
                condition=Q(beantwoord_op__isnull=True),
            ),
        ]

    def __str__(self):
        return self.tekst


class Gebeurtenis(models.Model):
    """Who took which step, when and why. Only added to."""

    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="gebeurtenissen")
    van = models.CharField(max_length=16, choices=Status, blank=True)
    naar = models.CharField(max_length=16, choices=Status)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    namens_aanvrager = models.BooleanField(default=False)
    op = models.DateTimeField()
    reden = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "gebeurtenissen"
        triggers = [
            pgtrigger.Protect(
                name="gebeurtenis_blijft", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            NietLegen("gebeurtenis_niet_legen"),
        ]

    def __str__(self):
        return f"{self.get_van_display()} → {self.get_naar_display()}"


class Belang(models.Model):
    """A member has an interest in an application: it is gone from their list."""

    aanvraag = models.ForeignKey(Aanvraag, models.CASCADE, related_name="belangen")
    lid = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="belangen")
    reden = models.CharField(max_length=160, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "belangen"
        constraints = [
            models.UniqueConstraint(name="belang_uniek", fields=["aanvraag", "lid"]),
        ]

    def __str__(self):
        return f"{self.lid.naam}: {self.aanvraag}"
