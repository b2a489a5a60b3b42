"""The desk of a wijk, and the way to it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone

from buurtbudget import bureau as inhoud
from buurtbudget.filters import LijstForm
from buurtbudget.models import Spelregels, Wijkbudget
from buurtbudget.permissions import BESTUUR, PENNINGMEESTER, mandaten_van
from buurtbudget.querysets import bureau as vragen
from buurtbudget.views.bureau.doen import wijk

PER_KEER = 25


def bureaus(request):
    """The wijken one works for; with one of them its desk at once."""
    mandaten = sorted(mandaten_van(request.user).values(), key=lambda rij: rij.gebied.naam)
    if not mandaten:
        raise PermissionDenied
    if len(mandaten) == 1:
        return redirect("buurtbudget:bureau", mandaten[0].gebied.slug)
    context = {"mandaten": mandaten, "deel": "werk"}
    return render(request, "buurtbudget/bureau/bureaus.html", context)


def bureau(request, slug):
    gebied = wijk(request, slug)
    nu = timezone.localtime()
    mandaat = mandaten_van(request.user)[gebied.pk]
    alle_regels = list(vragen.regels_per_jaar(gebied))
    regels = _van_jaar(alle_regels, request.GET.get("jaar"), nu.year)
    rijen = list(vragen.te_doen(request.user, gebied))
    context = {
        "gebied": gebied,
        "mandaat": mandaat,
        "regels": regels,
        "jaren": [rij.jaar for rij in alle_regels],
        "nu": nu,
        "groepen": inhoud.groepen(rijen, request.user, mandaat.rollen, regels, nu),
        "dagen": inhoud.dagen(rijen, regels, nu.date()),
        "potten": _potten(gebied, regels, nu.date()),
        "mag_betalen": bool(mandaat.rollen & {PENNINGMEESTER, BESTUUR}),
        "in_ronde": _in_ronde(rijen, regels),
        "deel": "werk",
    }
    context |= _lijst(request, gebied, regels.jaar if regels else nu.year)
    return render(request, "buurtbudget/bureau/bureau.html", context)


def _van_jaar(alle, gevraagd, dit_jaar):
    """The rules of the year that was asked; else of this year, the next there is, or the last."""
    per_jaar = {str(rij.jaar): rij for rij in alle}
    later = [rij for rij in reversed(alle) if rij.jaar >= dit_jaar]
    return per_jaar.get(gevraagd) or next(iter(later or alle), None)


def _potten(gebied, regels: Spelregels | None, vandaag: date):
    """The pots of the year; `toegezegd` is what cannot be promised any more."""
    potten = list(Wijkbudget.objects.van_wijk(gebied, regels.jaar if regels else vandaag.year))
    for pot in potten:
        pot.toegezegd = pot.te_verdelen - pot.over
    return potten


def _in_ronde(rijen, regels):
    """How many lie ready for the round."""
    if not (regels and regels.is_ronde):
        return 0
    return sum(rij.status == "ontvangen" and not hasattr(rij, "voorstel") for rij in rijen)


def _lijst(request, gebied, jaar):
    """A page of the list: `stand` filters, `voor` is the number where the page before ended."""
    form = LijstForm(request.GET)
    gekozen = form.cleaned_data if form.is_valid() else {"stand": "", "voor": ""}
    rijen = vragen.lijst(request.user, gebied, jaar)
    if statussen := LijstForm.STANDEN.get(gekozen["stand"]):
        rijen = rijen.filter(status__in=statussen[1])
    if gekozen["voor"]:
        rijen = rijen.filter(nummer__lt=gekozen["voor"])
    gevonden = list(rijen[: PER_KEER + 1])
    return {
        "zeef": form,
        "stand": gekozen["stand"],
        "aanvragen": gevonden[:PER_KEER],
        "verder": gevonden[PER_KEER - 1].nummer if len(gevonden) > PER_KEER else "",
        "lijst_jaar": jaar,
    }
