"""Measured figures of an indicator in an area: looked at, and one put right without a file."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gebieden.models import Gebied
from indicatoren.actions.metingen import verbeter_meting
from indicatoren.forms.metingen import MetingForm
from indicatoren.models import Meting
from indicatoren.views.bewaren import MAP, bewaar, te_beheren
from indicatoren.werkcijfers import werkcijfers
from kern.forms import gestuurd

BEWAARD = (
    "Het oude cijfer bewaren we. Een document dat al vaststaat, houdt het oude cijfer en zegt dat "
    "het later is verbeterd."
)


@require_safe
def cijfers(request, slug):
    """`?gebied=` is the gemeente as a whole, or a wijk."""
    indicator = te_beheren(request, slug)
    gebieden, gebied = kies_gebied(request)
    context = {
        "indicator": indicator,
        "titel": "Gemeten cijfers",
        "gebieden": gebieden,
        "gebied": gebied,
        "cijfers": werkcijfers(indicator, gebied),
        "deel": "werk",
    }
    return render(request, MAP + "cijfers.html", context)


def cijfer(request, slug, gebied, jaar):
    """Of an indicator that we compute ourselves there is nothing to type."""
    indicator = te_beheren(request, slug)
    gebied = get_object_or_404(Gebied.objects.wijken_en_geheel(), pk=gebied)
    if indicator.berekening or not 1900 <= jaar <= 2100:
        raise Http404
    plek = {"indicator": indicator, "gebied": gebied, "jaar": jaar}
    rij = Meting.objects.filter(**plek).first() or Meting(**plek)
    form = MetingForm(gestuurd(request), rij=rij)
    terug = reverse("indicatoren:cijfers", args=[slug]) + f"?gebied={gebied.pk}"
    context = plek | {
        "form": form,
        "titel": f"{'Heel ' if gebied.is_geheel else ''}{gebied} in {jaar}",
        "uitleg": BEWAARD,
        "terug": terug,
    }

    def klaar(_):
        messages.success(request, "Bewaard. De pagina’s en documenten gaan mee.")
        return redirect(terug)

    return bewaar(request, context, partial(verbeter_meting, indicator, gebied, jaar), klaar)


def kies_gebied(request):
    """The areas to choose from, the gemeente first, and the one that was chosen."""
    gebieden = list(Gebied.objects.wijken_en_geheel())
    gevraagd = request.GET.get("gebied")
    for gebied in gebieden:
        if gevraagd in (None, "", str(gebied.pk)):
            return gebieden, gebied
    raise Http404(gevraagd)
