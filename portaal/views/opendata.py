"""Which data anyone may take along: as a page, and as a catalogue for machines."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicatoren.opendata import KOLOMMEN
from portaal.opendata import catalogus, datasets


@require_safe
@login_not_required
def opendata(request):
    context = {"deel": "cijfers", "datasets": datasets(), "kolommen": KOLOMMEN}
    return render(request, "portaal/opendata.html", context)


@require_safe
@login_not_required
def als_catalogus(request):
    antwoord = JsonResponse(
        catalogus(request.build_absolute_uri),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    antwoord["Access-Control-Allow-Origin"] = "*"
    return antwoord
