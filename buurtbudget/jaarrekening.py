"""The account of a foundation over a year, computed from its entries alone.

Money is a Decimal in euro. A counter-entry counts as the kind it undoes, in the year it was made.
What is moved between pots does not move on the bank: it has a line of its own, that is nothing in
total and makes the column of each wijk close.
"""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone

from buurtbudget.models import Boeking, Gebeurtenis, Mandaat, Regeling, Status
from buurtbudget.querysets.geld import SPIEGELS
from partners.models import Partner

Soort = Boeking.Soort
NUL = Decimal("0.00")
STICHTING = 0  # the column of the foundation itself
ONTVANGEN = [Soort.SUBSIDIE, Soort.GIFT, Soort.RENTE, Soort.ONTVANGST]
UITGEGEVEN = [Soort.BETALING, Soort.TERUGBETAALD]
NAMEN = {
    Soort.SUBSIDIE: "Van de gemeente",
    Soort.GIFT: "Giften",
    Soort.RENTE: "Rente",
    Soort.ONTVANGST: "Teruggekregen van aanvragers",
    Soort.BETALING: "Betaald aan aanvragers",
    Soort.TERUGBETAALD: "Terugbetaald aan de gemeente",
}
AANTALLEN = {
    Status.ONTVANGEN: "ontvangen",
    Status.TOEGEKEND: "toegekend",
    Status.AFGEWEZEN: "afgewezen",
    Status.INGETROKKEN: "ingetrokken",
    Status.GAAT_NIET_DOOR: "gaat_niet_door",
    Status.VERVALLEN: "vervallen",
}
POTVELDEN = {
    "te_verdelen": "Te verdelen",
    "toegezegd": "Toegezegd in het jaar",
    "vrijgevallen": "Terug in de pot in het jaar",
    "betaald": "Betaald in het jaar",
    "open": "Nog te betalen op 31 december",
    "voorwaarde": "Onder voorwaarde",
    "te_vorderen": "Komt nog terug",
    "meegenomen": "Naar of van een andere pot",
    "over": "Over op 31 december",
}


def jaarrekening(partner: Partner, regeling: Regeling, jaar: int) -> dict:
    """Three tables: `saldi` (what came in and went out, a column per wijk), `potten` (granted and
    paid, by year of grant) and `aantallen`; `boeksaldo` is what the bank must say on 31 December.
    """
    rijen = _boekingen(partner, regeling, jaar)
    gebieden = _gebieden(partner, regeling, jaar, rijen)
    kolommen = [*gebieden, STICHTING]
    saldi = _saldi(rijen, kolommen, jaar)
    return {
        "jaar": jaar,
        "kolommen": [*gebieden.values(), "De stichting zelf"],
        "saldi": saldi,
        "boeksaldo": saldi[-1]["totaal"],
        "is_voorbeeld": any(rij["wijkbudget__is_voorbeeld"] for rij in rijen),
        "potten": _potten(rijen, gebieden),
        "aantallen": _aantallen(gebieden, jaar),
    }


def ontdooi(cijfers: dict) -> dict:
    """What was frozen as JSON, with its amounts as Decimals again."""
    geld = {"totaal", *POTVELDEN}
    saldi = [
        rij | {"bedragen": [Decimal(b) for b in rij["bedragen"]], "totaal": Decimal(rij["totaal"])}
        for rij in cijfers["saldi"]
    ]
    potten = [
        {naam: Decimal(deel) if naam in geld else deel for naam, deel in rij.items()}
        for rij in cijfers["potten"]
    ]
    boeksaldo = Decimal(cijfers["boeksaldo"])
    return cijfers | {"saldi": saldi, "potten": potten, "boeksaldo": boeksaldo}


def _boekingen(partner, regeling, jaar):
    """Sums by area, pot, kind and heading, of this year and of all before. One query."""
    return list(
        Boeking.objects.van_beheerder(partner)
        .filter(wijkbudget__regeling=regeling, datum__lte=date(jaar, 12, 31))
        .order_by()
        .annotate(
            als=Coalesce("herstelt__soort", "soort"),
            dit_jaar=ExpressionWrapper(Q(datum__gte=date(jaar, 1, 1)), BooleanField()),
        )
        .values(
            "wijkbudget__gebied",
            "wijkbudget__gebied__naam",
            "wijkbudget__jaar",
            "wijkbudget__deelpot",
            "wijkbudget__is_voorbeeld",
            "als",
            "rubriek",
            "dit_jaar",
        )
        .annotate(**{f"som_{delta}": Sum(delta) for delta in SPIEGELS})
    )


def _gebieden(partner, regeling, jaar, rijen):
    """{pk: name} of the wijken with an entry, and of those in its care that year."""
    namen = {rij["wijkbudget__gebied"]: rij["wijkbudget__gebied__naam"] for rij in rijen}
    mandaten = Mandaat.objects.filter(
        partner=partner,
        regeling=regeling,
        periode__startswith__lte=date(jaar, 12, 31),
    ).exclude(periode__endswith__lte=date(jaar, 1, 1))
    namen |= dict(mandaten.values_list("gebied", "gebied__naam"))
    namen.pop(None, None)
    return dict(sorted(namen.items(), key=lambda paar: paar[1]))


