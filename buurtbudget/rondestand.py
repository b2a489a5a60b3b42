"""A verdeelronde as its pages and its count need it, from a handful of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils.timezone import localdate

from buurtbudget.models import (
    Aanvraag,
    Belang,
    Deelnemer,
    Rondepost,
    Verdeelronde,
    Verdeling,
    Wijkbudget,
)
from buurtbudget.verdelen import Post, Uitkomst, verdeel
from partners.models import Lidmaatschap

ZELF = "Je doet hier zelf mee. Je verdeelt niet."
BELANG = "Er is een belang gemeld. Je verdeelt niet."


@dataclass
class Rondestand:
    """`kolommen` is {deelnemer: {aanvraag: €}}, `buiten` {(deelnemer, aanvraag): why}; by key.

    `posten` are the applications that still run, in the order of their numbers.
    """

    ronde: Verdeelronde
    posten: list[Rondepost]
    deelnemers: list[Deelnemer]
    tot_bedrag: Decimal | None = None
    kolommen: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    buiten: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def klaar(self) -> list[Deelnemer]:
        """Whose column counts."""
        return [deelnemer for deelnemer in self.deelnemers if deelnemer.klaar_op]

    @property
    def potten(self) -> list[Wijkbudget]:
        """The pots these applications are paid from, the main one first."""
        potten = {post.aanvraag.wijkbudget_id: post.aanvraag.wijkbudget for post in self.posten}
        potten.setdefault(self.ronde.wijkbudget_id, self.ronde.wijkbudget)
        return sorted(potten.values(), key=lambda pot: pot.deelpot)

    @property
    def is_bekend(self) -> bool:
        """Whether the city said how much there is, in every pot."""
        return all(pot.is_bekend for pot in self.potten)

    def te_verdelen(self, pot: Wijkbudget, proef: Decimal | None = None) -> Decimal | None:
        """What this pot has left (€), or what is reckoned with until it is known; None: nothing."""
        if pot.pk == self.ronde.wijkbudget_id and proef is not None:
            return proef
        if pot.is_bekend:
            return pot.over
        if pot.pk == self.ronde.wijkbudget_id and self.ronde.proefbedrag is not None:
            return self.ronde.proefbedrag
        return pot.verwacht

    @property
    def alles(self) -> Decimal | None:
        """All that can be divided (€); None while no pot has an amount."""
        bedragen = [self.te_verdelen(pot) for pot in self.potten]
        bekend = [bedrag for bedrag in bedragen if bedrag is not None]
        return sum(bekend, Decimal(0)) if bekend else None

    @property
    def gevraagd(self) -> Decimal:
        return sum((post.aanvraag.gevraagd for post in self.posten), Decimal(0))

    def hoogstens(self, aanvraag: Aanvraag) -> Decimal:
        """The most one can give (€): what was asked, or a limit of its kind or of the mandate."""
        grenzen = [aanvraag.gevraagd, self.tot_bedrag]
        if aanvraag.categorie:
            grenzen.append(aanvraag.categorie.maximum)
        return min(grens for grens in grenzen if grens is not None)

    def tel(self, proef: Decimal | None = None) -> Uitkomst:
        """What the columns that count make of it; with `proef` as if the main pot had that (€)."""
        posten = [
            Post(rij.aanvraag_id, self.hoogstens(rij.aanvraag), rij.aanvraag.wijkbudget_id)
            for rij in self.posten
        ]
        return verdeel(
            posten,
            {deelnemer.pk: self.kolommen.get(deelnemer.pk, {}) for deelnemer in self.klaar},
            potten={pot.pk: self.te_verdelen(pot, proef) or Decimal(0) for pot in self.potten},
            stap=self.ronde.spelregels.stap,
            buiten=self.buiten,
        )

    def sommen(self, bedragen: dict[int, Decimal]) -> list[tuple[Wijkbudget, Decimal]]:
        """Of {aanvraag: €} the sum per pot."""
        som = {pot.pk: Decimal(0) for pot in self.potten}
        for post in self.posten:
            som[post.aanvraag.wijkbudget_id] += bedragen.get(post.aanvraag_id) or 0
        return [(pot, som[pot.pk]) for pot in self.potten]

    def te_veel(self, bedragen: dict[int, Decimal]) -> list[tuple[Wijkbudget, Decimal]]:
        """Which pots these amounts would empty too far, and by how much (€)."""
        tekort = [(pot, som - (self.te_verdelen(pot) or 0)) for pot, som in self.sommen(bedragen)]
        return [(pot, bedrag) for pot, bedrag in tekort if bedrag > 0]


def lees(
    ronde: Verdeelronde,
    *,
    deelnemers: Iterable[Deelnemer] | None = None,
    tot_bedrag: Decimal | None = None,
    dag: date | None = None,
) -> Rondestand:
    """The round with the columns of `deelnemers`, or of all. `tot_bedrag` is the mandate's."""
    if deelnemers is None:
        deelnemers = ronde.deelnemers.voor_lijst()
    stand = Rondestand(ronde, list(lopende_posten(ronde)), list(deelnemers), tot_bedrag)
    for post in stand.posten:
        post.ronde = ronde
    stand.buiten = buiten(stand.deelnemers, [p.aanvraag for p in stand.posten], dag)
    for rij in Verdeling.objects.filter(deelnemer__in=stand.deelnemers):
        stand.kolommen.setdefault(rij.deelnemer_id, {})[rij.aanvraag_id] = rij.bedrag
    return stand


