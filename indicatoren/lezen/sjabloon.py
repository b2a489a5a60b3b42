"""Our own file of figures, out: a long table that is read back without any choice."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from indicatoren.models import Meting, Streefwaarde
from kern.downloads import geen_formule

BLOK = 2000  # rows fetched at a time
UITLEG = {
    "gebied": "De code van het gebied: BU03070101 voor een buurt, WK030701 voor een CBS-wijk, "
    "GM0307 voor heel Amersfoort, of de code van een wijk.",
    "gebiedsnaam": "De naam, om zelf te lezen. Alleen als de code leeg is zoeken we op de naam.",
    "indicator": "De korte code van de indicator, zoals in het adres van zijn pagina.",
    "jaar": "Het jaar waar het cijfer over gaat, met vier cijfers.",
    "soort": "gemeten of streef. Leeg is gemeten.",
    "waarde": "Het cijfer. Een komma voor de cijfers achter de komma, hooguit vier.",
    "reden": "Waarom er geen waarde is: niet gemeten, nog niet bekend, onbekend, te weinig, "
    "geheim of kan niet. Alleen als de waarde leeg is.",
    "n": "Het aantal antwoorden, als je dat weet.",
    "marge": "De marge naar boven en naar beneden, als je die weet.",
    "significant": "Is het veranderd sinds de vorige meting? ja, nee of niet getoetst.",
    "voorlopig": "ja als het cijfer nog kan veranderen.",
    "noot": "Een zin die onder het cijfer komt te staan. Een streefwaarde zonder waarde heeft er "
    "altijd een.",
}


class Rij(NamedTuple):
    """A row of the file; its fields are its columns. `gebied` is a code, `indicator` a slug."""

    gebied: str
    gebiedsnaam: str
    indicator: str
    jaar: int
    soort: str  # gemeten or streef
    waarde: Decimal | None
    reden: str = ""
    n: int | None = None
    marge: Decimal | None = None
    significant: str = ""
    voorlopig: str = ""  # ja or ""
    noot: str = ""


def rijen(indicatoren: QuerySet) -> Iterator[Rij]:
    """All figures and targets of these indicators in this gemeente, hidden ones too; streamed."""
    plek = ("gebied__code", "gebied__naam", "indicator__slug", "jaar")
    volgorde = ("indicator", "jaar", "gebied")
    hier = {"indicator__in": indicatoren, "gebied__gemeente__code": settings.GEMEENTE}
    metingen = Meting.objects.filter(**hier).order_by(*volgorde)
    for rij in metingen.values_list(
        *plek, "waarde", "reden", "n", "marge", "significant", "voorlopig", "voetnoot"
    ).iterator(BLOK):
        *waar, waarde, reden, n, marge, oordeel, voorlopig, noot = rij
        is_getoetst = oordeel != Meting.Significant.NIET_GETOETST
        yield Rij(
            *waar,
            "gemeten",
            waarde,
            reden or "",
            n,
            marge,
            oordeel if is_getoetst else "",
            "ja" if voorlopig else "",
            noot,
        )
    streven = Streefwaarde.objects.filter(**hier).order_by(*volgorde)
    for *waar, waarde, noot in streven.values_list(*plek, "waarde", "noot").iterator(BLOK):
        yield Rij(*waar, "streef", waarde, noot=noot)


def schrijf(rijen: Iterable[Rij], vorm: str, naar: BinaryIO) -> None:
    """As "csv" (UTF-8 with BOM, ; and a decimal comma) or "xlsx" (with a sheet that explains).

    Without rows it is an empty file to fill in. Memory does not grow with the rows. A spreadsheet
    does not reckon with a note; read back it is as it was.
    """
    rijen = (rij._replace(noot=geen_formule(rij.noot)) for rij in rijen)
    {"csv": _csv, "xlsx": _xlsx}[vorm](rijen, naar)


def _csv(rijen, naar):
    tekst = TextIOWrapper(naar, "utf-8-sig", newline="")
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(Rij._fields)
    schrijver.writerows(map(_als_teksten, rijen))
    tekst.detach()


def _als_teksten(rij):
    return [
        f"{cel.normalize():f}".replace(".", ",") if isinstance(cel, Decimal) else cel for cel in rij
    ]


def _xlsx(rijen, naar):
    from indicatoren.lezen.sjabloonblad import schrijf_blad  # noqa: PLC0415  half a second

    schrijf_blad(Rij._fields, rijen, UITLEG, naar)
