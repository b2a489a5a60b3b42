"""A proposal as its page shows it: each text as it was, is now, and would be."""

from dataclasses import dataclass

from wijkplannen.inhoud import VELDEN
from wijkplannen.models import Wijzigingsvoorstel
from wijkplannen.onderdelen import soort, teksten
from wijkplannen.woordverschil import Gemarkeerd, markeer


@dataclass(frozen=True)
class Voorstelveld:
    naam: str
    vraag: str
    was: str  # when it was proposed
    nu: str
    nieuw: str

    @property
    def verschoven(self) -> bool:
        """Somebody else changed this text since, to something else: its owner has to choose."""
        return self.nu not in (self.was, self.nieuw)

    @property
    def gemarkeerd(self) -> Gemarkeerd:
        return markeer(self.was, self.nieuw)

    @property
    def sindsdien(self) -> Gemarkeerd:
        return markeer(self.was, self.nu)


def voorstelvelden(voorstel: Wijzigingsvoorstel) -> list[Voorstelveld]:
    """The texts that would change, in the order of the form."""
    namen, nu = VELDEN[soort(voorstel.onderdeel)], teksten(voorstel.onderdeel)
    return [
        Voorstelveld(naam, namen[naam], voorstel.was[naam], nu[naam], voorstel.velden[naam])
        for naam in nu
        if naam in voorstel.velden
    ]
