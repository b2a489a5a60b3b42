"""Activities in the working copy: a new one, one that exists already, and changing one."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404

from kern.forms import toon_formulier
from wijkplannen.actions import agenda
from wijkplannen.forms.activiteit import ActiviteitForm, PlaatsForm
from wijkplannen.models import Inzet, Wijkplan
from wijkplannen.views.bewaren import bewaar, gestuurd, naar_plek, te_bewerken

ERBIJ = "De activiteit staat bij het doel. Bezoekers zien haar bij de volgende versie."


def nieuw(request, slug, uuid):
    plan = te_bewerken(request, slug)
    doel = get_object_or_404(plan.doelen.lopend(), uuid=uuid)
    form = ActiviteitForm(gestuurd(request), plan=plan, doel=doel)

    def voeg_toe(**velden):
        return agenda.voeg_activiteit_toe(doel, **velden).activiteit

    return bewaar(request, form, voeg_toe, "activiteit", melding=ERBIJ, anker=doel.uuid, doel=doel)


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
    plan = te_bewerken(request, slug)
    regels = Inzet.objects.van_plan(plan).lopend().select_related("activiteit__trekker")
    inzet = regels.prefetch_related("activiteit__partners").filter(activiteit__uuid=uuid).first()
    if not inzet:
        raise Http404
    activiteit = inzet.activiteit
    inzetten = activiteit.inzetten.filter(vervallen_op__isnull=True)
    online = inzetten.online().exists()
    return bewaar(
        request,
        ActiviteitForm(gestuurd(request), plan=plan, rij=activiteit),
        partial(agenda.wijzig_activiteit, activiteit),
        "activiteit",
        melding="Bewaard. Bezoekers zien het meteen." if online else "Bewaard.",
        anker=inzet.uuid,
        online=online,
        elders=Wijkplan.objects.filter(doelen__inzetten__in=inzetten)
        .exclude(pk=plan.pk)
        .distinct(),
    )
