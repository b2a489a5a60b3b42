"""Activities out of a plan as a spreadsheet, and back in: look first, confirm, take back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kern.bestanden import XLSX
from kern.downloads import csv_download, download
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import toon_formulier
from wijkplannen.actions.importeren import bevestig, draai_terug, lees_in, probeer
from wijkplannen.forms.importeren import BevestigForm, InleesForm
from wijkplannen.importproef import GEWEIGERD, GEWIJZIGD, NIEUW
from wijkplannen.views.bewaren import te_bewerken

TOON = 20  # rows of a kind on one page; the rest is counted
LAATSTE = 5


def blad(request, slug):
    """The working copy's activities, in the file that may come back."""
    from wijkplannen.activiteitenblad import schrijf  # noqa: PLC0415  openpyxl: half a second

    plan = te_bewerken(request, slug)
    return download(schrijf(plan), XLSX, f"activiteiten-{slug}.xlsx")


def importeren(request, slug):
    plan = te_bewerken(request, slug)
    stuurt = request.method == "POST"
    form = InleesForm(request.POST, request.FILES) if stuurt else InleesForm()
    imports = plan.imports.filter(bevestigd_op__isnull=False).select_related("door")
    context = {"plan": plan, "form": form, "imports": imports[:LAATSTE], "deel": "plannen"}
    if not form.is_valid():
        return toon_formulier(request, "wijkplannen/importeren/inlezen.html", context)
    try:
        inlezing = lees_in(plan, door=request.user, **form.cleaned_data)
    except RegelGeschonden as regel:
        form.add_error("bestand", str(regel))
        return toon_formulier(request, "wijkplannen/importeren/inlezen.html", context)
    return redirect("wijkplannen:import_proef", plan.slug, inlezing.uuid)


def proef(request, slug, uuid):
    plan = te_bewerken(request, slug)
    inlezing = _inlezing(plan, uuid)
    if inlezing.bevestigd_op:
        context = {"plan": plan, "inlezing": inlezing, "deel": "plannen"}
        return render(request, "wijkplannen/importeren/gedaan.html", context)
    form = BevestigForm(request.POST or None)
    if not form.is_valid():
        return _toon_proef(request, plan, inlezing, form)
    try:
        bevestig(inlezing, door=request.user, gezien=form.cleaned_data["gezien"])
    except Verouderd:
        return _toon_proef(request, plan, inlezing, BevestigForm(), status=409, net=True)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return _toon_proef(request, plan, inlezing, form)
    messages.success(request, "De activiteiten staan in het plan.")
    return redirect("wijkplannen:import_proef", plan.slug, inlezing.uuid)


def fouten(request, slug, uuid):
    """Every row that is refused, and why, to go through beside the sheet."""
    inlezing = _inlezing(te_bewerken(request, slug), uuid)
    rijen = [
        (regel.nummer, regel.titel, fout)
        for regel in probeer(inlezing).met(GEWEIGERD)
        for fout in regel.fouten
    ]
    return csv_download(f"fouten-{slug}.csv", ["Rij", "Activiteit", "Wat er mis is"], rijen)


@require_POST
def terugdraaien(request, slug, uuid):
    plan = te_bewerken(request, slug)
    try:
        draai_terug(_inlezing(plan, uuid), door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    else:
        messages.success(request, "Teruggedraaid. De activiteiten zijn weer zoals daarvoor.")
    return redirect("wijkplannen:import_proef", plan.slug, uuid)


def _inlezing(plan, uuid):
    return get_object_or_404(plan.imports.select_related("plan", "door"), uuid=uuid)


def _toon_proef(request, plan, inlezing, form, status=None, net=False):
    uitkomst = probeer(inlezing)
    context = {
        "plan": plan,
        "inlezing": inlezing,
        "proef": uitkomst,
        "geweigerd": uitkomst.met(GEWEIGERD)[:TOON],
        "nieuw": uitkomst.met(NIEUW)[:TOON],
        "gewijzigd": uitkomst.met(GEWIJZIGD)[:TOON],
        "form": form,
        "net": net,
        "deel": "plannen",
    }
    if status is None:
        status = 422 if form.is_bound else 200
    return render(request, "wijkplannen/importeren/proef.html", context, status=status)
