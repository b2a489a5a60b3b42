"""How much hangs on each partner: for the city, to see who carries a lot and who went silent."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from partners.models import Partner
from wijkplannen.models import Deelname, Inzet, Toegezegd
from wijkplannen.perioden import laatste_dag
from wijkplannen.querysets import DOET_MEE


@dataclass
class Last:
    """What one partner has running at moment `nu`, over all plans, also what is not online yet."""

    partner: Partner
    nu: datetime
    trekt: list[Inzet] = field(default_factory=list)
    doet_mee: list[Inzet] = field(default_factory=list)
    open: set[int] = field(default_factory=set)  # activities it did not answer yes or no to

    @property
    def aantal(self) -> int:
        return len(self.trekt) + len(self.doet_mee)

    @property
    def is_voorbeeld(self) -> bool:
        """Some of what was counted is invented."""
        return any(
            rij.activiteit.is_voorbeeld or rij.doel.plan.is_voorbeeld
            for rij in self.trekt + self.doet_mee
        )

    @property
    def wijken(self) -> list[str]:
        return sorted({rij.doel.plan.gebied.naam for rij in self.trekt + self.doet_mee})

    @property
    def gehoord_op(self) -> datetime | None:
        """When anybody last told something about a line that it leads."""
        return max((rij.gehoord_op for rij in self.trekt), default=None)

    @property
    def aantal_stil(self) -> int:
        """Lines it leads of which nothing was heard for too long."""
        return sum(rij.gehoord_op < self.nu - Inzet.STIL_NA for rij in self.trekt)

    @property
    def eerste_einde(self) -> tuple[date, Inzet] | None:
        """(last day, line): what ends first of what it leads, from today on."""
        periodes = [(rij.activiteit.periode, rij) for rij in self.trekt]
        einden = [(laatste_dag(p), rij) for p, rij in periodes if p and p.upper]
        komend = [paar for paar in einden if paar[0] >= timezone.localdate(self.nu)]
        return min(komend, key=lambda paar: paar[0], default=None)


def lees_partnerlast(*, nu: datetime | None = None) -> list[Last]:
    """Partners with something running, most first: two queries, however many lines."""
    nu = nu or timezone.now()
    lopend = Inzet.objects.lopend().exclude(stand__in=Inzet.AF)
    per_activiteit, lasten = {}, {}
    for rij in lopend.voor_bureau():
        per_activiteit.setdefault(rij.activiteit_id, []).append(rij)
        if rij.activiteit.toezegging in DOET_MEE:
            last = _last(lasten, rij.activiteit.trekker, nu)
            last.trekt.append(rij)
            _noteer_open(last, rij.activiteit, rij.activiteit_id)
    deelnames = Deelname.objects.filter(activiteit__in=per_activiteit, toezegging__in=DOET_MEE)
    for deelname in deelnames.select_related("partner"):
        last = _last(lasten, deelname.partner, nu)
        last.doet_mee += per_activiteit[deelname.activiteit_id]
        _noteer_open(last, deelname, deelname.activiteit_id)
    return sorted(lasten.values(), key=lambda last: (-last.aantal, last.partner.naam))


def _last(lasten, partner, nu):
    return lasten.setdefault(partner.pk, Last(partner, nu))


def _noteer_open(last: Last, toegezegd: Toegezegd, activiteit: int):
    if toegezegd.staat_open:
        last.open.add(activiteit)
