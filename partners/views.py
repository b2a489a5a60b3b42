from django.contrib.auth.decorators import login_not_required
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
