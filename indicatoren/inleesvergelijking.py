"""Figures on their way (`Invoer`) beside the figures that we have: in SQL, in sets.

The two kinds of figures have a table each; `Tabel` says what differs, the statements are the same.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Model

from indicatoren.models import Correctie, Import, Meting, Streefwaarde


@dataclass(frozen=True)
class Tabel:
    """A kind of figures. `velden` is {column: what `Invoer` (i) says of it}; `vast` is what a new
    row has besides.
    """

    soort: str
    model: type[Model]
    velden: dict[str, str]
    vast: dict[str, str]

    def vul(self, opdracht: str) -> str:
        """A statement for both, as it is for this table."""
        return opdracht.format(
            soort=self.soort,
            tabel=self.model._meta.db_table,
            alles=", ".join(f.column for f in self.model._meta.concrete_fields if f.name != "id"),
            kolommen=", ".join(self.velden),
            nu=", ".join(f"c.{kolom}" for kolom in self.velden),
            komt=", ".join(self.velden.values()),
            vast_kolommen="".join(f", {kolom}" for kolom in self.vast),
            vast="".join(f", {waarde}" for waarde in self.vast.values()),
        )


METING = Tabel(
    soort=Correctie.Soort.METING.value,
    model=Meting,
    velden={naam: f"i.{naam}" for naam in Meting.INHOUD} | {"is_voorbeeld": "%(voorbeeld)s"},
    vast={"bron_link": "''", "verborgen": "''"},
)
STREEFWAARDE = Tabel(
    soort=Correctie.Soort.STREEFWAARDE.value,
    model=Streefwaarde,
    velden={"waarde": "i.waarde", "noot": "i.voetnoot"},
    vast={},
)
TABELLEN = (METING, STREEFWAARDE)

# OFFSET 0: each figure is looked up by its index. The table of what is on its way is never
# analyzed, so a planner that knew no better would read fifty million figures for a hundred.
NAAST = """
  FROM indicatoren_invoer i
  LEFT JOIN LATERAL (
       SELECT * FROM {tabel} c
        WHERE c.indicator_id = i.indicator_id AND c.gebied_id = i.gebied_id AND c.jaar = i.jaar
       OFFSET 0
  ) c ON true
 WHERE i.herkomst_id = %(pk)s AND i.soort = '{soort}'
"""
ANDERS = "c.id IS NOT NULL AND ({nu}) IS DISTINCT FROM ({komt})"
WEEG = f"""
SELECT count(*), count(c.id), count(*) FILTER (WHERE {ANDERS}),
       coalesce(bit_xor(hash_record_extended(
           ROW(c.indicator_id, c.gebied_id, c.jaar, {{nu}}), 0
       )) FILTER (WHERE c.id IS NOT NULL), 0)
{NAAST}
"""


def _eerste_van(welke):
    return f"""
SELECT i.regel, i.indicator_id, i.gebied_id, i.jaar, {{nu}}, {{komt}}
{NAAST} AND {welke} ORDER BY i.id LIMIT %(hooguit)s
"""


GEWIJZIGDE, NIEUWE = _eerste_van(ANDERS), _eerste_van("c.id IS NULL")
WIJZIG = """
UPDATE {tabel} c SET ({kolommen}, herkomst_id, herkomst_regel) = ROW({komt}, %(pk)s, i.regel)
  FROM indicatoren_invoer i
 WHERE i.herkomst_id = %(pk)s AND i.soort = '{soort}'
   AND c.indicator_id = i.indicator_id AND c.gebied_id = i.gebied_id AND c.jaar = i.jaar
   AND ({nu}) IS DISTINCT FROM ({komt})
"""
VOEG_TOE = """
INSERT INTO {tabel} (indicator_id, gebied_id, jaar, {kolommen}, herkomst_id, herkomst_regel
                     {vast_kolommen})
SELECT i.indicator_id, i.gebied_id, i.jaar, {komt}, %(pk)s, i.regel {vast}
  FROM indicatoren_invoer i WHERE i.herkomst_id = %(pk)s AND i.soort = '{soort}'
 ORDER BY i.indicator_id, i.gebied_id, i.jaar
"""
# What is there already was changed before, or is the same: the index says so, without another look.
# Where nothing is, not asking halves the time of the statement, as the order of the index does.
SLA_OVER = "ON CONFLICT (indicator_id, gebied_id, jaar) DO NOTHING"
INHOUD = ", ".join(f"i.{naam}" for naam in Meting.INHOUD)
EERSTE = ", ".join(f"first_value(i.{naam}) OVER cel" for naam in Meting.INHOUD)
HAAL_DUBBELE_WEG = f"""
WITH keer AS (
    SELECT soort, indicator_id, gebied_id, jaar FROM indicatoren_invoer
     WHERE herkomst_id = %(pk)s GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
), rij AS (
    SELECT i.id, first_value(i.id) OVER cel AS eerste, first_value(i.regel) OVER cel AS regel,
           ({INHOUD}) IS NOT DISTINCT FROM ({EERSTE}) AS gelijk
      FROM indicatoren_invoer i JOIN keer USING (soort, indicator_id, gebied_id, jaar)
     WHERE i.herkomst_id = %(pk)s
    WINDOW cel AS (PARTITION BY soort, indicator_id, gebied_id, jaar ORDER BY i.id)
), weg AS (
    DELETE FROM indicatoren_invoer i USING rij WHERE i.id = rij.id AND rij.id <> rij.eerste
    RETURNING i.regel, rij.regel AS eerder, rij.gelijk
)
SELECT regel, eerder, gelijk, count(*) FILTER (WHERE gelijk) OVER (), count(*) OVER ()
  FROM weg ORDER BY gelijk, regel LIMIT %(hooguit)s
