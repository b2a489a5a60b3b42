"""A neighbour supports a plan, by a link from the applicant."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from buurtbudget.actions.indienen import TE_WIJZIGEN, teken
from buurtbudget.forms.aanvragen import SteunForm
from buurtbudget.models import Aanvraag
from buurtbudget.views.drempel import poging
from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier

TE_VAAK = "Vanaf dit adres is net vaak getekend. Probeer het over een uur nog eens."


@never_cache
@login_not_required
def steun(request, uuid):
    """Shows only what is public about the plan; who asks is not told, nor who else signed."""
    aanvraag = Aanvraag.objects.select_related("spelregels__gebied").filter(uuid=uuid).first()
    if aanvraag is None or not (aanvraag.titel and aanvraag.handtekeningen_nodig):
        raise Http404
    kan = aanvraag.status in TE_WIJZIGEN
    form = SteunForm(gestuurd(request))
    if kan and form.is_bound and form.is_valid() and _teken(request, aanvraag, form):
        messages.success(request, "Bedankt! Je handtekening telt mee.")
        return redirect(f"{request.path}?bedankt=1")
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "kan": kan,
        "bedankt": "bedankt" in request.GET,
        "deel": "buurtbudget",
    }
    return toon_formulier(request, "buurtbudget/aanvragen/steun.html", context)


def _teken(request, aanvraag, form):
    if form.is_robot:
        return True  # it need not know
    if poging(request, "steunen") is None:
        form.add_error(None, TE_VAAK)
        return False
    try:
        teken(aanvraag, **{naam: form.cleaned_data[naam] for naam in ("naam", "straat")})
    except RegelGeschonden as fout:
        form.add_error(None, str(fout))
        return False
    return True
