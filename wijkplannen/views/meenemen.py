"""A plan to take along: pdf of today or of a version, and the agenda as a spreadsheet."""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from kern.bestanden import PDF, XLSX
from kern.downloads import download
from wijkplannen.leesplan import lees_online, lees_versie, met_cijfers
from wijkplannen.models import PlanVersie, Wijkplan
from wijkplannen.planpapier import agenda_xlsx, plan_pdf


@require_safe
@login_not_required
def plan_pdf_vandaag(request, slug):
    """The version online with the agenda and the figures of today."""
    plan, vandaag = _online(slug), timezone.localdate()
    lees = met_cijfers(lees_online(plan))
    inhoud = plan_pdf(lees, plan.huidige_versie, vandaag)
    return download(inhoud, PDF, f"{slug}.pdf", inline=True)


@require_safe
@login_not_required
def versie_pdf(request, slug, nummer):
    """As it came online: it never changes, but for who established it."""
    versies = PlanVersie.objects.select_related("plan__gebied")
    versie = get_object_or_404(versies, plan__slug=slug, nummer=nummer)
    etag = _merk(versie.pk, versie.vastgesteld, settings.PORTAAL_ADRES)
    if gelijk := get_conditional_response(request, etag=etag):
        return gelijk
    lees = lees_versie(versie.plan, versie.inhoud)
    inhoud = plan_pdf(lees, versie, timezone.localdate(versie.op))
    antwoord = download(inhoud, PDF, f"{slug}-versie-{nummer}.pdf", inline=True)
    antwoord["ETag"] = etag
    patch_cache_control(antwoord, public=True, max_age=3600)
    return antwoord


@require_safe
@login_not_required
def plan_xlsx(request, slug):
    lees, vandaag = lees_online(_online(slug)), timezone.localdate()
    return download(agenda_xlsx(lees, vandaag), XLSX, f"{slug}-{vandaag:%Y-%m-%d}.xlsx")


def _online(slug):
    plannen = Wijkplan.objects.online().select_related("gebied", "huidige_versie")
    return get_object_or_404(plannen, slug=slug)


def _merk(*delen):
    """Of what is printed and how: another layout is another file."""
    return f'"{sha256(repr((*delen, _opmaak())).encode()).hexdigest()[:32]}"'


@cache
def _opmaak():
    opmaak = settings.BASE_DIR / "brieven"
    return [sha256((opmaak / naam).read_bytes()).hexdigest() for naam in ("basis.typ", "plan.typ")]
