"""A file that a page makes and sends."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(inhoud: bytes | str, soort: str, naam: str, *, inline: bool = False) -> HttpResponse:
    """An answer with this content of mime type `soort`, kept as `naam`; `inline` opens it first."""
    kop = {"Content-Disposition": content_disposition_header(not inline, naam)}
    return HttpResponse(inhoud, content_type=soort, headers=kop)
