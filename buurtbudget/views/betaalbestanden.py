"""The file for the bank: make it, fetch the same bytes again, tick all that is in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localtime, now
from django.views.decorators.cache import never_cache

from buurtbudget.actions.betaalbestanden import betaal_bestand, maak_bestand
from buurtbudget.betaallijst import betaallijst
from buurtbudget.forms.betalen import BestandBetaaldForm, BestandForm
from buurtbudget.models import Aanvraag, Beheerder, Betaalbestand
from buurtbudget.views.penningmeester import plek_van
from kern.downloads import download
from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier

TYPE = {"sepa": ("application/xml", "xml"), "csv": ("text/csv; charset=utf-8", "csv")}


def bestand_maken(request, partner):
    hier = plek_van(request, partner)
    lijst = betaallijst(request.user, [gebied.pk for gebied in hier.gebieden], now())
    beheerder = Beheerder.objects.filter(partner=hier.partner).first()
    form = BestandForm(gestuurd(request), regels=_keuzes(request, hier, lijst))
    context = {"plek": hier, "lijst": lijst, "beheerder": beheerder, "form": form, "deel": "werk"}
    sjabloon = "buurtbudget/betalen/bestand_maken.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        bestand = maak_bestand(hier.partner, **form.cleaned_data, door=request.user)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    return redirect("buurtbudget:betaalbestand", bestand.uuid)


def betaalbestand(request, uuid):
    """What is in the file; all of it can be ticked at once."""
    bestand = _bestand(request, uuid)
    form = BestandBetaaldForm(gestuurd(request))
    rijen = bestand.betalingen.select_related("aanvraag").order_by("betalen_voor", "pk")
    context = {
        "bestand": bestand,
        "betalingen": rijen,
        "open": [rij for rij in rijen if not (rij.betaald_op or rij.vervallen_op)],
        "form": form,
        "deel": "werk",
    }
    sjabloon = "buurtbudget/betalen/bestand.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        betaal_bestand(bestand, **form.cleaned_data, door=request.user)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    messages.success(request, "Alle betalingen uit dit bestand zijn afgevinkt.")
    return redirect("buurtbudget:rekening_betalen", bestand.beheerder.slug)


@never_cache
def bestand_ophalen(request, uuid):
    """The same bytes, each time."""
    bestand = _bestand(request, uuid)
    soort, einde = TYPE[bestand.soort]
    naam = f"betalingen-{localtime(bestand.op):%Y-%m-%d-%H%M}.{einde}"
    return download(bestand.inhoud.encode(), soort, naam)


def _keuzes(request, hier, lijst):
    """What can go in a file; on the second click also what the first click put in one."""
    if request.method != "POST":
        return lijst.nu
    return [*lijst.nu, *lijst.in_bestand, *lijst.vandaag]


def _bestand(request, uuid):
    """The file, for whoever pays for this foundation and has no interest in what is in it."""
    rijen = Betaalbestand.objects.select_related("beheerder", "door")
    bestand = get_object_or_404(rijen, uuid=uuid)
    hier = plek_van(request, bestand.beheerder.slug)
    eigen = Aanvraag.objects.voor_team(request.user, [gebied.pk for gebied in hier.gebieden])
    if bestand.betalingen.exclude(aanvraag__in=eigen.values("pk")).exists():
        raise PermissionDenied
    return bestand
