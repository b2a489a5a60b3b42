"""How a file of figures is read: its columns, and the names of areas in it."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import replace

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from gebieden.models import Gebied
from indicatoren.actions.aanleveren import eerder_ingelezen, kies
from indicatoren.actions.nakijken import WEG, begin
from indicatoren.forms.gebiedsnamen import GebiedsnamenForm, gebiedstekst
from indicatoren.forms.inleesvragen import KolommenForm
from indicatoren.leeskeuze import eerdere_keuze, zoals_eerder
from indicatoren.lezen.bekend import haal_bekend
from indicatoren.lezen.cellen import Kwestie
from indicatoren.lezen.herkennen import herken
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.lezen.namen import namen as lees_namen
from indicatoren.models import Indicator
from indicatoren.views.inlezen import kwesties, te_beheren
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from kern.tabellen import GeenTabel

SESSIE = "inleeskeuzes"  # what was chosen before one went to make an indicator


def kolommen(request, uuid):
    imp = te_beheren(request, uuid)
    if imp.is_ingelezen:
        return redirect(imp)
    try:
        herkenning = _herken(imp, request.GET.get("blad", ""))
    except GeenTabel as fout:
        return _geen_tabel(request, imp, fout)
    keuze = None if imp.leeswijze else eerdere_keuze(imp.gemeente, herkenning)
    form = _kolommenform(request, imp, herkenning, keuze)
    if "nieuw" in request.POST:
        return _naar_nieuw_cijfer(request, imp, form)
    context = {"imp": imp, "form": form, "herkenning": herkenning, "keuze": keuze, "deel": "werk"}
    context["eerder"] = eerder_ingelezen(imp)
    if not form.is_valid():
        return toon_formulier(request, "indicatoren/inlezen/kolommen.html", context)
    return _kies(request, imp, "kolommen", context, leeswijze=form.cleaned_data["leeswijze"])


def namen(request, uuid):
    """Names that nobody confirmed yet, and areas that we know only in other years."""
    imp = te_beheren(request, uuid)
    if imp.is_ingelezen or not imp.leeswijze:
        return redirect(imp)
    leeswijze = Leeswijze.uit_json(imp.leeswijze)
    try:
        form = _namenform(request, imp, leeswijze)
    except GeenTabel as fout:
        return _geen_tabel(request, imp, fout)
    context = {"imp": imp, "form": form, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, "indicatoren/inlezen/namen.html", context)
    gekozen = form.cleaned_data
    leeswijze = replace(
        leeswijze,
        namen_bevestigd=gekozen["alles_klopt"],
        grenzen_bevestigd=leeswijze.grenzen_bevestigd or gekozen.get("grenzen", False),
    )
    per_pk = Gebied.objects.in_bulk(gekozen["namen"].values())
    bevestigd = {naam: per_pk[pk] for naam, pk in gekozen["namen"].items()}
    return _kies(request, imp, "namen", context, leeswijze=leeswijze, namen=bevestigd)


def _herken(imp, blad):
    with _open(imp) as bestand:
        return herken(bestand, imp.naam, blad, haal_bekend(imp.gemeente))


def _kolommenform(request, imp, herkenning, keuze):
    return KolommenForm(
        gestuurd(request),
        herkenning=herkenning,
        begin=_begin(imp, herkenning, keuze),
        namen=_namen_van_cijfers(),
        initial={"versie": imp.versie} | _onthouden(request, imp),
    )


def _namen_van_cijfers():
    """{slug: name} of what can be read in; two with one name say their slug too."""
    paren = list(Indicator.objects.in_te_lezen().values_list("slug", "naam"))
    keer = Counter(naam.lower() for _, naam in paren)
    return {s: naam if keer[naam.lower()] == 1 else f"{naam} ({s})" for s, naam in paren}


def _namenform(request, imp, leeswijze):
    bekend = haal_bekend(imp.gemeente)
    with _open(imp) as bestand:
        gevonden = lees_namen(bestand, leeswijze, bekend)
    return GebiedsnamenForm(
        gestuurd(request),
        namen=[naam for naam in gevonden if not naam.is_bevestigd],
        gebieden={gebiedstekst(g): g.pk for zelfde in bekend.namen.values() for g in zelfde},
        vraagt_grenzen=not leeswijze.grenzen_bevestigd and Kwestie.GRENZEN in kwesties(imp),
        initial={"versie": imp.versie},
    )


@contextmanager
def _open(imp):
    """The file itself; GeenTabel when it is gone."""
    try:
        with imp.bestand.open() as bestand:
            yield bestand
    except FileNotFoundError:
        raise GeenTabel(WEG) from None


def _geen_tabel(request, imp, fout):
    context = {"imp": imp, "zin": str(fout), "deel": "werk"}
    return render(request, "indicatoren/inlezen/geen_tabel.html", context, status=422)


def _kies(request, imp, sjabloon, context, **keuzes):
    """Write what was chosen and look through the file; or the form again, with what is in the way.

    Names that nobody confirmed are the next question.
    """
    form = context["form"]
    try:
        imp = kies(imp, versie=form.cleaned_data["versie"], door=request.user, **keuzes)
    except Verouderd as verouderd:
        form.op(verouderd.huidig)
        context["net"] = {"door": None}
        return render(request, f"indicatoren/inlezen/{sjabloon}.html", context, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, f"indicatoren/inlezen/{sjabloon}.html", context)
    request.session.pop(SESSIE, None)
    imp = begin(imp)
    if sjabloon == "kolommen" and kwesties(imp):
        return redirect("indicatoren:import_namen", imp.uuid)
    return redirect(imp)


def _begin(imp, herkenning, keuze):
    """What is filled in: what was chosen for this file, for one like it, or our guess."""
    gezien = herkenning.leeswijze
    koppen = [kolom.kop for kolom in gezien.kolommen]
    eigen = imp.leeswijze and Leeswijze.uit_json(imp.leeswijze)
    if eigen and eigen.blad == gezien.blad and [k.kop for k in eigen.kolommen] == koppen:
        return eigen
    return zoals_eerder(gezien, keuze)


def _naar_nieuw_cijfer(request, imp, form):
    """To the page that makes an indicator, and back here with all that was chosen."""
    gekozen = {naam: request.POST.get(naam, "") for naam in form.fields if naam != "versie"}
    request.session[SESSIE] = {"import": str(imp.uuid), "gekozen": gekozen}
    vraag = {"naam": form.naam_voor(request.POST["nieuw"]), "terug": request.get_full_path()}
    return redirect(f"{reverse('indicatoren:indicator_nieuw')}?{urlencode(vraag)}")


def _onthouden(request, imp):
    bewaard = request.session.get(SESSIE, {})
    return bewaard["gekozen"] if bewaard.get("import") == str(imp.uuid) else {}
