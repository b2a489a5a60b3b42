"""A partner says yes or no to a part in an activity."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from partners.models import Partner
from partners.permissions import rechten
from wijkplannen.actions.toezeggingen import activiteit_van, zeg_toe
from wijkplannen.forms.samen import ToezeggingForm
from wijkplannen.models import Inzet
from wijkplannen.permissions import mag_toezeggen, mag_werkversie_zien
from wijkplannen.views.bewaren import lees_plan, naar_plek

SJABLOON = "wijkplannen/bewerken/samen/toezegging.html"


def toezegging(request, slug, partner, uuid):
    """The part of this partner in the activity with this uuid."""
    plan = lees_plan(slug)
    partner = get_object_or_404(Partner, slug=partner)
    if not mag_toezeggen(request.user, plan, partner):
        raise PermissionDenied
    inzet = _inzet(plan, uuid)
    rij = _rij(inzet.activiteit, partner)
    form = _form(rij, gestuurd(request))
    context = {"plan": plan, "partner": partner, "inzet": inzet, "rij": rij, "form": form}
    context |= {"namens": not rechten(request.user).hoort_bij(partner.pk), "deel": "plannen"}
    if form.is_valid():
        try:
            zeg_toe(rij, door=request.user, **form.cleaned_data)
        except Verouderd:
            return _opnieuw(request, plan, partner, uuid, context)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "Bewaard. De gebiedsmanager ziet het ook.")
            return _terug(request, plan, inzet)
    return toon_formulier(request, SJABLOON, context)


def _inzet(plan, uuid):
    """The line of this plan: the activity may stand in others too."""
    regels = Inzet.objects.van_plan(plan).lopend().select_related("activiteit__trekker", "doel")
    inzet = regels.filter(activiteit__uuid=uuid).first()
    if inzet is None:
        raise Http404
    return inzet


def _rij(activiteit, partner):
    if activiteit.trekker == partner:
        return activiteit
    deelnames = activiteit.deelnames.select_related("activiteit", "partner")
    return get_object_or_404(deelnames, partner=partner)


def _form(rij, data=None, **getypt):
    gezegd = "" if rij.staat_open else rij.toezegging
    begin = {"antwoord": gezegd, "reden": rij.reden} | getypt
    return ToezeggingForm(data, initial=begin | {"versie": activiteit_van(rij).versie})


def _opnieuw(request, plan, partner, uuid, context):
    """The activity changed while one answered: read it again, the answer is still there."""
    inzet = _inzet(plan, uuid)
    rij = _rij(inzet.activiteit, partner)
    form = _form(rij, **context["form"].cleaned_data)
    context |= {"inzet": inzet, "rij": rij, "form": form, "net": True}
    return render(request, SJABLOON, context, status=409)


def _terug(request, plan, inzet):
    """To the line; or to the desk for who no longer takes part."""
    if mag_werkversie_zien(request.user, plan):
        return naar_plek(plan, inzet.uuid)
    return redirect("portaal:werk")
