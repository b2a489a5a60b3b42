"""A document in the order in which one reads it: per branch its texts, lists and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from indicatoren.rapporten.correcties import Gecorrigeerd
from indicatoren.rapporten.inhoud import Inhoud, Opzet, Tak, Tekst
from indicatoren.rapporten.tafels import (
    Kop,
    Tafel,
    Vak,
    cijfertafel,
    maatregeltafel,
    resultatentafel,
)


@dataclass(frozen=True)
class Deel:
    """Texts, points of a list, or a table; without `kop` each text has its own heading."""

    kop: str = ""
    teksten: list[Tekst] = field(default_factory=list)
    punten: list[Tekst] = field(default_factory=list)
    tafel: Tafel | None = None
    is_samengevat: bool = False

    @property
    def anker(self) -> str:
        """With the number of its branch the id of its heading."""
        return slugify(self.kop)


@dataclass(frozen=True)
class Sectie:
    naam: str
    delen: list[Deel]


def secties(inhoud: Inhoud, gecorrigeerd: list[Gecorrigeerd]) -> list[Sectie]:
    """The branches that say something, with what was corrected below the figures it is about."""
    return [Sectie(tak.naam, list(_delen(inhoud, tak, gecorrigeerd))) for tak in inhoud.gevuld]


def _delen(inhoud: Inhoud, tak: Tak, gecorrigeerd) -> Iterator[Deel]:
    if tak.teksten:
        yield Deel(teksten=tak.teksten)
    if tak.gebeurtenissen:
        yield Deel("Belangrijke gebeurtenissen", teksten=tak.gebeurtenissen)
    if tak.buurtbudget:
        yield Deel(teksten=tak.buurtbudget)
    if tak.cijfers:
        yield Deel("Indicatoren", tafel=cijfertafel(inhoud, tak))
    if hier := [rij for rij in gecorrigeerd if rij.programma == tak.naam]:
        yield Deel("Na het vaststellen gecorrigeerd", tafel=correctietafel(hier, inhoud.opzet))
    if tak.doelstellingen:
        yield _samengevat("Doelstellingen", tak.doelstellingen, punten=tak.doelstellingen)
    if tak.resultaten:
        tafel = resultatentafel(inhoud, tak)
        yield _samengevat("Zichtbare resultaten", tak.resultaten, tafel=tafel)
    if tak.maatregelen:
        yield _samengevat("Maatregelen", tak.maatregelen, tafel=maatregeltafel(inhoud, tak))


def _samengevat(kop, regels, **deel):
    return Deel(kop, is_samengevat=any(regel.is_samengevat for regel in regels), **deel)


def correctietafel(gecorrigeerd: list[Gecorrigeerd], opzet: Opzet) -> Tafel:
    """Figures of the document beside those of now."""
    namen = ("Indicator", "Jaar", "In dit document", "Nu", "Nu sinds")
    rijen = [
        [
            Vak(rij.indicator),
            Vak(f"{opzet.streefwoord.capitalize()} {rij.jaar}" if rij.is_streef else str(rij.jaar)),
            Vak(rij.was),
            Vak(rij.nu),
            Vak(date_format(timezone.localdate(rij.sinds), "j F Y")),
        ]
        for rij in gecorrigeerd
    ]
    koppen = [Kop(naam, label=naam) for naam in namen]
    return Tafel("Na het vaststellen gecorrigeerd", koppen, rijen)
