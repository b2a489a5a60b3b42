"""Branches and rows of a document: added, written, moved, taken out."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from indicatoren.actions import programmas, rapportregels
from indicatoren.forms.rapportregels import RegelForm, TakForm, VerhuisForm
from indicatoren.models import Rapportregel
from indicatoren.permissions import mag_aanleveren, mag_rapporteren
from indicatoren.views.rapportages_bewaren import (
    MAP,
    bewaar,
    klaar,
    lees_document,
    naar_plek,
    niet_gelukt,
    regel_van,
    te_maken,
)
from indicatoren.werkdocument import KOPPEN
from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, vraag_ja

STAPPEN = {"omhoog": -1, "omlaag": 1}


def tak_nieuw(request, uuid):
    rapportage = te_maken(request, uuid)
    takken = rapportage.programmas.all()
    onder = takken.filter(uuid=_uuid(request.GET.get("onder"))).first()
    form = TakForm(gestuurd(request), takken=takken, initial={"ouder": onder})
    context = {
        "rapportage": rapportage,
        "titel": "Onderdeel erbij",
        "plek": "",
        "melding": "Het onderdeel staat erbij.",
    }
    return bewaar(request, form, partial(programmas.voeg_tak_toe, rapportage), context)


def tak(request, uuid, tak):
    rapportage = te_maken(request, uuid)
    rij = get_object_or_404(rapportage.programmas.select_related("ouder"), uuid=tak)
    form = TakForm(gestuurd(request), takken=rapportage.programmas.all(), rij=rij)
    context = {
        "rapportage": rapportage,
        "titel": "Onderdeel wijzigen",
        "tak": rij,
        "plek": rij.uuid,
        "melding": "Bewaard.",
    }
    return bewaar(request, form, partial(programmas.wijzig_tak, rij), context)


def tak_weghalen(request, uuid, tak):
    """A page with one button; what would go with it is counted."""
    rapportage = te_maken(request, uuid)
    rij = get_object_or_404(rapportage.programmas, uuid=tak)
    takken = programmas.onder(rij)
    context = {
        "wat": f"het onderdeel ‘{rij}’",
        "onderdelen": len(takken) - 1,
        "regels": Rapportregel.objects.filter(programma__in=takken).count(),
        "inhoud": programmas.inhoud_van(rij),
    }
    inhoud = request.POST.get("inhoud", "")
    actie = partial(programmas.haal_tak_weg, inhoud=inhoud)
    return _weghalen(request, rapportage, rij, actie, context)


@require_POST
def tak_verplaatsen(request, uuid, tak):
    rapportage = te_maken(request, uuid)
    rij = get_object_or_404(rapportage.programmas, uuid=tak)
    try:
        programmas.verplaats_tak(rij, door=request.user, **_stap(request))
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    return naar_plek(rapportage, f"{request.POST.get('richting')}-{rij.uuid}")


def regel_nieuw(request, uuid, tak, soort):
    rapportage = te_maken(request, uuid)
    rij = get_object_or_404(rapportage.programmas, uuid=tak)
    if soort not in KOPPEN:
        raise Http404
    form = RegelForm(gestuurd(request), soort=soort)
    context = {
        "rapportage": rapportage,
        "titel": f"{Rapportregel.Soort(soort).label} erbij",
        "bij": rij,
        "plek": rij.uuid,
        "anker": f"nieuw-{rij.uuid}",
        "erbij": f"erbij-{rij.uuid}",
        "melding": "Het staat erbij.",
    }
    return bewaar(request, form, partial(rapportregels.voeg_regel_toe, rij, soort=soort), context)


def regel(request, uuid, regel):
    """Write a row: who makes the document, or who was asked for it."""
    rapportage, rij = te_schrijven(request, uuid, regel)
    maakt = mag_rapporteren(request.user)
    form = RegelForm(gestuurd(request), soort=rij.soort, rij=rij, moet_vol=not maakt)
    gevraagd = rij.gevraagd_aan_id == request.user.pk
    context = {
        "rapportage": rapportage,
        "titel": f"{rij.get_soort_display()} {'wijzigen' if maakt else 'aanleveren'}",
        "knop": "Aanleveren" if gevraagd else "Bewaren",
        "regel": rij,
        "bij": rij.programma,
        "plek": rij.programma.uuid,
        "anker": str(rij.uuid),
        "melding": "Je tekst is aangeleverd." if gevraagd else "Bewaard.",
        "mag_maken": maakt,
    }
    return bewaar(request, form, partial(rapportregels.lever_aan, rij), context)


def regel_weghalen(request, uuid, regel):
    rapportage = te_maken(request, uuid)
    rij = regel_van(rapportage, regel)
    context = {"wat": f"‘{rij.titel}’", "regel": rij}
    return _weghalen(request, rapportage, rij, rapportregels.haal_regel_weg, context)


def regel_verplaatsen(request, uuid, regel):
    """One step by a button (`richting`), or a form for another branch."""
    rapportage = te_maken(request, uuid)
    rij = regel_van(rapportage, regel)
    if request.POST.get("richting") in STAPPEN:
        return _stap_van_regel(request, rapportage, rij)
    form = VerhuisForm(gestuurd(request), takken=rapportage.programmas.all(), rij=rij)
    context = {
        "rapportage": rapportage,
        "titel": "Naar een ander onderdeel",
        "regel": rij,
        "plek": rij.programma.uuid,
        "uitleg": "De regel komt daar onderaan te staan. De tekst blijft zoals hij is.",
        "melding": f"‘{rij.titel}’ is verhuisd.",
    }
    return bewaar(request, form, partial(rapportregels.verhuis_regel, rij), context)


def te_schrijven(request, uuid, regel):
    """(document, row) for who may write this row."""
    rapportage = lees_document(request, uuid)
    rij = regel_van(rapportage, regel)
    if not mag_aanleveren(request.user, rij):
        raise PermissionDenied
    return rapportage, rij


def _stap_van_regel(request, rapportage, rij):
    try:
        rapportregels.verplaats_regel(rij, door=request.user, **_stap(request))
    except RegelGeschonden as regel:
        return niet_gelukt(request, rapportage, regel, rij.programma.uuid)
    return klaar(request, rapportage, "Verplaatst.", rij.programma.uuid, rij)


def _stap(request):
    richting = request.POST.get("richting", "")
    return {"lijst": request.POST.get("lijst", ""), "stap": STAPPEN.get(richting, 0)}


def _weghalen(request, rapportage, rij, actie, context):
    context |= {"rapportage": rapportage, "deel": "werk"}

    def klaar(_):
        messages.success(request, f"Weggehaald: {context['wat']}.")
        return naar_plek(rapportage)

    doe = partial(actie, door=request.user)
    return vraag_ja(request, f"{MAP}weghalen.html", context, rij, doe, klaar)


def _uuid(tekst):
    try:
        return UUID(tekst or "")
    except ValueError:
        return None
