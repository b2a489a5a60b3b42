from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from berichten import brieven
from berichten.models import Bericht
from berichten.teksten import schrijf
from gebruikers.models import Gebruiker
from kern.bestanden import PDF
from kern.downloads import download
from portaal.demo.mensen import personen

AANTAL = 200


def alleen_in_demo(view):
    """These pages open every door: they exist only with DEMO=1, which answers local hosts only."""

    @wraps(view)
    def bewaakt(request, **waarden):
        if not settings.DEMO:
            raise Http404
        return view(request, **waarden)

    return bewaakt


@login_not_required
@require_safe
@alleen_in_demo
def demo(request):
    return render(request, "portaal/demo.html", {"personen": personen()})


@login_not_required
@require_POST
@alleen_in_demo
def inloggen(request):
    """Sign in as the example person of a role, without mail."""
    rol = request.POST.get("rol")
    persoon = next((persoon for persoon in personen() if persoon.rol == rol), None)
    if persoon is None:
        context = {"personen": personen(), "fout": "Kies een van de voorbeeldpersonen."}
        return render(request, "portaal/demo.html", context, status=422)
    gebruiker = get_object_or_404(Gebruiker, email=persoon.email, is_voorbeeld=True)
    login(request, gebruiker, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)


@login_not_required
@require_safe
@alleen_in_demo
def postvak(request):
    """The outbox as a mailbox: what left as it left, what waits as it would leave."""
    berichten = list(Bericht.objects.all()[:AANTAL])
    for bericht in berichten:
        if not bericht.inhoud and bericht.feiten:
            bericht.onderwerp, bericht.inhoud = schrijf(bericht)
    return render(request, "portaal/demo_postvak.html", _per_stapel(berichten))


def _per_stapel(berichten):
    """The messages by what somebody has to do with them."""
    stapels = {"mail": [], "te_printen": [], "te_bellen": [], "gedaan": []}
    nog = {Bericht.Kanaal.POST: "te_printen", Bericht.Kanaal.TELEFOON: "te_bellen"}
    for bericht in berichten:
        waar = nog.get(bericht.kanaal, "mail")
        if waar != "mail" and bericht.status != Bericht.Status.WACHT:
            waar = "gedaan"
        stapels[waar].append(bericht)
    return stapels


@login_not_required
@require_safe
@alleen_in_demo
def brief(request, uuid):
    """A letter as it was kept, or as it would be made now."""
    brieven_ = Bericht.objects.filter(kanaal=Bericht.Kanaal.POST).exclude(feiten={})
    bericht = get_object_or_404(brieven_, uuid=uuid)
    try:
        inhoud = bericht.bestand.read() if bericht.bestand else brieven.brief(bericht)
    except FileNotFoundError:
        raise Http404 from None
    return download(inhoud, PDF, f"brief-{bericht.pk}.pdf")
