"""Files with an application: add, take away, and serve to whoever may open it."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify

from buurtbudget.actions.indienen import haal_bijlage_weg, is_te_wijzigen, voeg_bijlage_toe
from buurtbudget.forms.aanvragen import BijlageForm
from buurtbudget.forms.aanvragen.bestanden import BIJ_AANVRAAG, HOOGSTENS
from buurtbudget.models import Bijlage
from buurtbudget.views.aanvragen.hulp import hulp
from buurtbudget.views.aanvragen.toegang import terug_naar, van_aanvrager
from kern.bestanden import DOCX, JPEG, PDF, XLSX, soort_bestand
from kern.exceptions import RegelGeschonden
from kern.forms import toon_formulier
from kern.velden import OPNIEUW

VOL = f"Er kunnen hooguit {HOOGSTENS} bestanden bij je aanvraag. Haal er eerst een weg."
EXTENSIES = {PDF: ".pdf", JPEG: ".jpg", DOCX: ".docx", XLSX: ".xlsx"}


@van_aanvrager
def bijlagen(request, aanvraag):
    """The files that go with the request itself."""
    if not is_te_wijzigen(aanvraag):
        return terug_naar(aanvraag)
    eigen = [b for b in aanvraag.bijlagen.all() if b.soort in BIJ_AANVRAAG]
    post = request.method == "POST"
    form = BijlageForm(request.POST, request.FILES) if post else BijlageForm()
    if post and form.is_valid():
        if len(eigen) >= HOOGSTENS:
            form.add_error("bestand", VOL)
        elif bewaar_bestand(aanvraag, form):
            messages.success(request, "Je bestand staat erbij.")
            return redirect("buurtbudget:bijlagen", aanvraag.uuid)
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "bijlagen": eigen,
        "deel": "buurtbudget",
        "hulp": hulp(aanvraag.spelregels),
    }
    return toon_formulier(request, "buurtbudget/aanvragen/bijlagen.html", context)


def bewaar_bestand(aanvraag, form, **vast):
    """Keep the file of a form that fits; a rule that says no becomes an error of the form."""
    velden = form.cleaned_data | vast
    if not is_vrij(velden["uuid"], aanvraag):
        form.add_error(None, OPNIEUW)
        return None
    try:
        return voeg_bijlage_toe(aanvraag, type=soort_bestand(velden["bestand"]), **velden)
    except RegelGeschonden as fout:
        form.add_error("bestand", str(fout))
        return None


def is_vrij(uuid, aanvraag):
    """A uuid in use at another application is no second tap."""
    return not Bijlage.objects.filter(uuid=uuid).exclude(aanvraag=aanvraag).exists()


@van_aanvrager
def bijlage(request, aanvraag, bijlage):
    """The file, to keep: a browser never opens it as a page of ours."""
    return stuur(get_object_or_404(aanvraag.bijlagen, uuid=bijlage))


def stuur(bijlage):
    """An answer with the file as an attachment, whatever is in it."""
    try:
        bestand = bijlage.bestand.open()
    except FileNotFoundError:
        raise Http404 from None
    stam = slugify(bijlage.naam.rpartition(".")[0]) or "bestand"
    naam = f"{stam}{EXTENSIES.get(bijlage.type, '')}"
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type=bijlage.type)


@van_aanvrager
def bijlage_weg(request, aanvraag, bijlage):
    """Ask once, then it is gone for good."""
    rij = get_object_or_404(aanvraag.bijlagen, uuid=bijlage)
    if not (is_te_wijzigen(aanvraag) and rij.soort in BIJ_AANVRAAG):
        return terug_naar(aanvraag)
    if request.method == "POST":
        haal_bijlage_weg(rij)
        messages.success(request, "Het bestand is weg.")
        return redirect("buurtbudget:bijlagen", aanvraag.uuid)
    context = {
        "aanvraag": aanvraag,
        "bijlage": rij,
        "deel": "buurtbudget",
        "terug": reverse("buurtbudget:bijlagen", args=[aanvraag.uuid]),
        "hulp": hulp(aanvraag.spelregels),
    }
    return render(request, "buurtbudget/aanvragen/bijlage_weg.html", context)
