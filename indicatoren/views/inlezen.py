"""Files of figures: what came in, what a file would change, yes, and back again."""

from tempfile import TemporaryFile

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gebieden.models import Gemeente
from indicatoren.actions.aanleveren import eerder_ingelezen, gooi_weg, lever_aan
from indicatoren.actions.inlezen import lees_in
from indicatoren.actions.nakijken import begin, kijk_na
from indicatoren.actions.terugdraaien import draai_terug
from indicatoren.forms.inlezen import AanleverForm, CijferbestandField, InleesForm
from indicatoren.inleesproef import Proef
from indicatoren.lezen.cellen import Kwestie
from indicatoren.lezen.cijfers import Geweigerd
from indicatoren.lezen.herkennen import herken
from indicatoren.lezen.sjabloon import rijen, schrijf
from indicatoren.models import Import, Indicator
from indicatoren.views.bewaren import laat_binnen
from kern.bestanden import XLSX, bestand_tot
from kern.downloads import csv_download
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import VersieForm, gestuurd, toon_formulier, verder_na

PER_PAGINA = 25
KOLOMMEN = 300  # a page of questions, not a book
TOON = 20  # refused rows on the page; all of them are in the csv
VORMEN = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
SJABLOON = {
    Import.Stand.WACHT: "wacht",
    Import.Stand.BEKEKEN: "bekeken",
    Import.Stand.MISLUKT: "mislukt",
    Import.Stand.INGELEZEN: "klaar",
    Import.Stand.TERUG: "klaar",
}


@require_safe
def imports(request):
    """Two queries besides who asks: the page by its last key."""
    laat_binnen(request)
    gevonden = Import.objects.van_de_gemeente().voor_lijst()
    na = verder_na(request)
    lijst = list((gevonden.filter(pk__lt=na) if na else gevonden)[: PER_PAGINA + 1])
    context = {
        "imports": lijst[:PER_PAGINA],
        "volgende": lijst[PER_PAGINA - 1].pk if len(lijst) > PER_PAGINA else None,
        "is_vervolg": na is not None,
        "deel": "werk",
    }
    return render(request, "indicatoren/inlezen/lijst.html", context)


@bestand_tot(CijferbestandField.hooguit)
def bestand(request):
    laat_binnen(request)
    stuurt = request.method == "POST"
    form = AanleverForm(request.POST, request.FILES) if stuurt else AanleverForm()
    if form.is_valid():
        try:
            imp = _lever_aan(request, **form.cleaned_data)
        except RegelGeschonden as regel:
            form.add_error("bestand", str(regel))
        else:
            return redirect("indicatoren:import_kolommen", imp.uuid)
    return toon_formulier(
        request, "indicatoren/inlezen/bestand.html", {"form": form, "deel": "werk"}
    )


@require_safe
def een_import(request, uuid):
    """What an import waits for, would do, or did: a page per stand."""
    imp = te_beheren(request, uuid)
    if imp.stand != Import.Stand.WACHT and request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": imp.get_absolute_url()})
    if imp.stand == Import.Stand.NIEUW:
        return redirect("indicatoren:import_kolommen", imp.uuid)
    return toon_import(request, imp)


@require_POST
def nakijken(request, uuid):
    """No worker came: look through it now, while one waits."""
    imp = kijk_na(te_beheren(request, uuid))
    return redirect(imp)


@require_safe
def fouten(request, uuid):
    """Every refused row with its line and why, to go through beside the file."""
    imp = te_beheren(request, uuid)
    rijen = ([*regel[:4]] for regel in imp.fouten)
    koppen = ["Regel", "Kolom", "Wat er staat", "Wat er mis is"]
    return csv_download("fouten.csv", koppen, rijen)


