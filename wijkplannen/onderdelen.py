"""A part of the working copy, whatever it is: a text, a goal, or a line of the agenda."""

from uuid import UUID

from django.urls import reverse

from wijkplannen.models import Activiteit, Blok, Doel, Inzet, Wijkplan
from wijkplannen.permissions import mag_blok_zien

Onderdeel = Blok | Doel | Inzet

TEKSTEN = {
    Blok: ["kop", "tekst"],
    Doel: ["titel", "gewenst"],
    Activiteit: ["titel", "omschrijving"],
}
SOORTEN = {Blok: "tekst", Doel: "doel", Inzet: "activiteit"}  # as the page calls them


def zoek_onderdeel(plan: Wijkplan, uuid: UUID, gebruiker) -> Onderdeel | None:
    """The part with this uuid that stands in the working copy and this person may read."""
    inzetten = Inzet.objects.van_plan(plan).lopend()
    inzetten = inzetten.select_related("activiteit__trekker", "doel__plan")
    blokken = plan.blokken.filter(vervallen_op__isnull=True)
    for rijen in (inzetten, plan.doelen.lopend(), blokken):
        if onderdeel := rijen.filter(uuid=uuid).first():
            mag = not isinstance(onderdeel, Blok) or mag_blok_zien(gebruiker, onderdeel)
            return onderdeel if mag else None
    return None


def drager(onderdeel: Onderdeel) -> Blok | Doel | Activiteit:
    """The row that holds its words: of a line that is the activity, in every plan it stands in."""
    return onderdeel.activiteit if isinstance(onderdeel, Inzet) else onderdeel


def is_weg(onderdeel: Onderdeel) -> bool:
    """It ended, or its goal did."""
    doel = onderdeel.doel if isinstance(onderdeel, Inzet) else onderdeel
    return bool(onderdeel.vervallen_op or doel.vervallen_op)


def titel(onderdeel: Onderdeel) -> str:
    """What people call it: the goal, the heading, the name of the activity."""
    return str(drager(onderdeel))


def soort(onderdeel: Onderdeel) -> str:
    """The word for its kind, as the page says it."""
    return SOORTEN[type(onderdeel)]


def teksten(onderdeel: Onderdeel) -> dict[str, str]:
    """Its words as they are now, by name of the field: what somebody else may propose to change."""
    rij = drager(onderdeel)
    return {naam: getattr(rij, naam) for naam in TEKSTEN[type(rij)]}


def als_veld(onderdeel: Onderdeel) -> dict[str, Onderdeel]:
    """As the rows about a part hold it: {"doel": doel}."""
    return {onderdeel._meta.model_name: onderdeel}


def plek(plan: Wijkplan, onderdeel: Onderdeel) -> str:
    """Its place in the working copy."""
    return f"{reverse('wijkplannen:bewerken', args=[plan.slug])}#{onderdeel.uuid}"
