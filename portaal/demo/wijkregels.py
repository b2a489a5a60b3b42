"""The rules of three wijken, short, from their own pages; what those do not say is invented.

Which sentence is whose stands in `bron`; the badge "voorbeeld" stands on all of it.
"""

from datetime import date, timedelta
from decimal import Decimal

from buurtbudget.actions.regels import bewaar_concept, publiceer
from buurtbudget.models import Spelregels
from portaal.demo.weg import moment

VOORBEELD = "Datums, bedragen en mensen die daar niet staan zijn een voorbeeld."
HOOGLAND = {
    "velden": {
        "inname": "sluitingsdatum",
        "werkwijze": "verdeelronde",
        "dit_kan": "Een activiteit voor het dorp of je straat\n"
        "Iets dat blijft staan, zoals een bank\n"
        "Springkussen, partytent en spelmateriaal\n"
        "Plannen van verenigingen en scholen, als iedereen mee mag doen",
        "dit_kan_niet": "Eten en drinken\nPlannen die na de sluitingsdatum komen",
        "eten_drinken": "nee",
        "fysiek": "na_toestemming",
        "handtekeningen": 10,
        "stap": Decimal(5),
        "declareren_weken": 4,
        "vervalt_weken": 1,
        "contact_naam": "Tineke Brouwer",
        "contact_taak": "Lid van het Hooglands Dorpsteam",
        "contact_telefoon": "033 – 000 02 11",
        "contact_bereikbaar": "Maandag en woensdag, 19.00 tot 21.00 uur",
        "papier_adres": "Hooglands Dorpsteam, Postbus 0000, 0000 AA Amersfoort",
        "bron": "wijkbeheerhoogland.nl, hooglandsdorpsteam.nl en dorpsbelangenhoogland.nl: één "
        f"sluitingsdatum, verdeelronde, handtekeningen bij iets dat blijft staan. {VOORBEELD}",
    },
    "categorieen": [
        ("Activiteit", False, "1000", "aanvraag", ""),
        ("Iets dat blijft staan", True, None, "aanvraag", ""),
    ],
}
KRUISKAMP = {
    "velden": {
        "inname": "heel_jaar",
        "werkwijze": "een_voor_een",
        "weken_vooruit": 8,
        "antwoord_weken": 4,
        "dit_kan": "Een activiteit die open is voor iedereen in de wijk\nEen straatfeest\n"
        "De straat of een plein mooier maken",
        "dit_kan_niet": "Plannen om winst mee te maken\nAlleen eten en drinken",
        "eten_drinken": "ernaast",
        "fysiek": "na_toestemming",
        "eigen_deel": 5,
        "voorschot_deel": 50,
        "voorschot_vanaf": Decimal(200),
        "leverancier": True,
        "declareren_weken": 4,
        "vervalt_weken": 1,
        "vier_ogen_vanaf": Decimal(500),
        "tweede_betaler_vanaf": Decimal(1000),
        "terugval": "alleen",
        "contact_naam": "Ria van Leeuwen",
        "contact_taak": "Buurtbudget Kruiskamp-Koppel",
        "contact_telefoon": "033 – 000 02 21",
        "contact_bereikbaar": "Dinsdag en donderdag, 10.00 tot 12.00 uur",
        "papier_adres": "Buurtbudget Kruiskamp-Koppel, Postbus 0001, 0000 AA Amersfoort",
        "bron": "buurtbudget-kruiskampkoppel.nl: het hele jaar, twee maanden vooruit, eten alleen "
        f"naast iets anders, declareren binnen vier weken. {VOORBEELD}",
    },
    "categorieen": [
        ("Activiteit", False, None, "aanvraag", ""),
        ("Straatfeest", False, None, "aanvraag", ""),
        ("Groen en opknappen", True, None, "aanvraag", ""),
    ],
}
NIEUWLAND = {
    "velden": {
        "inname": "vergaderdata",
        "werkwijze": "een_voor_een",
        "antwoord_weken": 8,
        "dit_kan": "Plannen van bewoners, voor meer mensen dan jullie zelf\n"
        "Een straatfeest, hooguit € 400 per straat",
        "dit_kan_niet": "Eten en drinken (het klaarmaken wel)\nEen voorschot",
        "eten_drinken": "nee",
        "fysiek": "na_toestemming",
        "declareren_weken": 4,
        "vervalt_weken": 2,
        "zelfde_jaar": True,
        "betalen_dagen": 14,
        "contact_naam": "Corrie de Wit",
        "contact_taak": "Wijk Beheer/Bewoners Team Nieuwland",
        "contact_telefoon": "033 – 000 02 31",
        "contact_bereikbaar": "Maandag tot en met donderdag, 18.00 tot 20.00 uur",
        "papier_adres": "Wijk Beheer/Bewoners Team Nieuwland, Postbus 0002, 0000 AA Amersfoort",
        "bron": "onsnieuwland.nl (2024): € 37.100, waarvan € 16.000 voor wijkfeesten, hooguit "
        "€ 400 per straat, geen eten en drinken, geen voorschot, betaald binnen 14 dagen. "
        f"{VOORBEELD}",
    },
    "categorieen": [
        ("Activiteit", False, None, "aanvraag", ""),
        ("Straatfeest", False, "400", "straat", "Wijkfeesten"),
        ("Iets dat blijft staan", True, None, "aanvraag", ""),
    ],
}


def zet_regels(gebied, jaar, wijk, vandaag, *, door, **afwijking) -> Spelregels:
    """Written by one of the board and published before the first application of the example."""
    eerste, laatste = date(jaar, 1, 1), date(jaar, 12, 31)
    velden = {
        "open_vanaf": min(eerste, vandaag - timedelta(days=365)),
        "sluit_op": max(laatste, vandaag + timedelta(days=60)) if jaar >= vandaag.year else laatste,
        "is_voorbeeld": True,
    }
    if wijk["velden"]["inname"] == "vergaderdata":
        velden["vergaderdata"] = _vergaderdata(jaar, vandaag)
    namen = ("naam", "fysiek", "maximum", "per", "deelpot")
    categorieen = [dict(zip(namen, rij, strict=True)) for rij in wijk["categorieen"]]
    for categorie in categorieen:
        categorie["maximum"] = categorie["maximum"] and Decimal(categorie["maximum"])
    concept = bewaar_concept(
        gebied,
        jaar,
        versie=0,
        door=door,
        categorieen=categorieen,
        **wijk["velden"] | velden | afwijking,
    )
    return publiceer(
        concept,
        versie=concept.versie,
        wat_veranderd="",
        door=door,
        nu=moment(velden["open_vanaf"] - timedelta(days=7)),
    )


def _vergaderdata(jaar, vandaag):
    """Four in the year; in the present one of them is next week."""
    vast = [date(jaar, maand, dag) for maand, dag in ((3, 4), (5, 6), (6, 17), (10, 7))]
    if jaar < vandaag.year:
        return vast
    volgende = vandaag + timedelta(days=9)
    ruim = [dag for dag in vast if abs(dag - volgende).days > 45]
    return sorted([*ruim[:3], volgende])
