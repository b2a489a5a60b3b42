"""The lines of one or more organisations over all wijken, as its people and its link show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg

from gebieden.models import Gebied
from partners.models import Partner
from wijkplannen.actions.toezeggingen import activiteit_van, partner_van
from wijkplannen.forms.organisatie import RegelForm, Regelformulieren
from wijkplannen.forms.samen import ToezeggingForm
from wijkplannen.models import Activiteit, Deelname, Inzet
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


@dataclass(frozen=True)
class Toezegvraag:
    """A partner was put down for an activity by somebody else: does it do this?"""

    rij: Activiteit | Deelname
    wijken: tuple[str, ...]
    form: ToezeggingForm

    @property
    def activiteit(self) -> Activiteit:
        return activiteit_van(self.rij)

    @property
    def partner(self) -> Partner:
        return partner_van(self.rij)

    @property
    def is_trekker(self) -> bool:
        return isinstance(self.rij, Activiteit)

    @property
    def sleutel(self) -> str:
        return self.form.prefix

    @property
    def staat_open(self) -> bool:
        """Something was filled in that is not kept yet."""
        return self.form.is_bound or "antwoord" in self.form.initial


def toezegvragen(inzetten: Iterable[Inzet], partners, data=None, getypt=None) -> list[Toezegvraag]:
    """What these partners did not answer yet; `inzetten` are all lines they lead. One query.

    `data` is what was sent: the form it is about is bound to it. `getypt` is per key of a question
    what was filled in while the activity changed.
    """
    wijken = {}
    for inzet in inzetten:
        if inzet.activiteit.staat_open and inzet.stand not in Inzet.AF:
            wijken.setdefault(inzet.activiteit, []).append(inzet.doel.plan.gebied.naam)
    rijen = [(activiteit, tuple(dict.fromkeys(namen))) for activiteit, namen in wijken.items()]
    rijen += [(deelname, tuple(deelname.wijken)) for deelname in _open_deelnames(partners)]
    return [_vraag(rij, namen, data, getypt or {}) for rij, namen in rijen]


def _open_deelnames(partners):
    lopend = Inzet.objects.lopend().exclude(stand__in=Inzet.AF)
    open_ = Deelname.objects.filter(partner__in=partners, toezegging="voorgesteld")
    return (
        open_.filter(activiteit__inzetten__in=lopend)
        .select_related("activiteit__trekker", "partner")
        .annotate(wijken=ArrayAgg("activiteit__inzetten__doel__plan__gebied__naam", distinct=True))
        .order_by("activiteit__titel", "pk")
    )


def _vraag(rij, wijken, data, getypt):
    sleutel = f"t{activiteit_van(rij).uuid.hex[:12]}-{partner_van(rij).pk}"
    hierover = data if data and data.get("toezegging") == sleutel else None
    begin = getypt.get(sleutel, {}) | {"versie": activiteit_van(rij).versie}
    return Toezegvraag(rij, wijken, ToezeggingForm(hierover, prefix=sleutel, initial=begin))
