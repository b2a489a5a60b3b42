"""What the pages of a gebiedsmanager about residents share: one's wijken, and a stale form."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from gebieden.models import Gebied
from partners.permissions import rechten


def mijn_wijken(gebruiker):
    """The wijken this person keeps, as a queryset by name; refused for who keeps none."""
    mijn = rechten(gebruiker)
    if not mijn.gebieden:
        raise PermissionDenied
    return Gebied.objects.wijken().filter(pk__in=mijn.gebieden).order_by("naam")


def toon_opnieuw(request, sjabloon, context, huidig):
    """Somebody saved in between: what was typed, to send again, beside what is there now."""
    form = context["form"]
    context["net"] = {"door": huidig.gewijzigd_door, "anders": form.anders_dan(huidig)}
    form.op(huidig)
    return render(request, sjabloon, context, status=409)
