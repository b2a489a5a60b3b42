"""The claim, page by page: receipts, how it was, photos, the account, and everything once more."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render

from buurtbudget.actions.declareren import (
    TE_VERANDEREN,
    bewaar_declaratie,
    dien_declaratie_in,
    zet_rekening,
)
from buurtbudget.actions.indienen import haal_bijlage_weg
from buurtbudget.forms.aanvragen.bonnen import BonnenForm
from buurtbudget.forms.aanvragen.declareren import RekeningForm, ResultaatfotoForm, VerslagForm
from buurtbudget.models import Bijlage, Declaratie, Status
from buurtbudget.views.aanvragen.bijlagen import bewaar_bestand
from buurtbudget.views.aanvragen.bonnen import bewaar_bonnen, bonnenform
from buurtbudget.views.aanvragen.geld import Geld
from buurtbudget.views.aanvragen.hulp import hulp
from buurtbudget.views.aanvragen.toegang import terug_naar, van_aanvrager
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gelezen_versie, gestuurd, toon_formulier
from kern.iban import toon_iban

KOPPEN = {
    "bonnen": "Wat heeft het gekost?",
    "verslag": "Hoe was het?",
    "fotos": "Heb je foto’s?",
    "rekening": "Waar mag het geld heen?",
    "controle": "Klopt alles?",
}
NIEUWER = "Dit veranderde net in een ander venster. Kijk het na en bewaar opnieuw: dan geldt dit."


@van_aanvrager
def declareren(request, aanvraag):
    return redirect("buurtbudget:declareren_stap", aanvraag.uuid, "bonnen")


@van_aanvrager
def stap(request, aanvraag, stap):
    if stap == "rekening" and Geld(aanvraag, None).mag_rekening:
        return _rekening(request, aanvraag)
    if aanvraag.status not in TE_VERANDEREN:
        return terug_naar(aanvraag)
    stappen = {"bonnen": _bonnen, "verslag": _verslag, "fotos": _fotos, "controle": _controle}
    return stappen[stap](request, aanvraag) if stap in stappen else terug_naar(aanvraag)


def _bonnen(request, aanvraag):
    form = bonnenform(request, aanvraag)
    if not form.is_bound:
        return _toon(request, aanvraag, "bonnen", form)
    status = bewaar_bonnen(request, aanvraag, form)
    if status == 409:
        messages.error(request, NIEUWER)
    if status == 302:
        return _na(request, aanvraag, "verslag")
    if {"erbij", "tel", "weg"} & set(request.POST) and status == 200:
        form = BonnenForm.getypt(request.POST, aanvraag, erbij="erbij" in request.POST)
    return _toon(request, aanvraag, "bonnen", form, status=status)


def _verslag(request, aanvraag):
    declaratie = _declaratie(aanvraag)
    if declaratie is None:
        return redirect("buurtbudget:declareren_stap", aanvraag.uuid, "bonnen")
    namen = ("verslag", "openbaar_verslag", "deelnemers", "versie")
    data = gestuurd(request)
    form = VerslagForm(data, initial={naam: getattr(declaratie, naam) for naam in namen})
    if not form.is_bound or not form.is_valid():
        return _toon(request, aanvraag, "verslag", form)
    try:
        bewaar_declaratie(aanvraag, bonnen=_kept(declaratie), **form.cleaned_data)
    except Verouderd as verouderd:
        messages.error(request, NIEUWER)
        form.data = form.data.copy()
        form.data["versie"] = verouderd.huidig.versie
        return _toon(request, aanvraag, "verslag", form, status=409)
    except RegelGeschonden as fout:
        messages.error(request, str(fout))
        return terug_naar(aanvraag)
    return _na(request, aanvraag, "fotos")


def _kept(declaratie):
    velden = ("tekst", "bedrag", "post", "bijlage")
    bonnen = declaratie.bonnen.select_related("post", "bijlage")
    return [{naam: getattr(bon, naam) for naam in velden} for bon in bonnen]


def _fotos(request, aanvraag):
    post = request.method == "POST"
    if post and "weg" in request.POST:
        return _foto_weg(request, aanvraag)
    form = ResultaatfotoForm(request.POST, request.FILES) if post else ResultaatfotoForm()
    if post and form.is_valid() and bewaar_bestand(aanvraag, form, soort=Bijlage.Soort.FOTO):
        messages.success(request, "De foto staat erbij.")
        return redirect(request.path)
    return _toon(request, aanvraag, "fotos", form)


def _foto_weg(request, aanvraag):
    fotos = {str(b.uuid): b for b in _fotos_van(aanvraag)}
    if foto := fotos.get(request.POST["weg"]):
        haal_bijlage_weg(foto)
        messages.success(request, "De foto is weg.")
    return redirect(request.path)


def _rekening(request, aanvraag):
    rekening = getattr(aanvraag, "rekening", None)
    initial = {}
    if rekening:
        wie = "ja" if rekening.is_leverancier else "nee"
        initial = {"naam": rekening.naam, "iban": rekening.iban, "is_leverancier": wie}
    data = gestuurd(request)
    form = RekeningForm(data, regels=aanvraag.spelregels, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            zet_rekening(aanvraag, **form.cleaned_data)
        except RegelGeschonden as fout:
            form.add_error(None, str(fout))
        else:
            return _na_rekening(request, aanvraag)
    return _toon(request, aanvraag, "rekening", form)


def _na_rekening(request, aanvraag):
    if _declaratie(aanvraag) is None or aanvraag.status not in TE_VERANDEREN:
        messages.success(request, "Je rekeningnummer is bewaard.")
        return terug_naar(aanvraag)
    return _na(request, aanvraag, "controle")


def _controle(request, aanvraag):
    declaratie = _declaratie(aanvraag)
    if aanvraag.status == Status.DECLARATIE_VRAAG:
        return redirect("buurtbudget:vragen", aanvraag.uuid)
    if request.method == "POST":
        if declaratie is None or _mist(aanvraag, declaratie):
            return _toon_controle(request, aanvraag, declaratie, 422)
        try:
            dien_declaratie_in(aanvraag, versie=gelezen_versie(request))
        except Verouderd:
            messages.error(request, "Dit veranderde net in een ander venster. Kijk alles na.")
            return _toon_controle(request, aanvraag, _declaratie(aanvraag), 409)
        except RegelGeschonden as fout:
            messages.error(request, str(fout))
            return _toon_controle(request, aanvraag, declaratie, 422)
        messages.success(request, "Je bonnen zijn verstuurd.")
        return terug_naar(aanvraag)
    return _toon_controle(request, aanvraag, declaratie, 200)


def _toon_controle(request, aanvraag, declaratie, status):
    rekening = getattr(aanvraag, "rekening", None)
    bonnen = list(declaratie.bonnen.select_related("bijlage")) if declaratie else []
    context = _context(aanvraag, "controle") | {
        "declaratie": declaratie,
        "bonnen": bonnen,
        "som": sum((bon.bedrag for bon in bonnen), Decimal(0)),
        "fotos": list(_fotos_van(aanvraag)),
        "rekening": rekening,
        "iban": toon_iban(rekening.iban) if rekening else "",
        "mist": _mist(aanvraag, declaratie),
        "fout": status == 422,
    }
    naam = "buurtbudget/aanvragen/declareren/controle.html"
    return render(request, naam, context, status=status)


def _mist(aanvraag, declaratie):
    """(sentence, step) of what stands between this claim and sending it."""
    foto_mist = aanvraag.spelregels.foto_nodig and not _fotos_van(aanvraag).exists()
    wat = [
        (not (declaratie and declaratie.bonnen.exists()), "Zet er minstens één bon bij.", "bonnen"),
        (
            not (declaratie and declaratie.verslag),
            "Schrijf in een paar zinnen hoe het was.",
            "verslag",
        ),
        (foto_mist, "Deze wijk vraagt ook een foto van het resultaat.", "fotos"),
        (
            not hasattr(aanvraag, "rekening"),
            "Vul in op welke rekening het geld moet komen.",
            "rekening",
        ),
    ]
    return [(zin, stap) for mist, zin, stap in wat if mist]


def _fotos_van(aanvraag):
    return aanvraag.bijlagen.filter(soort=Bijlage.Soort.FOTO)


def _na(request, aanvraag, stap):
    """The next page; back to the check, or to the question, when one came from there."""
    if request.GET.get("naar") == "controle" or aanvraag.status == Status.DECLARATIE_VRAAG:
        stap = "controle"
    return redirect("buurtbudget:declareren_stap", aanvraag.uuid, stap)


def _toon(request, aanvraag, stap, form, status=None):
    context = _context(aanvraag, stap) | {"form": form}
    if stap == "fotos":
        context["fotos"] = list(_fotos_van(aanvraag))
    sjabloon = f"buurtbudget/aanvragen/declareren/{stap}.html"
    antwoord = toon_formulier(request, sjabloon, context)
    antwoord.status_code = status or antwoord.status_code
    return antwoord


def _context(aanvraag, stap):
    nr = list(KOPPEN).index(stap) + 1
    return {
        "deel": "buurtbudget",
        "aanvraag": aanvraag,
        "stap": stap,
        "kop": KOPPEN[stap],
        "nr": nr,
        "strepen": ["af"] * (nr - 1) + ["nu"] + [""] * (len(KOPPEN) - nr),
        "vorige": list(KOPPEN)[nr - 2] if nr > 1 else "",
        "geld": Geld(aanvraag, aanvraag.besluiten.last()),
        "hulp": hulp(aanvraag.spelregels, "bonnen"),
    }


def _declaratie(aanvraag):
    return Declaratie.objects.filter(aanvraag=aanvraag).first()
