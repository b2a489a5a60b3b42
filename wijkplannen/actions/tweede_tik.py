"""A form that was sent twice writes once; the same uuid with other words is a mistake."""

from django.db.models import Model

from kern.exceptions import RegelGeschonden
from kern.velden import OPNIEUW


def zelfde(rij: Model, **velden) -> Model:
    """The row that the first tap wrote; raises RegelGeschonden when it holds anything else."""
    if any(getattr(rij, naam) != waarde for naam, waarde in velden.items()):
        raise RegelGeschonden(OPNIEUW)
    return rij
