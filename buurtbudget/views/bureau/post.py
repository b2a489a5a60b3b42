"""Letters to print and people to call: the part of the outbox that needs hands."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from berichten.actions import noteer_verstuurd, printbestand
from berichten.models import Bericht
from berichten.teksten import schrijf
from buurtbudget.models import Aanvraag
from buurtbudget.querysets.bureau import berichten
from buurtbudget.views.bureau.doen import wijk
from kern.bestanden import PDF
from kern.downloads import download
from kern.exceptions import RegelGeschonden
from partners.models import Contactpersoon

GEDAAN = 25


@require_safe
def post(request, slug):
    gebied = wijk(request, slug)
    rijen = berichten(request.user, gebied)
    bellen = list(rijen.te_bellen().exclude(feiten={}))
    for bericht in bellen:
        bericht.onderwerp, bericht.inhoud = schrijf(bericht)
        bericht.belnummer = Contactpersoon(telefoon=bericht.aan).belnummer
    context = {
        "gebied": gebied,
        "printen": _met_zaak(rijen.te_printen().exclude(feiten={})),
        "bellen": _met_zaak(bellen),
        "gedaan": _met_zaak(rijen.filter(status=Bericht.Status.VERZONDEN)[:GEDAAN]),
        "deel": "werk",
    }
    return render(request, "buurtbudget/bureau/post.html", context)


@require_POST
def printen(request, slug):
    """One file with all letters that nobody posted yet."""
    rijen = berichten(request.user, wijk(request, slug)).te_printen().exclude(feiten={})
    try:
        inhoud = printbestand(rijen, door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
        return redirect("buurtbudget:post", slug)
    return download(inhoud, PDF, "brieven.pdf")


@require_POST
def gedaan(request, slug, uuid):
    """Posted, or called."""
    bericht = get_object_or_404(berichten(request.user, wijk(request, slug)), uuid=uuid)
    try:
        noteer_verstuurd(bericht, door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    else:
        wat = "Gepost" if bericht.kanaal == Bericht.Kanaal.POST else "Gebeld"
        messages.success(request, f"{wat}: {bericht.feiten.get('naam', '')}.")
    return redirect("buurtbudget:post", slug)


def _met_zaak(rijen):
    """The messages with the application they are about, in one query."""
    rijen = list(rijen)
    zaken = {
        str(zaak.uuid): zaak
        for zaak in Aanvraag.objects.filter(uuid__in={bericht.betreft for bericht in rijen})
    }
    return [(bericht, zaken.get(bericht.betreft)) for bericht in rijen]
