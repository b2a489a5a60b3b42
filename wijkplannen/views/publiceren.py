"""From working copy to what visitors see, now or later, and which body established it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import toon_formulier
from wijkplannen.actions.inplannen import moment, plan_in, trek_in
from wijkplannen.actions.publicatie import leg_vaststelling_vast, publiceer
from wijkplannen.forms.publiceren import InplanForm, PubliceerForm, VaststellingForm
from wijkplannen.planpartners import open_toezeggingen
from wijkplannen.views.bewaren import gestuurd, lees_plan, te_bewerken
from wijkplannen.werkversie import lees_werkversie

SJABLOON = "wijkplannen/bewerken/publiceren.html"


def publiceren(request, slug):
    plan = te_bewerken(request, slug, "huidige_versie")
    return _zet_online(request, plan, PubliceerForm, partial(publiceer, plan), _online)


def inplannen(request, slug):
    """The same page and the same list; it goes online at a moment that one chooses."""
    plan = te_bewerken(request, slug, "huidige_versie")
    return _zet_online(request, plan, InplanForm, partial(plan_in, plan), _ingepland)


@require_POST
def intrekken(request, slug, uuid):
    plan = te_bewerken(request, slug)
    try:
        trek_in(get_object_or_404(plan.geplande_publicaties, uuid=uuid))
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    else:
        messages.success(request, "Ingetrokken. Er komt niets vanzelf online.")
    return redirect("wijkplannen:publiceren", plan.slug)


def vaststellen(request, slug, nummer):
    plan = te_bewerken(request, slug)
    versie = get_object_or_404(plan.versies, nummer=nummer)
    form = VaststellingForm(gestuurd(request))
    if form.is_valid():
        try:
            leg_vaststelling_vast(versie, door=request.user, **form.cleaned_data)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, f"Bij versie {nummer} staat nu wie haar heeft vastgesteld.")
            return redirect("wijkplannen:bewerken", plan.slug)
    context = {"plan": plan, "versie": versie, "form": form, "deel": "plannen"}
    return toon_formulier(request, "wijkplannen/bewerken/vaststellen.html", context)


def _zet_online(request, plan, formulier, actie, melding):
    """Show what goes online and do it; what changed since one looked at it is shown first."""
    werk = lees_werkversie(plan, request.user)
    form = formulier(gestuurd(request), initial=_gezien(plan, werk))
    context = _context(plan, werk, form)
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    try:
        gedaan = actie(door=request.user, **form.cleaned_data)
    except Verouderd:
        return _toon_opnieuw(request, plan.slug, form)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, SJABLOON, context)
    messages.success(request, melding(plan, gedaan))
    return redirect("wijkplannen:bewerken", plan.slug)


def _context(plan, werk, form):
    return {
        "plan": plan,
        "werk": werk,
        "form": form,
        "toezeggingen": open_toezeggingen(werk),
        "deel": "plannen",
    }


def _gezien(plan, werk):
    return {"versie": plan.versie, "agenda": werk.agendastand}


def _toon_opnieuw(request, slug, form):
    """Somebody saved in between: the fresh list, and what was typed."""
    plan = lees_plan(slug, "huidige_versie")
    werk = lees_werkversie(plan, request.user)
    getypt = {veld.name: veld.value() for veld in form.visible_fields()}
    nieuw = type(form)(initial=getypt | _gezien(plan, werk))
    context = _context(plan, werk, nieuw) | {"net": True}
    return render(request, SJABLOON, context, status=409)


def _online(plan, versie):
    return format_html(
        'Versie {} staat online. <a class="nl-link" href="{}">Bekijk wat bezoekers zien</a>',
        versie.nummer,
        plan.get_absolute_url(),
    )


def _ingepland(_plan, gepland):
    return (
        f"Dit komt online op {moment(gepland.op)}. Verandert er voor die tijd iets in het plan, "
        "dan gaat het niet door en hoor je dat."
    )
