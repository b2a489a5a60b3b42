"""What `controleer` says of the buurtbudgetten, a sentence each, by subject."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from buurtbudget.models import (
    Beheerder,
    Betaalbestand,
    Betaling,
    Boeking,
    Grond,
    Jaarverantwoording,
    Mandaat,
    Regeling,
    Saldo,
    Spelregels,
    Wijkbudget,
)
from buurtbudget.models.geld import SALDI
from buurtbudget.permissions import TEAM
from buurtbudget.querysets.geld import DELTAS
from buurtbudget.waarschuwingen import waarschuwingen
from gebieden.plaats import plaats
from partners.models import Lidmaatschap


def fouten(dag: date) -> Iterator[str]:
    yield from gegevens()
    yield from regels_en_team(dag)
    yield from grootboek()
    yield from betalingen()
    yield from verantwoordingen()


def gegevens() -> Iterator[str]:
    """What every buurtbudget needs before it can start, where there are any."""
    if not plaats().heeft_buurtbudget:
        return
    if not Regeling.objects.filter(sleutel=Regeling.BUURTBUDGET).exists():
        yield "De regeling Buurtbudget is er niet: draai `manage.py laad_buurtbudget`."
    elif not Grond.objects.filter(actief=True).exists():
        yield "Er zijn geen redenen om af te wijzen: draai `manage.py laad_buurtbudget`."


def regels_en_team(dag: date) -> Iterator[str]:
    """Published rules that cannot work with the people there are."""
    mandaten = {mandaat.gebied_id: mandaat for mandaat in Mandaat.objects.geldig_op(dag)}
    teams = {}
    for lid in Lidmaatschap.objects.filter(rol__in=TEAM).geldig_op(dag):
        teams.setdefault(lid.partner_id, []).append(lid)
    for regels in Spelregels.objects.actueel().filter(jaar__gte=dag.year).select_related("gebied"):
        waar = f"Buurtbudget {regels.gebied}, {regels.jaar}"
        mandaat = mandaten.get(regels.gebied_id)
        if mandaat is None:
            yield f"{waar}: niemand heeft hier een mandaat, dus niemand kan beslissen."
            continue
        for zin in waarschuwingen(regels, teams.get(mandaat.partner_id, [])):
            yield f"{waar}: {zin}"


def grootboek() -> Iterator[str]:
    """Balances that are not the sum of their entries: the guards of the database were passed."""
    for pot in _naast_de_boekingen(Wijkbudget.objects.all(), "boekingen__", [*DELTAS]):
        yield f"{pot}: het saldo is niet de som van de boekingen."
    saldi = Saldo.objects.filter(aanvraag__boekingen__wijkbudget=F("wijkbudget"))
    for saldo in _naast_de_boekingen(saldi, "aanvraag__boekingen__", SALDI):
        yield f"{saldo.aanvraag.nummer}: het saldo is niet de som van de boekingen."


def betalingen() -> Iterator[str]:
    """Payments without their entry, files unlike their payments, no account to pay from."""
    anders = Betaling.objects.filter(betaald_op__isnull=False).exclude(
        boeking__soort="betaling", boeking__bedrag=-F("bedrag"), boeking__aanvraag=F("aanvraag")
    )
    for betaling in anders.select_related("aanvraag"):
        yield f"{betaling}: de boeking past niet bij de betaling."
    bestanden = Betaalbestand.objects.defer("inhoud").annotate(
        rijen=Count("betalingen"), som=Sum("betalingen__bedrag")
    )
    for bestand in bestanden.exclude(rijen=F("aantal"), som=F("bedrag")):
        yield f"{bestand} van {bestand.beheerder}: het bestand en de betalingen verschillen."
    open_ = Betaling.objects.open().values("aanvraag__wijkbudget__beheerder")
    zonder = Beheerder.objects.filter(partner__in=open_, iban="").select_related("partner")
    for beheerder in zonder:
        yield f"{beheerder}: er is te betalen, en niet bekend van welke rekening."


def verantwoordingen() -> Iterator[str]:
    """Entries in a year whose account was sent before they were made."""
    gesloten = Jaarverantwoording.objects.filter(status__in=Jaarverantwoording.GESLOTEN)
    for rij in gesloten.select_related("beheerder"):
        laat = Boeking.objects.van_beheerder(rij.beheerder).filter(
            wijkbudget__regeling=rij.regeling_id,
            datum__year=rij.jaar,
            op__gt=rij.ingediend_op,
        )
        if laat.exclude(bedrag=0).exists():
            yield f"{rij}: er is in dat jaar geboekt nadat de verantwoording was ingestuurd."


def _naast_de_boekingen(rijen, pad, velden):
    """Rows whose kept balance differs from the sum over their entries."""
    nul, fout, kolommen = Value(Decimal(0)), Q(), {}
    for veld in velden:
        kolommen[f"som_{veld}"] = Sum(f"{pad}{DELTAS[veld]}", default=Decimal(0))
        kolommen[f"nu_{veld}"] = Coalesce(F(veld), nul)
        fout |= ~Q(**{f"nu_{veld}": F(f"som_{veld}")})
    return rijen.annotate(**kolommen).filter(fout)
