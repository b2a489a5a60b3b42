"""A file that a page makes and sends."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header


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
    """A spreadsheet would reckon with a text that begins like this."""
    rekent = isinstance(cel, str) and cel.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cel}" if rekent else cel
