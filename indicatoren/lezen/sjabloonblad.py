"""The file of figures as a spreadsheet, written row by row."""

from decimal import Decimal
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from kern.werkbladen import letter, zonder_stuurtekens

SMAL, BREED = 14, 100
BREEDTES = {"gebiedsnaam": 28, "indicator": 32, "noot": 40}


def schrijf_blad(koppen, rijen, uitleg, naar):
    """A sheet with rows under headings, and one that says what belongs under each of them."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Cijfers")
    blad.freeze_panes = "A2"
    for nr, kop in enumerate(koppen, 1):
        blad.column_dimensions[letter(nr)].width = BREEDTES.get(kop, SMAL)
    for rij in chain([koppen], rijen):
        blad.append([_cel(blad, cel) for cel in rij])
    blad = boek.create_sheet("Uitleg")
    blad.column_dimensions["A"].width, blad.column_dimensions["B"].width = SMAL, BREED
    for regel in chain([("kolom", "wat erin staat")], uitleg.items()):
        blad.append(regel)
    boek.save(naar)


def _cel(blad, cel):
    """A real number, or text that stays text, also when it begins with "="."""
    if isinstance(cel, Decimal):
        return float(cel)
    if not isinstance(cel, str):
        return cel
    gemaakt = WriteOnlyCell(blad, zonder_stuurtekens(cel))
    gemaakt.data_type = "s"
    return gemaakt
