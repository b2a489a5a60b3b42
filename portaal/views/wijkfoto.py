from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from gebieden.stad import Stad
from kern.bestanden import PDF
from kern.downloads import download
from portaal.wijkfoto import wijkfoto as maak_wijkfoto


@require_safe
@login_not_required
def wijkfoto(request, slug):
    """Two pages A4 of today, to print and to hang."""
    stad = Stad()
    wijk = stad.wijk(slug)
    if wijk is None:
        raise Http404(slug)
    nu = timezone.now()
    naam = f"wijkfoto-{slug}-{timezone.localdate(nu):%Y-%m-%d}.pdf"
    return download(maak_wijkfoto(stad, wijk, nu), PDF, naam, inline=True)
