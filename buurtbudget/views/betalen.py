"""The payment list: beside the app of a bank, on a phone. Tick, undo, a second yes, take off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from buurtbudget.actions import betalen as actie
from buurtbudget.betaallijst import betaallijst
from buurtbudget.forms.betalen import AkkoordForm, BetaaldForm, WegForm
from buurtbudget.models import Beheerder, Betaalbestand, Betaling
from buurtbudget.permissions import mag_uitbetalen
from buurtbudget.views.penningmeester import plek, plek_van
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier

LIJST = "buurtbudget/betalen/lijst.html"
NET_VERANDERD = "Iemand anders werkte net aan deze betaling. Kijk wat er nu staat."


@never_cache
def betalen(request, slug):
    return _toon(request, plek(request, slug))


@never_cache
def rekening_betalen(request, partner):
    """All wijken of one foundation: they are paid from one account."""
    return _toon(request, plek_van(request, partner), samen=True)


@require_POST
def betaald(request, uuid):
    """The tick."""
    betaling = _betaling(request, uuid)
    form = BetaaldForm(request.POST, auto_id=_id(betaling))
    if form.is_valid():
        try:
            actie.betaal(betaling, **form.cleaned_data, door=request.user)
        except Verouderd:
            messages.error(request, NET_VERANDERD)
            return _toon(request, *_terug_naar(request, betaling), status=409)
        except RegelGeschonden as regel:
            form.add_error("op", str(regel))
        else:
            messages.success(request, f"Afgevinkt: {betaling.aanvraag.nummer} {betaling.aanvraag}.")
            return _terug(request, betaling)
    return _toon(request, *_terug_naar(request, betaling), form=form, bij=betaling, status=422)


@require_POST
def ongedaan(request, uuid):
    betaling = _betaling(request, uuid)
    try:
        actie.maak_ongedaan(betaling, door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    else:
        messages.success(request, "Teruggedraaid. De betaling staat weer op de lijst.")
    return _terug(request, betaling)


@require_POST
def akkoord(request, uuid):
    """The yes of a second person, or alone with the reason where the rules let one."""
    betaling = _betaling(request, uuid)
    form = AkkoordForm(request.POST, auto_id=_id(betaling))
    if form.is_valid():
        try:
            actie.geef_akkoord(betaling, **form.cleaned_data, door=request.user)
        except RegelGeschonden as regel:
            form.add_error("alleen_omdat", str(regel))
        else:
            messages.success(request, "Akkoord. De betaling kan gedaan worden.")
            return _terug(request, betaling)
    return _toon(request, *_terug_naar(request, betaling), form=form, bij=betaling, status=422)


def van_de_lijst(request, uuid):
    betaling = _betaling(request, uuid)
    form = WegForm(gestuurd(request), in_bestand=betaling.bestand_id is not None)
    context = {"betaling": betaling, "form": form, "gebied": betaling.aanvraag.gebied}
    context["deel"] = "werk"
    sjabloon = "buurtbudget/betalen/van_de_lijst.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        actie.vergeet_betaling(betaling, **form.cleaned_data, door=request.user)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    messages.success(request, "De betaling is van de lijst. Kijk de bonnen opnieuw na.")
    if betaling.soort == Betaling.Soort.SLOT:
        return redirect("buurtbudget:bonnen", betaling.aanvraag.nummer)
    return redirect("buurtbudget:declaraties", betaling.aanvraag.gebied.slug)


def _betaling(request, uuid):
    """The payment, for whoever may do it; the row is locked and read again by the action."""
    rijen = Betaling.objects.select_related("aanvraag__spelregels__gebied", "boeking")
    betaling = get_object_or_404(rijen, uuid=uuid)
    if not mag_uitbetalen(request.user, betaling.aanvraag):
        raise PermissionDenied
    return betaling


def _terug_naar(request, betaling):
    """Where the button stood: the list of the wijk, or the one of the whole account."""
    hier = plek(request, betaling.aanvraag.gebied.slug)
    return hier, request.POST.get("lijst") == "samen"


def _terug(request, betaling):
    hier, samen = _terug_naar(request, betaling)
    if samen:
        return redirect(reverse("buurtbudget:rekening_betalen", args=[hier.partner.slug]))
    return redirect(reverse("buurtbudget:betalen", args=[hier.gebied.slug]))


def _toon(request, hier, samen=False, *, form=None, bij=None, status=200):
    gebieden = hier.gebieden if samen else [hier.gebied]
    lijst = betaallijst(request.user, [gebied.pk for gebied in gebieden], now())
    for regel in lijst.regels:
        regel.form = form if bij == regel.betaling else _leeg(regel)
    bestanden = Betaalbestand.objects.filter(beheerder=hier.partner).defer("inhoud")[:5]
    context = {
        "plek": hier,
        "samen": samen,
        "lijst": lijst,
        "form": form,
        "bestanden": bestanden,
        "beheerder": Beheerder.objects.filter(partner=hier.partner).first(),
        "deel": "werk",
    }
    return render(request, LIJST, context, status=status)


def _leeg(regel):
    if regel.groep == "wacht":
        return AkkoordForm(auto_id=_id(regel.betaling))
    return BetaaldForm(initial={"versie": regel.betaling.versie}, auto_id=_id(regel.betaling))


def _id(betaling):
    return f"id_{betaling.uuid.hex[:8]}_%s"
