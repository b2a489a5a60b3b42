from datetime import UTC, datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebieden.forms import PostcodeForm
from gebieden.plaats import plaats
from gebieden.stad import Stad
from indicatoren.reeksen import stadsreeksen
from wijkplannen.models import Wijkplan


@require_safe
@login_not_required
def home(request):
    stad = Stad()
    plannen = Wijkplan.objects.openbaar().voorop()
    context = {
        "form": PostcodeForm(),
        "stad": stad,
        "wijken": [(wijk, plannen.get(wijk.pk)) for wijk in stad.wijken],
        "heel": stad.gemeente and plannen.get(stad.gemeente.pk),
        "reeksen": stadsreeksen(stad.gemeente),
    }
    return render(request, "portaal/home.html", context)


@require_safe
@login_not_required
def over(request):
    return render(request, "portaal/over.html")


@require_safe
@login_not_required
def toegankelijkheid(request):
    return render(request, "portaal/toegankelijkheid.html")


@require_safe
@login_not_required
def privacy(request):
    return render(request, "portaal/privacy.html")


@require_safe
@login_not_required
def security_txt(request):
    """RFC 9116. Whoever reads a copy must be able to see that it grew old: half a year at most."""
    verloopt = datetime.now(UTC) + timedelta(days=180)
    regels = [
        f"Contact: {_contact()}",
        f"Expires: {verloopt:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


def _contact():
    hier = plaats()
    return f"mailto:{hier.mail}" if hier.mail else f"tel:{hier.telefoon.replace(' ', '')}"
