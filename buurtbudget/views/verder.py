"""Going on from a mail or from paper. A GET changes nothing, whoever fetches it, however often."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from buurtbudget import sleutels
from buurtbudget.forms.aanvragen.vragen import NummerForm
from buurtbudget.models import Aanvraag
from buurtbudget.views.drempel import poging
from kern.forms import gestuurd, toon_formulier

SLEUTEL = "aanvragen"  # in the session: what this browser may open
KLOPT_NIET = (
    "Dit nummer en deze code horen niet bij elkaar. Kijk of je ze goed overtypte, "
    "of bel de werkgroep van je wijk."
)
TE_VAAK = "Het lukte een paar keer niet. Wacht een kwartier, of bel de werkgroep van je wijk."
GELEZEN = ["GET", "HEAD", "POST"]


def onthoud(request, aanvraag):
    """From now on this browser may open the application."""
    bekend = [ander for ander in request.session.get(SLEUTEL, []) if ander != merk(aanvraag)]
    request.session[SLEUTEL] = [*bekend[-19:], merk(aanvraag)]


def merk(aanvraag):
    """What the session keeps: a new key shuts out who came in with the old one."""
    return f"{aanvraag.uuid}.{aanvraag.sleutel_nr}"


@never_cache
@login_not_required
@require_http_methods(GELEZEN)
def verder_link(request, geheim):
    """The link of a mail: a page with one button."""
    aanvraag = sleutels.zoek(geheim, Aanvraag)
    if aanvraag is None:
        raise Http404
    if request.method == "POST":
        onthoud(request, aanvraag)
        return redirect(aanvraag)
    return render(request, "buurtbudget/aanvragen/verder_link.html", {"deel": "buurtbudget"})


@never_cache
@login_not_required
@require_http_methods(GELEZEN)
def verder(request):
    """The number and the code of a letter. An unknown number and a wrong code are told alike."""
    form = NummerForm(gestuurd(request))
    if form.is_bound and form.is_valid():
        aanvraag, fout = _open(request, **form.cleaned_data)
        if aanvraag:
            onthoud(request, aanvraag)
            return redirect(aanvraag)
        form.add_error(None, fout)
    context = {"form": form, "deel": "buurtbudget", "open": request.session.get(SLEUTEL)}
    return toon_formulier(request, "buurtbudget/aanvragen/verder.html", context)


@never_cache
@login_not_required
@require_http_methods(GELEZEN)
def klaar(request):
    """On a computer that others use: forget here what this browser could open."""
    if request.method == "POST":
        request.session.pop(SLEUTEL, None)
        messages.success(request, "Dit apparaat weet niets meer van je aanvraag.")
        return redirect("buurtbudget:verder")
    return render(request, "buurtbudget/aanvragen/klaar.html", {"deel": "buurtbudget"})


def mijn(request):
    """What one asked while signed in."""
    aanvragen = (
        Aanvraag.objects.filter(indiener=request.user)
        .select_related("spelregels__gebied")
        .order_by("-gewijzigd_op")[:100]
    )
    context = {"aanvragen": list(aanvragen), "deel": "buurtbudget"}
    return render(request, "buurtbudget/aanvragen/mijn.html", context)


def _open(request, nummer, code):
    """The application and no mistake, or None and what to say."""
    aanvraag = _met_nummer(nummer)
    # one and the same number can be written in many ways
    geteld = poging(request, "verder", key=f"rij {aanvraag.pk}" if aanvraag else nummer)
    if geteld is None:
        return None, TE_VAAK
    if aanvraag is None or not sleutels.klopt_code(aanvraag, code):
        return None, KLOPT_NIET
    geteld.rollback()
    return aanvraag, None


def _met_nummer(nummer):
    """2027-0042, 20270042, or C12 for a draft that has no number yet."""
    if nummer.startswith("C"):
        pk = nummer[1:].lstrip("-")
        if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
            return None
        return Aanvraag.objects.filter(pk=pk).first()
    cijfers = "".join(teken for teken in nummer if teken.isascii() and teken.isdigit())
    return Aanvraag.objects.filter(nummer=f"{cijfers[:4]}-{cijfers[4:]}").first()
