from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from gebieden.models import Gebied
from gebruikers.models import Aanstelling, Rol


def fouten(dag: date) -> Iterator[str]:
    """Gebiedsmanagers whose time is over while nobody followed them."""
    for wijk, was in _zonder_manager(dag):
        if was:
            yield (
                f"{wijk}: de aanstelling van de gebiedsmanager is voorbij sinds "
                f"{was.periode.upper:%d-%m-%Y} en niemand volgde op."
            )


def meldingen(dag: date) -> Iterator[str]:
    for wijk, was in _zonder_manager(dag):
        if not was:
            yield f"{wijk} heeft geen gebiedsmanager."


def _zonder_manager(dag):
    """Each wijk without a gebiedsmanager today, with the last appointment of an active person."""
    managers = Aanstelling.objects.filter(rol=Rol.GEBIEDSMANAGER, gebruiker__is_active=True)
    wijken = Gebied.objects.wijken()
    for wijk in wijken.exclude(pk__in=managers.geldig_op(dag).values("gebied")):
        voorbij = managers.filter(Q(gebied=wijk) & Q(periode__endswith__lte=dag))
        yield wijk, voorbij.order_by("-periode__endswith").first()
