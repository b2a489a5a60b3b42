"""The order of texts, goals and lines: whole numbers per list, written in one transaction.

The order of texts and goals is frame: visitors see it with the next version. The order of lines is
agenda, and as live as the lines themselves: what stands first is what one wants to be read first
today. No report is made of it, and "bijgewerkt in" stays as it was.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kern.exceptions import RegelGeschonden
from kern.rijen import lijststand
from wijkplannen.actions.frame import verhoog
from wijkplannen.actions.sloten import houd_plan, houd_regels
from wijkplannen.models import Blok, Doel, Inzet, Wijkplan

ANDERS = "Iemand anders veranderde deze lijst net. Er is niets verplaatst. Kijk nog een keer."


@dataclass(frozen=True)
class Plek:
    """Where a row stands now, as in place 2 of 5, and whether it moved."""

    plaats: int
    van: int
    verplaatst: bool


def lijst_van(rij: Blok | Doel | Inzet):
    """The rows among which this one stands on screen, in order."""
    if isinstance(rij, Inzet):
        lopend = Inzet.objects.lopend().filter(doel=rij.doel_id)
        return lopend.select_related("activiteit")
    lopend = type(rij).objects.filter(plan=rij.plan_id, vervallen_op__isnull=True)
    return lopend.filter(rubriek=rij.rubriek) if isinstance(rij, Blok) else lopend


@transaction.atomic
def verplaats(rij: Blok | Doel | Inzet, *, lijst: str, stap: int = 0, plaats: int = 0) -> Plek:
    """Move a row up (`stap` −1) or down (1), or to a `plaats` (from 1), within its list.

    `lijst` is the `lijststand` that was on screen: raises RegelGeschonden when it is another one
    by now. A step past an end, or to a place that is not there, ends at the end.
    """
    houder = _vergrendel(rij)
    rijen = list(lijst_van(rij))
    if rij not in rijen or lijststand(rijen) != lijst:
        raise RegelGeschonden(ANDERS)
    was = rijen.index(rij)
    wordt = min(max((plaats - 1 if plaats else was) + stap, 0), len(rijen) - 1)
    if wordt != was:
        rijen.insert(wordt, rijen.pop(was))
        _nummer(rij, rijen)
        if isinstance(houder, Wijkplan):
            verhoog(houder)
    return Plek(wordt + 1, len(rijen), wordt != was)


@transaction.atomic
def verplaats_naar_doel(inzet: Inzet, *, doel: Doel, lijst: str) -> Plek:
    """Move a line to the end of another goal of the same plan; `lijst` as in `verplaats`.

    A line that is online only goes to a goal that visitors see: it would vanish otherwise. Raises
    RegelGeschonden when it may not, or when the activity stands at that goal already.
    """
    houd_plan(inzet.doel.plan_id)
    samen = Doel.objects.filter(pk__in=[inzet.doel_id, doel.pk], plan=inzet.doel.plan_id)
    doelen = {d.pk: d for d in samen.lopend().select_for_update(of=("self",))}
    inzet = Inzet.objects.select_for_update(of=("self",)).get(pk=inzet.pk)
    if lijststand(lijst_van(inzet)) != lijst:
        raise RegelGeschonden(ANDERS)
    if doel.pk not in doelen:
        raise RegelGeschonden("Dat doel staat niet meer in het plan. Kies een ander doel.")
    if inzet.online_op and not _staat_online(doel):
        raise RegelGeschonden(
            "Bezoekers zien dat doel nog niet. Publiceer het eerst, of kies een ander doel."
        )
    if doel.inzetten.filter(activiteit=inzet.activiteit_id).exclude(pk=inzet.pk).exists():
        raise RegelGeschonden("Deze activiteit staat al bij dat doel, of stond daar eerder.")
    anderen = list(Inzet.objects.lopend().filter(doel=doel).exclude(pk=inzet.pk))
    inzet.doel = doel
    inzet.volgorde = max((ander.volgorde for ander in anderen), default=0) + 1
    inzet.versie += 1
    inzet.save(update_fields=["doel", "volgorde", "versie"])
    return Plek(len(anderen) + 1, len(anderen) + 1, verplaatst=True)


def _staat_online(doel):
    online = doel.plan.huidige_versie
    return online is not None and any(d["uuid"] == str(doel.uuid) for d in online.inhoud["doelen"])


def _vergrendel(rij):
    """Whoever changes a list holds what it belongs to: the plan, or a goal with its lines."""
    if not isinstance(rij, Inzet):
        return houd_plan(rij.plan_id)
    doel = Doel.objects.select_for_update(of=("self",)).get(pk=rij.doel_id)
    houd_regels(doel.inzetten.all())
    return doel


def _nummer(rij, rijen):
    """Number the whole list of the plan or goal: rows that are not on screen keep their place."""
    model = type(rij)
    samen = {"doel": rij.doel_id} if model is Inzet else {"plan": rij.plan_id}
    nieuw = iter(rijen)
    volgorde = [next(nieuw) if r in rijen else r for r in model.objects.filter(**samen)]
    for nummer, plek in enumerate(volgorde, start=1):
        plek.volgorde = nummer
    model.objects.bulk_update(volgorde, ["volgorde"])
    if model is not Inzet:
        model.objects.filter(pk=rij.pk).update(gewijzigd_op=timezone.now())  # counted at the desk
