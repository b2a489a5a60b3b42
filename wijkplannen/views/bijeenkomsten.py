"""Meetings in the wijken: for everybody to read, and kept by the gebiedsmanager."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import VersieForm, gestuurd, toon_formulier, toon_opnieuw
from wijkplannen.actions.bijeenkomsten import last_af, maak_bijeenkomst, wijzig_bijeenkomst
from wijkplannen.afspraken import regels
from wijkplannen.forms.bijeenkomsten import BijeenkomstForm, VerslagForm
from wijkplannen.loket import is_open_bij
from wijkplannen.models import Bijeenkomst, Inbreng
from wijkplannen.plekken import openbare_plek
from wijkplannen.views.mijn_wijken import mijn_wijken

HOOGUIT = 50
MAP = "wijkplannen/bijeenkomsten/"
FORMULIER = MAP + "formulier.html"


@require_safe
@login_not_required
def lijst(request):
    """To come first; then what was, with its report."""
    nu = timezone.now()
    rijen = Bijeenkomst.objects.openbaar().select_related("gebied")
    context = {
        "komend": list(rijen.komend(nu)),
        "voorbij": list(rijen.voorbij(nu)[:HOOGUIT]),
        "deel": "wijken",
    }
    return render(request, MAP + "lijst.html", context)


@require_safe
@login_not_required
def detail(request, uuid):
    """One meeting: what was promised, and what came of the wishes that were brought in there."""
    rijen = Bijeenkomst.objects.openbaar().select_related("gebied")
    bijeenkomst = get_object_or_404(rijen, uuid=uuid)
    wensen = Inbreng.objects.openbaar().filter(bij=bijeenkomst).met_plek().defer("tekst")
    context = {
        "bijeenkomst": bijeenkomst,
        "voorbij": bijeenkomst.einde <= timezone.now(),
        "afspraken": regels(list(bijeenkomst.afspraken.met_stand())),
        "wensen": [(wens, openbare_plek(wens)) for wens in wensen],
        "open_voor_wens": is_open_bij(bijeenkomst, timezone.localdate()),
        "deel": "wijken",
    }
    return render(request, MAP + "detail.html", context)


@require_safe
def beheer(request):
    wijken = mijn_wijken(request.user)
    nu = timezone.now()
    rijen = Bijeenkomst.objects.van(request.user).select_related("gebied")
    context = {
        "wijken": wijken,
        "komend": list(rijen.komend(nu)),
        "voorbij": list(rijen.filter(einde__lte=nu).order_by("-begin", "-pk")[:HOOGUIT]),
        "deel": "werk",
    }
    return render(request, MAP + "beheer.html", context)


def nieuw(request):
    wijken = mijn_wijken(request.user)
    form = BijeenkomstForm(gestuurd(request), gebieden=wijken)
    if form.is_valid():
        try:
            rij = maak_bijeenkomst(door=request.user, **form.velden)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, _bewaard(rij))
            return redirect("wijkplannen:bijeenkomst_beheren", rij.uuid)
    context = {"form": form, "titel": "Nieuwe bijeenkomst", "deel": "werk"}
    return toon_formulier(request, FORMULIER, context)


@require_safe
def beheren(request, uuid):
    """One meeting at the desk: report, promises, who may see it."""
    bijeenkomst = te_beheren(request, uuid)
    context = {
        "bijeenkomst": bijeenkomst,
        "voorbij": bijeenkomst.einde <= timezone.now(),
        "afspraken": list(bijeenkomst.afspraken.met_stand()),
        "vandaag": timezone.localdate(),
        "deel": "werk",
    }
    return render(request, MAP + "beheren.html", context)


def wijzigen(request, uuid):
    bijeenkomst = te_beheren(request, uuid)
    wijken = mijn_wijken(request.user)
    form = BijeenkomstForm(gestuurd(request), rij=bijeenkomst, gebieden=wijken)
    return _bewaar(request, bijeenkomst, form, "Bijeenkomst wijzigen")


def verslag(request, uuid):
    bijeenkomst = te_beheren(request, uuid)
    form = VerslagForm(gestuurd(request), rij=bijeenkomst)
    return _bewaar(request, bijeenkomst, form, "Verslag")


def afgelasten(request, uuid):
    bijeenkomst = te_beheren(request, uuid)
    form = VersieForm(gestuurd(request), initial={"versie": bijeenkomst.versie})
    context = {"bijeenkomst": bijeenkomst, "form": form, "deel": "werk"}
    if form.is_valid():
        try:
            last_af(bijeenkomst, door=request.user, **form.cleaned_data)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        except Verouderd as verouderd:
            nu = verouderd.huidig
            context |= {"net": True, "form": VersieForm(initial={"versie": nu.versie})}
            return render(request, MAP + "afgelasten.html", context, status=409)
        else:
            messages.success(request, "De bijeenkomst gaat niet door. Dat staat er nu bij.")
            return redirect("wijkplannen:bijeenkomst_beheren", uuid)
    return toon_formulier(request, MAP + "afgelasten.html", context)


def te_beheren(request, uuid: UUID) -> Bijeenkomst:
    """A meeting in one's own wijken; elsewhere there is nothing to keep."""
    mijn_wijken(request.user)
    rijen = Bijeenkomst.objects.van(request.user).select_related("gebied")
    return get_object_or_404(rijen, uuid=uuid)


def _bewaar(request, bijeenkomst, form, titel):
    context = {"bijeenkomst": bijeenkomst, "form": form, "titel": titel, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, FORMULIER, context)
    try:
        rij = wijzig_bijeenkomst(bijeenkomst, door=request.user, **form.velden)
    except Verouderd as verouderd:
        return toon_opnieuw(request, FORMULIER, context, verouderd.huidig)
    messages.success(request, _bewaard(rij))
    return redirect("wijkplannen:bijeenkomst_beheren", rij.uuid)


def _bewaard(rij):
    return (
        "Bewaard. Iedereen ziet het."
        if rij.is_openbaar
        else "Bewaard. Het staat niet op de website."
    )
