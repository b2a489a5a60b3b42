"""Our own file of figures, out: a long table that is read back without any choice."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import BinaryIO, NamedTuple

from django.db.models import QuerySet


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
    """All figures and targets of these indicators that we have, hidden ones too; streamed."""
    raise NotImplementedError


def schrijf(rijen: Iterable[Rij], vorm: str, naar: BinaryIO) -> None:
    """As "csv" (UTF-8 with BOM, ; and a decimal comma) or "xlsx" (with a sheet that explains)."""
    raise NotImplementedError
