"""A meeting: proposals in sequence, money left in sight, one confirmation for all of them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from buurtbudget.actions.beslissen import neem_besluit, oordeel_van, tweede_nodig
from buurtbudget.actions.weg import vergrendel
from buurtbudget.models import Aanvraag, Besluit, Vergadering, Wijkbudget
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd


@transaction.atomic
def begin_vergadering(gebied: Gebied, *, op: date, door: Gebruiker) -> Vergadering:
    """The open meeting of this wijk: the one that was, or a new one."""
    Gebied.objects.select_for_update().get(pk=gebied.pk)
    bestaand = Vergadering.objects.filter(gebied=gebied, bevestigd_op__isnull=True).first()
    return bestaand or Vergadering.objects.create(gebied=gebied, op=op, begonnen_door=door)


@transaction.atomic
def noteer_aanwezig(
    vergadering: Vergadering, *, versie: int, op: date, aanwezig: Iterable[str]
) -> Vergadering:
    rij = _vergrendel(vergadering, versie)
    rij.op, rij.aanwezig = op, list(aanwezig)
    rij.versie += 1
    rij.save()
    return rij


def over_na_voorstellen(vergadering: Vergadering, pot: Wijkbudget) -> Decimal:
    """What is left in this pot (€) if all proposals are confirmed; below nothing: too much."""
    som = vergadering.voorstellen.filter(aanvraag__wijkbudget=pot).aggregate(
        som=Sum("bedrag", default=Decimal(0))
    )["som"]
    return pot.over - som


@transaction.atomic
def bevestig_vergadering(
    vergadering: Vergadering, *, versie: int, door: Gebruiker, nu: datetime | None = None
) -> list[Besluit]:
    """Decide all proposals of the meeting, or none. A second tap gives what was decided.

    Whoever sat there is the second pair of eyes: with amounts that ask for one, two names must be
    written down. Raises RegelGeschonden when the pot cannot bear it.
    """
    nu = nu or timezone.now()
    rij = _vergrendel(vergadering, versie=None)
    if rij.bevestigd_op:
        return list(rij.besluiten.select_related("aanvraag"))
    if rij.versie != versie:
        raise Verouderd(rij)
    besluiten = [_besluit(rij, aanvraag, door, nu) for aanvraag in _in_volgorde(rij)]
    if not besluiten:
        raise RegelGeschonden("Er is nog geen voorstel om te bevestigen.")
    rij.bevestigd_op, rij.bevestigd_door = nu, door
    rij.versie += 1
    rij.save()
    return besluiten


def _besluit(vergadering, aanvraag, door, nu):
    aanvraag = vergrendel(aanvraag)
    voorstel = aanvraag.voorstel
    if tweede_nodig(aanvraag.spelregels, voorstel.bedrag) and len(vergadering.aanwezig) < 2:
        raise RegelGeschonden(
            f"Bij ‘{aanvraag}’ moet een tweede persoon meekijken. Vul in wie er aanwezig zijn."
        )
    oordeel, voorgesteld_door = oordeel_van(voorstel), voorstel.door
    voorstel.delete()
    return neem_besluit(
        aanvraag,
        oordeel,
        door=door,
        voorgesteld_door=voorgesteld_door,
        vergadering=vergadering,
        nu=nu,
    )


def _in_volgorde(vergadering):
    """By key, as everybody who locks more than one application does."""
    return Aanvraag.objects.filter(voorstel__vergadering=vergadering).order_by("pk")


def _vergrendel(vergadering, versie):
    rij = Vergadering.objects.select_for_update(of=("self",)).get(pk=vergadering.pk)
    if versie is None:
        return rij
    if rij.bevestigd_op:
        raise RegelGeschonden("Deze vergadering is al bevestigd.")
    if rij.versie != versie:
        raise Verouderd(rij)
    return rij
