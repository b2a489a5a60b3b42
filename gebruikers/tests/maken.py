from datetime import timedelta
from itertools import count

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate

from gebruikers.models import Aanstelling, Gebruiker, Rol

nummer = count(1)


def periode(van=-365, tot=365):
    """A period in days from today; the last day is not in it, as in the database."""
    return DateRange(localdate() + timedelta(van), localdate() + timedelta(tot))


def maak_gebruiker(**afwijking):
    nr = next(nummer)
    velden = {"email": f"persoon{nr}@voorbeeld.example", "naam": f"Persoon {nr}"} | afwijking
    return Gebruiker.objects.create_user(**velden)


def maak_aanstelling(gebruiker=None, rol=Rol.GEBIEDSMANAGER, **afwijking):
    return Aanstelling.objects.create(
        gebruiker=gebruiker or maak_gebruiker(), rol=rol, **{"periode": periode()} | afwijking
    )
