"""A partner says yes or no to what it was put down for."""

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from wijkplannen.models import Activiteit, Deelname, Seintje, Toegezegd

Toezegging = Toegezegd.Toezegging
GEEN_REDEN = "Schrijf in één zin waarom niet."


@transaction.atomic
def zeg_toe(
    rij: Activiteit | Deelname,
    *,
    antwoord: str,
    reden: str = "",
    versie: int | None = None,
    door: Gebruiker | None = None,
    via: Seintje | None = None,
    nu=None,
) -> Activiteit | Deelname:
    """Keep the answer of the partner of `rij` (of an activity its trekker): bevestigd or afgewezen.

    Given by a person (`door`), or through the link of a `Seintje` (`via`). The last answer holds;
    the same one again changes nothing. `versie` is that of the activity that was read: raises
    Verouderd when it moved on, or when another partner leads it now; RegelGeschonden for a no
    without a reason, and for the link of somebody else.
    """
    if antwoord == Toezegging.AFGEWEZEN and not reden:
        raise RegelGeschonden(GEEN_REDEN)
    nu_rij = _houd_vast(rij)
    if partner_van(nu_rij) != partner_van(rij) or versie not in (
        None,
        activiteit_van(nu_rij).versie,
    ):
        raise Verouderd(nu_rij)
    if via and via.partner_id != partner_van(rij).pk:
        raise RegelGeschonden("Deze link is van een andere organisatie.")
    return _schrijf(nu_rij, Toezegging(antwoord), reden, door, via, nu)


def partner_van(rij: Activiteit | Deelname):
    """Whose answer it is."""
    return rij.partner if isinstance(rij, Deelname) else rij.trekker


def activiteit_van(rij: Activiteit | Deelname) -> Activiteit:
    """What it is about."""
    return rij.activiteit if isinstance(rij, Deelname) else rij


def _houd_vast(rij):
    """The activity is held first, as a change of it does: nobody leads another one meanwhile."""
    activiteit = Activiteit.objects.select_for_update().get(pk=activiteit_van(rij).pk)
    if isinstance(rij, Activiteit):
        return activiteit
    deelname = activiteit.deelnames.select_for_update().filter(pk=rij.pk).first()
    if deelname is None:
        raise RegelGeschonden("Jullie staan niet meer bij deze activiteit.")
    return deelname


def _schrijf(rij, antwoord, reden, door, via, nu):
    reden = reden if antwoord == Toezegging.AFGEWEZEN else ""
    if (rij.toezegging, rij.reden) == (antwoord, reden):
        return rij
    rij.toezegging, rij.reden = antwoord, reden
    rij.gezegd_op, rij.gezegd_door, rij.gezegd_via = nu or timezone.now(), door, via
    rij.save(update_fields=["toezegging", "reden", "gezegd_op", "gezegd_door", "gezegd_via"])
    return rij
