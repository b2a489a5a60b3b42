"""A proposal how to read a file with figures, for a person to look through."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from indicatoren.lezen import tekens
from indicatoren.lezen.bekend import Bekend
from indicatoren.lezen.kijken import Blik, bekijk_tabel
from indicatoren.lezen.kolommen import is_statline, raad
from indicatoren.lezen.koppen import JAAR, UITGEPAKT, vingerafdruk
from indicatoren.lezen.leeswijze import Kolom, Leeswijze, Rol
from indicatoren.lezen.sjabloon import Rij
from indicatoren.lezen.tekens import Getalkeuze, Teken
from indicatoren.lezen.vertalen import LEEG
from kern.tabellen import heeft_samengevoegde_cellen

VOORBEELDEN = 4
MET_GETALLEN = (Rol.WAARDE, Rol.CIJFER, Rol.N, Rol.MARGE)


@dataclass(frozen=True)
class GezieneKolom:
    """A column: what we propose (also in `Leeswijze.kolommen`), and what is in it.

    `is_getal`: it holds figures, so it may be a column of `Rol.CIJFER` or `Rol.WAARDE`.
    """

    voorstel: Kolom
    voorbeelden: tuple[str, ...]
    is_getal: bool


@dataclass(frozen=True)
class Herkenning:
    """`leeswijze` can be used as it is when `vragen` is empty.

    `is_onzeker`: a person must choose the decimal sign; `getalkeuzes` shows what it matters.
    `vragen`: sentences, what a person must still choose; `opmerkingen`: what to look at.
    `rijen`: how many were looked at. `vingerafdruk`: of the headings, for `Kolomkeuze.koppen`.
    """

    soort: str  # csv or xlsx
    bladen: tuple[str, ...]
    leeswijze: Leeswijze
    kolommen: tuple[GezieneKolom, ...]
    tekens: tuple[Teken, ...]
    is_onzeker: bool
    getalkeuzes: tuple[Getalkeuze, ...]
    vragen: tuple[str, ...]
    opmerkingen: tuple[str, ...]
    vingerafdruk: str
    rijen: int


def herken(bestand, naam: str, blad: str = "", bekend: Bekend | None = None) -> Herkenning:
    """Look at the first rows of a binary file called `naam`; `blad` "" is the first sheet.

    With `bekend` headings that name an indicator are matched. Raises `kern.tabellen.GeenTabel`
    with a sentence when it is no table at all.
    """
    blik = bekijk_tabel(bestand, blad)
    kolommen = raad(blik.kolommen, bekend)
    koppen = [kijk.kop for kijk in blik.kolommen]
    decimaal = tekens.decimaal(
        _getypte_getallen(kolommen, blik),
        is_sjabloon=tuple(koppen) == Rij._fields,
        scheiding=blik.vorm.scheiding,
    )
    gevonden = _tekens(kolommen, blik)
    leeswijze = Leeswijze(
        kolommen=tuple(kolommen),
        codering=blik.vorm.codering or Leeswijze.codering,
        scheiding=blik.vorm.scheiding or Leeswijze.scheiding,
        blad=blik.blad,
        kopregel=blik.kopregel,
        kopregels=blik.kopregels,
        decimaal=decimaal.teken,
        jaar=_jaar(kolommen, blik, naam),
        tekens={teken.tekst: teken.voorstel for teken in gevonden if teken.voorstel},
    )
    return Herkenning(
        soort=blik.vorm.soort,
        bladen=blik.vorm.bladen,
        leeswijze=leeswijze,
        kolommen=tuple(
            GezieneKolom(kolom, tuple(kijk.gevuld[:VOORBEELDEN]), kijk.is_getal)
            for kolom, kijk in zip(kolommen, blik.kolommen, strict=True)
        ),
        tekens=gevonden,
        is_onzeker=decimaal.is_onzeker,
        getalkeuzes=decimaal.keuzes,
        vragen=tuple(vragen_bij(leeswijze, gevonden, is_onzeker=decimaal.is_onzeker)),
        opmerkingen=tuple(_opmerkingen(bestand, blik)),
        vingerafdruk=vingerafdruk(koppen),
        rijen=blik.rijen,
    )


def _getypte_getallen(kolommen, blik):
    for kolom, kijk in zip(kolommen, blik.kolommen, strict=True):
        if kolom.rol in MET_GETALLEN or (kolom.rol == Rol.NIET and kijk.is_getal):
            yield from kijk.getypt


def _tekens(kolommen, blik):
    """Signs in all columns of figures. With a reason beside it an empty cell needs no meaning."""
    geteld = Counter()
    for kolom, kijk in zip(kolommen, blik.kolommen, strict=True):
        if kolom.rol in (Rol.WAARDE, Rol.CIJFER) or (kolom.rol == Rol.NIET and kijk.is_getal):
            geteld.update(kijk.cellen)
    gevonden = tekens.vind_tekens(geteld, is_statline=is_statline(blik.kolommen))
    if any(kolom.rol == Rol.REDEN for kolom in kolommen):
        return tuple(teken for teken in gevonden if teken.tekst)
    if not any(teken.tekst == "" for teken in gevonden):
        gevonden += (Teken("", 0, LEEG),)
    return gevonden


def _jaar(kolommen, blik, naam):
    """For figures that do not say themselves: the one year in the titles, or in the file's name."""
    if any(kolom.rol == Rol.JAAR for kolom in kolommen):
        return None
    titels = " ".join(cel for rij in blik.titels for cel in rij)
    for tekst in (titels, PurePath(naam).stem):
        jaren = {int(jaar) for jaar, _ in JAAR.findall(tekst)}
        if len(jaren) == 1:
            return jaren.pop()
    return None


def vragen_bij(wijze: Leeswijze, gevonden: tuple[Teken, ...], *, is_onzeker: bool) -> Iterator[str]:
    """What a person must still choose before a file can be read this way, a sentence each."""
    rollen = {kolom.rol for kolom in wijze.kolommen}
    cijfers = [kolom for kolom in wijze.kolommen if kolom.rol in (Rol.WAARDE, Rol.CIJFER)]
    if not rollen & {Rol.GEBIED, Rol.NAAM}:
        yield "Kies in welke kolom de code of de naam van het gebied staat."
    if not cijfers:
        yield "Kies in welke kolommen de cijfers staan, en over welke indicator ze gaan."
    elif Rol.INDICATOR not in rollen and not all(kolom.indicator for kolom in cijfers):
        yield "Kies over welke indicator de cijfers gaan."
    if Rol.JAAR not in rollen and not wijze.jaar and not all(kolom.jaar for kolom in cijfers):
        yield "Kies over welk jaar de cijfers gaan."
    if is_onzeker:
        yield "Kies of een komma of een punt voor de cijfers achter de komma staat."
    for teken in gevonden:
        if teken.tekst not in wijze.tekens:
            yield f"Kies wat ‘{teken.tekst}’ betekent."


def _opmerkingen(bestand, blik: Blik):
    if any(kijk.heeft_formules for kijk in blik.kolommen):
        yield "In dit blad staan formules. Die lezen we niet: zet er de getallen zelf neer."
    if blik.vorm.soort == "xlsx" and heeft_samengevoegde_cellen(bestand, UITGEPAKT):
        yield "In dit bestand zijn cellen samengevoegd. Alleen de eerste ervan heeft inhoud."
