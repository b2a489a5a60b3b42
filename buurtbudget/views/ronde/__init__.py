"""The pages of a verdeelronde."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.http import Http404

from buurtbudget.models import Verdeelronde
from buurtbudget.permissions import mag_bureau_zien, mandaten_van
from buurtbudget.rondestand import Rondestand


def haal_ronde(request, slug, jaar) -> Verdeelronde:
    """The round, for the team of the foundation that decides."""
    ronde = Verdeelronde.objects.van(slug, jaar).first()
    if ronde is None:
        raise Http404
    if not mag_bureau_zien(request.user, ronde.spelregels.gebied_id):
        raise PermissionDenied
    return ronde


def tot_bedrag(request, ronde) -> Decimal | None:
    """How much the mandate allows at most; no query, as the door asked already."""
    return mandaten_van(request.user)[ronde.spelregels.gebied_id].tot_bedrag


@dataclass(frozen=True)
class Teller:
    """The sum that stays in sight (€)."""

    verdeeld: Decimal
    alles: Decimal | None
    geteld_op: datetime | None = None
    ingevuld: int = 0
    van: int = 0

    @property
    def over(self) -> Decimal | None:
        return None if self.alles is None else self.alles - self.verdeeld

    @property
    def te_veel(self) -> Decimal:
        return -self.over if self.over is not None and self.over < 0 else Decimal(0)

    @property
    def deel(self) -> int:
        """Of a hundred, for the bar."""
        if not self.alles:
            return 0
        return min(100, int(100 * self.verdeeld / self.alles))


def maak_teller(stand: Rondestand, bedragen: dict[int, Decimal], **meer) -> Teller:
    return Teller(sum(bedragen.values(), Decimal(0)), stand.alles, **meer)


def per_pot(stand: Rondestand, bedragen: dict[int, Decimal]) -> list:
    """(pot, given, to divide) when there is more than one pot; else nothing to say."""
    sommen = stand.sommen(bedragen)
    if len(sommen) < 2:
        return []
    return [(pot, som, stand.te_verdelen(pot)) for pot, som in sommen]
