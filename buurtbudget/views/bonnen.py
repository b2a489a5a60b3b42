"""Receipts, for the treasurer: look, ask, accept; the advance, and money that comes back."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Sum
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from buurtbudget.actions import betalen as actie
from buurtbudget.actions.beslissen import voorschot
from buurtbudget.actions.declareren import NA_TOEKENNING, keur_bonnen, zet_rekening
from buurtbudget.actions.vragen import stel_vragen
from buurtbudget.forms.betalen import (
    BonnenForm,
    BonvraagForm,
    KwijtForm,
    RekeningForm,
    TerugForm,
    VoorschotForm,
)
from buurtbudget.models import Aanvraag, Betaling, Bijlage, Saldo, Status
from buurtbudget.views.penningmeester import plek, zaak
from kern.bestanden import JPEG
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from kern.iban import toon_iban

MAP = "buurtbudget/betalen"


def declaraties(request, slug):
    """What the treasurer has to look at: receipts, money that comes back, advances."""
    hier = plek(request, slug)
    eigen = Aanvraag.objects.voor_team(request.user, [hier.gebied.pk])
    staand = Betaling.objects.filter(aanvraag=OuterRef("pk"), vervallen_op__isnull=True)
    bonnen = (
        eigen.filter(status=Status.DECLARATIE)
        .exclude(Exists(staand.filter(soort=Betaling.Soort.SLOT)))
        .annotate(gedeclareerd=Sum("declaratie__bonnen__bedrag"))
        .select_related("declaratie")
        .order_by("declaratie__ingediend_op", "pk")
    )
    voorschotten = (
        eigen.filter(status__in=actie.TE_DECLAREREN, spelregels__voorschot_deel__gt=0)
        .exclude(Exists(staand.filter(soort=Betaling.Soort.VOORSCHOT)))
        .annotate(toegezegd=Sum("saldi__verplicht"))
        .select_related("spelregels", "rekening")
        .order_by("van", "pk")
    )
    context = {
        "plek": hier,
        "bonnen": bonnen,
        "vragen": eigen.filter(status=Status.DECLARATIE_VRAAG).order_by("pk"),
        "terug": eigen.annotate(terug=Sum("saldi__te_vorderen")).filter(terug__gt=0).order_by("pk"),
        "voorschotten": [
            (rij, hooguit)
            for rij in voorschotten
            if (hooguit := voorschot(rij.spelregels, rij.toegezegd))
        ],
        "deel": "werk",
    }
    return render(request, f"{MAP}/declaraties.html", context)


def bonnen(request, nummer):
    aanvraag = zaak(request, nummer)
    declaratie = getattr(aanvraag, "declaratie", None)
    if declaratie is None or not declaratie.ingediend_op:
        return render(request, f"{MAP}/geen_bonnen.html", _context(aanvraag))
    rijen = list(declaratie.bonnen.select_related("bijlage", "post"))
    form = BonnenForm(gestuurd(request), bonnen=rijen, initial={"versie": declaratie.versie})
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/bonnen.html", _bonnen(aanvraag, form))
    try:
        betaling = keur_bonnen(
            aanvraag,
            versie=form.cleaned_data["versie"],
            oordelen=form.oordelen,
            door=request.user,
        )
    except Verouderd:
        return _bonnen_verouderd(request, nummer, form)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}/bonnen.html", _bonnen(aanvraag, form))
    if betaling:
        messages.success(request, "Goedgekeurd. De betaling staat op de betaallijst.")
        return redirect("buurtbudget:betalen", aanvraag.gebied.slug)
    messages.success(request, "Goedgekeurd. Er is niets meer te betalen: het voorschot was genoeg.")
    return redirect("buurtbudget:declaraties", aanvraag.gebied.slug)


def bonvraag(request, nummer):
    aanvraag = zaak(request, nummer)
    form = BonvraagForm(gestuurd(request), initial={"versie": aanvraag.versie})
    context = _context(aanvraag) | {"form": form}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/vraag.html", context)
    velden = form.cleaned_data
    try:
        stel_vragen(
            aanvraag,
            versie=velden["versie"],
            vragen={"bonnen": velden["vraag"]},
            uiterlijk=velden["uiterlijk"],
            door=request.user,
        )
    except Verouderd:
        return _opnieuw(request, f"{MAP}/vraag.html", context, versie=_nu(aanvraag).versie)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}/vraag.html", context)
    messages.success(request, "De vraag gaat naar de aanvrager.")
    return redirect("buurtbudget:declaraties", aanvraag.gebied.slug)


@never_cache
def bonbijlage(request, nummer, uuid):
    """The photo or pdf of a receipt. A photo was drawn anew, so a browser may show it."""
    aanvraag = zaak(request, nummer)
    bijlage = get_object_or_404(Bijlage, aanvraag=aanvraag, uuid=uuid, bonnen__isnull=False)
    als_bestand = bijlage.type != JPEG
    return FileResponse(
        bijlage.bestand.open("rb"),
        as_attachment=als_bestand,
        filename=bijlage.naam,
        content_type=bijlage.type,
    )


def voorschot_klaarzetten(request, nummer):
    aanvraag = zaak(request, nummer)
    saldo = Saldo.objects.filter(aanvraag=aanvraag).first()
    hooguit = voorschot(aanvraag.spelregels, saldo.verplicht if saldo else None)
    context = _context(aanvraag) | {"hooguit": hooguit}
    if not hooguit or not hasattr(aanvraag, "rekening"):
        return render(request, f"{MAP}/voorschot.html", context)
    form = VoorschotForm(gestuurd(request), hooguit=hooguit)
    context |= {"form": form}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/voorschot.html", context)
    try:
        actie.zet_voorschot_klaar(aanvraag, **form.cleaned_data, door=request.user)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}/voorschot.html", context)
    messages.success(request, "Het voorschot staat op de betaallijst.")
    return redirect("buurtbudget:betalen", aanvraag.gebied.slug)


def rekening(request, nummer):
    """The account number, entered or mended for somebody who gave it on paper or by telephone."""
    aanvraag = zaak(request, nummer)
    if aanvraag.status not in NA_TOEKENNING:
        raise Http404
    oud = getattr(aanvraag, "rekening", None)
    eerste = {"gelezen": oud.versie if oud else 0}
    eerste |= {"naam": oud.naam, "iban": oud.iban} if oud else {}
    form = RekeningForm(gestuurd(request), initial=eerste)
    context = _context(aanvraag) | {"form": form}
    if not form.is_valid():
        return toon_formulier(request, f"{MAP}/rekening.html", context)
    velden = dict(form.cleaned_data)
    if velden.pop("gelezen") != eerste["gelezen"] and (velden != _als_dict(oud)):
        return _opnieuw(request, f"{MAP}/rekening.html", context, gelezen=eerste["gelezen"])
    try:
        zet_rekening(aanvraag, **velden, is_leverancier=bool(oud and oud.is_leverancier))
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"{MAP}/rekening.html", context)
    messages.success(request, "Het rekeningnummer is bewaard.")
    return redirect("buurtbudget:bonnen", aanvraag.nummer)


def terug(request, nummer):
    """Money that an applicant must pay back: it came in, or it will not come."""
    aanvraag = zaak(request, nummer)
    kwijt = request.POST.get("wat") == "kwijt"
    forms = {
        "form": TerugForm(None if kwijt else gestuurd(request)),
        "kwijt": KwijtForm(gestuurd(request) if kwijt else None, auto_id="id_kwijt_%s"),
    }
    form = forms["kwijt" if kwijt else "form"]
    if form.is_valid():
        try:
            _boek_terug(aanvraag, dict(form.cleaned_data), kwijt, request.user)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "Geboekt. Het staat in het kasboek.")
            return redirect("buurtbudget:declaraties", aanvraag.gebied.slug)
    saldo = Saldo.objects.filter(aanvraag=aanvraag, te_vorderen__gt=0).first()
    context = _context(aanvraag) | {"saldo": saldo, "terugform": forms["form"]} | forms
    context["form"] = form
    return toon_formulier(request, f"{MAP}/terug.html", context)


def _boek_terug(aanvraag, velden, kwijt, door):
    sleutel = str(velden.pop("uuid"))
    if kwijt:
        actie.scheld_kwijt(aanvraag, **velden, datum=localdate(), door=door, sleutel=sleutel)
    else:
        actie.boek_terug_ontvangen(aanvraag, **velden, door=door, sleutel=sleutel)


def _context(aanvraag):
    rekening = getattr(aanvraag, "rekening", None)
    return {
        "aanvraag": aanvraag,
        "gebied": aanvraag.gebied,
        "iban": toon_iban(rekening.iban) if rekening else "",
        "deel": "werk",
    }


def _bonnen(aanvraag, form):
    """The page of a claim: receipts with their lines, and the sum against the grant."""
    saldo = Saldo.objects.get(aanvraag=aanvraag, wijkbudget=aanvraag.wijkbudget_id)
    betaald = saldo.betaald - saldo.ontvangen
    return _context(aanvraag) | {
        "form": form,
        "declaratie": aanvraag.declaratie,
        "gedeclareerd": sum(bon.bedrag for bon in form.bonnen),
        "toegezegd": saldo.verplicht,
        "betaald": betaald,
        "hooguit": max(saldo.verplicht - betaald, 0),
        "open_betaling": aanvraag.betalingen.open().first(),
        "te_keuren": aanvraag.status == Status.DECLARATIE,
        "fotos": aanvraag.bijlagen.filter(soort=Bijlage.Soort.FOTO),
    }


def _bonnen_verouderd(request, nummer, oud):
    """The claim changed: the receipts of now, with what was typed about those that are left."""
    aanvraag = zaak(request, nummer)
    rijen = list(aanvraag.declaratie.bonnen.select_related("bijlage", "post"))
    versie = {"versie": aanvraag.declaratie.versie}
    form = BonnenForm(bonnen=rijen, initial=oud.data.dict() | versie)
    context = _bonnen(aanvraag, form) | {"verouderd": True}
    return render(request, f"{MAP}/bonnen.html", context, status=409)


def _opnieuw(request, sjabloon, context, **gelezen):
    """Somebody was first: the page again, with what was typed, ready to be sent once more."""
    form = context["form"]
    form.data = form.data.copy()
    for naam, waarde in gelezen.items():
        form.data[naam] = waarde
    return render(request, sjabloon, context | {"verouderd": True}, status=409)


def _nu(aanvraag):
    return Aanvraag.objects.get(pk=aanvraag.pk)


def _als_dict(rekening):
    return {"naam": rekening.naam, "iban": rekening.iban} if rekening else {}
