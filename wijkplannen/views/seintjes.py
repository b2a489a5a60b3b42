"""Asking partners how it goes, and the page behind the link they get."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from berichten.actions import noteer_verstuurd
from gebruikers.models import Rol
from kern.forms import gestuurd
from partners.models import Contactpersoon
from partners.permissions import rechten
from wijkplannen import sleutels
from wijkplannen.actions.seintjes import beantwoord, stuur_seintjes, voorbeeld, werkt
from wijkplannen.bureau.bellijst import te_bellen
from wijkplannen.bureau.regels import lees_aandacht
from wijkplannen.models import Inzet, Seintje
from wijkplannen.views.nakijken import KLAAR, kijk_na


@require_http_methods(["GET", "HEAD", "POST"])
def seintjes(request):
    """Read what silent partners get, and send it: to those that were on the page."""
    aandacht = lees_aandacht(_gebieden(request), nu=now())
    te_vragen = [stilte.partner for stilte in aandacht.te_vragen]
    if request.method == "POST":
        gekozen = set(request.POST.getlist("partner"))
        partners = [partner for partner in te_vragen if str(partner.pk) in gekozen]
        messages.success(request, gevraagd(stuur_seintjes(partners, door=request.user)))
        return redirect("portaal:werk")
    context = {"aandacht": aandacht, "deel": "werk"}
    met_mail = (stilte.partner for stilte in aandacht.te_vragen if stilte.heeft_mail)
    if partner := next(met_mail, None):
        context |= {"partner": partner, "mail": voorbeeld(partner, door=request.user)}
    return render(request, "wijkplannen/organisatie/seintjes.html", context)


@require_POST
def gebeld(request, uuid):
    """Somebody called a partner of the call list."""
    bericht = get_object_or_404(te_bellen(_gebieden(request)), uuid=uuid)
    noteer_verstuurd(bericht, door=request.user)
    messages.success(request, f"Genoteerd: je belde {bericht.feiten['partner']}.")
    return redirect("portaal:werk")


def _gebieden(request):
    """The areas of a gebiedsmanager; nobody else asks partners."""
    mijn = rechten(request.user)
    if Rol.GEBIEDSMANAGER not in mijn.rollen:
        raise PermissionDenied
    return mijn.gebieden


def gevraagd(uit):
    """What came of it, in words."""
    zinnen = [
        (uit.mail, "kreeg een mail", "kregen een mail"),
        (uit.bellen, "staat op je bellijst", "staan op je bellijst"),
        (uit.al_gevraagd, "kreeg deze week al een seintje", "kregen deze week al een seintje"),
    ]
    delen = [
        f"{len(partners)} partner {een}."
        if len(partners) == 1
        else f"{len(partners)} partners {meer}."
        for partners, een, meer in zinnen
        if partners
    ]
    return " ".join(delen) or "Iedereen kreeg deze week al een seintje."


@never_cache
@csrf_exempt  # the address itself is the secret: without it nobody can send this form
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def seintje(request, geheim):
    """The lines of the partner that was asked, by its link. Reading changes nothing."""
    seintje = sleutels.zoek(geheim, Seintje)
    if seintje is None:
        raise Http404
    if not werkt(seintje, localdate()):
        return _verlopen(request, seintje)
    context, status = kijk_na(
        gestuurd(request),
        lees=partial(_regels, seintje),
        partners=[seintje.partner_id],
        meld=partial(beantwoord, seintje),
        via=seintje,
    )
    if status == KLAAR:
        return redirect("wijkplannen:seintje", geheim)
    context |= {"seintje": seintje, "geheim": geheim, "deel": "plannen"}
    return render(request, "wijkplannen/seintje.html", context, status=status)


def _regels(seintje):
    return list(Inzet.objects.te_bevestigen([seintje.partner_id]))


def _verlopen(request, seintje):
    """Whom to call: of the wijken in which the partner has a line."""
    wijken = {inzet.doel.plan.gebied_id for inzet in _regels(seintje)}
    bellen = Contactpersoon.objects.openbaar().filter(gebied__in=wijken).select_related("gebied")
    context = {"seintje": seintje, "bellen": bellen.exclude(telefoon=""), "deel": "plannen"}
    return render(request, "wijkplannen/seintje_verlopen.html", context, status=410)
