from django.db import models
from django.db.models import F, Q

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

    def beheerd_door(self, gebruiker):
        """Plans this person may edit: the list side of `mag_bewerken`."""
        return self.filter(gebied__in=rechten(gebruiker).gebieden)


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

    def van_trekker(self, partners):
        return self.filter(activiteit__trekker__in=partners)

    def voor_agenda(self):
        """Everything one line on screen shows: two queries, however many lines."""
        return self.select_related("activiteit__trekker", "doel__plan__gebied").prefetch_related(
            "activiteit__partners"
        )
