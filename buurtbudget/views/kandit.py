"""Kan mijn idee? Two questions pages and an answer, all by GET and without an account."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbudget.forms.kandit import KanDitForm
from buurtbudget.kandit import klussen, oordeel
from buurtbudget.models import NogRegelen
from buurtbudget.wijkpagina import lees_budget, overzicht
from gebieden.models import Gebied
from kern.forms import toon_formulier

VRAGEN = "buurtbudget/kandit/vragen.html"


@require_safe
@login_not_required
def kan_dit(request):
    dag = timezone.localdate()
    budget = _budget(request.GET.get("wijk", ""), dag)
    if budget is None or budget.regels is None:
        return _vraag_wijk(request, budget, dag)
    gestuurd = "toon" in request.GET
    form = KanDitForm(
        request.GET if gestuurd else None, regels=budget.regels, initial=request.GET.dict()
    )
    context = {"budget": budget, "regels": budget.regels, "form": form, "deel": "buurtbudget"}
    if not form.is_valid():
        return toon_formulier(request, VRAGEN, context)
    antwoorden = form.antwoorden
    context |= {
        "antwoorden": antwoorden,
        "uitslag": oordeel(budget.regels, antwoorden, dag),
        "klussen": klussen(budget.regels, antwoorden, NogRegelen.objects.all(), dag),
        "vragen": _zonder_knop(request.GET),
        "dag": dag,
    }
    return render(request, "buurtbudget/kandit/uitslag.html", context)


def _budget(slug, dag):
    """The wijk that was chosen, or None; odd input is no wijk."""
    if "\0" in slug:
        return None
    gebied = Gebied.objects.budgetgebieden().filter(slug=slug[:80]).first()
    return gebied and lees_budget(gebied, dag)


def _vraag_wijk(request, budget, dag):
    context = {"budget": budget, "budgetten": overzicht(dag), "deel": "buurtbudget"}
    return render(request, "buurtbudget/kandit/wijk.html", context)


def _zonder_knop(vraag):
    """The answers as a query, for the link back and for the application."""
    kopie = vraag.copy()
    kopie.pop("toon", None)
    return kopie.urlencode()
