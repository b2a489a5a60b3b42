"""The gebiedsmanager says which initiatives serve a goal: of the register, never of a dossier."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from buurtbudget.actions.doelen import koppel_initiatieven
from buurtbudget.forms.doelen import DoelInitiatievenForm
from buurtbudget.models import Aanvraag
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from wijkplannen.models import Doel
from wijkplannen.permissions import mag_bewerken
from wijkplannen.views.bewaren import naar_plek

SJABLOON = "buurtbudget/doelen/initiatieven.html"


def doel_initiatieven(request, slug, uuid):
    doelen = Doel.objects.lopend().select_related("plan__gebied")
    doel = get_object_or_404(doelen, uuid=uuid, plan__slug=slug)
    if not mag_bewerken(request.user, plan := doel.plan):
        raise PermissionDenied
    form = DoelInitiatievenForm(gestuurd(request), doel=doel, initiatieven=_initiatieven(doel))
    context = {"plan": plan, "doel": doel, "form": form, "deel": "plannen"}
    if not form.is_valid():
        return toon_formulier(request, SJABLOON, context)
    try:
        aantal = koppel_initiatieven(doel, door=request.user, **form.cleaned_data)
    except Verouderd:
        vers = DoelInitiatievenForm(doel=doel, initiatieven=_initiatieven(doel))
        vers.initial["nummers"] = form.cleaned_data["nummers"]
        return render(request, SJABLOON, context | {"form": vers, "net": True}, status=409)
    except RegelGeschonden as regel:
        form.add_error("nummers", str(regel))
        return toon_formulier(request, SJABLOON, context)
    if aantal:
        messages.success(request, "Bewaard. Het staat meteen op de openbare pagina van dit doel.")
    return naar_plek(plan, doel.uuid)


def _initiatieven(doel):
    return list(Aanvraag.objects.te_koppelen(doel).voor_register().select_related("doel"))
