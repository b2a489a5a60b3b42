"""What the pages of the desk share: fetch with permission, and one way to carry out a form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from buurtbudget.models import Aanvraag
from buurtbudget.permissions import mag_dossier_zien, mandaten_van
from gebieden.models import Gebied, Indeling
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import toon_formulier

FORMULIER = "buurtbudget/bureau/formulier.html"


def zaak(request, nummer, mag=mag_dossier_zien) -> Aanvraag:
    """The application, for whoever may; an interest closes it."""
    rijen = Aanvraag.objects.select_related(
        "spelregels__gebied", "categorie", "wijkbudget", "aanvrager", "voorstel__door"
    )
    aanvraag = get_object_or_404(rijen, nummer=nummer)
    if not mag(request.user, aanvraag):
        raise PermissionDenied
    return aanvraag


def wijk(request, slug) -> Gebied:
    """The budget area, for its team. Its mandate is `mandaten_van(user)[gebied.pk]`."""
    for mandaat in mandaten_van(request.user).values():
        if mandaat.gebied.slug == slug:
            return mandaat.gebied
    if Gebied.objects.filter(indeling__sleutel=Indeling.Sleutel.BUDGET, slug=slug).exists():
        raise PermissionDenied
    raise Http404


def doe(request, aanvraag, form, actie, *, melding, sjabloon=FORMULIER, naar=None, **context):
    """Show the form, or carry it out: 422 with what is wrong, 409 when somebody was first.

    `actie` is called with the form, `naar` is the address after it (the dossier when left out).
    What was typed stays, whatever comes out of it.
    """
    context = {"aanvraag": aanvraag, "form": form, "deel": "werk"} | context
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        actie(form)
    except Verouderd:
        return toon_verouderd(request, sjabloon, context)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    messages.success(request, melding)
    return redirect(naar or reverse("buurtbudget:dossier", args=[aanvraag.nummer]))


def toon_verouderd(request, sjabloon, context):
    """The same page with what was typed, ready to send again about the row as it is now."""
    form = context["form"]
    rijen = Aanvraag.objects.select_related("spelregels__gebied", "voorstel__door")
    huidig = rijen.get(pk=context["aanvraag"].pk)
    form.data = form.data.copy()
    form.data["versie"] = huidig.versie
    laatste = huidig.gebeurtenissen.select_related("door").last()
    nieuw = {"aanvraag": huidig, "net": True, "laatste": laatste}
    return render(request, sjabloon, context | nieuw, status=409)