@require_POST
def inlezen(request, uuid):
    imp = te_beheren(request, uuid)
    form = InleesForm(request.POST)
    if not form.is_valid():
        return toon_import(request, imp, form=form, status=422)
    gezien, versie = form.cleaned_data["gezien"], form.cleaned_data["versie"]
    try:
        imp = lees_in(imp, vingerafdruk=gezien, versie=versie, door=request.user)
    except Verouderd as verouderd:
        return toon_import(request, begin(verouderd.huidig), is_net_anders=True, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_import(request, _opnieuw(imp), form=form, status=422)
    return redirect(imp)


def terugdraaien(request, uuid):
    imp = te_beheren(request, uuid)
    if imp.stand != Import.Stand.INGELEZEN:
        return redirect(imp)
    form = VersieForm(gestuurd(request), initial={"versie": imp.versie})
    context = {"imp": imp, "proef": Proef.uit_json(imp.proef), "form": form, "deel": "werk"}
    if form.is_valid():
        try:
            imp = draai_terug(imp, door=request.user, **form.cleaned_data)
        except Verouderd as verouderd:
            return redirect(verouderd.huidig)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "Teruggedraaid. Alle cijfers zijn weer zoals daarvoor.")
            return redirect(imp)
    return toon_formulier(request, "indicatoren/inlezen/terugdraaien.html", context)


def weggooien(request, uuid):
    """A file that was not read in."""
    imp = te_beheren(request, uuid)
    if request.method != "POST":
        context = {"imp": imp, "deel": "werk"}
        return render(request, "indicatoren/inlezen/weggooien.html", context)
    try:
        gooi_weg(imp)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
        return redirect(imp)
    messages.success(request, f"Weggegooid: {imp.naam}.")
    return redirect("indicatoren:imports")


@require_safe
def sjabloon(request, vorm):
    """Our own table without figures: its headings and, as xlsx, what belongs under them."""
    return _bestand(request, [], vorm, "cijfers-leeg")


@require_safe
def cijfers(request, vorm):
    """All that is in the portal now, in the form that is read back without a choice."""
    return _bestand(request, rijen(Indicator.objects.all()), vorm, "cijfers")


def te_beheren(request, uuid) -> Import:
    """The import, for whoever may read figures in."""
    laat_binnen(request)
    gevonden = Import.objects.van_de_gemeente().select_related("gemeente", "door", "ingelezen_door")
    return get_object_or_404(gevonden, uuid=uuid)


def kwesties(imp) -> set[str]:
    """What a person can still settle for the rows that are refused (`Kwestie`)."""
    return {regel[4] for regel in imp.fouten if regel[4:]} - {Kwestie.ANDERS}


def toon_import(request, imp, *, form=None, is_net_anders=False, status=200):
    """The page of an import as it stands; only a part of it when a page that waits asks."""
    proef = Proef.uit_json(imp.proef) if imp.proef else None
    context = {
        "imp": imp,
        "proef": proef,
        "form": form,
        "is_net_anders": is_net_anders,
        "geweigerd": [Geweigerd(*regel) for regel in imp.fouten[:TOON]],
        "kwesties": kwesties(imp),
        "indicatoren": Indicator.objects.filter(pk__in=proef.indicatoren) if proef else [],
        "eerder": eerder_ingelezen(imp) if imp.stand == Import.Stand.BEKEKEN else None,
        "deel": "werk",
    }
    naam = SJABLOON[imp.stand]
    if naam == "wacht" and request.headers.get("HX-Request") == "true":
        naam = "_wacht"
    return render(request, f"indicatoren/inlezen/{naam}.html", context, status=status)


def _lever_aan(request, *, uuid, bestand):
    """Keep a file that is a table; what is none is refused here, beside the question."""
    herkenning = herken(bestand, bestand.name)
    if len(herkenning.kolommen) > KOLOMMEN:
        raise RegelGeschonden(
            f"Dit bestand heeft {len(herkenning.kolommen)} kolommen. Wij lezen er hooguit "
            f"{KOLOMMEN}. Laat de kolommen weg die je niet nodig hebt."
        )
    gemeente = get_object_or_404(Gemeente, code=settings.GEMEENTE)
    return lever_aan(
        gemeente, uuid=uuid, bestand=bestand, naam=bestand.name[:120], door=request.user
    )


def _opnieuw(imp):
    return Import.objects.select_related("gemeente", "door", "ingelezen_door").get(pk=imp.pk)


def _bestand(request, rijen, vorm, naam):
    laat_binnen(request)
    if vorm not in VORMEN:
        raise Http404(vorm)
    bestand = TemporaryFile()  # noqa: SIM115  the answer closes it
    schrijf(rijen, vorm, bestand)
    bestand.seek(0)
    return FileResponse(
        bestand, as_attachment=True, filename=f"{naam}.{vorm}", content_type=VORMEN[vorm]
    )
