"""Question and answer, on behalf of the working group or of the applicant."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from buurtbudget.actions.vragen import TERUG, VRAAG_NA, beantwoord, laat_rusten, stel_vragen
from buurtbudget.forms.bureau.basis import ZaakForm
from buurtbudget.forms.bureau.vragen import AntwoordForm, VragenForm
from buurtbudget.models import Aanvraag, Status
from buurtbudget.permissions import mag_beoordelen, mag_betalen, mag_dossier_zien
from buurtbudget.views.bureau.doen import doe, zaak
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd


def mag_vragen(gebruiker, aanvraag: Aanvraag) -> bool:
    """About the plan the working group, about the receipts the treasurer as well."""
    geld = aanvraag.status == Status.DECLARATIE and mag_betalen(
        gebruiker, aanvraag.spelregels.gebied_id
    )
    return mag_beoordelen(gebruiker, aanvraag) or (geld and mag_dossier_zien(gebruiker, aanvraag))


def stellen(request, nummer):
    aanvraag = zaak(request, nummer, mag_vragen)
    if aanvraag.status not in VRAAG_NA:
        return terug(request, aanvraag)
    return doe(
        request,
        aanvraag,
        VragenForm(gestuurd(request), aanvraag=aanvraag),
        lambda form: stel_vragen(
            aanvraag,
            versie=form.cleaned_data["versie"],
            vragen=form.vragen,
            uiterlijk=form.cleaned_data["uiterlijk"],
            door=request.user,
        ),
        melding="De vraag is verstuurd. Tot het antwoord er is, ligt de aanvraag stil.",
        titel="Wat wil je vragen?",
        uitleg="Vul alleen in waar je iets over wilt weten. De aanvrager krijgt één bericht.",
        knop="Vraag versturen",
    )


def antwoord(request, nummer):
    """An answer that came by mail, phone or paper."""
    aanvraag = zaak(request, nummer)
    vragen = list(aanvraag.vragen.filter(beantwoord_op__isnull=True))
    if aanvraag.status not in TERUG or not vragen:
        return terug(request, aanvraag)
    return doe(
        request,
        aanvraag,
        AntwoordForm(gestuurd(request), aanvraag=aanvraag, vragen=vragen),
        lambda form: beantwoord(
            aanvraag,
            versie=form.cleaned_data["versie"],
            antwoorden=form.antwoorden,
            door=request.user,
        ),
        melding="Het antwoord staat erbij. De aanvraag gaat verder.",
        titel="Wat was het antwoord?",
        uitleg="Kwam het per mail, telefoon of op papier? Typ of plak het hier.",
        knop="Antwoord bewaren",
        rusten=True,
    )


@require_POST
def rusten(request, nummer):
    """Go on without an answer."""
    aanvraag = zaak(request, nummer)
    form = ZaakForm(request.POST)
    if not form.is_valid():
        return terug(request, aanvraag)
    try:
        laat_rusten(aanvraag, versie=form.cleaned_data["versie"], door=request.user)
    except (RegelGeschonden, Verouderd) as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, "De aanvraag gaat verder zonder antwoord.")
    return redirect("buurtbudget:dossier", nummer)


def terug(request, aanvraag):
    """The page is for a state that is over: say so, on the dossier."""
    messages.info(
        request, f"Deze aanvraag is nu ‘{aanvraag.get_status_display()}’: dat kan niet meer."
    )
    return redirect("buurtbudget:dossier", aanvraag.nummer)
