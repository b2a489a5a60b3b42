"""Writing the frame of a plan: texts and goals of the working copy. Nothing here is public yet."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Max, OuterRef
from django.utils import timezone

from gebruikers.models import Gebruiker
from kern.exceptions import Verouderd
from kern.rijen import bewaar_eenmalig, bewaar_nieuwe_versie, is_gelijk, vul_in
from wijkplannen.actions.sloten import houd_plan
from wijkplannen.models import Blok, Doel, DoelIndicator, Wijkplan


@transaction.atomic
def voeg_blok_toe(plan: Wijkplan, *, uuid: UUID, door: Gebruiker, **velden) -> Blok:
    """Add a text; the same `uuid` a second time (a double click) gives the first one back.

    Raises RegelGeschonden when something of another plan has that `uuid`.
    """
    blok, _ = _voeg_toe(Blok, plan, uuid, door, velden)
    return blok


@transaction.atomic
def wijzig_blok(blok: Blok, *, versie: int, door: Gebruiker, **velden) -> Blok:
    """Change a text that was read as `versie`; raises Verouderd when somebody saved in between."""
    return _schrijf(_vergrendel(Blok.objects, blok), versie, door, velden)


@transaction.atomic
def voeg_doel_toe(
    plan: Wijkplan, *, uuid: UUID, door: Gebruiker, indicatoren=(), streven=None, **velden
) -> Doel:
    """Add a goal; the same `uuid` a second time (a double click) gives the first one back.

    `streven` says per pk of an indicator what it should be in which year: {pk: (value, year)}.
    Raises RegelGeschonden when something of another plan has that `uuid`.
    """
    doel, nieuw = _voeg_toe(Doel, plan, uuid, door, velden)
    if nieuw:
        zet_cijfers(doel, _cijfers(indicatoren, streven))
    return doel


@transaction.atomic
def wijzig_doel(
    doel: Doel, *, versie: int, door: Gebruiker, indicatoren=(), streven=None, **velden
) -> Doel:
    """Change a goal that was read as `versie`; raises Verouderd when somebody saved in between."""
    cijfers = _cijfers(indicatoren, streven)
    doel = _vergrendel(_met_cijfers(Doel.objects), doel)
    nu = dict(zip(doel.van, zip(doel.waarden, doel.jaren, strict=True), strict=True))
    doel = _schrijf(doel, versie, door, velden, ook_gelijk=nu == cijfers)
    if nu != cijfers:
        zet_cijfers(doel, cijfers)
    return doel


@transaction.atomic
def beeindig(onderdeel: Blok | Doel, *, versie: int, door: Gebruiker):
    """End a text or goal: it leaves the working copy, and the public page at the next version."""
    onderdeel = _vergrendel(type(onderdeel).objects, onderdeel)
    if onderdeel.vervallen_op:
        return onderdeel
    return _schrijf(onderdeel, versie, door, {"vervallen_op": timezone.now()})


@transaction.atomic
def zet_terug(onderdeel: Blok | Doel, *, versie: int, door: Gebruiker):
    """Take back the end of a text or goal."""
    onderdeel = _vergrendel(type(onderdeel).objects, onderdeel)
    return _schrijf(onderdeel, versie, door, {"vervallen_op": None})


def verhoog(plan: Wijkplan) -> None:
    """Every change of the frame raises the version of the plan, which publishing asks for."""
    plan.versie += 1
    plan.save(update_fields=["versie", "gewijzigd_op"])


def _cijfers(indicatoren, streven):
    return {i.pk: (streven or {}).get(i.pk, (None, None)) for i in indicatoren}


def _met_cijfers(doelen):
    """Its figures along with the goal, as three lists: what is held is what is compared."""
    cijfers = DoelIndicator.objects.filter(doel=OuterRef("pk")).order_by("pk")
    return doelen.annotate(
        van=ArraySubquery(cijfers.values("indicator")),
        waarden=ArraySubquery(cijfers.values("streefwaarde")),
        jaren=ArraySubquery(cijfers.values("streefjaar")),
    )


def zet_cijfers(doel: Doel, cijfers: dict) -> None:
    """The figures of a goal that is held: {pk of an indicator: (value, year), or (None, None)}."""
    doel.cijfers.all().delete()
    DoelIndicator.objects.bulk_create(
        DoelIndicator(doel=doel, indicator_id=pk, streefwaarde=waarde, streefjaar=jaar)
        for pk, (waarde, jaar) in cijfers.items()
    )


def _voeg_toe(model, plan, uuid, door, velden):
    plan = houd_plan(plan.pk)
    if bestaand := model.objects.filter(plan=plan, uuid=uuid).first():
        return bestaand, False
    verhoog(plan)
    laatste = model.objects.filter(plan=plan).aggregate(n=Max("volgorde"))["n"] or 0
    nieuw = model(plan=plan, uuid=uuid, volgorde=laatste + 1, gewijzigd_door=door, **velden)
    return bewaar_eenmalig(nieuw), True


def _vergrendel(rijen, rij):
    """With its plan, which is held first as in `houd_plan`: rows wait in the order of `of`."""
    samen = rijen.select_related("plan")
    return samen.select_for_update(of=("plan", "self"), no_key=True).get(pk=rij.pk)


def _schrijf(rij, versie, door, velden, ook_gelijk=True):
    """`rij` is held, with its plan; saving what is there already changes nothing."""
    if ook_gelijk and is_gelijk(rij, velden):
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    vul_in(rij, velden)
    bewaar_nieuwe_versie(rij, gewijzigd_door=door)
    verhoog(rij.plan)
    return rij
