"""Wishes of residents where they ended up: what everybody may read, and how many there were."""

from dataclasses import dataclass
from datetime import datetime

from wijkplannen.models import Doel, Inbreng


@dataclass(frozen=True)
class Wens:
    """The sentence that the city wrote of it, never the words of the resident."""

    tekst: str
    ontvangen_op: datetime
    bron: str
    activiteit: str
    is_voorbeeld: bool


@dataclass(frozen=True)
class Wensen:
    """`aantal` counts all that found a place here, also those without a public sentence."""

    regels: list[Wens]
    aantal: int

    @property
    def telling(self) -> str:
        """3 wensen van bewoners kregen hier een plek; empty when there is none."""
        if not self.aantal:
            return ""
        if self.aantal == 1:
            return "1 wens van een bewoner kreeg hier een plek"
        return f"{self.aantal} wensen van bewoners kregen hier een plek"


def wensen_bij(doel: Doel) -> Wensen:
    """What residents brought in that led to this goal or one of its activities. One query.

    The last one first. Public only with a sentence of the gebiedsmanager.
    """
    rijen = list(Inbreng.objects.bij_doel(doel).select_related("inzet__activiteit").defer("tekst"))
    return Wensen([_wens(rij) for rij in rijen if rij.openbare_tekst], len(rijen))


def _wens(rij):
    online = rij.inzet and rij.inzet.online_op and not rij.inzet.vervallen_op
    return Wens(
        tekst=rij.openbare_tekst,
        ontvangen_op=rij.ontvangen_op,
        bron=rij.get_bron_display(),
        activiteit=rij.inzet.activiteit.titel if online else "",
        is_voorbeeld=rij.is_voorbeeld,
    )