def _saldi(rijen, kolommen, jaar):
    """The lines in order; the last is the closing balance. Money out stands above zero."""
    begin, verschoven, bank = (defaultdict(lambda: NUL) for _ in range(3))
    for rij in rijen:
        kolom = rij["wijkbudget__gebied"] or STICHTING
        tussen = rij["som_d_plafond"] + rij["som_d_extra"] if _is_tussen(rij) else NUL
        if not rij["dit_jaar"] or rij["als"] == Soort.BEGINSALDO:
            begin[kolom] += rij["som_bedrag"] + tussen
        elif _is_tussen(rij):
            verschoven[kolom] += tussen
        elif rij["som_bedrag"]:
            bank[_regel_van(rij), kolom] += rij["som_bedrag"]
    rubrieken = [naam for naam in Boeking.Rubriek.values if any(r == naam for r, _ in bank)]
    delen = [
        ("begin", f"Saldo op 1 januari {jaar}", begin),
        *[("in", NAMEN[soort], _van(bank, soort)) for soort in ONTVANGEN],
        ("tussen", "Naar of van een andere pot", verschoven),
        *[("uit", NAMEN[soort], _van(bank, soort, -1)) for soort in UITGEGEVEN[:1]],
        *[("uit", f"Kosten: {_rubriek(naam)}", _van(bank, naam, -1)) for naam in rubrieken],
        *[("uit", NAMEN[soort], _van(bank, soort, -1)) for soort in UITGEGEVEN[1:]],
    ]
    regels = [_regel(soort, naam, bedragen, kolommen) for soort, naam, bedragen in delen]
    eind = {
        kolom: sum((-1 if r["soort"] == "uit" else 1) * r["bedragen"][nr] for r in regels)
        for nr, kolom in enumerate(kolommen)
    }
    return [*regels, _regel("eind", f"Saldo op 31 december {jaar}", eind, kolommen)]


def _is_tussen(rij):
    return rij["als"] == Soort.OVERHEVELING


def _regel_van(rij):
    """The line an amount belongs to: a kind, or of costs their heading."""
    if rij["als"] == Soort.KOSTEN:
        return rij["rubriek"] or Boeking.Rubriek.OVERIG.value
    return rij["als"]


def _rubriek(naam):
    return Boeking.Rubriek(naam).label.lower()


def _van(bank, regel, teken=1):
    return {kolom: teken * bedrag for (naam, kolom), bedrag in bank.items() if naam == regel}


def _regel(soort, naam, bedragen, kolommen):
    rij = [bedragen.get(kolom, NUL) + NUL for kolom in kolommen]
    return {"soort": soort, "naam": naam, "bedragen": rij, "totaal": sum(rij, NUL)}


def _potten(rijen, gebieden):
    """A line per pot: what was promised from it and paid, and what is left."""
    potten = defaultdict(lambda: dict.fromkeys(POTVELDEN, NUL))
    for rij in rijen:
        gebied = rij["wijkbudget__gebied"]
        naam = gebieden.get(gebied, "De stichting zelf")
        sleutel = (gebied is None, naam, rij["wijkbudget__jaar"], rij["wijkbudget__deelpot"])
        for veld, bedrag in _op_de_pot(rij).items():
            potten[sleutel][veld] += bedrag
    return [
        {"wijk": wijk, "jaar": jaar, "deelpot": deelpot, **bedragen}
        for (_, wijk, jaar, deelpot), bedragen in sorted(potten.items())
    ]


def _op_de_pot(rij):
    som = {delta.removeprefix("d_"): rij[f"som_{delta}"] for delta in SPIEGELS}
    erin = som["plafond"] + som["extra"]
    van_aanvraag = rij["als"] in Boeking.VAN_AANVRAAG
    deel = {
        "te_verdelen": erin,
        "voorwaarde": som["gereserveerd"],
        "te_vorderen": som["te_vorderen"],
        "over": erin - som["gereserveerd"] - som["verplicht"] - som["te_vorderen"],
    }
    if van_aanvraag:
        deel["open"] = som["verplicht"] + som["te_vorderen"] + som["ontvangen"] - som["betaald"]
    if rij["dit_jaar"]:
        deel |= _van_dit_jaar(rij, som, erin, van_aanvraag)
    return deel


def _van_dit_jaar(rij, som, erin, van_aanvraag):
    if rij["als"] == Soort.VERPLICHTING:
        return {"toegezegd": som["verplicht"]}
    if rij["als"] == Soort.OVERHEVELING:
        return {"meegenomen": erin}
    if not van_aanvraag:
        return {}
    return {"betaald": som["betaald"] - som["ontvangen"], "vrijgevallen": -som["verplicht"]}


def _aantallen(gebieden, jaar):
    """How many applications came in and what became of them, per wijk."""
    begin, eind = (datetime(j, 1, 1, tzinfo=get_current_timezone()) for j in (jaar, jaar + 1))
    geteld = (
        Gebeurtenis.objects.filter(
            Q(naar=Status.ONTVANGEN, van=Status.CONCEPT)
            | Q(naar__in=[status for status in AANTALLEN if status != Status.ONTVANGEN]),
            aanvraag__spelregels__gebied__in=gebieden,
            op__gte=begin,
            op__lt=eind,
        )
        .order_by()
        .values_list("aanvraag__spelregels__gebied", "naar")
        .annotate(aantal=Count("aanvraag", distinct=True))
    )
    per = {pk: dict.fromkeys(AANTALLEN.values(), 0) for pk in gebieden}
    for gebied, naar, aantal in geteld:
        per[gebied][AANTALLEN[naar]] = aantal
    return [{"wijk": naam, **per[pk]} for pk, naam in gebieden.items()]
