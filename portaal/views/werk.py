"""The desk: per role what waits, and the way to what one does most."""

from django.shortcuts import render
from django.utils import timezone

from buurtbudget.permissions import mandaten_van
from buurtbudget.querysets.bureau import tellingen
from gebruikers.models import Aanstelling, Rol
from indicatoren.models import Import, Rapportregel
from partners.models import Lidmaatschap
from partners.permissions import rechten
from wijkplannen.actions.bezoek import noteer_bezoek
from wijkplannen.bureau import lees_bureau
from wijkplannen.gesprek import voorstellen_voor
from wijkplannen.models import Bezoek, Inzet, Wijkplan

BESTANDEN = 3  # files of figures that wait; the rest stands in their list


def werk(request):
    mijn = rechten(request.user)
    nu = timezone.localtime()
    context = {"deel": "werk", "mijn": mijn, "nu": nu, "groet": _groet(nu.hour)}
    if mijn.is_gemeente:
        context |= _gemeente(request.user, nu)
    if Rol.ONDERZOEKER in mijn.rollen:
        wachten = Import.objects.van_de_gemeente().wacht_op_iemand().voor_lijst()
        context["bestanden"] = list(wachten[:BESTANDEN])
    if Rol.GEBIEDSMANAGER in mijn.rollen:
        context |= _gebiedsmanager(request, mijn, context["plannen"], nu)
    if mijn.partners:
        context |= _partner(request.user, mijn, nu)
        context["buurtbudgetten"] = _buurtbudget(request.user)
    return render(request, "portaal/werk.html", context)


def _gemeente(gebruiker, nu):
    """The working copies one may read, the roles one has, texts one must write: three queries."""
    plannen = Wijkplan.objects.met_werkversie().met_werkversie_voor(gebruiker).voor_lijst()
    return {
        "aanstellingen": _per_rol(
            Aanstelling.objects.filter(gebruiker=gebruiker)
            .geldig_op(nu.date())
            .select_related("gebied")
            .order_by("rol", "gebied__naam")
        ),
        "plannen": list(plannen.met_wijzigingen().order_by("gebied__naam", "-periode")),
        "teksten": list(Rapportregel.objects.gevraagd_van(gebruiker)),
    }


def _gebiedsmanager(request, mijn, plannen, nu):
    """The five blocks for one's own areas: six queries, and one more at a new visit."""
    eigen = [plan for plan in plannen if mijn.beheert(plan.gebied_id)]
    bezoek = Bezoek.objects.filter(gebruiker=request.user).first()
    sinds = _sinds(request, bezoek, nu)
    return {
        "eigen_plannen": eigen,
        "plannen": [plan for plan in plannen if plan not in eigen],
        "bureau": lees_bureau(mijn.gebieden, eigen, gebruiker=request.user, sinds=sinds, nu=nu),
        "eerste_bezoek": bezoek is None or (bezoek.vorige is None and sinds < bezoek.laatste),
    }


def _sinds(request, bezoek, nu):
    """Since when all is new. Only a page that somebody opens is a visit."""
    if request.method == "GET":
        return noteer_bezoek(request.user, bezoek, nu=nu)
    return nu


def _partner(gebruiker, mijn, nu):
    """One's organisations with their activities, shared drafts and proposals: four queries."""
    lidmaatschappen = (
        Lidmaatschap.objects.filter(gebruiker=gebruiker)
        .geldig_op(nu.date())
        .select_related("partner")
        .order_by("partner__naam", "rol")
    )
    activiteiten = Inzet.objects.lopend().van_trekker(mijn.partners).voor_bureau()
    concepten = Wijkplan.objects.none()
    if not mijn.is_gemeente:
        concepten = Wijkplan.objects.met_werkversie().met_werkversie_voor(gebruiker).voor_lijst()
    return {
        "lidmaatschappen": lidmaatschappen,
        "activiteiten": list(activiteiten),
        "voorstellen": voorstellen_voor(gebruiker, nu=nu),
        "concepten": concepten,
    }


def _buurtbudget(gebruiker):
    """[(mandate, what waits there)] of the wijken one decides for: two queries at most."""
    mandaten = sorted(mandaten_van(gebruiker).values(), key=lambda rij: rij.gebied.naam)
    wacht = tellingen(gebruiker, [rij.gebied_id for rij in mandaten]) if mandaten else {}
    return [(mandaat, wacht.get(mandaat.gebied_id)) for mandaat in mandaten]


def _per_rol(aanstellingen):
    """[("Gebiedsmanager", "Eemdal en van Zandhof")]: roles with their areas, if they have any."""
    namen = {}
    for aanstelling in aanstellingen:
        gebieden = namen.setdefault(aanstelling.get_rol_display(), [])
        if aanstelling.gebied:
            gebieden.append(aanstelling.gebied.naam)
    return [(rol, " en van ".join(gebieden)) for rol, gebieden in namen.items()]


def _groet(uur):
    if uur < 12:
        return "Goedemorgen" if uur >= 5 else "Hallo"
    return "Goedemiddag" if uur < 18 else "Goedenavond"
