"""What the city aims at: all years of an indicator in an area on one page."""

from django.contrib import messages
from django.shortcuts import redirect, render

from indicatoren.actions.streefwaarden import bewaar_streefwaarden, lees_streven
from indicatoren.forms.streefwaarden import StreefwaardenForm
from indicatoren.models import Correctie
from indicatoren.veranderingen import veranderingen
from indicatoren.views.bewaren import MAP, te_beheren
from indicatoren.views.metingen import kies_gebied
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd

SJABLOON = MAP + "streefwaarden.html"


def streefwaarden(request, slug):
    """`?gebied=` is the gemeente as a whole, or a wijk."""
    indicator = te_beheren(request, slug)
    gebieden, gebied = kies_gebied(request)
    form = StreefwaardenForm(gestuurd(request), er_is=lees_streven(indicator, gebied))
    status = 422
    if form.is_valid():
        try:
            aantal = bewaar_streefwaarden(
                indicator, gebied, versie=form.cleaned_data["versie"], streven=form.streven
            )
        except Verouderd as verouderd:
            form.op(verouderd.huidig)
            status = 409
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, _bewaard(aantal))
            return redirect(request.get_full_path())
    context = {
        "indicator": indicator,
        "titel": "Streefwaarden",
        "gebieden": gebieden,
        "gebied": gebied,
        "form": form,
        "veranderingen": veranderingen(indicator, Correctie.Soort.STREEFWAARDE, gebied),
        "deel": "werk",
    }
    return render(request, SJABLOON, context, status=status if form.is_bound else 200)


def _bewaard(aantal):
    if not aantal:
        return "Er is niets veranderd."
    return f"Bewaard. Er {'verandert één jaar' if aantal == 1 else f'veranderen {aantal} jaren'}."
