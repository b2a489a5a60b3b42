"""Files of figures, and imports at each stand, without reading anything."""

from django.core.files.base import ContentFile
from django.utils import timezone

from indicatoren.inleesproef import Proef
from indicatoren.lezen.leeswijze import Kolom, Leeswijze, Rol
from indicatoren.models import Import
from indicatoren.tests.maken import maak_stad

EIGEN = "gebied;indicator;jaar;soort;waarde\r\n"
LANG = Leeswijze(
    kolommen=tuple(
        Kolom(kop, Rol(kop)) for kop in ("gebied", "indicator", "jaar", "soort", "waarde")
    )
)


def maak_import(stand="bekeken", inhoud=EIGEN + "GM0307;rust;2025;gemeten;7,4\r\n", **afwijking):
    """A file with one new figure, looked through."""
    nu = timezone.now()
    velden = {
        "gemeente": maak_stad().gemeente,
        "naam": "cijfers.csv",
        "sha256": "0" * 64,
        "grootte": len(inhoud),
        "stand": stand,
        "op": nu,
        "leeswijze": None if stand == "nieuw" else LANG.als_json(),
    } | afwijking
    if stand in {"bekeken", "ingelezen", "terug"}:
        velden.setdefault("proef", Proef(nieuw=1, vingerafdruk="a" * 64).als_json())
    if stand in {"ingelezen", "terug"}:
        velden.setdefault("ingelezen_op", nu)
    if stand == "terug":
        velden.setdefault("teruggedraaid_op", nu)
    imp = Import(**velden)
    imp.bestand.save(imp.naam, ContentFile(inhoud.encode()), save=False)
    imp.save()
    return imp
