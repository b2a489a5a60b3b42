"""All rows of the database of a test: which tables have any, and putting them back."""

from django.core.management import call_command
from django.db import connection, transaction

VAN_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}


def tabellen_met_rijen() -> list[str]:
    """Besides those that `migrate` itself fills."""
    namen = [n for n in connection.introspection.table_names() if n not in VAN_MIGRATE]
    vraag = " UNION ALL ".join(f"SELECT '{n}' WHERE EXISTS (SELECT FROM {n})" for n in namen)
    with connection.cursor() as cursor:
        cursor.execute(vraag)
        return [naam for (naam,) in cursor]


@transaction.atomic
def rijen_na(*opdrachten: str) -> dict[str, bytes]:
    """What these commands write in an empty database, for `zet_rijen_terug`; nothing of it stays.

    Loading a real city takes seconds, putting its rows back a tenth of one.
    """
    for opdracht in opdrachten:
        call_command(opdracht, verbosity=0)
    rijen = _kopieer()
    transaction.set_rollback(True)
    return rijen


def _kopieer():
    kopie = {}
    with connection.cursor() as cursor:
        for tabel in tabellen_met_rijen():
            with cursor.copy(f"COPY {tabel} TO STDOUT (FORMAT binary)") as stroom:
                kopie[tabel] = b"".join(stroom)
    return kopie


def zet_rijen_terug(kopie: dict[str, bytes]) -> None:
    """With the keys they had, past triggers and foreign keys: they stood there like this before."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for tabel, rijen in kopie.items():
            with cursor.copy(f"COPY {tabel} FROM STDIN (FORMAT binary)") as stroom:
                stroom.write(rijen)
        cursor.execute("SET session_replication_role = origin")
