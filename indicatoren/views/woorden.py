"""Words about the target: the rule, who agreed, and a button for who may."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from indicatoren.actions.woorden import delen_van, mag_tekenen, teken_akkoord, trek_in
from indicatoren.models import Indicator
from indicatoren.permissions import mag_cijfers_beheren
from indicatoren.views.bewaren import MAP, zoek
from indicatoren.werklijst import woordenlijst
from indicatoren.woorden import uitleg
from kern.exceptions import RegelGeschonden
from kern.forms import toon_formulier

ACTIES = {
    "akkoord": (teken_akkoord, "Je akkoord staat erbij."),
    "intrekken": (trek_in, "De woorden staan uit."),
}


@require_safe
def lijst(request):
    """All indicators, with whether their words are on; five queries."""
    _laat_binnen(request)
    context = zoek(request, woordenlijst) | _voor(request)
    return toon_formulier(request, MAP + "woordenlijst.html", context)


def woorden(request, slug):
    """Of one indicator. Both buttons are harmless when pressed twice."""
    _laat_binnen(request)
    indicator = get_object_or_404(Indicator, slug=slug)
    fout = ""
    if request.method == "POST":
        actie, melding = ACTIES.get(request.POST.get("actie"), (_geen_keuze, ""))
        try:
            actie(indicator, door=request.user)
        except RegelGeschonden as regel:
            fout = str(regel)
        else:
            messages.success(request, melding)
            return redirect("indicatoren:woorden", slug)
    akkoorden = indicator.woordakkoorden.order_by("-pk")
    akkoorden = list(akkoorden.select_related("onderzoeker", "beleid", "ingetrokken_door")[:6])
    akkoord = next((een for een in akkoorden if not een.ingetrokken_op), None)
    context = _voor(request) | {
        "indicator": indicator,
        "akkoord": akkoord,
        "vroeger": [een for een in akkoorden if een.ingetrokken_op],
        "mag_tekenen": mag_tekenen(request.user, akkoord),
        "uitleg": uitleg(),
        "fout": fout,
    }
    return render(request, MAP + "woorden.html", context, status=422 if fout else 200)


def _geen_keuze(_indicator, *, door):
    raise RegelGeschonden("Kies een van de knoppen.")


def _laat_binnen(request):
    if not delen_van(request.user):
        raise PermissionDenied


def _voor(request):
    return {"beheert": mag_cijfers_beheren(request.user), "deel": "werk"}
