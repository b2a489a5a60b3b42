"""Sources of figures, and each time that they asked."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indicatoren.actions.bronnen import maak_bron, maak_peiling, wijzig_bron, wijzig_peiling
from indicatoren.forms.bronnen import BronForm, PeilingForm
from indicatoren.models import Bron
from indicatoren.views.bewaren import MAP, bewaar, laat_binnen
from kern.forms import gestuurd


@require_safe
def bronnen(request):
    laat_binnen(request)
    rijen = Bron.objects.order_by("naam").prefetch_related("peilingen")
    context = {"bronnen": rijen, "titel": "Bronnen en peilingen", "deel": "werk"}
    return render(request, MAP + "bronnen.html", context)


def nieuw(request):
    laat_binnen(request)
    context = {
        "form": BronForm(gestuurd(request)),
        "titel": "Nieuwe bron",
        "terug": reverse("indicatoren:bronnen"),
    }
    return bewaar(request, context, maak_bron, partial(_klaar, request))


def wijzigen(request, sleutel):
    bron = _bron(request, sleutel)
    form = BronForm(gestuurd(request), rij=bron)
    return _bewaar(request, bron, form, f"{bron} wijzigen", partial(wijzig_bron, bron))


def peiling_nieuw(request, sleutel):
    """It starts as the one before was called."""
    bron = _bron(request, sleutel)
    vorige = bron.peilingen.last()
    begin = {"naam": vorige.naam, "periode": vorige.periode} if vorige else {"naam": bron.naam}
    form = PeilingForm(gestuurd(request), initial=begin)
    return _bewaar(request, bron, form, "Nieuwe peiling", partial(maak_peiling, bron))


def peiling(request, sleutel, jaar):
    bron = _bron(request, sleutel)
    rij = get_object_or_404(bron.peilingen, jaar=jaar)
    form = PeilingForm(gestuurd(request), rij=rij)
    return _bewaar(request, bron, form, f"Peiling {jaar} wijzigen", partial(wijzig_peiling, rij))


def _bron(request, sleutel):
    laat_binnen(request)
    return get_object_or_404(Bron, sleutel=sleutel)


def _bewaar(request, bron, form, titel, actie):
    context = {
        "bron": bron,
        "form": form,
        "titel": titel,
        "terug": reverse("indicatoren:bronnen") + f"#{bron.sleutel}",
    }
    return bewaar(request, context, actie, partial(_klaar, request))


def _klaar(request, _):
    messages.success(request, "Bewaard. Bij de cijfers staat het zo ook.")
    return redirect("indicatoren:bronnen")
