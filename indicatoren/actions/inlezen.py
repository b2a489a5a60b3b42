"""Figures of a file that was looked through become figures of the city: all of them or none."""

from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from gebruikers.models import Gebruiker
from indicatoren.actions.aanleveren import zet_op_wacht
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.actions.sloten import IN_INVOER, VAN_IMPORT, houd_cijfers, houd_import
from indicatoren.inleesproef import Proef, proef, vingerafdruk_van
from indicatoren.inleesvergelijking import is_onbekend, schrijf, weeg
from indicatoren.invoer import leeg
from indicatoren.models import Correctie, Import
from kern.exceptions import RegelGeschonden, Verouderd

NIET_NAGEKEKEN = "Dit bestand is nog niet nagekeken. Wacht tot dat klaar is."
GEWEIGERD = "Er is een regel die we niet kunnen inlezen. Verbeter het bestand en lever het aan."
NIETS = "Er valt niets in te lezen: alle cijfers uit dit bestand staan er al zo in."


def lees_in(
    imp: Import,
    *,
    vingerafdruk: str,
    versie: int,
    door: Gebruiker | None,
    nu: datetime | None = None,
) -> Import:
    """Write all figures, or none; twice is once.

    `vingerafdruk` is that of the `Proef` one looked at. Raises RegelGeschonden when a row is
    refused or there is nothing to write; Verouderd when the file would do something else by now:
    the import then carries a new dry run, or waits for one, to look at first.
    """
    with transaction.atomic():
        imp = houd_import(imp.pk)
        if imp.stand == Import.Stand.INGELEZEN:
            return imp
        if imp.stand != Import.Stand.BEKEKEN:
            raise RegelGeschonden(NIET_NAGEKEKEN)
        wordt = _zoals_gezien(imp, vingerafdruk) if imp.versie == versie else None
        if wordt:
            return _schrijf(imp, wordt, door, nu or timezone.now())
    raise Verouderd(imp)  # after the commit, so that the new dry run stays


def _zoals_gezien(imp, vingerafdruk):
    """The dry run when it is still the one that was looked at; else a new one is kept."""
    gezien = Proef.uit_json(imp.proef)
    houd_cijfers(imp, IN_INVOER)
    weging = weeg(imp)
    if weging.cijfers != gezien.cijfers or is_onbekend(imp):
        zet_op_wacht(imp)
        return None
    if vingerafdruk_van(imp, weging) == gezien.vingerafdruk:
        return gezien if gezien.vingerafdruk == vingerafdruk else None
    imp.proef = proef(
        imp,
        geweigerd=gezien.geweigerd,
        dubbel=gezien.dubbel,
        regels=gezien.regels,
        buiten=gezien.buiten,
        leeg=gezien.leeg,
    ).als_json()
    imp.save(update_fields=["proef"])
    return None


def _schrijf(imp, wordt, door, nu):
    if wordt.geweigerd:
        raise RegelGeschonden(GEWEIGERD)
    if not wordt.te_schrijven:
        raise RegelGeschonden(NIETS)
    schrijf(imp, nieuw=wordt.nieuw, gewijzigd=wordt.gewijzigd, gelijk=wordt.gelijk)
    leeg(imp)
    geraakt = paren(imp)
    werk_bij(geraakt)
    eigen = Correctie.objects.filter(vervangen_door=imp).aggregate(hoogste=Max("pk"))
    imp.proef = replace(
        wordt,
        laatste_correctie=eigen["hoogste"] or 0,
        indicatoren=tuple(sorted({indicator for indicator, _ in geraakt})),
    ).als_json()
    imp.stand, imp.ingelezen_door, imp.ingelezen_op = Import.Stand.INGELEZEN, door, nu
    imp.versie += 1
    imp.save()
    return imp


def paren(imp: Import) -> list[tuple[int, int]]:
    """(indicator key, year) of every figure that comes from this import."""
    with connection.cursor() as cursor:
        cursor.execute(VAN_IMPORT.format("indicator_id, jaar"), {"pk": imp.pk})
        return cursor.fetchall()
