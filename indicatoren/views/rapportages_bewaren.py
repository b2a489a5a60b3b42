"""What the pages of a document share: which one may be written in, and a form in one of two frames.

A form is a page of its own, or takes the place of the row it is about (htmx): the same address and
the same template. In place a form that was saved gives its branch back.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from indicatoren.models import Rapportage, Rapportregel
from indicatoren.permissions import mag_rapportages_zien, mag_rapporteren
from indicatoren.werkdocument import lees_werkdocument
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import toon_opnieuw

MAP = "indicatoren/rapportages/"
HOOGUIT_PLEK = 60


def lees_document(request, uuid):
    """The document, for whoever works at the city."""
    if not mag_rapportages_zien(request.user):
        raise PermissionDenied
    return get_object_or_404(Rapportage.objects.van_de_gemeente(), uuid=uuid)


def te_maken(request, uuid):
    """The document, for who makes documents."""
    if not mag_rapporteren(request.user):
        raise PermissionDenied
    return lees_document(request, uuid)


def regel_van(rapportage, uuid) -> Rapportregel:
    """A row of this document and of no other."""
    rijen = Rapportregel.objects.filter(programma__rapportage=rapportage)
    return get_object_or_404(
        rijen.select_related("programma", "indicator", "gevraagd_aan"), uuid=uuid
    )


def in_plaats(request) -> bool:
    """Whether a part of the page asks, not the person for a page."""
    return request.headers.get("HX-Request") == "true"


def bewaar(request, form, actie, context):
    """Write what the form says with `actie`; or show it again: mistakes (422), both texts (409).

    `context` holds the document as `rapportage`, `titel`, and `plek`, the uuid of the branch that
    comes back in place.
    """
    context |= {"form": form, "deel": "werk", "in_plaats": in_plaats(request)}
    context["kader"] = f"{MAP}{'_kader' if in_plaats(request) else 'formulier'}.html"
    context["anker"] = context.get("anker", "formulier")
    if in_plaats(request):
        form.auto_id = f"id-{context['anker']}-%s"
    if not form.is_valid():
        return _toon(request, context)
    try:
        rij = actie(door=request.user, **form.velden)
    except Verouderd as verouderd:
        antwoord = toon_opnieuw(request, f"{MAP}vraag.html", context, verouderd.huidig)
        return _richt(antwoord, context)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return _toon(request, context)
    return klaar(request, context["rapportage"], context["melding"], context["plek"], rij)


def klaar(request, rapportage, melding, plek, rij=None):
    """It is saved: one is back at the branch it was about, or at the row in it."""
    if in_plaats(request):
        return toon_tak(request, rapportage, plek, melding, focus=rij and f"wijzig-{rij.uuid}")
    messages.success(request, melding)
    return naar_plek(rapportage, rij.uuid if rij else plek)


def niet_gelukt(request, rapportage, regel, plek):
    """A button that came too late: the page as it is now, with why."""
    if in_plaats(request):
        return toon_tak(request, rapportage, plek, str(regel))
    messages.error(request, str(regel))
    return naar_plek(rapportage, plek)


def toon_tak(request, rapportage, plek, melding="", focus=None):
    """A branch as it is now, in its place on the page."""
    werk = lees_werkdocument(rapportage, request.user, vandaag=timezone.localdate())
    context = {"werk": werk, "tak": werk.tak(plek), "melding": melding}
    antwoord = render(request, f"{MAP}_deel.html", context)
    antwoord["HX-Retarget"], antwoord["HX-Reswap"] = f"#tak-{plek}", "outerHTML"
    if focus:
        antwoord["HX-Trigger-After-Settle"] = f'{{"richt": "{focus}"}}'
    return antwoord


def naar_plek(rapportage, plek=None):
    """Back to the document, at the part with this uuid; a form may send what never can be one."""
    adres = reverse("indicatoren:rapportage_werk", args=[rapportage.uuid])
    return redirect(f"{adres}#{plek}" if plek and len(str(plek)) <= HOOGUIT_PLEK else adres)


def _toon(request, context):
    form = context["form"]
    status = 422 if form.is_bound and form.errors else 200
    return _richt(render(request, f"{MAP}vraag.html", context, status=status), context)


def _richt(antwoord, context):
    patch_vary_headers(antwoord, ["HX-Request"])
    if context["in_plaats"]:
        antwoord["HX-Trigger-After-Settle"] = f'{{"richt": "{context["anker"]}"}}'
    return antwoord
