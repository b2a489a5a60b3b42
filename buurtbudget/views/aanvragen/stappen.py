"""The steps that are a plain form: idea, place and day, neighbours, who asks."""

from django.contrib import messages
from django.http import Http404

from buurtbudget.actions.indienen import wijzig, zet_aanvrager
from buurtbudget.forms.aanvragen import BurenForm, IdeeForm, JijForm, WaarForm
from buurtbudget.models import Aanvrager
from buurtbudget.views.aanvragen.controle import controle
from buurtbudget.views.aanvragen.kosten import kosten
from buurtbudget.views.aanvragen.route import is_open, na, route
from buurtbudget.views.aanvragen.toegang import terug_naar, van_aanvrager
from buurtbudget.views.aanvragen.tonen import in_woorden, na_toets, toon_botsing, toon_stap
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd

FORMS = {"idee": IdeeForm, "waar": WaarForm, "buren": BurenForm, "jij": JijForm}
DICHT = "Dit kun je nu niet veranderen."


@van_aanvrager
def stap(request, aanvraag, stap):
    """One step: its page, or what was filled in there."""
    if stap not in route(aanvraag):
        raise Http404
    if not is_open(aanvraag, stap):
        messages.info(request, DICHT)
        return terug_naar(aanvraag)
    if stap == "kosten":
        return kosten(request, aanvraag)
    return controle(request, aanvraag) if stap == "controle" else _vul_in(request, aanvraag, stap)


def _vul_in(request, aanvraag, stap):
    form = _form(request, aanvraag, stap)
    later = "later" in request.POST
    if later and stap == "jij" and not request.POST.get("naam", "").strip():
        return na(request, aanvraag, stap)
    if later and stap != "jij":
        form.laat_open()
    if not form.is_bound or not form.is_valid():
        return toon_stap(request, aanvraag, stap, form)
    try:
        rij = _schrijf(aanvraag, stap, form)
    except Verouderd as verouderd:
        if not (verschil := _verschil(verouderd.huidig, stap, form)):
            return na(request, verouderd.huidig, stap)  # the second tap
        return toon_botsing(request, verouderd.huidig, stap, form, verschil)
    except RegelGeschonden as fout:
        messages.error(request, str(fout))
        return terug_naar(aanvraag)
    return na_toets(request, rij, stap)


def _form(request, aanvraag, stap):
    bron = getattr(aanvraag, "aanvrager", None) if stap == "jij" else aanvraag
    initial = {naam: getattr(bron, naam) for naam in FORMS[stap].uit_rij} if bron else {}
    if stap == "jij" and not bron:
        initial = {"kanaal": None, "plaats": ""}
    if stap == "idee" and not aanvraag.titel:
        initial["soort_aanvrager"] = None  # nothing chosen beforehand
    initial["versie"] = aanvraag.versie
    data = gestuurd(request)
    return FORMS[stap](data, regels=aanvraag.spelregels, initial=initial)


def _schrijf(aanvraag, stap, form):
    if stap == "jij":
        return zet_aanvrager(aanvraag, versie=form.cleaned_data["versie"], door=None, **form.velden)
    return wijzig(
        aanvraag,
        versie=form.cleaned_data["versie"],
        door=None,
        wat=", ".join(form[naam].label for naam in form.changed_data if naam != "versie"),
        **form.velden,
    )


def _verschil(huidig, stap, form):
    """(question, what is kept now) where it differs from what was typed."""
    bron = Aanvrager.objects.filter(aanvraag=huidig).first() if stap == "jij" else huidig
    return [
        (form[naam].label, in_woorden(getattr(bron, naam, "")))
        for naam, waarde in form.velden.items()
        if getattr(bron, naam, None) != waarde
    ]
