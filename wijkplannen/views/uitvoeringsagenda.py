"""What is done in all wijken, for everybody: one list to filter, group and print."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from kern.forms import toon_formulier, verder_na
from wijkplannen.filters import AgendaFilter
from wijkplannen.leesplan import tel_standen
from wijkplannen.uitvoeringsagenda import als_regels, lees_kader, op_volgorde, per_groep

PER_PAGINA = 100


@require_safe
@login_not_required
def uitvoeringsagenda(request):
    """Four queries: wijken and goals, what else one can choose, the page, the counts."""
    kader = lees_kader()
    zeef = _zeef(request, kader)
    na = verder_na(request)
    goed = not zeef.is_bound or zeef.is_valid()
    inzetten = zeef.qs if goed else zeef.qs.none()
    rijen = op_volgorde(inzetten.voor_agenda(), zeef.per, na)[: PER_PAGINA + 1]
    regels = als_regels(rijen, kader)
    standen = dict(inzetten.order_by().values_list("openbare_stand").annotate(Count("pk")))
    context = {
        "form": zeef.form,
        "gekozen": zeef.gekozen,
        "groep": zeef.per,
        "groepen": per_groep(regels[:PER_PAGINA], zeef.per),
        "volgende": regels[PER_PAGINA - 1].inzet.pk if len(regels) > PER_PAGINA else None,
        "is_vervolg": na is not None,
        "aantal": sum(standen.values()),
        "telling": tel_standen(standen),
        "vraag": _vraag(zeef),
        "deel": "plannen",
    }
    return toon_formulier(request, "wijkplannen/agenda/lijst.html", context)


def _zeef(request, kader):
    velden = AgendaFilter.base_filters
    return AgendaFilter({n: request.GET[n] for n in velden if n in request.GET} or None, kader)


def _vraag(zeef):
    """What was chosen as the end of an address: "&wijk=hoogland"."""
    gekozen = {naam: waarde for naam, waarde in (zeef.data or {}).items() if waarde}
    return f"&{urlencode(gekozen)}" if gekozen else ""
