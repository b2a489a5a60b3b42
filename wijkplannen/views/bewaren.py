"""What the pages of the working copy share: the plan one may write in, and a form that is kept."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from kern.exceptions import Verouderd
from kern.forms import toon_formulier
from wijkplannen.botsing import Botsing, los_op
from wijkplannen.models import Wijkplan
from wijkplannen.permissions import mag_bewerken

DIT = {"blok": "dit blok", "doel": "dit doel", "activiteit": "deze activiteit"}
BEWAARD = "Bewaard in de werkversie. Wat openbaar is, zien bezoekers bij de volgende versie."


def lees_plan(slug, *erbij):
    """The plan, if it has a working copy; who may read that is for the view to ask."""
    plannen = Wijkplan.objects.met_werkversie().select_related("gebied", *erbij)
    return get_object_or_404(plannen, slug=slug)


def te_bewerken(request, slug, *erbij):
    """The plan, for whoever may write in it; `erbij` is what else the page shows of it."""
    plan = lees_plan(slug, *erbij)
    if not mag_bewerken(request.user, plan):
        raise PermissionDenied
    return plan


def gestuurd(request):
    """What a form is bound to: nothing on GET, else what was typed or chosen."""
    return los_op(request.POST) if request.method == "POST" else None


def bewaar(request, form, actie, soort, *, melding=BEWAARD, anker=None, **context):
    """Write what the form says; or its page again, with mistakes (422) or both texts (409)."""
    context |= {"plan": form.plan, "rij": form.rij, "form": form, "deel": "plannen"}
    if not form.is_valid():
        return toon_formulier(request, f"wijkplannen/bewerken/{soort}.html", context)
    try:
        rij = actie(door=request.user, **form.velden)
    except Verouderd as verouderd:
        return _toon_botsing(request, form, verouderd.huidig, soort)
    if form.rij is None and not form.is_gelijk(rij):
        return _toon_botsing(request, form, rij, soort)  # sent twice, with other words
    messages.success(request, melding)
    return naar_plek(form.plan, anker or rij.uuid)


def naar_plek(plan, uuid):
    """Back to the working copy, at the part with this uuid."""
    return redirect(f"{reverse('wijkplannen:bewerken', args=[plan.slug])}#{uuid}")


def _toon_botsing(request, form, huidig, soort):
    context = {
        "plan": form.plan,
        "botsing": Botsing(form, huidig),
        "zelf": huidig.gewijzigd_door == request.user,
        "soort": soort,
        "dit": DIT[soort],
        "naar": reverse(f"wijkplannen:{soort}", args=[form.plan.slug, huidig.uuid]),
        "deel": "plannen",
    }
    return render(request, "wijkplannen/bewerken/botsing.html", context, status=409)
