"""A figure in all areas of one kind in one year: what is drawn, and what is listed without one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.text import capfirst

from gebieden.models import Gebied, Vorm
from indicatoren.klassen import klas_van, klassen
from indicatoren.models import Indicator, Meting
from indicatoren.reeksen import Cel, Reeks, opmaak

Soort = Gebied.Soort
SOORTEN = {  # what can be compared: one, many
    Soort.PLANGEBIED: ("wijk", "wijken"),
    Soort.WIJK: ("CBS-wijk", "CBS-wijken"),
    Soort.BUURT: ("buurt", "buurten"),
    Soort.BUDGETGEBIED: ("buurtbudgetgebied", "buurtbudgetgebieden"),
}
HOOGUIT_STAVEN = 40  # past that the highest and the lowest
UITEINDEN = 10


def sleutel(gebied: Gebied) -> str:
    """What an address calls an area: its own slug, or the code where slugs may occur twice."""
    return gebied.slug if gebied.indeling_id else gebied.code


@dataclass(frozen=True)
class Gebiedscijfer:
    """One area with its figure, for a bar, a shape on the map and a row of the table."""

    gebied: Gebied
    cel: Cel
    marge_tekst: str
    is_voorbeeld: bool
    is_hier: bool
    href: str
    vorm: Vorm | None
    klas: int | None = None

    @property
    def naam(self):
        return self.gebied.naam

    @property
    def waarde(self):
        return self.cel.waarde

    @property
    def marge(self):
        return self.cel.marge

    @property
    def kort(self):
        return self.cel.tekst

    @property
    def toelichting(self):
        if self.waarde is None:
            return f"{capfirst(self.cel.reden)}."
        return f"{capfirst('; '.join(self.cel.bijzonder))}." if self.cel.bijzonder else ""

    @property
    def tekst(self):
        return self.cel.tekst if self.waarde is not None else f"geen cijfer, {self.cel.reden}"


@dataclass(frozen=True)
class Lijn:
    """What all bars are compared with."""

    naam: str
    waarde: Decimal
    tekst: str


@dataclass(frozen=True)
class Staven:
    """What `kern.staven` draws."""

    ident: str
    naam: str
    samengevat: str
    eenheid: str
    rijen: list
    weggelaten: int
    lijn: Lijn | None


class Spreiding:
    """`rijen` have a figure, highest first; `zonder` have none, by name. Two queries."""

    def __init__(self, indicator: Indicator, soort: str, jaar: int, stad: Gebied, hier=""):
        """`indicator` with its `bron` and `definitiejaren`; `hier` the key of an area, or none."""
        self.indicator, self.stad = indicator, stad
        self.soort, self.jaar, self.hier = soort, jaar, hier
        self.een, self.meer = SOORTEN[soort]
        cijfers = self._lees()
        met = [cijfer for cijfer in cijfers if cijfer[1].waarde is not None]
        self.klassen = klassen(
            [cel.waarde for _, cel, _ in met], indicator.decimalen, indicator.teken
        )
        self.rijen = sorted((self._rij(*c) for c in met), key=lambda rij: (-rij.waarde, rij.naam))
        self.zonder = [self._rij(*cijfer) for cijfer in cijfers if cijfer[1].waarde is None]

    def _lees(self):
        """[(area, its figure, whether it is made up)] by name; the figure of the city apart."""
        gebieden = list(
            Gebied.objects.filter(gemeente=self.stad.gemeente_id, soort=self.soort)
            .select_related("vorm")
            .order_by("naam", "code")
        )
        metingen = {
            meting.gebied_id: meting
            for meting in Meting.objects.filter(
                indicator=self.indicator, gebied__in=[self.stad, *gebieden], jaar=self.jaar
            )
        }
        self.stadscijfer, _ = self._cel(self.stad, metingen)
        toen = _in_dat_jaar(gebieden, metingen, self.jaar)
        return [(gebied, *self._cel(gebied, metingen)) for gebied in toen]

    def _cel(self, gebied, metingen):
        meting = metingen.get(gebied.pk)
        reeks = Reeks(self.indicator, gebied, [meting] if meting else [])
        return reeks.gemeten(self.jaar), reeks.is_voorbeeld

    def _rij(self, gebied, cel, is_voorbeeld):
        heeft = cel.waarde is not None
        decimalen, teken = self.indicator.decimalen, self.indicator.teken
        return Gebiedscijfer(
            gebied=gebied,
            cel=cel,
            marge_tekst=opmaak(cel.marge, decimalen, teken) if cel.marge is not None else "",
            is_voorbeeld=is_voorbeeld,
            is_hier=sleutel(gebied) == self.hier,
            href=f"?{self._vraag(sleutel(gebied))}#verloop",
            vorm=getattr(gebied, "vorm", None),
            klas=klas_van(cel.waarde, self.klassen, decimalen) if heeft else None,
        )

    def _vraag(self, gebied):
        return urlencode({"soort": self.soort, "jaar": self.jaar, "gebied": gebied})

    @property
    def alle(self):
        return [*self.rijen, *self.zonder]

    @property
    def gekozen(self):
        return next((rij for rij in self.alle if rij.is_hier), None)

    @property
    def is_voorbeeld(self):
        return any(rij.is_voorbeeld for rij in self.alle)

    @property
    def heeft_kaart(self):
        return any(rij.vorm for rij in self.rijen)

    @property
    def kaartnaam(self):
        """What a screen reader hears before the links of the map."""
        return f"Kaart met {len(self.alle)} {self.meer}. Kies een {self.een}."

    @property
    def redenen(self) -> list[tuple[str, list[str]]]:
        """[(why there is no figure, the names of those areas)]."""
        redenen = {}
        for rij in self.zonder:
            redenen.setdefault(rij.cel.reden, []).append(rij.naam)
        return sorted(redenen.items())

    @property
    def opschrift(self):
        """What fits in an area of the map."""
        if len(self.alle) <= HOOGUIT_STAVEN:
            return "naam" if self.soort == Soort.PLANGEBIED else "cijfer"
        return ""

    @property
    def heeft_n(self):
        return any(rij.cel.n is not None for rij in self.alle)

    @property
    def heeft_marge(self):
        return any(rij.marge_tekst for rij in self.alle)

    @property
    def staven(self):
        weg = len(self.rijen) - 2 * UITEINDEN if len(self.rijen) > HOOGUIT_STAVEN else 0
        rijen = [*self.rijen[:UITEINDEN], *self.rijen[-UITEINDEN:]] if weg else self.rijen
        return Staven(
            ident="staven",
            naam=f"{self.indicator.naam} in {self.jaar}, {self.meer} van hoog naar laag",
            samengevat=self._samengevat(),
            eenheid=self.indicator.eenheid,
            rijen=rijen,
            weggelaten=weg,
            lijn=self._lijn(),
        )

    def _lijn(self):
        cel = self.stadscijfer
        if cel.waarde is None or self.indicator.is_telling:
            return None
        return Lijn(f"Heel {self.stad.naam}", cel.waarde, cel.tekst)

    def _samengevat(self):
        hoog, laag, lijn = self.rijen[0], self.rijen[-1], self._lijn()
        return (
            f"Hoogste: {hoog.naam}, {hoog.kort}. Laagste: {laag.naam}, {laag.kort}. "
            + (f"{lijn.naam}: {lijn.tekst}. " if lijn else "")
            + "Alle cijfers staan in de tabel."
        )


def _in_dat_jaar(gebieden, metingen, jaar):
    """Areas with a figure of that year, and those that existed beside them.

    A figure belongs to the area as it was; figures of before our boundaries begin hang on the first
    we have, and then those are the areas beside them.
    """
    met = [gebied.geldig.lower for gebied in gebieden if gebied.pk in metingen]
    begin = min((dag for dag in met if dag), default=date(jaar, 12, 31))
    dag = max(date(jaar, 12, 31), begin)
    return [g for g in gebieden if g.pk in metingen or dag in g.geldig]
