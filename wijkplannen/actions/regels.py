"""Reporting on many lines at once: the trekker says of each how it goes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from gebruikers.models import Gebruiker
from kern.exceptions import Verouderd
from wijkplannen.actions.agenda import meld_voortgang
from wijkplannen.models import Inzet, Seintje


@dataclass(frozen=True)
class Melding:
    """What is said of a line that was read at `versie`."""

    inzet: Inzet
    versie: int
    stand: str
    zin: str

    @property
    def uuid(self) -> UUID:
        """Made of what is said: the second tap says the same of the same, and is found back."""
        return uuid5(self.inzet.uuid, f"{self.versie}:{self.stand}:{self.zin}")


@transaction.atomic
def meld_regels(
    meldingen: list[Melding],
    *,
    door: Gebruiker | None = None,
    seintje: Seintje | None = None,
    nu: datetime | None = None,
) -> list[Inzet]:
    """Report on each line for its own trekker; gives the lines that moved on since they were read.

    Those are not written, all others are. A step that does not exist raises RegelGeschonden, and
    then nothing is written. Lines are locked by key, so that two forms never wait for each other.
    """
    achter = []
    for melding in sorted(meldingen, key=lambda melding: melding.inzet.pk):
        try:
            meld_voortgang(
                melding.inzet,
                uuid=melding.uuid,
                versie=melding.versie,
                stand=melding.stand,
                zin=melding.zin,
                door=door,
                namens=melding.inzet.activiteit.trekker,
                seintje=seintje,
                nu=nu,
            )
        except Verouderd as verouderd:
            achter.append(verouderd.huidig)
    return achter
