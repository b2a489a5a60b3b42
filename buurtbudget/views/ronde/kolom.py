"""A column: divide the whole pot, by hand or by spreadsheet; and read what it is about."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from buurtbudget.actions.kolommen import bewaar_verdeling, ik_ben_klaar
from buurtbudget.forms.ronde import ExcelForm, KolomForm
from buurtbudget.models import Deelnemer
from buurtbudget.permissions import heeft_belang, mag_kolom_invullen, mag_kolom_zien
from buurtbudget.rondestand import groepen, lees, omschrijving
from buurtbudget.views.ronde import haal_ronde, maak_teller, per_pot, tot_bedrag
from kern.bestanden import XLSX
from kern.downloads import download
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import toon_formulier
from kern.templatetags.onderdelen import euro

KOLOM = "buurtbudget/ronde/kolom.html"
EXCEL = "buurtbudget/ronde/excel.html"


def kolom(request, slug, jaar, lid):
    deelnemer = _deelnemer(request, slug, jaar, lid)
    stand = lees(deelnemer.ronde, deelnemers=[deelnemer], tot_bedrag=_tot(request, deelnemer))
    open_ = deelnemer.ronde.is_open and mag_kolom_invullen(request.user, deelnemer)
    if request.method != "POST" or not open_:
        form = KolomForm(stand=stand, deelnemer=deelnemer)
        return _toon(request, form, dicht=not open_ or bool(deelnemer.klaar_op))
    form = KolomForm(request.POST, stand=stand, deelnemer=deelnemer)
    if not form.is_valid():
        return _toon(request, form)
    try:
        rij = bewaar_verdeling(
            deelnemer,
            versie=form.cleaned_data["versie"],
            bedragen=form.bedragen,
            door=request.user,
        )
    except Verouderd as verouderd:
        return _toon_botsing(request, form, verouderd.huidig)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return _toon(request, form)
    return _verder(request, rij, slug, jaar)


def excel(request, slug, jaar, lid):
    """The sheet, as it stands."""
    from buurtbudget import verdeelstaat  # noqa: PLC0415  openpyxl: half a second

    deelnemer = _deelnemer(request, slug, jaar, lid, invullen=True)
    stand = lees(deelnemer.ronde, deelnemers=[deelnemer])
    naam = f"verdeling-{slug}-{jaar}-{slugify(deelnemer.lid.naam)}.xlsx"
    return download(verdeelstaat.schrijf(stand, deelnemer), XLSX, naam)


def excel_terug(request, slug, jaar, lid):
    """What the sheet would change, row by row; nothing is saved until one says so."""
    deelnemer = _deelnemer(request, slug, jaar, lid, invullen=True)
    form = ExcelForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not form.is_bound:
        form = ExcelForm({}, {})
    context = {"form": form, "deelnemer": deelnemer, "ronde": deelnemer.ronde, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, EXCEL, context)
    stand = lees(deelnemer.ronde, deelnemers=[deelnemer], tot_bedrag=_tot(request, deelnemer))
    from buurtbudget import verdeelstaat  # noqa: PLC0415  openpyxl: half a second

    terug = verdeelstaat.lees_terug(form.cleaned_data["bestand"], stand, deelnemer)
    for fout in terug.fouten:
        form.add_error(None, fout)
    if terug.fouten:
        return toon_formulier(request, EXCEL, context)
    return render(request, EXCEL, context | _voorbeeld(stand, deelnemer, terug))


def lezen(request, slug, jaar):
    """One application of the round, by its number, without who asks and where they live."""
    ronde = haal_ronde(request, slug, jaar)
    stand = lees(
        ronde, deelnemers=ronde.deelnemers.voor_lijst().filter(lid__gebruiker=request.user)
    )
    posten = {str(post.volgnummer): post for post in stand.posten}
    post = posten.get(request.GET.get("nr", "").strip()[:6])
    belang = post and heeft_belang(request.user, post.aanvraag)
    nummers = list(posten)
    plek = nummers.index(str(post.volgnummer)) if post else 0
    context = {
        "ronde": ronde,
        "post": post,
        "belang": belang,
        "meta": omschrijving(post) if post else "",
        "vorige": nummers[plek - 1] if post and plek else "",
        "volgende": nummers[plek + 1] if post and plek + 1 < len(nummers) else "",
        "eigen": stand.deelnemers[0] if stand.deelnemers else None,
        "deel": "werk",
    }
    if post and not belang:
        context |= {"lijnen": post.aanvraag.posten.all(), "vragen": post.aanvraag.vragen.all()}
    status = 200 if post else 404
    return render(request, "buurtbudget/ronde/lezen.html", context, status=status)


def _deelnemer(request, slug, jaar, lid, *, invullen=False):
    ronde = haal_ronde(request, slug, jaar)
    deelnemer = get_object_or_404(ronde.deelnemers.voor_lijst(), pk=lid)
    deelnemer.ronde = ronde
    mag = mag_kolom_invullen if invullen else mag_kolom_zien
    if not mag(request.user, deelnemer) or (invullen and not ronde.is_open):
        raise PermissionDenied
    return deelnemer


def _tot(request, deelnemer):
    return tot_bedrag(request, deelnemer.ronde)


def _verder(request, rij: Deelnemer, slug, jaar):
    """Saved; and ready, if that was the button."""
    if "klaar" not in request.POST:
        messages.success(request, f"Geteld en bewaard voor {rij.lid.naam}.")
        return redirect("buurtbudget:ronde_kolom", slug, jaar, rij.pk)
    try:
        ik_ben_klaar(rij, versie=rij.versie, door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, f"Bewaard, maar nog niet klaar. {regel}")
        return redirect("buurtbudget:ronde_kolom", slug, jaar, rij.pk)
    messages.success(request, f"De kolom van {rij.lid.naam} is klaar en telt mee.")
    return redirect("buurtbudget:ronde", slug, jaar)


def _toon(request, form, *, status=200, dicht=False, **meer):
    stand, deelnemer = form.stand, form.deelnemer
    bedragen = form.bedragen
    teller = maak_teller(
        stand,
        bedragen,
        geteld_op=None if form.is_bound else deelnemer.geteld_op,
        ingevuld=len(bedragen),
        van=len(form.mag),
    )
    rijen = [(post, veld, reden, omschrijving(post)) for post, veld, reden in form.rijen]
    context = {
        "form": form,
        "ronde": deelnemer.ronde,
        "deelnemer": deelnemer,
        "eigen": deelnemer.lid.gebruiker_id == request.user.pk,
        "mag": mag_kolom_invullen(request.user, deelnemer),
        "groepen": groepen(rijen),
        "teller": teller,
        "potten": per_pot(stand, bedragen),
        "dicht": dicht,
        "deel": "werk",
        **meer,
    }
    return render(request, KOLOM, context, status=422 if form.is_bound and form.errors else status)


def _toon_botsing(request, form, huidig):
    """Another window saved this column: what was typed stays, with what differs beside it."""
    nu = lees(form.deelnemer.ronde, deelnemers=[huidig]).kolommen.get(huidig.pk, {})
    mijn = form.bedragen
    anders = [
        (post, nu.get(post.aanvraag_id), mijn.get(post.aanvraag_id))
        for post in form.mag
        if nu.get(post.aanvraag_id) != mijn.get(post.aanvraag_id)
    ]
    typte = {naam: form.data.get(naam, "") for naam in form.fields} | {"versie": huidig.versie}
    nieuw = KolomForm(initial=typte, stand=form.stand, deelnemer=form.deelnemer)
    return _toon(request, nieuw, status=409, anders=anders)


def _voorbeeld(stand, deelnemer, terug):
    """The preview: what was and what comes, and the whole column to confirm."""
    oud = stand.kolommen.get(deelnemer.pk, {})
    anders, verborgen = [], []
    for post in stand.posten:
        bedrag = terug.bedragen[post.volgnummer]
        if (deelnemer.pk, post.aanvraag_id) in stand.buiten:
            continue
        if oud.get(post.aanvraag_id) != bedrag:
            anders.append((post, oud.get(post.aanvraag_id), bedrag))
        if bedrag is not None:
            verborgen.append((f"b{post.volgnummer}", f"{bedrag:.2f}".replace(".", ",")))
    nieuw = {p.aanvraag_id: terug.bedragen[p.volgnummer] or 0 for p in stand.posten}
    te_veel = [(pot, euro(bedrag)) for pot, bedrag in stand.te_veel(nieuw)] if stand.alles else []
    return {
        "anders": anders,
        "verborgen": verborgen,
        "te_veel": te_veel,
        "teller": maak_teller(stand, nieuw),
    }
