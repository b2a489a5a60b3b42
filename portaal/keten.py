"""From wish to result: one goal of a published plan with everything that hangs on it, read once."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery, Sum
from django.http import Http404

from buurtbudget.models import LOPEND, Aanvraag, Status
from buurtbudget.register import Regel
from gebieden.models import Gebied
from wijkplannen.leesplan import Leesdoel, Leesregel, lees_online, met_cijfers
from wijkplannen.models import Afspraak, Doel, Inbreng, Inzet, Wijkplan

GETELD = [*LOPEND, Status.UITBETAALD, Status.AFGEROND]  # granted, and not called off since


@dataclass(frozen=True)
class Keten:
    """What a page says of one goal. Only what is public; `doel` is as the version says it."""

    plan: Wijkplan
    doel: Leesdoel
    initiatieven: list[Regel]
    gedeeld: Decimal | None  # of the costs: for activities that stand in other plans too
    wensen: list[Inbreng]
    afspraken: list[Afspraak]

    @property
    def regels(self) -> list[Leesregel]:
        return self.doel.activiteiten

    @cached_property
    def wie(self) -> list[str]:
        """Everybody who does something for this goal, each once: leaders first."""
        trekkers = [regel.trekker for regel in self.regels]
        anderen = [naam for regel in self.regels for naam in regel.partners]
        return list(dict.fromkeys(trekkers + anderen))

    @cached_property
    def kosten(self) -> Decimal | None:
        """Of the activities that say what they cost; None when none does."""
        bekend = [regel.kosten for regel in self.regels if regel.kosten is not None]
        return sum(bekend) if bekend else None

    @property
    def zonder_kosten(self) -> int:
        return sum(regel.kosten is None for regel in self.regels)

    @cached_property
    def toegekend(self) -> Decimal | None:
        """Buurtbudget for plans of residents; None when there are none."""
        bedragen = [regel.aanvraag.toegekend for regel in self.initiatieven]
        return sum(bedragen) if bedragen else None


def lees_keten(slug: str, uuid) -> Keten:
    """The chain of a goal that visitors see now; Http404 for any other. Eight queries."""
    rij = _doel(slug, uuid)
    plan = rij.plan
    lees = lees_online(plan)
    doel = next((doel for doel in lees.doelen if doel.uuid == str(uuid)), None)
    if doel is None:
        raise Http404(uuid)
    doel = met_cijfers(replace(lees, doelen=[doel]), _stad(rij)).doelen[0]
    return Keten(
        plan=plan,
        doel=doel,
        initiatieven=[Regel(aanvraag) for aanvraag in _initiatieven(rij)],
        gedeeld=rij.gedeeld,
        wensen=list(_wensen(rij)),
        afspraken=list(_afspraken(rij)),
    )


def _doel(slug, uuid):
    """The goal with its plan and version, the key of the area its figures are of, and `gedeeld`."""
    stad = Gebied.objects.gemeentes().filter(gemeente=OuterRef("plan__gebied__gemeente"))
    doelen = Doel.objects.filter(plan__slug=slug, plan__huidige_versie__isnull=False)
    doel = (
        doelen.select_related("plan__gebied__gemeente", "plan__huidige_versie")
        .annotate(stad=Subquery(stad.values("pk")[:1]), gedeeld=Subquery(_gedeelde_kosten()))
        .filter(uuid=uuid)
        .first()
    )
    if doel is None:
        raise Http404(uuid)
    return doel


def _gedeelde_kosten():
    """An activity has one amount, however many plans it stands in: whoever adds up must know."""
    elders = Inzet.objects.online().filter(activiteit=OuterRef("activiteit"))
    elders = elders.exclude(doel__plan=OuterRef("doel__plan"))
    hier = Inzet.objects.online().filter(Exists(elders), doel=OuterRef("pk")).order_by()
    return hier.values("doel").annotate(som=Sum("activiteit__kosten")).values("som")


def _stad(doel):
    """The area of the whole gemeente, without another query; None before areas were read in."""
    gemeente = doel.plan.gebied.gemeente
    soort = Gebied.Soort.GEMEENTE
    return doel.stad and Gebied(pk=doel.stad, soort=soort, naam=gemeente.naam, gemeente=gemeente)


def _initiatieven(doel):
    return Aanvraag.objects.voor_register().filter(doel=doel, status__in=GETELD)


def _wensen(doel):
    """With the activity that came of it, once visitors see that."""
    titel = Inzet.objects.online().filter(pk=OuterRef("inzet")).values("activiteit__titel")
    return Inbreng.objects.openbaar().bij_doel(doel).annotate(activiteit=Subquery(titel))


def _afspraken(doel):
    """Promises of public meetings that became an activity of this goal, as visitors see it."""
    return Afspraak.objects.filter(
        inzet__doel=doel,
        inzet__online_op__isnull=False,
        inzet__vervallen_op__isnull=True,
        bijeenkomst__is_openbaar=True,
    ).select_related("bijeenkomst", "inzet__activiteit")
