"""The headings of a file, and its rows as text."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import zip_longest

from indicatoren.lezen.leeswijze import Leeswijze
from kern.tabellen import BLOK, als_tekst, lees_rijen

UITGEPAKT = 200 * BLOK  # what an xlsx with figures may unfold into
KOP_HOOGUIT = 200
# A year that stands by itself: not 85318NED, not 20210.
JAAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:jj00)?(\*{0,2})(?!\d)", re.IGNORECASE)
# What a line under a table begins with.
NOOT = re.compile(
    r"\W*(?:bron|source|©|\(c\)|toelichting|noo?t|voetnoot|let op|legenda|verklaring|peildatum|"
    r"gegenereerd|laatst|copyright)\b|\W*©|\*|\d\)",
    re.IGNORECASE,
)


def rijen_van(bestand, leeswijze: Leeswijze) -> Iterator[list[str]]:
    """All rows as text; those of a sheet as wide as its headings: it keeps no empty cells."""
    rijen = lees_rijen(
        bestand,
        codering=leeswijze.codering,
        scheiding=leeswijze.scheiding,
        blad=leeswijze.blad,
        uitgepakt=UITGEPAKT,
    )
    if not leeswijze.blad:
        return rijen
    leeg = [""] * len(leeswijze.kolommen)
    komma = leeswijze.decimaal
    return ([als_tekst(cel, komma) for cel in rij] + leeg[len(rij) :] for rij in rijen)


def is_voorlopig(kop: str, jaar: int | None) -> bool:
    """Whether a heading marks its year with a star."""
    gevonden = JAAR.search(kop) if jaar else None
    return bool(gevonden and gevonden[2])


def lees_koppen(rijen: list[list[str]], kopregels: int, breedte: int) -> list[str]:
    """The headings of the last `kopregels` of these rows: of two, "subject|year".

    Of the upper one a cell holds until the next.
    """
    onder, *boven = [[schoon(cel) for cel in rij] for rij in rijen[-1 : -kopregels - 1 : -1]]
    if boven:
        paren = zip_longest(_doorgetrokken(boven[0], breedte), onder, fillvalue="")
        onder = ["|".join(deel for deel in paar if deel) for paar in paren]
    return (onder + [""] * breedte)[:breedte]


def schoon(tekst: str) -> str:
    """A heading on one line."""
    return " ".join(tekst.replace("\0", "").split())[:KOP_HOOGUIT]


def vingerafdruk(koppen: list[str]) -> str:
    """The same for the same headings in the same order."""
    return sha256("\n".join(koppen).encode()).hexdigest()


def _doorgetrokken(rij, breedte):
    laatste, uit = "", []
    for cel in (rij + [""] * breedte)[:breedte]:
        laatste = cel or laatste
        uit.append(laatste)
    return uit
