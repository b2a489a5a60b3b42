"""Wishes and reactions at the desk: the queue, one of them, many at once, typed over from paper."""

from datetime import datetime, time
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from wijkplannen.actions.inbreng import (
    dien_in,
    handel_samen_af,
    zet_openbare_zin,
)
from wijkplannen.forms.behandelen import (
    AntwoordForm,
    BehandelForm,
    EenDoelForm,
    RedenForm,
    ZinForm,
)
from wijkplannen.forms.inbreng import InvoerForm
from wijkplannen.models import Inbreng, Wijkplan
from wijkplannen.perioden import wanneer_van
from wijkplannen.plekken import plek_van
from wijkplannen.views.mijn_wijken import mijn_wijken

HOOGUIT = 200
GEDAAN = 50
SAMEN = {"doel": EenDoelForm, "antwoord": AntwoordForm, "weer": RedenForm}
MAP = "wijkplannen/inbreng/"


@require_safe
def wachtrij(request):
    """What waits, the oldest first; `?alles=1` ticks every one, for when a flood came in."""
    wijken = mijn_wijken(request.user)
    rijen = Inbreng.objects.van(request.user).select_related("gebied", "over", "bij")
    wacht = rijen.te_behandelen().select_related("inzender")
    if wijk := wijken.filter(slug=request.GET["wijk"]).first() if "wijk" in request.GET else None:
        wacht = wacht.filter(gebied=wijk)
    gedaan = rijen.behandeld().select_related(
        "doel", "inzet__activiteit", "bijeenkomst", "afgehandeld_door"
    )
    context = {
        "wacht": list(wacht[:HOOGUIT]),
        "gedaan": list(gedaan[:GEDAAN]),
        "wijken": list(wijken),
        "plannen": [(plan, wanneer_van(plan.inbreng)) for plan in _plannen(wijken)],
        "wijk": wijk,
        "alles": "alles" in request.GET,
        "deel": "werk",
    }
    return render(request, MAP + "wachtrij.html", context)


@require_POST
def samen(request):
    """What was ticked, with one question about all of it; then done, row by row."""
    mijn_wijken(request.user)
    versies = dict(_gekozen(request.POST.getlist("kies")))
    rijen = list(
        Inbreng.objects.van(request.user)
        .te_behandelen()
        .filter(uuid__in=versies)
        .select_related("gebied", "inzender")
    )
    wat = request.POST.get("wat", "")
    if fout := _kan_niet(wat, rijen):
        messages.error(request, fout)
        return redirect("wijkplannen:inbreng")
    erbij = {"gebied": rijen[0].gebied_id} if wat == "doel" else {}
    form = SAMEN[wat](request.POST if "zeker" in request.POST else None, **erbij)
    if form.is_valid():
        gelukt, over = handel_samen_af(
            rijen, versies, form.actie, door=request.user, **form.cleaned_data
        )
        messages.success(request, _uitslag(gelukt, over))
        return redirect("wijkplannen:inbreng")
    context = {
        "form": form,
        "wat": wat,
        "rijen": [(rij, f"{rij.uuid}:{versies[rij.uuid]}") for rij in rijen],
        "met_bericht": sum(hasattr(rij, "inzender") for rij in rijen),
        "deel": "werk",
    }
    return toon_formulier(request, MAP + "samen.html", context)


def een(request, uuid):
    """One wish: who sent it, what becomes of it; afterwards what became of it."""
    inbreng = _inbreng(request, uuid)
    if inbreng.afgehandeld_op and request.method != "POST":
        return _toon_gedaan(request, inbreng)
    form = BehandelForm(gestuurd(request), inbreng=inbreng)
    context = {"inbreng": inbreng, "form": form, "deel": "werk"}
    if not form.is_valid():
        return toon_formulier(request, MAP + "een.html", context)
    try:
        form.actie(inbreng, door=request.user)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, MAP + "een.html", context)
    except Verouderd as verouderd:
        form.op(verouderd.huidig)
        return render(request, MAP + "een.html", context | {"net": True}, status=409)
    messages.success(request, "De reactie is behandeld.")
    return redirect("wijkplannen:inbreng")


