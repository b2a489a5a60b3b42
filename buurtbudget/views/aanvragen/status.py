"""Where it stands, and what one can do now. The buttons come from `STAPPEN`."""

from datetime import timedelta
from decimal import Decimal

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from berichten.models import Bericht
from buurtbudget.actions.declareren import TE_VERANDEREN
from buurtbudget.actions.indienen import is_te_wijzigen, trek_in
from buurtbudget.actions.vragen import TERUG, beantwoord
from buurtbudget.forms.aanvragen.vragen import StoppenForm, VragenForm
from buurtbudget.models import Status
from buurtbudget.views.aanvragen.antwoorden import antwoorden
from buurtbudget.views.aanvragen.geld import Geld
from buurtbudget.views.aanvragen.hulp import hulp
from buurtbudget.views.aanvragen.route import adres, is_open, stap_van
from buurtbudget.views.aanvragen.tijdlijn import momenten
from buurtbudget.views.aanvragen.toegang import terug_naar, van_aanvrager
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier

NIEUWER = "Er veranderde net iets aan je aanvraag. Kijk het nog een keer na en verstuur opnieuw."


@van_aanvrager
def mijn_aanvraag(request, aanvraag):
    besluit = aanvraag.besluiten.last()
    context = {
        "deel": "buurtbudget",
        "aanvraag": aanvraag,
        "doen": doen(aanvraag),
        "momenten": momenten(aanvraag),
        "besluit": besluit,
        "geld": Geld(aanvraag, besluit),
        "antwoord_voor": antwoord_voor(aanvraag),
        "delen": [(deel, is_open(aanvraag, deel.stap)) for deel in antwoorden(aanvraag)],
        "bijlagen": list(aanvraag.bijlagen.all()),
        "bijlage_erbij": is_te_wijzigen(aanvraag),
        "berichten": _berichten(aanvraag),
        "vragen": list(aanvraag.vragen.all()),
        "hulp": hulp(aanvraag.spelregels),
    }
    return render(request, "buurtbudget/aanvragen/status.html", context)


def doen(aanvraag):
    """Which doors are open now, by name; each is a step of `STAPPEN` or a change before one."""
    stappen = aanvraag.stappen
    return {
        "verder": aanvraag.is_concept,
        "vragen": aanvraag.status in TERUG,
        "wijzigen": bool(aanvraag.nummer) and is_te_wijzigen(aanvraag),
        "declareren": Status.DECLARATIE in stappen and aanvraag.status in TE_VERANDEREN,
        "intrekken": Status.INGETROKKEN in stappen,
        "gaat_niet_door": Status.INGETROKKEN not in stappen and Status.GAAT_NIET_DOOR in stappen,
    }


def antwoord_voor(aanvraag):
    """The day by which there is an answer."""
    regels = aanvraag.spelregels
    if regels.uitslag_voor or not aanvraag.ontvangen_op:
        return regels.uitslag_voor
    dag = timezone.localtime(aanvraag.ontvangen_op).date()
    return dag + timedelta(weeks=regels.antwoord_weken)


def _berichten(aanvraag):
    """Letters, mails and calls about it that left, the last first."""
    rijen = Bericht.objects.over(aanvraag.uuid).filter(status=Bericht.Status.VERZONDEN)
    return list(rijen.order_by("-verzonden_op")[:50])


@van_aanvrager
def vragen(request, aanvraag):
    """A field for each open question."""
    open_ = list(aanvraag.vragen.filter(beantwoord_op__isnull=True))
    if aanvraag.status not in TERUG or not open_:
        return terug_naar(aanvraag)
    form = _vragenform(request, aanvraag, open_)
    status = None
    if form.is_bound and form.is_valid():
        try:
            versie = form.cleaned_data["versie"]
            beantwoord(aanvraag, versie=versie, antwoorden=form.antwoorden)
        except Verouderd as verouderd:
            status = _opnieuw(request, form, verouderd.huidig)
        except RegelGeschonden as fout:
            messages.error(request, str(fout))
            return terug_naar(aanvraag)
        else:
            messages.success(request, "Je antwoord is verstuurd. De werkgroep gaat verder.")
            return terug_naar(aanvraag)
    context = {
        "form": form,
        "aanvraag": aanvraag,
        "deel": "buurtbudget",
        "bestand_erbij": is_te_wijzigen(aanvraag),
        "regels": [(vraag, veld, _plek(aanvraag, vraag)) for vraag, veld in form.regels],
        "hulp": hulp(aanvraag.spelregels),
    }
    return _toon(request, "vragen", context, status)


def _vragenform(request, aanvraag, open_):
    data = gestuurd(request)
    return VragenForm(data, vragen=open_, initial={"versie": aanvraag.versie})


def _plek(aanvraag, vraag):
    """Where one can change what is asked about: a step, or the receipts."""
    if aanvraag.status == Status.DECLARATIE_VRAAG:
        return reverse("buurtbudget:declareren", args=[aanvraag.uuid])
    stap = stap_van(vraag)
    return adres(aanvraag, stap) if stap and is_open(aanvraag, stap) else ""


@van_aanvrager
def stoppen(request, aanvraag):
    """Take it back, or say that it will not happen. A reason is welcome, not needed."""
    kan = doen(aanvraag)
    if not (kan["intrekken"] or kan["gaat_niet_door"]):
        return terug_naar(aanvraag)
    data = gestuurd(request)
    form, status = StoppenForm(data, initial={"versie": aanvraag.versie}), None
    if form.is_bound and form.is_valid():
        try:
            trek_in(aanvraag, namens_aanvrager=True, **form.cleaned_data)
        except Verouderd as verouderd:
            status = _opnieuw(request, form, verouderd.huidig)
        except RegelGeschonden as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Dat is gelukt. Je krijgt er nog een bericht over.")
            return terug_naar(aanvraag)
    context = {
        "form": form,
        "aanvraag": aanvraag,
        "deel": "buurtbudget",
        "kan": kan,
        "betaald": Geld(aanvraag, None).betaald or Decimal(0),
        "hulp": hulp(aanvraag.spelregels),
    }
    return _toon(request, "stoppen", context, status)


def _opnieuw(request, form, huidig):
    """Stale: what was typed stays, and saving again is meant."""
    messages.error(request, NIEUWER)
    form.data = form.data.copy()
    form.data["versie"] = huidig.versie
    return 409


def _toon(request, naam, context, status):
    antwoord = toon_formulier(request, f"buurtbudget/aanvragen/{naam}.html", context)
    antwoord.status_code = status or antwoord.status_code
    return antwoord
