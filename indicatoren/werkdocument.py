"""A document that is being written, as its page shows it: the tree, with the state of each row."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from indicatoren.boom import loop
from indicatoren.models import Indicator, Programma, Rapportage, Rapportregel
from indicatoren.permissions import mag_rapporteren
from indicatoren.reeksen import Reeks, opmaak, reeksen
from kern.rijen import Plaats, lijststand

Soort = Rapportregel.Soort
KOPPEN = {  # the order in which a branch says things
    Soort.TEKST: "Teksten",
    Soort.GEBEURTENIS: "Belangrijke gebeurtenissen",
    Soort.BUURTBUDGET: "Buurtbudget",
    Soort.INDICATOR: "Cijfers",
    Soort.DOELSTELLING: "Doelstellingen",
    Soort.RESULTAAT: "Zichtbare resultaten",
    Soort.MAATREGEL: "Maatregelen",
}


@dataclass(frozen=True)
class Werkregel:
    regel: Rapportregel
    plaats: Plaats
    te_laat: bool
    mag_schrijven: bool
    reeks: Reeks | None = None
    document: Rapportage | None = None

    @property
    def bedrag(self):
        """−106 or 1.234,50: thousands of euro, signed."""
        bedrag = self.regel.bedrag
        is_heel = bedrag is not None and bedrag == bedrag.to_integral_value()
        return "" if bedrag is None else opmaak(bedrag, 0 if is_heel else 2)

    @property
    def cijfers(self):
        """(year, cell, whether it is a target) of an indicator, in the window of the document."""
        if not self.reeks:
            return []
        return [
            *((jaar, self.reeks.gemeten(jaar), False) for jaar in self.document.realisatiejaren),
            *((jaar, self.reeks.streef(jaar), True) for jaar in self.document.streefjaren),
        ]


@dataclass(frozen=True)
class Groep:
    """The rows of one kind in a branch."""

    soort: str
    kop: str
    regels: list[Werkregel]


@dataclass
class Werktak:
    programma: Programma
    pad: list[Programma]
    plaats: Plaats
    groepen: list[Groep] = field(default_factory=list)

    @property
    def naam(self):
        return " – ".join(tak.naam for tak in self.pad)

    @property
    def kopniveau(self):
        return min(len(self.pad) + 1, 4)

    @property
    def regels(self):
        return [regel for groep in self.groepen for regel in groep.regels]

    @property
    def akkoord_te_geven(self):
        """Rows that can be agreed to now."""
        return [werkregel.regel for werkregel in self.regels if werkregel.regel.mag_akkoord]


@dataclass(frozen=True)
class Werkdocument:
    rapportage: Rapportage
    takken: list[Werktak]
    mag_maken: bool

    @property
    def regels(self):
        return [regel for tak in self.takken for regel in tak.regels]

    @property
    def erbij(self):
        """Kinds of rows one can add: [(kind, word)]."""
        return [(soort, soort.label) for soort in KOPPEN]

    @property
    def opzet(self):
        return self.rapportage.opzet

    @property
    def mag_wijzigen(self):
        return self.mag_maken and not self.rapportage.bevroren_op

    def tak(self, uuid):
        return next((tak for tak in self.takken if str(tak.programma.uuid) == str(uuid)), None)


def lees_werkdocument(rapportage: Rapportage, lezer: Gebruiker, *, vandaag: date) -> Werkdocument:
    """Tree, rows and figures in a fixed number of queries, however many there are."""
    regels = _regels(rapportage)
    per_tak = defaultdict(list)
    for regel in regels:
        per_tak[regel.programma_id].append(regel)
    maakt = mag_rapporteren(lezer)
    maak = _maker(rapportage, lezer, maakt, vandaag, _reeksen(regels))
    takken = [_werktak(*plek) for plek in loop(rapportage.programmas.all())]
    for tak in takken:
        tak.groepen = _groepen(per_tak[tak.programma.pk], maak)
    return Werkdocument(rapportage, takken, maakt)


def _regels(rapportage):
    return list(
        Rapportregel.objects.filter(programma__rapportage=rapportage)
        .select_related("indicator", "gevraagd_aan", "aangeleverd_door", "akkoord_door")
        .order_by("volgorde", "pk")
    )


def _reeksen(regels):
    """{indicator: series of the city}, as far as areas were imported."""
    pks = {regel.indicator_id for regel in regels} - {None}
    stad = Gebied.objects.van_de_gemeente().gemeentes().first() if pks else None
    if not stad:
        return {}
    return {r.indicator.pk: r for r in reeksen(Indicator.objects.filter(pk__in=pks), stad)}


def _werktak(pad, broers):
    *boven, tak = pad
    tak.ouder = boven[-1] if boven else None
    return Werktak(tak, pad, Plaats(broers.index(tak) + 1, len(broers), lijststand(broers)))


def _groepen(regels, maak):
    per_soort = defaultdict(list)
    for regel in regels:
        per_soort[regel.soort].append(regel)
    return [
        Groep(soort, kop, [maak(regel, nr, rijen) for nr, regel in enumerate(rijen, start=1)])
        for soort, kop in KOPPEN.items()
        if (rijen := per_soort[soort])
    ]


def _maker(rapportage, lezer, maakt, vandaag, reeks_van):
    """A function from (row, its place, all rows of its kind) to what the page shows."""
    open_ = not rapportage.bevroren_op

    def maak(regel, nummer, rijen):
        return Werkregel(
            regel,
            Plaats(nummer, len(rijen), lijststand(rijen)),
            te_laat=open_ and regel.is_te_laat(vandaag),
            mag_schrijven=open_ and (maakt or regel.gevraagd_aan_id == lezer.pk),
            reeks=reeks_van.get(regel.indicator_id),
            document=rapportage,
        )

    return maak
