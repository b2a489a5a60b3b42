from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from kern.forms import toon_formulier
from partners.filters import PartnerFilter
from partners.models import Partner


@require_safe
@login_not_required
def lijst(request):
    filters = PartnerFilter(request.GET or None, Partner.objects.openbaar().voor_lijst())
    context = {"form": filters.form, "partners": list(filters.qs), "deel": "partners"}
    return toon_formulier(request, "partners/lijst.html", context)


@require_safe
@login_not_required
def detail(request, slug):
    partner = get_object_or_404(
        Partner.objects.filter(is_openbaar=True).select_related("samengevoegd_in").voor_lijst(),
        slug=slug,
    )
    if partner.samengevoegd_in:
        return redirect(partner.samengevoegd_in, permanent=True)
    contacten = partner.contactpersonen.openbaar().order_by("gebied__naam", "naam")
    context = {"partner": partner, "contacten": contacten, "deel": "partners"}
    return render(request, "partners/detail.html", context)
