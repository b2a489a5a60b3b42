from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from gebieden.models import Gebied
from indicatoren.models import Indicator, Rapportage
from indicatoren.rapporten.tabel import programmas
from indicatoren.reeksen import reeksen, stadsreeksen


def _stad():
    """The area that figures of the whole city hang on: none as long as no areas were imported."""
    return Gebied.objects.van_de_gemeente().gemeentes()


@login_not_required
def lijst(request):
    stad = _stad().first()
    cijfers = stadsreeksen(stad) if stad else []
    context = {
        "deel": "cijfers",
        "reeksen": cijfers,
        "bronnen": list(dict.fromkeys(reeks.indicator.bron for reeks in cijfers)),
        "rapportages": Rapportage.objects.van_de_gemeente(),
    }
    return render(request, "indicatoren/lijst.html", context)


@login_not_required
def detail(request, slug):
    stad = get_object_or_404(_stad())
    reeks = next(iter(reeksen(Indicator.objects.filter(slug=slug), stad)), None)
    if reeks is None:
        raise Http404
    rapportages = Rapportage.objects.van_de_gemeente()
    context = {
        "deel": "cijfers",
        "reeks": reeks,
        "definities": reeks.indicator.definities.all(),
        "rapportages": rapportages.filter(programmas__regels__indicator=reeks.indicator),
    }
    return render(request, "indicatoren/detail.html", context)


@login_not_required
def rapportage(request, soort, jaar, nummer=1):
    documenten = Rapportage.objects.van_de_gemeente()
    document = get_object_or_404(documenten, soort=soort, jaar=jaar, nummer=nummer)
    gevonden = programmas(document, get_object_or_404(_stad()))
    context = {"deel": "cijfers", "rapportage": document, "programmas": gevonden}
    return render(request, "indicatoren/rapportage.html", context)
