"""What `controleer` says of the buurtbudgetten, a sentence each, by subject."""

from collections.abc import Iterator
from datetime import date

from buurtbudget.models import Grond, Mandaat, Regeling, Spelregels
from buurtbudget.permissions import TEAM
from buurtbudget.waarschuwingen import waarschuwingen
from partners.models import Lidmaatschap


def fouten(dag: date) -> Iterator[str]:
    yield from gegevens()
    yield from regels_en_team(dag)


def gegevens() -> Iterator[str]:
    """What every buurtbudget needs before it can start."""
    if not Regeling.objects.filter(sleutel=Regeling.BUURTBUDGET).exists():
        yield "De regeling Buurtbudget is er niet: draai `manage.py laad_buurtbudget`."
    elif not Grond.objects.filter(actief=True).exists():
        yield "Er zijn geen redenen om af te wijzen: draai `manage.py laad_buurtbudget`."


def regels_en_team(dag: date) -> Iterator[str]:
    """Published rules that cannot work with the people there are."""
    mandaten = {mandaat.gebied_id: mandaat for mandaat in Mandaat.objects.geldig_op(dag)}
    teams = {}
    for lid in Lidmaatschap.objects.filter(rol__in=TEAM).geldig_op(dag):
        teams.setdefault(lid.partner_id, []).append(lid)
    for regels in Spelregels.objects.actueel().filter(jaar__gte=dag.year).select_related("gebied"):
        waar = f"Buurtbudget {regels.gebied}, {regels.jaar}"
        mandaat = mandaten.get(regels.gebied_id)
        if mandaat is None:
            yield f"{waar}: niemand heeft hier een mandaat, dus niemand kan beslissen."
            continue
        for zin in waarschuwingen(regels, teams.get(mandaat.partner_id, [])):
            yield f"{waar}: {zin}"
