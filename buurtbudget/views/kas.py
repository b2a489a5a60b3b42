"""The book of a foundation, own entries, corrections, and the sheet for a new treasurer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from berichten.brieven import maak_pdf
from buurtbudget.actions import kas as actie
from buurtbudget.forms.kas import VRAAG, EigenForm, HerstelForm, OverhevelForm
from buurtbudget.kasboek import blad
from buurtbudget.kaspotten import potten
from buurtbudget.models import Aanvraag, Boeking, Wijkbudget
from buurtbudget.overdracht import overdracht as stel_samen
from buurtbudget.views.penningmeester import Plek, plek
from gebieden.plaats import plaats
from kern.bestanden import PDF, XLSX
from kern.downloads import download
from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier
from kern.templatetags.onderdelen import euro

MAP = "buurtbudget/kas"


@never_cache
def kas(request, slug):
    """The newest entries; `?voor=` goes on where the page before ended, `?pot=` shows one pot."""
    hier = plek(request, slug)
    rijen = Boeking.objects.van_beheerder(hier.partner)
    pot = _pot(request, hier)
    try:
        bladzijde = blad(
            rijen.filter(wijkbudget=pot) if pot else rijen, voor=request.GET.get("voor", "")
        )
    except ValueError:
        raise Http404 from None
    jaar = localdate().year
    alle = list(
        Wijkbudget.objects.filter(beheerder=hier.partner).select_related("gebied", "beheerder")
    )
    context = {
        "plek": hier,
        "is_voorbeeld": any(rij.is_voorbeeld for rij in alle),
        "blad": bladzijde,
        "voor": request.GET.get("voor", ""),
        "pot": pot,
        "potten": alle,
        "soorten": [(soort.value, naam) for soort, (naam, _) in VRAAG.items()],
        "jaar": jaar,
        "jaren": [jaar, jaar - 1],
        "deel": "werk",
    }
    return render(request, f"{MAP}/kas.html", context)


def kas_nieuw(request, slug, soort):
    """An own entry of one kind."""
    hier = plek(request, slug)
    if soort not in VRAAG:
        raise Http404
    keuzes = potten(hier.partner, hier.gebieden, localdate().year)
    form = EigenForm(gestuurd(request), soort=soort, potten=keuzes)
    context = {"plek": hier, "form": form, "titel": VRAAG[soort][0], "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/nieuw.html", context)
    velden = dict(form.cleaned_data)
    pot = _gekozen(keuzes, velden.pop("pot")).rij(hier.partner)
    sleutel = str(velden.pop("uuid"))
    try:
        actie.boek_eigen(pot, soort, **velden, door=request.user, sleutel=sleutel)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}/nieuw.html", context)
    messages.success(request, "Geboekt.")
    return redirect("buurtbudget:kas", hier.gebied.slug)


def kas_overhevelen(request, slug):
    hier = plek(request, slug)
    keuzes = potten(hier.partner, hier.gebieden, localdate().year)
    form = OverhevelForm(gestuurd(request), potten=keuzes)
    context = {"plek": hier, "form": form, "titel": "Naar een andere pot", "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/nieuw.html", context)
    velden = dict(form.cleaned_data)
    van, naar = (_gekozen(keuzes, velden.pop(kant)).rij(hier.partner) for kant in ("van", "naar"))
    sleutel = str(velden.pop("uuid"))
    try:
        actie.hevel_over(van, naar, **velden, door=request.user, sleutel=sleutel)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}/nieuw.html", context)
    messages.success(request, "Geboekt.")
    return redirect("buurtbudget:kas", hier.gebied.slug)


def kas_herstellen(request, slug, pk):
    """Put an entry right by its mirror, with the reason."""
    hier = plek(request, slug)
    rijen = Boeking.objects.van_beheerder(hier.partner)
    boeking = get_object_or_404(
        rijen.select_related("wijkbudget__gebied", "wijkbudget__beheerder", "aanvraag"), pk=pk
    )
    _zonder_belang(request, hier, boeking)
    if not actie.is_te_herstellen(boeking):
        raise Http404
    form = HerstelForm(gestuurd(request))
    context = {"plek": hier, "boeking": boeking, "waarvoor": boeking.omschrijving, "form": form}
    context["deel"] = "werk"
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/herstellen.html", context)
    try:
        actie.herstel(boeking, **form.cleaned_data, door=request.user)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}/herstellen.html", context)
    messages.success(request, "Hersteld. Beide regels staan in het kasboek.")
    return redirect("buurtbudget:kas", hier.gebied.slug)


@never_cache
def kasboek(request, slug, jaar):
    """The book of a year as a spreadsheet."""
    from buurtbudget.uitvoer import kasboek_xlsx  # noqa: PLC0415  openpyxl: half a second

    hier = plek(request, slug)
    if not 2000 <= jaar <= 2100:
        raise Http404
    rijen = Boeking.objects.van_beheerder(hier.partner)
    dit_jaar = rijen.filter(datum__year=jaar).order_by("datum", "pk")
    dit_jaar = dit_jaar.select_related("wijkbudget__gebied", "wijkbudget__beheerder", "aanvraag")
    vooraf = rijen.filter(datum__year__lt=jaar).op_de_bank(localdate())
    return download(kasboek_xlsx(dit_jaar, vooraf), XLSX, f"kasboek-{jaar}.xlsx")


def overdracht(request, slug):
    """What a new treasurer must know, on one page."""
    hier = plek(request, slug)
    gegevens = stel_samen(hier.partner, [gebied.pk for gebied in hier.gebieden], localdate())
    context = {"plek": hier, "deel": "werk", **gegevens}
    return render(request, f"{MAP}/overdracht.html", context)


@never_cache
def overdracht_pdf(request, slug):
    hier = plek(request, slug)
    gegevens = stel_samen(hier.partner, [gebied.pk for gebied in hier.gebieden], localdate())
    pdf = maak_pdf("overdracht.typ", _op_papier(hier, gegevens))
    return download(pdf, PDF, "overdracht.pdf")


def _op_papier(hier: Plek, g: dict) -> dict:
    """The sheet as text: amounts and days in words, as the layout prints them."""
    beheerder = g["beheerder"]
    return {
        "titel": f"Overdracht penningmeester {hier.partner.naam}",
        "datum": g["vandaag"],
        "dag": date_format(g["vandaag"], "j F Y"),
        "stichting": hier.partner.naam,
        "is_voorbeeld": bool(beheerder and beheerder.is_voorbeeld),
        "wijken": [gebied.naam for gebied in hier.gebieden],
        "banksaldo": euro(g["banksaldo"]),
        "betalingen": [
            [str(rij), rij.aanvraag.nummer, dag(rij.betalen_voor), euro(rij.bedrag)]
            for rij in g["betalingen"]
        ],
        "toegezegd": [
            [str(rij), rij.nummer, dag(rij.declareren_voor), euro(rij.nog)]
            for rij in g["toegezegd"]
        ],
        "terug": [
            [str(rij.aanvraag), rij.aanvraag.nummer, "", euro(rij.te_vorderen)]
            for rij in g["terug"]
        ],
        "potten": [[str(pot), euro(pot.over)] for pot in g["potten"]],
        "inloggen": g["inloggen"],
        "mappen": g["mappen"],
        "gemeente": plaats().telefoon,
        "mensen": [[lid.naam, lid.get_rol_display()] for lid in g["mensen"]],
        "contacten": [[r.gebied.naam, r.contact_naam, r.contact_telefoon] for r in g["contacten"]],
    }


def dag(datum):
    return date_format(datum, "j F Y") if datum else ""


def _pot(request, hier):
    """The pot of `?pot=`, or None for all."""
    sleutel = request.GET.get("pot", "")
    if not sleutel:
        return None
    if not (sleutel.isascii() and sleutel.isdigit() and len(sleutel) < 18):
        raise Http404
    rijen = Wijkbudget.objects.filter(beheerder=hier.partner).select_related("gebied", "beheerder")
    return get_object_or_404(rijen, pk=int(sleutel))


def _gekozen(keuzes, sleutel):
    return next(pot for pot in keuzes if pot.sleutel == sleutel)


def _zonder_belang(request, hier, boeking):
    if not boeking.aanvraag_id:
        return
    eigen = Aanvraag.objects.voor_team(request.user, [gebied.pk for gebied in hier.gebieden])
    if not eigen.filter(pk=boeking.aanvraag_id).exists():
        raise PermissionDenied
