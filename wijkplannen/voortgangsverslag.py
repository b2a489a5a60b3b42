"""What became of a plan between two days, from what visitors may read: prepared once.

Three queries, however large the plan. `verslagzinnen` puts it in words.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.utils import timezone

from wijkplannen.leesplan import Leesdoel, Leesplan, tel_standen
from wijkplannen.models import Activiteit, Inzet, PlanVersie, Stand, Voortgang, Wijkplan
from wijkplannen.perioden import laatste_dag, loopt_later

STRAKS = timedelta(days=92)  # a quarter ahead


@dataclass(frozen=True)
class Melding:
    dag: date
    stand: str
    zin: str


@dataclass(frozen=True)
class Verslagregel:
    """One activity of the plan as it stood on the last day (`tot`) of the period."""

    activiteit: Activiteit
    doel: Leesdoel
    buurt: str
    partners: list[str]
    van: date
    tot: date
    gemeld: list[Melding]  # up to and including the last day, oldest first
    elders: bool  # it also stands in another plan that is online

    @property
    def stand(self) -> str:
        return self.gemeld[-1].stand if self.gemeld else Stand.GEPLAND

    @cached_property
    def sinds(self) -> date | None:
        """The day from which it has been in this state; None while nothing was reported."""
        reeksen = [list(groep) for _, groep in groupby(self.gemeld, lambda melding: melding.stand)]
        return reeksen[-1][0].dag if reeksen else None

    @property
    def is_nieuw(self) -> bool:
        """It came in this state in the period."""
        return self.sinds is not None and self.sinds >= self.van

    @property
    def nieuws(self) -> list[Melding]:
        return [melding for melding in self.gemeld if melding.dag >= self.van]

    @property
    def zin(self) -> str:
        """The last that was said of it in the period."""
        return next((melding.zin for melding in reversed(self.nieuws) if melding.zin), "")

    @property
    def is_klaar(self) -> bool:
        return self.stand == Stand.UITGEVOERD and self.is_nieuw

    @property
    def is_gestopt(self) -> bool:
        return self.stand == Stand.GESTOPT and self.is_nieuw

    @property
    def is_bezig(self) -> bool:
        """It goes on, and somebody told about it; to say that it is planned is no news."""
        return self.stand not in Inzet.AF and any(
            melding.zin or melding.stand != Stand.GEPLAND for melding in self.nieuws
        )

    @property
    def later(self) -> str:
        return loopt_later(self.stand, self.activiteit.periode, self.tot)

    @property
    def straks(self) -> str:
        """What its own period announces for the quarter after this one."""
        periode = self.activiteit.periode
        if not periode or self.stand in Inzet.AF or self.later:
            return ""
        tot = self.tot + STRAKS
        if self.stand == Stand.GEPLAND and periode.lower and self.tot < periode.lower <= tot:
            return "begint"
        return "klaar" if periode.upper and laatste_dag(periode) <= tot else ""


@dataclass(frozen=True)
class Kostenpost:
    bron: str  # empty while it is not known who pays
    aantal: int
    bedrag: Decimal


@dataclass(frozen=True)
class Verslag:
    plan: Wijkplan
    leesplan: Leesplan  # the frame that is online, and its figures if somebody fetched them
    vastgesteld: PlanVersie | None  # the last version that a body established
    van: date
    tot: date
    regels: list[Verslagregel]

    @property
    def klaar(self):
        return [regel for regel in self.regels if regel.is_klaar]

    @property
    def gestopt(self):
        return [regel for regel in self.regels if regel.is_gestopt]

    @property
    def bezig(self):
        return [regel for regel in self.regels if regel.is_bezig]

    @property
    def later(self):
        return [regel for regel in self.regels if regel.later]

    @property
    def straks(self):
        return [regel for regel in self.regels if regel.straks]

    @property
    def gedaan(self) -> list[tuple[str, list[Verslagregel]]]:
        """[(goal, lines)]: what came ready first, then what goes on; goals without are left out."""
        rijen = [regel for regel in self.regels if regel.is_klaar or regel.is_bezig]
        return [
            (doel.titel, sorted(groep, key=lambda regel: not regel.is_klaar))
            for doel, groep in groupby(rijen, lambda regel: regel.doel)
        ]

    @property
    def telling(self) -> str:
        return tel_standen(regel.stand for regel in self.regels)

    @property
    def met_planning(self) -> int:
        return sum(1 for regel in self.regels if regel.activiteit.periode)

    @cached_property
    def _lopend(self):
        """Each activity once, without what stopped."""
        return {r.activiteit.pk: r for r in self.regels if r.stand != Stand.GESTOPT}.values()

    @property
    def kosten(self) -> list[Kostenpost]:
        """What the activities cost over all their years, per source; most money first."""
        per_bron = {}
        for regel in self._lopend:
            if regel.activiteit.kosten is not None:
                per_bron.setdefault(regel.activiteit.bron_van_geld, []).append(regel)
        posten = [
            Kostenpost(bron, len(regels), sum(regel.activiteit.kosten for regel in regels))
            for bron, regels in per_bron.items()
        ]
        return sorted(posten, key=lambda post: (-post.bedrag, post.bron))

    @property
    def zonder_bedrag(self) -> int:
        return sum(1 for regel in self._lopend if regel.activiteit.kosten is None)

    @property
    def kosten_elders(self) -> int:
        """How many of the amounts are of activities that stand in other plans as well."""
        return sum(1 for r in self._lopend if r.elders and r.activiteit.kosten is not None)


def lees_verslag(leesplan: Leesplan, van: date, tot: date) -> Verslag:
    """From the first day up to and including the last, in local time; of a plan that is online.

    Lines that came in the plan after the last day are not in it.
    """
    plan = leesplan.plan
    plekken = {doel.uuid: plek for plek, doel in enumerate(leesplan.doelen)}
    meldingen = _meldingen(plan, tot)
    regels = [
        Verslagregel(
            activiteit=inzet.activiteit,
            doel=leesplan.doelen[plekken[str(inzet.doel.uuid)]],
            buurt=inzet.gebied.naam if inzet.gebied else "",
            partners=inzet.doen_mee,
            van=van,
            tot=tot,
            gemeld=meldingen.get(inzet.pk, []),
            elders=inzet.elders,
        )
        for inzet in _inzetten(plan)
        if str(inzet.doel.uuid) in plekken
        and (inzet.pk in meldingen or timezone.localdate(inzet.online_op) <= tot)
    ]
    regels.sort(key=lambda regel: plekken[regel.doel.uuid])
    vastgesteld = plan.versies.filter(vastgesteld__isnull=False).defer("inhoud").first()
    return Verslag(plan, leesplan, vastgesteld, van, tot, regels)


def _inzetten(plan):
    hier = Inzet.objects.van_plan(plan).online()
    elders = Inzet.objects.online().exclude(doel__plan=plan)
    return hier.voor_agenda().annotate(
        elders=Exists(elders.filter(activiteit=OuterRef("activiteit")))
    )


def _meldingen(plan, tot):
    """{line: its public reports up to and including this day, oldest first}."""
    rijen = Voortgang.objects.openbaar().filter(inzet__doel__plan=plan, op__date__lte=tot)
    per_inzet = {}
    for pk, op, *rest in rijen.order_by("op", "pk").values_list("inzet", "op", "stand", "zin"):
        per_inzet.setdefault(pk, []).append(Melding(timezone.localdate(op), *rest))
    return per_inzet
