"""Who works on a plan and why, and what they still have to say yes to: five queries at any size."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from partners.models import Contactpersoon, Lidmaatschap, Partner
from wijkplannen.models import Activiteit, Deelname, Inzet, Planpartner, Toegezegd, Wijkplan
from wijkplannen.werkversie import Werkversie

Toezegging = Toegezegd.Toezegging


@dataclass
class Medewerker:
    """A partner in the plan. `contacten` is whom one can call when nobody of it has an account."""

    partner: Partner
    uitnodiging: Planpartner | None = None
    trekt: int = 0
    doet_mee: int = 0
    leden: int = 0
    contacten: list[Contactpersoon] = field(default_factory=list)

    @property
    def waarom(self) -> str:
        """Why it is in the plan, in words: "trekt 2 activiteiten, uitgenodigd op 3 maart 2027"."""
        redenen = [
            self.trekt and f"trekt {_activiteiten(self.trekt)}",
            self.doet_mee and f"doet mee met {_activiteiten(self.doet_mee)}",
            self.uitnodiging and f"uitgenodigd op {_dag(self.uitnodiging.op)}",
        ]
        return ", ".join(reden for reden in redenen if reden)


@dataclass(frozen=True)
class Regel:
    """What one partner was put down for, with its answer."""

    partner: Partner
    activiteit: Activiteit
    rij: Activiteit | Deelname
    is_trekker: bool


@dataclass(frozen=True)
class Samenwerking:
    medewerkers: list[Medewerker]
    open: list[Regel]
    afgewezen: list[Regel]

    @property
    def te_vragen(self) -> set[int]:
        """Partners (pk) that can be asked by mail or phone: a reminder is about what one leads."""
        return {regel.partner.pk for regel in self.open if regel.is_trekker}


def lees_samenwerking(plan: Wijkplan, *, met_contacten: bool) -> Samenwerking:
    """Partners by name. Contact persons may be private: `met_contacten` is for the city."""
    inzetten = Inzet.objects.van_plan(plan).lopend()
    activiteiten = Activiteit.objects.filter(inzetten__in=inzetten).select_related("trekker")
    regels = toezeggingen(activiteiten)
    uitnodigingen = plan.planpartners.filter(beeindigd_op__isnull=True).select_related("partner")
    medewerkers = {u.partner_id: Medewerker(u.partner, u) for u in uitnodigingen}
    for regel in regels:
        if not regel.is_trekker and regel.rij.toezegging == Toezegging.AFGEWEZEN:
            continue
        rij = medewerkers.setdefault(regel.partner.pk, Medewerker(regel.partner))
        rij.trekt += regel.is_trekker
        rij.doet_mee += not regel.is_trekker
    _tel_leden(medewerkers)
    if met_contacten:
        _zet_contacten(plan, medewerkers)
    return Samenwerking(
        medewerkers=sorted(medewerkers.values(), key=lambda rij: rij.partner.naam.lower()),
        open=[regel for regel in regels if regel.rij.staat_open],
        afgewezen=[regel for regel in regels if regel.rij.toezegging == Toezegging.AFGEWEZEN],
    )


def toezeggingen(activiteiten: Iterable[Activiteit]) -> list[Regel]:
    """What each partner does in these activities, by the names of partner and activity.

    One query, when their trekkers are loaded.
    """
    activiteiten = set(activiteiten)
    trekkers = [Regel(a.trekker, a, a, True) for a in activiteiten]
    deelnames = Deelname.objects.filter(activiteit__in=activiteiten)
    deelnames = deelnames.select_related("partner", "activiteit")
    regels = trekkers + [Regel(d.partner, d.activiteit, d, False) for d in deelnames]
    return sorted(regels, key=lambda regel: (regel.partner.naam.lower(), regel.activiteit.titel))


def open_toezeggingen(werk: Werkversie) -> list[Regel]:
    """What partners were put down for and did not answer. It holds up nothing. One query."""
    activiteiten = (regel.inzet.activiteit for doel in werk.doelen for regel in doel.regels)
    return [regel for regel in toezeggingen(activiteiten) if regel.rij.staat_open]


def _dag(moment):
    return date_format(timezone.localtime(moment), "j F Y")


def _activiteiten(aantal):
    return f"{aantal} {'activiteit' if aantal == 1 else 'activiteiten'}"


def _tel_leden(medewerkers):
    leden = Lidmaatschap.objects.geldig_op(timezone.localdate())
    leden = leden.filter(partner__in=medewerkers, gebruiker__is_active=True)
    aantal = Counter(pk for pk, _ in leden.values_list("partner", "gebruiker").distinct())
    for pk, medewerker in medewerkers.items():
        medewerker.leden = aantal[pk]


def _zet_contacten(plan, medewerkers):
    hier = Q(gebied=plan.gebied_id) | Q(gebied__isnull=True)
    for contact in Contactpersoon.objects.filter(hier, partner__in=medewerkers):
        if not medewerkers[contact.partner_id].leden:
            medewerkers[contact.partner_id].contacten.append(contact)
