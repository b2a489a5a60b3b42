"""The lines of one or more organisations over all wijken, as its people and its link show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gebieden.models import Gebied
from wijkplannen.forms.organisatie import RegelForm, Regelformulieren
from wijkplannen.models import Inzet
from wijkplannen.werkversie import let_op


@dataclass(frozen=True)
class Regel:
    inzet: Inzet
    let_op: str  # why somebody should look at it, else empty
    form: RegelForm | None  # none while nothing can be told about it

    @property
    def net_gemeld(self):
        """Somebody told something since it was read; what was typed here stands in the form."""
        return self.form is not None and self.form.net_gemeld


@dataclass(frozen=True)
class Wijkregels:
    """The lines in one wijk, first those at which somebody should look."""

    gebied: Gebied
    regels: list[Regel]

    @property
    def te_bevestigen(self) -> int:
        return sum(regel.form is not None for regel in self.regels)


def per_wijk(
    inzetten: Iterable[Inzet], formulieren: Regelformulieren, *, vandaag: date
) -> list[Wijkregels]:
    """Lines that came in the order of the wijken (`voor_bureau`), grouped; no queries."""
    wijken = {}
    for inzet in inzetten:
        regel = Regel(inzet, let_op(inzet, vandaag), formulieren.forms.get(inzet.pk))
        wijken.setdefault(inzet.doel.plan.gebied, []).append(regel)
    return [
        Wijkregels(gebied, sorted(regels, key=lambda regel: not regel.let_op))
        for gebied, regels in wijken.items()
    ]
