from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.aggregates import ArrayAgg
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from buurtbudget.wijkpagina import vul_aan
from gebieden.forms import PostcodeForm
from gebieden.models import OudeSlug
from gebieden.stad import Stad, zekere_wijk
from indicatoren.reeksen import kernreeksen
from kern.forms import toon_formulier
from partners.models import Contactpersoon, Partner
from wijkplannen.loket import open_in_woorden
from wijkplannen.models import Bijeenkomst
from wijkplannen.wijkpaneel import plannen_van_wijk

HOOGUIT_BIJEENKOMSTEN = 4


@require_safe
@login_not_required
def wijken(request):
    return render(request, "portaal/wijken.html", {"stad": Stad(), "deel": "wijken"})


@require_safe
@login_not_required
def wijk(request, slug):
    stad = Stad()
    wijk = stad.wijk(slug)
    if wijk is None:
        return _verwijs(stad, slug)
    partners = Partner.objects.openbaar().in_gebied(wijk).annotate(waar=ArrayAgg("gebieden"))
    beheerders = [p for p in partners if p.soort == Partner.Soort.BUDGETBEHEERDER]
    budgetten = stad.budgetten_in(wijk)
    vul_aan(budgetten, localdate())
    for budget in budgetten:
        budget.beheerders = [p for p in beheerders if budget.pk in p.waar]
    plannen = plannen_van_wijk(wijk)
    context = {
        "deel": "wijken",
        "wijk": wijk,
        "stad": stad,
        "budgetten": budgetten,
        "moment": localtime(),
        "plannen": plannen,
        "open_voor_wens": open_in_woorden(plannen.alle),
        "bijeenkomsten": Bijeenkomst.objects.openbaar()
        .filter(gebied=wijk)
        .komend(localtime())[:HOOGUIT_BIJEENKOMSTEN],
        "reeksen": kernreeksen(stad.gemeente, wijk),
        "contacten": Contactpersoon.objects.openbaar().van_gebied(wijk),
        "partners": [p for p in partners if p not in beheerders],
    }
    return render(request, "portaal/wijk.html", context)


def _verwijs(stad, slug):
    """A former address or the name of a part leads to its wijk; a part of two leads to the list."""
    oude = OudeSlug.objects.filter(slug=slug, indeling__gemeente__code=settings.GEMEENTE)
    if oud := oude.select_related("gebied").first():
        return redirect(oud.gebied, permanent=True)
    wijken = stad.wijken_van_deel(slug)
    if not wijken:
        raise Http404(slug)
    return redirect(wijken[0] if len(wijken) == 1 else "portaal:wijken")


@require_safe
@login_not_required
def mijn_wijk(request):
    """From postcode to wijk; asks when the postcode lies in more than one.

    A postcode that is well written but not ours is a 404: there is no such wijk here.
    """
    if not request.GET.get("postcode", "").strip():
        return render(request, "portaal/mijn_wijk.html", {"form": PostcodeForm(), "deel": "wijken"})
    form = PostcodeForm(request.GET)
    if not form.is_valid():
        return toon_formulier(request, "portaal/mijn_wijk.html", {"form": form, "deel": "wijken"})
    aandelen = form.kandidaten()
    if wijk := zekere_wijk(aandelen):
        return redirect(wijk)
    stad = Stad()
    context = {
        "deel": "wijken",
        "form": form,
        "stad": stad,
        "wijken": [stad.wijk(kandidaat.slug) for kandidaat in aandelen] or stad.wijken,
        "buiten": not aandelen,
        "vraag_huisnummer": form.vraagt_huisnummer(),
    }
    status = 404 if context["buiten"] else 200
    return render(request, "portaal/mijn_wijk.html", context, status=status)
