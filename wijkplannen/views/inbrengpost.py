"""Answers to residents that need hands: letters to print, people to call."""

from django.contrib import messages
from django.db.models import CharField
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from berichten.actions import noteer_verstuurd, printbestand
from berichten.models import Bericht
from berichten.teksten import schrijf
from kern.bestanden import PDF
from kern.downloads import download
from kern.exceptions import RegelGeschonden
from partners.models import Contactpersoon
from wijkplannen.models import Inbreng
from wijkplannen.views.mijn_wijken import mijn_wijken

HIER = "wijkplannen:inbreng_post"


@require_safe
def post(request):
    rijen = _berichten(request)
    bellen = list(rijen.te_bellen())
    for bericht in bellen:
        bericht.onderwerp, bericht.inhoud = schrijf(bericht)
        bericht.belnummer = Contactpersoon(telefoon=bericht.aan).belnummer
    context = {"printen": list(rijen.te_printen()), "bellen": bellen, "deel": "werk"}
    return render(request, "wijkplannen/inbreng/post.html", context)


@require_POST
def printen(request):
    """One file with all letters that nobody posted yet."""
    try:
        inhoud = printbestand(_berichten(request).te_printen(), door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
        return redirect(HIER)
    return download(inhoud, PDF, "brieven.pdf")


@require_POST
def gedaan(request, uuid):
    """Posted, or called."""
    bericht = get_object_or_404(_berichten(request), uuid=uuid)
    try:
        noteer_verstuurd(bericht, door=request.user)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    else:
        wat = "Gepost" if bericht.kanaal == Bericht.Kanaal.POST else "Gebeld"
        messages.success(request, f"{wat}.")
    return redirect(HIER)


def _berichten(request):
    """About wishes in one's own wijken, as long as they say something."""
    mijn_wijken(request.user)
    van_mij = Inbreng.objects.van(request.user).annotate(sleutel=Cast("uuid", CharField()))
    return Bericht.objects.filter(
        betreft__in=van_mij.values("sleutel"), soort__startswith="wp_inbreng_"
    ).exclude(feiten={})
