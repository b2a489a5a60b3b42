"""The rules of a wijk in the words of its residents: for the public page, a paper, and to compare.

Every sentence follows from the row; nothing is written twice.
"""

from django.utils import formats

from buurtbudget.models import Spelregels
from kern.templatetags.onderdelen import euro
from kern.woorden import opsomming

KOPPEN = {
    "wanneer": "Wanneer kun je aanvragen?",
    "kan": "Dit kan",
    "kan_niet": "Dit kan niet",
    "blijft": "Komt er iets te staan?",
    "hoeveel": "Hoeveel kun je vragen?",
    "geld": "Zo krijg je het geld",
    "besluit": "Wie kijkt er mee?",
    "bellen": "Wie kun je bellen?",
}


def zinnen(regels: Spelregels) -> dict[str, list[str]]:
    """Sentences by subject (`KOPPEN`), in the order of the page."""
    bronnen = [_wanneer, _kan, _kan_niet, _blijft, _hoeveel, _geld, _besluit, _bellen]
    return {naam: list(bron(regels)) for naam, bron in zip(KOPPEN, bronnen, strict=True)}


def verschillen(oud: Spelregels | None, nieuw: Spelregels) -> list[dict]:
    """Per heading what goes and what comes; headings where nothing changes are left out."""
    was = zinnen(oud) if oud else {}
    uit = []
    for naam, er_staat in zinnen(nieuw).items():
        stond = was.get(naam, [])
        gaat = [zin for zin in stond if zin not in er_staat]
        komt = [zin for zin in er_staat if zin not in stond]
        if gaat or komt:
            uit.append({"kop": KOPPEN[naam], "gaat": gaat, "komt": komt})
    return uit


def dag(datum) -> str:
    """15 februari 2027"""
    return formats.date_format(datum, "j F Y")


def weken(aantal: int) -> str:
    return "1 week" if aantal == 1 else f"{aantal} weken"


def regels_van(tekst: str) -> list[str]:
    """The lines that somebody typed, without the empty ones."""
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]


def maximum_van(categorie) -> str:
    """Straatfeest: hooguit € 400 per straat per jaar."""
    hoogte = f"hooguit {euro(categorie.maximum)} {categorie.get_per_display()}"
    return f"{categorie.naam}: {hoogte}."


def _wanneer(r):
    yield f"Aanvragen kan van {dag(r.open_vanaf)} tot en met {dag(r.sluit_op)}."
    if r.inname == r.Inname.SLUITINGSDATUM:
        yield "Wat later komt, doet niet mee."
    if r.vergaderdata:
        yield f"De werkgroep vergadert op {opsomming([dag(d) for d in sorted(r.vergaderdata)])}."
    if r.inname == r.Inname.VERGADERDATA:
        yield "Wat voor een vergadering binnen is, komt in die vergadering."
    if r.weken_vooruit:
        yield f"Vraag minstens {weken(r.weken_vooruit)} voor de dag zelf aan."
    if r.zelfde_jaar:
        yield f"Je plan is in {r.jaar}. Je bonnen zijn ook in {r.jaar} binnen."
    if r.uitslag_voor:
        yield f"Je krijgt antwoord vóór {dag(r.uitslag_voor)}."
    else:
        yield f"Je krijgt binnen {weken(r.antwoord_weken)} antwoord."


def _kan(r):
    yield from _zonder_dubbel(r.dit_kan, _kan_vanzelf(r))


def _kan_vanzelf(r):
    if r.organisaties:
        yield "vereniging", "Een vereniging of school mag ook aanvragen, als het voor iedereen is"
    if r.fysiek == r.Fysiek.JA:
        yield "blijft staan", "Iets dat blijft staan, zoals een bank of bloembak"
    if r.fysiek == r.Fysiek.NA_TOESTEMMING:
        zin = "Iets dat blijft staan, zoals een bank of bloembak, als de gemeente het goed vindt"
        yield "blijft staan", zin
    if r.eten_drinken == r.EtenDrinken.JA:
        yield "eten en drinken", "Eten en drinken"
    if r.eten_drinken == r.EtenDrinken.ERNAAST:
        yield "eten en drinken", "Eten en drinken, als er ook iets anders te doen is"
    if r.vergoeding_vrijwilligers:
        yield "vrijwilligers", "Een vergoeding voor vrijwilligers"


def _kan_niet(r):
    yield from _zonder_dubbel(r.dit_kan_niet, _kan_niet_vanzelf(r))


def _kan_niet_vanzelf(r):
    if r.eten_drinken == r.EtenDrinken.NEE:
        yield "eten en drinken", "Eten en drinken"
    if not r.vergoeding_vrijwilligers:
        yield "vrijwilligers", "Een vergoeding voor vrijwilligers"
    if r.fysiek == r.Fysiek.NEE:
        yield "blijft staan", "Iets dat blijft staan, zoals een bank of bloembak"
    if not r.organisaties:
        yield "", "Een aanvraag van een vereniging, stichting of school"


