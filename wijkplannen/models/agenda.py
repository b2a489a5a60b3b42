"""The agenda of a plan: what is done, by whom, and how it goes. Live, unlike the frame."""

import uuid
from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.triggers import NietLegen
from partners.models import Lidmaatschap, Partner
from wijkplannen.models.plan import Doel
from wijkplannen.querysets import InzetQuerySet, VoortgangQuerySet


class Stand(models.TextChoices):
    GEPLAND = "gepland", "gepland"
    IN_UITVOERING = "in_uitvoering", "in uitvoering"
    DOORLOPEND = "doorlopend", "doorlopend"
    UITGEVOERD = "uitgevoerd", "uitgevoerd"
    GESTOPT = "gestopt", "gestopt"


class Toegezegd(models.Model):
    """A partner said yes or no to a part in an activity, or was only put down for it.

    `gezegd_door` is a person with an account, `gezegd_via` the mailed link of a partner without.
    """

    class Toezegging(models.TextChoices):
        VOORGESTELD = "voorgesteld", "voorgesteld"
        BEVESTIGD = "bevestigd", "bevestigd"
        AFGEWEZEN = "afgewezen", "afgewezen"

    toezegging = models.CharField(max_length=11, choices=Toezegging, default=Toezegging.VOORGESTELD)
    reden = models.CharField(max_length=300, blank=True)
    gezegd_op = models.DateTimeField(null=True, blank=True)
    gezegd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="+", null=True, blank=True
    )
    gezegd_via = models.ForeignKey(
        "wijkplannen.Seintje", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_afwijzing_heeft_reden",
                condition=~Q(toezegging="afgewezen") | ~Q(reden=""),
                violation_error_message="Schrijf op waarom niet.",
            ),
            models.CheckConstraint(
                name="%(class)s_toezegging_heeft_moment",
                condition=Q(toezegging="voorgesteld", gezegd_op__isnull=True)
                | (~Q(toezegging="voorgesteld") & Q(gezegd_op__isnull=False)),
            ),
        ]

    @property
    def staat_open(self):
        """Put down for it, and not answered yet."""
        return self.toezegging == self.Toezegging.VOORGESTELD


