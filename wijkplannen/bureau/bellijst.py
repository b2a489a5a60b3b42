"""Partners without mail that were asked how it goes: somebody calls them, and ticks that off."""

from dataclasses import dataclass

from django.db.models import CharField
from django.db.models.functions import Cast

from berichten.models import Bericht
from berichten.teksten import schrijf
from partners.models import Contactpersoon
from wijkplannen.models import Inzet, Seintje


@dataclass(frozen=True)
class Belletje:
    bericht: Bericht
    tekst: str

    @property
    def partner(self) -> str:
        return self.bericht.feiten["partner"]

    @property
    def naam(self) -> str:
        return self.bericht.feiten.get("naam") or ""

    @property
    def nummer(self) -> str:
        return self.bericht.aan

    @property
    def belnummer(self) -> str:
        return Contactpersoon(telefoon=self.nummer).belnummer


def te_bellen(gebieden):
    """Messages of the call list about partners with a line in these areas, oldest first."""
    partners = Inzet.objects.lopend().filter(doel__plan__gebied__in=gebieden)
    seintjes = Seintje.objects.filter(partner__in=partners.values("activiteit__trekker"))
    sleutels = seintjes.annotate(sleutel=Cast("uuid", CharField())).values("sleutel")
    return Bericht.objects.te_bellen().filter(soort="wp_seintje", betreft__in=sleutels)


def lees_bellijst(gebieden) -> list[Belletje]:
    """With what one says: one query."""
    return [Belletje(bericht, schrijf(bericht)[1]) for bericht in te_bellen(gebieden)]
