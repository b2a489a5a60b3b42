"""The last step: everything once more, what is still missing, and the button that sends it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from buurtbudget.actions.indienen import dien_in
from buurtbudget.models import Aanvraag
from buurtbudget.toets import gebreken, lijkt_op
from buurtbudget.views.aanvragen.antwoorden import antwoorden
from buurtbudget.views.aanvragen.hulp import hulp
from buurtbudget.views.aanvragen.route import Plek, adres, route
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gelezen_versie

STAP_NIET_OPEN = "Je aanvraag veranderde net in een ander venster. Kijk alles nog een keer na."
VERKLARING = "Zet een vinkje bij ‘Ik heb dit naar waarheid ingevuld’."


def controle(request, aanvraag):
    if request.method != "POST":
        return _toon(request, aanvraag)
    mist = _mist(aanvraag)
    if mist or "verklaring" not in request.POST:
        return _toon(request, aanvraag, status=422, mist=mist)
    try:
        dien_in(aanvraag, versie=gelezen_versie(request))
    except Verouderd:
        messages.error(request, STAP_NIET_OPEN)
        return _toon(request, Aanvraag.objects.get(pk=aanvraag.pk), status=409)
    except RegelGeschonden as fout:
        messages.error(request, str(fout))
        return _toon(request, aanvraag, status=422)
    return redirect("buurtbudget:verzonden", aanvraag.uuid)


def _mist(aanvraag):
    """(sentence, where to mend it); on this page itself there is nothing to link to."""
    return [
        (gebrek.zin, "" if gebrek.stap == "controle" else adres(aanvraag, gebrek.stap))
        for gebrek in gebreken(aanvraag, localdate())
    ]


def _toon(request, aanvraag, status=200, mist=None):
    """`mist` as a list after pressing the button; before, what is missing is only mentioned."""
    fouten = list(mist or [])
    if status == 422 and request.method == "POST" and "verklaring" not in request.POST:
        fouten.append((VERKLARING, "#verklaring"))
    context = {
        "deel": "buurtbudget",
        "aanvraag": aanvraag,
        "plek": Plek("controle", route(aanvraag)),
        "delen": antwoorden(aanvraag),
        "mist": _mist(aanvraag) if mist is None else mist,
        "fouten": fouten,
        "bijlagen": [b for b in aanvraag.bijlagen.all() if b.soort not in {"bon", "foto"}],
        "dubbel": lijkt_op(aanvraag).exists(),
        "hulp": hulp(aanvraag.spelregels),
        "verklaard": "verklaring" in request.POST,
    }
    return render(request, "buurtbudget/aanvragen/controle.html", context, status=status)
