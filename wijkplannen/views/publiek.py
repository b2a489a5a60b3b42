"""What everybody may read: the plans, their versions, and what changed between two of them."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gebieden.models import Gebied
from kern.forms import toon_formulier
from wijkplannen.forms.vergelijken import VergelijkForm
from wijkplannen.inhoud import per_soort, verschillen
from wijkplannen.leesplan import lees_online, lees_vaststelling, lees_versie, met_cijfers
from wijkplannen.models import Bijeenkomst, PlanVersie, Wijkplan

KOPPEN = {"erbij": "Erbij gekomen", "gewijzigd": "Gewijzigd", "weg": "Niet meer in het plan"}


@login_not_required
def lijst(request):
    plannen = Wijkplan.objects.openbaar().voor_lijst().order_by("-periode")
    gebieden = Gebied.objects.wijken_en_geheel()
    gebieden = gebieden.prefetch_related(Prefetch("wijkplannen", plannen, to_attr="plannen"))
    wijken = [gebied for gebied in gebieden if gebied.plannen or not gebied.is_geheel]
    return render(request, "wijkplannen/lijst.html", {"wijken": wijken, "deel": "plannen"})


@login_not_required
def detail(request, slug):
    """Eight queries: plan, agenda, documents, learning points, and four of figures if there are."""
    plan = _plan(slug, Wijkplan.objects.openbaar().met_bijeenkomst(timezone.now()))
    context = {
        "plan": plan,
        "bijeenkomst": _eerstvolgende(plan),
        "documenten": plan.documenten.select_related("plan"),
        "leerpunten": plan.leerpunten.openbaar(),
        "deel": "plannen",
    }
    if plan.huidige_versie:
        context["leesplan"] = met_cijfers(lees_online(plan))
        return render(request, "wijkplannen/plan.html", context)
    if plan.soort == Wijkplan.Soort.DOCUMENT:
        return render(request, "wijkplannen/document.html", context)
    return render(request, "wijkplannen/aangekondigd.html", context)


@login_not_required
def versies(request, slug):
    plan = _plan(slug, Wijkplan.objects.online().defer("huidige_versie__inhoud"))
    rijen = [(versie, lees_vaststelling(versie)) for versie in plan.versies.defer("inhoud")]
    context = {"plan": plan, "rijen": rijen, "deel": "plannen"}
    return render(request, "wijkplannen/versies.html", context)


@login_not_required
def versie(request, slug, nummer):
    versies = PlanVersie.objects.select_related("plan__gebied")
    versie = get_object_or_404(versies, plan__slug=slug, nummer=nummer)
    context = {
        "plan": versie.plan,
        "versie": versie,
        "vaststelling": lees_vaststelling(versie),
        "leesplan": lees_versie(versie.plan, versie.inhoud),
        "deel": "plannen",
    }
    return render(request, "wijkplannen/versie.html", context)


@login_not_required
def vergelijken(request, slug):
    plan = _plan(slug, Wijkplan.objects.online().defer("huidige_versie__inhoud"))
    form = VergelijkForm(request.GET, versies=plan.versies.defer("inhoud"))
    context = {"plan": plan, "form": form, "deel": "plannen"}
    if form.is_valid():
        van, naar = sorted(form.cleaned_data.values())
        inhoud = dict(plan.versies.filter(nummer__in=[van, naar]).values_list("nummer", "inhoud"))
        groepen = per_soort(verschillen(inhoud[van], inhoud[naar]), KOPPEN)
        context |= {"van": van, "naar": naar, "groepen": groepen}
    return toon_formulier(request, "wijkplannen/vergelijken.html", context)


def _eerstvolgende(plan):
    if not plan.komt:
        return None
    return Bijeenkomst(**plan.komt | {"begin": parse_datetime(plan.komt["begin"])})


def _plan(slug, plannen):
    return get_object_or_404(plannen.select_related("gebied", "huidige_versie"), slug=slug)
