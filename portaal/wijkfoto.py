"""A wijk on two sides of a sheet: the figures, and what we do together. To hang on a wall.

The sheet never grows: what does not fit is counted, with the address where it stands.
"""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Count
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localtime

from berichten.brieven import maak_pdf
from buurtbudget.models import Aanvraag
from buurtbudget.wijkpagina import vul_aan
from gebieden.models import Gebied, GebiedJaar
from gebieden.stad import Stad
from indicatoren.reeksen import kernreeksen
from kern.templatetags.onderdelen import euro, getal
from kern.trend import lijnen_van, streepjes
from kern.woorden import als_zin, opsomming
from partners.models import Contactpersoon
from wijkplannen.models import Bijeenkomst
from wijkplannen.voortgangsverslag import lees_verslag
from wijkplannen.wijkpaneel import plannen_van_wijk

HOOGUIT = {  # lines at most; the layout leaves out more when they are long
    "buurten": 16,
    "cijfers": 6,
    "teksten": 4,
    "doelen": 6,
    "klaar": 5,
    "gestopt": 3,
    "budgetten": 3,
    "bijeenkomsten": 3,
    "contacten": 3,
}
TEKENS = 420  # of a text of the plan; the rest is online


def wijkfoto(stad: Stad, wijk: Gebied, nu: datetime) -> bytes:
    """The sheet of this moment; the same facts in 14 queries, however many there are."""
    vandaag = localtime(nu).date()
    plannen = plannen_van_wijk(wijk, vandaag=vandaag)
    return maak_pdf(
        "wijkfoto.typ",
        {
            "titel": f"Wijkfoto {wijk.naam}",
            "datum": vandaag,
            "wijk": wijk.naam,
            "stad": str(stad.gemeente or ""),
            "dag": _dag(vandaag),
            "jaar": vandaag.year,
            "adres": settings.PORTAAL_ADRES + wijk.get_absolute_url(),
            "kaart": _kaart(stad.wijken, wijk),
            "delen": f"{opsomming(wijk.delen)}." if wijk.delen else "",
            "inwoners": _inwoners(wijk),
            "cijfers": _hooguit("cijfers", map(cijfer, kernreeksen(stad.gemeente, wijk))),
            **_plan(plannen, vandaag),
            "budgetten": _hooguit("budgetten", _budgetten(stad, wijk, vandaag)),
            "bijeenkomsten": _hooguit("bijeenkomsten", _bijeenkomsten(wijk, nu)),
            "contacten": _hooguit("contacten", _contacten(wijk)),
        },
    )


def _hooguit(naam, regels):
    """The lines that fit, and how many do not."""
    regels = list(regels)
    grens = HOOGUIT[naam]
    return {"regels": regels[:grens], "meer": len(regels[grens:])}


def _dag(dag):
    return date_format(dag, "j F Y")


