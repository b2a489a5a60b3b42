"""Comments at the parts of a working copy: never public."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier
from wijkplannen.actions.samen import heropen, los_op, plaats_opmerking
from wijkplannen.forms.samen import OpmerkingForm
from wijkplannen.gesprek import Gesprek
from wijkplannen.gesprek import gesprekken as lees_gesprekken
from wijkplannen.models import Opmerking
from wijkplannen.onderdelen import plek, zoek_onderdeel
from wijkplannen.permissions import mag_meepraten, mag_onderdeel_wijzigen, mag_opmerking_afhandelen
from wijkplannen.views.bewaren import lees_plan


def te_bespreken(request, slug):
    """The plan, for whoever may talk about it."""
    plan = lees_plan(slug)
    if not mag_meepraten(request.user, plan):
        raise PermissionDenied
    return plan


def onderdeel_van(request, plan, uuid):
    """The part with this uuid, if this person may read it."""
    onderdeel = zoek_onderdeel(plan, uuid, request.user)
    if onderdeel is None:
        raise Http404
    return onderdeel


def gesprekken(request, slug):
    plan = te_bespreken(request, slug)
    alle = lees_gesprekken(plan, request.user).values()
    context = {
        "plan": plan,
        "gesprekken": [gesprek for gesprek in alle if gesprek.open or gesprek.voorstellen],
        "deel": "plannen",
    }
    return render(request, "wijkplannen/bewerken/samen/gesprekken.html", context)


def opmerkingen(request, slug, uuid):
    plan = te_bespreken(request, slug)
    onderdeel = onderdeel_van(request, plan, uuid)
    form = OpmerkingForm(gestuurd(request))
    if form.is_valid():
        try:
            plaats_opmerking(plan, onderdeel, door=request.user, **form.cleaned_data)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "Je opmerking staat erbij.")
            return redirect(plek(plan, onderdeel))
    hier = lees_gesprekken(plan, request.user, bij=onderdeel)
    context = {
        "plan": plan,
        "gesprek": hier.get(uuid) or Gesprek(onderdeel),
        "mag_wijzigen": mag_onderdeel_wijzigen(request.user, plan, onderdeel),
        "form": form,
        "deel": "plannen",
    }
    return toon_formulier(request, "wijkplannen/bewerken/samen/opmerkingen.html", context)


@require_POST
def oplossen(request, slug, uuid):
    return _handel_af(request, slug, uuid, partial(los_op, door=request.user), "opgelost")


@require_POST
def heropenen(request, slug, uuid):
    return _handel_af(request, slug, uuid, heropen, "weer open")


def _handel_af(request, slug, uuid, actie, wat):
    plan = te_bespreken(request, slug)
    leesbaar = Opmerking.objects.filter(plan=plan).leesbaar_voor(request.user).met_onderdeel()
    opmerking = get_object_or_404(leesbaar, uuid=uuid)
    if not mag_opmerking_afhandelen(request.user, plan, opmerking):
        raise PermissionDenied
    actie(opmerking)
    messages.success(request, f"De opmerking is {wat}.")
    return redirect(plek(plan, opmerking.onderdeel))
