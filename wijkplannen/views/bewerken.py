"""The frame in the working copy: read it, and write its blocks and goals."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kern.exceptions import Verouderd
from kern.forms import toon_formulier
from wijkplannen.actions import frame
from wijkplannen.botsing import Botsing, los_op
from wijkplannen.forms.bewerken import BlokForm, DoelForm, VersieForm
from wijkplannen.leesplan import lees_vaststelling
from wijkplannen.models import Wijkplan
from wijkplannen.permissions import mag_bewerken, mag_werkversie_zien
from wijkplannen.werkversie import lees_werkversie

DIT = {"blok": "dit blok", "doel": "dit doel", "activiteit": "deze activiteit"}
BEWAARD = "Bewaard in de werkversie. Wat openbaar is, zien bezoekers bij de volgende versie."


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


def lees_plan(slug, *erbij):
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
    if not (form.is_bound and form.is_valid()):
        return toon_formulier(request, f"wijkplannen/bewerken/{soort}.html", context)
    try:
        rij = actie(door=request.user, **form.velden)
    except Verouderd as verouderd:
        return _toon_botsing(request, form, verouderd.huidig, soort)
    if form.rij is None and not form.is_gelijk(rij):
        return _toon_botsing(request, form, rij, soort)  # sent twice, with other words
    messages.success(request, melding)
    return redirect(f"{reverse('wijkplannen:bewerken', args=[form.plan.slug])}#{anker or rij.uuid}")


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


def _beeindig(request, plan, rij, soort):
    form = VersieForm(gestuurd(request), initial={"versie": rij.versie})
    context = {"plan": plan, "rij": rij, "form": form, "soort": soort, "deel": "plannen"}
    sjabloon = "wijkplannen/bewerken/beeindigen.html"
    if not (form.is_bound and form.is_valid()):
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
    naar = reverse("wijkplannen:bewerken", args=[plan.slug])
    if not form.is_valid():
        messages.error(request, "Dat lukte niet. Probeer het nog een keer.")
        return redirect(naar)
    try:
        frame.zet_terug(rij, door=request.user, **form.cleaned_data)
    except Verouderd:
        messages.error(request, f"Iemand anders wijzigde dit {soort} net. Kijk nog een keer.")
        return redirect(naar)
    messages.success(request, f"Het {soort} staat weer in de werkversie.")
    return redirect(f"{naar}#{rij.uuid}")
