"""Proposing other words for what is not one's own, and deciding about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from wijkplannen.actions.voorstellen import neem_over, stel_voor, trek_in, wijs_af
from wijkplannen.forms.samen import AfwijzenForm
from wijkplannen.forms.voorstellen import OvernemenForm, VoorstelForm
from wijkplannen.models import Wijzigingsvoorstel
from wijkplannen.onderdelen import drager, is_weg, plek, soort, teksten, titel
from wijkplannen.permissions import mag_onderdeel_wijzigen
from wijkplannen.views.opmerkingen import onderdeel_van, te_bespreken
from wijkplannen.voorsteltekst import voorstelvelden

NIEUW = "wijkplannen/bewerken/samen/voorstel_nieuw.html"
LEZEN = "wijkplannen/bewerken/samen/voorstel.html"


def nieuw(request, slug, uuid):
    plan = te_bespreken(request, slug)
    onderdeel = onderdeel_van(request, plan, uuid)
    if mag_onderdeel_wijzigen(request.user, plan, onderdeel):
        return redirect(f"wijkplannen:{_formulier(onderdeel)}", slug, onderdeel.uuid)
    form = VoorstelForm(gestuurd(request), onderdeel=onderdeel)
    context = {"plan": plan, "form": form, "deel": "plannen"}
    context |= {"soort": soort(onderdeel), "titel": titel(onderdeel)}
    if form.is_valid():
        try:
            stel_voor(plan, onderdeel, door=request.user, **form.velden)
        except Verouderd:
            return _opnieuw(request, plan, uuid, form, context)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "Je voorstel is verstuurd. Je hoort wat ermee gebeurt.")
            return redirect(plek(plan, onderdeel))
    return toon_formulier(request, NIEUW, context)


def voorstel(request, slug, uuid):
    """Old and new side by side; its owner takes it over here."""
    voorstel, mag = _voorstel(request, slug, uuid)
    form = _overnemen(voorstel, mag, gestuurd(request))
    if request.method == "POST":
        if not mag:
            raise PermissionDenied
        if form.is_valid():
            try:
                neem_over(voorstel, door=request.user, **form.velden)
            except Verouderd:
                return _toon_opnieuw(request, slug, uuid, form)
            except RegelGeschonden as regel:
                form.add_error(None, str(regel))
            else:
                messages.success(request, "Overgenomen in de werkversie.")
                return redirect(plek(voorstel.plan, voorstel.onderdeel))
    return toon_formulier(request, LEZEN, _context(request, voorstel, mag, form))


def afwijzen(request, slug, uuid):
    voorstel, mag = _voorstel(request, slug, uuid)
    if not mag:
        raise PermissionDenied
    form = AfwijzenForm(gestuurd(request))
    if form.is_valid():
        try:
            wijs_af(voorstel, door=request.user, **form.cleaned_data)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "Niet overgenomen. Wie het voorstelde krijgt je antwoord.")
            return redirect(plek(voorstel.plan, voorstel.onderdeel))
    sjabloon = "wijkplannen/bewerken/samen/voorstel_afwijzen.html"
    return toon_formulier(request, sjabloon, _context(request, voorstel, mag, form))


@require_POST
def intrekken(request, slug, uuid):
    voorstel, _ = _voorstel(request, slug, uuid)
    if voorstel.door != request.user:
        raise PermissionDenied
    try:
        trek_in(voorstel, door=request.user)
        messages.success(request, "Je voorstel is ingetrokken.")
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    return redirect(plek(voorstel.plan, voorstel.onderdeel))


def _formulier(onderdeel):
    """Name of the page where its owner changes it."""
    return drager(onderdeel)._meta.model_name


def _voorstel(request, slug, uuid):
    """The proposal, and whether this person decides."""
    plan = te_bespreken(request, slug)
    leesbaar = Wijzigingsvoorstel.objects.filter(plan=plan).leesbaar_voor(request.user)
    voorstel = get_object_or_404(leesbaar.met_onderdeel(), uuid=uuid)
    voorstel.plan = plan
    return voorstel, mag_onderdeel_wijzigen(request.user, plan, voorstel.onderdeel)


def _overnemen(voorstel, mag, data=None):
    return OvernemenForm(
        data,
        voorstel=voorstel,
        velden=voorstelvelden(voorstel),
        kiezen=mag and voorstel.status == "open",
        initial={"versie": drager(voorstel.onderdeel).versie},
    )


def _context(request, voorstel, mag, form):
    return {
        "plan": voorstel.plan,
        "voorstel": voorstel,
        "velden": voorstelvelden(voorstel),
        "soort": soort(voorstel.onderdeel),
        "titel": titel(voorstel.onderdeel),
        "plek": plek(voorstel.plan, voorstel.onderdeel),
        "is_weg": is_weg(voorstel.onderdeel),
        "mag_beslissen": mag and voorstel.status == "open",
        "mag_intrekken": voorstel.door == request.user and voorstel.status == "open",
        "form": form,
        "deel": "plannen",
    }


def _opnieuw(request, plan, uuid, form, context):
    """The part changed while one wrote: what was typed stays, beside the text of now."""
    onderdeel = onderdeel_van(request, plan, uuid)
    context |= {
        "form": VoorstelForm(onderdeel=onderdeel, initial=form.cleaned_data),
        "nu": [(form[naam].label, tekst) for naam, tekst in teksten(onderdeel).items()],
    }
    return render(request, NIEUW, context, status=409)


def _toon_opnieuw(request, slug, uuid, form):
    """The part changed while its owner chose: three texts, and what was typed of one."""
    voorstel, mag = _voorstel(request, slug, uuid)
    getypt = {n: w for n, w in form.cleaned_data.items() if n.startswith(("keuze-", "samen-"))}
    nieuw = _overnemen(voorstel, mag)
    nieuw.initial |= getypt
    context = _context(request, voorstel, mag, nieuw) | {"net": True}
    return render(request, LEZEN, context, status=409)
