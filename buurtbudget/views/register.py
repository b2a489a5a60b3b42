"""The public register of decisions. No session, the same for everybody."""

import re
from itertools import chain

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from buurtbudget.models import Aanvraag
from buurtbudget.register import KOLOMMEN, Regel, als_csv, als_json
from buurtbudget.registerfilter import RegisterFilter
from kern.bestanden import JPEG
from kern.forms import toon_formulier

PER_PAGINA = 30
BROK = 500  # rows fetched at a time for a file


@require_safe
@login_not_required
def initiatieven(request):
    """Three queries: what there is to choose, the page, the refusals."""
    zeef = _zeef(request)
    rijen = zeef.qs
    if voor := request.GET.get("voor"):
        if not re.fullmatch(r"\d{4}-\d{4}", voor):
            raise Http404(voor)
        rijen = rijen.na(voor)
    rijen = list(rijen[: PER_PAGINA + 1])
    context = {
        "form": zeef.form,
        "regels": [Regel(rij) for rij in rijen[:PER_PAGINA]],
        "volgende": rijen[PER_PAGINA - 1].nummer if len(rijen) > PER_PAGINA else None,
        "is_vervolg": bool(voor),
        "gronden": [] if voor else zeef.qs.per_grond(),
        "vraag": _vraag(zeef),
        "kolommen": KOLOMMEN,
        "deel": "buurtbudget",
    }
    return toon_formulier(request, "buurtbudget/register/lijst.html", context)


@require_safe
@login_not_required
def initiatief(request, nummer):
    regel = _regel(nummer, "doel__plan__huidige_versie")
    context = {
        "regel": regel,
        "aanvraag": regel.aanvraag,
        "fotos": list(regel.fotos),
        "deel": "buurtbudget",
    }
    return render(request, "buurtbudget/register/detail.html", context)


@require_safe
@login_not_required
def foto(request, nummer, uuid):
    """A photo of the result, drawn anew when it came in; only with consent."""
    bijlage = get_object_or_404(_regel(nummer).fotos, uuid=uuid, type=JPEG)
    try:
        bestand = bijlage.bestand.open()
    except FileNotFoundError:
        raise Http404(uuid) from None
    return FileResponse(bestand, content_type=JPEG, filename=f"{nummer}.jpg")


@require_safe
@login_not_required
def als_bestand_csv(request):
    return _bestand(request, als_csv, "text/csv; charset=utf-8", "initiatieven.csv")


@require_safe
@login_not_required
def als_bestand_json(request):
    return _bestand(request, als_json, "application/json", "initiatieven.json")


def _bestand(request, schrijf, soort, naam):
    """Streamed, with the same filters as the page. The first line comes before the headers, so
    that a mistake is an error page and not half a file.
    """
    zeef = _zeef(request)
    if zeef.is_bound and not zeef.is_valid():
        raise Http404(naam)
    regels = schrijf(_brok_voor_brok(zeef.qs))
    antwoord = StreamingHttpResponse(chain([next(regels)], regels), content_type=soort)
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _brok_voor_brok(rijen):
    """All rows, without holding a cursor or the memory for a whole register."""
    brok = list(rijen[:BROK])
    while brok:
        yield from brok
        brok = list(rijen.na(brok[-1].nummer)[:BROK]) if len(brok) == BROK else []


def _zeef(request):
    gekozen = {
        naam: request.GET[naam] for naam in RegisterFilter.base_filters if naam in request.GET
    }
    return RegisterFilter(gekozen or None, Aanvraag.objects.voor_register())


def _vraag(zeef):
    """The chosen filters as the end of an address: "&wijk=hoogland"."""
    gekozen = {naam: waarde for naam, waarde in (zeef.data or {}).items() if waarde}
    return f"&{urlencode(gekozen)}" if gekozen else ""


def _regel(nummer, *erbij):
    rijen = Aanvraag.objects.voor_register()
    return Regel(get_object_or_404(rijen.select_related(*erbij) if erbij else rijen, nummer=nummer))
