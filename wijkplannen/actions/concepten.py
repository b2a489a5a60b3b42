"""What somebody typed and did not save: kept for themselves only, and not for long."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from wijkplannen.models import Concept, Wijkplan

HOOGUIT = 40_000  # characters of one form: many times what its fields may hold
BEWAAR = timedelta(days=30)


@transaction.atomic
def bewaar_concept(
    plan: Wijkplan, *, sleutel: str, velden: dict[str, list[str]], door: Gebruiker, nu=None
) -> Concept:
    """Keep what stands in a form, over what was kept of that form; `velden` as it was typed.

    Raises RegelGeschonden when it is more than a form can hold.
    """
    if sum(len(tekst) for teksten in velden.values() for tekst in teksten) > HOOGUIT:
        raise RegelGeschonden("Deze tekst is te lang voor een concept. Maak haar eerst korter.")
    velden = {naam: [t.replace("\x00", "") for t in teksten] for naam, teksten in velden.items()}
    concept, _ = Concept.objects.update_or_create(
        gebruiker=door,
        plan=plan,
        sleutel=sleutel,
        defaults={"velden": velden, "op": nu or timezone.now()},
    )
    return concept


def gooi_concept_weg(plan: Wijkplan, *, sleutel: str, door: Gebruiker) -> None:
    """Forget what this person had not saved of a form; nothing happens when there is none."""
    Concept.objects.filter(plan=plan, sleutel=sleutel, gebruiker=door).delete()


def wis_oude_concepten(nu: datetime) -> int:
    """Forget what nobody came back to in thirty days; gives how many."""
    aantal, _ = Concept.objects.filter(op__lt=nu - BEWAAR).delete()
    return aantal
