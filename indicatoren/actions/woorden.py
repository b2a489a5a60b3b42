"""Words about the target go on when a researcher and somebody of policy agree, each by name."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from indicatoren.actions.indicatoren import houd_indicator
from indicatoren.models import Indicator, Woordakkoord
from indicatoren.permissions import mag_cijfers_beheren, mag_rapporteren
from kern.exceptions import RegelGeschonden

MAG = {"onderzoeker": mag_cijfers_beheren, "beleid": mag_rapporteren}
NIET = "Alleen een onderzoeker en een beleidsadviseur gaan over deze woorden."


@transaction.atomic
def teken_akkoord(
    indicator: Indicator, *, door: Gebruiker, nu: datetime | None = None
) -> Woordakkoord:
    """This person agrees, for the part of their role that nobody signed yet; twice is once.

    Raises RegelGeschonden for who has neither role, and when only another person can sign.
    """
    _ga_erover(door)
    houd_indicator(indicator)
    akkoord = _staand(indicator) or Woordakkoord(indicator=indicator)
    if door.pk in (akkoord.onderzoeker_id, akkoord.beleid_id):
        return akkoord
    deel = next((deel for deel in delen_van(door) if not getattr(akkoord, f"{deel}_id")), None)
    if deel is None:
        raise RegelGeschonden("Een collega met jouw rol is al akkoord. Nu nog de andere rol.")
    moment = nu or timezone.now()
    setattr(akkoord, deel, door)
    setattr(akkoord, f"{deel}_op", moment)
    akkoord.save()
    _veranderd(indicator, moment)
    return akkoord


@transaction.atomic
def trek_in(indicator: Indicator, *, door: Gebruiker, nu: datetime | None = None) -> None:
    """The words go off at once; either role may. Without an agreement nothing happens."""
    _ga_erover(door)
    houd_indicator(indicator)
    if akkoord := _staand(indicator):
        akkoord.ingetrokken_door = door
        akkoord.ingetrokken_op = nu or timezone.now()
        akkoord.save()
        _veranderd(indicator, akkoord.ingetrokken_op)


def delen_van(gebruiker) -> list[str]:
    """For which parts of an agreement this person may sign."""
    return [deel for deel, mag in MAG.items() if mag(gebruiker)]


def mag_tekenen(gebruiker, akkoord: Woordakkoord | None) -> bool:
    """Whether there is a part left for this person, who has not signed the other one."""
    delen = delen_van(gebruiker)
    if akkoord is None:
        return bool(delen)
    zelf = gebruiker.pk in (akkoord.onderzoeker_id, akkoord.beleid_id)
    return not zelf and any(not getattr(akkoord, f"{deel}_id") for deel in delen)


def _ga_erover(door):
    if not delen_van(door):
        raise RegelGeschonden(NIET)


def _staand(indicator):
    return indicator.woordakkoorden.filter(ingetrokken_op__isnull=True).first()


def _veranderd(indicator, moment):
    """A page or file kept since is old now."""
    Indicator.objects.filter(pk=indicator.pk).update(bijgewerkt_op=moment)
