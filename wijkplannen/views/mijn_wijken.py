"""Whose wijken: what the pages of a gebiedsmanager about residents share."""

from django.core.exceptions import PermissionDenied

from gebieden.models import Gebied
from partners.permissions import rechten


def mijn_wijken(gebruiker):
    """The wijken this person keeps, as a queryset by name; refused for who keeps none."""
    mijn = rechten(gebruiker)
    if not mijn.gebieden:
        raise PermissionDenied
    return Gebied.objects.wijken().filter(pk__in=mijn.gebieden).order_by("naam")
