"""Activities in the working copy: a new one, one that exists already, and changing one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from kern.forms import toon_formulier
from partners.permissions import rechten
from wijkplannen.actions import agenda
from wijkplannen.forms.activiteit import ActiviteitForm, PlaatsForm
from wijkplannen.models import Inzet, Wijkplan
from wijkplannen.permissions import (
    mag_activiteit_toevoegen,
    mag_activiteit_wijzigen,
    mag_bewerken,
)
from wijkplannen.views.bewaren import bewaar, gestuurd, lees_plan, naar_plek, te_bewerken

ERBIJ = "De activiteit staat bij het doel. Bezoekers zien haar bij de volgende versie."
VAN_PARTNER = (
    "De activiteit staat bij het doel. De gebiedsmanager zegt wanneer bezoekers haar zien."
)


def nieuw(request, slug, uuid):
    plan = lees_plan(slug)
    if not mag_activiteit_toevoegen(request.user, plan):
        raise PermissionDenied
    doel = get_object_or_404(plan.doelen.lopend(), uuid=uuid)
    eigen = _eigen(request, plan)
    begin = {"titel": request.GET.get("titel", "")}  # of a promise that becomes an activity
    form = ActiviteitForm(gestuurd(request), plan=plan, doel=doel, eigen=eigen, initial=begin)
    erbij = ERBIJ if eigen is None else VAN_PARTNER

    def voeg_toe(**velden):
        return agenda.voeg_activiteit_toe(doel, **velden).activiteit

    return bewaar(
        request,
        form,
        voeg_toe,
        "activiteit",
        melding=erbij,
        doel=doel,
        mag_plaatsen=eigen is None,
    )


def plaatsen(request, slug, uuid):
    plan = te_bewerken(request, slug)
    doel = get_object_or_404(plan.doelen.lopend(), uuid=uuid)
    form = PlaatsForm(gestuurd(request), doel=doel)
    if form.is_valid():
        inzet = agenda.plaats(form.cleaned_data["activiteit"], doel=doel)
        messages.success(request, ERBIJ)
        return naar_plek(plan, inzet.uuid)
    context = {"plan": plan, "doel": doel, "form": form, "deel": "plannen"}
    return toon_formulier(request, "wijkplannen/bewerken/plaatsen.html", context)


def wijzigen(request, slug, uuid):
    """A line of the plan by its own uuid, or by that of its activity: then the first one."""
    plan = lees_plan(slug)
    regels = Inzet.objects.van_plan(plan).lopend().filter(Q(uuid=uuid) | Q(activiteit__uuid=uuid))
    inzet = regels.select_related("activiteit__trekker", "doel__plan", "gebied").first()
    if not (inzet and mag_activiteit_wijzigen(request.user, inzet)):
        if inzet or not mag_bewerken(request.user, plan):
            raise PermissionDenied
        raise Http404
    activiteit = inzet.activiteit
    inzetten = activiteit.inzetten.filter(vervallen_op__isnull=True)
    online = inzetten.online().exists()
    eigen = _eigen(request, plan)
    return bewaar(
        request,
        ActiviteitForm(gestuurd(request), plan=plan, inzet=inzet, eigen=eigen),
        partial(agenda.wijzig_activiteit, activiteit),
        "activiteit",
        melding="Bewaard. Bezoekers zien het meteen." if online else "Bewaard.",
        online=online,
        elders=Wijkplan.objects.filter(doelen__inzetten__in=inzetten)
        .exclude(pk=plan.pk)
        .distinct(),
    )


def _eigen(request, plan):
    """The organisations for which somebody writes; None for the gebiedsmanager: for all."""
    return None if mag_bewerken(request.user, plan) else set(rechten(request.user).partners)
