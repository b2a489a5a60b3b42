"""Writing what carries the uuid of its form."""

from django.db import IntegrityError, transaction

from kern.exceptions import RegelGeschonden
from kern.velden import OPNIEUW


def bewaar_eenmalig(rij):
    """Save a new row; its uuid in use elsewhere, if only a moment ago, is a sentence to read.

    Whether the same form was sent twice here is for the caller to see first.
    """
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError:
        raise RegelGeschonden(OPNIEUW) from None
    return rij