WIE = {"bewoner": "bewoners", "vereniging": "vereniging", "school": "school"} | {
    "ondernemer": "ondernemers"
}


def omschrijving(post: Rondepost) -> str:
    """The small line under a title: where, who, and what one must know before giving."""
    aanvraag = post.aanvraag
    aanvrager = getattr(aanvraag, "aanvrager", None)
    delen = [
        aanvraag.straat,
        (aanvrager and aanvrager.organisatie) or WIE[aanvraag.soort_aanvrager],
    ]
    if aanvraag.eerste_keer:
        delen.append("nieuw")
    steun = post.steun + aanvraag.handtekeningen_op_papier
    if steun:
        delen.append(f"{steun} handtekening{'en' if steun > 1 else ''}")
    if aanvraag.fysiek and post.ronde.spelregels.fysiek == "na_toestemming":
        delen.append("de gemeente moet het goed vinden")
    return " · ".join(deel for deel in delen if deel)


@dataclass(frozen=True)
class Groep:
    """Lines of one kind under one heading."""

    naam: str
    rijen: list

    @property
    def gevraagd(self) -> Decimal:
        return sum((rij[0].aanvraag.gevraagd for rij in self.rijen), Decimal(0))


def groepen(rijen: Iterable[tuple]) -> list[Groep]:
    """Lines (of which the first part is the Rondepost) under the heading of their kind."""
    op_kop = groupby(rijen, key=lambda rij: _kop(rij[0].aanvraag))
    return [Groep(kop, list(lijst)) for kop, lijst in op_kop]


def _kop(aanvraag):
    if aanvraag.categorie:
        return aanvraag.categorie.naam
    return "Fysiek: iets dat blijft staan" if aanvraag.fysiek else "Sociaal: een activiteit"


def lopende_posten(ronde: Verdeelronde):
    """Still to be decided, or once confirmed what was; by number, with what a line shows."""
    besloten = ronde.posten.filter(aanvraag__besluiten__ronde=ronde)
    posten = besloten if ronde.is_bevestigd else ronde.posten.lopend()
    return posten.voor_staat().order_by("volgnummer")


def buiten(
    deelnemers: list[Deelnemer], aanvragen: list[Aanvraag], dag: date | None = None
) -> dict[tuple[int, int], str]:
    """Who may not divide what, and why: an own application, of an own organisation, an interest.

    Twin of `permissions.heeft_belang`, also for members without an account. Two queries.
    """
    gemeld = set(
        Belang.objects.filter(aanvraag__in=aanvragen).values_list(
            "aanvraag", "lid", "lid__gebruiker"
        )
    )
    per_lid = {(aanvraag, lid) for aanvraag, lid, _ in gemeld}
    per_persoon = {(aanvraag, persoon) for aanvraag, _, persoon in gemeld if persoon}
    horen_bij = _organisaties(deelnemers, aanvragen, dag or localdate())
    gevonden = {}
    for deelnemer in deelnemers:
        lid = deelnemer.lid
        for aanvraag in aanvragen:
            hier = (deelnemer.pk, aanvraag.pk)
            if (aanvraag.pk, lid.pk) in per_lid or (aanvraag.pk, lid.gebruiker_id) in per_persoon:
                gevonden[hier] = BELANG
            if lid.gebruiker_id and aanvraag.indiener_id == lid.gebruiker_id:
                gevonden[hier] = ZELF
            if (lid.gebruiker_id, aanvraag.partner_id) in horen_bij:
                gevonden[hier] = ZELF
    return gevonden


def _organisaties(deelnemers, aanvragen, dag):
    """{(gebruiker, partner)}: who belongs to an organisation that asks."""
    partners = {aanvraag.partner_id for aanvraag in aanvragen} - {None}
    mensen = {deelnemer.lid.gebruiker_id for deelnemer in deelnemers} - {None}
    if not partners or not mensen:
        return set()
    leden = Lidmaatschap.objects.geldig_op(dag).filter(partner__in=partners, gebruiker__in=mensen)
    return set(leden.values_list("gebruiker", "partner"))
