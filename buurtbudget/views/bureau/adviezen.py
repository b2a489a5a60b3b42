"""The question to the city's department: asked at the desk, answered by link or after sign-in."""

from mimetypes import guess_extension

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from buurtbudget import sleutels
from buurtbudget.actions.adviezen import beantwoord_advies, vraag_advies
from buurtbudget.forms.bureau.advies import AdviesForm, AdviesVraagForm
from buurtbudget.models import IN_BEHANDELING, Advies, Bijlage
from buurtbudget.permissions import mag_adviseren, mag_beoordelen
from buurtbudget.views.bureau.doen import doe, zaak
from buurtbudget.views.bureau.dossier import als_bestand
from buurtbudget.views.bureau.vragen import terug
from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier

BEANTWOORD = 20


def vragen(request, nummer):
    aanvraag = zaak(request, nummer, mag_beoordelen)
    if aanvraag.status not in IN_BEHANDELING:
        return terug(request, aanvraag)
    return doe(
        request,
        aanvraag,
        AdviesVraagForm(gestuurd(request), aanvraag=aanvraag),
        lambda form: vraag_advies(aanvraag, door=request.user, **form.cleaned_data),
        melding="De vraag staat bij de gemeente.",
        titel="De gemeente iets vragen",
        uitleg="Bijvoorbeeld of een bank op deze plek mag. De gemeente antwoordt: het mag, het "
        "mag mits, of het mag niet.",
        knop="Vraag aan de gemeente",
    )


@never_cache
@csrf_exempt  # the address itself is the secret: without it nobody can send this form
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def advies(request, geheim):
    """For the department, by the link of a mail. Reading changes nothing; one answer is enough."""
    return _antwoord(request, _zoek(geheim), "buurtbudget/bureau/advies.html", geheim)


@never_cache
@login_not_required
@require_safe
def tekening(request, geheim, uuid):
    return _tekening(_zoek(geheim), uuid)


@require_safe
def adviezen(request):
    """What waits for the department, and what it answered last."""
    if not mag_adviseren(request.user):
        raise PermissionDenied
    rijen = Advies.objects.select_related("aanvraag__spelregels__gebied")
    open_ = rijen.filter(beantwoord_op__isnull=True, aanvraag__status__in=IN_BEHANDELING)
    context = {
        "open": list(open_.order_by("uiterlijk", "pk")),
        "gedaan": list(rijen.exclude(antwoord="").order_by("-beantwoord_op")[:BEANTWOORD]),
        "deel": "werk",
    }
    return render(request, "buurtbudget/bureau/adviezen.html", context)


def advies_geven(request, uuid):
    if not mag_adviseren(request.user):
        raise PermissionDenied
    rijen = Advies.objects.select_related("aanvraag__spelregels__gebied")
    sjabloon = "buurtbudget/bureau/advies_geven.html"
    return _antwoord(request, get_object_or_404(rijen, uuid=uuid), sjabloon)


@require_safe
def advies_tekening(request, uuid, bijlage):
    if not mag_adviseren(request.user):
        raise PermissionDenied
    return _tekening(get_object_or_404(Advies, uuid=uuid), bijlage)


def _antwoord(request, advies, sjabloon, geheim=""):
    """Only what may be public, and drawings. Nothing of who asks."""
    begin = {} if geheim else {"naam": request.user.naam}
    form = AdviesForm(gestuurd(request), initial=begin)
    context = {
        "advies": advies,
        "aanvraag": advies.aanvraag,
        "tekeningen": list(_tekeningen(advies)),
        "open": advies.beantwoord_op is None and advies.aanvraag.status in IN_BEHANDELING,
        "geheim": geheim,
        "form": form,
        "deel": "buurtbudget" if geheim else "werk",
    }
    if not context["open"] or not form.is_valid():
        if not context["open"]:
            context["form"] = AdviesForm()
        return toon_formulier(request, sjabloon, context)
    try:
        beantwoord_advies(advies, **form.cleaned_data)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    return redirect(request.path)


def _tekeningen(advies):
    return Bijlage.objects.filter(aanvraag=advies.aanvraag_id, soort=Bijlage.Soort.TEKENING)


def _tekening(advies, uuid):
    """The name of a file may say who made it."""
    bijlage = get_object_or_404(_tekeningen(advies), uuid=uuid)
    return als_bestand(bijlage, f"tekening{guess_extension(bijlage.type) or ''}")


def _zoek(geheim):
    advies = sleutels.zoek(geheim, Advies)
    if advies is None:
        raise Http404
    return advies
