"""When residents may react to a plan, at the desk."""

from django.contrib import messages
from django.shortcuts import redirect, render

from kern.exceptions import Verouderd
from kern.forms import gestuurd, toon_formulier
from wijkplannen.actions.inbrengperiode import zet_periode
from wijkplannen.forms.behandelen import PeriodeForm
from wijkplannen.perioden import wanneer_van
from wijkplannen.views.bewaren import te_bewerken

SJABLOON = "wijkplannen/inbreng/periode.html"


def periode(request, slug):
    """From when until when residents may react to a plan."""
    plan = te_bewerken(request, slug)
    form = PeriodeForm(gestuurd(request), plan=plan)
    context = {"plan": plan, "form": form, "nu": wanneer_van(plan.inbreng), "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    try:
        zet_periode(plan, **form.cleaned_data)
    except Verouderd as verouderd:
        form.op(verouderd.huidig)
        context |= {"net": True, "nu": wanneer_van(verouderd.huidig.inbreng)}
        return render(request, SJABLOON, context, status=409)
    messages.success(request, "Bewaard. Het staat meteen op de pagina van de wijk.")
    return redirect("wijkplannen:inbreng")
