"""Money that is not of an application: from the city, carried over, given, and own costs."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.timezone import localdate

from buurtbudget.actions.betalen import maak_ongedaan
from buurtbudget.actions.grootboek import boek, draai_terug
from buurtbudget.actions.weg import vergrendel
from buurtbudget.models import Boeking, Regeling, Wijkbudget
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from kern.templatetags.onderdelen import euro
from partners.models import Partner

IN = [Boeking.Soort.BEGINSALDO, Boeking.Soort.SUBSIDIE, Boeking.Soort.GIFT, Boeking.Soort.RENTE]
UIT = [Boeking.Soort.KOSTEN, Boeking.Soort.TERUGBETAALD]
TE_HERSTELLEN = [*IN, *UIT, Boeking.Soort.ONTVANGST, Boeking.Soort.KWIJT]


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
    # not `pot.plafond`: of that the foundation may have moved a part to another pot or year
    verschil = bedrag - vastgesteld(Boeking.objects.filter(wijkbudget=pot))
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


def vastgesteld(boekingen) -> Decimal:
    """What the city decided in all, from these entries (€)."""
    besluiten = boekingen.filter(soort=Boeking.Soort.PLAFOND)
    return besluiten.aggregate(som=Sum("d_plafond", default=Decimal(0)))["som"]


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
    _niet_later_dan_vandaag(datum)
    potten = Wijkbudget.objects.select_for_update().order_by("pk").in_bulk([van.pk, naar.pk])
    van, naar = potten[van.pk], potten[naar.pk]
    if Boeking.objects.filter(sleutel=f"over:{sleutel}:van").exists():
        return  # the second tap
    if bedrag > van.over:
        raise RegelGeschonden(f"Dat past niet: er is nog {euro(van.over)} over in {van}.")
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
def zorg_voor_pot(partner: Partner, gebied: Gebied | None, jaar: int, deelpot: str) -> Wijkbudget:
    """The pot of this area and year; without `gebied` the purse of the foundation itself.

    Made when there is none: money may be put aside for a year of which the city said nothing yet.
    """
    regeling = Regeling.objects.get(sleutel=Regeling.BUURTBUDGET)
    wat = {"regeling": regeling, "gebied": gebied, "jaar": jaar, "deelpot": deelpot}
    pot, _ = Wijkbudget.objects.get_or_create(**wat, beheerder=partner)
    return pot


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
    rubriek: str = "",
) -> Boeking:
    """What came in on the account or left it, besides applications. `bedrag` above nothing (€).

    Of an opening balance `te_verdelen` says how much may be granted anew; a gift all of it, and
    interest too. `rubriek` says of costs what for. The same `sleutel` twice is one entry.
    """
    if bedrag <= 0 or soort not in [*IN, *UIT]:
        raise RegelGeschonden("Vul een bedrag in boven 0 euro.")
    if (te_verdelen or 0) > bedrag:
        raise RegelGeschonden(f"Er is {euro(bedrag)}: meer dan dat is er niet te verdelen.")
    _niet_later_dan_vandaag(datum)
    Wijkbudget.objects.select_for_update().get(pk=wijkbudget.pk)
    if bestaand := Boeking.objects.filter(sleutel=f"eigen:{sleutel}").first():
        return bestaand
    vast = {
        "sleutel": f"eigen:{sleutel}",
        "datum": datum,
        "toelichting": toelichting,
        "door": door,
    }
    if soort == Boeking.Soort.KOSTEN:
        delta = {"d_verplicht": bedrag, "d_betaald": bedrag, "bedrag": -bedrag}
        rubriek = rubriek or Boeking.Rubriek.OVERIG
        return boek(wijkbudget, soort, rubriek=rubriek, **delta, **vast)
    if soort == Boeking.Soort.TERUGBETAALD:
        wijkbudget.refresh_from_db()
        uit_extra = min(bedrag, wijkbudget.extra)
        delta = {"d_extra": -uit_extra, "d_plafond": -(bedrag - uit_extra)}
        return boek(wijkbudget, soort, bedrag=-bedrag, **delta, **vast)
    erbij = {Boeking.Soort.BEGINSALDO: te_verdelen or Decimal(0), Boeking.Soort.SUBSIDIE: 0}
    return boek(wijkbudget, soort, bedrag=bedrag, d_extra=erbij.get(soort, bedrag), **vast)


@transaction.atomic
def herstel(boeking: Boeking, *, reden: str, door: Gebruiker) -> None:
    """Put an entry right by its mirror, dated today, with the reason. A second tap changes nothing.

    A payment stands on the list again; of money moved between pots both sides go back. What the
    city set and what was promised have roads of their own: RegelGeschonden.
    """
    _houd_vast(boeking)
    if Boeking.objects.filter(herstelt=boeking).exists():
        return
    if boeking.soort == Boeking.Soort.BETALING:
        maak_ongedaan(boeking.betaling, door=door, reden=reden)
    elif boeking.soort == Boeking.Soort.OVERHEVELING:
        for been in _beide(boeking):
            draai_terug(been, datum=localdate(), door=door, toelichting=reden)
    elif boeking.soort in TE_HERSTELLEN:
        draai_terug(boeking, datum=localdate(), door=door, toelichting=reden)
    else:
        raise RegelGeschonden("Deze boeking kun je hier niet herstellen.")


def is_te_herstellen(boeking: Boeking) -> bool:
    """Whether `herstel` knows what to do with this kind of entry."""
    soorten = [*TE_HERSTELLEN, Boeking.Soort.BETALING, Boeking.Soort.OVERHEVELING]
    return boeking.soort in soorten


def _houd_vast(boeking):
    """In the order of everybody else: the application first, then pots by key."""
    if boeking.aanvraag_id:
        vergrendel(boeking.aanvraag)
        return
    potten = _beide(boeking).values("wijkbudget")
    alle = Wijkbudget.objects.filter(Q(pk=boeking.wijkbudget_id) | Q(pk__in=potten))
    list(alle.select_for_update().order_by("pk"))


def _beide(boeking):
    """Both sides of what was moved between pots."""
    begin, _, _ = boeking.sleutel.rpartition(":")
    benen = Boeking.objects.filter(soort=Boeking.Soort.OVERHEVELING)
    benen = benen.filter(sleutel__in=[f"{begin}:van", f"{begin}:naar"])
    return benen.select_related("wijkbudget").order_by("pk")


def _niet_later_dan_vandaag(datum):
    if datum > localdate():
        raise RegelGeschonden("Vul de dag in waarop het gebeurde, niet een dag in de toekomst.")
