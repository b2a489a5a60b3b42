"""Figures as files with a stable address: streamed, and not at all for who has them already."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from indicatoren.opendata import SOORTEN, beschreven, stroom, vingerafdruk


@require_safe
@login_not_required
def alle(request, vorm):
    return _bestand(request, list(beschreven()), "indicatoren", vorm)


@require_safe
@login_not_required
def indicator(request, slug, vorm):
    return _bestand(request, [get_object_or_404(beschreven(), slug=slug)], slug, vorm)


def _bestand(request, indicatoren, naam, vorm):
    """Anyone may fetch it, also a page of another site."""
    if vorm not in SOORTEN:
        raise Http404(vorm)
    etag = quote_etag(vingerafdruk(indicatoren, vorm))
    antwoord = get_conditional_response(request, etag)
    if antwoord is None and request.method == "HEAD":
        antwoord = HttpResponse()
    elif antwoord is None:
        antwoord = StreamingHttpResponse(stroom(indicatoren, vorm))
    koppen = {
        "Content-Type": SOORTEN[vorm],
        "Content-Disposition": f'attachment; filename="{naam}.{vorm}"',
        "Cache-Control": "public, no-cache",
        "ETag": etag,
        "Access-Control-Allow-Origin": "*",
    }
    for kop, waarde in koppen.items():
        antwoord[kop] = waarde
    return antwoord
