"""What an organisation did in the wijken in a period, for its own account to the city.

Prepared once; `als_stuk` makes the text of it (Word, pdf), `als_werkboek` the spreadsheet.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from partners.models import Partner
from wijkplannen.leesplan import tel_standen
from wijkplannen.models import Activiteit, Inzet, Stand, Voortgang
from wijkplannen.perioden import wanneer, wanneer_van


@dataclass(frozen=True)
class Verslagregel:
    """One activity in one wijk, as it stood on the last day of the period."""

    inzet: Inzet
    stand: str
    nieuws: list[Voortgang]  # reported in the period, oldest first

    @property
    def activiteit(self) -> Activiteit:
        return self.inzet.activiteit

    @property
    def wijk(self) -> str:
        return self.inzet.doel.plan.gebied.naam

    @property
    def stand_in_woorden(self) -> str:
        return Stand(self.stand).label

    @property
    def wanneer(self) -> str:
        return wanneer_van(self.activiteit.periode)


@dataclass(frozen=True)
class Kosten:
    """What an activity costs in all the wijken it is in together."""

    activiteit: Activiteit
    wijken: list[str]


@dataclass(frozen=True)
class Organisatieverslag:
    partners: list[Partner]
    van: date
    tot: date
    regels: list[Verslagregel]  # in the order of the wijken

    @property
    def naam(self) -> str:
        return " en ".join(partner.naam for partner in self.partners)

    @property
    def periode(self) -> str:
        return wanneer(self.van, self.tot)

    @cached_property
    def per_wijk(self) -> list[tuple[str, list[Verslagregel]]]:
        return [(wijk, list(regels)) for wijk, regels in groupby(self.regels, lambda r: r.wijk)]

    @cached_property
    def kosten(self) -> list[Kosten]:
        """Of the activities with an amount; one in nine wijken counts once."""
        wijken = {}
        for regel in self.regels:
            if regel.activiteit.kosten is not None:
                wijken.setdefault(regel.activiteit, []).append(regel.wijk)
        return [Kosten(wat, list(dict.fromkeys(namen))) for wat, namen in wijken.items()]

    @property
    def kosten_samen(self) -> Decimal:
        return sum((post.activiteit.kosten for post in self.kosten), Decimal(0))

    @property
    def zonder_kosten(self) -> int:
        """Activities of which nobody wrote down what they cost."""
        return len({regel.activiteit for regel in self.regels}) - len(self.kosten)

    @property
    def telling(self) -> str:
        return tel_standen(regel.stand for regel in self.regels)

    @property
    def is_voorbeeld(self) -> bool:
        return any(regel.activiteit.is_voorbeeld for regel in self.regels)


def lees_organisatieverslag(partners: list[Partner], *, van: date, tot: date) -> Organisatieverslag:
    """What these partners led up to and including the last day. Two queries."""
    inzetten = list(Inzet.objects.lopend().van_trekker(partners).voor_bureau())
    gemeld = {}
    meldingen = Voortgang.objects.filter(inzet__in=inzetten, op__date__lte=tot)
    for melding in meldingen.order_by("op", "pk"):
        gemeld.setdefault(melding.inzet_id, []).append(melding)
    regels = [_regel(inzet, gemeld.get(inzet.pk, []), van) for inzet in inzetten]
    return Organisatieverslag(partners, van, tot, regels)


def _regel(inzet, meldingen, van):
    return Verslagregel(
        inzet=inzet,
        stand=meldingen[-1].stand if meldingen else Stand.GEPLAND,
        nieuws=[m for m in meldingen if timezone.localdate(m.op) >= van],
    )
