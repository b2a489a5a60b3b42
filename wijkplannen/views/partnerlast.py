from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.permissions import rechten
from wijkplannen.partnerlast import lees_partnerlast


@require_safe
def partnerlast(request):
    """For whoever has a role at the city."""
    if not rechten(request.user).is_gemeente:
        raise PermissionDenied
    context = {"lasten": lees_partnerlast(), "deel": "werk"}
    return render(request, "wijkplannen/agenda/partnerlast.html", context)