def _kaart(wijken, hier):
    """All wijken, this one filled in: svg without text."""
    vormen = [(wijk.vorm, wijk == hier) for wijk in wijken if hasattr(wijk, "vorm")]
    if not any(is_hier for _, is_hier in vormen):
        return ""
    breed, hoog = (max(vorm.bbox[kant] for vorm, _ in vormen) for kant in (2, 3))
    paden = "".join(
        f'<path d="{escape(vorm.pad)}" fill="{"#002556" if is_hier else "#e6e9ef"}"'
        ' stroke="#ffffff" stroke-width="1.5"/>'
        for vorm, is_hier in vormen
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {breed} {hoog}">{paden}</svg>'


def _inwoners(wijk):
    """The buurten in the last year we know, most inhabitants first, and their sum.

    A sum of some of them would read as that of the wijk, so it says of how many it is.
    """
    jaren = GebiedJaar.objects.filter(gebied__in=wijk.buurten, inwoners__isnull=False)
    rijen = list(jaren.order_by("-jaar", "-inwoners", "gebied__naam").select_related("gebied"))
    if not rijen:
        return None
    laatste = [rij for rij in rijen if rij.jaar == rijen[0].jaar]
    buurten = [[rij.gebied.naam, getal(rij.inwoners)] for rij in laatste]
    return {
        "aantal": getal(sum(rij.inwoners for rij in laatste)),
        "jaar": laatste[0].jaar,
        "bron": laatste[0].bron,
        "bekend": len(laatste),
        "van": len(wijk.buurten),
        **_hooguit("buurten", buurten),
    }


def cijfer(reeks):
    """What the sheet says and draws of one figure."""
    gemeten = [punt for punt in reeks.punten if punt.waarde is not None]
    streef = reeks.streefpunten[-1:]
    stad = reeks.naast and reeks.naast.laatste
    return {
        "naam": reeks.indicator.korte_naam,
        "waar": reeks.waar,
        "naast": f"{reeks.naast.waar} {stad.tekst} in {stad.jaar}" if stad else "",
        "eenheid": reeks.eenheid,
        "is_voorbeeld": reeks.is_voorbeeld,
        "bron": reeks.indicator.bron.naam,
        "punten": _punten(gemeten),
        "lijnen": [_punten(lijn) for lijn in lijnen_van(reeks.punten, reeks.breuken)],
        "streef": _punten(streef),
        "hoogte": _hoogte([*gemeten, *streef], reeks.schaal),
    }


def _punten(punten):
    return [[punt.jaar, float(punt.waarde), punt.tekst] for punt in punten]


def _hoogte(punten, schaal):
    """The lowest and highest figure of the drawing: a small change looks small here too."""
    if not punten:
        return []
    as_ = streepjes([punt.waarde for punt in punten], *schaal)
    return [float(as_[0][0]), float(as_[-1][0])]


def _plan(plannen, vandaag):
    lees = plannen.leesplan
    if lees is None:
        komt = plannen.aangekondigd[0].aankondiging if plannen.aangekondigd else ""
        return {"plan": None, "komt": komt, "teksten": _hooguit("teksten", [])}
    verslag = lees_verslag(lees, date(vandaag.year, 1, 1), vandaag)
    blokken = [blok for _, groep in lees.rubrieken_vooraf for blok in groep]
    return {
        "teksten": _hooguit("teksten", map(_tekst, blokken)),
        "plan": {
            "titel": lees.titel,
            "jaren": lees.jaren,
            "is_voorbeeld": lees.plan.is_voorbeeld,
            "doelen": _hooguit("doelen", [[doel.titel, doel.telling] for doel in lees.doelen]),
            "klaar": _hooguit("klaar", map(_regel, verslag.klaar)),
            "gestopt": _hooguit("gestopt", map(_regel, verslag.gestopt)),
        },
    }


def _tekst(blok):
    tekst = " ".join(blok["tekst"].split())
    if len(tekst) > TEKENS:
        tekst = tekst[:TEKENS].rsplit(" ", 1)[0] + " …"
    return [blok["kop"], tekst]


def _regel(regel):
    return [regel.activiteit.titel, als_zin(regel.zin), regel.activiteit.trekker.naam]


def _budgetten(stad, wijk, vandaag):
    """Per budget area what there is to divide and what came of it this year."""
    gebieden = stad.budgetten_in(wijk)
    vul_aan(gebieden, vandaag)
    toegekend = Aanvraag.objects.in_register().filter(
        spelregels__gebied__in=gebieden, spelregels__jaar=vandaag.year
    )
    aantallen = dict(
        toegekend.exclude(status="afgewezen")
        .order_by()
        .values_list("spelregels__gebied")
        .annotate(aantal=Count("pk"))
    )
    for gebied in gebieden:
        geld = gebied.budget.geld
        yield {
            "naam": gebied.naam,
            "jaar": geld.jaar if geld else vandaag.year,
            "is_voorbeeld": bool(geld and geld.is_voorbeeld),
            "te_verdelen": euro(geld.te_verdelen) if geld and geld.is_bekend else "",
            "toegezegd": euro(geld.toegezegd) if geld and geld.is_bekend else "",
            "initiatieven": _toegekend(aantallen.get(gebied.pk, 0), vandaag.year),
        }


def _toegekend(aantal, jaar):
    if not aantal:
        return f"In {jaar} kreeg nog geen idee van bewoners geld."
    ideeen = "idee" if aantal == 1 else "ideeën"
    return f"In {jaar} {'kreeg' if aantal == 1 else 'kregen'} {aantal} {ideeen} van bewoners geld."


def _bijeenkomsten(wijk, nu):
    rijen = Bijeenkomst.objects.openbaar().komend(nu).filter(gebied=wijk, afgelast_op=None)
    for rij in rijen[: HOOGUIT["bijeenkomsten"] + 20]:
        yield [
            rij.titel,
            date_format(localtime(rij.begin), "l j F, G.i"),
            rij.plaats,
            rij.is_voorbeeld,
        ]


def _contacten(wijk):
    for persoon in Contactpersoon.objects.openbaar().van_gebied(wijk):
        yield [
            persoon.naam,
            persoon.taak or persoon.partner.naam,
            persoon.telefoon or persoon.email,
            persoon.bereikbaar,
            persoon.is_voorbeeld,
        ]
