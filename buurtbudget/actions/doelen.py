"""Which plans of residents serve a goal of the wijk, as the gebiedsmanager sees it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from buurtbudget.actions.weg import schrijf_op
from buurtbudget.models import Aanvraag
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from wijkplannen.models import Doel

VAN_EEN_ANDERE_WIJK = "Kies alleen plannen uit de lijst. Zij staan in het openbare register."


@transaction.atomic
def koppel_initiatieven(
    doel: Doel,
    *,
    nummers: Collection[str],
    gelezen: str,
    door: Gebruiker,
    nu: datetime | None = None,
) -> int:
    """Make these initiatives, by number, the ones that serve the goal; gives how many changed.

    An initiative serves one goal: chosen here it leaves another. `gelezen` is what the page showed
    (`stand`): raises Verouderd when somebody changed it since. The
    version of an application stays: no form of its team reads this, and none should be refused.
    """
    Doel.objects.select_for_update(of=("self",)).get(pk=doel.pk)
    keuzes = Aanvraag.objects.te_koppelen(doel)
    rijen = {rij.nummer: rij for rij in keuzes.select_for_update(of=("self",)).order_by("pk")}
    if stand(rijen.values()) != gelezen:
        raise Verouderd(doel)
    if set(nummers) - rijen.keys():
        raise RegelGeschonden(VAN_EEN_ANDERE_WIJK)
    anders = [
        rij for nummer, rij in rijen.items() if (nummer in nummers) != (rij.doel_id == doel.pk)
    ]
    for rij in anders:
        _zet(rij, doel if rij.nummer in nummers else None, door, nu or timezone.now())
    return len(anders)


def stand(initiatieven: Iterable[Aanvraag]) -> str:
    """Which of these serves which goal, as one text to compare."""
    return " ".join(sorted(f"{rij.nummer}:{rij.doel_id}" for rij in initiatieven if rij.doel_id))


def _zet(rij, doel, door, nu):
    rij.doel = doel
    rij.save(update_fields=["doel", "gewijzigd_op"])
    reden = f"Hoort bij het doel: {doel}" if doel else "Hoort niet meer bij een doel van het plan"
    schrijf_op(rij, van=rij.status, naar=rij.status, door=door, reden=reden, nu=nu)
