"""The frame in the working copy: read it, and write its blocks and goals."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kern.exceptions import Verouderd
from kern.forms import toon_formulier
from wijkplannen.actions import frame
from wijkplannen.forms.bewerken import BlokForm, DoelForm, VersieForm
from wijkplannen.leesplan import lees_vaststelling
from wijkplannen.permissions import mag_bewerken, mag_werkversie_zien
from wijkplannen.views.bewaren import bewaar, gestuurd, lees_plan, naar_plek, te_bewerken
from wijkplannen.werkversie import lees_werkversie


def werkversie(request, slug):
    plan = lees_plan(slug, "huidige_versie")
    if not mag_werkversie_zien(request.user, plan):
        raise PermissionDenied
    context = {
        "plan": plan,
        "werk": lees_werkversie(plan, request.user),
        "vaststelling": plan.huidige_versie and lees_vaststelling(plan.huidige_versie),
        "mag_bewerken": mag_bewerken(request.user, plan),
        "deel": "plannen",
    }
    return render(request, "wijkplannen/bewerken/werkversie.html", context)


def blok_nieuw(request, slug):
    plan = te_bewerken(request, slug)
    form = BlokForm(gestuurd(request), plan=plan)
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
    plan = te_bewerken(request, slug)
    doelen = plan.doelen.select_related("thema").prefetch_related("indicatoren")
    doel = get_object_or_404(doelen, uuid=uuid)
    form = DoelForm(gestuurd(request), plan=plan, rij=doel)
    return bewaar(request, form, partial(frame.wijzig_doel, doel), "doel")


def doel_beeindigen(request, slug, uuid):
    plan = te_bewerken(request, slug)
    return _beeindig(request, plan, get_object_or_404(plan.doelen, uuid=uuid), "doel")


@require_POST
def doel_terugzetten(request, slug, uuid):
    plan = te_bewerken(request, slug)
    return _zet_terug(request, plan, get_object_or_404(plan.doelen, uuid=uuid), "doel")


def _beeindig(request, plan, rij, soort):
    form = VersieForm(gestuurd(request), initial={"versie": rij.versie})
    context = {"plan": plan, "rij": rij, "form": form, "soort": soort, "deel": "plannen"}
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
        messages.error(request, f"Iemand anders wijzigde dit {soort} net. Kijk nog een keer.")
        return redirect("wijkplannen:bewerken", plan.slug)
    messages.success(request, f"Het {soort} staat weer in de werkversie.")
    return naar_plek(plan, rij.uuid)
