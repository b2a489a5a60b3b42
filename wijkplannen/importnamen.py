"""What a sheet of activities can name in a plan, found by how people write it."""

from collections import defaultdict
from difflib import get_close_matches

from gebieden.models import Gebied
from partners.models import Partner
from wijkplannen.models import Wijkplan
from wijkplannen.planregels import regels_van, zonder_opmaak

JA_NEE = {"ja": True, "j": True, "x": True, "nee": False, "n": False, "": False}


class Fout(Exception):
    """Why a cell cannot be taken over; the text is for whoever made the sheet."""


class Bekend:
    """What a sheet can name, found by how people write it; and what earlier rows named."""

    def __init__(self, plan: Wijkplan):
        self.regels = {str(regel.inzet.uuid): regel for regel in regels_van(plan)}
        self.doelen = list(plan.doelen.lopend())
        self.doelnamen = _op_naam(self.doelen, "titel")
        self.partners = _op_naam(Partner.objects.filter(samengevoegd_in__isnull=True), "naam")
        buurten = Gebied.objects.filter(ligt_in__gebied=plan.gebied_id).distinct()
        self.buurten = _op_naam(buurten, "naam")
        self.bij_doel = defaultdict(list)
        for regel in self.regels.values():
            self.bij_doel[regel.inzet.doel_id, zonder_opmaak(regel.waarden["titel"])].append(regel)
        self.gezien = {}  # what a row is about, by the number of that row
        self.geschreven = {}  # what a row makes of an activity, that may stand at two goals


def _op_naam(dingen, veld):
    uit = defaultdict(list)
    for ding in dingen:
        uit[zonder_opmaak(getattr(ding, veld))].append(ding)
    return uit


def een(op_naam: dict, tekst: str, kop: str, er_is_geen: str):
    """The one thing with this name; else a sentence that helps."""
    gevonden = op_naam.get(zonder_opmaak(tekst), [])
    if len(gevonden) == 1:
        return gevonden[0]
    if gevonden:
        raise Fout(f"{kop}: ‘{tekst[:80]}’ is de naam van meer dan een. Kies in de werkversie.")
    lijkt = get_close_matches(zonder_opmaak(tekst), op_naam, n=1)
    bedoel = f" Bedoel je ‘{op_naam[lijkt[0]][0]}’?" if lijkt else ""
    raise Fout(f"{kop}: {er_is_geen} ‘{tekst[:80]}’.{bedoel}")


def _trekker(tekst, bekend):
    if not tekst:
        return None
    return een(bekend.partners, tekst, "Trekker", "we kennen geen organisatie")


def _partners(tekst, bekend):
    """Names behind a semicolon, or a comma where that is no part of a name."""
    namen = []
    for stuk in tekst.replace("\n", ";").split(";"):
        namen += [stuk] if zonder_opmaak(stuk) in bekend.partners else stuk.split(",")
    gevonden = [
        een(bekend.partners, naam.strip(), "Partners", "we kennen geen organisatie")
        for naam in namen
        if naam.strip()
    ]
    return list(dict.fromkeys(gevonden))


def _gebied(tekst, bekend):
    return een(bekend.buurten, tekst, "Buurt", "in deze wijk is geen buurt") if tekst else None


def _quick_win(tekst, _bekend):
    if tekst.lower() not in JA_NEE:
        raise Fout("Snel geregeld: schrijf ja of nee, of laat het leeg.")
    return JA_NEE[tekst.lower()]


ZOEKERS = {"trekker": _trekker, "partners": _partners, "gebied": _gebied, "quick_win": _quick_win}
