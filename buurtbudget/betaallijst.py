"""The payment list as a page needs it: what to pay, what waits, what was ticked today.

Holds account numbers: only for whoever may pay (`mag_betalen`), and never of a case in which they
have an interest.
"""

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from buurtbudget.actions.betaalbestanden import omschrijving
from buurtbudget.actions.betalen import tweede_betaler_nodig
from buurtbudget.models import Aanvraag, Betaling, Spelregels
from kern.iban import toon_iban


@dataclass
class Regel:
    """One payment with what one types at the bank; `form` is that of its tick."""

    betaling: Betaling
    naam: str
    iban: str
    omschrijving: str
    groep: str
    te_laat: bool
    zelf_klaargezet: bool
    alleen_mag: bool
    form: object = None

    @property
    def iban_in_vieren(self):
        return toon_iban(self.iban)

    @property
    def bedrag_kaal(self):
        """As the field of a bank wants it: 812,50"""
        return f"{self.betaling.bedrag:.2f}".replace(".", ",")


@dataclass
class Betaallijst:
    regels: list[Regel]
    verborgen: int  # with an interest: somebody else does those

    def groep(self, naam):
        return [regel for regel in self.regels if regel.groep == naam]

    @property
    def nu(self):
        return self.groep("nu")

    @property
    def wacht(self):
        return self.groep("wacht")

    @property
    def in_bestand(self):
        return self.groep("bestand")

    @property
    def vandaag(self):
        return self.groep("vandaag")

    @property
    def som(self):
        return sum((regel.betaling.bedrag for regel in self.nu), Decimal(0))


def betaallijst(gebruiker, gebieden, nu: datetime) -> Betaallijst:
    """What is open in these areas, and what was ticked today, for this person."""
    rijen = _rijen(gebieden, nu)
    eigen = Aanvraag.objects.voor_team(gebruiker, gebieden)
    mag = set(eigen.filter(betalingen__in=rijen).values_list("pk", flat=True)) if rijen else set()
    vandaag = timezone.localtime(nu).date()
    regels = [_regel(rij, vandaag, gebruiker) for rij in rijen if rij.aanvraag_id in mag]
    return Betaallijst(regels, verborgen=len(rijen) - len(regels))


def _rijen(gebieden, nu):
    begin = timezone.make_aware(datetime.combine(timezone.localtime(nu).date(), time()))  # noqa: DTZ001
    return list(
        Betaling.objects.filter(
            Q(betaald_op__isnull=True) | Q(boeking__op__gte=begin),
            aanvraag__spelregels__gebied__in=gebieden,
            vervallen_op__isnull=True,
        )
        .select_related(
            "aanvraag__spelregels__gebied", "aanvraag__rekening", "bestand", "klaargezet_door"
        )
        .order_by("betalen_voor", "pk")
    )


def _regel(betaling, vandaag, gebruiker):
    rekening = getattr(betaling.aanvraag, "rekening", None)
    regels = betaling.aanvraag.spelregels
    zelf = gebruiker.pk == betaling.klaargezet_door_id
    return Regel(
        betaling=betaling,
        naam=rekening.naam if rekening else "",
        iban=rekening.iban if rekening else "",
        omschrijving=omschrijving(betaling),
        groep=_groep(betaling, rekening),
        te_laat=betaling.betalen_voor < vandaag,
        zelf_klaargezet=zelf,
        alleen_mag=not zelf or regels.terugval == Spelregels.Terugval.ALLEEN,
    )


def _groep(betaling, rekening):
    if betaling.betaald_op:
        return "vandaag"
    if betaling.bestand_id:
        return "bestand"
    if rekening is None or (tweede_betaler_nodig(betaling) and not betaling.akkoord_door_id):
        return "wacht"
    return "nu"
