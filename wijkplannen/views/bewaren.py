"""What the pages of the working copy share: the plan one may write in, and a form that is kept.

A form is a page of its own, or takes the place of the part it is about (htmx): the same address and
the same template, in one of two frames. In place a form that was saved gives that part back.
"""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format

from kern.exceptions import RegelGeschonden, Verouderd
from partners.permissions import rechten
from wijkplannen.actions.concepten import bewaar_concept, gooi_concept_weg
from wijkplannen.botsing import Botsing, los_op
from wijkplannen.concepten import lees_concept, met_concepten
from wijkplannen.leesplan import lees_vaststelling
from wijkplannen.models import Wijkplan
from wijkplannen.permissions import mag_bewerken, mag_werkversie_zien
from wijkplannen.werkversie import lees_werkversie

DIT = {
    "blok": "deze tekst",
    "doel": "dit doel",
    "activiteit": "deze activiteit",
    "voortgang": "deze activiteit",
}
BEWAARD = "Bewaard in de werkversie. Wat openbaar is, zien bezoekers bij de volgende versie."
REGEL = {"activiteit", "voortgang"}  # what is about a line of a goal
NAAM = re.compile(r"[\w-]+", flags=re.ASCII)  # an id on the page
SECTIES = {"teksten", "doelen"}  # parts of the page that hold a list


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


def in_plaats(request) -> bool:
    """Whether a part of the page asks, not the person for a page."""
    return request.headers.get("HX-Request") == "true"


def bewaar(request, form, actie, soort, *, melding=BEWAARD, **context):
    """Write what the form says; or show it again, with mistakes (422) or both texts (409)."""
    if antwoord := concept(request, form, soort, **context):
        return antwoord
    if not form.is_valid():
        return toon(request, form, soort, **context)
    try:
        rij = actie(door=request.user, **form.velden)
    except Verouderd as verouderd:
        return _toon_botsing(request, form, verouderd.huidig, soort)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon(request, form, soort, **context)
    if form.rij is None and not form.is_gelijk(rij):
        return _toon_botsing(request, form, rij, soort)  # sent twice, with other words
    return klaar(request, form, melding, form.anker_van(rij))


def toon(request, form, soort, status=None, **context):
    """The form with what belongs to it: as a page, or in the place of its part."""
    eigen, anderen = lees_concept(form.plan, form.sleutel, request.user)
    context |= {"plan": form.plan, "form": form, "soort": soort, "dit": DIT[soort]}
    context |= {"rij": getattr(form, "rij", None), "deel": "plannen", "anderen": anderen}
    if request.method == "GET" and eigen and not form.is_concept:
        context |= {"concept": eigen, "verder": f"{request.path}?verder=ja"}
    elif eigen:
        context["concept_op"] = eigen.op
    if status is None:
        status = 422 if form.is_bound and form.errors else 200
    return _render(request, f"wijkplannen/bewerken/{soort}.html", form, context, status)


def concept(request, form, soort, **context):
    """What somebody does with a form they do not save yet; None when it is something else.

    Typing keeps it by itself, a button does so without scripts; it is offered when they come back.
    """
    als = request.POST.get("als")
    if als == "concept":
        return _bewaar_concept(request, form)
    if als == "weg":
        gooi_concept_weg(form.plan, sleutel=form.sleutel, door=request.user)
        if in_plaats(request):
            return toon(request, form.opnieuw(), soort, status=200, **context)
        return redirect(request.path)
    if request.method == "GET" and "verder" in request.GET:
        eigen, _ = lees_concept(form.plan, form.sleutel, request.user)
        if eigen:
            return toon(request, form.met_concept(eigen.velden), soort, **context)
    return None


def klaar(request, form, melding, anker, focus=None, naar=None):
    """It is saved: the concept is gone, and one is back at the part it was about.

    Without scripts that is a redirect, to the working copy or elsewhere (`naar`).
    """
    gooi_concept_weg(form.plan, sleutel=form.sleutel, door=request.user)
    if not in_plaats(request):
        messages.success(request, melding)
        return naar or naar_plek(form.plan, anker)
    is_zelfde = request.headers.get("HX-Target") == str(anker) and not form.verhuist
    plek = str(anker) if is_zelfde else form.sectie
    return toon_deel(request, form.plan.slug, plek, melding, focus or f"wijzig-{anker}")


