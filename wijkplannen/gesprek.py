"""What the people of a plan say of its parts, as the working copy shows it: two queries."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wijkplannen.models import Opmerking, Wijkplan, Wijzigingsvoorstel
from wijkplannen.onderdelen import Onderdeel, als_veld, soort, titel
from wijkplannen.permissions import mag_onderdeel_wijzigen, mag_opmerking_afhandelen

NET_BEANTWOORD = timedelta(days=30)  # so long an answer stands at the part for who proposed


@dataclass(frozen=True)
class Bijdrage:
    """One comment, and whether this person may say that it was solved."""

    opmerking: Opmerking
    mag_afhandelen: bool


@dataclass(frozen=True)
class Voorstelregel:
    """One proposal, and whether this person decides about it."""

    voorstel: Wijzigingsvoorstel
    mag_beslissen: bool


@dataclass
class Gesprek:
    """The talk about one text, goal or line."""

    onderdeel: Onderdeel
    bijdragen: list[Bijdrage] = field(default_factory=list)
    voorstellen: list[Voorstelregel] = field(default_factory=list)

    @property
    def open(self) -> list[Bijdrage]:
        return [b for b in self.bijdragen if not b.opmerking.opgelost_op]

    @property
    def opgelost(self) -> list[Bijdrage]:
        return [b for b in self.bijdragen if b.opmerking.opgelost_op]

    @property
    def te_beslissen(self) -> list[Voorstelregel]:
        return [v for v in self.voorstellen if v.voorstel.status == "open"]

    @property
    def soort(self) -> str:
        return soort(self.onderdeel)

    @property
    def titel(self) -> str:
        return titel(self.onderdeel)


def gesprekken(
    plan: Wijkplan, gebruiker, *, bij: Onderdeel | None = None, nu=None
) -> dict[UUID, Gesprek]:
    """Per uuid of a text, goal or line (`Inzet`): what this person may read of it.

    Proposals: those that wait, and one's own that were answered not long ago. `bij` is the part
    when only one is asked for.
    """
    hier = als_veld(bij) if bij else {}
    uit = {}
    for opmerking in _leesbaar(Opmerking, plan, gebruiker).filter(**hier):
        mag = mag_opmerking_afhandelen(gebruiker, plan, opmerking)
        _bij(uit, opmerking).bijdragen.append(Bijdrage(opmerking, mag))
    sinds = (nu or timezone.now()) - NET_BEANTWOORD
    eigen = Q(door=gebruiker, afgehandeld_op__gte=sinds) & ~Q(status="ingetrokken")
    for voorstel in _leesbaar(Wijzigingsvoorstel, plan, gebruiker).filter(
        Q(status="open") | eigen, **hier
    ):
        mag = mag_onderdeel_wijzigen(gebruiker, plan, voorstel.onderdeel)
        _bij(uit, voorstel).voorstellen.append(Voorstelregel(voorstel, mag))
    return uit


def voorstellen_voor(gebruiker, *, nu) -> list[Wijzigingsvoorstel]:
    """At the desk: what this person decides about, and answers to what they proposed. One query."""
    rijen = Wijzigingsvoorstel.objects.met_onderdeel().select_related("plan")
    open_ = rijen.te_beslissen_voor(gebruiker)
    return list(open_ | rijen.beantwoord_voor(gebruiker, nu - NET_BEANTWOORD))


def _leesbaar(model, plan, gebruiker):
    return model.objects.filter(plan=plan).leesbaar_voor(gebruiker).met_onderdeel()


def _bij(uit, rij):
    return uit.setdefault(rij.onderdeel.uuid, Gesprek(rij.onderdeel))
