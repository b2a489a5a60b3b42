"""How an activity goes, told by its trekker or by the gebiedsmanager."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import VersieForm, toon_formulier
from wijkplannen.actions.agenda import beeindig_inzet, meld_voortgang, zet_online
from wijkplannen.forms.voortgang import VoortgangForm
from wijkplannen.models import Inzet
from wijkplannen.permissions import mag_bewerken, mag_voortgang_melden
from wijkplannen.views.bewaren import concept, gestuurd, klaar, toon


def voortgang(request, slug, uuid):
    inzet = _inzet(slug, uuid)
    if not mag_voortgang_melden(request.user, inzet):
        raise PermissionDenied
    form = VoortgangForm(gestuurd(request), inzet=inzet)
    context = _context(request, inzet)
    if antwoord := concept(request, form, "voortgang", **context):
        return antwoord
    if form.is_valid():
        try:
            if not _meld(request, inzet, form.cleaned_data):
                return _botsing(request, inzet, form.cleaned_data)
        except Verouderd:
            return _botsing(request, inzet, form.cleaned_data)
        except RegelGeschonden as fout:
            form.add_error(None, str(fout))
        else:
            bedankt, naar = _bedankt(request, inzet), _terug(request, inzet.doel.plan)
            return klaar(request, form, bedankt, inzet.uuid, f"voortgang-{inzet.uuid}", naar)
    return toon(request, form, "voortgang", **context)


@require_POST
def online(request, slug, uuid):
    inzet = _inzet(slug, uuid)
    if not mag_bewerken(request.user, inzet.doel.plan):
        raise PermissionDenied
    try:
        zet_online(inzet, door=request.user)
        messages.success(request, f"‘{inzet.activiteit}’ staat nu zo op de openbare pagina.")
    except RegelGeschonden as fout:
        messages.error(request, str(fout))
    return _terug(request, inzet.doel.plan)


def beeindigen(request, slug, uuid):
    inzet = _inzet(slug, uuid)
    if not mag_bewerken(request.user, inzet.doel.plan):
        raise PermissionDenied
    form = VersieForm(gestuurd(request), initial={"versie": inzet.versie})
    context = {"inzet": inzet, "plan": inzet.doel.plan, "form": form, "deel": "plannen"}
    if form.is_valid():
        try:
            beeindig_inzet(inzet, versie=form.cleaned_data["versie"])
            messages.success(request, f"‘{inzet.activiteit}’ is uit het plan gehaald.")
            return redirect("wijkplannen:bewerken", slug)
        except RegelGeschonden as fout:
            form.add_error(None, str(fout))
        except Verouderd:
            context |= {"botsing": True, "form": VersieForm(initial={"versie": inzet.versie})}
            return render(request, "wijkplannen/inzet_beeindigen.html", context, status=409)
    return toon_formulier(request, "wijkplannen/inzet_beeindigen.html", context)


def _inzet(slug, uuid):
    inzetten = Inzet.objects.select_related("activiteit__trekker", "doel__plan__gebied")
    return get_object_or_404(inzetten, uuid=uuid, doel__plan__slug=slug)


def _meld(request, inzet, waarden):
    """Whether this very report is kept: the same form sent again with another text is not."""
    gemeld = meld_voortgang(inzet, door=request.user, namens=_namens(request, inzet), **waarden)
    return (gemeld.stand, gemeld.zin) == (waarden["stand"], waarden["zin"])


def _namens(request, inzet):
    """The partner whose report it is; nobody when the gebiedsmanager writes."""
    return None if mag_bewerken(request.user, inzet.doel.plan) else inzet.activiteit.trekker


def _bedankt(request, inzet):
    inzet.refresh_from_db()
    if inzet.wacht_op_akkoord:
        return f"Dank je wel. De gebiedsmanager zet online dat ‘{inzet.activiteit}’ stopt."
    if not inzet.online_op:
        return f"Dank je wel. ‘{inzet.activiteit}’ staat zelf nog niet online."
    return f"Dank je wel. Op de openbare pagina staat nu: {inzet.get_stand_display()}."


def _botsing(request, inzet, waarden):
    """Somebody reported in between: their report, and the text that was typed, to send again."""
    inzet.refresh_from_db(fields=["versie", "stand", "zin"])
    form = VoortgangForm(inzet=inzet, initial={"stand": waarden["stand"], "zin": waarden["zin"]})
    return toon(request, form, "voortgang", 409, **_context(request, inzet), botsing=True)


def _context(request, inzet):
    return {
        "inzet": inzet,
        "beheert": mag_bewerken(request.user, inzet.doel.plan),
        "meldingen": inzet.voortgang.select_related("door", "namens")[:10],
        "knop": "Voortgang melden",
        "toch_niet": "Niets melden",
        "terug_naar_werk": request.GET.get("terug") == "werk",
    }


def _terug(request, plan):
    """To the working copy, or to the desk for who came from there or has no other place."""
    if mag_bewerken(request.user, plan) and request.GET.get("terug") != "werk":
        return redirect("wijkplannen:bewerken", plan.slug)
    return redirect("portaal:werk")
