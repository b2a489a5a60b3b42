"""A document of the budget cycle becomes what it is: frozen, then public. Neither is undone: what
was read may have been quoted. What was wrong is named beside it (`rapporten.correcties`).
"""

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from indicatoren.models import Rapportage, Rapportregel
from indicatoren.rapporten.bouwen import bouw
from kern.exceptions import RegelGeschonden, Verouderd


@transaction.atomic
def bevries(rapportage: Rapportage, *, versie: int, door: Gebruiker) -> Rapportage:
    """Write down what the document says now; from here on the database refuses any change of it.

    The row is locked, and whoever writes a part holds that same row, so no part slips in beside
    it. A frozen one stays as it is. Raises RegelGeschonden while rows are missing or not agreed
    to, with their names, and Verouderd when the document changed since `versie`.
    """
    rapportage = _op_slot(rapportage)
    if rapportage.bevroren_op:
        return rapportage
    if rapportage.versie != versie:
        raise Verouderd(rapportage)
    _eis_akkoord(rapportage)
    return leg_vast(rapportage, door=door)


@transaction.atomic
def leg_vast(rapportage: Rapportage, *, door: Gebruiker | None = None) -> Rapportage:
    """Freeze without asking who agreed: for a document that was published before this portal."""
    rapportage = _op_slot(rapportage)
    rapportage.inhoud = bouw(rapportage).als_json()
    rapportage.bevroren_op, rapportage.bevroren_door = timezone.now(), door
    rapportage.versie += 1
    rapportage.save()
    return rapportage


@transaction.atomic
def maak_openbaar(rapportage: Rapportage, *, door: Gebruiker | None = None) -> Rapportage:
    """Let visitors read a frozen document. Raises RegelGeschonden as long as it is not frozen."""
    rapportage = _op_slot(rapportage)
    if not rapportage.bevroren_op:
        raise RegelGeschonden("Zet het document eerst vast. Daarna kan het openbaar worden.")
    if not rapportage.openbaar_op:
        rapportage.openbaar_op = timezone.now()
        rapportage.save(update_fields=["openbaar_op"])
    return rapportage


def _op_slot(rapportage):
    return Rapportage.objects.select_for_update(of=["self"]).get(pk=rapportage.pk)


def _eis_akkoord(rapportage):
    regels = Rapportregel.objects.filter(programma__rapportage=rapportage)
    if not regels.exists():
        raise RegelGeschonden("Dit document is nog leeg. Zet er eerst iets in.")
    open_ = regels.exclude(stand=Rapportregel.Stand.AKKOORD).select_related("programma")
    namen = [f"{regel.programma}: {regel}" for regel in open_]
    if namen:
        raise RegelGeschonden(f"Nog niet akkoord: {'; '.join(namen)}.")
