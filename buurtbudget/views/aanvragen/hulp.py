"""The column beside every page: whom to call, what is good to know here, who decides."""

from buurtbudget.actions.melden import beslisser
from buurtbudget.regeltekst import regels_van, weken
from kern.templatetags.onderdelen import euro


def hulp(regels, stap=""):
    """What `_hulp.html` shows; `stap` chooses what is good to know."""
    mandaat = beslisser(regels)
    return {
        "regels": regels,
        "contact": regels.contact,
        "beslisser": mandaat.partner.naam if mandaat else "",
        "bij_bonnen": stap == "bonnen",
        "onthoud": list(ONTHOUD.get(stap, _niets)(regels)),
    }


def _niets(_regels):
    return ()


def _idee(r):
    for zin in regels_van(r.dit_kan)[:2]:
        yield "ja", zin
    for zin in regels_van(r.dit_kan_niet)[:3]:
        yield "nee", zin


def _waar(r):
    if r.weken_vooruit:
        yield "klok", f"Vraag minstens {weken(r.weken_vooruit)} voor de dag zelf aan."
    if r.zelfde_jaar:
        yield "agenda", f"Je plan moet in {r.jaar} zijn."
    yield "letop", "Gaat de straat dicht? Dat meld je ook bij de gemeente."


def _kosten(r):
    yield "letop", "Je betaalt eerst zelf. De bonnen stuur je later."
    if r.voorschot_deel:
        vanaf = f" bij {euro(r.voorschot_vanaf)} of meer" if r.voorschot_vanaf else ""
        yield "ja", f"Je kunt{vanaf} een deel vooraf krijgen: {r.voorschot_deel} procent."
    if r.maximum:
        yield "letop", f"Je kunt hooguit {euro(r.maximum)} vragen."
    if r.eigen_deel:
        yield "mensen", f"Betaal zelf, of met anderen, minstens {r.eigen_deel} procent."
    if r.eten_drinken == r.EtenDrinken.NEE:
        yield "nee", "Eten en drinken kan niet."
    if r.eten_drinken == r.EtenDrinken.ERNAAST:
        yield "letop", "Eten en drinken kan alleen naast iets anders."
    if not r.vergoeding_vrijwilligers:
        yield "nee", "Een vergoeding voor vrijwilligers kan niet."


def _buren(_regels):
    yield "mensen", "Buren die dichtbij wonen, tellen het meest."
    yield "letop", "Hun namen ziet alleen de werkgroep."


def _jij(_regels):
    yield "letop", "Alleen de werkgroep ziet wie je bent. De gemeente niet."
    yield "letop", "Je rekeningnummer vragen we pas als je geld krijgt."


def _bonnen(r):
    yield "letop", "Een foto van de bon met je telefoon is goed."
    yield "letop", "Bewaar de bonnen zelf ook, tot je het geld hebt."
    yield "klok", f"Kloppen de bonnen? Dan heb je het geld binnen {r.betalen_dagen} dagen."


ONTHOUD = {
    "idee": _idee,
    "waar": _waar,
    "kosten": _kosten,
    "buren": _buren,
    "jij": _jij,
    "bonnen": _bonnen,
}
