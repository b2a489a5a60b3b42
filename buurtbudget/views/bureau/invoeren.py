"""What came on paper: an application, or an envelope with receipts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from buurtbudget.actions.declareren import TE_VERANDEREN
from buurtbudget.actions.invoeren import Onvolledig, voer_declaratie_in, voer_in
from buurtbudget.forms.bureau.invoeren import Envelop, Papier
from buurtbudget.models import Aanvraag, Spelregels
from buurtbudget.views.bureau.doen import wijk, zaak
from buurtbudget.views.bureau.vragen import terug
from kern.exceptions import RegelGeschonden, Verouderd

PAPIER = "buurtbudget/bureau/invoeren.html"
ENVELOP = "buurtbudget/bureau/bonnen_invoeren.html"


def invoeren(request, slug, uuid=None):
    """An empty form, or a draft that somebody of the team began."""
    gebied = wijk(request, slug)
    concept = uuid and get_object_or_404(_concepten(gebied), uuid=uuid)
    regels = concept.spelregels if concept else _regels(gebied)
    if regels is None:
        return render(request, PAPIER, {"gebied": gebied, "deel": "werk"})
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    papier = Papier(data, files, regels=regels, concept=concept)
    if papier.is_bound and papier.is_valid():
        return _voer_in(request, gebied, regels, papier)
    return _toon(request, gebied, regels, papier, concept)


def concepten(request, slug):
    gebied = wijk(request, slug)
    rijen = _concepten(gebied).select_related("aanvrager", "ingevoerd_door")
    context = {"gebied": gebied, "concepten": rijen.order_by("gewijzigd_op"), "deel": "werk"}
    return render(request, "buurtbudget/bureau/concepten.html", context)


def _concepten(gebied):
    return Aanvraag.objects.filter(
        spelregels__gebied=gebied, status="concept", bron=Aanvraag.Bron.PAPIER
    ).select_related("spelregels__gebied")


def _regels(gebied):
    """Of the year that takes applications now, else the last there are."""
    vandaag = localdate()
    rijen = Spelregels.objects.filter(gebied=gebied).select_related("gebied")
    return rijen.open_op(vandaag).order_by("jaar").first() or rijen.actueel().first()


def _voer_in(request, gebied, regels, papier):
    als_concept = "concept" in request.POST
    try:
        aanvraag = voer_in(regels, door=request.user, als_concept=als_concept, **papier.waarden)
    except Onvolledig as onvolledig:
        papier.voeg_toe(onvolledig.gebreken)
        return _toon(request, gebied, regels, papier)
    except Verouderd as verouderd:
        papier["kop"].data = papier["kop"].data.copy()
        papier["kop"].data["versie"] = verouderd.huidig.versie
        return _toon(request, gebied, regels, papier, net=True)
    except RegelGeschonden as regel:
        papier["kop"].add_error(None, str(regel))
        return _toon(request, gebied, regels, papier)
    if not aanvraag.nummer:
        messages.success(request, f"‘{aanvraag}’ is bewaard als concept. Er is niets verstuurd.")
        return redirect("buurtbudget:invoer_concepten", gebied.slug)
    messages.success(request, f"Ingevoerd als {aanvraag.nummer}. Zet dat nummer op het papier.")
    return redirect("buurtbudget:dossier", aanvraag.nummer)


def _toon(request, gebied, regels, papier, concept=None, *, net=False):
    context = {
        "gebied": gebied,
        "regels": regels,
        "papier": papier,
        "concept": concept,
        "net": net,
        "deel": "werk",
    }
    status = 409 if net else 422 if papier.errors else 200
    return render(request, PAPIER, context, status=status)


def bonnen_invoeren(request, nummer):
    aanvraag = zaak(request, nummer)
    if aanvraag.status not in TE_VERANDEREN:
        return terug(request, aanvraag)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    envelop = Envelop(data, files, aanvraag=aanvraag)
    if not (envelop.is_bound and envelop.is_valid()):
        return _toon_envelop(request, aanvraag, envelop)
    try:
        voer_declaratie_in(aanvraag, door=request.user, **envelop.waarden)
    except Verouderd as verouderd:
        bonnen = envelop["bonnen"]
        bonnen.data = bonnen.data.copy()
        bonnen.data["versie"] = verouderd.huidig.versie
        return _toon_envelop(request, aanvraag, envelop, net=True)
    except RegelGeschonden as regel:
        envelop["bonnen"].add_error(None, str(regel))
        return _toon_envelop(request, aanvraag, envelop)
    messages.success(request, "De bonnen staan erbij. De penningmeester kijkt ze na.")
    return redirect("buurtbudget:dossier", nummer)


def _toon_envelop(request, aanvraag, envelop, *, net=False):
    context = {"aanvraag": aanvraag, "papier": envelop, "net": net, "deel": "werk"}
    status = 409 if net else 422 if envelop.errors else 200
    return render(request, ENVELOP, context, status=status)
