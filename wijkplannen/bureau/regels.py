"""Lines of the agenda that ask attention: partners that are silent, what is late, what is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from partners.models import Contactpersoon, Lidmaatschap, Partner
from wijkplannen.actions.seintjes import RUST
from wijkplannen.bureau.signalen import WEEK
from wijkplannen.models import Inzet, Seintje, Stand
from wijkplannen.perioden import loopt_later


@dataclass(frozen=True)
class Stilte:
    """A partner of which nothing was heard about some lines."""

    partner: Partner
    regels: list[Inzet]  # the longest silence first
    seintje_op: datetime | None
    heeft_mail: bool
    net_gevraagd: bool  # it may not be asked again yet

    @property
    def sinds(self) -> datetime:
        return self.regels[0].gehoord_op


@dataclass(frozen=True)
class Aandacht:
    """Lines of some areas at which somebody should look."""

    stil: list[Stilte]  # the longest silence first
    te_laat: list[tuple[Inzet, str]]  # with the reason in words
    deze_week: list[tuple[date, Inzet, str]]  # what should begin or be ready, in order

    @property
    def stille_regels(self) -> int:
        return sum(len(stilte.regels) for stilte in self.stil)

    @property
    def te_vragen(self) -> list[Stilte]:
        return [stilte for stilte in self.stil if not stilte.net_gevraagd]


def lees_aandacht(gebieden, *, nu: datetime) -> Aandacht:
    """One query, however many lines and partners."""
    vandaag = timezone.localdate(nu)
    regels = list(_regels(gebieden, nu, vandaag))
    laat = ((regel, _laat(regel, vandaag)) for regel in regels)
    straks = [deel for regel in regels for deel in _straks(regel, vandaag)]
    return Aandacht(
        stil=_stil(regels, nu),
        te_laat=[(regel, waarom) for regel, waarom in laat if waarom],
        deze_week=sorted(straks, key=lambda deel: (deel[0], deel[1].pk)),
    )


def _regels(gebieden, nu, vandaag):
    trekker = OuterRef("activiteit__trekker")
    leden = Lidmaatschap.objects.filter(
        partner=trekker, kanaal="mail", gebruiker__is_active=True
    ).geldig_op(vandaag)
    contacten = Contactpersoon.objects.filter(partner=trekker).exclude(email="")
    seintjes = Seintje.objects.filter(partner=trekker).order_by("-op").values("op")
    eind = vandaag + WEEK
    begint = Q(stand=Stand.GEPLAND, activiteit__periode__startswith__lt=eind)
    return (
        Inzet.objects.filter(doel__plan__gebied__in=gebieden)
        .lopend()
        .online()
        .exclude(stand__in=Inzet.AF)
        .exclude(activiteit__toezegging="afgewezen")
        .annotate(
            gehoord=Coalesce("bevestigd_op", "bijgewerkt_op"),
            seintje_op=Subquery(seintjes[:1]),
            heeft_mail=Exists(leden) | Exists(contacten),
        )
        .filter(
            Q(gehoord__lt=nu - Inzet.STIL_NA) | Q(activiteit__periode__endswith__lte=eind) | begint
        )
        .select_related("activiteit__trekker", "doel__plan__gebied")
        .order_by(F("gehoord").asc(), "pk")
    )


def _stil(regels, nu):
    per_partner = {}
    for regel in regels:
        if regel.gehoord < nu - Inzet.STIL_NA:
            per_partner.setdefault(regel.activiteit.trekker, []).append(regel)
    return [
        Stilte(
            partner=partner,
            regels=eigen,
            seintje_op=eigen[0].seintje_op,
            heeft_mail=eigen[0].heeft_mail,
            net_gevraagd=bool(eigen[0].seintje_op and eigen[0].seintje_op > nu - RUST),
        )
        for partner, eigen in per_partner.items()
    ]


def _laat(regel, vandaag):
    return loopt_later(regel.stand, regel.activiteit.periode, vandaag)


def _straks(regel, vandaag):
    """(day, line, what) when it should begin or be ready within a week from today."""
    periode = regel.activiteit.periode
    if not periode:
        return
    eind = vandaag + WEEK
    if regel.stand == Stand.GEPLAND and periode.lower and vandaag <= periode.lower < eind:
        yield periode.lower, regel, "begint"
    laatste = periode.upper and periode.upper - timedelta(1)
    if laatste and vandaag <= laatste < eind:
        yield laatste, regel, "hoort klaar te zijn"
