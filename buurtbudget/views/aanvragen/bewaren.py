"""Going on another day, and what it means that an application was sent."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from buurtbudget import sleutels
from buurtbudget.actions.melden import meld
from buurtbudget.actions.termijnen import CONCEPT_DAGEN
from buurtbudget.views.aanvragen.hulp import hulp
from buurtbudget.views.aanvragen.route import route
from buurtbudget.views.aanvragen.status import antwoord_voor
from buurtbudget.views.aanvragen.toegang import terug_naar, van_aanvrager


@van_aanvrager
def later(request, aanvraag):
    """The link, and the number with its code to write down; by mail when there is an address."""
    if not aanvraag.is_concept:
        return terug_naar(aanvraag)
    tot = aanvraag.gewijzigd_op + timedelta(days=CONCEPT_DAGEN)
    wie = getattr(aanvraag, "aanvrager", None)
    if request.method == "POST" and wie:
        meld(aanvraag, "bb_concept", gebeurtenis=f"{aanvraag.uuid}:{localdate()}", tot=tot)
        return redirect(f"{request.path}?verstuurd=1")
    context = _sleutels(aanvraag) | {
        "wie": wie,
        "tot": tot,
        "verstuurd": "verstuurd" in request.GET,
        "verder": route(aanvraag)[0] if not aanvraag.titel else "controle",
    }
    return render(request, "buurtbudget/aanvragen/later.html", context)


@van_aanvrager
def verzonden(request, aanvraag):
    """What it means, in words; to print and keep."""
    if not aanvraag.nummer:
        return terug_naar(aanvraag)
    context = _sleutels(aanvraag) | {
        "wie": getattr(aanvraag, "aanvrager", None),
        "antwoord_voor": antwoord_voor(aanvraag),
    }
    return render(request, "buurtbudget/aanvragen/verzonden.html", context)


def _sleutels(aanvraag):
    return {
        "deel": "buurtbudget",
        "aanvraag": aanvraag,
        "code": sleutels.code(aanvraag),
        "link": sleutels.link(aanvraag),
        "hulp": hulp(aanvraag.spelregels),
    }
