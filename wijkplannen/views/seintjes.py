"""Asking partners how it goes, and the page behind the link they get."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd
from partners.models import Contactpersoon
from wijkplannen import sleutels
from wijkplannen.actions.seintjes import beantwoord, werkt
from wijkplannen.forms.organisatie import Regelformulieren
from wijkplannen.models import Inzet, Seintje
from wijkplannen.organisatie import per_wijk


@never_cache
@csrf_exempt  # the address itself is the secret: without it nobody can send this form
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def seintje(request, geheim):
    """The lines of the partner that was asked, by its link. Reading changes nothing."""
    seintje = sleutels.zoek(geheim, Seintje)
    if seintje is None:
        raise Http404
    vandaag = localdate()
    inzetten = list(Inzet.objects.te_bevestigen([seintje.partner_id]))
    if not werkt(seintje, vandaag):
        return _verlopen(request, seintje, inzetten)
    formulieren = Regelformulieren(gestuurd(request), inzetten)
    context = {"seintje": seintje, "geheim": geheim, "deel": "plannen"}
    if formulieren.is_valid():
        try:
            achter = beantwoord(seintje, formulieren.meldingen)
        except RegelGeschonden as regel:
            formulieren.weiger(str(regel))
        else:
            if not achter:
                return redirect("wijkplannen:seintje", geheim)
            return _botsing(request, context, formulieren.getypt(achter))
    return _toon(request, context, inzetten, formulieren)


def _botsing(request, context, getypt):
    """Somebody else reported on some lines: as they are now, with what was filled in here."""
    inzetten = list(Inzet.objects.te_bevestigen([context["seintje"].partner_id]))
    formulieren = Regelformulieren(None, inzetten, getypt)
    return _toon(request, context | {"botsing": True}, inzetten, formulieren, status=409)


def _toon(request, context, inzetten, formulieren, status=200):
    wijken = per_wijk(inzetten, formulieren, vandaag=localdate())
    context |= {"wijken": wijken, "aantal": len(inzetten), "form": formulieren}
    status = 422 if formulieren.errors else status
    return render(request, "wijkplannen/seintje.html", context, status=status)


def _verlopen(request, seintje, inzetten):
    wijken = {inzet.doel.plan.gebied_id for inzet in inzetten}
    bellen = Contactpersoon.objects.openbaar().filter(gebied__in=wijken).select_related("gebied")
    context = {"seintje": seintje, "bellen": bellen.exclude(telefoon=""), "deel": "plannen"}
    return render(request, "wijkplannen/seintje_verlopen.html", context, status=410)
