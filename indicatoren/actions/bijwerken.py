"""What follows from figures, written anew whenever they change."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from indicatoren.gebiedssommen import Gebiedssommen
from indicatoren.models import Indicator
from indicatoren.onderdrukking import ook_verbergen

PAREN = """
(SELECT * FROM unnest(%(indicatoren)s::bigint[], %(jaren)s::smallint[]) AS u (indicator_id, jaar))
"""
VERGEET = f"""
DELETE FROM indicatoren_dekking d USING {PAREN} p
 WHERE d.indicator_id = p.indicator_id AND d.jaar = p.jaar
"""
TEL = f"""
INSERT INTO indicatoren_dekking (indicator_id, gemeente_id, soort, jaar, aantal)
SELECT m.indicator_id, g.gemeente_id, g.soort, m.jaar, count(*)
  FROM {PAREN} p
  JOIN indicatoren_meting m ON m.indicator_id = p.indicator_id AND m.jaar = p.jaar
  JOIN gebieden_gebied g ON g.id = m.gebied_id
 GROUP BY 1, 2, 3, 4
"""
# Too few answers, or the source says so itself: only of an indicator that has a threshold.
GEHEIM = (
    "(m.n < i.drempel_n OR i.drempel_n >= 0 AND m.reden IN ('te_weinig', 'geheim', 'onbekend'))"
)
MET_GEHEIM = f"""
SELECT DISTINCT m.indicator_id, m.jaar, g.gemeente_id
  FROM {PAREN} p
  JOIN indicatoren_indicator i ON i.id = p.indicator_id
  JOIN indicatoren_meting m ON m.indicator_id = p.indicator_id AND m.jaar = p.jaar
  JOIN gebieden_gebied g ON g.id = m.gebied_id
 WHERE {GEHEIM}
"""
CELLEN = f"""
SELECT m.id, g.soort, g.code, m.n, m.waarde IS NOT NULL, coalesce({GEHEIM}, false)
  FROM indicatoren_meting m
  JOIN indicatoren_indicator i ON i.id = m.indicator_id
  JOIN gebieden_gebied g ON g.id = m.gebied_id
 WHERE m.indicator_id = %s AND m.jaar = %s AND g.gemeente_id = %s
"""
VERBERG = f"""
UPDATE indicatoren_meting meting SET verborgen = nieuw.verborgen
  FROM (SELECT m.id, m.verborgen AS oud,
               CASE WHEN m.waarde IS NULL THEN ''
                    WHEN m.n < i.drempel_n THEN 'drempel'
                    WHEN m.id = ANY(%(samenhang)s) THEN 'samenhang'
                    ELSE '' END AS verborgen
          FROM {PAREN} p
          JOIN indicatoren_indicator i ON i.id = p.indicator_id
          JOIN indicatoren_meting m ON m.indicator_id = p.indicator_id AND m.jaar = p.jaar) nieuw
 WHERE meting.id = nieuw.id AND nieuw.oud <> nieuw.verborgen
"""


@transaction.atomic
def werk_bij(paren: Iterable[tuple[int, int]]) -> None:
    """After figures of these (indicator key, year) came, changed or went; in that transaction.

    Who changes figures of the same indicator at the same time waits here for the other, and then
    sees what the other wrote: what is hidden follows from all figures together.
    """
    paren = sorted(set(paren))
    if not paren:
        return
    waarden, rijen = _vergrendel(paren)
    with connection.cursor() as cursor:
        cursor.execute(VERGEET, waarden)
        cursor.execute(TEL, waarden)
        _verberg(cursor, waarden)
    rijen.update(bijgewerkt_op=timezone.now())


@transaction.atomic
def verberg_opnieuw(indicator: Indicator) -> bool:
    """When areas may have been divided anew since: whether a figure came to be hidden or shown."""
    paren = set(indicator.dekking.values_list("indicator", "jaar"))
    if not paren:
        return False
    waarden, rijen = _vergrendel(paren)
    with connection.cursor() as cursor:
        is_anders = _verberg(cursor, waarden) > 0
    if is_anders:
        rijen.update(bijgewerkt_op=timezone.now())
    return is_anders


def _vergrendel(paren):
    indicatoren, jaren = zip(*paren, strict=True)
    rijen = Indicator.objects.filter(pk__in=set(indicatoren))
    list(rijen.order_by("pk").select_for_update().values_list("pk"))
    return {"indicatoren": list(indicatoren), "jaren": list(jaren)}, rijen


def _verberg(cursor, waarden) -> int:
    cursor.execute(VERBERG, waarden | {"samenhang": _samenhang(cursor, waarden)})
    return cursor.rowcount


def _samenhang(cursor, waarden) -> list[int]:
    """The measurements to hide because one of too few answers could be computed with them."""
    cursor.execute(MET_GEHEIM, waarden)
    per_gemeente = defaultdict(list)
    for indicator, jaar, gemeente in cursor.fetchall():
        per_gemeente[gemeente].append((indicator, jaar))
    gevonden = []
    for gemeente, paren in per_gemeente.items():
        gebieden = Gebiedssommen(gemeente)
        for indicator, jaar in paren:
            cursor.execute(CELLEN, [indicator, jaar, gemeente])
            gevonden += _naast_elkaar(gebieden, jaar, cursor.fetchall())
    return gevonden


def _naast_elkaar(gebieden, jaar, rijen) -> list[int]:
    """Of the figures of one indicator, year and gemeente."""
    metingen, antwoorden, geheim = defaultdict(list), {}, set()
    for pk, soort, code, n, heeft_waarde, is_geheim in rijen:
        cel = (soort, code)
        if heeft_waarde:
            metingen[cel].append(pk)
            antwoorden[cel] = n
        if is_geheim:
            geheim.add(cel)
    sommen = gebieden.sommen(jaar, antwoorden.keys() | geheim)
    return [pk for cel in ook_verbergen(sommen, antwoorden, geheim) for pk in metingen[cel]]
