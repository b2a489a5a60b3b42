"""Documents of the budget cycle while they are written: the list, one as a whole, what is missing,
and the moment it freezes.
"""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from gebieden.models import Gemeente
from indicatoren.actions.bevriezen import bevries, maak_openbaar
from indicatoren.actions.documenten import gooi_document_weg, maak_document, wijzig_document
from indicatoren.forms.rapportages import DocumentForm
from indicatoren.models import Rapportage, Rapportregel
from indicatoren.ontbreekt import gemis, in_woorden
from indicatoren.permissions import mag_rapportages_zien, mag_rapporteren
from indicatoren.views.rapportages_bewaren import (
    MAP,
    in_plaats,
    lees_document,
    naar_plek,
    te_maken,
    toon_tak,
)
from indicatoren.werkdocument import lees_werkdocument
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier, toon_opnieuw, vraag_ja

NIEUW = "Nieuw document"


@require_safe
def lijst(request):
    """What waits for me, and every document with how far it is."""
    if not mag_rapportages_zien(request.user):
        raise PermissionDenied
    vandaag = timezone.localdate()
    documenten = Rapportage.objects.van_de_gemeente().met_stand(vandaag).voor_lijst()
    context = {
        "mijn": list(Rapportregel.objects.gevraagd_van(request.user)),
        "documenten": [(rij, in_woorden(rij)) for rij in documenten],
        "mag_maken": mag_rapporteren(request.user),
        "vandaag": vandaag,
        "deel": "werk",
    }
    return render(request, f"{MAP}lijst.html", context)


@require_safe
def document(request, uuid):
    """The whole document as one reads it; `?deel=` gives one branch, for a form that is closed."""
    rapportage = lees_document(request, uuid)
    werk = lees_werkdocument(rapportage, request.user, vandaag=timezone.localdate())
    if in_plaats(request) and werk.tak(request.GET.get("deel")):
        antwoord = toon_tak(request, rapportage, request.GET["deel"])
    else:
        context = {"werk": werk, "rapportage": rapportage, "gemis": gemis(werk), "deel": "werk"}
        antwoord = render(request, f"{MAP}document.html", context)
    patch_vary_headers(antwoord, ["HX-Request"])
    return antwoord


def nieuw(request):
    if not mag_rapporteren(request.user):
        raise PermissionDenied
    documenten = Rapportage.objects.van_de_gemeente().voor_lijst()
    form = DocumentForm(gestuurd(request), documenten=documenten, initial={"nummer": 1})
    context = {"form": form, "titel": NIEUW, "deel": "werk", "breed": True}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}gegevens.html", context)
    gemeente = get_object_or_404(Gemeente, code=settings.GEMEENTE)
    try:
        rij = maak_document(gemeente, door=request.user, **form.velden)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}gegevens.html", context)
    messages.success(request, f"{rij} is gemaakt. Alleen mensen van de gemeente zien het.")
    return redirect("indicatoren:rapportage_werk", rij.uuid)


def gegevens(request, uuid):
    rapportage = te_maken(request, uuid)
    form = DocumentForm(gestuurd(request), rij=rapportage)
    context = {"form": form, "rapportage": rapportage, "titel": "Gegevens", "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}gegevens.html", context)
    try:
        wijzig_document(rapportage, door=request.user, **form.velden)
    except Verouderd as verouderd:
        return toon_opnieuw(request, f"{MAP}gegevens.html", context, verouderd.huidig)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}gegevens.html", context)
    messages.success(request, "Bewaard.")
    return redirect("indicatoren:rapportage_werk", uuid)


@require_safe
def ontbreekt(request, uuid):
    rapportage = lees_document(request, uuid)
    werk = lees_werkdocument(rapportage, request.user, vandaag=timezone.localdate())
    context = {"rapportage": rapportage, "werk": werk, "gemis": gemis(werk), "deel": "werk"}
    return render(request, f"{MAP}ontbreekt.html", context)


def bevriezen(request, uuid):
    """What is missing, what freezing means, and the button."""
    rapportage = te_maken(request, uuid)
    werk = lees_werkdocument(rapportage, request.user, vandaag=timezone.localdate())
    context = {"gemis": gemis(werk), "werk": werk}
    return _knop(request, rapportage, "bevriezen", bevries, "{} is bevroren.", context)


def publiceren(request, uuid):
    rapportage = te_maken(request, uuid)
    actie = _zonder_versie(maak_openbaar)
    return _knop(request, rapportage, "publiceren", actie, "{} is nu openbaar.", {})


def weggooien(request, uuid):
    rapportage = te_maken(request, uuid)
    return _knop(request, rapportage, "weggooien", gooi_document_weg, "{} is weggegooid.", {})


def _zonder_versie(actie):
    return lambda rapportage, *, versie, door: actie(rapportage, door=door)


def _knop(request, rapportage, naam, actie, melding, context):
    """A page with one button about the whole document, at the version that was read."""
    context |= {"rapportage": rapportage, "deel": "werk"}

    def klaar(rij):
        messages.success(request, melding.format(rapportage))
        return naar_plek(rapportage) if rij else redirect("indicatoren:rapportages")

    doe = partial(actie, door=request.user)
    return vraag_ja(request, f"{MAP}{naam}.html", context, rapportage, doe, klaar)
