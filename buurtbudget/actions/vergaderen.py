"""A meeting: proposals in sequence, money left in sight, one confirmation for all of them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from buurtbudget.actions.beslissen import (
    Oordeel,
    neem_besluit,
    oordeel_van,
    stel_voor,
    tweede_nodig,
    vergeet_voorstel,
)
from buurtbudget.actions.weg import vergrendel, vergrendel_alle
from buurtbudget.models import Aanvraag, Belang, Besluit, Vergadering, Voorstel
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


@transaction.atomic
def stel_voor_in(
    vergadering: Vergadering, aanvraag: Aanvraag, oordeel: Oordeel, *, versie: int, door: Gebruiker
) -> Voorstel:
    """A proposal in this meeting (`versie` of the application); it waits for the confirmation."""
    rij = _open(vergadering)
    voorstel = stel_voor(aanvraag, oordeel, versie=versie, door=door, vergadering=rij)
    _zonder_aanhouden(rij, aanvraag)
    return voorstel


@transaction.atomic
def houd_aan(vergadering: Vergadering, aanvraag: Aanvraag, *, versie: int) -> None:
    """Not now: the case stays for a next meeting, and the minutes say so.

    Its proposal goes: raises Verouderd when that is another than was read (`versie` of the case).
    """
    rij = _open(vergadering)
    vergrendel(aanvraag, versie)
    for voorstel in Voorstel.objects.filter(aanvraag=aanvraag, vergadering=rij):
        vergeet_voorstel(voorstel, versie=versie)
    _zonder_aanhouden(rij, aanvraag, erbij=[aanvraag.nummer])


def _open(vergadering):
    """Held first, before an application: as the confirmation does, so that they never wait for
    each other.
    """
    rij = _vergrendel(vergadering, versie=None)
    if rij.bevestigd_op:
        raise RegelGeschonden("Deze vergadering is al bevestigd.")
    return rij


def _zonder_aanhouden(rij, aanvraag, erbij=()):
    """Any change counts: whoever confirms must have seen it."""
    rij.aangehouden = [nr for nr in rij.aangehouden if nr != aanvraag.nummer] + [*erbij]
    rij.versie += 1
    rij.save()


@transaction.atomic
def bevestig_vergadering(
    vergadering: Vergadering, *, versie: int, door: Gebruiker, nu: datetime | None = None
) -> list[Besluit]:
    """Decide all proposals of the meeting, or none. A second tap gives what was decided.

    Whoever sat there is the second pair of eyes: with amounts that ask for one, two names without
    an interest must be written down. Raises RegelGeschonden, with the case, when the pot cannot
    bear it.
    """
    nu = nu or timezone.now()
    rij = _vergrendel(vergadering, versie=None)
    if rij.bevestigd_op:
        return list(rij.besluiten.select_related("aanvraag"))
    if rij.versie != versie:
        raise Verouderd(rij)
    if Belang.objects.filter(aanvraag__voorstel__vergadering=rij, lid__gebruiker=door).exists():
        raise RegelGeschonden(
            "Bij een van de zaken heb jij een belang. Laat iemand anders bevestigen, of haal die "
            "zaak uit de vergadering."
        )
    zaken = Aanvraag.objects.filter(voorstel__vergadering=rij).order_by("pk")
    vergrendel_alle(zaken)
    besluiten = [_besluit(rij, aanvraag, door, nu) for aanvraag in zaken]
    if not besluiten:
        raise RegelGeschonden("Er is nog geen voorstel om te bevestigen.")
    rij.bevestigd_op, rij.bevestigd_door = nu, door
    rij.versie += 1
    rij.save()
    return besluiten


def _besluit(vergadering, aanvraag, door, nu):
    aanvraag = vergrendel(aanvraag)
    voorstel = aanvraag.voorstel
    if tweede_nodig(aanvraag.spelregels, voorstel.bedrag):
        _twee_aan_tafel(vergadering, aanvraag)
    oordeel, voorgesteld_door = oordeel_van(voorstel), voorstel.door
    voorstel.delete()
    try:
        return neem_besluit(
            aanvraag,
            oordeel,
            door=door,
            voorgesteld_door=voorgesteld_door,
            vergadering=vergadering,
            nu=nu,
        )
    except RegelGeschonden as regel:
        raise RegelGeschonden(f"{aanvraag.nummer} ‘{aanvraag}’: {regel}") from regel


def _twee_aan_tafel(vergadering, aanvraag):
    met_belang = set(aanvraag.belangen.values_list("lid__naam", flat=True))
    if len(set(vergadering.aanwezig) - met_belang) < 2:
        raise RegelGeschonden(
            f"Bij ‘{aanvraag}’ moet een tweede persoon meekijken. Vul in wie er aanwezig zijn."
        )


def _vergrendel(vergadering, versie):
    rij = Vergadering.objects.select_for_update(of=("self",)).get(pk=vergadering.pk)
    if versie is None:
        return rij
    if rij.bevestigd_op:
        raise RegelGeschonden("Deze vergadering is al bevestigd.")
    if rij.versie != versie:
        raise Verouderd(rij)
    return rij
