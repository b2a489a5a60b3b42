from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from partners.permissions import rechten

DOET_MEE = ["voorgesteld", "bevestigd"]


class WijkplanQuerySet(models.QuerySet):
    def openbaar(self):
        """Published, announced, or an older plan that only exists as a document."""
        return self.filter(
            Q(huidige_versie__isnull=False) | ~Q(aankondiging="") | Q(soort="document")
        )

    def online(self):
        return self.filter(huidige_versie__isnull=False)

    def voor_lijst(self):
        return self.select_related("gebied", "huidige_versie").defer("huidige_versie__inhoud")

    def voorop(self):
        """Per area the plan that stands for it, by the pk of the area: one query.

        Online comes before announced, and announced before an older document.
        """
        rang = Case(
            When(huidige_versie__isnull=False, then=0), When(soort="document", then=2), default=1
        )
        plannen = self.voor_lijst().order_by("gebied_id", rang, "-periode").distinct("gebied_id")
        return {plan.gebied_id: plan for plan in plannen}

    def met_werkversie(self):
        return self.exclude(soort="document")

    def met_werkversie_voor(self, gebruiker):
        """Plans whose working copy this person may read: the list side of `mag_werkversie_zien`."""
        mijn = rechten(gebruiker)
        if mijn.is_gemeente:
            return self
        if not mijn.partners:
            return self.none()
        lopend = Q(
            doelen__vervallen_op__isnull=True,
            doelen__inzetten__vervallen_op__isnull=True,
        )
        return self.filter(
            lopend
            & (
                Q(doelen__inzetten__activiteit__trekker__in=mijn.partners)
                | Q(  # not by excluding what was declined: that looks at every partner of the plan
                    doelen__inzetten__activiteit__deelnames__partner__in=mijn.partners,
                    doelen__inzetten__activiteit__deelnames__toezegging__in=DOET_MEE,
                )
            )
        ).distinct()

    def met_wijzigingen(self):
        """Adds `wijzigingen`: parts of the frame that changed since the version online.

        Counted are parts that visitors see now or will see next.
        """
        lopend = Q(vervallen_op__isnull=True)
        return self.annotate(
            wijzigingen=self._gewijzigd("doelen", lopend)
            + self._gewijzigd("blokken", lopend & Q(zichtbaarheid="openbaar"))
        )

    def _gewijzigd(self, naam, wordt_openbaar):
        rijen = (
            self.model._meta.get_field(naam)
            .related_model.objects.filter(
                plan=OuterRef("pk"), gewijzigd_op__gt=OuterRef("huidige_versie__op")
            )
            .alias(online=Cast(OuterRef("huidige_versie__inhoud"), TextField()))
            .filter(wordt_openbaar | Q(online__contains=Cast("uuid", TextField())))
        )
        tel = rijen.order_by().values("plan").annotate(aantal=Count("pk")).values("aantal")
        return Coalesce(Subquery(tel), 0)


class DoelQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(vervallen_op__isnull=True)


class InzetQuerySet(models.QuerySet):
    def van_plan(self, plan):
        return self.filter(doel__plan=plan)

    def lopend(self):
        """Still in the plan: neither the line nor its goal ended."""
        return self.filter(vervallen_op__isnull=True, doel__vervallen_op__isnull=True)

    def online(self):
        """What visitors see. A goal that ended in the working copy stays until the next version."""
        return self.filter(vervallen_op__isnull=True, online_op__isnull=False)

    def nog_niet_online(self):
        """New lines, and stops that a partner reported."""
        return self.filter(Q(online_op__isnull=True) | ~Q(stand=F("openbare_stand")))

    def te_beslissen(self):
        """Waits for the gebiedsmanager: not online, at a goal that visitors see."""
        online = Cast("doel__plan__huidige_versie__inhoud", TextField())
        return (
            self.lopend()
            .nog_niet_online()
            .alias(online=online)
            .filter(online__contains=Cast("doel__uuid", TextField()))
        )

    def lang_stil(self, nu):
        """Online and not ready, and too long nothing was heard; the longest silence first."""
        return (
            self.lopend()
            .online()
            .exclude(stand__in=self.model.AF)
            .alias(gehoord_op=Coalesce("bevestigd_op", "bijgewerkt_op"))
            .filter(gehoord_op__lt=nu - self.model.STIL_NA)
            .order_by("gehoord_op", "pk")
        )

    def van_trekker(self, partners):
        return self.filter(activiteit__trekker__in=partners)

    def voor_bureau(self):
        """What one line at the desk shows, in the order of the wijken: one query."""
        return self.select_related("activiteit__trekker", "doel__plan__gebied").order_by(
            "doel__plan__gebied__naam", "doel__plan", "activiteit__titel", "pk"
        )

    def voor_agenda(self):
        """Everything one line on screen shows, `doen_mee` being the names of the partners beside
        the trekker that did not decline: one query, however many lines.
        """
        return self.select_related("activiteit__trekker", "doel__plan__gebied").annotate(
            doen_mee=ArrayAgg(
                "activiteit__deelnames__partner__naam",
                filter=Q(activiteit__deelnames__toezegging__in=DOET_MEE),
                order_by="activiteit__deelnames__partner__naam",
                default=Value([]),
            )
        )
