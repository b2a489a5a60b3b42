"""A plan as people read it: the frame of a version with the agenda of today, prepared once."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.dateparse import parse_datetime

from gebieden.models import Gebied
from indicatoren.models import Indicator
from indicatoren.reeksen import Reeks, opmaak, reeksen
from kern.templatetags.onderdelen import euro
from wijkplannen.models import Inzet, PlanVersie, Rubriek, Stand, Wijkplan, rubrieken_van
from wijkplannen.perioden import wanneer_van

TELWOORDEN = {  # one line, many lines
    Stand.UITGEVOERD: ("is uitgevoerd", "zijn uitgevoerd"),
    Stand.DOORLOPEND: ("loopt door", "lopen door"),
    Stand.IN_UITVOERING: ("is in uitvoering", "zijn in uitvoering"),
    Stand.GEPLAND: ("is gepland", "zijn gepland"),
    Stand.GESTOPT: ("is gestopt", "zijn gestopt"),
}
NA_DE_DOELEN = {Rubriek.ONTMOETEN, Rubriek.ATELIERS, Rubriek.FACTOREN}
GROOT = 20  # from so many activities on, one reads goals first and opens what one wants to know


@dataclass(frozen=True)
class Leesregel:
    """One activity under a goal."""

    titel: str
    omschrijving: str
    trekker: str
    partners: list[str]
    stand: str
    zin: str
    bijgewerkt_op: datetime
    is_voorbeeld: bool
    wanneer: str = ""
    buurt: str = ""
    kosten: Decimal | None = None
    bron_van_geld: str = ""
    quick_win: bool = False
    uuid: str = ""
    trekker_link: str = ""

    @property
    def geld(self) -> str:
        """What it costs and who pays, as far as we know."""
        kosten = "" if self.kosten is None else f"Kost {euro(self.kosten)}."
        betaler = self.bron_van_geld and f"Wie betaalt: {self.bron_van_geld.rstrip('.')}."
        return f"{kosten} {betaler}".strip()


@dataclass(frozen=True)
class Leescijfer:
    """A figure at a goal: what this plan wants it to be, and how it went if we know that."""

    slug: str
    naam: str
    streefwaarde: str | None
    streefjaar: int | None
    reeks: Reeks | None = None

    @property
    def streven(self) -> str:
        """ "7,5 in 2029", or nothing when the plan names no value."""
        if self.streefwaarde is None:
            return ""
        waarde = Decimal(self.streefwaarde).normalize()
        if self.reeks:
            tekst = opmaak(waarde, self.reeks.indicator.decimalen, self.reeks.indicator.teken)
        else:
            tekst = opmaak(waarde, max(0, -waarde.as_tuple().exponent))
        return f"{tekst} in {self.streefjaar}"

    @property
    def eerder(self) -> str:
        """ "7,3 in 2013, 7,4 in 2015": at most the three measurements before the last one."""
        punten = (
            [punt for punt in self.reeks.punten if punt.waarde is not None] if self.reeks else []
        )
        return ", ".join(f"{punt.tekst} in {punt.jaar}" for punt in punten[-4:-1])


@dataclass(frozen=True)
class Leesdoel:
    uuid: str
    titel: str
    gewenst: str
    thema: str
    indicatoren: list[dict]
    activiteiten: list[Leesregel]
    reeksen: tuple[Reeks, ...] = ()

    @property
    def telling(self) -> str:
        return tel_standen(regel.stand for regel in self.activiteiten)

    @property
    def cijfers(self) -> list[Leescijfer]:
        per_slug = {reeks.indicator.slug: reeks for reeks in self.reeksen}
        return [Leescijfer(**i, reeks=per_slug.get(i["slug"])) for i in self.indicatoren]


@dataclass(frozen=True)
class Vaststelling:
    """Which body established a version, and when."""

    door: str
    datum: date
    nummer: str
    link: str


@dataclass(frozen=True)
class Leesplan:
    plan: Wijkplan
    titel: str
    jaren: str
    blokken: list[dict]
    doelen: list[Leesdoel]

    @property
    def agenda_bijgewerkt_op(self):
        """Moment of the last report on any line, or None while there is none."""
        return max(
            (regel.bijgewerkt_op for doel in self.doelen for regel in doel.activiteiten),
            default=None,
        )

    @property
    def rubrieken(self) -> list[tuple[Rubriek, list[dict]]]:
        """[(heading, its texts)]: the headings of this kind of plan that hold a text, in order.

        A text under a heading of another kind is not lost: it comes last.
        """
        eigen = rubrieken_van(self.plan.soort)
        volgorde = [*eigen, *(rubriek for rubriek in Rubriek if rubriek not in eigen)]
        groepen = [
            (rubriek, [blok for blok in self.blokken if blok["rubriek"] == rubriek])
            for rubriek in volgorde
        ]
        return [(rubriek, blokken) for rubriek, blokken in groepen if blokken]

    @property
    def rubrieken_vooraf(self) -> list[tuple[Rubriek, list[dict]]]:
        """What one reads before the goals: how it is, and what comes first."""
        return [groep for groep in self.rubrieken if groep[0] not in NA_DE_DOELEN]

    @property
    def rubrieken_achteraf(self) -> list[tuple[Rubriek, list[dict]]]:
        """What comes after the goals: places, workshops, what helped."""
        return [groep for groep in self.rubrieken if groep[0] in NA_DE_DOELEN]

    @property
    def is_groot(self) -> bool:
        return self.aantal_activiteiten > GROOT

    @property
    def telling(self) -> str:
        return tel_standen(regel.stand for doel in self.doelen for regel in doel.activiteiten)

    @property
    def aantal_activiteiten(self) -> int:
        return sum(len(doel.activiteiten) for doel in self.doelen)

    @property
    def vaststelling(self) -> Vaststelling | None:
        return lees_vaststelling(self.plan.huidige_versie)


def tel_standen(standen) -> str:
    """Counts in words, as in "2 lopen door, 1 is gestopt"; empty when there is nothing to count."""
    aantal = Counter(standen)
    return ", ".join(
        f"{aantal[stand]} {een if aantal[stand] == 1 else meer}"
        for stand, (een, meer) in TELWOORDEN.items()
        if aantal[stand]
    )


def lees_online(plan: Wijkplan) -> Leesplan:
    """What visitors see now: frame of the current version, agenda of this moment. One query.

    `plan.huidige_versie` must be there and loaded.
    """
    regels = {}
    for inzet in Inzet.objects.van_plan(plan).online().voor_agenda():
        regels.setdefault(str(inzet.doel.uuid), []).append(lees_regel(inzet))
    inhoud = plan.huidige_versie.inhoud
    return _leesplan(plan, inhoud, lambda doel: regels.get(doel["uuid"], []))


def lees_versie(plan: Wijkplan, inhoud: dict) -> Leesplan:
    """A version as it was published, agenda included. No queries."""
    return _leesplan(plan, inhoud, lambda doel: [_oude_regel(a) for a in doel["activiteiten"]])


def met_cijfers(lees: Leesplan, stad: Gebied | None = None) -> Leesplan:
    """The same plan, with the figures of the whole gemeente at its goals.

    Four queries, or none; three when the caller knows the area of the gemeente (`stad`).
    """
    slugs = {indicator["slug"] for doel in lees.doelen for indicator in doel.indicatoren}
    if slugs and not stad:
        stad = Gebied.objects.gemeentes().filter(gemeente=lees.plan.gebied.gemeente_id).first()
    if not (slugs and stad):
        return lees
    per_slug = {
        reeks.indicator.slug: reeks
        for reeks in reeksen(Indicator.objects.filter(slug__in=slugs), stad)
    }
    doelen = [
        replace(
            doel,
            reeksen=tuple(per_slug[i["slug"]] for i in doel.indicatoren if i["slug"] in per_slug),
        )
        for doel in lees.doelen
    ]
    return replace(lees, doelen=doelen)


def lees_vaststelling(versie: PlanVersie) -> Vaststelling | None:
    if not (gelezen := versie.vastgesteld):
        return None
    return Vaststelling(
        door=gelezen["door"],
        datum=date.fromisoformat(gelezen["datum"]),
        nummer=gelezen["nummer"],
        link=gelezen["link"],
    )


def _leesplan(plan, inhoud, activiteiten_van):
    return Leesplan(
        plan=plan,
        titel=inhoud["titel"],
        jaren=inhoud["jaren"],
        blokken=inhoud["blokken"],
        doelen=[
            Leesdoel(
                uuid=doel["uuid"],
                titel=doel["titel"],
                gewenst=doel["gewenst"],
                thema=doel["thema"],
                indicatoren=doel["indicatoren"],
                activiteiten=activiteiten_van(doel),
            )
            for doel in inhoud["doelen"]
        ],
    )


def lees_regel(inzet: Inzet) -> Leesregel:
    """A row of `voor_agenda` as visitors read it."""
    activiteit = inzet.activiteit
    return Leesregel(
        titel=activiteit.titel,
        omschrijving=activiteit.omschrijving,
        trekker=activiteit.trekker.naam,
        trekker_link=activiteit.trekker.get_absolute_url()
        if activiteit.trekker.is_openbaar
        else "",
        partners=inzet.doen_mee,
        stand=inzet.openbare_stand,
        zin=inzet.openbare_zin,
        bijgewerkt_op=inzet.bijgewerkt_op,
        is_voorbeeld=activiteit.is_voorbeeld,
        wanneer=wanneer_van(activiteit.periode),
        buurt=inzet.gebied.naam if inzet.gebied else "",
        kosten=activiteit.kosten,
        bron_van_geld=activiteit.bron_van_geld,
        quick_win=inzet.quick_win,
        uuid=str(inzet.uuid),
    )


def _oude_regel(activiteit):
    return Leesregel(
        titel=activiteit["titel"],
        omschrijving=activiteit["omschrijving"],
        trekker=activiteit["trekker"],
        partners=activiteit["partners"],
        stand=activiteit["stand"],
        zin=activiteit["zin"],
        bijgewerkt_op=parse_datetime(activiteit["bijgewerkt_op"]),
        is_voorbeeld=activiteit["is_voorbeeld"],
        wanneer=activiteit["wanneer"],
        buurt=activiteit["buurt"],
        kosten=activiteit["kosten"] and Decimal(activiteit["kosten"]),
        bron_van_geld=activiteit["bron_van_geld"],
        quick_win=activiteit["quick_win"],
        uuid=activiteit["uuid"],
    )
