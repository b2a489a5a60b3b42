"""Money that is not of an application: from the city, carried over, given, and own costs."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from buurtbudget.actions.grootboek import boek
from buurtbudget.models import Boeking, Wijkbudget
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden

IN = [Boeking.Soort.BEGINSALDO, Boeking.Soort.SUBSIDIE, Boeking.Soort.GIFT, Boeking.Soort.RENTE]
UIT = [Boeking.Soort.KOSTEN, Boeking.Soort.TERUGBETAALD]


@transaction.atomic
def stel_plafond_vast(
    wijkbudget: Wijkbudget,
    *,
    bedrag: Decimal,
    datum: date,
    besluit: str,
    door: Gebruiker,
    sleutel: str,
) -> Boeking | None:
    """The amount (€) of the city for this pot and year, by decision of the raad.

    A later decision changes it; below what was promised the database refuses. None when it is
    what it was.
    """
    pot = Wijkbudget.objects.select_for_update().get(pk=wijkbudget.pk)
    verschil = bedrag - (pot.plafond or Decimal(0))
    if not verschil:
        return None
    return boek(
        pot,
        Boeking.Soort.PLAFOND,
        sleutel=f"plafond:{sleutel}",
        datum=datum,
        door=door,
        toelichting=besluit,
        d_plafond=verschil,
    )


@transaction.atomic
def hevel_over(
    van: Wijkbudget,
    naar: Wijkbudget,
    *,
    bedrag: Decimal,
    datum: date,
    waarom: str,
    door: Gebruiker,
    sleutel: str,
) -> None:
    """From one pot to another, or to the next year: two entries whose sum is nothing."""
    if van.beheerder_id != naar.beheerder_id:
        raise RegelGeschonden("Deze potten zijn van twee verschillende stichtingen.")
    if van.pk == naar.pk or bedrag <= 0:
        raise RegelGeschonden("Kies twee potten en een bedrag boven 0.")
    potten = Wijkbudget.objects.select_for_update().order_by("pk").in_bulk([van.pk, naar.pk])
    van, naar = potten[van.pk], potten[naar.pk]
    eigen = min(bedrag, van.extra) if van.jaar == naar.jaar else bedrag
    uit_extra = min(bedrag, van.extra)
    vast = {"datum": datum, "door": door, "toelichting": waarom}
    boek(
        van,
        Boeking.Soort.OVERHEVELING,
        sleutel=f"over:{sleutel}:van",
        d_extra=-uit_extra,
        d_plafond=-(bedrag - uit_extra),
        **vast,
    )
    boek(
        naar,
        Boeking.Soort.OVERHEVELING,
        sleutel=f"over:{sleutel}:naar",
        d_extra=eigen,
        d_plafond=bedrag - eigen,
        **vast,
    )


@transaction.atomic
def boek_eigen(
    wijkbudget: Wijkbudget,
    soort: str,
    *,
    bedrag: Decimal,
    datum: date,
    toelichting: str,
    door: Gebruiker,
    sleutel: str,
    te_verdelen: Decimal | None = None,
) -> Boeking:
    """What came in on the account or left it, besides applications. `bedrag` above nothing (€).

    Of an opening balance `te_verdelen` says how much may be granted anew; a gift all of it, and
    interest too. The same `sleutel` twice is one entry.
    """
    if bedrag <= 0 or soort not in [*IN, *UIT]:
        raise RegelGeschonden("Vul een bedrag in boven 0 euro.")
    if bestaand := Boeking.objects.filter(sleutel=f"eigen:{sleutel}").first():
        return bestaand
    Wijkbudget.objects.select_for_update().get(pk=wijkbudget.pk)
    vast = {
        "sleutel": f"eigen:{sleutel}",
        "datum": datum,
        "toelichting": toelichting,
        "door": door,
    }
    if soort == Boeking.Soort.KOSTEN:
        return boek(wijkbudget, soort, d_verplicht=bedrag, d_betaald=bedrag, bedrag=-bedrag, **vast)
    if soort == Boeking.Soort.TERUGBETAALD:
        wijkbudget.refresh_from_db()
        uit_extra = min(bedrag, wijkbudget.extra)
        delta = {"d_extra": -uit_extra, "d_plafond": -(bedrag - uit_extra)}
        return boek(wijkbudget, soort, bedrag=-bedrag, **delta, **vast)
    erbij = {Boeking.Soort.BEGINSALDO: te_verdelen or Decimal(0), Boeking.Soort.SUBSIDIE: 0}
    return boek(wijkbudget, soort, bedrag=bedrag, d_extra=erbij.get(soort, bedrag), **vast)
