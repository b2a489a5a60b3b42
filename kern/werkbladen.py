"""Spreadsheets, out: real numbers, real dates, and sums as formulas that one can check.

What comes in is read by `kern.tabellen`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

EURO = '"€" #,##0.00;[Red]-"€" #,##0.00'
VET = Font(bold=True)
BREED = 60


class Blad:
    """A sheet one writes row by row. Text is always text, also when it begins with "="."""

    def __init__(self, boek: Workbook, naam: str):
        self.blad = boek.create_sheet(naam[:31])

    @property
    def rij(self):
        """The number of the last row."""
        return self.blad.max_row if self.blad["A1"].value is not None else 0

    def schrijf(self, *waarden, vet=False):
        """A row; a `Formule` stays one. Gives its number."""
        nr = self.rij + 1
        for kolom, waarde in enumerate(waarden, start=1):
            cel = self.blad.cell(nr, kolom)
            _zet(cel, waarde)
            if vet:
                cel.font = VET
        return nr

    def kop(self, *namen):
        nr = self.schrijf(*namen, vet=True)
        for cel in self.blad[nr]:
            cel.alignment = Alignment(wrap_text=True, vertical="top")
        return nr

    def zet_breedtes(self):
        for kolom in self.blad.columns:
            lang = max((len(str(cel.value)) for cel in kolom if cel.value is not None), default=8)
            letter = get_column_letter(kolom[0].column)
            self.blad.column_dimensions[letter].width = min(max(lang + 2, 12), BREED)


class Formule(str):
    """A formula of our own, without "=": `Formule("SUM(B2:B9)")`."""


@dataclass(frozen=True)
class Getal:
    """A number in a notation of its own, where an amount in euro would mislead."""

    waarde: Decimal | int | Formule
    notatie: str


def maak_boek() -> Workbook:
    boek = Workbook()
    boek.remove(boek.active)
    return boek


def als_bytes(boek: Workbook) -> bytes:
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def zonder_stuurtekens(tekst: str) -> str:
    """Text as a cell can hold it."""
    return ILLEGAL_CHARACTERS_RE.sub("", tekst)


def letter(kolom: int) -> str:
    return get_column_letter(kolom)


def _zet(cel, waarde):
    if isinstance(waarde, Getal):
        _zet(cel, waarde.waarde)
        cel.number_format = waarde.notatie
    elif isinstance(waarde, Formule):
        cel.value, cel.number_format = f"={waarde}", EURO
    elif isinstance(waarde, str):
        cel.value = zonder_stuurtekens(waarde)
        cel.data_type = "s"
        cel.quotePrefix = True
    elif isinstance(waarde, Decimal):
        cel.value, cel.number_format = waarde, EURO
    elif isinstance(waarde, date):
        cel.value, cel.number_format = waarde, "DD-MM-YYYY"
    else:
        cel.value = waarde
