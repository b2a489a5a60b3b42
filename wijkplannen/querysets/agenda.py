from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast

DOET_MEE = ["voorgesteld", "bevestigd"]


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
        """New lines that their trekker did not decline, and stops that a partner reported."""
        wacht = Q(online_op__isnull=True) | ~Q(stand=F("openbare_stand"))
        return self.zonder_nee().filter(wacht)

    def zonder_nee(self):
        """Not what is new and its trekker declined."""
        return self.exclude(online_op__isnull=True, activiteit__toezegging="afgewezen")

    def te_beslissen(self):
        """Waits for the gebiedsmanager: not online, at a goal that visitors see."""
        online = Cast("doel__plan__huidige_versie__inhoud", TextField())
        return (
            self.lopend()
            .nog_niet_online()
            .alias(online=online)
            .filter(online__contains=Cast("doel__uuid", TextField()))
        )

    def van_trekker(self, partners):
        return self.filter(activiteit__trekker__in=partners)

    def te_bevestigen(self, partners):
        """What these partners are asked about: what they lead, is not over and was not declined."""
        lijnen = self.lopend().van_trekker(partners).exclude(stand__in=self.model.AF)
        return lijnen.exclude(activiteit__toezegging="afgewezen").voor_bureau()

    def voor_bureau(self):
        """What one line at the desk shows, in the order of the wijken: one query."""
        return self.select_related("activiteit__trekker", "doel__plan__gebied").order_by(
            "doel__plan__gebied__naam", "doel__plan", "activiteit__titel", "pk"
        )

    def voor_agenda(self):
        """Everything one line on screen shows, `doen_mee` being the names of the partners beside
        the trekker that did not decline: one query, however many lines, in the order of the goal.
        """
        samen = self.select_related("activiteit__trekker", "doel__plan__gebied", "gebied")
        doen_mee = ArrayAgg(
            "activiteit__deelnames__partner__naam",
            filter=Q(activiteit__deelnames__toezegging__in=DOET_MEE),
            order_by="activiteit__deelnames__partner__naam",
            default=Value([]),
        )
        # said again: Django drops the order of the model when a query counts or collects
        return samen.annotate(doen_mee=doen_mee).order_by("volgorde", "pk")


class VoortgangQuerySet(models.QuerySet):
    def openbaar(self):
        """What visitors may read: never a stop that only the partner itself reported."""
        return self.filter(
            inzet__online_op__isnull=False, inzet__vervallen_op__isnull=True
        ).exclude(namens__isnull=False, stand="gestopt")

    def tussen(self, van, tot):
        """Reported from the first day up to and including the last (dates, local time)."""
        return self.filter(op__date__gte=van, op__date__lte=tot)
