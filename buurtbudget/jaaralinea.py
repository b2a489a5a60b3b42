"""The buurtbudget of a year in a document of the budget cycle: sentences from the ledger.

Every amount is a sum of entries of the pots of that year, up to and including a day; a
counter-entry counts as what it undoes. No name of a person; a plan is named only when the register
shows it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from buurtbudget.models import Aanvraag, Boeking, Regeling
from buurtbudget.register import MET_RESULTAAT
from gebieden.models import GebiedJaar
from indicatoren.models import Rapportage
from kern.templatetags.onderdelen import euro
from kern.woorden import opsomming

Soort = Boeking.Soort
NUL = Decimal(0)
KOP = "Buurtbudget"
VOORBEELDEN = 3
ERBIJ = {Soort.OVERHEVELING, Soort.GIFT}
TERUGBLIK = {Rapportage.Soort.JAARVERSLAG, Rapportage.Soort.TUSSENRAPPORTAGE}


@dataclass
class Wijkstand:
    """A budget area in the year, in euro; `initiatieven` are plans that hold a grant."""

    naam: str
    van_de_stad: Decimal = NUL
    erbij: Decimal = NUL  # carried over from other years, or given by others
    toegekend: Decimal = NUL
    betaald: Decimal = NUL
    terug: Decimal = NUL
    initiatieven: int = 0
    is_prioriteit: bool = False
    is_voorbeeld: bool = False


@dataclass(frozen=True)
class Jaarstand:
    """All areas together on a day, with plans that were carried out."""

    jaar: int
    dag: date
    wijken: list[Wijkstand]
    voorbeelden: list[tuple[str, str]] = field(default_factory=list)

    def som(self, naam, wijken=None):
        rijen = self.wijken if wijken is None else wijken
        return sum((getattr(wijk, naam) for wijk in rijen), NUL)

    @property
    def prioriteit(self):
        return [wijk for wijk in self.wijken if wijk.is_prioriteit]

    @property
    def is_voorbeeld(self):
        return any(wijk.is_voorbeeld for wijk in self.wijken)


def jaar_van(rapportage: Rapportage) -> int:
    """A document that looks back tells of its own year, one that looks ahead of the year before."""
    return rapportage.jaar - (rapportage.soort not in TERUGBLIK)


def dag_van(rapportage: Rapportage, vandaag: date) -> date:
    """Up to which day: the peildatum of the document, the end of the year, or today."""
    einde = date(jaar_van(rapportage), 12, 31)
    return min(rapportage.peildatum or einde, einde, vandaag)


def lees_jaarstand(regeling: Regeling, jaar: int, dag: date) -> Jaarstand:
    """From the entries of the pots of `jaar` up to and including `dag`. Four queries."""
    wijken = _boekingen(regeling, jaar, dag)
    _tel_initiatieven(wijken, regeling, jaar, dag)
    for feit in GebiedJaar.objects.filter(gebied__in=wijken, jaar=jaar):
        wijken[feit.gebied_id].is_prioriteit = bool(feit.prioriteitswijk)
    op_naam = sorted(wijken.values(), key=lambda wijk: wijk.naam)
    return Jaarstand(jaar, dag, op_naam, _voorbeelden(regeling, jaar, dag))


def alinea(stand: Jaarstand) -> str:
    """The paragraph: short sentences, blank lines between what belongs together."""
    if not stand.som("van_de_stad"):
        delen = [f"Voor {stand.jaar} staat nog geen buurtbudget in het grootboek."]
    else:
        delen = [_samen(stand), _per_wijk(stand), _prioriteit(stand), _voorbeeldzin(stand)]
    slot = f"Stand {date_format(stand.dag, 'j F Y')}, uit het grootboek van het buurtbudget."
    if stand.is_voorbeeld:
        slot += " Deze bedragen zijn een voorbeeld."
    return "\n\n".join([*filter(None, delen), slot])


def _boekingen(regeling, jaar, dag):
    """{area: its sums}, by kind: a counter-entry has the kind of what it undoes."""
    rijen = (
        _van_jaar(regeling, jaar, dag)
        .filter(wijkbudget__gebied__isnull=False)
        .annotate(als=Coalesce("herstelt__soort", "soort"))
        .values("wijkbudget__gebied", "wijkbudget__gebied__naam", "wijkbudget__is_voorbeeld", "als")
        .annotate(
            plafond=Sum("d_plafond"),
            extra=Sum("d_extra"),
            verplicht=Sum("d_verplicht"),
            betaald=Sum("d_betaald"),
            ontvangen=Sum("d_ontvangen"),
        )
    )
    wijken = {}
    for rij in rijen:
        pk, naam = rij["wijkbudget__gebied"], rij["wijkbudget__gebied__naam"]
        _tel_op(wijken.setdefault(pk, Wijkstand(naam)), rij)
    return wijken


def _tel_op(wijk, rij):
    if rij["als"] == Soort.PLAFOND:
        wijk.van_de_stad += rij["plafond"]
    if rij["als"] in ERBIJ:
        wijk.erbij += rij["plafond"] + rij["extra"]
    if rij["als"] == Soort.VERPLICHTING:
        wijk.toegekend += rij["verplicht"]
    if rij["als"] == Soort.VRIJVAL:
        wijk.terug -= rij["verplicht"]
    if rij["als"] in Boeking.VAN_AANVRAAG:
        wijk.betaald += rij["betaald"] - rij["ontvangen"]
    wijk.is_voorbeeld |= rij["wijkbudget__is_voorbeeld"]


def _tel_initiatieven(wijken, regeling, jaar, dag):
    """Plans to which something was granted, and not by mistake."""
    toegekend = (
        _van_jaar(regeling, jaar, dag)
        .annotate(als=Coalesce("herstelt__soort", "soort"))
        .filter(als=Soort.VERPLICHTING, aanvraag__isnull=False)
        .values_list("wijkbudget__gebied", "aanvraag")
        .annotate(som=Sum("d_verplicht"))
        .filter(som__gt=0)
    )
    per_wijk = defaultdict(set)
    for gebied, aanvraag, _ in toegekend:
        per_wijk[gebied].add(aanvraag)
    for gebied, aanvragen in per_wijk.items():
        if gebied in wijken:
            wijken[gebied].initiatieven = len(aanvragen)


def _van_jaar(regeling, jaar, dag):
    return Boeking.objects.order_by().filter(
        wijkbudget__regeling=regeling, wijkbudget__jaar=jaar, datum__lte=dag
    )


def _voorbeelden(regeling, jaar, dag):
    """(title, area) of plans that were carried out, as the public register has them."""
    rijen = Aanvraag.objects.voor_register().filter(
        status__in=MET_RESULTAAT,
        spelregels__regeling=regeling,
        spelregels__jaar=jaar,
        besloten_op__date__lte=dag,
    )
    return [
        (f"{rij.titel}{' (voorbeeld)' if rij.is_voorbeeld else ''}", rij.spelregels.gebied.naam)
        for rij in rijen[:VOORBEELDEN]
    ]


def _samen(stand):
    stad, erbij, toegekend, betaald, terug = (
        stand.som(naam) for naam in ("van_de_stad", "erbij", "toegekend", "betaald", "terug")
    )
    zinnen = [
        f"De gemeente stelde voor {stand.jaar} {euro(stad)} buurtbudget beschikbaar.",
        erbij > 0 and f"Uit andere jaren of van anderen kwam daar {euro(erbij)} bij.",
        f"Stichtingen kenden {euro(toegekend)} toe aan {_initiatieven(stand.som('initiatieven'))}.",
        f"Daarvan is {euro(betaald)} betaald.",
        terug and f"{euro(terug)} ging terug: een plan kostte minder of ging niet door.",
    ]
    return " ".join(zin for zin in zinnen if zin)


def _per_wijk(stand):
    met = [wijk for wijk in stand.wijken if wijk.initiatieven]
    regels = [f"{w.naam}: {_initiatieven(w.initiatieven)}, {euro(w.toegekend)}." for w in met]
    return "\n".join(regels)


def _prioriteit(stand):
    wijken = stand.prioriteit
    if not wijken:
        return ""
    bedrag = euro(stand.som("toegekend", wijken))
    return f"Prioriteitswijken zijn {opsomming([w.naam for w in wijken])}. Zij kregen {bedrag}."


def _voorbeeldzin(stand):
    if not stand.voorbeelden:
        return ""
    plannen = opsomming([f"‘{titel}’ in {wijk}" for titel, wijk in stand.voorbeelden])
    return f"Uitgevoerd is bijvoorbeeld {plannen}."


def _initiatieven(aantal):
    return "1 initiatief" if aantal == 1 else f"{int(aantal)} initiatieven"
