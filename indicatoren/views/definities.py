"""What an indicator means from a year on: a new one breaks the series."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from indicatoren.actions.indicatoren import haal_definitie_weg, maak_definitie, wijzig_definitie
from indicatoren.forms.indicatoren import DefinitieForm
from indicatoren.views.bewaren import bewaar, haal_weg, te_beheren
from kern.forms import gestuurd

BREUK = (
    "Een uitleg vanaf een later jaar breekt de reeks: de lijn in de grafiek stopt daar en begint "
    "opnieuw. Cijfers van ervoor en erna vergelijken we niet met elkaar."
)


def nieuw(request, slug):
    indicator = te_beheren(request, slug)
    form = DefinitieForm(gestuurd(request))
    return _toon(request, indicator, form, "Nieuwe uitleg", partial(maak_definitie, indicator))


def wijzigen(request, slug, jaar):
    indicator = te_beheren(request, slug)
    rij = _definitie(indicator, jaar)
    form = DefinitieForm(gestuurd(request), rij=rij)
    return _toon(request, indicator, form, "Uitleg wijzigen", partial(wijzig_definitie, rij))


def weghalen(request, slug, jaar):
    indicator = te_beheren(request, slug)
    rij = _definitie(indicator, jaar)
    context = {
        "indicator": indicator,
        "titel": f"Wil je de uitleg vanaf {jaar} weghalen?",
        "uitleg": f"‘{rij.tekst}’ Met deze uitleg gaat ook de breuk in de grafiek weg.",
        "terug": indicator_pad(indicator),
    }
    return haal_weg(request, context, rij, haal_definitie_weg, context["terug"])


def indicator_pad(indicator):
    return reverse("indicatoren:indicator", args=[indicator.slug])


def _definitie(indicator, jaar):
    return get_object_or_404(indicator.definities.select_related("indicator"), vanaf_jaar=jaar)


def _toon(request, indicator, form, titel, actie):
    context = {
        "indicator": indicator,
        "form": form,
        "titel": titel,
        "uitleg": BREUK,
        "terug": indicator_pad(indicator),
    }

    def klaar(_):
        messages.success(request, "Bewaard. De grafiek en de uitleg gaan mee.")
        return redirect(context["terug"])

    return bewaar(request, context, actie, klaar)
