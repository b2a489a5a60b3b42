"""What was learned: per plan, and over all plans by words."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import VersieForm, gestuurd, toon_formulier
from wijkplannen.actions.leerpunten import haal_leerpunt_weg, voeg_leerpunt_toe, wijzig_leerpunt
from wijkplannen.forms.leerpunten import LeerpuntForm, ZoekForm
from wijkplannen.leren import HOOGUIT, geleerd_van, zoek
from wijkplannen.permissions import mag_bewerken, mag_werkversie_zien
from wijkplannen.views.bewaren import lees_plan, te_bewerken

ERBIJ = "Het leerpunt staat erbij. Wie een nieuw plan schrijft, vindt het terug."


def zoeken(request):
    form = ZoekForm(request.GET)
    gevonden = zoek(request.user, **form.cleaned_data) if form.is_valid() else []
    context = {
        "form": form,
        "leerpunten": gevonden[:HOOGUIT],
        "zijn_er_meer": len(gevonden) > HOOGUIT,
        "deel": "werk",
    }
    return toon_formulier(request, "wijkplannen/plannen/zoeken.html", context)


def leerpunten(request, slug):
    plan = lees_plan(slug)
    if not mag_werkversie_zien(request.user, plan):
        raise PermissionDenied
    context = {
        "plan": plan,
        "leerpunten": geleerd_van(plan, request.user),
        "mag_bewerken": mag_bewerken(request.user, plan),
        "deel": "plannen",
    }
    return render(request, "wijkplannen/plannen/leerpunten.html", context)


def leerpunt_nieuw(request, slug):
    plan = te_bewerken(request, slug)
    form = LeerpuntForm(gestuurd(request), plan=plan)
    return _bewaar(request, plan, form, partial(voeg_leerpunt_toe, plan), ERBIJ)


def leerpunt(request, slug, uuid):
    plan = te_bewerken(request, slug)
    rij = get_object_or_404(plan.leerpunten.lopend(), uuid=uuid)
    form = LeerpuntForm(gestuurd(request), plan=plan, rij=rij)
    return _bewaar(request, plan, form, partial(wijzig_leerpunt, rij), "Bewaard.", rij=rij)


def leerpunt_weghalen(request, slug, uuid):
    plan = te_bewerken(request, slug)
    rij = get_object_or_404(plan.leerpunten, uuid=uuid)
    form = VersieForm(gestuurd(request), initial={"versie": rij.versie})
    context = {"plan": plan, "rij": rij, "form": form, "deel": "plannen"}
    sjabloon = "wijkplannen/plannen/leerpunt_weghalen.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        haal_leerpunt_weg(rij, door=request.user, **form.cleaned_data)
    except Verouderd as verouderd:
        nu = verouderd.huidig
        context |= {"rij": nu, "form": VersieForm(initial={"versie": nu.versie}), "net": True}
        return render(request, sjabloon, context, status=409)
    messages.success(request, "Het leerpunt is weg.")
    return redirect("wijkplannen:leerpunten", plan.slug)


def _bewaar(request, plan, form, actie, melding, rij=None):
    context = {"plan": plan, "form": form, "rij": rij, "deel": "plannen"}
    sjabloon = "wijkplannen/plannen/leerpunt.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        actie(door=request.user, **form.cleaned_data)
    except Verouderd as verouderd:
        return _toon_beide(request, context, verouderd.huidig)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    messages.success(request, melding)
    return redirect("wijkplannen:leerpunten", plan.slug)


def _toon_beide(request, context, nu):
    """Somebody saved in between: their text above, and what was typed still in the form."""
    getypt = request.POST.copy()
    getypt["versie"] = nu.versie
    form = LeerpuntForm(getypt, plan=context["plan"], rij=nu)
    context |= {"form": form, "rij": nu, "net": True}
    return render(request, "wijkplannen/plannen/leerpunt.html", context, status=409)
