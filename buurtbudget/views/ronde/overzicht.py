"""The round for the group: who is ready, dates, papers, and what comes next."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from buurtbudget.actions.kolommen import heropen
from buurtbudget.actions.ronde import begin_ronde, zet_data
from buurtbudget.actions.rondevergadering import naar_vergadering
from buurtbudget.forms.ronde import DataForm, NaarVergaderingForm
from buurtbudget.models import Aanvraag, Spelregels, Verdeelronde
from buurtbudget.permissions import (
    mag_bureau_zien,
    mag_kolom_invullen,
    mag_ronde_leiden,
)
from buurtbudget.rondestand import Rondestand, lopende_posten
from buurtbudget.views.ronde import haal_ronde
from gebieden.models import Gebied
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier

OVERZICHT = "buurtbudget/ronde/overzicht.html"
DATA = "buurtbudget/ronde/data.html"
NET = "Iemand anders veranderde net iets. Kijk het nog eens na."


def ronde(request, slug, jaar):
    gevonden = Verdeelronde.objects.van(slug, jaar).first()
    if gevonden is None:
        return _nog_niet(request, slug, jaar)
    if not mag_bureau_zien(request.user, gevonden.spelregels.gebied_id):
        raise PermissionDenied
    return render(request, OVERZICHT, _context(request, gevonden))


def beginnen(request, slug, jaar):
    regels = _regels(request, slug, jaar)
    if not mag_ronde_leiden(request.user, regels.gebied_id):
        raise PermissionDenied
    if Verdeelronde.objects.van(slug, jaar).exists():
        return redirect("buurtbudget:ronde", slug, jaar)
    eerste = {"klaar_voor": regels.verdelen_voor, "versie": 0}
    form = DataForm(gestuurd(request), initial=eerste, bekend=False)
    context = {"form": form, "regels": regels, "gebied": regels.gebied, "jaar": jaar}
    if not form.is_valid():
        return toon_formulier(request, DATA, context | {"deel": "werk"})
    velden = {naam: deel for naam, deel in form.cleaned_data.items() if naam != "versie"}
    try:
        begin_ronde(regels, door=request.user, **velden)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, DATA, context | {"deel": "werk"})
    messages.success(request, "De verdeelronde is begonnen. De aanvragen hebben nu een nummer.")
    return redirect("buurtbudget:ronde", slug, jaar)


def data(request, slug, jaar):
    """Dates, and the amount to reckon with."""
    gevonden = haal_ronde(request, slug, jaar)
    if not mag_ronde_leiden(request.user, gevonden.spelregels.gebied_id):
        raise PermissionDenied
    eerste = {n: getattr(gevonden, n) for n in ["klaar_voor", "vergadering_op", "proefbedrag"]}
    form = DataForm(
        gestuurd(request),
        initial=eerste | {"versie": gevonden.versie},
        bekend=gevonden.wijkbudget.is_bekend,
    )
    regels = gevonden.spelregels
    context = {"form": form, "ronde": gevonden, "gebied": regels.gebied, "jaar": jaar}
    if not form.is_valid():
        return toon_formulier(request, DATA, context | {"deel": "werk"})
    try:
        zet_data(gevonden, **form.cleaned_data)
    except Verouderd as verouderd:
        nieuw = form.cleaned_data | {"versie": verouderd.huidig.versie}
        form = DataForm(initial=nieuw, bekend=gevonden.wijkbudget.is_bekend)
        context |= {"form": form, "net": verouderd.huidig, "deel": "werk"}
        return render(request, DATA, context, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, DATA, context | {"deel": "werk"})
    messages.success(request, "Bewaard.")
    return redirect("buurtbudget:ronde", slug, jaar)


def vergaderen(request, slug, jaar):
    """Close the columns: who is not ready is left out by name."""
    gevonden = haal_ronde(request, slug, jaar)
    if not mag_ronde_leiden(request.user, gevonden.spelregels.gebied_id):
        raise PermissionDenied
    if not gevonden.is_open:
        return redirect("buurtbudget:ronde_vergadering", slug, jaar)
    deelnemers = list(gevonden.deelnemers.voor_lijst())
    form = NaarVergaderingForm(gestuurd(request), ronde=gevonden, deelnemers=deelnemers)
    context = {"form": form, "ronde": gevonden, "deelnemers": deelnemers, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, "buurtbudget/ronde/vergaderen.html", context)
    try:
        naar_vergadering(gevonden, door=request.user, **form.cleaned_data)
    except Verouderd:
        messages.error(request, NET)
        return redirect("buurtbudget:ronde_vergaderen", slug, jaar)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, "buurtbudget/ronde/vergaderen.html", context)
    messages.success(request, "Geteld. Dit is wat de kolommen samen zeggen.")
    return redirect("buurtbudget:ronde_vergadering", slug, jaar)


@require_POST
def heropenen(request, slug, jaar, lid):
    """Not ready after all."""
    gevonden = haal_ronde(request, slug, jaar)
    deelnemer = get_object_or_404(gevonden.deelnemers.voor_lijst(), pk=lid)
    deelnemer.ronde = gevonden
    if not mag_kolom_invullen(request.user, deelnemer):
        raise PermissionDenied
    try:
        heropen(deelnemer)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
        return redirect("buurtbudget:ronde", slug, jaar)
    messages.success(request, "De kolom is weer open. Zeg het als je klaar bent.")
    return redirect("buurtbudget:ronde_kolom", slug, jaar, lid)


def _regels(request, slug, jaar):
    gebied = get_object_or_404(Gebied.objects.budgetgebieden(), slug=slug)
    if not mag_bureau_zien(request.user, gebied.pk):
        raise PermissionDenied
    regels = Spelregels.objects.actueel().filter(gebied=gebied, jaar=jaar)
    if (gevonden := regels.select_related("gebied", "regeling").first()) is None:
        raise Http404
    return gevonden


def _nog_niet(request, slug, jaar):
    """No round yet: what would be in it, and when it can begin."""
    regels = _regels(request, slug, jaar)
    binnen = Aanvraag.objects.van_wijk(regels.gebied_id, jaar).filter(
        status__in=["ontvangen", "vraag"]
    )
    context = {
        "regels": regels,
        "gebied": regels.gebied,
        "jaar": jaar,
        "aantal": binnen.count(),
        "mag_leiden": mag_ronde_leiden(request.user, regels.gebied_id),
        "deel": "werk",
    }
    return render(request, "buurtbudget/ronde/nog_niet.html", context)


def _context(request, gevonden):
    regels = gevonden.spelregels
    stand = Rondestand(
        gevonden, list(lopende_posten(gevonden)), list(gevonden.deelnemers.met_stand())
    )
    for deelnemer in stand.deelnemers:
        deelnemer.ronde = gevonden
        deelnemer.mag = mag_kolom_invullen(request.user, deelnemer)
    eigen = [d for d in stand.deelnemers if d.lid.gebruiker_id == request.user.pk]
    weg = gevonden.posten.exclude(pk__in=[post.pk for post in stand.posten])
    return {
        "ronde": gevonden,
        "gebied": regels.gebied,
        "jaar": regels.jaar,
        "stand": stand,
        "eigen": eigen[0] if eigen else None,
        "weg": list(weg.select_related("aanvraag")) if not gevonden.is_bevestigd else [],
        "laat": _laat(gevonden),
        "mag_leiden": mag_ronde_leiden(request.user, regels.gebied_id),
        "deel": "werk",
    }


def _laat(gevonden):
    """Came in after the numbers were given: they are decided outside the round."""
    regels = gevonden.spelregels
    return (
        Aanvraag.objects.van_wijk(regels.gebied_id, regels.jaar)
        .filter(status__in=["ontvangen", "vraag"], rondepost__isnull=True)
        .order_by("ontvangen_op")
    )
