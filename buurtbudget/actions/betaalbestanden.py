"""The file for the bank: made once, from payments that stand in no other."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buurtbudget.actions.betalen import betaal, tweede_betaler_nodig
from buurtbudget.actions.weg import vergrendel_alle
from buurtbudget.betaalbestand import Regel, Rekeninghouder, als_csv, sepa
from buurtbudget.models import Aanvraag, Beheerder, Betaalbestand, Betaling
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from partners.models import Partner


@transaction.atomic
def maak_bestand(
    partner: Partner,
    *,
    soort: str,
    uuid: UUID,
    betalingen: Iterable[UUID],
    door: Gebruiker,
    nu: datetime | None = None,
) -> Betaalbestand:
    """One file of these payments. The same `uuid` again gives the same file.

    Raises RegelGeschonden when one of them is done, is in a file, or waits for a second person.
    """
    nu = nu or timezone.now()
    beheerder = Beheerder.objects.select_for_update().filter(partner=partner).first()
    if bestaand := Betaalbestand.objects.filter(uuid=uuid, beheerder=partner).first():
        return bestaand
    if Betaalbestand.objects.filter(uuid=uuid).exists():  # of another foundation: no second tap
        raise RegelGeschonden("Open de lijst opnieuw en maak het bestand dan.")
    if not (beheerder and beheerder.iban):
        raise RegelGeschonden("Vul eerst in van welke rekening jullie betalen.")
    rijen = _vergrendel(partner, betalingen)
    van = Rekeninghouder(beheerder.rekeninghouder or partner.naam, beheerder.iban)
    regels = [_regel(rij) for rij in rijen]
    maak = {
        "sepa": lambda: sepa(van, regels, uuid=uuid, nu=nu),
        "csv": lambda: als_csv(van, regels),
    }
    inhoud = maak[soort]()
    bestand = Betaalbestand.objects.create(
        beheerder=partner,
        uuid=uuid,
        soort=soort,
        inhoud=inhoud,
        sha256=sha256(inhoud.encode()).hexdigest(),
        aantal=len(rijen),
        bedrag=sum((rij.bedrag for rij in rijen), Decimal(0)),
        door=door,
        op=nu,
    )
    for rij in rijen:
        rij.bestand = bestand
        rij.versie += 1
        rij.save()
    return bestand


@transaction.atomic
def betaal_bestand(
    bestand: Betaalbestand, *, op: date, door: Gebruiker, nu: datetime | None = None
) -> list[Betaling]:
    """Tick all that the bank did at once, or none. What was ticked or taken off stays as it is."""
    open_ = bestand.betalingen.open().select_related("aanvraag")
    vergrendel_alle(Aanvraag.objects.filter(betalingen__in=open_))
    return [
        betaal(rij, versie=rij.versie, op=op, door=door, nu=nu)
        for rij in open_.order_by("aanvraag_id", "pk")
    ]


def omschrijving(betaling: Betaling) -> str:
    """The reference that the applicant reads on their statement: the number, and what it was."""
    return f"{betaling.aanvraag.nummer} {betaling.aanvraag.titel[:60]}".strip()


def _vergrendel(partner, uuids):
    uuids = list(uuids)
    vergrendel_alle(Aanvraag.objects.filter(betalingen__uuid__in=uuids))
    rijen = list(
        Betaling.objects.select_for_update(of=("self",))
        .filter(uuid__in=uuids, aanvraag__wijkbudget__beheerder=partner)
        .select_related("aanvraag__rekening", "aanvraag__spelregels")
        .order_by("betalen_voor", "pk")
    )
    if not rijen:
        raise RegelGeschonden("Kies minstens één betaling.")
    for rij in rijen:
        _mag_in_bestand(rij)
    return rijen


def _mag_in_bestand(rij):
    wie = f"De betaling van {rij.aanvraag.nummer}"
    if rij.betaald_op or rij.vervallen_op:
        raise RegelGeschonden(f"{wie} staat niet meer op de lijst. Open de lijst opnieuw.")
    if rij.bestand_id:
        raise RegelGeschonden(f"{wie} staat al in een bestand. Open de lijst opnieuw.")
    if tweede_betaler_nodig(rij) and not rij.akkoord_door_id:
        raise RegelGeschonden(f"{wie} wacht nog op het akkoord van een tweede persoon.")
    if not hasattr(rij.aanvraag, "rekening"):
        raise RegelGeschonden(f"{wie} heeft geen rekeningnummer.")


def _regel(betaling):
    rekening = betaling.aanvraag.rekening
    return Regel(
        naam=rekening.naam,
        iban=rekening.iban,
        bedrag=betaling.bedrag,
        omschrijving=omschrijving(betaling),
        kenmerk=f"{betaling.aanvraag.nummer}-{betaling.soort}",
    )
