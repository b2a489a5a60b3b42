"""Writing one row: once per form, only when something differs, never over what somebody else wrote.

`velden` is {name of a field: value}; `erbij` is what is written along when something differs, such
as who did it. A row that changes is held by the caller.
"""

from dataclasses import dataclass
from hashlib import blake2b

from django.db import IntegrityError, transaction
from django.db.models import Model

from kern.exceptions import RegelGeschonden, Verouderd
from kern.velden import OPNIEUW


def is_gelijk(rij: Model, velden: dict) -> bool:
    """Whether all of it stands there already."""
    return all(getattr(rij, naam) == waarde for naam, waarde in velden.items())


def vul_in(rij: Model, velden: dict) -> None:
    """Put it in the row; saving is for the caller."""
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)


def wijzig(rij, versie: int, velden: dict, *, toets=None, **erbij):
    """Change a row that was read as `versie`; raises Verouderd when somebody saved in between.
    `toets(row)` may refuse what it became, before that is saved.

    Saving what is there already changes nothing, at whatever version.
    """
    if is_gelijk(rij, velden):
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    vul_in(rij, velden)
    if toets:
        toets(rij)
    return bewaar_nieuwe_versie(rij, **erbij)


def bewaar_nieuwe_versie(rij, **erbij):
    """Save what was changed: whoever still reads the version before it is too late."""
    rij.versie += 1
    vul_in(rij, erbij)
    rij.save()
    return rij


def bewaar_eenmalig(rij: Model) -> Model:
    """Save a new row; its uuid in use elsewhere, if only a moment ago, is a sentence to read.

    Whether the same form was sent twice here is for the caller to see first.
    """
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError:
        raise RegelGeschonden(OPNIEUW) from None
    return rij


def zelfde(rij: Model, **velden) -> Model:
    """The row that the first tap wrote; raises RegelGeschonden when it holds anything else."""
    if not is_gelijk(rij, velden):
        raise RegelGeschonden(OPNIEUW)
    return rij


def lijststand(rijen) -> str:
    """Which rows a list holds, in this order: it differs when one came, went or moved."""
    return blake2b(" ".join(str(rij.pk) for rij in rijen).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Plaats:
    """Where something stands in its list, and which list that is (`lijststand`)."""

    nummer: int
    van: int
    lijst: str


def afdruk(*waarden) -> int:
    """What was read of something without a version: another number when another value is there."""
    return int.from_bytes(blake2b(repr(waarden).encode(), digest_size=4).digest())
