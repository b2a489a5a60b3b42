"""For the city: the amount per wijk, and how it is used. Sums and counts, never of a person."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from buurtbudget.actions.bedragen import stand, stel_bedragen_vast, verwacht_bedragen
from buurtbudget.forms.stad import BedragenForm
from buurtbudget.gebruik import gebruik, gronden_samen
from buurtbudget.permissions import mag_bedragen_vaststellen, mag_stad_zien
from buurtbudget.views.penningmeester import regeling
from kern.bestanden import XLSX
from kern.downloads import download
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier

MAP = "buurtbudget/stad"


def stad(request):
    """All wijken in a year: `?jaar=2027`."""
    jaar = _jaar(request)
    wijken = gebruik(regeling(), jaar)
    nu = localdate().year
    context = {
        "jaar": jaar,
        "jaren": [nu + 1, nu, nu - 1, nu - 2],
        "wijken": wijken,
        "gronden": gronden_samen(wijken),
        "samen": {
            naam: sum(getattr(wijk, naam) or 0 for wijk in wijken)
            for naam in ("bedrag", "toegezegd", "betaald", "aanvragen", "eerste_keer", "toegekend")
        },
        "onbekend": [wijk for wijk in wijken if wijk.mandaat and not wijk.is_bekend],
        "zonder_inwoners": any(wijk.per_inwoner is None for wijk in wijken),
        "te_beoordelen": _te_beoordelen(wijken),
        "mag": mag_bedragen_vaststellen(request.user),
        "deel": "werk",
    }
    return render(request, f"{MAP}/stad.html", context)


@never_cache
def stad_blad(request):
    from buurtbudget.uitvoer import stad_xlsx  # noqa: PLC0415  openpyxl: half a second

    jaar = _jaar(request)
    inhoud = stad_xlsx(jaar, gebruik(regeling(), jaar))
    return download(inhoud, XLSX, f"buurtbudget-{jaar}.xlsx")


def stad_bedragen(request, jaar):
    """The amounts of many wijken by one decision of the raad, or what is expected."""
    if not mag_bedragen_vaststellen(request.user):
        raise PermissionDenied
    if not 2014 <= jaar <= 2100:
        raise Http404
    wijken = gebruik(regeling(), jaar)
    nu = {"gelezen": stand(regeling(), jaar)}
    form = BedragenForm(gestuurd(request), wijken=wijken, initial=nu)
    context = {"jaar": jaar, "wijken": wijken, "form": form, "deel": "werk"}
    sjabloon = f"{MAP}/bedragen.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        _bewaar(form, jaar, request.user)
    except Verouderd:
        form.data = form.data.copy()
        form.data["gelezen"] = stand(regeling(), jaar)
        return render(request, sjabloon, context | {"verouderd": True}, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    messages.success(request, "De bedragen zijn bewaard.")
    return redirect(f"{reverse('buurtbudget:stad')}?jaar={jaar}")


def _bewaar(form, jaar, door):
    velden = form.cleaned_data
    if velden["soort"] == "verwacht":
        verwacht_bedragen(regeling(), jaar, bedragen=form.bedragen, gelezen=velden["gelezen"])
        return
    stel_bedragen_vast(
        regeling(),
        jaar,
        bedragen=form.bedragen,
        besluit=velden["besluit"],
        datum=velden["datum"],
        uuid=velden["uuid"],
        gelezen=velden["gelezen"],
        door=door,
    )


def _jaar(request):
    """The year of the page, for whoever of the city may see it."""
    if not mag_stad_zien(request.user):
        raise PermissionDenied
    jaar = request.GET.get("jaar", f"{localdate().year}")
    if not (jaar.isascii() and jaar.isdigit() and len(jaar) == 4 and 2014 <= int(jaar) <= 2100):
        raise Http404
    return int(jaar)


def _te_beoordelen(wijken):
    """Accounts of foundations that wait for the city, each once."""
    rijen = {wijk.mandaat.partner: wijk.verantwoording for wijk in wijken if wijk.verantwoording}
    return [(partner, rij) for partner, rij in rijen.items() if rij.status == "ingediend"]
