"""How a step is shown: as asked, with mistakes, beside what somebody else saved."""

from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localdate

from buurtbudget.toets import gebreken, handtekeningen
from buurtbudget.views.aanvragen.hulp import hulp
from buurtbudget.views.aanvragen.route import Plek, na, route
from kern.forms import toon_formulier

TOETS_NA = {"idee", "waar", "kosten"}


def in_woorden(waarde):
    """A kept value as a page shows it."""
    if waarde is None or waarde == "":
        return "niets ingevuld"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return date_format(waarde, "j F Y") if hasattr(waarde, "year") else str(waarde)


def na_toets(request, aanvraag, stap):
    """Saved; when it does not fit the rules yet, the same step says so before one goes on."""
    let_op = _let_op(aanvraag, stap) if stap in TOETS_NA else []
    if let_op and not aanvraag.nummer and "later" not in request.POST:
        vraag = "?naar=controle&let_op=1" if request.GET.get("naar") else "?let_op=1"
        return redirect(f"{request.path}{vraag}")
    return na(request, aanvraag, stap)


def _let_op(aanvraag, stap):
    return [g.zin for g in gebreken(aanvraag, localdate()) if g.stap == stap]


def toon_botsing(request, huidig, stap, form, verschil):
    """Both texts: what was typed in the fields, what is kept beside it; saving again keeps ours."""
    form.data = form.data.copy()
    form.data["versie"] = huidig.versie
    return toon_stap(request, huidig, stap, form, status=409, verschil=verschil)


def toon_stap(request, aanvraag, stap, form, status=None, **context):
    context |= {
        "deel": "buurtbudget",
        "aanvraag": aanvraag,
        "form": form,
        "plek": Plek(stap, route(aanvraag)),
        "naar_controle": request.GET.get("naar") == "controle",
        "let_op": _let_op(aanvraag, stap) if "let_op" in request.GET else [],
        "hulp": hulp(aanvraag.spelregels, stap),
    }
    if stap == "buren":
        context["getekend"] = handtekeningen(aanvraag)
    antwoord = toon_formulier(request, f"buurtbudget/aanvragen/{stap}.html", context)
    antwoord.status_code = status or antwoord.status_code
    return antwoord
