"""A file of figures comes in, and somebody says how it is read. No figure changes."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.files import File

from gebieden.models import Gebied, Gemeente
from gebruikers.models import Gebruiker
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.models import Import


def lever_aan(
    gemeente: Gemeente,
    *,
    uuid: UUID,
    bestand: File,
    naam: str,
    door: Gebruiker | None,
    is_voorbeeld: bool = False,
    nu: datetime | None = None,
) -> Import:
    """Keep the file, NIEUW; `uuid` makes a double click harmless.

    The same uuid with another file raises RegelGeschonden. That the same file was read in before is
    no error: see `eerder_ingelezen`.
    """
    raise NotImplementedError


def eerder_ingelezen(imp: Import) -> Import | None:
    """The last import of the very same file that is read in, if there is one."""
    raise NotImplementedError


def kies(
    imp: Import,
    *,
    leeswijze: Leeswijze,
    versie: int,
    door: Gebruiker | None,
    namen: Mapping[str, Gebied] | None = None,
    nu: datetime | None = None,
) -> Import:
    """How this file is read: the import is WACHT, and must be looked through (`nakijken.begin`).

    Remembered for files with the same headings; `namen` are names of areas that were confirmed,
    as the file writes them. Raises Verouderd when somebody chose in between, RegelGeschonden when
    it is read in or taken back.
    """
    raise NotImplementedError
