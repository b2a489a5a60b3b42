"""What the city aims at, per year: the whole list of an indicator in an area at once."""

from decimal import Decimal

from django.db import transaction

from gebieden.models import Gebied
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.actions.indicatoren import houd_indicator
from indicatoren.models import Indicator, Streefwaarde
from kern.exceptions import Verouderd
from kern.rijen import afdruk

Streven = tuple[Decimal | None, str]  # value, note
NIETS: Streven = (None, "")


def lees_streven(indicator: Indicator, gebied: Gebied) -> dict[int, Streven]:
    """Per year the value and the note, in order."""
    rijen = Streefwaarde.objects.filter(indicator=indicator, gebied=gebied)
    return {rij.jaar: (rij.waarde, rij.noot) for rij in rijen.order_by("jaar")}


def versie_van(streven: dict[int, Streven]) -> int:
    """Of the list as it was read, for a form to carry."""
    return afdruk(streven)


@transaction.atomic
def bewaar_streefwaarden(
    indicator: Indicator, gebied: Gebied, *, versie: int, streven: dict[int, Streven]
) -> int:
    """Write what differs, and say in how many years; a year with NIETS has no target any more.

    Years that are not in `streven` stay. Raises Verouderd when the list changed since it was read.
    """
    nu = houd_indicator(indicator)
    er_is = lees_streven(nu, gebied)
    anders = {jaar: paar for jaar, paar in streven.items() if er_is.get(jaar, NIETS) != paar}
    if not anders:
        return 0
    if versie_van(er_is) != versie:
        raise Verouderd(er_is)
    _schrijf({"indicator": nu, "gebied": gebied}, anders)
    werk_bij([(nu.pk, jaar) for jaar in anders])
    return len(anders)


def _schrijf(plek, streven):
    weg = [jaar for jaar, paar in streven.items() if paar == NIETS]
    Streefwaarde.objects.filter(**plek, jaar__in=weg).delete()
    for jaar in streven.keys() - set(weg):
        waarde, noot = streven[jaar]
        met_de_hand = {"herkomst": None, "herkomst_regel": None}
        Streefwaarde.objects.update_or_create(
            **plek, jaar=jaar, defaults={"waarde": waarde, "noot": noot} | met_de_hand
        )
