"""What the desk of a gebiedsmanager shows of the plans: prepared once, few queries."""

from dataclasses import dataclass
from datetime import datetime

from wijkplannen.bureau.bellijst import Belletje, lees_bellijst
from wijkplannen.bureau.raad import Raadstekst, lees_raadsteksten
from wijkplannen.bureau.regels import Aandacht, lees_aandacht
from wijkplannen.bureau.signalen import lees_signalen
from wijkplannen.bureau.sinds import Punt, wat_is_nieuw
from wijkplannen.bureau.wacht import wat_wacht
from wijkplannen.bureau.week import Weekpunt, wat_is_er
from wijkplannen.models import Inzet, Wijkplan


@dataclass(frozen=True)
class Bureau:
    """The five blocks, in the order in which they are read."""

    sinds: datetime
    nieuw: list[Punt]
    te_beslissen: list[Inzet]
    wacht: list[Punt]
    te_publiceren: list[Wijkplan]
    te_beginnen: list[Wijkplan]
    aandacht: Aandacht
    bellijst: list[Belletje]
    week: list[Weekpunt]
    raad: list[Raadstekst]

    @property
    def aantal_wacht(self) -> int:
        return sum(
            len(deel)
            for deel in (self.te_beslissen, self.wacht, self.te_publiceren, self.te_beginnen)
        )


def lees_bureau(gebieden, plannen, *, gebruiker, sinds: datetime, nu: datetime) -> Bureau:
    """For these areas; `plannen` are the plans there, `met_wijzigingen`. Five queries."""
    signalen = lees_signalen(gebieden, gebruiker=gebruiker, sinds=sinds, nu=nu)
    aandacht = lees_aandacht(gebieden, nu=nu)
    inzetten = Inzet.objects.filter(doel__plan__gebied__in=gebieden)
    return Bureau(
        sinds=sinds,
        nieuw=wat_is_nieuw(signalen),
        te_beslissen=list(inzetten.voor_bureau().te_beslissen()),
        wacht=wat_wacht(signalen),
        te_publiceren=[plan for plan in plannen if plan.wijzigingen],
        te_beginnen=[plan for plan in plannen if not plan.huidige_versie],
        aandacht=aandacht,
        bellijst=lees_bellijst(gebieden),
        week=wat_is_er(signalen, aandacht, nu=nu),
        raad=lees_raadsteksten(plannen),
    )
