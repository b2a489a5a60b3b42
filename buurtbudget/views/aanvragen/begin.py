"""Before step 1: which wijk, what one can get there, and the button that begins a draft."""

import re
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from buurtbudget.actions.indienen import begin
from buurtbudget.forms.aanvragen import IdeeForm, WaarForm
from buurtbudget.models import Spelregels
from buurtbudget.regeltekst import zinnen
from buurtbudget.views.aanvragen.hulp import hulp
from buurtbudget.views.aanvragen.toegang import regels_van_nu
from buurtbudget.views.drempel import poging
from buurtbudget.views.verder import onthoud
from gebieden.forms import PostcodeForm
from gebieden.plaats import plaats
from gebieden.stad import Stad
from kern.forms import toon_formulier

SLUG = re.compile(r"[a-z0-9-]{1,80}")
DAG = 24 * 60 * 60
# What may be handed over, under the names of the pre-check.
ANTWOORDEN = {"titel": "titel", "categorie": "categorie", "fysiek": "vast", "van": "wanneer"}
OPNIEUW = "Deze pagina stond lang open. Kies nog een keer ‘Begin met je aanvraag’."
TE_VAAK = "Vanaf dit adres zijn net veel aanvragen begonnen. Wacht een uur, of bel de werkgroep."


@never_cache
@login_not_required
def aanvragen(request):
    """The start page of a wijk; without `?wijk=` the question which wijk it is."""
    slug = (request.POST or request.GET).get("wijk", "")
    if not slug:
        return _kies_wijk(request)
    dag = localdate()
    jaren = regels_van_nu(slug, dag) if SLUG.fullmatch(slug) else []
    if not jaren:
        raise Http404
    regels = _gekozen(jaren, request, dag)
    if request.method == "POST" and regels.is_open(dag):
        return _begin(request, regels, jaren, dag)
    return _toon(request, regels, jaren, dag)


def _gekozen(jaren, request, dag):
    """The year that was asked for, else the first that is open, else the first to come."""
    jaar = (request.POST or request.GET).get("jaar", "")
    op_jaar = [regels for regels in jaren if str(regels.jaar) == jaar]
    open_ = [regels for regels in jaren if regels.is_open(dag)]
    straks = [regels for regels in jaren if regels.open_vanaf > dag]
    return (op_jaar or open_ or straks or jaren[-1:])[0]


def _begin(request, regels, jaren, dag):
    try:
        uuid = UUID(_signer().unsign(request.POST.get("sleutel", ""), max_age=DAG))
    except (BadSignature, ValueError):
        return _toon(request, regels, jaren, dag, fout=OPNIEUW)
    if poging(request, "beginnen") is None:
        return _toon(request, regels, jaren, dag, fout=TE_VAAK)
    indiener = request.user if request.user.is_authenticated else None
    velden = _meegebracht(request.POST, regels)
    aanvraag = begin(regels, uuid=uuid, indiener=indiener, **velden)
    onthoud(request, aanvraag)
    return redirect("buurtbudget:stap", aanvraag.uuid, "idee")


def _toon(request, regels, jaren, dag, fout=""):
    """`sleutel` is signed: whoever merely knows the uuid of an application cannot begin it."""
    context = {
        "deel": "buurtbudget",
        "regels": regels,
        "andere_jaren": [ander for ander in jaren if ander != regels and ander.is_open(dag)],
        "is_open": regels.is_open(dag),
        "voorbij": regels.sluit_op < dag,
        "zinnen": zinnen(regels),
        "hulp": hulp(regels),
        "sleutel": _signer().sign(str(uuid4())),
        "mee": _mee(request.POST or request.GET, regels),
        "fout": fout,
    }
    status = 422 if fout else 200
    return render(request, "buurtbudget/aanvragen/begin.html", context, status=status)


def _mee(vraag, regels):
    """By the names of our own fields; the pre-check has its own, and words for a category."""
    gegeven = {naam: vraag.get(naam) or vraag.get(anders) for naam, anders in ANTWOORDEN.items()}
    for categorie in regels.categorieen.all():
        if gegeven["categorie"] == slugify(categorie.naam):
            gegeven["categorie"] = str(categorie.pk)
    return {naam: waarde[:100] for naam, waarde in gegeven.items() if waarde}


def _meegebracht(gegeven, regels):
    """Answers of the pre-check that our own forms accept; the rest is asked again."""
    velden = {}
    for form in (IdeeForm(gegeven, regels=regels), WaarForm(gegeven, regels=regels)):
        form.is_valid()
        velden |= {naam: form.cleaned_data.get(naam) for naam in ANTWOORDEN if naam in form.fields}
    return {naam: waarde for naam, waarde in velden.items() if waarde not in (None, "")}


def _kies_wijk(request):
    """All budget areas with rules of now, or those of a postcode."""
    gezocht = "postcode" in request.GET
    form = PostcodeForm(request.GET if gezocht else None)
    rijen = Spelregels.objects.van_nu(localdate()).select_related("gebied")
    gebieden = {regels.gebied_id: regels.gebied for regels in rijen}
    if gezocht and form.is_valid():
        stad, wijken = Stad(), {wijk.pk for wijk in form.kandidaten()}
        hier = [
            budget.pk
            for wijk in stad.wijken
            if wijk.pk in wijken
            for budget in stad.budgetten_in(wijk)
        ]
        if wijken:
            gebieden = {pk: gebied for pk, gebied in gebieden.items() if pk in hier}
        else:
            form.add_error(
                "postcode", f"Deze postcode ligt niet in {plaats().naam}. Kijk hem nog na."
            )
        if wijken and len(gebieden) == 1:
            return redirect(f"{request.path}?wijk={next(iter(gebieden.values())).slug}")
    context = {
        "deel": "buurtbudget",
        "form": form,
        "gebieden": sorted(gebieden.values(), key=lambda gebied: gebied.naam),
        "gezocht": gezocht and not form.errors,
    }
    return toon_formulier(request, "buurtbudget/aanvragen/kies_wijk.html", context)


def _signer():
    return TimestampSigner(salt="buurtbudget.begin")
