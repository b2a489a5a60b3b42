"""What was promised at a meeting: written down, changed, and what came of it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier, toon_opnieuw
from wijkplannen.actions.bijeenkomsten import (
    handel_afspraak_af,
    voeg_afspraak_toe,
    wijzig_afspraak,
)
from wijkplannen.forms.bijeenkomsten import AfhandelForm, AfspraakForm
from wijkplannen.models import Afspraak, Doel
from wijkplannen.views.bijeenkomsten import FORMULIER, te_beheren
from wijkplannen.views.mijn_wijken import mijn_wijken

AFHANDELEN = "wijkplannen/bijeenkomsten/afhandelen.html"


def nieuw(request, uuid):
    bijeenkomst = te_beheren(request, uuid)
    form = AfspraakForm(gestuurd(request))
    actie = partial(voeg_afspraak_toe, bijeenkomst)
    return _bewaar(request, form, actie, FORMULIER, bijeenkomst=bijeenkomst, titel="Afspraak erbij")


def wijzigen(request, uuid):
    afspraak = _afspraak(request, uuid)
    form = AfspraakForm(gestuurd(request), rij=afspraak)
    actie = partial(wijzig_afspraak, afspraak)
    return _bewaar(
        request, form, actie, FORMULIER, bijeenkomst=afspraak.bijeenkomst, titel="Afspraak"
    )


def afhandelen(request, uuid):
    """An activity of a plan of this wijk, or an answer; or the way to a new activity."""
    afspraak = _afspraak(request, uuid)
    form = AfhandelForm(gestuurd(request), rij=afspraak)
    doelen = Doel.objects.lopend().filter(plan__gebied=afspraak.bijeenkomst.gebied_id)
    return _bewaar(
        request,
        form,
        partial(handel_afspraak_af, afspraak),
        AFHANDELEN,
        bijeenkomst=afspraak.bijeenkomst,
        afspraak=afspraak,
        doelen=doelen.exclude(plan__soort="document").select_related("plan"),
    )


def _afspraak(request, uuid):
    mijn_wijken(request.user)
    rijen = Afspraak.objects.van(request.user).select_related("bijeenkomst__gebied", "partner")
    return get_object_or_404(rijen, uuid=uuid)


def _bewaar(request, form, actie, sjabloon, *, bijeenkomst, **context):
    context |= {"form": form, "bijeenkomst": bijeenkomst, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        actie(door=request.user, **form.velden)
    except Verouderd as verouderd:
        return toon_opnieuw(request, sjabloon, context, verouderd.huidig)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    messages.success(request, "Bewaard bij de bijeenkomst.")
    return redirect("wijkplannen:bijeenkomst_beheren", bijeenkomst.uuid)
