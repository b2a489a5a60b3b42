"""The page of a partner: who to call, and everything it does in the wijken."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partners.models import Partner
from wijkplannen.uitvoeringsagenda import agenda_van


@require_safe
@login_not_required
def partner(request, slug):
    """Five queries: partner, areas, contacts, goals that are online, its lines."""
    partner = get_object_or_404(
        Partner.objects.filter(is_openbaar=True).select_related("samengevoegd_in").voor_lijst(),
        slug=slug,
    )
    if partner.samengevoegd_in:
        return redirect(partner.samengevoegd_in, permanent=True)
    context = {
        "partner": partner,
        "contacten": partner.contactpersonen.openbaar().order_by("gebied__naam", "naam"),
        "groepen": agenda_van(partner),
        "deel": "partners",
    }
    return render(request, "portaal/partner.html", context)
