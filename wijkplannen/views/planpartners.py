"""Who works on a plan: invite, end, and what was not answered yet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier
from partners.models import Partner
from partners.permissions import rechten
from wijkplannen.actions.samen import beeindig_uitnodiging, nodig_uit
from wijkplannen.actions.seintjes import stuur_seintjes
from wijkplannen.forms.samen import UitnodigForm
from wijkplannen.permissions import mag_bewerken
from wijkplannen.planpartners import lees_samenwerking
from wijkplannen.views.bewaren import te_bewerken
from wijkplannen.views.opmerkingen import te_bespreken
from wijkplannen.views.seintjes import gevraagd


def planpartners(request, slug):
    plan = te_bespreken(request, slug)
    beheert = mag_bewerken(request.user, plan)
    if request.method == "POST" and not beheert:
        raise PermissionDenied
    form = UitnodigForm(gestuurd(request), plan=plan)
    if form.is_valid():
        for partner in form.cleaned_data["partners"]:
            nodig_uit(plan, partner, door=request.user)
        messages.success(request, "Uitgenodigd. Ze kunnen de werkversie nu lezen.")
        return redirect("wijkplannen:planpartners", slug)
    samen = lees_samenwerking(plan, met_contacten=beheert)
    context = {
        "plan": plan,
        "samen": samen,
        "antwoorden": _antwoorden(request, samen, beheert),
        "te_vragen": samen.te_vragen if beheert else set(),
        "mag_bewerken": beheert,
        "form": form,
        "deel": "plannen",
    }
    return toon_formulier(request, "wijkplannen/bewerken/samen/partners.html", context)


@require_POST
def beeindigen(request, slug, partner):
    plan = te_bewerken(request, slug)
    planpartner = get_object_or_404(
        plan.planpartners.select_related("partner"), partner__slug=partner
    )
    beeindig_uitnodiging(planpartner)
    messages.success(request, f"De uitnodiging van {planpartner.partner} is beëindigd.")
    return redirect("wijkplannen:planpartners", slug)


@require_POST
def vragen(request, slug, partner):
    """Ask one partner now whether it does what was written down for it."""
    te_bewerken(request, slug)
    partner = get_object_or_404(Partner, slug=partner)
    try:
        messages.success(request, gevraagd(stuur_seintjes([partner], door=request.user)))
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    return redirect("wijkplannen:planpartners", slug)


def _antwoorden(request, samen, beheert):
    """Partners (pk) for which this person may say yes or no. Many rows of `mag_toezeggen`."""
    zonder_account = {rij.partner.pk for rij in samen.medewerkers if not rij.leden}
    return set(rechten(request.user).partners) | (zonder_account if beheert else set())
