"""What the pages of the desk share: who may come in, what one looks for, how a form goes on."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode

from indicatoren.forms.indicatoren import ZoekForm
from indicatoren.models import Indicator
from indicatoren.permissions import mag_cijfers_beheren
from indicatoren.werklijst import gezocht, onderwerpen
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import toon_formulier, toon_opnieuw, verder_na, vraag_ja

MAP = "indicatoren/werk/"
FORMULIER = MAP + "formulier.html"
WEGHALEN = MAP + "weghalen.html"


def laat_binnen(request):
    if not mag_cijfers_beheren(request.user):
        raise PermissionDenied


def te_beheren(request, slug) -> Indicator:
    """The indicator, for who keeps the figures; others are refused, there or not."""
    laat_binnen(request)
    return get_object_or_404(Indicator.objects.select_related("bron"), slug=slug)


def zoek(request, lees):
    """What was asked of a list, and the page of it that `lees` gives; none when it was odd."""
    form = ZoekForm(request.GET, onderwerpen=onderwerpen())
    na = verder_na(request)
    context = {"form": form, "is_vervolg": na is not None}
    if form.is_valid():
        vraag = {naam: waarde for naam, waarde in form.cleaned_data.items() if waarde}
        context["lijst"] = lees(gezocht(**vraag), na)
        context["vraag"] = f"&{urlencode(vraag)}" if vraag else ""
    return context


def bewaar(request, context, actie, klaar, sjabloon=FORMULIER):
    """Show `context["form"]`, or do what it says; `klaar` answers to what `actie` gave."""
    form = context["form"]
    context |= {"deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        resultaat = actie(**form.velden)
    except Verouderd as verouderd:
        return toon_opnieuw(request, sjabloon, context, verouderd.huidig)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    return klaar(resultaat)


def haal_weg(request, context, rij, actie, naar):
    """A page with one button, about `rij`; after it one is at `naar`."""
    context |= {"deel": "werk"}
    return vraag_ja(request, WEGHALEN, context, rij, actie, lambda _: redirect(naar))
