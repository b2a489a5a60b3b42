"""What the calendar asks of files of figures: they are no archive.

Who wants to know where a figure comes from reads the import and its corrections: those stay. A
file that was read in stays a year, to look something up in it; one that was not, a month.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from indicatoren.actions.bijwerken import verberg_opnieuw
from indicatoren.actions.sloten import houd_import
from indicatoren.invoer import leeg
from indicatoren.models import Import, Indicator

INGELEZEN_DAGEN = 365
BLIJVEN_LIGGEN_DAGEN = 30
OPGERUIMD = "Dit bestand lag hier een maand en is opgeruimd. Lever het opnieuw aan."


@transaction.atomic
def wis_bestand(imp: Import) -> None:
    """The file, and what lay ready of it. What was never read in can only be brought in again."""
    imp = houd_import(imp.pk)
    opslag, naam = imp.bestand.storage, imp.bestand.name
    imp.bestand, imp.fouten = "", []
    if not imp.ingelezen_op:
        leeg(imp)
        imp.stand, imp.melding, imp.proef = Import.Stand.MISLUKT, OPGERUIMD, None
        imp.begonnen_op = None
    imp.save()
    transaction.on_commit(lambda: opslag.delete(naam))


def werk(nu: datetime) -> Iterator[tuple]:
    """(what, rows, action) of each job of the day, in this order."""
    ingelezen = Q(ingelezen_op__lt=nu - timedelta(INGELEZEN_DAGEN))
    blijven_liggen = Q(ingelezen_op=None, op__lt=nu - timedelta(BLIJVEN_LIGGEN_DAGEN))
    te_wissen = Import.objects.exclude(bestand="").filter(ingelezen | blijven_liggen)
    yield "bestanden met cijfers gewist", te_wissen.order_by("pk"), wis_bestand
    # areas know nothing of figures: when they are divided anew, this day sees it
    met_drempel = Indicator.objects.filter(drempel_n__isnull=False)
    yield "indicatoren opnieuw verborgen", met_drempel.order_by("pk"), verberg_opnieuw
