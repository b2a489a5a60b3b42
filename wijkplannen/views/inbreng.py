"""Jouw wens of reactie: for everybody, without an account, without a cookie."""

from allauth.core.internal.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gebieden.models import Gebied
from kern.exceptions import RegelGeschonden
from kern.forms import gestuurd, toon_formulier
from wijkplannen import sleutels
from wijkplannen.actions.inbreng import bevestig, dien_in
from wijkplannen.forms.inbreng import NIET, WensForm
from wijkplannen.loket import lees_loket
from wijkplannen.models import Doel, Inbreng

# A whole hall may share one address; nobody fills the mailbox of another.
GRENZEN = {"wens": "40/h/ip", "wens_bij": "200/h/ip", "wens_mail": "5/d/key"}
TE_VAAK = "Vanaf deze plek zijn net veel reacties verstuurd. Wacht een uur, of bel de gemeente."
GELEZEN = ["GET", "HEAD", "POST"]
ANTWOORDEN = {"mail", "post", "telefoon", NIET}


@require_safe
@login_not_required
def wens(request, slug):
    """First the question whether something is broken, dirty or dangerous."""
    loket = _loket(request, slug)
    context = {"loket": loket, "vraag": _vraag(request, loket), "deel": "wijken"}
    sjabloon = "wens" if loket.is_open else "gesloten"
    return render(request, f"wijkplannen/inbreng/{sjabloon}.html", context)


@require_safe
@login_not_required
def melden(request, slug):
    """Whom to call for what cannot wait. Nothing is kept."""
    context = {"loket": _loket(request, slug), "deel": "wijken"}
    return render(request, "wijkplannen/inbreng/melden.html", context)


@csrf_exempt  # it acts for nobody: a token would only cost every reader a cookie
@login_not_required
@require_http_methods(GELEZEN)
def schrijven(request, slug):
    loket = _loket(request, slug)
    if not loket.is_open:
        context = {"loket": loket, "tekst": request.POST.get("tekst", ""), "deel": "wijken"}
        status = 409 if context["tekst"] else 200
        return render(request, "wijkplannen/inbreng/gesloten.html", context, status=status)
    form = WensForm(
        gestuurd(request), doelen=loket.doelen, initial={"over": request.GET.get("over", "")}
    )
    if form.is_valid() and _mag_nog(request, form, loket):
        try:
            _dien_in(loket, form)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            bedankt = reverse("wijkplannen:wens_bedankt", args=[slug])
            return redirect(f"{bedankt}?antwoord={form.cleaned_data['kanaal']}")
    context = {"loket": loket, "form": form, "deel": "wijken"}
    return toon_formulier(request, "wijkplannen/inbreng/schrijven.html", context)


@require_safe
@login_not_required
def bedankt(request, slug):
    antwoord = request.GET.get("antwoord", "")
    context = {
        "gebied": _wijk(slug),
        "antwoord": antwoord if antwoord in ANTWOORDEN else NIET,
        "deel": "wijken",
    }
    return render(request, "wijkplannen/inbreng/bedankt.html", context)


@never_cache
@csrf_exempt  # the address itself is the secret: without it nobody can send this form
@login_not_required
@require_http_methods(GELEZEN)
def bevestigen(request, geheim):
    """The link of the mail. Reading it changes nothing; the button confirms, however often."""
    inbreng = sleutels.zoek(geheim, Inbreng)
    if inbreng is None:
        return render(request, "wijkplannen/inbreng/weg.html", {"deel": "wijken"}, status=404)
    if request.method == "POST":
        bevestig(inbreng)
        return redirect(request.path)
    context = {
        "inbreng": inbreng,
        "wacht": inbreng.status == Inbreng.Status.ONBEVESTIGD,
        "deel": "wijken",
    }
    return render(request, "wijkplannen/inbreng/bevestigen.html", context)


def _wijk(slug):
    return get_object_or_404(Gebied.objects.wijken(), slug=slug)


def _loket(request, slug):
    return lees_loket(_wijk(slug), bij=request.GET.get("bij", ""))


def _vraag(request, loket):
    """The goal that one reacted at, along to the next page."""
    over = request.GET.get("over", "")
    if over not in dict(loket.doelen):
        return loket.vraag
    return f"{loket.vraag}&over={over}" if loket.vraag else f"?over={over}"


def _mag_nog(request, form, loket):
    """Counts a try, per address and per mailbox; one too many is told in the form."""
    wat = "wens_bij" if loket.bijeenkomst else "wens"
    email = form.wie.get("wie", {}).get("email")
    keer = consume(request, app="wijkplannen", action=wat, config=GRENZEN)
    if keer and email:
        keer = consume(
            request, app="wijkplannen", action="wens_mail", config=GRENZEN, key=email.lower()
        )
    if not keer:
        form.add_error(None, TE_VAAK)
    return bool(keer)


def _dien_in(loket, form):
    over = form.cleaned_data.get("over")
    return dien_in(
        loket.gebied,
        uuid=form.cleaned_data["uuid"],
        tekst=form.cleaned_data["tekst"],
        plan=loket.plan,
        over=Doel.objects.filter(uuid=over, plan=loket.plan).first() if over else None,
        bij=loket.bijeenkomst,
        **form.wie,
    )
