"""The tables of a document, ready to print: the same columns and cells on the page and in files."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from django.urls import reverse

from indicatoren.rapporten.inhoud import (
    STREEP,
    Cijfer,
    Cijferrij,
    Inhoud,
    Kolom,
    Maatregel,
    Opzet,
    Tak,
    Totaal,
)
from indicatoren.reeksen import opmaak


@dataclass(frozen=True)
class Kop:
    """A heading; columns in a row with the same `groep` share that one above them."""

    tekst: str
    groep: str = ""
    rol: str = ""
    label: str = ""  # what a cell is called where its heading is out of sight

    @property
    def is_getal(self) -> bool:
        return self.rol in ("realisatie", "streef", "bedrag")


@dataclass(frozen=True)
class Vak:
    """A cell: its text, or a dash with its reason. `waarde` in `notatie` is for a sheet."""

    tekst: str = STREEP
    reden: str = ""
    waarde: Decimal | int | None = None
    notatie: str = ""
    ster: bool = False
    link: str = ""
    is_voorbeeld: bool = False

    @property
    def voluit(self) -> str:
        """With its marks, as a file without markup prints it."""
        return f"{self.tekst}{'*' * self.ster}{' (voorbeeld)' * self.is_voorbeeld}"


@dataclass(frozen=True)
class Tafel:
    """`onder` are the sentences below it; `totaal` is the last row."""

    wat: str
    koppen: list[Kop]
    rijen: list[list[Vak]]
    totaal: list[Vak] = field(default_factory=list)
    onder: list[str] = field(default_factory=list)

    @property
    def groepen(self) -> list[tuple[Kop, int]]:
        """[(first heading, how many columns)]: the upper of two rows, when a column has a group."""
        per_groep = groupby(self.koppen, lambda kop: (kop.groep, kop.groep or kop.tekst))
        return [(koppen[0], len(koppen)) for koppen in (list(groep) for _, groep in per_groep)]

    @property
    def rijkop(self) -> int:
        """The column that says what a row is about: of measures the measure, not its number."""
        rollen = [kop.rol for kop in self.koppen]
        return rollen.index("tekst") if "tekst" in rollen else 0

    @property
    def in_twee_rijen(self) -> bool:
        return any(kop.groep for kop in self.koppen)

    @property
    def cellen(self) -> list[list[tuple[Kop, Vak]]]:
        return [list(zip(self.koppen, rij, strict=True)) for rij in self.rijen]

    @property
    def totaalcellen(self) -> list[tuple[Kop, Vak]]:
        return list(zip(self.koppen, self.totaal, strict=False))


def cijfertafel(inhoud: Inhoud, tak: Tak) -> Tafel:
    """The indicators of a branch, a column per year of the window."""
    opzet, rijen = inhoud.opzet, tak.cijfers
    koppen = [kop for kolom in opzet.cijfers for kop in _jaarkoppen(kolom, opzet, rijen[0])]
    vakken = [[vak for kolom in opzet.cijfers for vak in _jaarvakken(kolom, rij)] for rij in rijen]
    onder = [*_voetnoten(rijen), *_streepjes(vakken)]
    if "bron" not in [kolom.rol for kolom in opzet.cijfers]:
        onder.append(f"Bron van de cijfers: {'; '.join(dict.fromkeys(r.bron for r in rijen))}.")
    return Tafel("Indicatoren", koppen, vakken, onder=onder)


def _jaarkoppen(kolom, opzet, rij):
    if kolom.rol == "realisatie":
        return [Kop(str(c.jaar), kolom.kop, kolom.rol, str(c.jaar)) for c in rij.realisatie]
    if kolom.rol == "streef":
        woord = opzet.streefwoord.capitalize()
        return [Kop(str(c.jaar), kolom.kop, kolom.rol, f"{woord} {c.jaar}") for c in rij.streef]
    return [_kop(kolom)]


def _kop(kolom):
    return Kop(kolom.kop, rol=kolom.rol, label=kolom.kop)


def _jaarvakken(kolom, rij):
    if kolom.rol in ("realisatie", "streef"):
        return [_cijfervak(cijfer, rij) for cijfer in getattr(rij, kolom.rol)]
    return [CIJFERVAKKEN[kolom.rol](rij)]


def _cijfervak(cijfer: Cijfer, rij: Cijferrij) -> Vak:
    notatie = _notatie(rij.decimalen, rij.teken)
    return Vak(cijfer.tekst, cijfer.reden, cijfer.waarde, notatie, ster=bool(cijfer.noten))


CIJFERVAKKEN: dict[str, Callable[[Cijferrij], Vak]] = {
    "naam": lambda rij: Vak(
        rij.naam,
        link=reverse("indicatoren:detail", args=[rij.indicator]),
        is_voorbeeld=rij.is_voorbeeld,
    ),
    "bron": lambda rij: Vak(rij.bron),
    "noot": lambda rij: _tekst(rij.noot, "geen toelichting in dit document"),
}


def resultatentafel(inhoud: Inhoud, tak: Tak) -> Tafel:
    rijen = [[MAATREGELVAKKEN[k.rol](r) for k in inhoud.opzet.resultaten] for r in tak.resultaten]
    koppen = [_kop(kolom) for kolom in inhoud.opzet.resultaten]
    return Tafel("Zichtbare resultaten", koppen, rijen, onder=_streepjes(rijen))


def maatregeltafel(inhoud: Inhoud, tak: Tak) -> Tafel:
    """The measures of a branch; from two on with what they come to, when amounts are named."""
    kolommen, maatregelen = inhoud.opzet.maatregelen, tak.maatregelen
    rijen = [[MAATREGELVAKKEN[kolom.rol](m) for kolom in kolommen] for m in maatregelen]
    tafel = Tafel("Maatregelen", [_kop(k) for k in kolommen], rijen, onder=_streepjes(rijen))
    totaal = Totaal.van(maatregelen)
    return _met_totaal(tafel, totaal) if len(rijen) > 1 and totaal else tafel


def totalentafel(inhoud: Inhoud) -> Tafel | None:
    """What the measures come to per programme with all below it, and together; within one
    programme per branch. None when not two name amounts: the one table says it already.
    """
    totalen = [(t.naam, inhoud.totaal_van(t)) for t in inhoud.takken if t.niveau == 1]
    if sum(bool(totaal) for _, totaal in totalen) < 2:
        totalen = [(tak.naam, Totaal.van(tak.maatregelen)) for tak in inhoud.takken]
    rijen = [[Vak(naam), _bedrag(totaal.bedrag)] for naam, totaal in totalen if totaal]
    if len(rijen) < 2:
        return None
    koppen = [Kop("Programma", label="Programma"), _kop(_bedragkolom(inhoud.opzet))]
    return _met_totaal(Tafel("Alle maatregelen samen", koppen, rijen), inhoud.totaal)


def _bedragkolom(opzet: Opzet) -> Kolom:
    return next(kolom for kolom in opzet.maatregelen if kolom.rol == "bedrag")


def _met_totaal(tafel, totaal):
    rij = [Vak("") for _ in tafel.koppen]
    bedrag = next(nr for nr, kop in enumerate(tafel.koppen) if kop.rol == "bedrag")
    rij[tafel.rijkop], rij[bedrag] = Vak("Totaal"), _bedrag(totaal.bedrag)
    aantal = totaal.zonder_bedrag
    zin = f"{aantal} {'maatregel' if aantal == 1 else 'maatregelen'} zonder bedrag telt niet mee."
    if aantal > 1:
        zin = zin.replace("telt", "tellen")
    return replace(tafel, totaal=rij, onder=[*tafel.onder, *([zin] if aantal else [])])


MAATREGELVAKKEN: dict[str, Callable[[Maatregel], Vak]] = {
    "nr": lambda regel: _tekst(regel.nr, "geen nummer in dit document"),
    "tekst": lambda regel: Vak(regel.tekst),
    "voortgang": lambda regel: _tekst(regel.voortgang, "geen voortgang in dit document"),
    "bedrag": lambda regel: _bedrag(regel.bedrag),
    "noot": lambda regel: _tekst(regel.noot, "geen toelichting in dit document"),
}


def _tekst(tekst, reden):
    return Vak(tekst) if tekst else Vak(reden=reden)


def _bedrag(bedrag):
    if bedrag is None:
        return Vak(reden="geen apart bedrag in dit document")
    decimalen = 0 if bedrag == bedrag.to_integral_value() else 2
    return Vak(opmaak(bedrag, decimalen), waarde=bedrag, notatie=_notatie(decimalen))


def _notatie(decimalen, teken=""):
    """How a sheet writes a number: 34 with "%" stays 34, and reads 34%."""
    vast = teken.replace('"', "")
    return "#,##0" + "." * bool(decimalen) + "0" * decimalen + (f'"{vast}"' if vast else "")


def _streepjes(rijen):
    """Why there are dashes in a table: each reason once."""
    redenen = dict.fromkeys(vak.reden for rij in rijen for vak in rij if vak.reden)
    return [f"Een streepje (–) betekent: {'; '.join(redenen)}."] if redenen else []


def _voetnoten(rijen):
    """What belongs to the stars; with the name of the indicator when there are more."""
    for rij in rijen:
        naam = f"{rij.naam}, " if len(rijen) > 1 else ""
        for cijfer in [*rij.realisatie, *rij.streef]:
            for noot in cijfer.noten:
                yield f"* Bij {naam}{cijfer.jaar}: {noot}"
