"""An earlier version back in the working copy: first what changes, in words, then the button."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import VersieForm, toon_formulier
from wijkplannen.actions.terugzetten import wat_verandert, zet_versie_terug
from wijkplannen.inhoud import per_soort
from wijkplannen.leesplan import lees_vaststelling
from wijkplannen.views.bewaren import gestuurd, te_bewerken

SJABLOON = "wijkplannen/plannen/terugzetten.html"
KOPPEN = {"erbij": "Komt terug", "gewijzigd": "Verandert", "weg": "Gaat uit het plan"}
TERUG = "Versie {} staat in de werkversie. Bezoekers zien er niets van tot je publiceert."


def versies(request, slug):
    """What was published, by whom, and the way back to it."""
    plan = te_bewerken(request, slug, "huidige_versie")
    rijen = plan.versies.defer("inhoud").select_related("door")
    context = {
        "plan": plan,
        "rijen": [(versie, lees_vaststelling(versie)) for versie in rijen],
        "deel": "plannen",
    }
    return render(request, "wijkplannen/plannen/versies.html", context)


def terugzetten(request, slug, nummer):
    plan = te_bewerken(request, slug)
    versie = get_object_or_404(plan.versies, nummer=nummer)
    form = VersieForm(gestuurd(request), initial={"versie": plan.versie})
    context = {"plan": plan, "versie": versie, "form": form, "deel": "plannen"}
    context["groepen"] = per_soort(wat_verandert(plan, versie), KOPPEN)
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    try:
        zet_versie_terug(versie, gelezen=form.cleaned_data["versie"], door=request.user)
    except Verouderd:
        nieuw = VersieForm(initial={"versie": plan.versie})
        return render(request, SJABLOON, context | {"form": nieuw, "net": True}, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, SJABLOON, context)
    messages.success(request, TERUG.format(nummer))
    return redirect("wijkplannen:bewerken", plan.slug)
