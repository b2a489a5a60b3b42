"""The rules of a wijk, for the board: versions, the draft, what changes, and publishing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from buurtbudget.actions import regels as actie
from buurtbudget.forms.categorieen import CategorieLijst
from buurtbudget.forms.publiceren import BeheerderForm, PubliceerForm, VersieForm
from buurtbudget.forms.regels import SpelregelsForm
from buurtbudget.models import Beheerder, Spelregels
from buurtbudget.permissions import (
    mag_bureau_zien,
    mag_regels_bewerken,
    mag_stichting_bewerken,
    mandaten_van,
)
from buurtbudget.regelbotsing import verschil_met
from buurtbudget.regeltekst import verschillen
from buurtbudget.waarschuwingen import team_van, waarschuwingen
from gebieden.models import Gebied
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from partners.models import Partner

FORMULIER = "buurtbudget/regels/bewerken.html"
PUBLICEREN = "buurtbudget/regels/publiceren.html"
STICHTING = "buurtbudget/regels/stichting.html"


def regels(request, slug):
    gebied = _gebied(slug)
    if not mag_bureau_zien(request.user, gebied.pk):
        raise PermissionDenied
    mag = mag_regels_bewerken(request.user, gebied.pk)
    versies = Spelregels.objects.filter(gebied=gebied).order_by("-jaar", "-nummer")
    if not mag:
        versies = versies.openbaar()
    jaren = {}
    for versie in versies.select_related("gewijzigd_door"):
        jaren.setdefault(versie.jaar, []).append(versie)
    laatste = next((v for lijst in jaren.values() for v in lijst if v.openbaar_op), None)
    context = {
        "gebied": gebied,
        "mandaat": mandaten_van(request.user)[gebied.pk],
        "jaren": [(jaar, lijst, lijst[0].openbaar_op is None) for jaar, lijst in jaren.items()],
        "nieuwe_jaren": _nieuwe_jaren(jaren, laatste),
        "laatste": laatste,
        "mag_bewerken": mag,
        "deel": "werk",
    }
    return render(request, "buurtbudget/regels/lijst.html", context)


def bewerken(request, slug, jaar):
    """The draft of this year, or the questions for the first rules there are."""
    gebied = _te_bewerken(request, slug, jaar)
    concept = _concept(gebied, jaar)
    if concept is None and request.method == "GET" and _geldend(gebied, jaar):
        return redirect("buurtbudget:regels", slug)
    if request.method != "POST":
        return _toon(request, gebied, jaar, concept, *_leeg(concept, jaar))
    if {"erbij", "weg"} & request.POST.keys():
        form = SpelregelsForm(jaar=jaar, initial=request.POST.dict())
        return _toon(request, gebied, jaar, concept, form, CategorieLijst.met_knop(request.POST))
    form, lijst = SpelregelsForm(request.POST, jaar=jaar), CategorieLijst(request.POST)
    if not _klopt(form, lijst):
        return _toon(request, gebied, jaar, concept, form, lijst)
    try:
        actie.bewaar_concept(
            gebied, jaar, door=request.user, categorieen=lijst.categorieen, **form.cleaned_data
        )
    except Verouderd as verouderd:
        return _toon_botsing(request, gebied, jaar, verouderd.huidig, form, lijst)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return _toon(request, gebied, jaar, concept, form, lijst)
    messages.success(request, "Bewaard. De regels staan nog niet online.")
    return redirect("buurtbudget:regels_publiceren", slug, jaar)


@require_POST
def nieuwe_versie(request, slug, jaar):
    """Begin a draft: of new rules for this year, or a copy of the last rules for another year."""
    gebied = _te_bewerken(request, slug, jaar)
    bron = _geldend(gebied, jaar) or _laatste(gebied)
    if bron is None:
        return redirect("buurtbudget:regels_bewerken", slug, jaar)
    try:
        concept = actie.neem_over(bron, jaar, door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
        return redirect("buurtbudget:regels", slug)
    if bron.jaar != jaar and concept.versie == 1:
        messages.success(
            request, f"Dit zijn de regels van {bron.jaar}, met de datums van {jaar}. Kijk ze na."
        )
    return redirect("buurtbudget:regels_bewerken", slug, jaar)


def publiceren(request, slug, jaar):
    gebied = _te_bewerken(request, slug, jaar)
    concept = _concept(gebied, jaar)
    if concept is None:
        return redirect("buurtbudget:regels", slug)
    eerste = {"versie": concept.versie} | ({} if _geldend(gebied, jaar) else {"wat_veranderd": ""})
    form = PubliceerForm(gestuurd(request), initial=eerste)
    if not form.is_valid():
        return toon_formulier(request, PUBLICEREN, _publiceercontext(request, concept, form))
    try:
        rij = actie.publiceer(concept, door=request.user, **form.cleaned_data)
    except Spelregels.DoesNotExist:
        return redirect("buurtbudget:regels", slug)
    except Verouderd as verouderd:
        nieuw = PubliceerForm(initial=form.cleaned_data | {"versie": verouderd.huidig.versie})
        context = _publiceercontext(request, _concept(gebied, jaar), nieuw) | {"net": True}
        return render(request, PUBLICEREN, context, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, PUBLICEREN, _publiceercontext(request, concept, form))
    messages.success(request, f"De regels van {gebied} voor {rij.jaar} staan online.")
    return redirect("buurtbudget:regels", slug)


@require_POST
def weg(request, slug, jaar):
    """Throw the draft away."""
    gebied = _te_bewerken(request, slug, jaar)
    concept, form = _concept(gebied, jaar), VersieForm(request.POST)
    if concept is None:
        return redirect("buurtbudget:regels", slug)
    try:
        if not form.is_valid():
            raise Verouderd(concept)
        actie.haal_concept_weg(concept, **form.cleaned_data)
    except Verouderd:
        messages.error(request, "Iemand schreef net in dit concept. Kijk het eerst na.")
        return redirect("buurtbudget:regels_publiceren", slug, jaar)
    messages.success(request, "Het concept is weg.")
    return redirect("buurtbudget:regels", slug)


def stichting(request, partner):
    partner = get_object_or_404(Partner, slug=partner)
    if not mag_stichting_bewerken(request.user, partner.pk):
        raise PermissionDenied
    beheerder = Beheerder.objects.filter(partner=partner).first() or Beheerder(partner=partner)
    eerste = BeheerderForm.lees(beheerder) | {"gelezen": actie.stand(beheerder)}
    form = BeheerderForm(gestuurd(request), initial=eerste)
    context = {"partner": partner, "beheerder": beheerder, "form": form, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, STICHTING, context)
    try:
        actie.bewaar_beheerder(partner, **form.cleaned_data)
    except Verouderd as verouderd:
        nu = verouderd.huidig
        verder = {naam: form[naam].value() for naam in BeheerderForm.lees(nu)}
        nieuw = BeheerderForm(initial=verder | {"gelezen": actie.stand(nu)})
        return render(request, STICHTING, context | {"form": nieuw, "net": nu}, status=409)
    messages.success(request, f"De gegevens van {partner} zijn bewaard.")
    return redirect("buurtbudget:stichting", partner.slug)


def _gebied(slug):
    return get_object_or_404(Gebied.objects.budgetgebieden(), slug=slug)


def _te_bewerken(request, slug, jaar):
    """The area, for whoever may write its rules."""
    gebied = _gebied(slug)
    if not mag_regels_bewerken(request.user, gebied.pk):
        raise PermissionDenied
    if not 2000 <= jaar <= 2100:
        raise Http404
    return gebied


def _nieuwe_jaren(jaren, laatste):
    """Years that have no rules yet: this one and the next, and the one after the last rules."""
    nu = localdate().year
    keuze = {laatste.jaar + 1, nu, nu + 1} if laatste else {nu, nu + 1}
    vroegst = max(nu, laatste.jaar if laatste else nu)
    return sorted(jaar for jaar in keuze - set(jaren) if vroegst <= jaar <= nu + 2)


def _versies(gebied):
    return Spelregels.objects.filter(gebied=gebied).select_related(
        "gebied", "regeling", "gewijzigd_door"
    )


def _concept(gebied, jaar):
    return _versies(gebied).filter(jaar=jaar, openbaar_op__isnull=True).first()


def _geldend(gebied, jaar):
    return _versies(gebied).actueel().filter(jaar=jaar).first()


def _laatste(gebied):
    return _versies(gebied).actueel().order_by("-jaar").first()


def _leeg(concept, jaar):
    """The forms as one opens them: the draft, or the usual answers for a first time."""
    regels = concept or Spelregels(jaar=jaar, versie=0, **dict.fromkeys(["open_vanaf", "sluit_op"]))
    rijen = actie.categorieen_van(concept) if concept else []
    return SpelregelsForm(jaar=jaar, initial=SpelregelsForm.lees(regels)), CategorieLijst(
        rijen=rijen
    )


def _klopt(form, lijst):
    """Both judged, so that all mistakes show at once."""
    goed = [form.is_valid(), lijst.is_valid()]
    return all(goed) and lijst.past_onder(form.cleaned_data["maximum"])


def _toon(request, gebied, jaar, concept, form, lijst, *, status=200, **meer):
    fout = (form.is_bound and form.errors) or lijst.errors
    context = {
        "gebied": gebied,
        "jaar": jaar,
        "concept": concept,
        "form": form,
        "lijst": lijst,
        "deel": "werk",
        **meer,
    }
    return render(request, FORMULIER, context, status=422 if fout else status)


def _toon_botsing(request, gebied, jaar, huidig, form, lijst):
    """Somebody saved in between: what was typed stays, with what differs, ready to save again."""
    anders = verschil_met(form, lijst, huidig, actie.categorieen_van(huidig))
    nieuw = SpelregelsForm(jaar=jaar, initial=form.data.dict() | {"versie": huidig.versie})
    nieuwe_lijst = CategorieLijst.met_knop(form.data)
    meer = {"status": 409, "net": huidig, "anders": anders}
    return _toon(request, gebied, jaar, huidig, nieuw, nieuwe_lijst, **meer)


def _publiceercontext(request, concept, form):
    mandaat = mandaten_van(request.user)[concept.gebied_id]
    oud = _geldend(concept.gebied, concept.jaar)
    return {
        "gebied": concept.gebied,
        "jaar": concept.jaar,
        "concept": concept,
        "oud": oud,
        "verschillen": verschillen(oud, concept),
        "waarschuwingen": waarschuwingen(concept, team_van(mandaat, localdate())),
        "form": form,
        "deel": "werk",
    }
