"""Everything that is done in all wijken: public lines with the goal they stand at, as published.

What a goal is called and under which theme it falls is frame: it comes from the version that is
online, never from the table that somebody is writing in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import F, Func, JSONField, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Collate, Lower
from django.urls import reverse

from gebieden.models import Gebied
from partners.models import Partner
from wijkplannen.leesplan import Leesregel, lees_regel
from wijkplannen.models import Deelname, Inzet
from wijkplannen.querysets import DOET_MEE

ZONDER_JAAR = "Jaar nog niet bekend"
VAN_PLAN = ["slug", "periode", "is_voorbeeld"]
VAN_DOEL = ["uuid", "titel", "thema_sleutel", "thema"]  # of what a version holds
TAB = Value("\t")  # comes before every character of a name
BEGIN = Coalesce(Cast("activiteit__periode__startswith", TextField()), Value("9999"))
WIJK = F("doel__plan__gebied__naam")
VOLGORDE = {  # what comes first, per way to group the list
    "wijk": [WIJK, BEGIN],
    "jaar": [Func(BEGIN, Value(4), function="left"), WIJK, BEGIN],
    "trekker": [F("activiteit__trekker__naam"), WIJK, BEGIN],
}


@dataclass(frozen=True)
class Agendadoel:
    """A goal of a plan that is online, as its version says."""

    uuid: UUID
    titel: str
    thema: str  # its key
    themanaam: str
    plan: str  # its slug
    wijk: str  # its slug
    is_voorbeeld: bool


@dataclass(frozen=True)
class Kader:
    """The wijken, and the goals that are online in them."""

    wijken: dict[str, str]  # slug → name
    jaren: list[int]
    doelen: dict[UUID, Agendadoel]

    @property
    def themas(self) -> dict[str, str]:
        """Key → name of the themes that occur, by name."""
        paren = {(doel.thema, doel.themanaam) for doel in self.doelen.values()}
        return dict(sorted(paren, key=lambda paar: paar[1]))

    def inzetten(self):
        """What visitors see: the lines at these goals."""
        return Inzet.objects.online().filter(doel__uuid__in=self.doelen)

    def onder_thema(self, sleutel: str) -> list[UUID]:
        return [uuid for uuid, doel in self.doelen.items() if doel.thema == sleutel]


@dataclass(frozen=True)
class Agendaregel:
    """A line with where it belongs."""

    inzet: Inzet
    doel: Agendadoel
    regel: Leesregel

    @property
    def wijk(self) -> str:
        return self.inzet.doel.plan.gebied.naam

    @property
    def is_voorbeeld(self) -> bool:
        return self.regel.is_voorbeeld or self.doel.is_voorbeeld

    @property
    def jaar(self) -> str:
        """The year in which it begins."""
        begin = self.inzet.activiteit.periode and self.inzet.activiteit.periode.lower
        return f"Begint in {begin.year}" if begin else ZONDER_JAAR

    @property
    def trekker(self) -> str:
        return self.regel.trekker

    @property
    def adres(self) -> str:
        """The goal on the page of the plan."""
        return f"{reverse('wijkplannen:detail', args=[self.doel.plan])}#{self.doel.uuid}"


def lees_kader() -> Kader:
    """All wijken with what is online in them: one query, and not the texts of the plans."""
    rijen = (
        Gebied.objects.wijken()
        .annotate(
            **{
                naam: Func(
                    F("wijkplannen__huidige_versie__inhoud"),
                    Value(f"$.doelen[*].{naam}"),
                    function="jsonb_path_query_array",
                    template="%(function)s(%(expressions)s::jsonpath)",
                    output_field=JSONField(),
                )
                for naam in VAN_DOEL
            }
        )
        .order_by("naam", "wijkplannen__periode", "wijkplannen__pk")
        .values_list("slug", "naam", *(f"wijkplannen__{v}" for v in VAN_PLAN), *VAN_DOEL)
    )
    wijken, jaren, doelen = {}, set(), {}
    for wijk, naam, plan, periode, is_voorbeeld, *velden in rijen:
        wijken[wijk] = naam
        if velden[0]:
            jaren |= set(range(periode.lower.year, periode.upper.year))
        for uuid, *van_doel in zip(*(veld or [] for veld in velden), strict=True):
            doelen[UUID(uuid)] = Agendadoel(UUID(uuid), *van_doel, plan, wijk, is_voorbeeld)
    return Kader(wijken, sorted(jaren), doelen)


def met_partner(slug: str) -> Q:
    """Lines that this partner leads or takes part in."""
    mee = Deelname.objects.filter(partner__slug=slug, toezegging__in=DOET_MEE)
    return Q(activiteit__trekker__slug=slug) | Q(activiteit__in=mee.values("activiteit"))


def op_volgorde(inzetten, groep: str, na: int | None = None):
    """In the order of a grouped list; `na` is the pk of the last line that was read already.

    The order is one text per line, compared by its bytes, so that reading on needs no offset.
    """
    delen = [TAB, *VOLGORDE[groep], Lower("activiteit__titel"), "pk"]
    sleutel = Func(*delen, function="concat_ws", output_field=TextField())
    rijen = inzetten.annotate(sleutel=Collate(sleutel, "C"))
    if na is not None:
        rijen = rijen.filter(sleutel__gt=Subquery(rijen.filter(pk=na).values("sleutel")))
    return rijen.order_by("sleutel")


def als_regels(inzetten: Iterable[Inzet], kader: Kader) -> list[Agendaregel]:
    """Rows of `voor_agenda` as a page shows them."""
    return [Agendaregel(rij, kader.doelen[rij.doel.uuid], lees_regel(rij)) for rij in inzetten]


def per_groep(regels: list[Agendaregel], groep: str) -> list[tuple[str, list[Agendaregel]]]:
    """[(heading, its lines)]: under each wijk, year or partner, in the order of the list."""
    paren = groupby(regels, key=lambda regel: getattr(regel, groep))
    return [(kop, list(rijen)) for kop, rijen in paren]


def agenda_van(partner: Partner) -> list[tuple[str, list[Agendaregel]]]:
    """[(wijk, lines)]: what visitors see of all that a partner does. Two queries."""
    kader = lees_kader()
    rijen = kader.inzetten().filter(met_partner(partner.slug)).voor_agenda()
    return per_groep(als_regels(op_volgorde(rijen, "wijk"), kader), "wijk")
