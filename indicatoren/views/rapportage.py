"""A document of the budget cycle: for everybody once it is public, and as a file."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from berichten.brieven import stuk_als_pdf
from indicatoren.models import Rapportage
from indicatoren.permissions import mag_rapportages_zien
from indicatoren.rapporten.bouwen import lees
from indicatoren.rapporten.correcties import correcties
from indicatoren.rapporten.secties import secties
from indicatoren.rapporten.stuk import als_stuk, herkomst
from indicatoren.rapporten.tafels import totalentafel
from kern.bestanden import DOCX, PDF, XLSX
from kern.downloads import download


@require_safe
@login_not_required
def rapportage(request, soort, jaar, nummer=1):
    document = _openbaar(soort, jaar, nummer)
    inhoud = lees(document)
    context = {
        "deel": "cijfers",
        "rapportage": document,
        "inhoud": inhoud,
        "herkomst": herkomst(document, inhoud),
        "secties": secties(inhoud, correcties(document, inhoud)),
        "totalen": totalentafel(inhoud),
    }
    return render(request, "indicatoren/rapportage.html", context)


@require_safe
@login_not_required
def rapportage_bestand(request, soort, jaar, vorm, nummer=1):
    return als_bestand(_openbaar(soort, jaar, nummer), vorm)


@require_safe
def rapportage_werkbestand(request, uuid, vorm):
    """The same files of a document that is being written, marked as a draft."""
    if not mag_rapportages_zien(request.user):
        raise PermissionDenied
    return als_bestand(get_object_or_404(Rapportage.objects.van_de_gemeente(), uuid=uuid), vorm)


def _openbaar(soort, jaar, nummer):
    documenten = Rapportage.objects.openbaar()
    return get_object_or_404(documenten, soort=soort, jaar=jaar, nummer=nummer)


def als_bestand(document: Rapportage, vorm: str) -> HttpResponse:
    """A document as xlsx, pdf, docx or bare HTML; Http404 for another form."""
    if vorm not in VORMEN:
        raise Http404
    inhoud = lees(document)
    return VORMEN[vorm](document, inhoud, correcties(document, inhoud))


def _xlsx(document, inhoud, gecorrigeerd):
    from indicatoren.rapporten.boek import als_werkboek  # noqa: PLC0415  half a second

    boek = als_werkboek(document, inhoud, gecorrigeerd)
    return download(boek, XLSX, _naam(document, "xlsx"))


def _pdf(document, inhoud, gecorrigeerd):
    dag = timezone.localdate(document.bevroren_op)  # of a draft today
    pdf = stuk_als_pdf(als_stuk(document, inhoud, gecorrigeerd), dag=dag)
    return download(pdf, PDF, _naam(document, "pdf"), inline=True)


def _docx(document, inhoud, gecorrigeerd):
    from kern.word import als_docx  # noqa: PLC0415  python-docx: a quarter of a second

    word = als_docx(als_stuk(document, inhoud, gecorrigeerd))
    return download(word, DOCX, _naam(document, "docx"))


def _html(document, inhoud, gecorrigeerd):
    """To paste in the system that makes the document: opened, not kept."""
    stuk = als_stuk(document, inhoud, gecorrigeerd)
    return HttpResponse(render_to_string("onderdelen/kale_tekst.html", {"stuk": stuk}))


VORMEN: dict[str, Callable[..., HttpResponse]] = {
    "xlsx": _xlsx,
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
}


def _naam(document, vorm):
    nummer = f"-{document.nummer}" if document.nummer > 1 else ""
    status = "" if document.bevroren_op else "-concept"
    return f"{document.soort}-{document.jaar}{nummer}{status}.{vorm}"
