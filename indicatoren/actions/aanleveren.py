"""A file of figures comes in, and somebody says how it is read. No figure changes."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from gebieden.models import Gebied, Gemeente
from gebruikers.models import Gebruiker
from indicatoren.actions.sloten import houd_import
from indicatoren.invoer import leeg
from indicatoren.lezen.bekend import sleutel
from indicatoren.lezen.koppen import vingerafdruk
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.models import Gebiedsnaam, Import, Kolomkeuze
from kern.bestanden import geen_bestand_zonder_rij
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, zelfde

AL_INGELEZEN = "Dit bestand is al ingelezen. Hoe we het lezen verandert niet meer."


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
    merk = sha256()
    for stuk in bestand.chunks():
        merk.update(stuk)
    inhoud = {"gemeente": gemeente, "sha256": merk.hexdigest(), "door": door}
    if bestaand := Import.objects.filter(uuid=uuid).first():
        return zelfde(bestaand, **inhoud)
    imp = Import(
        **inhoud,
        uuid=uuid,
        naam=naam[-120:].replace("\0", ""),
        grootte=bestand.size,
        is_voorbeeld=is_voorbeeld,
        op=nu or timezone.now(),
    )
    try:
        with geen_bestand_zonder_rij(imp):
            bestand.seek(0)
            imp.bestand.save("", bestand, save=False)
            return bewaar_eenmalig(imp)
    except RegelGeschonden:  # the other tap was a moment earlier
        return zelfde(Import.objects.get(uuid=uuid), **inhoud)


def eerder_ingelezen(imp: Import) -> Import | None:
    """The last import of the very same file that is read in, if there is one."""
    zelfde_bestand = Import.objects.filter(
        gemeente=imp.gemeente_id, sha256=imp.sha256, stand=Import.Stand.INGELEZEN
    )
    return zelfde_bestand.exclude(pk=imp.pk).order_by("-ingelezen_op").first()


@transaction.atomic
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
    as the file writes them. Whoever looks through it by an earlier choice stops. Raises Verouderd
    when somebody chose in between, RegelGeschonden when it is read in or taken back.
    """
    imp, nu = houd_import(imp.pk), nu or timezone.now()
    if imp.is_ingelezen:
        raise RegelGeschonden(AL_INGELEZEN)
    if imp.versie != versie:
        raise Verouderd(imp)
    wie = {"door": door, "op": nu}
    _onthoud_kolommen(imp.gemeente, leeswijze, wie)
    _onthoud_namen(imp.gemeente, namen or {}, wie)
    imp.leeswijze = leeswijze.als_json()
    imp.versie += 1
    return zet_op_wacht(imp)


def zet_op_wacht(imp: Import) -> Import:
    """To be looked through from the start; the caller holds it."""
    imp.stand, imp.begonnen_op, imp.gedaan = Import.Stand.WACHT, None, 0
    imp.proef, imp.fouten, imp.melding = None, [], ""
    imp.save()
    return imp


@transaction.atomic
def gooi_weg(imp: Import) -> None:
    """Forget a file that was not read in. Raises RegelGeschonden when it was."""
    imp = houd_import(imp.pk)
    if imp.is_ingelezen:
        raise RegelGeschonden("Dit bestand is ingelezen. Draai het eerst terug.")
    leeg(imp)
    imp.delete()
    transaction.on_commit(lambda: imp.bestand.delete(save=False))


def _onthoud_kolommen(gemeente, leeswijze, wie):
    Kolomkeuze.objects.update_or_create(
        gemeente=gemeente,
        koppen=vingerafdruk([kolom.kop for kolom in leeswijze.kolommen]),
        defaults={"leeswijze": leeswijze.als_json()} | wie,
    )


def _onthoud_namen(gemeente, namen, wie):
    """A name means one area of a kind at a time: another choice takes the place of the last."""
    for tekst, gebied in namen.items():
        eerder = Gebiedsnaam.objects.filter(gemeente=gemeente, naam=sleutel(tekst))
        zelfde_tijd = {"gebied__soort": gebied.soort, "gebied__geldig__overlap": gebied.geldig}
        eerder.filter(**zelfde_tijd).exclude(gebied=gebied).delete()
        Gebiedsnaam.objects.get_or_create(
            gemeente=gemeente, naam=sleutel(tekst), gebied=gebied, defaults=wie
        )
