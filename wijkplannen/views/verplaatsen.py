"""Another place in the working copy for a text, goal or line."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from kern.exceptions import RegelGeschonden
from kern.forms import toon_formulier
from kern.rijen import lijststand
from wijkplannen.actions.volgorde import lijst_van, verplaats, verplaats_naar_doel
from wijkplannen.forms.verplaatsen import VerplaatsForm
from wijkplannen.models import Blok
from wijkplannen.onderdelen import SOORTEN, titel, zoek_onderdeel
from wijkplannen.views.bewaren import in_plaats, te_bewerken, toon_deel

STAPPEN = {"omhoog": -1, "omlaag": 1}
GRENS = {"omhoog": "bovenaan", "omlaag": "onderaan"}


def verplaatsen(request, slug, uuid):
    """One step by a button (`richting`), or a form for any place and, of a line, another goal."""
    plan = te_bewerken(request, slug, "huidige_versie")
    rij = zoek_onderdeel(plan, uuid, request.user)
    if not rij:
        raise Http404
    if request.POST.get("richting") in STAPPEN:
        return _stap(request, plan, rij, request.POST["richting"])
    return _formulier(request, plan, rij)


def _stap(request, plan, rij, richting):
    try:
        plek = verplaats(rij, lijst=request.POST.get("lijst", ""), stap=STAPPEN[richting])
    except RegelGeschonden as regel:
        return _terug(request, plan, rij, str(regel), richting, gelukt=False)
    if plek.verplaatst:
        zin = f"‘{titel(rij)}’ staat nu op plaats {plek.plaats} van {plek.van}."
    else:
        zin = f"‘{titel(rij)}’ staat al {GRENS[richting]}, op plaats {plek.plaats} van {plek.van}."
    return _terug(request, plan, rij, zin, richting)


def _formulier(request, plan, rij):
    rijen = list(lijst_van(rij))
    form = VerplaatsForm(
        request.POST if request.method == "POST" else None,
        rij=rij,
        rijen=rijen,
        initial={"lijst": lijststand(rijen), "plaats": rijen.index(rij) + 1},
    )
    if form.is_valid():
        try:
            return _terug(request, plan, rij, _doe(rij, form.cleaned_data), "omhoog")
        except RegelGeschonden as regel:
            form.add_error(None, str(regel))
    context = {
        "plan": plan,
        "form": form,
        "rij": rij,
        "titel": titel(rij),
        "soort": SOORTEN[type(rij)],
        "deel": "plannen",
    }
    return toon_formulier(request, "wijkplannen/bewerken/verplaatsen.html", context)


def _doe(rij, waarden):
    """Move it, and say where it stands now."""
    if doel := waarden.get("doel"):
        plek = verplaats_naar_doel(rij, doel=doel, lijst=waarden["lijst"])
        waar = f"bij ‘{doel}’, op plaats {plek.plaats} van {plek.van}"
    else:
        plek = verplaats(rij, lijst=waarden["lijst"], plaats=waarden["plaats"])
        waar = f"op plaats {plek.plaats} van {plek.van}"
    return f"‘{titel(rij)}’ staat nu {waar}."


def _terug(request, plan, rij, zin, richting, *, gelukt=True):
    """The list as it is now, with the keyboard on the button that was pressed."""
    knop = f"{richting}-{rij.uuid}"
    if in_plaats(request):
        sectie = "teksten" if isinstance(rij, Blok) else "doelen"
        return toon_deel(request, plan.slug, sectie, zin, focus=knop)
    (messages.success if gelukt else messages.error)(request, zin)
    return redirect(f"{reverse('wijkplannen:bewerken', args=[plan.slug])}#{knop}")
