"""Wijken beside each other: figures in a table, and the lines of one. The address says it all."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Subquery

from gebieden.models import Gebied
from indicatoren.models import Indicator
from indicatoren.reeksen import Cel, Reeks, kernindicatoren, reeksen_van

HOOGUIT_WIJKEN, HOOGUIT_CIJFERS = 9, 8


@dataclass(frozen=True)
class Kolom:
    """One figure in one year, for every area of the table: else it compares nothing."""

    indicator: Indicator
    jaar: int | None
    cellen: dict[int, Cel]  # by the key of the area
    langste: Decimal


@dataclass(frozen=True)
class Vak:
    """A cell of the table; `deel` is the length of its bar in percents of the longest, or None."""

    kolom: Kolom
    cel: Cel
    is_voorbeeld: bool
    deel: int | None


class Vergelijking:
    """`wijken` and `indicatoren` are what there is to choose, with `is_gekozen`. Four queries."""

    def __init__(self, vraag):
        """`vraag` is the query of the address: `wijk` and `indicator` more than once, `jaar`."""
        self.meldingen = []
        self.is_gevraagd = bool(vraag)
        gebieden = list(Gebied.objects.wijken_en_geheel())
        self.stad = next((gebied for gebied in gebieden if gebied.is_geheel), None)
        self.wijken = [gebied for gebied in gebieden if not gebied.is_geheel]
        slugs = [slug for slug in vraag.getlist("indicator") if "\0" not in slug]
        self.indicatoren = list(_te_kiezen(slugs[: 2 * HOOGUIT_CIJFERS]).voor_reeksen())
        wijken = self._kies(self.wijken, vraag.getlist("wijk"), HOOGUIT_WIJKEN, "wijken")
        cijfers = self._kies(self.indicatoren, slugs, HOOGUIT_CIJFERS, "cijfers")
        self.gevraagd_jaar = vraag.get("jaar", "")
        self.gebieden = [self.stad, *wijken] if self.stad and self.is_gevraagd else []
        self._reeksen = reeksen_van(cijfers, self.gebieden) if self.gebieden else {}
        self.kolommen = [self._kolom(indicator) for indicator in cijfers if self.gebieden]

    def _kies(self, alle, gevraagd, hooguit, woord):
        """Those that were asked, in the order of the page; all of them when none was."""
        gekozen = [ding for ding in alle if ding.slug in gevraagd]
        if set(gevraagd) - {ding.slug for ding in alle}:
            self.meldingen.append(
                f"Niet alle {woord} in dit adres kennen we. De andere zie je wel."
            )
        if len(gekozen) > hooguit:
            self.meldingen.append(f"Je ziet de eerste {hooguit} {woord} die je koos.")
        gekozen = (gekozen or alle)[:hooguit]
        for ding in alle:
            ding.is_gekozen = self.is_gevraagd and ding in gekozen
        return gekozen

    @property
    def jaren(self) -> list[int]:
        """Years in which a chosen figure was measured somewhere, last first."""
        punten = (punt for reeks in self._reeksen.values() for punt in reeks.punten)
        return sorted({p.jaar for p in punten if p.waarde is not None}, reverse=True)

    @property
    def jaar(self) -> int | None:
        """The year that was asked for all figures, or None: of each its last."""
        return next((jaar for jaar in self.jaren if str(jaar) == self.gevraagd_jaar), None)

    def _kolom(self, indicator):
        reeksen = {gebied.pk: self._reeksen[indicator.pk, gebied.pk] for gebied in self.gebieden}
        stad, *wijken = reeksen.values()
        jaar = self.jaar or _laatste_jaar(wijken) or _laatste_jaar([stad])
        cellen = {
            pk: reeks.gemeten(jaar) if jaar else Cel(reden="nog niet gemeten")
            for pk, reeks in reeksen.items()
        }
        waarden = [
            cel.waarde
            for pk, cel in cellen.items()
            if cel.waarde is not None and not (indicator.is_telling and pk == self.stad.pk)
        ]
        return Kolom(indicator, jaar, cellen, max(waarden, default=Decimal(0)))

    @property
    def rijen(self) -> list[tuple[Gebied, list[Vak]]]:
        """The city first, then the wijken; of each the figures of all columns."""
        return [
            (gebied, [self._vak(kolom, gebied) for kolom in self.kolommen])
            for gebied in self.gebieden
        ]

    def _vak(self, kolom, gebied):
        cel = kolom.cellen[gebied.pk]
        reeks = self._reeksen[kolom.indicator.pk, gebied.pk]
        te_lang = kolom.indicator.is_telling and gebied.is_geheel
        deel = None if te_lang else _deel(cel.waarde, kolom.langste)
        return Vak(kolom, cel, cel.waarde is not None and reeks.is_voorbeeld, deel)

    @property
    def lijnen(self) -> list[Reeks]:
        """Of a single figure the line of each wijk where there is one, with the city beside it."""
        if len(self.kolommen) != 1:
            return []
        indicator = self.kolommen[0].indicator
        stad, *wijken = (self._reeksen[indicator.pk, gebied.pk] for gebied in self.gebieden)
        wijken = [reeks for reeks in wijken if reeks.laatste]
        for reeks in wijken:
            reeks.naast = None if indicator.is_telling else stad
        return wijken

    @property
    def ruimte(self) -> list[Cel]:
        """All points of those lines: they share their axes, else they compare nothing."""
        punten = [punt for reeks in self.lijnen for punt in reeks.punten]
        return [punt for punt in punten if punt.waarde is not None]


def _te_kiezen(slugs):
    """The key figures, and those that the address names."""
    return Indicator.objects.filter(
        Q(pk__in=Subquery(kernindicatoren().values("pk"))) | Q(slug__in=slugs)
    )


def _laatste_jaar(reeksen: Iterable[Reeks]) -> int | None:
    return max((reeks.laatste.jaar for reeks in reeksen if reeks.laatste), default=None)


def _deel(waarde: Decimal | None, langste: Decimal) -> int | None:
    if waarde is None or langste <= 0:
        return None
    return max(round(100 * waarde / langste), 0)
