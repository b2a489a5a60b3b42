"""From working copy to what visitors see, and which body established it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import toon_formulier
from wijkplannen.actions.publicatie import leg_vaststelling_vast, publiceer
from wijkplannen.forms.publiceren import PubliceerForm, VaststellingForm
from wijkplannen.views.bewaren import gestuurd, lees_plan, te_bewerken
from wijkplannen.werkversie import lees_werkversie

SJABLOON = "wijkplannen/bewerken/publiceren.html"


def publiceren(request, slug):
    plan = te_bewerken(request, slug, "huidige_versie")
    werk = lees_werkversie(plan, request.user)
    gezien = {"versie": plan.versie, "agenda": werk.agendastand}
    form = PubliceerForm(gestuurd(request), initial=gezien)
    context = {"plan": plan, "werk": werk, "form": form, "deel": "plannen"}
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    try:
        versie = publiceer(plan, door=request.user, **form.cleaned_data)
    except Verouderd:
        return _toon_opnieuw(request, slug, form)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, SJABLOON, context)
    messages.success(request, _online(plan, versie))
    return redirect("wijkplannen:bewerken", plan.slug)


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


def _toon_opnieuw(request, slug, form):
    """Somebody saved in between: the fresh list, and the sentence that was typed."""
    plan = lees_plan(slug, "huidige_versie")
    werk = lees_werkversie(plan, request.user)
    nieuw = PubliceerForm(
        initial={
            "versie": plan.versie,
            "agenda": werk.agendastand,
            "wat_veranderd": form.cleaned_data["wat_veranderd"],
        }
    )
    context = {"plan": plan, "werk": werk, "form": nieuw, "net": True, "deel": "plannen"}
    return render(request, SJABLOON, context, status=409)


def _online(plan, versie):
    return format_html(
        'Versie {} staat online. <a class="nl-link" href="{}">Bekijk wat bezoekers zien</a>',
        versie.nummer,
        plan.get_absolute_url(),
    )
