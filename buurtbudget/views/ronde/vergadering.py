"""The meeting of the round: the table, reckoning with another amount, refusals, confirming."""

from datetime import timedelta
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from buurtbudget.actions.ronde import kanalen
from buurtbudget.actions.rondevergadering import (
    bevestig_ronde,
    corrigeer,
    laat_aan_ander,
    tel_opnieuw,
    zet_gronden,
)
from buurtbudget.forms.ronde import AfwijsForm, BevestigForm, ProefForm, VergaderForm, VersieForm
from buurtbudget.models import Spelregels
from buurtbudget.permissions import mag_ronde_bevestigen, mag_ronde_leiden
from buurtbudget.rondestand import groepen, lees, omschrijving
from buurtbudget.rondetoets import bezwaren, is_anders, vraagt_toestemming
from buurtbudget.views.ronde import haal_ronde, maak_teller, per_pot, tot_bedrag
from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier

TABEL = "buurtbudget/ronde/vergadering.html"
AFWIJZEN = "buurtbudget/ronde/afwijzen.html"
BEVESTIGEN = "buurtbudget/ronde/bevestigen.html"
NET = "Iemand anders veranderde net iets. Kijk het nog eens na."
WACHTEN = timedelta(weeks=8)


def vergadering(request, slug, jaar):
    ronde = haal_ronde(request, slug, jaar)
    if not ronde.is_vergadering:
        return _terug(ronde)
    stand = lees(ronde, tot_bedrag=tot_bedrag(request, ronde))
    if request.method != "POST":
        return _toon(request, stand, VergaderForm(stand=stand))
    if not mag_ronde_leiden(request.user, ronde.spelregels.gebied_id):
        raise PermissionDenied
    form = VergaderForm(request.POST, stand=stand)
    if not form.is_valid():
        return _toon(request, stand, form)
    try:
        corrigeer(
            ronde,
            versie=form.cleaned_data["versie"],
            correcties=form.correcties,
            door=request.user,
        )
    except Verouderd as verouderd:
        return _toon_botsing(request, stand, form, verouderd.huidig)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return _toon(request, stand, form)
    messages.success(request, "Geteld en bewaard.")
    naar = "ronde_afwijzen" if "verder" in request.POST else "ronde_vergadering"
    return redirect(f"buurtbudget:{naar}", slug, jaar)


@require_POST
def hertellen(request, slug, jaar):
    ronde, form = _te_leiden(request, slug, jaar), VersieForm(request.POST)
    try:
        if not form.is_valid():
            raise Verouderd(ronde)
        tel_opnieuw(ronde, **form.cleaned_data)
        messages.success(request, "Opnieuw geteld. Wat jullie aanpasten is gebleven.")
    except Verouderd:
        messages.error(request, NET)
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    return redirect("buurtbudget:ronde_vergadering", slug, jaar)


def proef(request, slug, jaar):
    """Reckon with another amount in the main pot. Changes nothing."""
    ronde = haal_ronde(request, slug, jaar)
    if ronde.is_open or ronde.is_bevestigd:
        return _terug(ronde)
    form = ProefForm(request.GET if "bedrag" in request.GET else None)
    context = {"form": form, "ronde": ronde, "deel": "werk"}
    stand = lees(ronde, tot_bedrag=tot_bedrag(request, ronde))
    context["stand"] = stand
    if not form.is_valid():
        return toon_formulier(request, "buurtbudget/ronde/proef.html", context)
    uitkomst = stand.tel(form.cleaned_data["bedrag"])
    context |= {
        "bedrag": form.cleaned_data["bedrag"],
        "uitkomst": uitkomst,
        "rest": uitkomst.rest[ronde.wijkbudget_id],
        "rijen": [(post, uitkomst.bedragen[post.aanvraag_id]) for post in stand.posten],
    }
    return render(request, "buurtbudget/ronde/proef.html", context)


def afwijzen(request, slug, jaar):
    """Why there is nothing, for each application with 0."""
    ronde = _te_leiden(request, slug, jaar)
    if not ronde.is_vergadering:
        return _terug(ronde)
    posten = [post for post in lees(ronde).posten if not post.bedrag]
    form = AfwijsForm(gestuurd(request), ronde=ronde, posten=posten)
    rijen = [(*rij, omschrijving(rij[0])) for rij in form.rijen]
    context = {"form": form, "ronde": ronde, "rijen": rijen, "deel": "werk"}
    if posten and not form.is_valid():
        return toon_formulier(request, AFWIJZEN, context)
    if not posten and request.method != "POST":
        return render(request, AFWIJZEN, context)
    try:
        if posten:
            versie = form.cleaned_data["versie"]
            zet_gronden(ronde, versie=versie, gronden=form.keuze, door=request.user)
    except Verouderd as verouderd:
        typte = {naam: form.data.get(naam, "") for naam in form.fields}
        form = AfwijsForm(ronde=verouderd.huidig, posten=posten)
        form.initial |= typte | {"versie": verouderd.huidig.versie}
        rijen = [(*rij, omschrijving(rij[0])) for rij in form.rijen]
        context |= {"form": form, "rijen": rijen, "net": True}
        return render(request, AFWIJZEN, context, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, AFWIJZEN, context)
    return redirect("buurtbudget:ronde_bevestigen", slug, jaar)


