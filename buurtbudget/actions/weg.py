"""The road of an application: one function takes every step."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from buurtbudget.models import Aanvraag, Gebeurtenis, Status, Voorstel
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd


def vergrendel(aanvraag: Aanvraag, versie: int | None = None) -> Aanvraag:
    """The row as it is now, held until the end of the transaction.

    Raises Verouderd when somebody changed it after `versie` was read.
    """
    rij = (
        Aanvraag.objects.select_for_update(of=("self",))
        .select_related("spelregels__gebied", "wijkbudget", "categorie")
        .get(pk=aanvraag.pk)
    )
    if versie is not None and rij.versie != versie:
        raise Verouderd(rij)
    return rij


def vergrendel_alle(aanvragen: QuerySet[Aanvraag]) -> None:
    """Hold all of these, by key, before the first of them touches a pot.

    Whoever would take them one by one, each with its money, waits for a pot that somebody holds who
    waits for the next of them.
    """
    rijen = Aanvraag.objects.filter(pk__in=aanvragen.values("pk"))
    list(rijen.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def tel_op(rij) -> None:
    """What hangs on this row changed: whoever read it before must look again."""
    rij.versie += 1
    rij.save(update_fields=["versie"])


@transaction.atomic
def zet_stap(
    aanvraag: Aanvraag,
    naar: Status,
    *,
    door: Gebruiker | None,
    reden: str = "",
    namens_aanvrager: bool = False,
    nu: datetime | None = None,
    **velden,
) -> Gebeurtenis:
    """Take one step of `STAPPEN` and write down who, when and why; `velden` change along with it.

    A proposal that still waited was about the state before, and goes. `aanvraag` must be locked
    (`vergrendel`). Raises RegelGeschonden for a step that does not exist.
    """
    nu = nu or timezone.now()
    van, naar = Status(aanvraag.status), Status(naar)
    if naar not in aanvraag.stappen:
        raise RegelGeschonden(f"Deze aanvraag is ‘{van.label}’. ‘{naar.label}’ kan dan niet.")
    Voorstel.objects.filter(aanvraag=aanvraag).delete()
    for naam, waarde in velden.items():
        setattr(aanvraag, naam, waarde)
    aanvraag.status = naar
    aanvraag.versie += 1
    aanvraag.save()
    return schrijf_op(
        aanvraag, van=van, naar=naar, door=door, reden=reden, nu=nu, namens=namens_aanvrager
    )


def schrijf_op(aanvraag, *, van, naar, door, reden="", nu=None, namens=False) -> Gebeurtenis:
    """An event that changes no state has `van` equal to `naar`: a correction, a reminder."""
    return Gebeurtenis.objects.create(
        aanvraag=aanvraag,
        van=van,
        naar=naar,
        door=door,
        namens_aanvrager=namens,
        op=nu or timezone.now(),
        reden=reden,
    )
