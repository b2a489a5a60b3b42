"""The frame in the working copy: read it, and write its texts and goals."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from indicatoren.reeksen import wijk_of_stad
from kern.exceptions import Verouderd
from kern.forms import VersieForm, toon_formulier
from wijkplannen.actions import frame
from wijkplannen.forms.bewerken import BlokForm, DoelForm
from wijkplannen.leren import geleerd_van
from wijkplannen.models import Doel
from wijkplannen.permissions import mag_bewerken, mag_werkversie_zien
from wijkplannen.views.bewaren import (
    DIT,
    bewaar,
    gestuurd,
    in_plaats,
    lees_plan,
    naar_plek,
    te_bewerken,
    toon_deel,
    werkcontext,
)


def werkversie(request, slug):
    if in_plaats(request) and (plek := request.GET.get("deel")):
        antwoord = toon_deel(request, slug, plek, focus=request.GET.get("focus"))
    else:
        context = werkcontext(request, slug)
        vorige = context["plan"].vorige_id and context["plan"].vorige
        context["geleerd"] = geleerd_van(vorige, request.user)
        antwoord = render(request, "wijkplannen/bewerken/werkversie.html", context)
    patch_vary_headers(antwoord, ["HX-Request"])
    return antwoord


def cijfers(request, slug):
    """What was measured of the wijk, or else of the city: to read beside one's own words."""
    plan = lees_plan(slug)
    if not mag_werkversie_zien(request.user, plan):
        raise PermissionDenied
    kader = "_leeg" if in_plaats(request) else "pagina"
    context = {
        "plan": plan,
        "reeksen": wijk_of_stad(plan.gebied),
        "kader": f"wijkplannen/bewerken/{kader}.html",
        "deel": "plannen",
    }
    antwoord = render(request, "wijkplannen/bewerken/cijfers.html", context)
    patch_vary_headers(antwoord, ["HX-Request"])
    return antwoord


def blok_nieuw(request, slug):
    plan = te_bewerken(request, slug)
    form = BlokForm(gestuurd(request), plan=plan, initial={"rubriek": request.GET.get("onder")})
    return bewaar(request, form, partial(frame.voeg_blok_toe, plan), "blok")


def blok(request, slug, uuid):
    plan = te_bewerken(request, slug)
    blok = get_object_or_404(plan.blokken, uuid=uuid)
    form = BlokForm(gestuurd(request), plan=plan, rij=blok)
    return bewaar(request, form, partial(frame.wijzig_blok, blok), "blok")


def blok_beeindigen(request, slug, uuid):
    plan = te_bewerken(request, slug)
    return _beeindig(request, plan, get_object_or_404(plan.blokken, uuid=uuid), "blok")


@require_POST
def blok_terugzetten(request, slug, uuid):
    plan = te_bewerken(request, slug)
    return _zet_terug(request, plan, get_object_or_404(plan.blokken, uuid=uuid), "blok")


def doel_nieuw(request, slug):
    plan = te_bewerken(request, slug)
    form = DoelForm(gestuurd(request), plan=plan)
    return bewaar(request, form, partial(frame.voeg_doel_toe, plan), "doel")


def doel(request, slug, uuid):
    doel = _doel(request, slug, uuid)
    form = DoelForm(gestuurd(request), plan=doel.plan, rij=doel)
    return bewaar(request, form, partial(frame.wijzig_doel, doel), "doel")


def doel_beeindigen(request, slug, uuid):
    doel = _doel(request, slug, uuid)
    return _beeindig(request, doel.plan, doel, "doel")


@require_POST
def doel_terugzetten(request, slug, uuid):
    doel = _doel(request, slug, uuid)
    return _zet_terug(request, doel.plan, doel, "doel")


def _doel(request, slug, uuid):
    """The goal with its plan in one query: whoever may write in the plan may write in it."""
    doelen = Doel.objects.select_related("thema", "plan__gebied")
    doel = doelen.filter(plan__slug=slug, uuid=uuid).first()
    if not mag_bewerken(request.user, doel.plan if doel else lees_plan(slug)):
        raise PermissionDenied
    if not doel:
        raise Http404
    return doel


def _beeindig(request, plan, rij, soort):
    form = VersieForm(gestuurd(request), initial={"versie": rij.versie})
    context = {"plan": plan, "rij": rij, "form": form, "soort": soort, "dit": DIT[soort]}
    context["deel"] = "plannen"
    sjabloon = "wijkplannen/bewerken/beeindigen.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        frame.beeindig(rij, door=request.user, **form.cleaned_data)
    except Verouderd as verouderd:
        nu = verouderd.huidig
        context |= {"rij": nu, "form": VersieForm(initial={"versie": nu.versie}), "net": True}
        return render(request, sjabloon, context, status=409)
    messages.success(
        request, "Het staat niet meer in de werkversie. Onderaan kun je het terugzetten."
    )
    return redirect("wijkplannen:bewerken", plan.slug)


def _zet_terug(request, plan, rij, soort):
    form = VersieForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Dat lukte niet. Probeer het nog een keer.")
        return redirect("wijkplannen:bewerken", plan.slug)
    try:
        frame.zet_terug(rij, door=request.user, **form.cleaned_data)
    except Verouderd:
        messages.error(request, f"Iemand anders wijzigde {DIT[soort]} net. Kijk nog een keer.")
        return redirect("wijkplannen:bewerken", plan.slug)
    messages.success(request, f"{DIT[soort].capitalize()} staat weer in de werkversie.")
    return naar_plek(plan, rij.uuid)
