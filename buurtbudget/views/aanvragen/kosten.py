"""The costs: lines that come and go by plain buttons, and one button that keeps them."""

from django.contrib import messages

from buurtbudget.actions.indienen import zet_posten
from buurtbudget.forms.aanvragen import KostenForm
from buurtbudget.forms.aanvragen.kosten import ANDER, KOSTEN
from buurtbudget.models import Begrotingspost
from buurtbudget.views.aanvragen.toegang import terug_naar
from buurtbudget.views.aanvragen.tonen import na_toets, toon_botsing, toon_stap
from kern.exceptions import RegelGeschonden, Verouderd
from kern.templatetags.onderdelen import euro

ERBIJ = {"kosten": KOSTEN, "ander": ANDER}


def kosten(request, aanvraag):
    if request.method != "POST":
        return toon_stap(request, aanvraag, "kosten", KostenForm.uit(aanvraag))
    if {"tel", "erbij", "weg"} & set(request.POST):
        form = KostenForm.getypt(
            request.POST,
            regels=aanvraag.spelregels,
            erbij=ERBIJ.get(request.POST.get("erbij")),
            weg=request.POST.get("weg", ""),
        )
        return toon_stap(request, aanvraag, "kosten", form)
    return _bewaar(request, aanvraag)


def _bewaar(request, aanvraag):
    form = KostenForm(request.POST, regels=aanvraag.spelregels)
    if "later" in request.POST:
        form.laat_open()
    if not form.is_valid():
        return toon_stap(request, aanvraag, "kosten", form)
    posten = [(str(soort), tekst, bedrag) for soort, tekst, bedrag in form.posten]
    if posten == _bewaard(aanvraag):
        return na_toets(request, aanvraag, "kosten")
    versie = form.cleaned_data["versie"]
    try:
        rij = zet_posten(aanvraag, versie=versie, door=None, posten=posten)
    except Verouderd as verouderd:
        kept = [(tekst, euro(bedrag)) for _, tekst, bedrag in _bewaard(verouderd.huidig)]
        return toon_botsing(request, verouderd.huidig, "kosten", form, kept or [("Kosten", "—")])
    except RegelGeschonden as fout:
        messages.error(request, str(fout))
        return terug_naar(aanvraag)
    return na_toets(request, rij, "kosten")


def _bewaard(aanvraag):
    rijen = Begrotingspost.objects.filter(aanvraag=aanvraag)
    return list(rijen.values_list("soort", "tekst", "bedrag"))
