"""Meetings: announced, changed, called off, reported; and what was promised there."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from kern.rijen import wijzig, zelfde
from wijkplannen.models import Afspraak, Bijeenkomst, Inzet


@transaction.atomic
def maak_bijeenkomst(gebied: Gebied, *, uuid: UUID, door: Gebruiker, **velden) -> Bijeenkomst:
    """Announce a meeting; `uuid` makes a double click harmless."""
    rij, _ = Bijeenkomst.objects.get_or_create(
        uuid=uuid, defaults={"gebied": gebied, "gewijzigd_door": door, **velden}
    )
    return zelfde(rij, gebied=gebied, **velden)


@transaction.atomic
def wijzig_bijeenkomst(
    bijeenkomst: Bijeenkomst, *, versie: int, door: Gebruiker, **velden
) -> Bijeenkomst:
    """Change what it is, its report included; calendars see the higher `versie`.

    Raises Verouderd on a stale `versie`.
    """
    return wijzig(_vergrendel(bijeenkomst), versie, velden, gewijzigd_door=door)


@transaction.atomic
def last_af(
    bijeenkomst: Bijeenkomst, *, versie: int, door: Gebruiker, nu: datetime | None = None
) -> Bijeenkomst:
    """It does not take place. It stays to be seen, so that nobody stands at a closed door."""
    rij, nu = _vergrendel(bijeenkomst), nu or timezone.now()
    if rij.afgelast_op:
        return rij
    if rij.einde <= nu:
        raise RegelGeschonden("Deze bijeenkomst is al geweest.")
    return wijzig(rij, versie, {"afgelast_op": nu}, gewijzigd_door=door)


@transaction.atomic
def voeg_afspraak_toe(
    bijeenkomst: Bijeenkomst, *, uuid: UUID, door: Gebruiker, **velden
) -> Afspraak:
    """Write down a promise: who (an organisation or a function), what, before which day."""
    rij, _ = Afspraak.objects.get_or_create(
        uuid=uuid, defaults={"bijeenkomst": bijeenkomst, "gewijzigd_door": door, **velden}
    )
    return zelfde(rij, bijeenkomst=bijeenkomst, **velden)


@transaction.atomic
def wijzig_afspraak(afspraak: Afspraak, *, versie: int, door: Gebruiker, **velden) -> Afspraak:
    """Raises Verouderd on a stale `versie`."""
    return wijzig(_vergrendel(afspraak), versie, velden, gewijzigd_door=door)


@transaction.atomic
def handel_afspraak_af(
    afspraak: Afspraak,
    *,
    versie: int,
    door: Gebruiker,
    inzet: Inzet | None = None,
    antwoord: str = "",
    vandaag: date | None = None,
) -> Afspraak:
    """The promise became an activity of a plan of this wijk, or is answered. It stays listed."""
    if not (inzet or antwoord):
        raise RegelGeschonden("Kies een activiteit, of schrijf wat ervan gekomen is.")
    rij = _vergrendel(afspraak)
    if inzet and inzet.doel.plan.gebied_id != rij.bijeenkomst.gebied_id:
        raise RegelGeschonden("Kies een activiteit uit dezelfde wijk.")
    klaar_op = rij.klaar_op or vandaag or timezone.localdate()
    velden = {"inzet": inzet, "antwoord": antwoord, "klaar_op": klaar_op}
    return wijzig(rij, versie, velden, gewijzigd_door=door)


def _vergrendel(rij):
    return type(rij).objects.select_for_update(of=("self",)).get(pk=rij.pk)
