"""The gemeente this portal is for, as every page, mail and letter names it."""

from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError

from gebieden.models import Gemeente, Indeling


@dataclass(frozen=True)
class Plaats:
    naam: str = ""
    telefoon: str = ""
    mail: str = ""
    over_plannen: str = ""
    heeft_buurtbudget: bool = False

    @property
    def portaal(self) -> str:
        """What the portal is called: "Amersfoort Wijken"."""
        return f"{self.naam} Wijken".strip()


_gelezen: dict[str, Plaats] = {}


def plaats() -> Plaats:
    """Read once per process, so that no page pays for it: a new number shows after a restart.

    Nameless, and not kept, while no areas were read in or the database does not answer: a page
    that says so must still come out.
    """
    code = settings.GEMEENTE
    if code not in _gelezen:
        try:
            gemeente = Gemeente.objects.filter(code=code).first()
            if gemeente is None:
                return Plaats()
            _gelezen[code] = _plaats(gemeente)
        except DatabaseError:
            return Plaats()
    return _gelezen[code]


def onthoud(plaats: Plaats) -> None:
    """Take this for the gemeente of the settings, without asking the database."""
    _gelezen[settings.GEMEENTE] = plaats


def _plaats(gemeente):
    return Plaats(
        naam=gemeente.naam,
        telefoon=gemeente.telefoon,
        mail=gemeente.mail,
        over_plannen=gemeente.over_plannen,
        heeft_buurtbudget=gemeente.indelingen.filter(sleutel=Indeling.Sleutel.BUDGET).exists(),
    )