@require_POST
def zin(request, uuid):
    """What everybody may read of it."""
    inbreng = _inbreng(request, uuid)
    form = ZinForm(request.POST)
    if not form.is_valid():
        return _toon_gedaan(request, inbreng, form)
    try:
        zet_openbare_zin(inbreng, **form.cleaned_data)
    except Verouderd as verouderd:
        form.op(verouderd.huidig)
        return _toon_gedaan(request, verouderd.huidig, form, net=True)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return _toon_gedaan(request, inbreng, form)
    messages.success(request, "Bewaard.")
    return redirect("wijkplannen:inbreng_een", uuid)


def invoeren(request):
    """From paper, the telephone or a meeting: many in a row, without a mouse."""
    wijken = mijn_wijken(request.user)
    vorige = {naam: request.GET[naam] for naam in ("gebied", "bron", "bij") if naam in request.GET}
    form = InvoerForm(gestuurd(request), gebieden=wijken, initial=vorige)
    if not form.is_bound:  # what stays the same came along: go on where the words begin
        eerste = "tekst" if "bron" in vorige else "gebied"
        form.fields[eerste].widget.attrs["autofocus"] = True
    if form.is_valid():
        try:
            _voer_in(request, form)
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
        else:
            messages.success(request, "Bewaard. Je kunt meteen de volgende invoeren.")
            return redirect(f"{reverse('wijkplannen:inbreng_invoeren')}?{_mee(form)}")
    return toon_formulier(request, MAP + "invoeren.html", {"form": form, "deel": "werk"})


def _plannen(wijken):
    """Those that residents know of, and that are being worked on."""
    plannen = Wijkplan.objects.met_werkversie().openbaar().filter(gebied__in=wijken)
    return plannen.order_by("gebied__naam", "-periode")


def _gekozen(gekozen):
    """(uuid, version that was read) of every tick; what is odd was not ticked."""
    for tekst in gekozen[:HOOGUIT]:
        uuid, _, versie = tekst.partition(":")
        try:
            yield UUID(uuid), int(versie)
        except ValueError:
            continue


def _kan_niet(wat, rijen):
    if wat not in SAMEN:
        return "Kies wat je met de reacties wilt doen."
    if not rijen:
        return "Zet eerst een vinkje bij de reacties. Of iemand anders behandelde ze net."
    if wat == "doel" and len({rij.gebied_id for rij in rijen}) > 1:
        return "Kies reacties uit één wijk: elke wijk heeft eigen doelen."
    return ""


def _uitslag(gelukt, over):
    aantal = "1 reactie is" if len(gelukt) == 1 else f"{len(gelukt)} reacties zijn"
    if not over:
        return f"{aantal} behandeld."
    rest = "1 reactie" if len(over) == 1 else f"{len(over)} reacties"
    return f"{aantal} behandeld. Van {rest} was iemand anders je net voor."


def _inbreng(request, uuid):
    mijn_wijken(request.user)
    rijen = Inbreng.objects.van(request.user).met_plek()
    erbij = ("inzender", "over", "bij", "plan", "afgehandeld_door", "ingevoerd_door")
    return get_object_or_404(rijen.select_related(*erbij), uuid=uuid)


def _toon_gedaan(request, inbreng, form=None, *, net=False):
    begin = {"versie": inbreng.versie, "tekst": inbreng.openbare_tekst}
    context = {
        "inbreng": inbreng,
        "plek": plek_van(inbreng),
        "form": form or ZinForm(initial=begin),
        "net": net,
        "deel": "werk",
    }
    if net:
        return render(request, MAP + "gedaan.html", context, status=409)
    return toon_formulier(request, MAP + "gedaan.html", context)


def _voer_in(request, form):
    velden = form.cleaned_data
    om_twaalf = timezone.make_aware(datetime.combine(velden["dag"], time(12)))
    return dien_in(
        velden["gebied"],
        uuid=velden["uuid"],
        tekst=velden["tekst"],
        bron=velden["bron"],
        bij=velden["bij"],
        ingevoerd_door=request.user,
        nu=min(om_twaalf, timezone.now()),
        **form.wie,
    )


def _mee(form):
    velden = form.cleaned_data
    mee = {"gebied": velden["gebied"].pk, "bron": velden["bron"]}
    return urlencode(mee | ({"bij": velden["bij"].pk} if velden["bij"] else {}))
