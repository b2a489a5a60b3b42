"""The amounts of the city: many wijken by one decision of the raad, or what is expected."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from buurtbudget.actions.kas import stel_plafond_vast, vastgesteld, zorg_voor_pot
from buurtbudget.models import Boeking, Mandaat, Regeling, Wijkbudget
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd


@transaction.atomic
def stel_bedragen_vast(
    regeling: Regeling,
    jaar: int,
    *,
    bedragen: dict[Mandaat, Decimal],
    besluit: str,
    datum: date,
    uuid: UUID,
    gelezen: str,
    door: Gebruiker,
) -> None:
    """What the raad decided (€, per mandate its area), all or nothing.

    `gelezen` is the `stand` of the page. The same amounts again change nothing. Raises
    RegelGeschonden with the wijk where more was promised already, Verouderd when somebody else set
    amounts in between.
    """
    Regeling.objects.select_for_update().get(pk=regeling.pk)
    nieuw = {
        mandaat: bedrag
        for mandaat, bedrag in bedragen.items()
        if vastgesteld(_plafonds(regeling, mandaat, jaar)) != bedrag
    }
    if not nieuw:
        return
    _is_gelezen(regeling, jaar, gelezen)
    potten = {
        mandaat: zorg_voor_pot(mandaat.partner, mandaat.gebied, jaar, "") for mandaat in nieuw
    }
    for mandaat, pot in sorted(potten.items(), key=lambda paar: paar[1].pk):  # locks by key
        bedrag = nieuw[mandaat]
        try:
            stel_plafond_vast(
                pot,
                bedrag=bedrag,
                datum=datum,
                besluit=besluit,
                door=door,
                sleutel=f"{uuid}:{pot.pk}",
            )
        except RegelGeschonden as regel:
            raise RegelGeschonden(
                f"{mandaat.gebied}: er is al meer toegezegd dan {bedrag} euro. {regel}"
            ) from regel


@transaction.atomic
def verwacht_bedragen(
    regeling: Regeling, jaar: int, *, bedragen: dict[Mandaat, Decimal], gelezen: str
) -> None:
    """What is expected as long as the raad decided nothing; nobody can promise it yet."""
    Regeling.objects.select_for_update().get(pk=regeling.pk)
    potten = {
        mandaat: zorg_voor_pot(mandaat.partner, mandaat.gebied, jaar, "") for mandaat in bedragen
    }
    if all(potten[mandaat].verwacht == bedrag for mandaat, bedrag in bedragen.items()):
        return
    _is_gelezen(regeling, jaar, gelezen)
    for mandaat, bedrag in bedragen.items():
        Wijkbudget.objects.filter(pk=potten[mandaat].pk).update(verwacht=bedrag)


def stand(regeling: Regeling, jaar: int) -> str:
    """A fingerprint of the amounts as they are now, for a form to carry."""
    potten = Wijkbudget.objects.filter(regeling=regeling, jaar=jaar, gebied__isnull=False)
    verwacht = potten.exclude(verwacht=None).order_by("pk").values_list("pk", "verwacht")
    besluiten = Boeking.objects.filter(wijkbudget__in=potten, soort=Boeking.Soort.PLAFOND)
    laatste = besluiten.order_by("-pk").values_list("pk", flat=True).first()
    return sha256(f"{list(verwacht)}{laatste}".encode()).hexdigest()[:32]


def _plafonds(regeling, mandaat, jaar):
    return Boeking.objects.filter(
        wijkbudget__regeling=regeling, wijkbudget__gebied=mandaat.gebied_id, wijkbudget__jaar=jaar
    )


def _is_gelezen(regeling, jaar, gelezen):
    if stand(regeling, jaar) != gelezen:
        raise Verouderd(None)
