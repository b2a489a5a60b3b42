"""The yearly account of a foundation: fill in, look, send; the city answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from berichten.brieven import maak_pdf
from buurtbudget.actions import jaar as actie
from buurtbudget.forms.jaar import BeoordeelForm, JaarForm
from buurtbudget.forms.publiceren import VersieForm
from buurtbudget.jaarrekening import POTVELDEN, jaarrekening, ontdooi
from buurtbudget.models import Jaarverantwoording
from buurtbudget.permissions import mag_bedragen_vaststellen, mag_stad_zien
from buurtbudget.views.penningmeester import regeling, stichting
from kern.bestanden import PDF, XLSX
from kern.downloads import download
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from kern.templatetags.onderdelen import euro, getal
from partners.models import Partner

MAP = "buurtbudget/jaar"
VANAF = 2014  # the scheme began then


def jaar(request, partner, jaar):
    """The account, and what the treasurer fills in. Once sent it is only to be read."""
    wie = stichting(request, partner)
    rij = _rij(wie, jaar)
    if rij and not rij.is_te_bewerken:
        return render(request, f"{MAP}/ingediend.html", _context(wie, jaar, rij))
    vragen = list(actie.vragen_over(regeling(), jaar))
    form = JaarForm(gestuurd(request), jaar=jaar, vragen=vragen, initial=_eerste(rij))
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/invullen.html", _context(wie, jaar, rij, form=form))
    try:
        rij = actie.bewaar_jaar(
            wie,
            regeling(),
            jaar,
            versie=form.cleaned_data["versie"],
            banksaldo=form.cleaned_data["banksaldo"],
            verschil_uitleg=form.cleaned_data["verschil_uitleg"],
            antwoorden=form.antwoorden,
        )
    except Verouderd as verouderd:
        return _botsing(request, wie, jaar, verouderd.huidig, form)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
        return redirect("buurtbudget:jaar", wie.slug, jaar)
    messages.success(request, "Bewaard.")
    return redirect("buurtbudget:jaar_indienen", wie.slug, jaar)


def jaar_indienen(request, partner, jaar):
    """The whole account once more, and one button."""
    wie = stichting(request, partner)
    rij = _rij(wie, jaar)
    if rij is None:
        return redirect("buurtbudget:jaar", wie.slug, jaar)
    form = VersieForm(gestuurd(request), initial={"versie": rij.versie})
    sjabloon = f"{MAP}/indienen.html"
    if not form.is_valid():
        if not rij.is_te_bewerken:
            return redirect("buurtbudget:jaar", wie.slug, jaar)
        return toon_formulier(request, sjabloon, _context(wie, jaar, rij, form=form))
    try:
        actie.dien_jaar_in(rij, **form.cleaned_data, door=request.user)
    except Verouderd as verouderd:
        verder = VersieForm(initial={"versie": verouderd.huidig.versie})
        context = _context(wie, jaar, _rij(wie, jaar), form=verder) | {"verouderd": True}
        return render(request, sjabloon, context, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, _context(wie, jaar, rij, form=form))
    messages.success(request, f"De verantwoording over {jaar} is naar de gemeente.")
    return redirect("buurtbudget:jaar", wie.slug, jaar)


@never_cache
def jaar_blad(request, partner, jaar):
    """The account as a spreadsheet, for the foundation and for the city once it has it."""
    from buurtbudget.uitvoer import jaar_xlsx  # noqa: PLC0415  openpyxl: half a second

    context = _te_lezen(request, partner, jaar)
    rij = context["rij"]
    inhoud = jaar_xlsx(
        context["partner"].naam,
        context["cijfers"],
        context["antwoorden"],
        rij.banksaldo if rij else None,
    )
    return download(inhoud, XLSX, f"jaarverantwoording-{partner}-{jaar}.xlsx")


@never_cache
def jaar_pdf(request, partner, jaar):
    context = _te_lezen(request, partner, jaar)
    pdf = maak_pdf("jaarverantwoording.typ", _op_papier(context))
    return download(pdf, PDF, f"jaarverantwoording-{partner}-{jaar}.pdf")


def jaar_beoordelen(request, partner, jaar):
    """What the foundation sent, for the city; whoever may approves it or sends it back."""
    if not mag_stad_zien(request.user):
        raise PermissionDenied
    context = _te_lezen(request, partner, jaar)
    rij = context["rij"]
    context["mag"] = mag_bedragen_vaststellen(request.user)
    if request.method == "POST" and not context["mag"]:
        raise PermissionDenied
    form = BeoordeelForm(gestuurd(request), initial={"versie": rij.versie})
    context["form"] = form
    sjabloon = f"{MAP}/beoordelen.html"
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    velden = dict(form.cleaned_data)
    try:
        actie.beoordeel_jaar(
            rij, **velden | {"goed": velden.pop("oordeel") == "goed"}, door=request.user
        )
    except Verouderd as verouderd:
        form.data = form.data.copy()
        form.data["versie"] = verouderd.huidig.versie
        context |= {"verouderd": True, "rij": verouderd.huidig}
        return render(request, sjabloon, context, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    messages.success(request, "De stichting krijgt bericht.")
    return redirect("buurtbudget:stad")


def _te_lezen(request, partner, jaar):
    """Of one's own foundation always; the city only what was sent to it."""
    wie = get_object_or_404(Partner, slug=partner)
    if not mag_stad_zien(request.user):
        return _context(stichting(request, partner), jaar, _rij(wie, jaar))
    rij = _rij(wie, jaar)
    if rij is None or not rij.cijfers:
        raise Http404
    return _context(wie, jaar, rij, van_de_stad=True)


