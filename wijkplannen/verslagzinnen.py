"""A progress report in words: the page and the text for the council say the same."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from kern.stukken import Tabel
from kern.templatetags.onderdelen import euro
from kern.woorden import als_zin, opsomming
from wijkplannen.leesplan import Leescijfer, lees_vaststelling
from wijkplannen.models import Stand
from wijkplannen.perioden import laatste_dag, maand
from wijkplannen.voortgangsverslag import Verslag, Verslagregel

ZELF = {
    Stand.IN_UITVOERING: "In uitvoering",
    Stand.DOORLOPEND: "Loopt door",
    Stand.GEPLAND: "Gepland",
}
BUURTBUDGET = (
    "Geld dat bewoners uit het buurtbudget kregen, staat hier niet bij. Dat staat in het openbare "
    "register van initiatieven."
)


def dag(datum: date) -> str:
    return date_format(datum, "j F Y")


def periode(verslag: Verslag) -> str:
    """ "1 juli tot en met 30 september 2026" """
    zelfde_jaar = verslag.van.year == verslag.tot.year
    van = date_format(verslag.van, "j F" if zelfde_jaar else "j F Y")
    return f"{van} tot en met {dag(verslag.tot)}"


def tel(aantal: int, een: str, meer: str) -> str:
    """ "1 doel", "3 doelen", "geen doelen" """
    return f"{aantal or 'geen'} {een if aantal == 1 else meer}"


def activiteiten(aantal: int, welke: str = "") -> str:
    return tel(aantal, f"{welke}activiteit", f"{welke}activiteiten")


def aanleiding(verslag: Verslag) -> str:
    lees = verslag.leesplan
    return (
        f"Dit is een verslag van {lees.titel} ({lees.jaren}), het plan voor "
        f"{verslag.plan.gebied.naam}. {_vastgesteld(verslag)} Het verslag gaat over de "
        f"periode van {periode(verslag)}."
    )


def _vastgesteld(verslag):
    """The last version that was established, and the one that is online when it was not."""
    versie, vast = verslag.plan.huidige_versie, verslag.vastgesteld
    zinnen = []
    if vast:
        wie = lees_vaststelling(vast)
        nummer = f" (besluit {wie.nummer})" if wie.nummer else ""
        zinnen.append(
            f"Versie {vast.nummer} is vastgesteld door {wie.door} op {dag(wie.datum)}{nummer}."
        )
    if vast != versie:
        sinds = dag(timezone.localdate(versie.op))
        zinnen.append(
            f"Versie {versie.nummer} staat online sinds {sinds} en is nog niet vastgesteld."
        )
    return " ".join(zinnen)


def kernzinnen(verslag: Verslag) -> list[str]:
    """What one should know when one reads no further."""
    regels = len(verslag.regels)
    doelen = tel(len(verslag.leesplan.doelen), "doel", "doelen")
    zinnen = [f"Het plan heeft {doelen} en {activiteiten(regels)}."]
    if not regels:
        return zinnen
    return [
        *zinnen,
        *_wat_er_gebeurde(len(verslag.klaar), len(verslag.gestopt), len(verslag.bezig)),
        *_hoeveel_later(len(verslag.later)),
        f"Stand op {dag(verslag.tot)}: {verslag.telling}.",
    ]


def _wat_er_gebeurde(klaar, gestopt, bezig):
    yield f"In deze periode {_kwam_klaar(klaar)} en {_stopte(gestopt, klaar)}."
    if bezig:
        yield f"Over {activiteiten(bezig, 'andere ' if klaar or gestopt else '')} kwam nieuws."
    elif not klaar and not gestopt:
        yield "Er is in deze periode niets gemeld."


def _kwam_klaar(aantal):
    if not aantal:
        return "kwam er geen activiteit klaar"
    return f"{'kwam' if aantal == 1 else 'kwamen'} er {activiteiten(aantal)} klaar"


def _stopte(aantal, klaar):
    if not aantal:
        return "stopte er geen" if klaar else "stopte er ook geen"
    return f"{'stopte' if aantal == 1 else 'stopten'} er {aantal}"


def _hoeveel_later(aantal):
    if aantal:
        yield f"Er {'loopt' if aantal == 1 else 'lopen'} {activiteiten(aantal)} later dan gepland."


def wat_gebeurde(regel: Verslagregel) -> str:
    """Who, since when, and the last that was said of it."""
    return f"{wie_en_sinds(regel)} {als_zin(regel.zin)}".strip()


def wie_en_sinds(regel: Verslagregel) -> str:
    return f"{wie(regel)} {sinds(regel)}"


def sinds(regel: Verslagregel) -> str:
    if regel.is_klaar:
        return f"Klaar sinds {dag(regel.sinds)}."
    if regel.is_gestopt:
        return f"Gestopt op {dag(regel.sinds)}."
    if regel.stand != Stand.GEPLAND and regel.is_nieuw:
        return f"{ZELF[regel.stand]} sinds {dag(regel.sinds)}."
    return f"{ZELF[regel.stand]}."


def wie(regel: Verslagregel) -> str:
    """ "SRO met ABC en Scholen, in Vermeerkwartier." """
    waar = f", in {regel.buurt}" if regel.buurt else ""
    met = f" met {opsomming(regel.partners)}" if regel.partners else ""
    return als_zin(f"{regel.activiteit.trekker.naam}{met}{waar}")


def straks(regel: Verslagregel) -> str:
    periode = regel.activiteit.periode
    if regel.straks == "begint":
        return f"{wie(regel)} Begint in {maand(periode.lower)}."
    return f"{wie(regel)} Klaar in {maand(laatste_dag(periode))}."


def later(regel: Verslagregel) -> str:
    return f"{wie(regel)} {regel.later}"


def planningszin(verslag: Verslag) -> str:
    """How much can be said about lateness at all."""
    alle, bekend, later = len(verslag.regels), verslag.met_planning, len(verslag.later)
    if not bekend:
        return "Bij de activiteiten staat geen planning. Daarom is niet te zeggen wat later loopt."
    van = (
        "Elke activiteit heeft een planning."
        if bekend == alle
        else f"Bij {bekend} van de {alle} activiteiten staat een planning."
    )
    loopt = "loopt er 1 later" if later == 1 else f"lopen er {later} later"
    return f"{van} Op {dag(verslag.tot)} {loopt if later else 'loopt daarvan niets later'}."


def cijfertabel(verslag: Verslag) -> Tabel | None:
    """Per goal its figures: the last two up to the year of the report, and what is aimed at."""
    rijen = [
        [doel.titel, cijfer.naam, *_metingen(cijfer.reeks, verslag.tot.year), _streven(cijfer)]
        for doel in verslag.leesplan.doelen
        for cijfer in doel.cijfers
    ]
    koppen = ["Doel", "Cijfer", "Vorige meting", "Laatste meting", "Streefwaarde"]
    return Tabel("Cijfers bij de doelen", koppen, rijen) if rijen else None


def _metingen(reeks, tot_jaar):
    """[one but last, last]"""
    punten = reeks.punten if reeks else []
    gemeten = [p for p in punten if p.waarde is not None and p.jaar <= tot_jaar][-2:]
    teksten = [f"{punt.tekst} in {punt.jaar}" for punt in gemeten]
    return [*["niet gemeten"] * (2 - len(teksten)), *teksten]


def _streven(cijfer: Leescijfer):
    if cijfer.streven:
        return cijfer.streven
    stad = cijfer.reeks.streefpunten[-1:] if cijfer.reeks else []
    return f"{stad[0].tekst} in {stad[0].jaar} (van de stad)" if stad else "geen"


def cijferzin(verslag: Verslag) -> str:
    """What the figures are of, and what they do not say."""
    reeks = next((reeks for doel in verslag.leesplan.doelen for reeks in doel.reeksen), None)
    if reeks is None:
        return "Deze cijfers zijn nog niet gemeten."
    waar = reeks.waar[0].lower() + reeks.waar[1:]
    return (
        f"Deze cijfers gaan over {waar}. Ze laten zien hoe het met de {reeks.wie} gaat, "
        "niet of dit plan werkt."
    )


def geldtabel(verslag: Verslag) -> Tabel | None:
    if not verslag.kosten:
        return None
    rijen = [
        [post.bron or "Nog niet bekend wie betaalt", str(post.aantal), euro(post.bedrag)]
        for post in verslag.kosten
    ]
    aantal = sum(post.aantal for post in verslag.kosten)
    rijen.append(["Samen", str(aantal), euro(sum(post.bedrag for post in verslag.kosten))])
    koppen = ["Wie betaalt?", "Activiteiten", "Bedrag"]
    return Tabel("Kosten van de activiteiten", koppen, rijen, frozenset({1, 2}))


def geldzinnen(verslag: Verslag) -> list[str]:
    """What the amounts are, and what they leave out."""
    if not verslag.kosten:
        return ["Bij de activiteiten staan geen bedragen.", BUURTBUDGET]
    zinnen = ["Dit zijn de kosten over de hele looptijd. Gestopte activiteiten tellen niet mee."]
    if verslag.zonder_bedrag:
        zinnen.append(f"Bij {activiteiten(verslag.zonder_bedrag)} staat geen bedrag.")
    if elders := verslag.kosten_elders:
        is_ = "is het bedrag" if elders == 1 else "zijn de bedragen"
        zinnen.append(f"Van {activiteiten(elders)} {is_} voor meer wijken samen.")
    return [*zinnen, BUURTBUDGET]
