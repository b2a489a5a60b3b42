"""Figures of an indicator that is computed from our own registers: nobody types or reads them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal

from django.db import transaction

from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import Indicator, Meting
from kern.exceptions import RegelGeschonden
from kern.rijen import is_gelijk, vul_in


@dataclass(frozen=True)
class Berekend:
    """One figure; `voorlopig` as long as its year runs, `is_voorbeeld` when it counts examples."""

    waarde: Decimal
    voorlopig: bool = False
    is_voorbeeld: bool = False
    voetnoot: str = ""


LEEG = {  # what is of surveys only
    "reden": None,
    "n": None,
    "marge": None,
    "significant": Meting.Significant.NIET_GETOETST,
}
VELDEN = [*(veld.name for veld in fields(Berekend)), *LEEG]


@transaction.atomic
def zet_berekend(indicator: Indicator, cijfers: Mapping[tuple[int, int], Berekend]) -> int:
    """Make the figures of this indicator what they are now: {(key of the area, year): figure}.

    What is not in it goes. Gives how many figures came, changed or went; with none nothing is
    written. Raises RegelGeschonden for an indicator whose figures come in through files.
    """
    nu = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if not nu.berekening:
        raise RegelGeschonden("De cijfers van deze indicator komen uit een bestand.")
    moet = {plek: asdict(cijfer) | LEEG for plek, cijfer in cijfers.items()}
    rijen = {(rij.gebied_id, rij.jaar): rij for rij in nu.metingen.all()}
    weg = [rij for plek, rij in rijen.items() if plek not in moet]
    anders = [rij for plek, rij in rijen.items() if plek in moet and not is_gelijk(rij, moet[plek])]
    nieuw = [Meting(indicator=nu, gebied_id=g, jaar=j) for g, j in moet.keys() - rijen.keys()]
    for rij in anders + nieuw:
        vul_in(rij, moet[rij.gebied_id, rij.jaar])
    Meting.objects.filter(pk__in=[rij.pk for rij in weg]).delete()
    Meting.objects.bulk_update(anders, VELDEN)
    Meting.objects.bulk_create(nieuw)
    veranderd = weg + anders + nieuw
    werk_bij((nu.pk, rij.jaar) for rij in veranderd)
    return len(veranderd)
