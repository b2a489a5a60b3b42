"""What follows from figures, written anew whenever they change."""

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from indicatoren.models import Indicator

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


def werk_bij(paren: Iterable[tuple[int, int]]) -> None:
    """After figures of these (indicator key, year) came, changed or went; in that transaction."""
    paren = list(set(paren))
    if not paren:
        return
    indicatoren, jaren = zip(*paren, strict=True)
    waarden = {"indicatoren": list(indicatoren), "jaren": list(jaren)}
    with connection.cursor() as cursor:
        cursor.execute(VERGEET, waarden)
        cursor.execute(TEL, waarden)
    Indicator.objects.filter(pk__in=set(indicatoren)).update(bijgewerkt_op=timezone.now())
