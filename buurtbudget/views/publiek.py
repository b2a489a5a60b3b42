"""The public pages of the buurtbudgetten and their papers. No session, the same for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buurtbudget import papier
from buurtbudget.regeltekst import zinnen
from buurtbudget.wijkpagina import lees_budget
from buurtbudget.wijkpagina import overzicht as lees_overzicht
from gebieden.models import Gebied
from kern.bestanden import PDF
from kern.downloads import download


@require_safe
@login_not_required
def overzicht(request):
    budgetten = lees_overzicht(timezone.localdate())
    return render(
        request, "buurtbudget/wijk/lijst.html", {"budgetten": budgetten, "deel": "buurtbudget"}
    )


@require_safe
@login_not_required
def wijk(request, slug):
    gebied = get_object_or_404(Gebied.objects.budgetgebieden(), slug=slug)
    budget = lees_budget(gebied, timezone.localdate())
    context = {
        "gebied": gebied,
        "budget": budget,
        "regels": budget.regels,
        "teksten": zinnen(budget.regels) if budget.regels else {},
        "plangebied": Gebied.objects.wijken().die_raken(gebied).first(),
        "moment": timezone.localtime(),
        "deel": "buurtbudget",
    }
    return render(request, "buurtbudget/wijk/wijk.html", context)


@require_safe
@login_not_required
def formulier(request, slug):
    return _pdf(slug, papier.formulier, "aanvraagformulier")


@require_safe
@login_not_required
def handtekeningenlijst(request, slug):
    return _pdf(slug, papier.handtekeningenlijst, "handtekeningen")


@require_safe
@login_not_required
def declaratieformulier(request, slug):
    return _pdf(slug, papier.declaratieformulier, "declaratieformulier")


def _pdf(slug, maak, naam):
    """A paper of the rules of now; without rules there is none."""
    gebied = get_object_or_404(Gebied.objects.budgetgebieden(), slug=slug)
    budget = lees_budget(gebied, timezone.localdate())
    if budget.regels is None:
        raise Http404(slug)
    return download(maak(budget), PDF, f"{naam}-{gebied.slug}.pdf", inline=True)
