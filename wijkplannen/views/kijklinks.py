"""A link to the working copy for a meeting: made and withdrawn at the desk, read by anybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier
from wijkplannen import sleutels
from wijkplannen.actions.kijklinks import maak_kijklink, trek_kijklink_in
from wijkplannen.forms.samen import KijklinkForm
from wijkplannen.meekijken import lees_concept
from wijkplannen.models import Kijklink, Wijkplan
from wijkplannen.views.bewaren import te_bewerken


@login_not_required
@never_cache
@require_safe
def kijklink(request, geheim):
    """Reads no session and writes nothing, so that a scanner of mail does no harm."""
    link = sleutels.zoek(geheim, Kijklink)
    if link is None:
        raise Http404
    if link.werkt(timezone.localdate()):
        plan = Wijkplan.objects.select_related("gebied", "huidige_versie").get(pk=link.plan_id)
        context = {"plan": plan, "link": link, "leesplan": lees_concept(plan), "deel": "plannen"}
        antwoord = render(request, "wijkplannen/meekijken.html", context)
    else:
        antwoord = render(request, "wijkplannen/meekijken_voorbij.html", status=410)
    antwoord["X-Robots-Tag"] = "noindex, nofollow"
    return antwoord


def kijklinks(request, slug):
    plan = te_bewerken(request, slug)
    form = KijklinkForm(gestuurd(request))
    if form.is_valid():
        try:
            maak_kijklink(plan, door=request.user, **form.cleaned_data)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "De link staat in de lijst.")
            return redirect("wijkplannen:kijklinks", slug)
    vandaag = timezone.localdate()
    links = plan.kijklinks.filter(tot__gte=vandaag, ingetrokken_op__isnull=True)
    context = {
        "plan": plan,
        "links": [(link, sleutels.link(link)) for link in links.select_related("door")],
        "form": form,
        "deel": "plannen",
    }
    return toon_formulier(request, "wijkplannen/bewerken/samen/kijklinks.html", context)


@require_POST
def intrekken(request, slug, uuid):
    plan = te_bewerken(request, slug)
    trek_kijklink_in(get_object_or_404(plan.kijklinks, uuid=uuid))
    messages.success(request, "De link werkt niet meer.")
    return redirect("wijkplannen:kijklinks", slug)
