from django.contrib.auth.decorators import login_not_required
from django.core.validators import ValidationError, validate_slug
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gebieden.models import Gebied
from indicatoren import woorden
from indicatoren.cijferlijst import Cijferlijst
from indicatoren.forms.publiek import KiesForm, ZoekForm
from indicatoren.indicatorpagina import Indicatorpagina
from indicatoren.models import Indicator, Rapportage
from kern.forms import toon_formulier


def _stad():
    """The area that figures of the whole city hang on: none as long as no areas were imported."""
    return Gebied.objects.van_de_gemeente().gemeentes()


@require_safe
@login_not_required
def lijst(request):
    form = ZoekForm(request.GET if "q" in request.GET else None)
    zoek = form.cleaned_data["q"] if form.is_valid() else ""
    stad = _stad().first()
    cijfers = Cijferlijst(stad, zoek, _slug(request.GET.get("na", ""))) if stad else None
    context = {
        "deel": "cijfers",
        "form": form,
        "lijst": cijfers,
        "rapportages": Rapportage.objects.openbaar().voor_lijst(),
    }
    return toon_formulier(request, "indicatoren/lijst.html", context)


def _slug(tekst):
    """What can be the slug of a figure; "" when it is something else."""
    try:
        validate_slug(tekst)
    except ValidationError:
        return ""
    return tekst


@require_safe
@login_not_required
def detail(request, slug):
    indicator = get_object_or_404(Indicator.objects.voor_reeksen(), slug=slug)
    pagina = Indicatorpagina(indicator, get_object_or_404(_stad()), request.GET)
    context = {
        "deel": "cijfers",
        "pagina": pagina,
        "reeks": pagina.reeks,
        "form": KiesForm(pagina.keuze) if pagina.spreiding else None,
        "definities": indicator.definities.all(),
        "rapportages": Rapportage.objects.openbaar()
        .voor_lijst()
        .filter(pk__in=indicator.rapportregels.values("programma__rapportage")),
    }
    return render(request, "indicatoren/detail.html", context)


@require_safe
@login_not_required
def uitleg(request):
    context = {"deel": "cijfers", "regels": woorden.uitleg()}
    return render(request, "indicatoren/uitleg.html", context)
