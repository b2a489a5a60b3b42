"""A file that a page makes and sends."""

import csv
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

REKENT = r"^'*[=+\-@\t\r]"  # a spreadsheet reckons; or would, without the sign that says it is text


def download(inhoud: bytes | str, soort: str, naam: str, *, inline: bool = False) -> HttpResponse:
    """An answer with this content of mime type `soort`, kept as `naam`; `inline` opens it first."""
    kop = {"Content-Disposition": content_disposition_header(not inline, naam)}
    return HttpResponse(inhoud, content_type=soort, headers=kop)


def csv_download(naam: str, koppen: Sequence[str], rijen: Iterable[Sequence]) -> HttpResponse:
    """A small table as Excel opens it here: UTF-8 with BOM, semicolons; no text reckons."""
    antwoord = download("\ufeff", "text/csv; charset=utf-8", naam)
    schrijver = csv.writer(antwoord, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(koppen)
    schrijver.writerows([geen_formule(cel) for cel in rij] for rij in rijen)
    return antwoord


def geen_formule(cel):
    """A spreadsheet would reckon with a text that begins like this. Undone by `weer_tekst`."""
    return f"'{cel}" if isinstance(cel, str) and re.match(REKENT, cel) else cel


def weer_tekst(cel: str) -> str:
    """What `geen_formule` was given."""
    return cel[1:] if cel.startswith("'") and re.match(REKENT, cel) else cel
