"""The desk of the researcher: all indicators, and one of them made, changed, explained."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from indicatoren.actions.indicatoren import (
    aantal_verborgen,
    haal_indicator_weg,
    maak_indicator,
    wijzig_indicator,
)
from indicatoren.forms.indicatoren import IndicatorForm
from indicatoren.models import Correctie
from indicatoren.veranderingen import bestanden, veranderingen
from indicatoren.views.bewaren import MAP, bewaar, haal_weg, laat_binnen, te_beheren, zoek
from indicatoren.werklijst import werklijst
from kern.forms import gestuurd, toon_formulier


@require_safe
def werk(request):
    """All of them by subject, a page at a time; five queries."""
    laat_binnen(request)
    context = zoek(request, werklijst) | {"deel": "werk"}
    return toon_formulier(request, MAP + "overzicht.html", context)


def nieuw(request):
    """`?naam=` is what a file calls it, `?terug=` the page one came from."""
    laat_binnen(request)
    naar = _terug(request)
    form = IndicatorForm(gestuurd(request), initial={"naam": request.GET.get("naam", "")[:120]})
    context = {"form": form, "titel": "Nieuw cijfer", "terug": naar or reverse("indicatoren:werk")}

    def klaar(indicator):
        messages.success(request, f"{indicator} staat erbij. Er zijn nog geen getallen van.")
        return redirect(naar or _pagina(indicator))

    return bewaar(request, context, maak_indicator, klaar)


@require_safe
def indicator(request, slug):
    """One of them as it is, and what one can do with it."""
    rij = te_beheren(request, slug)
    context = {"indicator": rij, "definities": list(rij.definities.all()), "deel": "werk"}
    return render(request, MAP + "indicator.html", context)


def wijzigen(request, slug):
    """Another threshold says afterwards how many figures it hides."""
    rij = te_beheren(request, slug)
    form = IndicatorForm(gestuurd(request), rij=rij)
    eerst = aantal_verborgen(rij) if form.is_bound else 0
    context = {"form": form, "indicator": rij, "titel": "Wijzigen", "terug": _pagina(rij)}

    def klaar(nu):
        messages.success(request, _bewaard(rij, nu, eerst))
        return redirect(_pagina(nu))

    return bewaar(request, context, partial(wijzig_indicator, rij), klaar)


def weghalen(request, slug):
    rij = te_beheren(request, slug)
    context = {
        "indicator": rij,
        "titel": "Wil je dit cijfer weghalen?",
        "uitleg": "Dit kan alleen zonder getallen, en als geen plan of document het noemt.",
        "terug": _pagina(rij),
    }
    return haal_weg(request, context, rij, haal_indicator_weg, "indicatoren:werk")


@require_safe
def herkomst(request, slug):
    """The files its figures come from, and what they were before they changed."""
    rij = te_beheren(request, slug)
    context = {
        "indicator": rij,
        "titel": "Waar komt het vandaan?",
        "bestanden": bestanden(rij),
        "veranderingen": veranderingen(rij, Correctie.Soort.METING),
        "deel": "werk",
    }
    return render(request, MAP + "herkomst.html", context)


def _bewaard(was, nu, eerst):
    if was.drempel_n == nu.drempel_n:
        return "Bewaard."
    aantal = aantal_verborgen(nu)
    if aantal == eerst:
        return "Bewaard. Bezoekers zien dezelfde cijfers als eerst."
    return f"Bewaard. Cijfers die bezoekers niet zien: nu {aantal}, eerst {eerst}."


def _pagina(indicator):
    return reverse("indicatoren:indicator", args=[indicator.slug])


def _terug(request):
    """Where one came from: a page of this portal, or nothing."""
    naar = request.GET.get("terug", "")
    is_hier = naar.startswith("/") and url_has_allowed_host_and_scheme(naar, allowed_hosts=None)
    return naar if is_hier else ""
