"""Files with figures as people send them, and what a reader may know without a database."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook

from indicatoren.lezen.bekend import Bekend, BekendeIndicator, BekendGebied, sleutel

GEGEVENS = Path(__file__).parent / "gegevens"
BUURTEN = (
    BekendGebied(1, "BU03070101", "Nieuwstraat e.o.", "buurt"),
    BekendGebied(2, "BU03070102", "Mooierstraat e.o.", "buurt"),
    BekendGebied(3, "BU03070104", "Café-kwartier", "buurt"),
    BekendGebied(4, "BU03070200", "Smallepad e.o.", "buurt"),
)
STAD = BekendGebied(9, "GM0307", "Amersfoort", "gemeente", date(2025, 1, 1))
RUST = BekendeIndicator(1, "rust", "Rust in de buurt", Decimal(1), Decimal(10))
INWONERS = BekendeIndicator(2, "inwoners", "Aantal inwoners")
BEREKEND = BekendeIndicator(3, "initiatieven", "Toegekende initiatieven", is_berekend=True)


def maak_bekend(*, gebieden=(*BUURTEN, STAD), indicatoren=(RUST, INWONERS, BEREKEND), namen=()):
    """`namen` are pairs (name, area) that somebody confirmed."""
    return Bekend(
        gemeente="GM0307",
        indicatoren=_bundel((t, i) for i in indicatoren for t in (i.slug, i.naam)),
        codes=_bundel((gebied.code, gebied) for gebied in gebieden),
        namen=_bundel((gebied.naam, gebied) for gebied in gebieden),
        bevestigd=_bundel(namen),
    )


def _bundel(paren):
    bundel = {}
    for tekst, ding in paren:
        bundel[sleutel(tekst)] = (*bundel.get(sleutel(tekst), ()), ding)
    return bundel


def maak_csv(rijen, *, codering="utf-8", scheiding=";", quotes=False, einde="\r\n"):
    uit = StringIO(newline="")
    vorm = csv.QUOTE_ALL if quotes else csv.QUOTE_MINIMAL
    csv.writer(uit, delimiter=scheiding, quoting=vorm, lineterminator=einde).writerows(rijen)
    return BytesIO(uit.getvalue().encode(codering))


def maak_xlsx(rijen):
    boek, uit = Workbook(), BytesIO()
    for rij in rijen:
        boek.active.append(rij)
    boek.save(uit)
    return uit
