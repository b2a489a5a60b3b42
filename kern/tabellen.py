"""Tables that people send, csv or xlsx, as rows of cells: one careful reader for all of us.

Rows are counted as a spreadsheet does: a cell with a line break does not make two of one. Cells of
csv are text; those of xlsx text, int, float, date or None, and a `Formule` for what nobody may
read. The file is read as a stream; of xlsx only its list of shared texts is held in memory.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from itertools import chain, islice
from typing import BinaryIO
from zipfile import ZipFile

from kern.exceptions import RegelGeschonden

SCHEIDINGEN = (";", "\t", "|", ",")
BLOK = 1024 * 1024
PROEF = 200  # lines that show the separator
DELEN = 200  # parts of an honest xlsx: some twelve
UITGEPAKT = 20 * BLOK
RIJEN = 1_048_576  # of a sheet, by its standard
KOLOMMEN = 1000
EINDE = "\0einde"  # comes after the last line: when it does not come out, a quote was left open
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
ZIP = b"PK\x03\x04"
VREEMD = {
    b"%PDF": "Dit is een pdf. Vraag om hetzelfde als csv of xlsx.",
    b"\xd0\xcf\x11\xe0": "Dit is een oud bestand van Excel. Bewaar het als xlsx, en kies dat.",
}
GEEN_BLAD = "We kunnen dit bestand niet lezen. Bewaar het in Excel als xlsx en kies het opnieuw."
GEEN_TEKST = "In dit bestand zien we geen tabel. Bewaar het als csv of xlsx en kies het opnieuw."
OPEN_TEKEN = (
    "In dit bestand begint een tekst met een aanhalingsteken dat niet gesloten wordt (vanaf rij "
    "{}). Zet het recht, of bewaar het bestand opnieuw als csv."
)
TE_BREED = f"Deze tabel heeft meer dan {KOLOMMEN} kolommen. Splits hem."


class GeenTabel(RegelGeschonden):
    """The file cannot be read as a table; the sentence says why and what to do."""


class Formule(str):
    """A cell with a formula or an error: what it shows depends on who opened the file last."""


@dataclass(frozen=True)
class Vorm:
    """What a file is: `codering` and `scheiding` of csv, the names of the sheets of xlsx."""

    soort: str
    codering: str = ""
    scheiding: str = ""
    bladen: tuple[str, ...] = ()


def bekijk(bestand: BinaryIO, *, uitgepakt: int = UITGEPAKT) -> Vorm:
    """Recognise a file by its content. GeenTabel when it is neither csv nor xlsx."""
    if _is_zip(bestand):
        return Vorm("xlsx", bladen=tuple(_boek(bestand, uitgepakt).sheetnames))
    codering = _codering(bestand)
    return Vorm("csv", codering, _scheiding(bestand, codering))


def lees_rijen(
    bestand: BinaryIO,
    *,
    codering: str = "",
    scheiding: str = "",
    blad: str = "",
    rijen: int = RIJEN,
    kolommen: int = KOLOMMEN,
    uitgepakt: int = UITGEPAKT,
) -> Iterator[list]:
    """The rows of a file from the first on, empty ones too; what is not given is recognised.

    `rijen` and `kolommen` limit a sheet, `uitgepakt` the bytes it may unfold into; csv is never
    held, so it may be as long as it likes. Nothing is wider than KOLOMMEN. GeenTabel says what is
    wrong, also halfway.
    """
    if _is_zip(bestand):
        return _rijen_xlsx(bestand, blad, rijen, kolommen, uitgepakt)
    codering = codering or _codering(bestand)
    return _rijen_csv(bestand, codering, scheiding or _scheiding(bestand, codering))


def als_tekst(cel, komma: str = ",") -> str:
    """A cell as a person would type it: 2027, 12,5, 31-12-2026, ja."""
    if cel is None:
        return ""
    if isinstance(cel, str):
        return cel
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, date):
        return f"{cel:%d-%m-%Y}"
    if not isinstance(cel, (int, float)):
        return str(cel)  # a time
    # what Excel itself keeps: fifteen digits, so that 7.3 is not 7.2999999999999998
    return f"{cel:.15g}".replace(".", komma)


def heeft_samengevoegde_cellen(bestand: BinaryIO, uitgepakt: int = UITGEPAKT) -> bool:
    """Whether cells of any sheet are merged: only the first of those holds what one sees."""
    if not _is_zip(bestand):
        return False
    with _leesbaar(bestand, uitgepakt) as delen:
        bladen = [naam for naam in delen.namelist() if naam.startswith("xl/worksheets/")]
        return any(_bevat(delen, naam, b"<mergeCell ") for naam in bladen)


class _leesbaar:  # noqa: N801  read as a phrase: with _leesbaar(bestand) as delen
    """The parts of an xlsx, after a look at how large it unfolds; any trouble is a GeenTabel."""

    def __init__(self, bestand, uitgepakt):
        self.bestand, self.uitgepakt = bestand, uitgepakt

    def __enter__(self):
        try:
            self.bestand.seek(0)
            delen = ZipFile(self.bestand)
        except Exception as fout:  # noqa: BLE001  a zip of a stranger can break the reader in any way
            raise GeenTabel(GEEN_BLAD) from fout
        lijst = delen.infolist()
        if len(lijst) > DELEN or sum(deel.file_size for deel in lijst) > self.uitgepakt:
            raise GeenTabel("Dit bestand is uitgepakt te groot. Splits het in delen.")
        return delen

    def __exit__(self, soort, fout, _spoor):
        if isinstance(fout, Exception) and not isinstance(fout, GeenTabel):
            raise GeenTabel(GEEN_BLAD) from fout


def _is_zip(bestand):
    bestand.seek(0)
    is_zip = bestand.read(4) == ZIP
    bestand.seek(0)
    return is_zip


def _boek(bestand, uitgepakt):
    from openpyxl import load_workbook  # noqa: PLC0415  half a second that csv does without

    with _leesbaar(bestand, uitgepakt):
        bestand.seek(0)
        boek = load_workbook(bestand, read_only=True, data_only=False, keep_links=False)
        if not boek.worksheets:
            raise GeenTabel(GEEN_BLAD)
        return boek


def _rijen_xlsx(bestand, naam, rijen, kolommen, uitgepakt):
    boek = _boek(bestand, uitgepakt)
    bladen = {blad.title: blad for blad in boek.worksheets}
    if naam and naam not in bladen:
        raise GeenTabel(f"Het blad ‘{naam}’ is er niet. Kies een ander blad.")
    blad = bladen[naam] if naam else boek.worksheets[0]
    with _leesbaar(bestand, uitgepakt):
        # what a file says about its own size may be untrue, so it is not asked
        blad.reset_dimensions()
        for rij in blad.iter_rows(max_row=rijen):
            if len(rij) > KOLOMMEN:
                raise GeenTabel(TE_BREED)
            yield [_waarde(cel) for cel in rij[:kolommen]]


def _waarde(cel):
    waarde = cel.value
    if waarde is None or cel.data_type == "s":
        return waarde
    if cel.data_type in ("f", "e"):
        return Formule(waarde)
    if cel.has_style and type(waarde) in (int, float) and "%" in cel.number_format:
        return waarde * 100  # one sees 32%
    return waarde


def _bevat(delen, naam, gezocht):
    staart = b""
    with delen.open(naam) as deel:
        while blok := deel.read(BLOK):
            if gezocht in staart + blok:
                return True
            staart = blok[-len(gezocht) :]
    return False


def _rijen_csv(bestand, codering, scheiding):
    bestand.seek(0)
    tekst = TextIOWrapper(bestand, codering, errors="replace", newline="")
    lezer = csv.reader(chain(tekst, [EINDE]), delimiter=scheiding)
    nummer = 0
    try:
        for nummer, rij in enumerate(lezer, 1):  # noqa: B007  the error below says where
            if len(rij) == 1 and rij[0] == EINDE:
                return
            if len(rij) > KOLOMMEN:
                raise GeenTabel(TE_BREED)
            yield rij
        raise GeenTabel(OPEN_TEKEN.format(nummer))
    except csv.Error:
        raise GeenTabel(OPEN_TEKEN.format(nummer + 1)) from None
    except UnicodeError:  # utf-16 of which half a sign is left
        raise GeenTabel(GEEN_TEKST) from None
    finally:
        with suppress(ValueError):  # closed by who stopped halfway
            tekst.detach()


def _codering(bestand):
    bestand.seek(0)
    begin = bestand.read(4096)
    if not begin.strip():
        raise GeenTabel("Dit bestand is leeg. Kies een ander bestand.")
    for merk, zin in VREEMD.items():
        if begin.startswith(merk):
            raise GeenTabel(zin)
    for merk, codering in BOMS.items():
        if begin.startswith(merk):
            return codering
    return _utf16_zonder_bom(begin) or ("utf-8" if _is_utf8(bestand) else "cp1252")


def _utf16_zonder_bom(begin):
    """Of western text in UTF-16 every other byte is NUL."""
    even, oneven = begin[::2].count(0), begin[1::2].count(0)
    if max(even, oneven) * 4 < len(begin):
        return ""
    return "utf-16-le" if oneven > even else "utf-16-be"


def _is_utf8(bestand):
    """UTF-8 that was damaged is still UTF-8: it has more good signs than bad ones."""
    bestand.seek(0)
    lezer = codecs.getincrementaldecoder("utf-8")("replace")
    goed = slecht = 0
    while blok := bestand.read(BLOK):
        if blok.isascii() and not lezer.getstate()[0]:
            continue
        tekst = lezer.decode(blok)
        slecht += tekst.count("\ufffd")
        goed += len(re.findall(r"[^\x00-\x7f\ufffd]", tekst))
    return goed > slecht or not slecht


def _scheiding(bestand, codering):
    """The sign that gives the most rows of one length; of those, the one with most columns."""
    bestand.seek(0)
    tekst = TextIOWrapper(bestand, codering, errors="replace", newline="")
    try:
        regels = [regel[:BLOK] for regel in islice(tekst, PROEF)]
    except UnicodeError:
        raise GeenTabel(GEEN_TEKST) from None
    finally:
        tekst.detach()
    _eis_tekst("".join(regels))
    if opdracht := re.match(r"sep=(.)\s*$", regels[0]):
        return opdracht[1]
    return max(SCHEIDINGEN, key=lambda teken: _gelijke_rijen(regels, teken))


def _eis_tekst(proef):
    vreemd = len(re.findall(r"[\x01-\x08\x0e-\x1f\x7f\ufffd]", proef))
    if vreemd * 20 > len(proef):
        raise GeenTabel(GEEN_TEKST)


def _gelijke_rijen(regels, scheiding):
    """(how many rows have the same number of columns, how many columns)."""
    try:
        lengtes = Counter(len(rij) for rij in csv.reader(regels, delimiter=scheiding))
    except csv.Error:
        return 0, 0
    paren = [(aantal, lengte) for lengte, aantal in lengtes.items() if lengte > 1]
    return max(paren, default=(0, 0))
