"""A new plan for a wijk one keeps: kind first, then years and what it starts from."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from gebieden.models import Gebied
from gebruikers.models import Rol
from kern.exceptions import RegelGeschonden
from kern.forms import toon_formulier
from partners.permissions import rechten
from wijkplannen.actions.plannen import DOCUMENT, begin_plan, voeg_ouder_plan_toe, vorig_plan
from wijkplannen.forms.plannen import SOORTEN, NieuwPlanForm, OuderPlanForm, SoortForm
from wijkplannen.leren import geleerd_van

SJABLOON = "wijkplannen/plannen/nieuw.html"
OUDER = "Het oudere plan staat online, met zijn bron."
BEGONNEN = "Het plan is begonnen. Bezoekers zien er niets van tot je publiceert."


def nieuw(request):
    wijken = _eigen_wijken(request.user)
    keuze = SoortForm(_gekozen(request, wijken), wijken=wijken)
    if not keuze.is_valid():
        return toon_formulier(request, SJABLOON, {"form": keuze, "kies": True, "deel": "plannen"})
    if keuze.cleaned_data["soort"] == DOCUMENT:
        return _ouder(request, keuze.cleaned_data["wijk"])
    return _nieuw(request, **keuze.cleaned_data)


def _eigen_wijken(gebruiker):
    mijn = rechten(gebruiker)
    wijken = Gebied.objects.wijken().filter(pk__in=mijn.gebieden).order_by("naam")
    if Rol.GEBIEDSMANAGER not in mijn.rollen or not wijken:
        raise PermissionDenied
    return wijken


def _gekozen(request, wijken):
    """What was asked in the address; of one wijk one need not choose it."""
    if "soort" not in request.GET and "wijk" not in request.GET:
        return None
    gekozen = request.GET.copy()
    if len(wijken) == 1:
        gekozen.setdefault("wijk", wijken[0].slug)
    return gekozen


def _nieuw(request, wijk, soort):
    vorige = vorig_plan(wijk, soort)
    data = request.POST if request.method == "POST" else None
    form = NieuwPlanForm(data, vorige=vorige, initial=_voorstel(wijk, soort, vorige))
    context = {
        "wijk": wijk,
        "soort": SOORTEN[soort],
        "form": form,
        "vorige": vorige,
        "geleerd": geleerd_van(vorige, request.user),
        "knop": "Begin dit plan",
        "deel": "plannen",
    }
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    try:
        plan = begin_plan(gebied=wijk, soort=soort, door=request.user, **form.cleaned_data)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, SJABLOON, context)
    messages.success(request, BEGONNEN)
    return redirect("wijkplannen:bewerken", plan.slug)


def _voorstel(wijk, soort, vorige):
    begin = vorige.tot_jaar + 1 if vorige else timezone.localdate().year
    return {"titel": f"{SOORTEN[soort]} {wijk}", "van_jaar": begin, "tot_jaar": begin + 3}


def _ouder(request, wijk):
    stuurt = request.method == "POST"
    form = OuderPlanForm(request.POST, request.FILES) if stuurt else OuderPlanForm()
    context = {
        "wijk": wijk,
        "soort": "Een ouder plan",
        "form": form,
        "knop": "Zet dit plan online",
        "deel": "plannen",
    }
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    try:
        plan = voeg_ouder_plan_toe(gebied=wijk, door=request.user, **form.cleaned_data)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, SJABLOON, context)
    messages.success(request, OUDER)
    return redirect(plan.get_absolute_url())
