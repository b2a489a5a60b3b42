"""The pots that a treasurer can choose from: those there are, and those that may begin."""

from dataclasses import dataclass

from buurtbudget.actions.kas import zorg_voor_pot
from buurtbudget.models import Categorie, Wijkbudget
from gebieden.models import Gebied
from partners.models import Partner

STICHTING = "De stichting zelf"


@dataclass(frozen=True)
class Pot:
    """A pot of a foundation, perhaps without a row yet."""

    gebied: Gebied | None
    jaar: int
    deelpot: str = ""

    @property
    def sleutel(self):
        return f"{self.gebied.pk if self.gebied else 0}.{self.jaar}.{self.deelpot}"

    @property
    def naam(self):
        deel = f", {self.deelpot}" if self.deelpot else ""
        return f"{self.gebied.naam if self.gebied else STICHTING} {self.jaar}{deel}"

    def rij(self, partner: Partner) -> Wijkbudget:
        return zorg_voor_pot(partner, self.gebied, self.jaar, self.deelpot)


def potten(partner: Partner, gebieden: list[Gebied], jaar: int) -> list[Pot]:
    """Last year, this one and the next, the newest first; parts of a pot as the rules name them."""
    jaren = [jaar + 1, jaar, jaar - 1]
    delen = set(
        Categorie.objects.filter(spelregels__gebied__in=gebieden, spelregels__jaar__in=jaren)
        .exclude(deelpot="")
        .values_list("spelregels__gebied", "spelregels__jaar", "deelpot")
    )
    bestaand = Wijkbudget.objects.filter(beheerder=partner).select_related("gebied")
    gekend = {Pot(pot.gebied, pot.jaar, pot.deelpot) for pot in bestaand}
    gekend |= {Pot(gebied, j) for gebied in [*gebieden, None] for j in jaren}
    namen = {gebied.pk: gebied for gebied in gebieden}
    gekend |= {Pot(namen[pk], j, deel) for pk, j, deel in delen}
    return sorted(gekend, key=lambda pot: (-pot.jaar, pot.gebied is None, pot.naam))
