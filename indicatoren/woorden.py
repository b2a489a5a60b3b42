"""What we say of a figure in words, and by which rule: nothing more than is in it.

Change. The verdict of the researchers goes first. Without it a change is demonstrable when both
figures have a margin and the difference is more than the root of the sum of both margins squared.
Margins are those of 95%: of so many samples as good as all hold the truth within it. The standard
error of a difference between independent samples is the root of the sum of both squared, and a
margin is a fixed number of standard errors, so with margins it is the same. Exactly on the limit is
not more. Samples with the same people in them need less of a difference; we do not know that.

Target. Only of a figure of the very year of the target, and only when a researcher and somebody of
policy agreed that these words may stand there (`Woordakkoord`).

Figures are compared as they were delivered, not as they are rounded on a page.
"""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from indicatoren.models import Indicator, Meting

ONDER, OP, BOVEN = -1, 0, 1
BIJ_STREEFWAARDE = {
    Indicator.Richting.HOGER: {ONDER: "onder", OP: "op of boven", BOVEN: "op of boven"},
    Indicator.Richting.LAGER: {ONDER: "op of onder", OP: "op of onder", BOVEN: "boven"},
    Indicator.Richting.GEEN: {ONDER: "onder", OP: "op", BOVEN: "boven"},
}


def is_aantoonbaar(vorige: Meting, laatste: Meting) -> bool | None:
    """Whether the difference is larger than both margins together; None when one has no margin."""
    if vorige.marge is None or laatste.marge is None:
        return None
    return (laatste.waarde - vorige.waarde) ** 2 > vorige.marge**2 + laatste.marge**2


def verandering(vorige: Meting, laatste: Meting) -> str:
    """A sentence about two figures that may be compared: both shown, no break between them."""
    zin = _verandering(vorige, laatste)
    jaren = [str(meting.jaar) for meting in (vorige, laatste) if meting.voorlopig]
    return zin + (f" Voorlopig is het cijfer van {' en dat van '.join(jaren)}." if jaren else "")


def _verandering(vorige, laatste):
    if laatste.significant != Meting.Significant.NIET_GETOETST:
        oordeel = laatste.get_significant_display()
        return f"Sinds {vorige.jaar}: {oordeel}, zeggen de onderzoekers."
    aantoonbaar = is_aantoonbaar(vorige, laatste)
    if aantoonbaar is None:
        return f"Of het verschil met {vorige.jaar} toeval kan zijn, is niet getoetst."
    if aantoonbaar:
        woord = "hoger" if laatste.waarde > vorige.waarde else "lager"
        return f"Sinds {vorige.jaar}: {woord}; dat verschil is groter dan de marges."
    return f"Sinds {vorige.jaar} geen aantoonbare verandering: het verschil valt binnen de marges."


def bij_streefwaarde(waarde: Decimal, marge: Decimal | None, streef: Decimal, richting: str) -> str:
    """Where a figure stands: "op of boven", "onder" … or "rond", when its margin holds the target.

    `richting` is the side the city wants to be on (`Indicator.Richting`).
    """
    verschil = waarde - streef
    if marge and abs(verschil) <= marge:
        return "rond"
    kant = BOVEN if verschil > 0 else ONDER if verschil < 0 else OP
    return BIJ_STREEFWAARDE[richting][kant]


def over_streefwaarde(cijfer, streef, richting: str) -> str:
    """A sentence about a measured figure and the target of its year: cells of a `Reeks`."""
    plek = bij_streefwaarde(cijfer.waarde, cijfer.marge, streef.waarde, richting)
    zin = f"{cijfer.tekst} in {cijfer.jaar} is {plek} de streefwaarde van {streef.tekst}."
    lijkt_gelijk = cijfer.tekst == streef.tekst and cijfer.waarde != streef.waarde
    return zin + (" Afgerond zijn ze gelijk." if lijkt_gelijk and plek != "rond" else "")


def afspraak(akkoord: dict | None) -> str:
    """Who agreed that words about the target stand there (`Indicator.akkoord`), or nothing."""
    if not akkoord:
        return ""
    onderzoek, beleid = (
        f"{akkoord[wie]} ({afdeling}, {_dag(akkoord[f'{wie}_op'])})"
        for wie, afdeling in (("onderzoeker", "onderzoek"), ("beleid", "beleid"))
    )
    return f"Deze woorden zijn afgesproken door {onderzoek} en {beleid}."


def _dag(moment):
    return date_format(timezone.localtime(datetime.fromisoformat(moment)), "j F Y")


def uitleg() -> list[tuple[str, list[str]]]:
    """The same rules for readers: questions, each with sentences."""
    return [
        (
            "Is het cijfer veranderd?",
            [
                "Wij gaan eerst af op de onderzoekers. Zeggen zij of een verandering aantoonbaar "
                "is, dan staat dat er.",
                "Zeggen zij niets, dan kijken wij naar de marges. Een cijfer uit een onderzoek is "
                "nooit precies: de marge zegt hoeveel het naar boven en beneden kan schelen. Wij "
                "noemen een cijfer hoger of lager als het verschil groter is dan beide marges "
                "samen: groter dan de wortel uit de som van hun kwadraten.",
                "Een voorbeeld: 7,3 en 7,4 met elk een marge van 0,1. De grens is dan 0,14. Het "
                "verschil van 0,1 is kleiner, dus er is geen aantoonbare verandering.",
                "Daarbij gaan we uit van marges van 95 procent, en van mensen die elke keer "
                "opnieuw gekozen zijn.",
                "Heeft een van de twee cijfers geen marge, dan is niet getoetst of het verschil "
                "toeval kan zijn.",
                "Wij vergelijken niet als er sindsdien anders is gemeten, of als een van de twee "
                "cijfers niet openbaar is.",
                "Wij vergelijken de cijfers zoals ze zijn aangeleverd. Op de pagina zijn ze soms "
                "afgerond.",
            ],
        ),
        (
            "Is de streefwaarde gehaald?",
            [
                "Wij vergelijken een cijfer alleen met de streefwaarde van hetzelfde jaar.",
                "Heeft het cijfer een marge, en ligt de streefwaarde daarbinnen, dan noemen we het "
                "rond de streefwaarde. Anders ligt het erop, erboven of eronder.",
                "Die woorden staan er pas als een onderzoeker en een beleidsadviseur van de "
                "gemeente het daarover eens zijn. Hun namen staan erbij.",
                "Een cijfer laat zien hoe het gaat, niet of een plan werkt.",
            ],
        ),
        (
            "Waarom blijft een cijfer soms weg?",
            [
                "Gaven te weinig mensen antwoord, dan laten we het cijfer niet zien. Het zou te "
                "veel over die mensen zeggen, en te weinig over de buurt.",
                "Soms blijft een cijfer ernaast ook weg. Anders kun je het verborgen cijfer "
                "uitrekenen, door wat je wel ziet van het geheel af te trekken.",
                "Een streepje is geen nul: dan is er geen cijfer, of we laten het niet zien. De "
                "reden staat erbij.",
            ],
        ),
    ]
