"""The figures of an area, made ready for a page once: text to print, or a dash with its reason."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from gebieden.models import Gebied
from indicatoren import woorden
from indicatoren.models import Indicator, Meting, Streefwaarde
from indicatoren.querysets.meting import OPEN_REDENEN
from kern.templatetags.onderdelen import getal

STREEP = "–"
HOOGUIT_KERN = 12  # key indicators on a page; more are in the list


def opmaak(waarde, decimalen=0, teken=""):
    """7.4 → "7,4", 34 → "34%", −106 → "−106" (and never −0)."""
    return getal(afgerond(waarde, decimalen), decimalen) + teken


def afgerond(waarde, decimalen=0):
    """The number that is printed."""
    return Decimal(waarde).quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP) + 0


@dataclass(frozen=True)
class Cel:
    """What a table prints in one place: a text, or a dash with the reason why."""

    jaar: int | None = None
    waarde: Decimal | None = None
    tekst: str = STREEP
    reden: str = ""
    noten: tuple = ()
    n: int | None = None
    marge: Decimal | None = None
    bijzonder: tuple = ()  # the notes without answers and margin, for who gives these a column


class Reeks:
    """An indicator in one area through the years; `naast` is that of the city, for comparison."""

    naast = None

    def __init__(self, indicator, gebied, metingen, streefwaarden=()):
        self.indicator = indicator
        self.gebied = gebied
        self.naam = indicator.naam
        self.ident = f"reeks-{indicator.slug}-{gebied.pk}"
        self.eenheid = indicator.eenheid
        self.schaal = (indicator.schaal_van, indicator.schaal_tot)
        self._metingen = {m.jaar: m for m in metingen}
        self._streefwaarden = {s.jaar: s for s in streefwaarden}

    @property
    def waar(self):
        """The label that keeps a figure of the city from being read as one of a wijk."""
        if self.gebied.soort == Gebied.Soort.GEMEENTE:
            return f"Heel {self.gebied.naam}"
        return self.gebied.naam

    @property
    def wie(self):
        return "stad" if self.gebied.soort == Gebied.Soort.GEMEENTE else "wijk"

    @property
    def schaaltekst(self):
        van, tot = self.schaal
        return f"Van {opmaak(van)} tot {opmaak(tot)}" if van is not None else ""

    @property
    def is_voorbeeld(self):
        return self.indicator.is_voorbeeld or any(
            meting.is_voorbeeld for meting in self._metingen.values()
        )

    def gemeten(self, jaar):
        meting = self._metingen.get(jaar)
        if meting is None:
            return Cel(jaar, reden=self._reden_zonder_meting(jaar))
        if reden := self.verborgen(meting):
            return Cel(jaar, reden=reden)
        if meting.waarde is None:
            return Cel(jaar, reden=meting.get_reden_display(), noten=self._noten(meting))
        return Cel(
            jaar,
            meting.waarde,
            self._tekst(meting.waarde),
            noten=self._noten(meting),
            n=meting.n,
            marge=meting.marge,
            bijzonder=self._noten(meting, met_maat=False),
        )

    def streef(self, jaar):
        streefwaarde = self._streefwaarden.get(jaar)
        if streefwaarde is None:
            return Cel(jaar, reden="geen streefwaarde")
        noten = (streefwaarde.noot,) if streefwaarde.noot else ()
        if streefwaarde.waarde is None:
            return Cel(jaar, reden="geen streefwaarde", noten=noten)
        return Cel(jaar, streefwaarde.waarde, self._tekst(streefwaarde.waarde), noten=noten)

    @cached_property
    def punten(self):
        """What was measured, in order. A year the source skips is no point; a missing one is."""
        jaren = self._meetjaren
        bron = self.indicator.bron
        return [self.gemeten(j) for j in jaren if j in self._metingen or bron.meet_in(j)]

    @cached_property
    def streefpunten(self):
        punten = [self.streef(jaar) for jaar in sorted(self._streefwaarden)]
        return [punt for punt in punten if punt.waarde is not None]

    @cached_property
    def breuken(self):
        """Years from which the indicator means something else than in the measurement before."""
        return [jaar for jaar in self.indicator.definitiejaren if jaar in self._meetjaren[1:]]

    @cached_property
    def laatste(self):
        return next((cel for cel in reversed(self.punten) if cel.waarde is not None), None)

    @property
    def verloop(self) -> str:
        """The first and the last figure beside each other, without a verdict; empty before two."""
        gemeten = [punt for punt in self.punten if punt.waarde is not None]
        if len(gemeten) < 2:
            return ""
        eerste, laatste = gemeten[0], gemeten[-1]
        verschil = laatste.waarde - eerste.waarde
        woord = "gelijk" if not verschil else "hoger" if verschil > 0 else "lager"
        return f"{eerste.tekst} in {eerste.jaar}, {laatste.tekst} in {laatste.jaar}: {woord}"

    @cached_property
    def rijen(self):
        """(measured, target) for every year between first and last, and the years of a target."""
        return [(self.gemeten(jaar), self.streef(jaar)) for jaar in self.jaren]

    @property
    def beeldrijen(self):
        """(here, `naast` or None, target) for every year of the picture."""
        naast = self.naast
        jaren = sorted({*self.jaren, *(naast._meetjaren if naast else ())})
        return [
            (self.gemeten(jaar), naast and naast.gemeten(jaar), self.streef(jaar)) for jaar in jaren
        ]

    @property
    def jaren(self):
        return sorted({*self._meetjaren, *self._streefwaarden})

    @cached_property
    def oordeel(self):
        """A sentence about the last change (`woorden.verandering`).

        Silent when that change is not on the page: a figure is held back, or not comparable; and
        of what was counted, for that is no matter of chance.
        """
        if self.indicator.berekening:
            return ""
        metingen = [m for _, m in sorted(self._metingen.items())]
        metingen = [m for m in metingen if m.waarde is not None or self.verborgen(m)][-2:]
        if len(metingen) < 2 or any(self.verborgen(meting) for meting in metingen):
            return ""
        vorige, laatste = metingen
        if any(vorige.jaar < jaar <= laatste.jaar for jaar in self.breuken):
            return ""
        return woorden.verandering(vorige, laatste)

    @cached_property
    def streefoordeel(self):
        """A sentence about the last figure and the target of its year, once that was agreed on."""
        cel = self.laatste
        streef = cel and self.streef(cel.jaar)
        if not self.akkoord or not streef or streef.waarde is None:
            return ""
        return woorden.over_streefwaarde(cel, streef, self.indicator.richting)

    @property
    def akkoord(self) -> str:
        """Who agreed that words about the target stand here; empty as long as not both did."""
        return woorden.afspraak(self.indicator.akkoord)

    @property
    def _meetjaren(self):
        return range(min(self._metingen), max(self._metingen) + 1) if self._metingen else range(0)

    def verborgen(self, meting) -> str:
        """Why visitors do not see this one, or nothing. Twin: `querysets.meting.zichtbaar`."""
        drempel = self.indicator.drempel_n
        if drempel is not None and meting.n is not None and meting.n < drempel:
            return Meting.Reden.TE_WEINIG.label
        if meting.verborgen:
            return meting.get_verborgen_display()
        open_reden = not meting.reden or meting.reden in OPEN_REDENEN
        return "" if open_reden else meting.get_reden_display()

    def _tekst(self, waarde):
        return opmaak(waarde, self.indicator.decimalen, self.indicator.teken)

    def _reden_zonder_meting(self, jaar):
        bron = self.indicator.bron
        if not bron.meet_in(jaar):
            return f"niet gemeten: het onderzoek is {bron.get_ritme_display()}"
        return "geen cijfer bekend"

    def _noten(self, meting, met_maat=True):
        """What travels with a figure: provisional, answers, margin, the researcher's verdict."""
        n = met_maat and meting.n is not None
        marge = met_maat and meting.marge is not None and self._tekst(meting.marge)
        getoetst = meting.significant != Meting.Significant.NIET_GETOETST
        noten = (
            meting.voorlopig and "voorlopig cijfer",
            meting.jaar in self.breuken and "vanaf dit jaar anders gemeten",
            n and f"{getal(meting.n)} antwoorden",
            marge and f"marge {marge} naar boven en beneden",
            getoetst and f"{meting.get_significant_display()}, zeggen de onderzoekers",
            meting.voetnoot,
        )
        return tuple(noot for noot in noten if noot)


