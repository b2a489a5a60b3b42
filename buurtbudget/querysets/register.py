"""The public register: every decision about an application, and nothing of who asked."""

from django.db import models
from django.db.models import Case, Count, F, FilteredRelation, Q, Subquery, When
from django.db.models.functions import Coalesce, NullIf

from gebieden.models import Gebied

ONDERSTEUND = [
    "toegekend",
    "herinnerd",
    "declaratie",
    "declaratie_vraag",
    "uitbetaald",
    "afgerond",
]
OPENBAAR = [*ONDERSTEUND, "afgewezen", "vervallen", "gaat_niet_door"]


class RegisterQuerySet(models.QuerySet):
    def in_register(self):
        """Decided for good: granted or refused, whatever came after. Not what was taken back
        before, nor what waits under a condition. `eind` is that one decision.
        """
        return self.alias(
            eind=FilteredRelation(
                "besluiten", condition=Q(besluiten__uitkomst__in=["toegekend", "afgewezen"])
            )
        ).filter(status__in=OPENBAAR, eind__isnull=False)

    def voor_register(self):
        """The columns of a page or a file, the last decision first. No name of a person: an
        organisation only when it is not a resident who asks.
        """
        namen = Coalesce("partner__naam", NullIf("aanvrager__organisatie", models.Value("")))
        return (
            self.in_register()
            .annotate(
                uitkomst=F("eind__uitkomst"),
                toegekend=F("eind__bedrag"),
                grond=F("eind__grond__naam"),
                grondtekst=F("eind__grond__brieftekst"),
                beslisser=F("eind__beslisser"),
                in_ronde=F("eind__ronde"),
                organisatie=Case(When(~Q(soort_aanvrager="bewoner"), then=namen)),
            )
            .select_related("spelregels__gebied", "categorie", "declaratie")
            .order_by("-besloten_op", "-pk")
        )

    def te_koppelen(self, doel):
        """Granted in the years of the plan of this goal, in a budget area that touches its wijk;
        and what serves the goal already.
        """
        plan = doel.plan
        gebieden = Gebied.objects.budgetgebieden().die_raken(plan.gebied)
        hier = Q(
            spelregels__gebied__in=gebieden.values("pk"),
            spelregels__jaar__range=(plan.van_jaar, plan.tot_jaar),
        )
        return self.in_register().exclude(status="afgewezen").filter(hier | Q(doel=doel))

    def na(self, nummer):
        """What follows in the register after the application with this number."""
        rij = self.model.objects.filter(nummer=nummer)
        moment, pk = Subquery(rij.values("besloten_op")), Subquery(rij.values("pk"))
        return self.filter(Q(besloten_op__lt=moment) | Q(besloten_op=moment, pk__lt=pk))

    def per_grond(self):
        """How often each ground was used: [("Eten en drinken", 3), …], most first."""
        rijen = self.in_register().filter(status="afgewezen")
        namen = rijen.order_by().values_list("eind__grond__naam")
        return list(namen.annotate(aantal=Count("pk")).order_by("-aantal", "eind__grond__naam"))
