"""Messages with example facts; every name in them is invented."""

from uuid import uuid4

from berichten.actions import zet_klaar
from berichten.models import Bericht

AFZENDER = {
    "naam": "Stichting Voorbeeldwijk",
    "regels": ["Postbus 0 (voorbeeld)", "3800 AA Amersfoort"],
    "telefoon": "033 – 000 01 23",
    "bereikbaar": "maandag tot en met donderdag, 19 tot 21 uur",
    "contact": "Noor Voorbeeld",
    "antwoord_aan": "stichting@voorbeeld.example",
    "ondertekenaar": "Bep Voorbeeld",
    "rol": "secretaris",
}
ALGEMEEN = {
    "afzender": AFZENDER,
    "adres": ["Jan Voorbeeld", "Voorbeeldstraat 1", "3800 AA  Amersfoort"],
    "datum": "2027-02-15",
    "kenmerk": "VB-2027-012",
    "titel": "Straatfeest met pannenkoeken",
    "wijk": "Voorbeeldwijk",
    "link": "/verder/geheim/",
    "nummer": "VB-2027-012",
    "code": "K7QP-3M",
}
MINDER = [
    {
        "tekst": "Limonade",
        "bedrag": "45.50",
        "goed": "30.00",
        "reden": "Van een bon is het bedrag niet te lezen.",
    },
]
NODIG = {  # what a template cannot do without, beside ALGEMEEN
    "inlogcode": {"code": "123456"},
    "account": {"wat": "unknown_account"},
    "plan_gepubliceerd": {"titel": "Plan", "nummer": 2, "wat_veranderd": "Meer sport."},
    "wp_uitnodiging": {"titel": "Wijkplan Voorbeeldwijk", "partner": "Sportclub Voorbeeld"},
    "wp_voorstel": {"titel": "Wijkplan Voorbeeldwijk", "onderdeel": "Elke dag bewegen"},
    "wp_niet_gepubliceerd": {
        "titel": "Wijkplan Voorbeeldwijk",
        "wanneer": "1 mei 2027 om 9.00 uur",
        "waarom": "Na het inplannen is er iets veranderd in het plan.",
    },
    "wp_seintje": {
        "partner": "Sportclub Voorbeeld",
        "aantal": 2,
        "tot": "2027-05-01",
        "wijken": [
            {"naam": "Voorbeeldwijk", "regels": ["Sport op het plein: gepland, nog niets gehoord"]}
        ],
    },
    "wp_weekbericht": {"regels": ["2 nieuwe activiteiten wachten tot u ze online zet."]},
    "ra_tekst_gevraagd": {
        "titel": "Begroting 2027",
        "regels": ["Wijken: Onze inzet"],
        "uiterlijk": "2027-05-01",
        "opmerking": "Noem de drie wijkplannen.",
        "door": "Ruben Voorbeeld",
    },
    "wp_inbreng_ontvangen": {"tekst": "Een bankje bij de vijver."},
    "wp_inbreng_antwoord": {
        "tekst": "Een bankje bij de vijver.",
        "antwoord": "Er komen twee bankjes.",
    },
    "bb_concept_verloopt": {"tot": "2027-05-01"},
    "bb_ontvangen": {"gevraagd": "400.00"},
    "bb_vraag": {"vragen": ["Hoeveel mensen komen er?"], "uiterlijk": "2027-03-01"},
    "bb_toegekend": {"gevraagd": "400.00", "bedrag": "290.50", "declareren_voor": "2027-07-01"},
    "bb_voorwaarde": {
        "gevraagd": "400.00",
        "bedrag": "400.00",
        "voorwaarde": "De bank mag op het grasveld staan.",
    },
    "bb_afgewezen": {
        "gevraagd": "400.00",
        "grond": "Het plan is er voor een te kleine groep.",
        "motivering": "Wij zien wel hoeveel werk u erin stak.",
    },
    "bb_declaratie": {"bedrag": "105.50"},
    "bb_declaratie_vraag": {"vragen": ["Wat kocht u bij de bakker?"], "uiterlijk": "2027-08-01"},
    "bb_voorschot": {"bedrag": "145.25", "betaald_op": "2027-03-01"},
    "bb_uitbetaald": {"bedrag": "90.00"},
    "bb_herinnering": {"uiterlijk": "2027-07-01"},
    "bb_advies": {"plek": "het grasveld aan de Voorbeeldlaan", "vraag": "Mag hier een bank staan?"},
    "bb_jaar": {"jaar": 2027, "goedgekeurd": False},
}
MAG = {  # and what may be absent
    "plek": "het doel ‘Elkaar ontmoeten’",
    "naam": "Jan Voorbeeld",
    "van": "Noor Voorbeeld",
    "stil": 1,
    "tot": "2027-05-01",
    "beslisser": "de werkgroep van Stichting Voorbeeldwijk",
    "uitslag_voor": "2027-04-01",
    "antwoord_weken": 6,
    "deels": True,
    "motivering": "Eten en drinken betalen wij niet.\n\nDe rest is goed voor de straat.",
    "voorwaarde_van": "de gemeente",
    "voorwaarde_voor": "2027-04-01",
    "voorschot": "145.25",
    "foto_nodig": True,
    "betalen_dagen": 14,
    "afspraken": ["Vertel de buren wanneer het feest is."],
    "declareren_voor": "2027-07-01",
    "uiterlijk": "2027-04-01",
    "betaald_op": "2027-07-10",
    "goedgekeurd": "235.25",
    "minder": MINDER,
    "terug_te_betalen": "12.50",
    "reden": "Wij hebben u twee keer gebeld.",
    "omschrijving": "De bank is van hout en 2 meter lang.",
    "is_voorbeeld": True,
}


def feiten(soort, *, alles=True):
    """The example facts of a kind; without `alles` those that may be absent are null."""
    mag = MAG if alles else dict.fromkeys(MAG)
    return ALGEMEEN | mag | NODIG.get(soort, {})


def maak_bericht(soort="bb_ontvangen", kanaal=Bericht.Kanaal.POST, **afwijking):
    """A message that waits, with the example facts of its kind."""
    aan = {"mail": "jan@voorbeeld.example", "post": "Voorbeeldstraat 1", "telefoon": "033-0000000"}
    velden = {
        "soort": soort,
        "kanaal": kanaal,
        "gebeurtenis": uuid4().hex,
        "aan": aan[kanaal],
        "feiten": feiten(soort),
        "betreft": ALGEMEEN["kenmerk"],
    } | afwijking
    return zet_klaar(**velden)
