from datetime import timedelta

from django.db import models
from django.db.models import DurationField, Func, Q, Value

from partners.permissions import rechten

FEED_TERUG = timedelta(days=92)


class BijeenkomstQuerySet(models.QuerySet):
    def openbaar(self):
        return self.filter(is_openbaar=True)

    def komend(self, nu):
        """Not over yet, the first one first."""
        return self.filter(einde__gt=nu).order_by("begin", "pk")

    def voorbij(self, nu):
        """Over, the last one first; what was called off did not take place."""
        return self.filter(einde__lte=nu, afgelast_op__isnull=True).order_by("-begin", "-pk")

    def voor_agenda(self, nu):
        """What a calendar that somebody subscribed to should hold: to come, and a while back."""
        return self.openbaar().komend(nu - FEED_TERUG).select_related("gebied")

    def van(self, gebruiker):
        """In the areas this person keeps: the list side of `mag_bijeenkomst_beheren`."""
        return self.filter(gebied__in=rechten(gebruiker).gebieden)


class AfspraakQuerySet(models.QuerySet):
    def open(self):
        """Neither an activity nor an answer yet."""
        return self.filter(klaar_op__isnull=True)

    def te_laat(self, vandaag):
        """Promised for a day that is past; the longest ago first."""
        return self.open().filter(voor__lt=vandaag).order_by("voor", "pk")

    def van(self, gebruiker):
        """Made at meetings in the areas this person keeps."""
        return self.filter(bijeenkomst__gebied__in=rechten(gebruiker).gebieden)

    def met_stand(self):
        """What one line on screen shows: one query."""
        return self.select_related(
            "partner",
            "inzet__activiteit",
            "inzet__doel__plan__huidige_versie",
            "bijeenkomst__gebied",
        )


class InbrengQuerySet(models.QuerySet):
    def te_behandelen(self):
        """Waits for a person of the city; the oldest first."""
        return self.filter(status="nieuw").order_by("ontvangen_op", "pk")

    def behandeld(self):
        """The last one first."""
        return self.filter(afgehandeld_op__isnull=False).order_by("-afgehandeld_op", "-pk")

    def openbaar(self):
        """With a text that may be read by everybody, and what came of it."""
        return self.filter(status__in=["gekoppeld", "beantwoord"]).exclude(openbare_tekst="")

    def bij_doel(self, doel):
        """What found its place at this goal, or at one of its activities."""
        return self.filter(Q(doel=doel) | Q(inzet__doel=doel), status="gekoppeld")

    def van(self, gebruiker):
        """In the areas this person keeps: the list side of `mag_inbreng_zien`."""
        return self.filter(gebied__in=rechten(gebruiker).gebieden)

    def met_plek(self):
        """Everything that says where it ended up: one query."""
        return self.select_related(
            "gebied",
            "doel__plan__huidige_versie",
            "inzet__activiteit",
            "inzet__doel__plan__huidige_versie",
            "bijeenkomst",
        )

    def onbevestigd_sinds(self, moment):
        """Nobody followed the link of the mail that was sent before this moment."""
        return self.filter(status="onbevestigd", ontvangen_op__lt=moment).order_by("pk")

    def inzender_te_wissen(self, nu, maanden):
        """Handled so many months ago, and who sent it is still known."""
        oud = _moment(nu) - _duur(maanden, "months")
        return self.filter(afgehandeld_op__lte=oud, inzender__isnull=False).order_by("pk")

    def tekst_te_wissen(self, nu, jaren):
        """Handled so many years ago, and the resident's own words are still here."""
        oud = _moment(nu) - _duur(jaren, "years")
        return self.filter(afgehandeld_op__lte=oud).exclude(tekst="").order_by("pk")


def _moment(moment):
    return Value(moment, output_field=models.DateTimeField())


def _duur(aantal, eenheid):
    """By the calendar: with days a leap year would end too early."""
    return Func(
        Value(aantal),
        function="make_interval",
        template=f"%(function)s({eenheid} => %(expressions)s)",
        output_field=DurationField(),
    )
