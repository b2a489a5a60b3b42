"""A link to the working copy as visitors would see it, for a meeting."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from kern.rijen import zelfde
from wijkplannen.models import Kijklink, Wijkplan


@transaction.atomic
def maak_kijklink(
    plan: Wijkplan, *, uuid: UUID, voor: str, tot: date, door: Gebruiker, nu=None
) -> Kijklink:
    """A link that works up to and including the day `tot`; the same `uuid` twice is one link."""
    wat = {"plan": plan, "voor": voor, "tot": tot, "door": door}
    kijklink, _ = Kijklink.objects.get_or_create(
        uuid=uuid, defaults=wat | {"op": nu or timezone.now()}
    )
    return zelfde(kijklink, **wat)


@transaction.atomic
def trek_kijklink_in(kijklink: Kijklink, *, nu=None) -> Kijklink:
    """From now on it opens nothing."""
    kijklink = Kijklink.objects.select_for_update().get(pk=kijklink.pk)
    if not kijklink.ingetrokken_op:
        kijklink.ingetrokken_op = nu or timezone.now()
        kijklink.save(update_fields=["ingetrokken_op"])
    return kijklink
