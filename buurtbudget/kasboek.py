"""The book of a foundation: every entry with the bank balance after it, the newest first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from buurtbudget.actions.kas import is_te_herstellen
from buurtbudget.models import Boeking

PER_BLAD = 50


@dataclass
class Regel:
    """An entry; `saldo` is what the bank says after it, `omvang` what it moved besides."""

    boeking: Boeking
    saldo: Decimal
    te_herstellen: bool

    @property
    def omvang(self):
        """Of an entry that the bank does not see: the amount it is about, whichever way."""
        if self.boeking.d_te_vorderen:
            return abs(self.boeking.d_te_vorderen)
        deltas = ["d_plafond", "d_extra", "d_gereserveerd", "d_verplicht"]
        bedragen = [getattr(self.boeking, delta) for delta in deltas]
        return max(map(abs, bedragen))


@dataclass
class Blad:
    """A page of the book. `verder` is the key of the next one, or ""."""

    regels: list[Regel]
    saldo: Decimal
    verder: str


def blad(boekingen, *, voor: str = "", aantal: int = PER_BLAD) -> Blad:
    """The entries before the key `voor` ("2027-03-01.17"), or the newest. Two queries.

    Raises ValueError for a key that is none.
    """
    rijen = boekingen.filter(_ouder_dan(voor)) if voor else boekingen
    saldo = rijen.aggregate(som=Sum("bedrag", default=Decimal(0)))["som"]
    bladzijde = list(
        rijen.select_related("wijkbudget__gebied", "wijkbudget__beheerder", "aanvraag", "door")
        .select_related("hersteld_door", "herstelt")
        .order_by("-datum", "-pk")[: aantal + 1]
    )
    regels, na = [], saldo
    for boeking in bladzijde[:aantal]:
        regels.append(Regel(boeking, na, _te_herstellen(boeking)))
        na -= boeking.bedrag
    laatste = bladzijde[aantal - 1] if len(bladzijde) > aantal else None
    verder = f"{laatste.datum:%Y-%m-%d}.{laatste.pk}" if laatste else ""
    return Blad(regels, saldo, verder)


def _ouder_dan(sleutel):
    dag, _, pk = sleutel.partition(".")
    dag = date.fromisoformat(dag)
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        raise ValueError(sleutel)
    return Q(datum__lt=dag) | Q(datum=dag, pk__lt=int(pk))


def _te_herstellen(boeking):
    return is_te_herstellen(boeking) and not hasattr(boeking, "hersteld_door")
