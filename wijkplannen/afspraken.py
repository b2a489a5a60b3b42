"""What was promised at meetings, ready to show."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wijkplannen.models import Afspraak
from wijkplannen.plekken import is_regel_online


@dataclass(frozen=True)
class Afspraakregel:
    """`stand` and `uitleg` say what came of it; `link` leads to the goal when that is online."""

    wat: str
    wie: str
    voor: date | None
    stand: str
    uitleg: str
    link: str


def regels(afspraken: list[Afspraak]) -> list[Afspraakregel]:
    """As everybody may read them. No query after `met_stand`."""
    return [_regel(afspraak) for afspraak in afspraken]


def _regel(afspraak):
    inzet = afspraak.inzet
    online = bool(inzet) and is_regel_online(inzet)
    return Afspraakregel(
        wat=afspraak.wat,
        wie=afspraak.partner.naam if afspraak.partner else afspraak.wie,
        voor=afspraak.voor,
        stand=_stand(afspraak, online),
        uitleg=afspraak.antwoord,
        link=reverse("portaal:keten", args=[inzet.doel.plan.slug, inzet.doel.uuid])
        if online
        else "",
    )


def _stand(afspraak, online):
    if afspraak.klaar_op is None:
        return "Dit staat nog open."
    if online:
        inzet = afspraak.inzet
        return (
            f"Dit is nu een activiteit: ‘{inzet.activiteit}’, {inzet.get_openbare_stand_display()}."
        )
    return "Dit wordt een activiteit in het plan." if afspraak.inzet else "Hierop is een antwoord."