def bevestigen(request, slug, jaar):
    ronde = haal_ronde(request, slug, jaar)
    if not mag_ronde_bevestigen(request.user, ronde.spelregels.gebied_id):
        raise PermissionDenied
    if not ronde.is_vergadering:
        return _terug(ronde)  # also the second tap
    stand = lees(ronde, tot_bedrag=tot_bedrag(request, ronde))
    toestemming = vraagt_toestemming(stand)
    form = BevestigForm(
        gestuurd(request),
        initial={"versie": ronde.versie, "voorwaarde_voor": localdate() + WACHTEN},
        toestemming=toestemming,
        alleen=ronde.spelregels.terugval == Spelregels.Terugval.ALLEEN,
    )
    context = _bevestigcontext(stand, toestemming) | {"form": form}
    context["ander"] = laat_aan_ander(stand, request.user)
    if not form.is_valid():
        return toon_formulier(request, BEVESTIGEN, context)
    try:
        bevestig_ronde(ronde, door=request.user, **form.cleaned_data)
    except Verouderd:
        messages.error(request, NET)
        return redirect("buurtbudget:ronde_bevestigen", slug, jaar)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, BEVESTIGEN, context)
    messages.success(request, "Bevestigd. Iedereen krijgt bericht.")
    return redirect("buurtbudget:ronde_uitslag", slug, jaar)


def uitslag(request, slug, jaar):
    """What was decided, and how everybody hears it."""
    ronde = haal_ronde(request, slug, jaar)
    if not ronde.is_bevestigd:
        return _terug(ronde)
    besluiten = list(
        ronde.besluiten.select_related("aanvraag__rondepost", "grond").order_by(
            "aanvraag__rondepost__volgnummer"
        )
    )
    per = {
        naam: [besluit for besluit in besluiten if besluit.uitkomst == naam]
        for naam in ("toegekend", "voorwaarde", "afgewezen")
    }
    context = {
        "ronde": ronde,
        "per": per,
        "som": sum((besluit.bedrag or Decimal(0) for besluit in besluiten), Decimal(0)),
        "kanalen": kanalen(ronde),
        "deel": "werk",
    }
    return render(request, "buurtbudget/ronde/uitslag.html", context)


def _te_leiden(request, slug, jaar):
    ronde = haal_ronde(request, slug, jaar)
    if not mag_ronde_leiden(request.user, ronde.spelregels.gebied_id):
        raise PermissionDenied
    return ronde


def _terug(ronde):
    """To the page that fits the state the round is in."""
    if ronde.is_open:
        return redirect(ronde)
    naam = "ronde_vergadering" if ronde.is_vergadering else "ronde_uitslag"
    regels = ronde.spelregels
    return redirect(f"buurtbudget:{naam}", regels.gebied.slug, regels.jaar)


def _toon(request, stand, form, *, status=200, **meer):
    bedragen = form.bedragen
    rijen = [(*rij, omschrijving(rij[0]), _per_lid(stand, rij[0])) for rij in form.rijen]
    context = {
        "form": form,
        "ronde": stand.ronde,
        "stand": stand,
        "groepen": groepen(rijen),
        "teller": maak_teller(stand, bedragen),
        "aangepast": sum(post.gecorrigeerd is not None for post in stand.posten),
        "potten": per_pot(stand, bedragen),
        "niet_mee": [d for d in stand.deelnemers if not d.klaar_op],
        "anders_geteld": is_anders(stand),
        "mag_leiden": mag_ronde_leiden(request.user, stand.ronde.spelregels.gebied_id),
        "deel": "werk",
        **meer,
    }
    return render(request, TABEL, context, status=422 if form.is_bound and form.errors else status)


def _toon_botsing(request, stand, form, huidig):
    """Somebody saved in between: what was typed stays, with the version of now."""
    nu = lees(huidig, tot_bedrag=stand.tot_bedrag)
    typte = {naam: form.data.get(naam, "") for naam in form.fields} | {"versie": huidig.versie}
    nieuw = VergaderForm(initial=typte, stand=nu)
    mijn = form.bedragen
    anders = [
        (post, post.bedrag, mijn[post.aanvraag_id])
        for post in nu.posten
        if post.aanvraag_id in mijn and post.bedrag != mijn[post.aanvraag_id]
    ]
    return _toon(request, nu, nieuw, status=409, anders=anders)


def _per_lid(stand, post):
    """(name, € or None, whether they may) of every column that counts."""
    return [
        (
            deelnemer.lid.naam,
            stand.kolommen.get(deelnemer.pk, {}).get(post.aanvraag_id),
            (deelnemer.pk, post.aanvraag_id) not in stand.buiten,
        )
        for deelnemer in stand.klaar
    ]


def _bevestigcontext(stand, toestemming):
    posten = stand.posten
    bedragen = {post.aanvraag_id: post.bedrag or Decimal(0) for post in posten}
    return {
        "ronde": stand.ronde,
        "stand": stand,
        "tegen": bezwaren(stand),
        "teller": maak_teller(stand, bedragen),
        "potten": per_pot(stand, bedragen),
        "krijgt": [post for post in posten if post.bedrag and post not in toestemming],
        "toestemming": toestemming,
        "niets": [post for post in posten if not post.bedrag],
        "aangepast": [post for post in posten if post.gecorrigeerd is not None],
        "deel": "werk",
    }
