"""The dry run: read a file into the staging table, and say what it would do."""

from datetime import datetime

from indicatoren.models import Import
from kern.bestanden import MEGABYTE

MEEKIJKEN_TOT = 2 * MEGABYTE  # a file up to here is looked through while one waits


def begin(imp: Import) -> Import:
    """After `kies`, and again from the button of a page that waits: a small file is looked through
    at once (in this request), a large one by the worker. Gives the import as it is then.
    """
    raise NotImplementedError


def kijk_na(imp: Import, *, nu: datetime | None = None) -> Import:
    """Look through a file that waits: BEKEKEN with its `proef` and `fouten`, or MISLUKT with why.

    In short transactions of its own, so that others see `gedaan` grow; not to be called inside one.
    Somebody else busy with it, or nothing to do: it comes back as it is. One that stopped halfway
    (`begonnen_op` ten minutes old) is begun again.
    """
    raise NotImplementedError