def reeksen_per_gebied(indicatoren, gebieden):
    """(key of the indicator, key of the area) → Reeks: three queries, however many there are."""
    return reeksen_van(list(indicatoren.voor_reeksen()), gebieden)


def reeksen_van(indicatoren, gebieden):
    """The same of indicators that `voor_reeksen` fetched already: two queries."""
    metingen, streefwaarden = (
        _per_plek(model, indicatoren, gebieden) for model in (Meting, Streefwaarde)
    )
    return {
        plek: Reeks(indicator, gebied, metingen[plek], streefwaarden[plek])
        for indicator in indicatoren
        for gebied in gebieden
        for plek in [(indicator.pk, gebied.pk)]
    }


def _per_plek(model, indicatoren, gebieden):
    """Figures of one kind by (indicator, area). Both are named: the index begins with them."""
    per_plek = defaultdict(list)
    for cijfer in model.objects.filter(indicator__in=indicatoren, gebied__in=gebieden):
        per_plek[cijfer.indicator_id, cijfer.gebied_id].append(cijfer)
    return per_plek


def reeksen(indicatoren, gebied):
    """A Reeks for each of these indicators in this area, in their order."""
    return list(reeksen_per_gebied(indicatoren, [gebied]).values())


def kernindicatoren():
    """Those that open the page of figures and stand at the wijken."""
    return Indicator.objects.filter(is_kern=True)[:HOOGUIT_KERN]


def kernreeksen(stad, wijk=None):
    """Each key indicator in the wijk with the city `naast`; of the city where it has no figure.

    For the gemeente as a whole, or without a wijk: that of the city alone.
    """
    gebieden = [gebied for gebied in (stad, wijk) if gebied]
    gevonden = reeksen_per_gebied(kernindicatoren(), gebieden)
    return [
        _hier_of_stad(gevonden, pk, stad, wijk) for pk in dict.fromkeys(pk for pk, _ in gevonden)
    ]


def _hier_of_stad(gevonden, pk, stad, wijk):
    heel = gevonden.get((pk, stad.pk)) if stad else None
    hier = gevonden.get((pk, wijk.pk)) if wijk else None
    if hier is None or hier is heel:
        return heel
    hier.naast = None if hier.indicator.is_telling else heel
    return hier if hier.laatste or heel is None else heel


def wijk_of_stad(gebied):
    """Of each key indicator its Reeks here, or of the whole gemeente; not those never measured."""
    heel = Gebied.objects.gemeentes().filter(gemeente=gebied.gemeente_id).first()
    return [reeks for reeks in kernreeksen(heel, gebied) if reeks.laatste]


def stadsreeksen(gemeente_gebied):
    """The key indicators for the gemeente as a whole, in the order of the pages."""
    return kernreeksen(gemeente_gebied)
