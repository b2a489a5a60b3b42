"""The dossier on one page, and the files and letters in it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from berichten import brieven
from berichten.models import Bericht
from buurtbudget.dossier import Dossier
from buurtbudget.views.bureau.doen import zaak
from kern.bestanden import PDF
from kern.downloads import download
from partners.models import Contactpersoon


@require_safe
def dossier(request, nummer):
    aanvraag = zaak(request, nummer)
    aanvrager = getattr(aanvraag, "aanvrager", None)
    context = {
        "aanvraag": aanvraag,
        "gebied": aanvraag.gebied,
        "dossier": Dossier(aanvraag, request.user, timezone.now()),
        "aanvrager": aanvrager,
        "bel": aanvrager and Contactpersoon(telefoon=aanvrager.telefoon).belnummer,
        "vandaag": timezone.localdate(),
        "deel": "werk",
    }
    return render(request, "buurtbudget/bureau/dossier.html", context)


@require_safe
def bijlage(request, nummer, uuid):
    """A file of the applicant, to keep: a browser never opens it as a page of ours."""
    return als_bestand(get_object_or_404(zaak(request, nummer).bijlagen, uuid=uuid))


def als_bestand(bijlage, naam=""):
    """To keep, under its own name or, where that may tell who asks, another."""
    try:
        bestand = bijlage.bestand.open()
    except FileNotFoundError:
        raise Http404 from None
    antwoord = FileResponse(
        bestand, as_attachment=True, filename=naam or bijlage.naam, content_type=bijlage.type
    )
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord


@require_safe
def brief(request, nummer, uuid):
    """A letter as it was sent, or as it would be printed now."""
    aanvraag = zaak(request, nummer)
    rijen = Bericht.objects.over(aanvraag.uuid).filter(kanaal=Bericht.Kanaal.POST)
    return als_brief(get_object_or_404(rijen.exclude(feiten={}), uuid=uuid))


def als_brief(bericht):
    try:
        inhoud = bericht.bestand.read() if bericht.bestand else brieven.brief(bericht)
    except FileNotFoundError:
        raise Http404 from None
    return download(inhoud, PDF, f"brief-{bericht.pk}.pdf")
