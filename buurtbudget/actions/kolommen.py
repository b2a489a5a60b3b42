"""The columns of a verdeelronde: what each member gives, entered by them or for them."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buurtbudget.actions.melden import beslisser
from buurtbudget.actions.ronde import vergrendel_ronde
from buurtbudget.models import Deelnemer, Verdeling
from buurtbudget.rondestand import lees
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.templatetags.onderdelen import euro


@transaction.atomic
def bewaar_verdeling(
    deelnemer: Deelnemer,
    *,
    versie: int,
    bedragen: dict[int, Decimal],
    door: Gebruiker,
    nu: datetime | None = None,
) -> Deelnemer:
    """Write the whole column: aanvraag → € given; what is not in it is empty.

    `door` may be somebody else, who enters what a member wrote on paper. More than the pot may be
    saved, not called ready. The same column twice is no conflict. Raises RegelGeschonden for more
    than was asked or an application this member may not judge, Verouderd on a stale `versie`.
    """
    rij = _vergrendel_kolom(deelnemer)
    stand = lees(rij.ronde, deelnemers=[rij], tot_bedrag=_tot_bedrag(rij.ronde))
    oud = stand.kolommen.get(rij.pk, {})
    mag = {post.aanvraag_id for post in stand.posten}
    oud = {sleutel: bedrag for sleutel, bedrag in oud.items() if sleutel in mag}
    if rij.versie != versie and oud != bedragen:
        raise Verouderd(rij)
    if rij.klaar_op:
        raise RegelGeschonden("Deze kolom is al klaar. Kies eerst ‘Toch nog veranderen’.")
    _past_in_kolom(stand, rij, bedragen)
    _schrijf_kolom(rij, oud, bedragen)
    rij.geteld_op = nu or timezone.now()
    rij.ingevoerd_door = None if door.pk == rij.lid.gebruiker_id else door
    return _bewaar_kolom(rij)


@transaction.atomic
def ik_ben_klaar(
    deelnemer: Deelnemer, *, versie: int, door: Gebruiker, nu: datetime | None = None
) -> Deelnemer:
    """This column counts from now on. Raises RegelGeschonden when it gives more than there is."""
    rij = _vergrendel_kolom(deelnemer)
    if rij.klaar_op:
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    stand = lees(rij.ronde, deelnemers=[rij])
    kolom = stand.kolommen.get(rij.pk)
    if not kolom:
        raise RegelGeschonden("Er is nog niets ingevuld. Vul eerst een bedrag in.")
    if stand.alles is None:
        raise RegelGeschonden(
            "Er is nog geen bedrag om te verdelen. Zet eerst een proefbedrag bij de verdeelronde."
        )
    for pot, bedrag in stand.te_veel(kolom):
        waar = f" in de pot ‘{pot.deelpot}’" if pot.deelpot else ""
        raise RegelGeschonden(f"Je verdeelt {euro(bedrag)} te veel{waar}. Haal dat er eerst af.")
    rij.klaar_op = nu or timezone.now()
    if door.pk != rij.lid.gebruiker_id:
        rij.ingevoerd_door = door
    return _bewaar_kolom(rij)


@transaction.atomic
def heropen(deelnemer: Deelnemer) -> Deelnemer:
    """Not ready after all. Until the meeting."""
    rij = _vergrendel_kolom(deelnemer)
    if rij.klaar_op is None:
        return rij
    rij.klaar_op = None
    return _bewaar_kolom(rij)


def _vergrendel_kolom(deelnemer):
    """The round first, so that the count of the meeting waits for the last column, or this one
    finds it closed.
    """
    vergrendel_ronde(deelnemer.ronde)
    rij = (
        Deelnemer.objects.select_for_update(of=["self"])
        .select_related("lid", "ronde__spelregels__gebied", "ronde__wijkbudget")
        .get(pk=deelnemer.pk)
    )
    if not rij.ronde.is_open:
        raise RegelGeschonden("De kolommen zijn dicht: de vergadering is begonnen.")
    return rij


def _bewaar_kolom(rij):
    rij.versie += 1
    rij.save()
    return rij


def _tot_bedrag(ronde):
    mandaat = beslisser(ronde.spelregels)
    return mandaat.tot_bedrag if mandaat else None


def _past_in_kolom(stand, rij, bedragen):
    posten = {post.aanvraag_id: post for post in stand.posten}
    for sleutel, bedrag in bedragen.items():
        post = posten.get(sleutel)
        if post is None:
            raise RegelGeschonden("Een van de aanvragen doet niet meer mee. Kijk de lijst na.")
        if (rij.pk, sleutel) in stand.buiten:
            raise RegelGeschonden(f"{rij.lid.naam} verdeelt niet mee bij nummer {post.volgnummer}.")
        if not 0 <= bedrag <= stand.hoogstens(post.aanvraag):
            hoogstens = euro(stand.hoogstens(post.aanvraag))
            raise RegelGeschonden(f"Vul bij nummer {post.volgnummer} {hoogstens} of minder in.")


def _schrijf_kolom(rij, oud, bedragen):
    """Only what differs, in two queries."""
    weg = oud.keys() - bedragen.keys()
    if weg:
        Verdeling.objects.filter(deelnemer=rij, aanvraag__in=weg).delete()
    Verdeling.objects.bulk_create(
        (
            Verdeling(deelnemer=rij, aanvraag_id=sleutel, bedrag=bedrag)
            for sleutel, bedrag in bedragen.items()
            if oud.get(sleutel) != bedrag
        ),
        update_conflicts=True,
        unique_fields=["deelnemer", "aanvraag"],
        update_fields=["bedrag"],
    )
