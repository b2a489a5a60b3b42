"""Proposing, confirming, and the ends that are no decision."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from buurtbudget.actions.beslissen import bevestig, stel_voor, vergeet_voorstel, verwerk_voorwaarde
from buurtbudget.actions.indienen import trek_in
from buurtbudget.actions.termijnen import laat_vervallen, mag_vervallen
from buurtbudget.dossier import Dossier
from buurtbudget.forms.bureau.basis import ZaakForm
from buurtbudget.forms.bureau.besluiten import (
    BevestigForm,
    GaatNietDoorForm,
    VervalForm,
    VoorstelForm,
    VoorwaardeForm,
)
from buurtbudget.models import Status
from buurtbudget.permissions import mag_beoordelen, mag_bevestigen
from buurtbudget.views.bureau.doen import doe, zaak
from buurtbudget.views.bureau.vragen import terug
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier

BEVESTIGEN = "buurtbudget/bureau/bevestigen.html"


def voorstel(request, nummer):
    aanvraag = zaak(request, nummer, mag_beoordelen)
    bestaand = getattr(aanvraag, "voorstel", None)
    if aanvraag.status != Status.ONTVANGEN or (bestaand and bestaand.vergadering_id):
        return terug(request, aanvraag)
    return doe(
        request,
        aanvraag,
        VoorstelForm(gestuurd(request), aanvraag=aanvraag, voorstel=bestaand),
        lambda form: stel_voor(
            aanvraag, form.oordeel, versie=form.cleaned_data["versie"], door=request.user
        ),
        melding="Het voorstel staat klaar. Er is nog niets verstuurd.",
        naar=reverse("buurtbudget:bevestigen", args=[nummer]),
        sjabloon="buurtbudget/bureau/voorstel.html",
        pot=aanvraag.wijkbudget,
    )


@require_POST
def voorstel_weg(request, nummer):
    aanvraag = zaak(request, nummer, mag_bevestigen)
    voorstel = getattr(aanvraag, "voorstel", None)
    form = ZaakForm(request.POST)
    if voorstel is None:
        return redirect("buurtbudget:dossier", nummer)
    try:
        if not form.is_valid():
            raise Verouderd(aanvraag)
        vergeet_voorstel(voorstel, **form.cleaned_data)
    except Verouderd:
        messages.error(request, "Het voorstel is intussen veranderd. Lees het opnieuw.")
        return redirect("buurtbudget:bevestigen", nummer)
    messages.success(request, "Het voorstel is teruggenomen.")
    return redirect("buurtbudget:dossier", nummer)


def bevestigen(request, nummer):
    """Look along, with what it does to the money; then it is decided and the letter leaves."""
    aanvraag = zaak(request, nummer, mag_bevestigen)
    voorstel = getattr(aanvraag, "voorstel", None)
    if voorstel is None or voorstel.vergadering_id:
        if request.method == "POST" and aanvraag.besluiten.exists():
            return redirect("buurtbudget:dossier", nummer)  # the second tap
        return terug(request, aanvraag)
    form = _bevestigform(request, aanvraag, voorstel)
    if form.is_valid() and not _zelfde(form, voorstel):
        return _opnieuw_lezen(request, aanvraag, voorstel)
    if not form.is_valid():
        return toon_formulier(request, BEVESTIGEN, _context(request, aanvraag, voorstel, form))
    try:
        bevestig(
            voorstel,
            versie=form.cleaned_data["versie"],
            door=request.user,
            alleen_omdat=form.cleaned_data.get("alleen_omdat", ""),
        )
    except Verouderd:
        return terug(request, zaak(request, nummer, mag_bevestigen))
    except RegelGeschonden as regel:
        form.add_error("alleen_omdat" if "alleen_omdat" in form.fields else None, str(regel))
        return toon_formulier(request, BEVESTIGEN, _context(request, aanvraag, voorstel, form))
    messages.success(request, "Het besluit is genomen. Het bericht aan de aanvrager gaat nu uit.")
    return redirect("buurtbudget:dossier", nummer)


def _zelfde(form, voorstel):
    gelezen = form.cleaned_data
    return (gelezen["voorstel"], gelezen["versie"]) == (voorstel.pk, voorstel.versie)


def _opnieuw_lezen(request, aanvraag, voorstel):
    """Another proposal took its place: nobody confirms what they have not read."""
    form = BevestigForm(alleen=_alleen(request, aanvraag), initial=_nu(voorstel))
    context = _context(request, aanvraag, voorstel, form) | {"net": True}
    return render(request, BEVESTIGEN, context, status=409)


def _bevestigform(request, aanvraag, voorstel):
    alleen = _alleen(request, aanvraag)
    return BevestigForm(gestuurd(request), alleen=alleen, initial=_nu(voorstel))


def _nu(voorstel):
    return {"versie": voorstel.versie, "voorstel": voorstel.pk}


def _alleen(request, aanvraag):
    dossier = Dossier(aanvraag, request.user, timezone.now())
    return dossier.tweede_nodig and dossier.mag_alleen


def _context(request, aanvraag, voorstel, form):
    pot, na = aanvraag.wijkbudget, None
    if pot and voorstel.bedrag:
        na = pot.over - voorstel.bedrag
    dossier = Dossier(aanvraag, request.user, timezone.now())
    return {
        "aanvraag": aanvraag,
        "voorstel": voorstel,
        "form": form,
        "pot": pot,
        "na": na,
        "dossier": dossier,
        "moet_wachten": dossier.tweede_nodig and not dossier.mag_alleen,
        "mag_wijzigen": mag_beoordelen(request.user, aanvraag),
        "deel": "werk",
    }


def voorwaarde(request, nummer):
    """The answer that was awaited came, or never will."""
    aanvraag = zaak(request, nummer, mag_beoordelen)
    if aanvraag.status != Status.VOORWAARDE:
        return terug(request, aanvraag)
    besluit = aanvraag.besluiten.get(uitkomst=Status.VOORWAARDE)
    return doe(
        request,
        aanvraag,
        VoorwaardeForm(gestuurd(request), aanvraag=aanvraag),
        lambda form: verwerk_voorwaarde(aanvraag, door=request.user, **form.velden),
        melding="Het besluit is nu definitief. Het bericht aan de aanvrager gaat uit.",
        titel="Is aan de voorwaarde voldaan?",
        knop="Definitief maken",
        besluit=besluit,
        advies=aanvraag.adviezen.last(),
    )


def gaat_niet_door(request, nummer):
    """Taken back or called off, on behalf of the applicant."""
    aanvraag = zaak(request, nummer)
    if not {Status.INGETROKKEN, Status.GAAT_NIET_DOOR} & aanvraag.stappen:
        return terug(request, aanvraag)
    besloten = aanvraag.besloten_op is not None
    return doe(
        request,
        aanvraag,
        GaatNietDoorForm(gestuurd(request), initial={"versie": aanvraag.versie}),
        lambda form: trek_in(
            aanvraag,
            versie=form.cleaned_data["versie"],
            reden=form.cleaned_data["reden"],
            door=request.user,
            namens_aanvrager=True,
        ),
        melding="Genoteerd. De aanvrager krijgt een bevestiging."
        + (" Het geld is terug in de pot." if besloten else ""),
        titel="Gaat het niet door?" if besloten else "De aanvraag intrekken",
        uitleg="Je doet dit namens de aanvrager. Dit is het einde van de aanvraag.",
        knop="Het gaat niet door" if besloten else "Intrekken",
    )


def vervallen(request, nummer):
    aanvraag = zaak(request, nummer, mag_bevestigen)
    if not mag_vervallen(aanvraag, timezone.now()):
        return terug(request, aanvraag)
    return doe(
        request,
        aanvraag,
        VervalForm(gestuurd(request), initial={"versie": aanvraag.versie}),
        lambda form: laat_vervallen(aanvraag, door=request.user, **form.cleaned_data),
        melding="De toezegging is vervallen. Het geld is terug in de pot.",
        titel="De toezegging laten vervallen",
        uitleg="Bel eerst. Soms ligt er een envelop die niemand opende.",
        knop="Laten vervallen",
    )