class Activiteit(Toegezegd):
    """What a partner does; it belongs to its trekker and may serve many plans.

    The commitment here is that of the trekker: somebody else may have written it down for them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trekker = models.ForeignKey(Partner, models.PROTECT, related_name="getrokken_activiteiten")
    titel = models.CharField(max_length=120)
    omschrijving = models.TextField(max_length=1000, blank=True)
    periode = DateRangeField(null=True, blank=True)
    kosten = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    bron_van_geld = models.CharField(max_length=120, blank=True)
    partners = models.ManyToManyField(Partner, through="Deelname", related_name="activiteiten")
    contact = models.ForeignKey(
        Lidmaatschap,
        models.SET_NULL,
        related_name="activiteiten",
        null=True,
        blank=True,
        help_text="Wie het bij de trekker bijhoudt; leeg is iedereen.",
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    is_voorbeeld = models.BooleanField(default=False)

    class Meta:
        ordering = ["titel"]
        verbose_name_plural = "activiteiten"
        constraints = [
            *Toegezegd.Meta.constraints,
            models.CheckConstraint(
                name="activiteit_kosten_niet_negatief",
                condition=Q(kosten__isnull=True) | Q(kosten__gte=0),
                violation_error_message="Vul bij kosten een bedrag in van 0 euro of meer.",
            ),
        ]

    def __str__(self):
        return self.titel


class Deelname(Toegezegd):
    """A partner takes part in an activity besides its trekker."""

    activiteit = models.ForeignKey(Activiteit, models.CASCADE, related_name="deelnames")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="deelnames")

    class Meta:
        constraints = [
            *Toegezegd.Meta.constraints,
            models.UniqueConstraint(name="deelname_uniek", fields=["activiteit", "partner"]),
        ]

    def __str__(self):
        return f"{self.partner} bij {self.activiteit}"


class Inzet(models.Model):
    """An activity placed in a plan and goal, with how it goes there.

    `stand` and `zin` are the last that was reported; the `openbare_` pair is what visitors see.
    They differ while a stop reported by a partner waits for the gebiedsmanager. `bijgewerkt_op` is
    when what visitors see last changed, `bevestigd_op` when anybody last reported.
    """

    STAPPEN = {
        Stand.GEPLAND: set(Stand),
        Stand.IN_UITVOERING: set(Stand) - {Stand.GEPLAND},
        Stand.DOORLOPEND: set(Stand) - {Stand.GEPLAND},
        Stand.UITGEVOERD: {Stand.UITGEVOERD, Stand.IN_UITVOERING, Stand.DOORLOPEND},
        Stand.GESTOPT: {Stand.GESTOPT, Stand.GEPLAND, Stand.IN_UITVOERING},
    }
    AF = {Stand.UITGEVOERD, Stand.GESTOPT}
    STIL_NA = timedelta(days=183)  # half a year, in the words of the desk

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activiteit = models.ForeignKey(Activiteit, models.PROTECT, related_name="inzetten")
    doel = models.ForeignKey(Doel, models.PROTECT, related_name="inzetten")
    gebied = models.ForeignKey(
        Gebied,
        models.PROTECT,
        related_name="inzetten",
        null=True,
        blank=True,
        help_text="De buurt, als het niet in de hele wijk is.",
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    stand = models.CharField(max_length=13, choices=Stand, default=Stand.GEPLAND)
    zin = models.CharField(max_length=300, blank=True)
    openbare_stand = models.CharField(max_length=13, choices=Stand, default=Stand.GEPLAND)
    openbare_zin = models.CharField(max_length=300, blank=True)
    quick_win = models.BooleanField(default=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    online_op = models.DateTimeField(null=True, blank=True)
    online_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    bijgewerkt_op = models.DateTimeField()

    objects = InzetQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name_plural = "inzetten"
        constraints = [
            models.UniqueConstraint(
                name="inzet_uniek",
                fields=["activiteit", "doel"],
                violation_error_message="Deze activiteit staat al bij dit doel.",
            ),
            models.CheckConstraint(
                name="inzet_online_heeft_wie_en_wanneer",
                condition=Q(online_op__isnull=True, online_door__isnull=True)
                | Q(online_op__isnull=False, online_door__isnull=False),
            ),
            models.CheckConstraint(
                name="inzet_gestopt_heeft_reden",
                condition=(~Q(stand="gestopt") | ~Q(zin=""))
                & (~Q(openbare_stand="gestopt") | ~Q(openbare_zin="")),
                violation_error_message="Schrijf op waarom de activiteit stopt.",
            ),
        ]

    def __str__(self):
        return f"{self.activiteit} bij {self.doel}"

    @property
    def wacht_op_akkoord(self):
        """A partner reported a stop; the gebiedsmanager says when that goes online."""
        return self.stand != self.openbare_stand

    @property
    def zonder_trekker(self):
        """New, and its trekker said no: it goes online when somebody else leads it."""
        return not self.online_op and self.activiteit.toezegging == "afgewezen"

    @property
    def nog_niet_online(self):
        """New, or a stop that waits. The list side is the queryset method of this name."""
        return not self.zonder_trekker and (not self.online_op or self.wacht_op_akkoord)

    @property
    def gehoord_op(self):
        """When anybody last told something about this line."""
        return self.bevestigd_op or self.bijgewerkt_op


class Voortgang(models.Model):
    """One report on how an activity goes. Append-only.

    Told by a person (`door`), or by a partner without an account through its mailed link
    (`seintje`). `namens` is the partner whose own report it is: its stop is public only when the
    gebiedsmanager reports the same. The list side is `VoortgangQuerySet.openbaar`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    inzet = models.ForeignKey(Inzet, models.PROTECT, related_name="voortgang")
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", null=True, blank=True)
    seintje = models.ForeignKey(
        "wijkplannen.Seintje", models.PROTECT, related_name="voortgang", null=True, blank=True
    )
    namens = models.ForeignKey(Partner, models.PROTECT, related_name="+", null=True, blank=True)
    stand = models.CharField(max_length=13, choices=Stand)
    zin = models.CharField(max_length=300, blank=True)

    objects = VoortgangQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "voortgang"
        indexes = [models.Index(name="voortgang_van_inzet", fields=["inzet", "-op"])]
        constraints = [
            models.CheckConstraint(
                name="voortgang_zegt_door_wie",
                condition=Q(door__isnull=False) | Q(seintje__isnull=False, namens__isnull=False),
            ),
            models.CheckConstraint(
                name="voortgang_gestopt_heeft_reden",
                condition=~Q(stand="gestopt") | ~Q(zin=""),
                violation_error_message="Schrijf op waarom de activiteit stopt.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="voortgang_blijft", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            NietLegen("voortgang_niet_legen"),
        ]

    def __str__(self):
        return f"{self.get_stand_display()} op {self.op:%d-%m-%Y}"
