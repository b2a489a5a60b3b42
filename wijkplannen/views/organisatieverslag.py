"""The account of one's organisation over a period: on screen, in Word, as pdf, as sheets."""

from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from berichten.brieven import stuk_als_pdf
from kern.bestanden import DOCX, PDF, XLSX
from kern.downloads import download
from kern.forms import toon_formulier
from wijkplannen.forms.verslag import lees_periode, vorig_kwartaal, vraag_van
from wijkplannen.organisatiestuk import als_stuk, als_werkboek, in_het_kort
from wijkplannen.organisatieverslag import lees_organisatieverslag
from wijkplannen.views.organisatie import eigen_partners

PAGINA = "wijkplannen/organisatie/verslag.html"


@require_safe
def verslag(request):
    return toon_formulier(request, PAGINA, _lees(request))


@require_safe
def docx(request):
    from kern.word import als_docx  # noqa: PLC0415  python-docx: a quarter of a second

    return _bestand(request, "docx", DOCX, lambda verslag: als_docx(als_stuk(verslag)))


@require_safe
def pdf(request):
    def maak(verslag):
        return stuk_als_pdf(als_stuk(verslag), dag=verslag.tot)

    return _bestand(request, "pdf", PDF, maak)


@require_safe
def xlsx(request):
    return _bestand(request, "xlsx", XLSX, als_werkboek)


def _lees(request):
    """The period that was asked, else the last whole quarter; with the report when it is one."""
    partners = eigen_partners(request)
    form = lees_periode(request.GET, *vorig_kwartaal(localdate()))
    context = {"form": form, "partners": partners, "deel": "werk"}
    if form.is_valid():
        verslag = lees_organisatieverslag(partners, **form.cleaned_data)
        kort = list(in_het_kort(verslag))
        context |= {"verslag": verslag, "kort": kort, "vraag": vraag_van(verslag)}
    return context


def _bestand(request, soort, type_, maak):
    context = _lees(request)
    if "verslag" not in context:
        return toon_formulier(request, PAGINA, context)
    verslag = context["verslag"]
    naam = f"verslag-{verslag.partners[0].slug}-{verslag.tot:%Y-%m-%d}.{soort}"
    return download(maak(verslag), type_, naam)