def _zonder_dubbel(getypt, vanzelf):
    """What people typed, and of what follows by itself only what they did not write already."""
    yield from regels_van(getypt)
    klein = getypt.lower()
    yield from (zin for onderwerp, zin in vanzelf if not onderwerp or onderwerp not in klein)


def _blijft(r):
    if r.fysiek == r.Fysiek.NEE:
        if r.handtekeningen and not r.handtekeningen_alleen_fysiek:
            yield f"Vraag {handtekeningen(r.handtekeningen)} van buren."
        return
    if r.handtekeningen:
        wie = "buren" if not r.handtekeningen_alleen_fysiek else "buren die er dichtbij wonen"
        yield f"Vraag {handtekeningen(r.handtekeningen)} van {wie}."
    yield "Teken de plek op een kaartje of een foto."
    if r.fysiek == r.Fysiek.NA_TOESTEMMING:
        if r.toestemming_vraagt == r.Vrager.WERKGROEP:
            yield "De werkgroep vraagt de gemeente of het mag. Dat hoef jij niet te doen."
        else:
            yield "Je vraagt zelf aan de gemeente of het mag."
    if r.handtekeningen and not r.handtekeningen_alleen_fysiek:
        yield "Handtekeningen vragen we bij elk plan, ook als er niets blijft staan."


def _hoeveel(r):
    if r.maximum:
        yield f"Hooguit {euro(r.maximum)} per aanvraag."
    for categorie in r.categorieen.all():
        if categorie.maximum:
            yield maximum_van(categorie)
        if categorie.deelpot:
            yield f"{categorie.naam}: daarvoor is een eigen bedrag, ‘{categorie.deelpot}’."
    if r.eigen_deel:
        yield f"Betaal zelf, of met anderen, minstens {r.eigen_deel} procent van de kosten."
    if r.is_ronde:
        yield f"Bedragen worden afgerond op {euro(r.stap)}."


def _geld(r):
    yield "Je betaalt eerst zelf. Daarna stuur je de bonnen en krijg je het geld terug."
    yield "Je krijgt nooit meer dan je is toegezegd."
    if r.voorschot_deel and r.voorschot_vanaf:
        yield f"Vanaf {euro(r.voorschot_vanaf)} kun je {r.voorschot_deel} procent vooraf krijgen."
    elif r.voorschot_deel:
        yield f"Je kunt {r.voorschot_deel} procent vooraf krijgen."
    else:
        yield "Kun je het niet voorschieten? Bel, dan zoeken we samen een oplossing."
    if r.leverancier:
        yield "We kunnen een rekening ook rechtstreeks aan de winkel of verhuurder betalen."
    yield f"Stuur de bonnen binnen {weken(r.declareren_weken)} na de dag zelf."
    yield f"Na nog {weken(r.vervalt_weken)} kan het geld terug naar het budget gaan."
    if r.foto_nodig:
        yield "Stuur een foto mee, en een paar zinnen over hoe het was."
    else:
        yield "Schrijf er een paar zinnen bij over hoe het was."
    yield "Een foto komt alleen online als jij dat goed vindt."
    yield f"Kloppen de bonnen, dan heb je het geld binnen {_dagen(r.betalen_dagen)}."


def _besluit(r):
    if r.is_ronde:
        yield "Elk lid verdeelt het hele bedrag over alle aanvragen. Het gemiddelde telt."
        if r.verdelen_voor:
            yield f"De leden zijn klaar met verdelen op {dag(r.verdelen_voor)}."
    else:
        yield "De werkgroep bekijkt de aanvragen één voor één."
    if r.vier_ogen_vanaf is not None:
        yield f"{_vanaf(r.vier_ogen_vanaf)} beslissen twee mensen samen. {_terugval(r)}"
    if r.tweede_betaler_vanaf is not None:
        yield f"{_vanaf(r.tweede_betaler_vanaf)} kijken twee mensen naar de betaling."
    if r.rest == r.Rest.MEENEMEN:
        yield "Wat er over is, blijft voor volgend jaar."
    else:
        yield "Wat er over is, gaat terug naar de gemeente."


def _vanaf(bedrag):
    return f"Vanaf {euro(bedrag)}" if bedrag else "Altijd"


def _terugval(r):
    return {
        r.Terugval.BESTUUR: "Is er geen tweede, dan kijkt iemand van het bestuur mee.",
        r.Terugval.ALLEEN: "Is er geen tweede, dan schrijft die ene op waarom.",
        r.Terugval.WACHTEN: "Is er geen tweede, dan wacht de aanvraag.",
    }[r.terugval]


def _bellen(r):
    taak = f", {r.contact_taak}" if r.contact_taak else ""
    yield f"{r.contact_naam}{taak}: {r.contact_telefoon}."
    if r.contact_bereikbaar:
        yield f"Bereikbaar: {r.contact_bereikbaar}."
    if r.papier_adres:
        yield f"Op papier: doe het formulier in de bus bij {r.papier_adres}."


def handtekeningen(aantal: int) -> str:
    return "1 handtekening" if aantal == 1 else f"{aantal} handtekeningen"


def _dagen(aantal):
    return "1 dag" if aantal == 1 else f"{aantal} dagen"