def _rij(partner, jaar):
    if not VANAF <= jaar <= 2100:
        raise Http404
    rijen = Jaarverantwoording.objects.select_related("ingediend_door", "beoordeeld_door")
    return rijen.filter(beheerder=partner, regeling=regeling(), jaar=jaar).first()


def _context(partner, jaar, rij, *, van_de_stad=False, **meer):
    """What every page about this account shows; frozen figures when the city has them."""
    vast = rij and rij.cijfers and (van_de_stad or not rij.is_te_bewerken)
    cijfers = ontdooi(rij.cijfers) if vast else jaarrekening(partner, regeling(), jaar)
    verschil = None
    if rij and rij.banksaldo is not None:
        verschil = rij.banksaldo - cijfers["boeksaldo"]
    return {
        "partner": partner,
        "jaar": jaar,
        "rij": rij,
        "cijfers": cijfers,
        "potten": [(pot, [pot[veld] for veld in POTVELDEN]) for pot in cijfers["potten"]],
        "potkoppen": list(POTVELDEN.values()),
        "verschil": verschil,
        "antwoorden": _antwoorden(rij),
        "is_voorbij": jaar < localdate().year,
        "deel": "werk",
        **meer,
    }


def _antwoorden(rij):
    if rij is None:
        return []
    return list(
        rij.antwoorden.order_by("vraag__volgorde", "vraag").values_list("vraag__tekst", "tekst")
    )


def _eerste(rij):
    if rij is None:
        return {"versie": 0}
    antwoorden = dict(rij.antwoorden.values_list("vraag", "tekst"))
    return {
        "versie": rij.versie,
        "banksaldo": rij.banksaldo,
        "verschil_uitleg": rij.verschil_uitleg,
        **{f"vraag_{pk}": tekst for pk, tekst in antwoorden.items()},
    }


def _botsing(request, partner, jaar, huidig, form):
    """Somebody saved in between: what was typed stays, with what they wrote beside it."""
    vragen = list(actie.vragen_over(regeling(), jaar))
    nieuw = JaarForm(jaar=jaar, vragen=vragen, initial=form.data.dict() | {"versie": huidig.versie})
    nu = _eerste(huidig if huidig.pk else None)
    anders = [
        (nieuw.fields[naam].label, nieuw.fields[naam].prepare_value(nu.get(naam)) or "niets")
        for naam in nieuw.fields
        if naam != "versie" and (form.cleaned_data[naam] or None) != (nu.get(naam) or None)
    ]
    context = _context(partner, jaar, _rij(partner, jaar), form=nieuw) | {"anders": anders}
    return render(request, f"{MAP}/invullen.html", context, status=409)


def _op_papier(context):
    """Everything as text, as the layout prints it."""
    rij, cijfers = context["rij"], context["cijfers"]
    voor = (rij and rij.ingediend_op) or None
    return {
        "titel": f"Jaarverantwoording {context['jaar']} {context['partner'].naam}",
        "datum": voor.date() if voor else localdate(),
        "dag": date_format(voor or localdate(), "j F Y"),
        "stand": rij.get_status_display() if rij else "Concept",
        "stichting": context["partner"].naam,
        "jaar": context["jaar"],
        "is_voorbeeld": cijfers["is_voorbeeld"],
        "kolommen": cijfers["kolommen"],
        "saldi": [
            {
                "soort": regel["soort"],
                "naam": regel["naam"],
                "bedragen": [getal(bedrag, 2) for bedrag in [*regel["bedragen"], regel["totaal"]]],
            }
            for regel in cijfers["saldi"]
        ],
        "banksaldo": euro(rij.banksaldo) if rij and rij.banksaldo is not None else "",
        "verschil": "" if context["verschil"] is None else euro(context["verschil"]),
        "verschil_uitleg": rij.verschil_uitleg if rij else "",
        "potkoppen": list(POTVELDEN.values()),
        "potten": [
            {
                "naam": f"{pot['wijk']} {pot['jaar']}" + f" {pot['deelpot']}".rstrip(),
                "bedragen": [euro(bedrag) for bedrag in bedragen],
            }
            for pot, bedragen in context["potten"]
        ],
        "aantallen": cijfers["aantallen"],
        "antwoorden": [list(paar) for paar in context["antwoorden"]],
    }
