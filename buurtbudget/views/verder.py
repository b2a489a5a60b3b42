"""Going on from a mail or from paper. A GET changes nothing, whoever fetches it, however often."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from buurtbudget import sleutels

SLEUTEL = "aanvragen"  # in the session: the uuids that this browser may open


def onthoud(request, aanvraag):
    """From now on this browser may open the application."""
    bekend = request.session.get(SLEUTEL, [])
    request.session[SLEUTEL] = [*[uuid for uuid in bekend if uuid != str(aanvraag.uuid)][-19:]] + [
        str(aanvraag.uuid)
    ]


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verder_link(request, geheim):
    """The link of a mail: a page with one button."""
    aanvraag = sleutels.zoek(geheim)
    if aanvraag is None:
        raise Http404
    if request.method == "POST":
        onthoud(request, aanvraag)
        return redirect(aanvraag)
    return render(request, "buurtbudget/aanvragen/verder_link.html", {"deel": "buurtbudget"})


@never_cache
@login_not_required
def mijn_aanvraag(request, uuid):
    raise Http404
