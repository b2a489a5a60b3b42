"""Figures of a file that was looked through become figures of the city: all of them or none."""

from datetime import datetime

from gebruikers.models import Gebruiker
from indicatoren.models import Import


def lees_in(
    imp: Import,
    *,
    vingerafdruk: str,
    versie: int,
    door: Gebruiker | None,
    nu: datetime | None = None,
) -> Import:
    """Write all figures, or none; twice is once.

    `vingerafdruk` is that of the `Proef` one looked at. Raises RegelGeschonden when a row is
    refused or there is nothing to write; Verouderd when the file would do something else by now:
    the import then carries a new dry run, or waits for one, to look at first.
    """
    raise NotImplementedError
