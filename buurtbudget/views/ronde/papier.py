"""What is printed: the bundle, and the sheet with an empty column."""

from django.http import Http404
from django.utils.timezone import localdate

from buurtbudget import rondepapier
from buurtbudget.models import Aanvraag
from buurtbudget.rondestand import lees
from buurtbudget.views.ronde import haal_ronde
from kern.bestanden import PDF
from kern.downloads import download


def bundel(request, slug, jaar):
    ronde = haal_ronde(request, slug, jaar)
    stand = lees(ronde, deelnemers=[])
    rijen = Aanvraag.objects.filter(pk__in=[post.aanvraag_id for post in stand.posten])
    mag = set(rijen.zonder_belang(request.user).values_list("pk", flat=True))
    zonder = [post for post in stand.posten if post.aanvraag_id not in mag]
    pdf = rondepapier.bundel(stand, dag=localdate(), zonder=zonder)
    return download(pdf, PDF, f"bundel-{slug}-{jaar}.pdf", inline=True)


def verdeelstaat(request, slug, jaar):
    """`?lid=7` with that name on it, `?lid=alle` one for each member, else without a name."""
    ronde = haal_ronde(request, slug, jaar)
    stand = lees(ronde)
    lid = request.GET.get("lid", "")
    namen = [d for d in stand.deelnemers if lid in ("alle", str(d.pk))]
    if lid and not namen:
        raise Http404
    pdf = rondepapier.lege_staat(stand, dag=localdate(), namen=namen)
    return download(pdf, PDF, f"verdeelstaat-{slug}-{jaar}.pdf", inline=True)