"""
ONBEKEND = """
SELECT EXISTS (
    SELECT FROM indicatoren_invoer i WHERE i.herkomst_id = %(pk)s AND NOT (
        EXISTS (SELECT FROM indicatoren_indicator x
                 WHERE x.id = i.indicator_id AND x.berekening = '')
        AND EXISTS (SELECT FROM gebieden_gebied g WHERE g.id = i.gebied_id)))
"""


class Weging(NamedTuple):
    """`staat` is a number that differs when figures that the file is about are others by now."""

    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0
    staat: int = 0

    @property
    def cijfers(self) -> int:
        return self.nieuw + self.gewijzigd + self.gelijk


class Anders(NamedTuple):
    """A figure that would change; `velden` is {column: (was, becomes)}."""

    soort: str
    regel: int
    indicator_id: int
    gebied_id: int
    jaar: int
    velden: dict[str, tuple]


def haal_dubbele_weg(imp: Import, hooguit: int) -> tuple[int, int, list[tuple[int, int]]]:
    """Keep of each figure what the file says first. Gives how many said the same once more, how
    many something else, and of those the first `hooguit`: (line, line that says it first).
    """
    with connection.cursor() as cursor:
        cursor.execute(HAAL_DUBBELE_WEG, {"pk": imp.pk, "hooguit": hooguit})
        rijen = cursor.fetchall()
    if not rijen:
        return 0, 0, []
    *_, gelijk, samen = rijen[0]
    anders = [(regel, eerder) for regel, eerder, is_gelijk, *_ in rijen if not is_gelijk]
    return gelijk, samen - gelijk, anders


def weeg(imp: Import) -> Weging:
    """What this import would do to the figures as they are now."""
    uit = Weging()
    for tabel in TABELLEN:
        samen, bekend, gewijzigd, staat = _haal(tabel, WEEG, imp)[0]
        uit = Weging(
            uit.nieuw + samen - bekend,
            uit.gewijzigd + gewijzigd,
            uit.gelijk + bekend - gewijzigd,
            uit.staat ^ staat,
        )
    return uit


def verschillen(imp: Import, hooguit: int) -> list[Anders]:
    """The first figures that would change, in order of the file."""
    return _eerste(GEWIJZIGDE, imp, hooguit)


def nieuwe(imp: Import, hooguit: int) -> list[Anders]:
    """The first figures of which there is none yet."""
    return _eerste(NIEUWE, imp, hooguit)


def _eerste(opdracht, imp, hooguit):
    uit = []
    for tabel in TABELLEN:
        aantal = len(tabel.velden)
        for regel, indicator, gebied, jaar, *waarden in _haal(tabel, opdracht, imp, hooguit):
            paren = zip(tabel.velden, waarden[:aantal], waarden[aantal:], strict=True)
            velden = {kolom: (was, wordt) for kolom, was, wordt in paren if was != wordt}
            uit.append(Anders(tabel.soort, regel, indicator, gebied, jaar, velden))
    return sorted(uit, key=lambda rij: rij.regel)[:hooguit]


def schrijf(imp: Import, *, nieuw: int, gewijzigd: int, gelijk: int) -> None:
    """Change what differs and add what is new; what is the same is not touched.

    The counts are of `weeg`, under the same lock: for none of a kind there is nothing to look for.
    """
    voeg_toe = VOEG_TOE + SLA_OVER if gewijzigd or gelijk else VOEG_TOE
    with connection.cursor() as cursor:
        for opdracht in [WIJZIG] * bool(gewijzigd) + [voeg_toe] * bool(nieuw):
            for tabel in TABELLEN:
                cursor.execute(tabel.vul(opdracht), _waarden(imp))


def is_onbekend(imp: Import) -> bool:
    """Whether it names an indicator or area that went since, or is computed by now."""
    with connection.cursor() as cursor:
        cursor.execute(ONBEKEND, _waarden(imp))
        return cursor.fetchone()[0]


def _haal(tabel, opdracht, imp, hooguit=None):
    with connection.cursor() as cursor:
        cursor.execute(tabel.vul(opdracht), _waarden(imp) | {"hooguit": hooguit})
        return cursor.fetchall()


def _waarden(imp):
    return {"pk": imp.pk, "voorbeeld": imp.is_voorbeeld}
