"""Who may open an application here: this browser by link or code, or the account that began it.

Everybody else gets a 404, also the team and the city: nothing tells that it exists.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from buurtbudget.models import Aanvraag, Spelregels
from buurtbudget.views.verder import SLEUTEL, merk

ERBIJ = ("spelregels__gebied", "categorie", "aanvrager", "indiener", "declaratie", "rekening")


def mag_openen(request, aanvraag):
    if merk(aanvraag) in request.session.get(SLEUTEL, []):
        return True
    return aanvraag.indiener_id is not None and aanvraag.indiener_id == request.user.pk


def van_aanvrager(view):
    """A page of one application: the view gets the row instead of its uuid. Never cached."""

    @wraps(view)
    def bewaakt(request, uuid, **waarden):
        rijen = Aanvraag.objects.select_related(*ERBIJ, "voorstel", "rondepost")
        aanvraag = rijen.filter(uuid=uuid).first()
        if aanvraag is None or not mag_openen(request, aanvraag):
            raise Http404
        return view(request, aanvraag, **waarden)

    return never_cache(login_not_required(bewaakt))


def regels_van_nu(slug, dag):
    """The published rules of a wijk that a visitor may need, the oldest year first."""
    rijen = Spelregels.objects.van_nu(dag).filter(gebied__slug=slug)
    return list(rijen.select_related("gebied").prefetch_related("categorieen").order_by("jaar"))


def terug_naar(aanvraag):
    return redirect("buurtbudget:mijn_aanvraag", aanvraag.uuid)
