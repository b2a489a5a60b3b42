"""The text about buurtbudget in a document of the budget cycle, filled from the ledger."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.jaaralinea import KOP, alinea, dag_van, jaar_van, lees_jaarstand
from buurtbudget.views.penningmeester import regeling
from indicatoren.actions.rapportregels import lever_aan
from indicatoren.models import Rapportregel
from indicatoren.views.rapportages_regels import te_schrijven
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import VersieForm, gestuurd, toon_formulier

SJABLOON = "buurtbudget/paragraaf.html"


def paragraaf(request, uuid, regel):
    """GET shows what would come and what stands there; POST delivers it as the text of the row."""
    rapportage, rij = te_schrijven(request, uuid, regel)
    if rij.soort != Rapportregel.Soort.BUURTBUDGET:
        raise Http404
    stand = lees_jaarstand(regeling(), jaar_van(rapportage), dag_van(rapportage, localdate()))
    form = VersieForm(gestuurd(request), initial={"versie": rij.versie})
    context = {"rapportage": rapportage, "regel": rij, "form": form, "deel": "werk"}
    context["tekst"] = alinea(stand)
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    velden = {"kop": rij.kop or KOP, "tekst": context["tekst"]}
    try:
        lever_aan(rij, door=request.user, **velden, **form.cleaned_data)
    except Verouderd as verouderd:
        nu = verouderd.huidig
        context |= {"regel": nu, "form": VersieForm(initial={"versie": nu.versie}), "net": True}
        return render(request, SJABLOON, context, status=409)
    except RegelGeschonden as fout:
        form.add_error(None, str(fout))
        return toon_formulier(request, SJABLOON, context)
    messages.success(request, "De tekst is aangeleverd, met de bedragen uit het grootboek.")
    naar = reverse("indicatoren:rapportage_werk", args=[rapportage.uuid])
    return redirect(f"{naar}#{rij.uuid}")
