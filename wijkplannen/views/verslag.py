"""What became of a plan in a period: for everybody, and as a text for the council."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kern.bestanden import DOCX
from kern.downloads import download
from kern.forms import toon_formulier
from wijkplannen import verslagzinnen as zeg
from wijkplannen.forms.verslag import gangbare_perioden, lees_periode, vraag_van
from wijkplannen.leesplan import lees_versie, met_cijfers
from wijkplannen.models import PlanVersie, Wijkplan
from wijkplannen.raadsbrief import raadsbrief
from wijkplannen.voortgangsverslag import lees_verslag

PAGINA = "wijkplannen/verslag/voortgang.html"


@require_safe
@login_not_required
def voortgang_plan(request, slug):
    return toon_formulier(request, PAGINA, _lees(request, slug))


@require_safe
@login_not_required
def voortgang_docx(request, slug):
    """The text for the council in Word, to finish there."""
    from kern.word import als_docx  # noqa: PLC0415  python-docx: a quarter of a second

    context = _lees(request, slug)
    if "verslag" not in context:
        return toon_formulier(request, PAGINA, context)
    inhoud = als_docx(raadsbrief(context["verslag"], timezone.localdate()))
    naam = f"voortgang-{slug}-{context['verslag'].tot:%Y-%m-%d}.docx"
    return download(inhoud, DOCX, naam)


@require_safe
@login_not_required
def voortgang_html(request, slug):
    """The same as bare HTML, to paste in the system of the council."""
    context = _lees(request, slug)
    if "verslag" not in context:
        return toon_formulier(request, PAGINA, context)
    stuk = raadsbrief(context["verslag"], timezone.localdate())
    return render(request, "onderdelen/kale_tekst.html", {"stuk": stuk})


def _lees(request, slug):
    """The period that was asked and, when it is one, the report of it."""
    eerste = PlanVersie.objects.filter(plan=OuterRef("pk"), nummer=1)
    plannen = Wijkplan.objects.online().select_related("gebied", "huidige_versie")
    plan = get_object_or_404(plannen.annotate(eerste_op=Subquery(eerste.values("op"))), slug=slug)
    perioden = gangbare_perioden(timezone.localdate(), timezone.localdate(plan.eerste_op))
    form = lees_periode(request.GET, *next(iter(perioden.values())))
    context = {"plan": plan, "form": form, "perioden": perioden, "deel": "plannen"}
    if form.is_valid():
        lees = met_cijfers(lees_versie(plan, plan.huidige_versie.inhoud))
        context |= _op_de_pagina(lees_verslag(lees, **form.cleaned_data))
    return context


def _op_de_pagina(verslag):
    """The report, with each line in words beside it."""

    def regels(lijst, schrijf):
        return [(regel, schrijf(regel)) for regel in lijst]

    return {
        "verslag": verslag,
        "periode": zeg.periode(verslag),
        "query": vraag_van(verslag),
        "kern": zeg.kernzinnen(verslag),
        "gedaan": [(doel, regels(lijst, zeg.wie_en_sinds)) for doel, lijst in verslag.gedaan],
        "gestopt": regels(verslag.gestopt, zeg.wie_en_sinds),
        "later": regels(verslag.later, zeg.later),
        "planning": zeg.planningszin(verslag),
        "straks": regels(verslag.straks, zeg.straks),
        "cijfers": zeg.cijfertabel(verslag),
        "cijferzin": zeg.cijferzin(verslag),
        "geld": zeg.geldtabel(verslag),
        "geldzinnen": zeg.geldzinnen(verslag),
    }
