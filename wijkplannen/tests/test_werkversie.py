"""When a line of the working copy asks for attention."""

from datetime import date, datetime, time

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from wijkplannen.models import Activiteit, Inzet
from wijkplannen.werkversie import let_op

VANDAAG = date(2027, 2, 12)
JANUARI = DateRange(date(2027, 1, 1), date(2027, 2, 1))
VOORJAAR = DateRange(date(2027, 2, 1), date(2027, 6, 1))


def moment(dag):
    return dag and timezone.make_aware(datetime.combine(dag, time()))


def regel(periode=None, stand="gepland", openbaar=None, bijgewerkt=VANDAAG, bevestigd=None):
    return Inzet(
        activiteit=Activiteit(periode=periode),
        stand=stand,
        openbare_stand=openbaar or stand,
        bijgewerkt_op=moment(bijgewerkt),
        bevestigd_op=moment(bevestigd),
    )


@pytest.mark.parametrize(
    ("inzet", "zin"),
    [
        (regel(), ""),
        (regel(VOORJAAR, "in_uitvoering"), ""),
        (regel(VOORJAAR, "gepland"), "Zou beginnen in februari 2027."),
        (regel(DateRange(VANDAAG, None), "gepland"), ""),
        (regel(JANUARI, "in_uitvoering"), "Zou klaar zijn in januari 2027."),
        (regel(JANUARI, "uitgevoerd"), ""),
        (regel(stand="doorlopend", bijgewerkt=date(2026, 8, 13)), ""),
        (
            regel(stand="doorlopend", bijgewerkt=date(2026, 8, 12)),
            "Niets gehoord sinds augustus 2026.",
        ),
        (regel(stand="doorlopend", bijgewerkt=date(2020, 1, 1), bevestigd=VANDAAG), ""),
        (regel(stand="uitgevoerd", bijgewerkt=date(2020, 1, 1)), ""),
        (
            regel(stand="gestopt", openbaar="gepland"),
            "Gestopt gemeld. Dat staat nog niet online.",
        ),
    ],
)
def test_let_op(inzet, zin):
    assert let_op(inzet, VANDAAG) == zin
