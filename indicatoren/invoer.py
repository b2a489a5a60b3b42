"""The staging table: figures of one file on their way, put there by COPY in stretches."""

from collections.abc import Iterable

from django.db import connection

from indicatoren.lezen.cijfers import Gelezen
from indicatoren.models import Import, Invoer

KOPIEER = f"COPY {Invoer._meta.db_table} (herkomst_id, {', '.join(Gelezen._fields)}) FROM STDIN"


def kopieer(imp: Import, cijfers: Iterable[Gelezen]) -> None:
    with connection.cursor() as cursor, cursor.copy(KOPIEER) as kopie:
        for cijfer in cijfers:
            kopie.write_row((imp.pk, *cijfer))


def leeg(imp: Import) -> None:
    """Also what was left by somebody who stopped halfway."""
    with connection.cursor() as cursor:  # as SQL: Django would first fetch a million keys
        cursor.execute("DELETE FROM indicatoren_invoer WHERE herkomst_id = %s", [imp.pk])
