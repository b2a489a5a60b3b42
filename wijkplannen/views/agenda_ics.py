"""Calendars: of the whole city, of one wijk, of one meeting."""

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from gebieden.models import Gebied
from gebieden.plaats import plaats
from kern.downloads import download
from wijkplannen.agendabestand import maak_agenda
from wijkplannen.models import Bijeenkomst


@require_safe
@login_not_required
def agenda(request):
    rijen = Bijeenkomst.objects.voor_agenda(timezone.now())
    return _bestand(request, f"Bijeenkomsten in {plaats().naam}", list(rijen), "bijeenkomsten")


@require_safe
@login_not_required
def wijkagenda(request, slug):
    wijk = get_object_or_404(Gebied.objects.wijken(), slug=slug)
    rijen = Bijeenkomst.objects.voor_agenda(timezone.now()).filter(gebied=wijk)
    return _bestand(request, f"Bijeenkomsten in {wijk}", list(rijen), slug)


@require_safe
@login_not_required
def bijeenkomst(request, uuid):
    rijen = Bijeenkomst.objects.openbaar().select_related("gebied")
    rij = get_object_or_404(rijen, uuid=uuid)
    return _bestand(request, rij.titel, [rij], "bijeenkomst")


def _bestand(request, naam, rijen, bestandsnaam):
    """Not sent again to a calendar that has it: 304."""
    inhoud = maak_agenda(naam, rijen)
    etag = quote_etag(sha256(inhoud).hexdigest()[:32])
    gewijzigd = max((rij.gewijzigd_op for rij in rijen), default=None)
    soort = "text/calendar; charset=utf-8"
    antwoord = download(inhoud, soort, f"{bestandsnaam}.ics", inline=True)
    antwoord["ETag"] = etag
    if gewijzigd:
        antwoord["Last-Modified"] = http_date(gewijzigd.timestamp())
    return get_conditional_response(
        request,
        etag=etag,
        last_modified=gewijzigd and int(gewijzigd.timestamp()),
        response=antwoord,
    )
