"""What happened in the plans of some areas, what waits there and what is due: one query.

A `Signaal` is one row of whatever kind; the blocks of the desk make sentences of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, DateTimeField, F, Min, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from wijkplannen.models import (
    Afspraak,
    Bijeenkomst,
    Deelname,
    GeplandePublicatie,
    Inbreng,
    Inzet,
    Opmerking,
    PlanVersie,
    Voortgang,
    Wijzigingsvoorstel,
)

WEEK = timedelta(days=7)
LEEG = Value("")


@dataclass(frozen=True)
class Signaal:
    soort: str
    op: datetime
    titel: str
    wie: str
    tekst: str
    stand: str  # of a report, or what was answered to a commitment
    was: str  # the state before that report
    gebied: str
    slug: str  # of the plan
    sleutel: str  # uuid of what it is about, or the number of a version


def lees_signalen(
    gebieden, *, gebruiker, sinds: datetime, nu: datetime
) -> dict[str, list[Signaal]]:
    """Per kind, the oldest first. What this person did is no news to them."""
    eerste, *andere = (
        *_gebeurd(gebieden, gebruiker, sinds),
        *_wachtend(gebieden),
        *_deze_week(gebieden, nu),
    )
    rijen = [Signaal(*rij) for rij in eerste.union(*andere)]
    rijen.sort(key=lambda rij: (rij.soort, rij.op, rij.titel))
    return {soort: list(groep) for soort, groep in groupby(rijen, lambda rij: rij.soort)}


def _gebeurd(gebieden, ik, sinds):
    vorige = Voortgang.objects.filter(inzet=OuterRef("inzet"), pk__lt=OuterRef("pk"))
    meldingen = Voortgang.objects.filter(inzet__doel__plan__gebied__in=gebieden, op__gt=sinds)
    regels = Inzet.objects.lopend().filter(doel__plan__gebied__in=gebieden)
    nieuw = regels.filter(online_op__isnull=True, bijgewerkt_op__gt=sinds)
    gezegd = regels.filter(activiteit__gezegd_op__gt=sinds)
    deelnames = Deelname.objects.filter(activiteit__inzetten__in=regels, gezegd_op__gt=sinds)
    in_plan = {"plan__gebied__in": gebieden, "op__gt": sinds}
    yield _als(
        "melding",
        meldingen.exclude(door=ik),
        titel="inzet__activiteit__titel",
        wie="inzet__activiteit__trekker__naam",
        tekst="zin",
        stand="stand",
        was=Coalesce(Subquery(vorige.order_by("-pk").values("stand")[:1]), Value("gepland")),
        plan="inzet__doel__plan",
        sleutel="inzet__uuid",
    )
    yield _als(
        "nieuw",
        nieuw.exclude(activiteit__gewijzigd_door=ik),
        op="bijgewerkt_op",
        titel="activiteit__titel",
        wie="activiteit__trekker__naam",
        plan="doel__plan",
        sleutel="uuid",
    )
    yield _als(
        "toezegging",
        gezegd.exclude(activiteit__gezegd_door=ik),
        op="activiteit__gezegd_op",
        titel="activiteit__titel",
        wie="activiteit__trekker__naam",
        stand="activiteit__toezegging",
        plan="doel__plan",
        sleutel="activiteit__uuid",
    )
    yield _als(
        "toezegging",
        deelnames.exclude(gezegd_door=ik),
        op="gezegd_op",
        titel="activiteit__titel",
        wie="partner__naam",
        stand="toezegging",
        plan="activiteit__inzetten__doel__plan",
        sleutel="activiteit__uuid",
    )
    for soort, model in (("opmerking", Opmerking), ("voorstel", Wijzigingsvoorstel)):
        rijen = model.objects.filter(**in_plan).exclude(door=ik)
        yield _als(soort, rijen, titel="plan__titel", wie="door__naam", sleutel="uuid")
    yield _als(
        "reactie",
        Inbreng.objects.filter(gebied__in=gebieden, ontvangen_op__gt=sinds)
        .exclude(status=Inbreng.Status.ONBEVESTIGD)
        .exclude(ingevoerd_door=ik),
        op="ontvangen_op",
        gebied="gebied__naam",
        plan="",
        sleutel="uuid",
    )
    yield _als(
        "versie",
        PlanVersie.objects.filter(**in_plan).exclude(door=ik),
        titel="plan__titel",
        wie="door__naam",
        tekst="wat_veranderd",
        sleutel="nummer",
    )


def _wachtend(gebieden):
    regels = Inzet.objects.lopend().filter(doel__plan__gebied__in=gebieden)
    deelnames = Deelname.objects.filter(activiteit__inzetten__in=regels, toezegging="afgewezen")
    open_ = Wijzigingsvoorstel.objects.open().filter(plan__gebied__in=gebieden)
    yield _als("wacht_voorstel", open_, titel="plan__titel", wie="door__naam", sleutel="uuid")
    yield _als(
        "wacht_afwijzing",
        regels.filter(activiteit__toezegging="afgewezen").exclude(stand__in=Inzet.AF),
        op="activiteit__gezegd_op",
        titel="activiteit__titel",
        wie="activiteit__trekker__naam",
        tekst="activiteit__reden",
        plan="doel__plan",
        sleutel="activiteit__uuid",
    )
    yield _als(
        "wacht_afwijzing",
        deelnames,
        op="gezegd_op",
        titel="activiteit__titel",
        wie="partner__naam",
        tekst="reden",
        plan="activiteit__inzetten__doel__plan",
        sleutel="activiteit__uuid",
    )
    per_wijk = Inbreng.objects.te_behandelen().filter(gebied__in=gebieden).order_by()
    yield _als(
        "wacht_reactie",
        per_wijk.values("gebied__naam").annotate(aantal=Count("pk"), eerste=Min("ontvangen_op")),
        op="eerste",
        titel="gebied__naam",
        tekst="aantal",
        gebied="gebied__naam",
        plan="",
    )
    mislukt = GeplandePublicatie.objects.filter(
        plan__gebied__in=gebieden, status=GeplandePublicatie.Status.MISLUKT
    ).exclude(plan__huidige_versie__op__gt=F("afgehandeld_op"))
    yield _als(
        "wacht_publicatie",
        mislukt,
        op="afgehandeld_op",
        titel="plan__titel",
        tekst="waarom",
        sleutel="plan__slug",
    )


def _deze_week(gebieden, nu):
    straks = nu + WEEK
    yield _als(
        "bijeenkomst",
        Bijeenkomst.objects.komend(nu).filter(
            gebied__in=gebieden, begin__lt=straks, afgelast_op__isnull=True
        ),
        op="begin",
        titel="titel",
        wie="plaats",
        gebied="gebied__naam",
        plan="",
        sleutel="uuid",
    )
    yield _als(
        "afspraak",
        Afspraak.objects.filter(
            bijeenkomst__gebied__in=gebieden, klaar_op__isnull=True, voor__lt=straks.date()
        ),
        op=Cast("voor", DateTimeField()),
        titel="wat",
        wie="wie",
        gebied="bijeenkomst__gebied__naam",
        plan="",
        sleutel="bijeenkomst__uuid",
    )
    yield _als(
        "publicatie",
        GeplandePublicatie.objects.filter(
            plan__gebied__in=gebieden, status=GeplandePublicatie.Status.WACHT, op__lt=straks
        ),
        titel="plan__titel",
        sleutel="plan__slug",
    )


def _als(
    soort,
    rijen,
    *,
    op="op",
    titel=LEEG,
    wie=LEEG,
    tekst=LEEG,
    stand=LEEG,
    was=LEEG,
    gebied="",
    plan="plan",
    sleutel=LEEG,
):
    """The columns of a `Signaal`; `plan` is the way to the plan, "" where there is none."""
    slug = f"{plan}__slug" if plan else LEEG
    gebied = gebied or f"{plan}__gebied__naam"
    woorden = (titel, wie, tekst, stand, was, gebied, slug, sleutel)
    return rijen.order_by().values_list(
        Value(soort, TextField()), _op(op), *(Cast(woord, TextField()) for woord in woorden)
    )


def _op(op):
    return F(op) if isinstance(op, str) else op
