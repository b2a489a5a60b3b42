"""What a new treasurer must know: one sheet, from what the portal holds. No account numbers."""

from datetime import date
from decimal import Decimal

from django.db.models import F, Q, Sum

from buurtbudget.models import (
    LOPEND,
    Aanvraag,
    Beheerder,
    Betaling,
    Boeking,
    Saldo,
    Spelregels,
    Wijkbudget,
)
from partners.models import Lidmaatschap, Partner

INLOGGEN = [
    "De bank: laat je als nieuwe gemachtigde inschrijven, met de betaalpas of -app.",
    "Dit portaal: de gemeente zet je rol ‘penningmeester’ op jouw naam.",
    "De mailbox van de stichting, waar antwoorden en bonnen binnenkomen.",
    "De website van de stichting, als die er is.",
]


def overdracht(partner: Partner, gebieden, vandaag: date) -> dict:
    """Lists for the sheet: `betalingen`, `toegezegd`, `terug`, `potten`, `mappen`, `mensen`."""
    in_zorg = Aanvraag.objects.filter(spelregels__gebied__in=gebieden)
    boeken = Boeking.objects.van_beheerder(partner)
    mappen = in_zorg.exclude(origineel_in="").order_by("origineel_in")
    return {
        "partner": partner,
        "vandaag": vandaag,
        "beheerder": Beheerder.objects.filter(partner=partner).first(),
        "banksaldo": boeken.op_de_bank(vandaag),
        "betalingen": _betalingen(gebieden),
        "toegezegd": _toegezegd(in_zorg),
        "terug": _terug(gebieden),
        "potten": _potten(partner, vandaag),
        "mappen": list(mappen.values_list("origineel_in", flat=True).distinct()[:40]),
        "inloggen": INLOGGEN,
        "mensen": _mensen(partner, vandaag),
        "contacten": _contacten(gebieden, vandaag),
    }


def _betalingen(gebieden):
    rijen = Betaling.objects.open().filter(aanvraag__spelregels__gebied__in=gebieden)
    return list(rijen.select_related("aanvraag").order_by("betalen_voor", "pk"))


def _toegezegd(in_zorg):
    """Promised and not on the payment list; `nog` is what may still be asked."""
    klaar = Betaling.objects.open().filter(soort=Betaling.Soort.SLOT)
    return list(
        in_zorg.filter(status__in=LOPEND)
        .exclude(pk__in=klaar.values("aanvraag"))
        .annotate(nog=Sum(F("saldi__verplicht") + F("saldi__ontvangen") - F("saldi__betaald")))
        .filter(nog__gt=0)
        .order_by("declareren_voor", "pk")
    )


def _terug(gebieden):
    saldi = Saldo.objects.filter(aanvraag__spelregels__gebied__in=gebieden, te_vorderen__gt=0)
    return list(saldi.select_related("aanvraag").order_by("aanvraag__nummer"))


def _potten(partner, vandaag):
    potten = Wijkbudget.objects.filter(beheerder=partner, jaar__gte=vandaag.year - 1)
    return list(potten.select_related("gebied", "beheerder"))


def _mensen(partner, vandaag):
    leden = Lidmaatschap.objects.filter(partner=partner, periode__contains=vandaag)
    leden = leden.exclude(rol=Lidmaatschap.Rol.MEDEWERKER).select_related("gebruiker", "partner")
    return list(leden.order_by("rol", "naam"))


def _contacten(gebieden, vandaag):
    regels = Spelregels.objects.actueel().filter(gebied__in=gebieden)
    regels = regels.filter(Q(jaar=vandaag.year) | Q(sluit_op__gte=vandaag))
    return list(regels.select_related("gebied").order_by("gebied__naam", "-jaar"))


def samen(rijen, veld) -> Decimal:
    """The sum of one field over a list of rows."""
    return sum((getattr(rij, veld) for rij in rijen), Decimal(0))