def toon_deel(request, slug, plek, melding="", focus=None, status=200):
    """A part of the working copy as one reads it, with what else changed on the page.

    `plek` is the uuid of a text, goal or line, or the name of a list ("teksten", "doelen").
    """
    context = werkcontext(request, slug)
    deel = context["werk"].zoek(plek)
    if not deel:
        plek = plek if plek in SECTIES else "doelen"
    context |= deel | {"sectie": "" if deel else plek, "melding": melding}
    antwoord = render(request, "wijkplannen/bewerken/_deel.html", context, status=status)
    if not deel:
        antwoord["HX-Retarget"], antwoord["HX-Reswap"] = f"#{plek}", "outerHTML"
    return _richt(antwoord, focus)


def werkcontext(request, slug) -> dict:
    """What the page of the working copy shows, whole or in part, to whoever may read it."""
    plannen = met_concepten(Wijkplan.objects.met_werkversie(), request.user).met_documenten()
    plan = get_object_or_404(plannen.select_related("gebied", "huidige_versie"), slug=slug)
    if not mag_werkversie_zien(request.user, plan):
        raise PermissionDenied
    bewerkt = mag_bewerken(request.user, plan)
    return {
        "plan": plan,
        "werk": lees_werkversie(plan, request.user, samen=True),
        "vaststelling": plan.huidige_versie and lees_vaststelling(plan.huidige_versie),
        "mag_bewerken": bewerkt,
        "mag_toevoegen": bewerkt or not rechten(request.user).is_gemeente,
        "deel": "plannen",
    }


def naar_plek(plan, uuid):
    """Back to the working copy, at the part with this uuid."""
    return redirect(f"{reverse('wijkplannen:bewerken', args=[plan.slug])}#{uuid}")


def _render(request, sjabloon, form, context, status):
    """In one of the two frames; in place, where several may be open, every id has its own name."""
    hier = in_plaats(request)
    if hier:
        form.auto_id = f"id-{form.anker}-%s"
    context |= {
        "kader": f"wijkplannen/bewerken/{'_kader' if hier else 'formulier'}.html",
        "kaderelement": "li" if context["soort"] in REGEL else "article",
        "in_plaats": hier,
    }
    antwoord = render(request, sjabloon, context, status=status)
    patch_vary_headers(antwoord, ["HX-Request"])
    return _richt(antwoord, form.anker) if hier else antwoord


def _richt(antwoord, focus):
    """Where the keyboard goes once it is on the page: an id, or the first question inside it."""
    if focus and NAAM.fullmatch(focus):
        antwoord["HX-Trigger-After-Settle"] = f'{{"richt": "{focus}"}}'
    return antwoord


def _bewaar_concept(request, form):
    try:
        rij = bewaar_concept(form.plan, sleutel=form.sleutel, velden=form.getypt, door=request.user)
    except RegelGeschonden as regel:
        zin, status = str(regel), 422
    else:
        om = date_format(timezone.localtime(rij.op), "H.i")
        zin, status = f"Concept bewaard om {om} uur. Alleen jij ziet het.", 200
    if in_plaats(request):
        context = {"zin": zin}
        return render(request, "wijkplannen/bewerken/_concept.html", context, status=status)
    (messages.success if status == 200 else messages.error)(request, zin)
    return redirect(f"{request.path}?verder=ja" if status == 200 else request.path)


def _toon_botsing(request, form, huidig, soort):
    uuid = form.anker if form.rij else huidig.uuid
    context = {
        "plan": form.plan,
        "form": form,
        "botsing": Botsing(form, huidig),
        "zelf": huidig.gewijzigd_door == request.user,
        "soort": soort,
        "dit": DIT[soort],
        "naar": reverse(f"wijkplannen:{soort}", args=[form.plan.slug, uuid]),
        "deel": "plannen",
    }
    return _render(request, "wijkplannen/bewerken/botsing.html", form, context, 409)
