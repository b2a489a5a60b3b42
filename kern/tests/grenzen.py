import pytest
from django.db import IntegrityError, transaction


def weigert(grens, doe):
    """The database refuses `doe()`, by the constraint of this name and no other."""
    with pytest.raises(IntegrityError) as fout, transaction.atomic():
        doe()
    assert fout.value.__cause__.diag.constraint_name == grens
