"""An import is taken back: every figure is again as it was before."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.actions.inlezen import paren
from indicatoren.actions.sloten import VAN_IMPORT, houd_cijfers, houd_import
from indicatoren.inleesproef import Proef
from indicatoren.inleesvergelijking import TABELLEN
from indicatoren.models import Correctie, Import
from kern.exceptions import RegelGeschonden, Verouderd
from kern.woorden import opsomming

NOEM = 3
VERANDERD = "Terugdraaien kan niet meer: een cijfer is daarna veranderd ({})."
EERST = " Draai eerst {} terug."
# Its own corrections say what each figure was, with the key of its row.
ZET_TERUG = """
UPDATE {tabel} c SET ({alles}) = (SELECT {alles} FROM jsonb_populate_record(c, k.was) o)
  FROM indicatoren_correctie k
 WHERE k.vervangen_door_id = %(pk)s AND k.soort = '{soort}' AND k.id <= %(tot)s
   AND c.id = (k.was ->> 'id')::bigint
"""
HAAL_WEG = "DELETE FROM {tabel} WHERE herkomst_id = %(pk)s"
# Whoever wrote over a figure of this import, or removed it, left a correction; the last one counts.
DAARNA = """
SELECT DISTINCT ON (k.soort, k.indicator_id, k.gebied_id, k.jaar)
       i.naam || ', ' || g.naam || ', ' || k.jaar, x.naam
  FROM indicatoren_correctie k
  JOIN indicatoren_indicator i ON i.id = k.indicator_id
  JOIN gebieden_gebied g ON g.id = k.gebied_id
  LEFT JOIN indicatoren_import x
         ON x.id = k.vervangen_door_id AND x.id <> %(pk)s AND x.stand = 'ingelezen'
 WHERE (k.was ->> 'herkomst_id')::bigint = %(pk)s
 ORDER BY k.soort, k.indicator_id, k.gebied_id, k.jaar, k.id DESC
 LIMIT %(hooguit)s
"""


@transaction.atomic
def draai_terug(
    imp: Import, *, versie: int, door: Gebruiker | None, nu: datetime | None = None
) -> Import:
    """What was new goes, what was changed is as it was, to the byte; twice is once.

    Raises RegelGeschonden, naming figures, when one of them changed since: a later import is taken
    back first, and what a person changed is not overwritten. Verouderd as everywhere.
    """
    imp = houd_import(imp.pk)
    if imp.stand == Import.Stand.TERUG:
        return imp
    if imp.stand != Import.Stand.INGELEZEN:
        raise RegelGeschonden("Dit bestand is niet ingelezen.")
    if imp.versie != versie:
        raise Verouderd(imp)
    houd_cijfers(imp, VAN_IMPORT)
    gezien = Proef.uit_json(imp.proef)
    _weiger_als_er_iets_veranderde(imp, gezien)
    geraakt = paren(imp)
    with connection.cursor() as cursor:
        for tabel in TABELLEN:
            for opdracht in (ZET_TERUG, HAAL_WEG):
                cursor.execute(tabel.vul(opdracht), {"pk": imp.pk, "tot": gezien.laatste_correctie})
    werk_bij(geraakt)
    imp.stand, imp.teruggedraaid_door = Import.Stand.TERUG, door
    imp.teruggedraaid_op = nu or timezone.now()
    imp.versie += 1
    imp.save()
    return imp


def _weiger_als_er_iets_veranderde(imp, gezien):
    """All that it wrote must still be there, and untouched.

    A later import that was taken back itself put figures back as ours: those are untouched.
    """
    met_de_hand = Correctie.objects.filter(vervangen_door=imp, was__herkomst_id=imp.pk)
    if _aantal(imp) == gezien.te_schrijven and not met_de_hand.exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(DAARNA, {"pk": imp.pk, "hooguit": NOEM})
        rijen = cursor.fetchall()
    cijfers = opsomming([cijfer for cijfer, _ in rijen])
    later = {naam for _, naam in rijen if naam}
    raise RegelGeschonden(
        VERANDERD.format(cijfers) + (EERST.format(opsomming(sorted(later))) if later else "")
    )


def _aantal(imp):
    eigen = {"herkomst": imp}
    return sum(tabel.model.objects.filter(**eigen).count() for tabel in TABELLEN)
