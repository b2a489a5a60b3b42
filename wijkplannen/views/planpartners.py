"""Who works on a plan: invite, end, and what was not answered yet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kern.forms import gestuurd, toon_formulier
from wijkplannen.actions.samen import beeindig_uitnodiging, nodig_uit
from wijkplannen.forms.samen import UitnodigForm
from wijkplannen.permissions import mag_bewerken
from wijkplannen.planpartners import lees_samenwerking
from wijkplannen.views.bewaren import te_bewerken
from wijkplannen.views.opmerkingen import te_bespreken


def planpartners(request, slug):
    plan = te_bespreken(request, slug)
    beheert = mag_bewerken(request.user, plan)
    if request.method == "POST" and not beheert:
        raise PermissionDenied
    form = UitnodigForm(gestuurd(request), plan=plan)
    if form.is_valid():
        for partner in form.cleaned_data["partners"]:
            nodig_uit(plan, partner, door=request.user)
        messages.success(request, "Uitgenodigd. Ze kunnen de werkversie nu lezen.")
        return redirect("wijkplannen:planpartners", slug)
    context = {
        "plan": plan,
        "samen": lees_samenwerking(plan, met_contacten=beheert),
        "mag_bewerken": beheert,
        "form": form,
        "deel": "plannen",
    }
    return toon_formulier(request, "wijkplannen/bewerken/samen/partners.html", context)


@require_POST
def beeindigen(request, slug, partner):
    plan = te_bewerken(request, slug)
    planpartner = get_object_or_404(
        plan.planpartners.select_related("partner"), partner__slug=partner
    )
    beeindig_uitnodiging(planpartner)
    messages.success(request, f"De uitnodiging van {planpartner.partner} is beëindigd.")
    return redirect("wijkplannen:planpartners", slug)
