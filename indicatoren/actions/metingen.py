"""One measured figure put right by hand; the database keeps what it was (`Correctie`)."""

from django.db import transaction

from gebieden.models import Gebied
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.actions.indicatoren import houd_indicator
from indicatoren.models import Indicator, Meting
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import is_gelijk, vul_in

BEREKEND = "Dit cijfer komt uit ons eigen register. Het gaat vanzelf mee, je kunt het niet typen."
MET_DE_HAND = {"herkomst": None, "herkomst_regel": None}


@transaction.atomic
def verbeter_meting(
    indicator: Indicator, gebied: Gebied, jaar: int, *, versie: int, **velden
) -> Meting:
    """Write the figure of an area in a year: `velden` are all of `Meting.INHOUD`.

    `versie` is of the figure that was read, or of an empty one. It no longer comes from a file.
    Raises Verouderd when it changed in between, RegelGeschonden when we compute it ourselves.
    """
    if houd_indicator(indicator).berekening:
        raise RegelGeschonden(BEREKEND)
    plek = {"indicator": indicator, "gebied": gebied, "jaar": jaar}
    rij = Meting.objects.filter(**plek).first() or Meting(**plek)
    if rij.pk and is_gelijk(rij, velden):
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    vul_in(rij, velden | MET_DE_HAND)
    rij.save()
    werk_bij([(indicator.pk, jaar)])
    return rij
