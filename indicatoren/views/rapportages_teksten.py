"""Texts of a document on their road: asked, agreed to, sent back."""

from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.utils import timezone
from django.views.decorators.http import require_POST

from gebruikers.models import Aanstelling, Gebruiker
from indicatoren.actions import teksten
from indicatoren.forms.rapportages import TerugForm, VraagForm, keuze_van
from indicatoren.models import Rapportregel
from indicatoren.views.rapportages_bewaren import (
    MAP,
    bewaar,
    klaar,
    naar_plek,
    niet_gelukt,
    regel_van,
    te_maken,
)
from indicatoren.werkdocument import lees_werkdocument
from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier

AKKOORD = Rapportregel.Stand.AKKOORD
HOOGUIT = 500  # rows agreed to at once
ONBEKEND = "Er is niets gekozen. Kijk nog een keer."


def vragen(request, uuid):
    """Ask rows of somebody; `?tak=` or `?regel=` says which are ticked."""
    rapportage = te_maken(request, uuid)
    werk = lees_werkdocument(rapportage, request.user, vandaag=timezone.localdate())
    begin = {"uuid": uuid4(), "regels": _aangevinkt(werk, request.GET)}
    form = VraagForm(
        gestuurd(request), takken=werk.takken, mensen=mensen_van_de_stad(), initial=begin
    )
    context = {"rapportage": rapportage, "form": form, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}vragen.html", context)
    velden = dict(form.cleaned_data)
    try:
        regels = teksten.vraag(rapportage, velden.pop("regels"), door=request.user, **velden)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}vragen.html", context)
    messages.success(request, _gevraagd(regels, velden["aan"]))
    return naar_plek(rapportage)


@require_POST
def akkoord(request, uuid):
    """Agree to the rows that were sent, each as uuid.version, of one branch (`plek`)."""
    rapportage = te_maken(request, uuid)
    plek = request.POST.get("plek", "")
    try:
        regels = teksten.geef_akkoord(rapportage, _versies(request), door=request.user)
    except RegelGeschonden as regel:
        return niet_gelukt(request, rapportage, regel, plek)
    eerste = regels[0] if len(regels) == 1 else None
    melding = f"{len(regels)} regels zijn akkoord." if len(regels) > 1 else "De regel is akkoord."
    return klaar(request, rapportage, melding, plek, eerste)


def terug(request, uuid, regel):
    """Send a text back to who delivered it, with what must change."""
    rapportage = te_maken(request, uuid)
    rij = regel_van(rapportage, regel)
    form = TerugForm(gestuurd(request), rij=rij)
    context = {
        "rapportage": rapportage,
        "titel": "Wat moet er anders aan deze tekst?",
        "regel": rij,
        "bij": rij.programma,
        "plek": rij.programma.uuid,
        "anker": str(rij.uuid),
        "knop": "Terugsturen",
        "melding": "Teruggestuurd. De tekst wordt opnieuw gevraagd.",
    }
    return bewaar(request, form, partial(teksten.stuur_terug, rij), context)


def mensen_van_de_stad():
    """Everybody with a role at the city today, by name."""
    vandaag = timezone.localdate()
    wie = Aanstelling.objects.geldig_op(vandaag).values("gebruiker")
    return Gebruiker.objects.filter(pk__in=wie, is_active=True).order_by("naam")


def _versies(request):
    """{uuid: version} of what was sent; what is odd is a row that is not there any more."""
    versies = {}
    for paar in request.POST.getlist("regel")[:HOOGUIT]:
        uuid, _, versie = paar.partition(".")
        try:
            versies[UUID(uuid)] = int(versie) if len(versie) < 9 else -1
        except ValueError:
            raise RegelGeschonden(ONBEKEND) from None
    if not versies:
        raise RegelGeschonden(ONBEKEND)
    return versies


def _aangevinkt(werk, vraag):
    """The boxes to begin with: one row, or what is not agreed to in a branch."""
    gekozen = []
    for tak in werk.takken:
        for werkregel in tak.regels:
            regel = werkregel.regel
            in_tak = str(tak.programma.uuid) == vraag.get("tak") and regel.stand != AKKOORD
            if in_tak or str(regel.uuid) == vraag.get("regel"):
                gekozen.append(keuze_van(regel))
    return gekozen


def _gevraagd(regels, aan):
    aantal = "1 regel" if len(regels) == 1 else f"{len(regels)} regels"
    return f"{aantal} gevraagd aan {aan}." if regels else f"Dit was al gevraagd aan {aan}."
