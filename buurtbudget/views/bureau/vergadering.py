"""The meeting at the table: begin, case by case, confirm, minutes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from buurtbudget.actions.vergaderen import (
    begin_vergadering,
    bevestig_vergadering,
    houd_aan,
    noteer_aanwezig,
    stel_voor_in,
)
from buurtbudget.forms.bureau.basis import ZaakForm
from buurtbudget.forms.bureau.besluiten import VoorstelForm
from buurtbudget.forms.bureau.vergadering import BevestigVergaderingForm, VergaderForm
from buurtbudget.models import Vergadering
from buurtbudget.notulen import notulen_pdf as maak_pdf
from buurtbudget.permissions import WERKGROEP, mag_beoordelen, mandaten_van, rollen_in
from buurtbudget.vergaderstaat import Vergaderstaat, namen
from buurtbudget.vergaderstaat import notulen as lees_notulen
from buurtbudget.views.bureau.doen import doe, wijk, zaak
from buurtbudget.waarschuwingen import team_van
from kern.bestanden import PDF
from kern.downloads import download
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier

MAP = "buurtbudget/vergadering/"
EERDER = 12


def _wijk(request, slug):
    """The working group holds the meeting."""
    gebied = wijk(request, slug)
    if WERKGROEP not in rollen_in(request.user, gebied.pk):
        raise PermissionDenied
    return gebied


def _open(gebied):
    return Vergadering.objects.filter(gebied=gebied, bevestigd_op__isnull=True).first()


def vergadering(request, slug):
    """Begin one, or see how the open one stands."""
    gebied = _wijk(request, slug)
    open_ = _open(gebied)
    if open_ is None:
        return _begin(request, gebied)
    if request.method == "POST":  # the second tap on "begin"
        return redirect("buurtbudget:vergadering", slug)
    staat = Vergaderstaat(open_, request.user)
    form = BevestigVergaderingForm(initial={"versie": open_.versie})
    context = _context(gebied, staat, form)
    return render(request, f"{MAP}staat.html", context)


def aanwezig(request, slug):
    gebied = _wijk(request, slug)
    open_ = _open(gebied)
    if open_ is None:
        return redirect("buurtbudget:vergadering", slug)
    return _begin(request, gebied, open_)


def _begin(request, gebied, open_=None):
    team = team_van(mandaten_van(request.user)[gebied.pk], localdate())
    begin = {"versie": 0, "op": localdate()}
    if open_:
        begin = {"versie": open_.versie, "op": open_.op, "aanwezig": open_.aanwezig}
    form = VergaderForm(gestuurd(request), namen=namen(team), initial=begin)
    context = {"gebied": gebied, "form": form, "open": open_, "deel": "werk"}
    context["eerder"] = Vergadering.objects.filter(gebied=gebied, bevestigd_op__isnull=False)[
        :EERDER
    ]
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}begin.html", context)
    data = form.cleaned_data
    try:
        rij = open_ or begin_vergadering(gebied, op=data["op"], door=request.user)
        versie = data["versie"] if open_ else rij.versie
        noteer_aanwezig(rij, versie=versie, op=data["op"], aanwezig=data["aanwezig"])
    except Verouderd as verouderd:
        form.data = form.data.copy()
        form.data["versie"] = verouderd.huidig.versie
        return render(request, f"{MAP}begin.html", context | {"net": True}, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}begin.html", context)
    return redirect("buurtbudget:vergadering", gebied.slug)


def geval(request, slug, nummer):
    """One case on the table: read, decide, next."""
    gebied = _wijk(request, slug)
    aanvraag = zaak(request, nummer, mag_beoordelen)
    open_ = _open(gebied)
    if open_ is None or aanvraag.spelregels.gebied_id != gebied.pk:
        return redirect("buurtbudget:vergadering", slug)
    staat = Vergaderstaat(open_, request.user)
    if (plek := staat.plek(nummer)) is None:
        messages.info(request, f"{nummer} ligt niet meer op tafel.")
        return redirect("buurtbudget:vergadering", slug)
    nr, vorige, rij, volgende = plek
    bestaand = getattr(rij, "voorstel", None)
    return doe(
        request,
        rij,
        VoorstelForm(gestuurd(request), aanvraag=rij, voorstel=bestaand),
        lambda form: stel_voor_in(
            open_, rij, form.oordeel, versie=form.cleaned_data["versie"], door=request.user
        ),
        melding=f"Voorstel bij ‘{rij}’ bewaard. Er is nog niets verstuurd.",
        sjabloon=f"{MAP}geval.html",
        naar=_adres(gebied, volgende),
        gebied=gebied,
        staat=staat,
        nr=nr,
        vorige=vorige,
        volgende=volgende,
        posten=list(rij.posten.all()),
        bestaand=bestaand,
        in_vergadering=staat.is_voorgesteld(rij),
    )


def _adres(gebied, zaak=None):
    """Of the next case, or of the overview after the last."""
    if zaak:
        return reverse("buurtbudget:geval", args=[gebied.slug, zaak.nummer])
    return reverse("buurtbudget:vergadering", args=[gebied.slug])


@require_POST
def aanhouden(request, slug, nummer):
    """Not now; its proposal goes."""
    gebied = _wijk(request, slug)
    aanvraag = zaak(request, nummer, mag_beoordelen)
    open_ = _open(gebied)
    if open_ is None or aanvraag.spelregels.gebied_id != gebied.pk:
        return redirect("buurtbudget:vergadering", slug)
    plek = Vergaderstaat(open_, request.user).plek(nummer)
    form = ZaakForm(request.POST)
    try:
        houd_aan(open_, aanvraag, versie=form.cleaned_data["versie"] if form.is_valid() else 0)
    except Verouderd:
        messages.error(request, "Iemand was je net voor. Lees het voorstel en kies opnieuw.")
        return redirect(_adres(gebied, aanvraag))
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    else:
        messages.success(request, f"‘{aanvraag}’ blijft liggen voor een volgende vergadering.")
    return redirect(_adres(gebied, plek and plek[3]))


@require_POST
def bevestigen(request, slug):
    """All proposals, or none."""
    gebied = _wijk(request, slug)
    open_ = _open(gebied)
    if open_ is None:  # the second tap
        if laatste := Vergadering.objects.filter(gebied=gebied).first():
            return redirect("buurtbudget:notulen", slug, laatste.uuid)
        return redirect(_adres(gebied))
    form = BevestigVergaderingForm(request.POST)
    staat = Vergaderstaat(open_, request.user)
    status = 422
    if form.is_valid():
        try:
            bevestig_vergadering(open_, door=request.user, **form.cleaned_data)
        except Verouderd:
            status, form = 409, BevestigVergaderingForm(initial={"versie": open_.versie})
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
            form.data = form.data.copy()
            form.data["versie"] = open_.versie
        else:
            messages.success(request, "Alle besluiten zijn genomen. De berichten staan klaar.")
            return redirect("buurtbudget:notulen", slug, open_.uuid)
    context = _context(gebied, staat, form) | {"net": status == 409}
    return render(request, f"{MAP}staat.html", context, status=status)


def _context(gebied, staat, form):
    return {
        "gebied": gebied,
        "staat": staat,
        "vergadering": staat.vergadering,
        "form": form,
        "deel": "werk",
    }


@require_safe
def notulen(request, slug, uuid):
    gebied, rij = _bevestigd(request, slug, uuid)
    context = {"gebied": gebied, "notulen": lees_notulen(rij, request.user), "deel": "werk"}
    return render(request, f"{MAP}notulen.html", context)


@require_safe
def notulen_pdf(request, slug, uuid):
    gebied, rij = _bevestigd(request, slug, uuid)
    mandaat = mandaten_van(request.user)[gebied.pk]
    inhoud = maak_pdf(lees_notulen(rij, request.user), mandaat.partner.naam)
    return download(inhoud, PDF, f"notulen-{gebied.slug}-{rij.op}.pdf")


def _bevestigd(request, slug, uuid):
    gebied = wijk(request, slug)
    rijen = Vergadering.objects.filter(gebied=gebied, bevestigd_op__isnull=False)
    return gebied, get_object_or_404(rijen.select_related("gebied"), uuid=uuid)
