"""Tables of our own, as csv beside the code: UTF-8, cells known by their heading."""

from collections.abc import Iterator
from pathlib import Path

from kern.tabellen import GeenTabel, bekijk, lees_rijen


def lees_benoemd(bestand: Path, *namen: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and cells by heading of each row under the first.

    Cells come without padding, absent ones as "". GeenTabel for a file that is not there or not
    UTF-8, lacks a heading of `namen`, or has a row that is longer than its headings.
    """
    try:
        with bestand.open("rb") as stroom:
            vorm = bekijk(stroom)
            if not vorm.codering.startswith("utf-8"):
                raise GeenTabel(f"{bestand.name} is geen UTF-8.")
            rijen = lees_rijen(stroom, codering=vorm.codering, scheiding=vorm.scheiding)
            yield from _benoemd(bestand.name, rijen, namen)
    except OSError:
        raise GeenTabel(f"{bestand} ontbreekt.") from None


def _benoemd(bestand, rijen, namen):
    koppen = [kop.strip() for kop in next(rijen, [])]
    for naam in namen:
        if naam not in koppen:
            raise GeenTabel(f"{bestand}, regel 1: de kolom “{naam}” ontbreekt.")
    for nummer, rij in enumerate(rijen, 2):
        if len(rij) > len(koppen):
            raise GeenTabel(
                f"{bestand}, regel {nummer}: er staan meer kolommen dan in de eerste regel."
            )
        if rij:
            rij += [""] * (len(koppen) - len(rij))
            yield nummer, {kop: cel.strip() for kop, cel in zip(koppen, rij, strict=True)}
