"""A file of a million figures against plain COPY: each phase, and what the process keeps in memory.

Works in a database of its own, as the owner of its tables: figures in it are lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.core.files import File
from django.db import connection, transaction

from bench.klok import Duur, duur, piek
from gebieden.models import Gebied, Gemeente
from indicatoren.actions.aanleveren import kies, lever_aan
from indicatoren.actions.inlezen import lees_in
from indicatoren.actions.nakijken import HOOGUIT_FOUTEN, kijk_na
from indicatoren.inleesproef import Proef
from indicatoren.inleesvergelijking import haal_dubbele_weg, schrijf, weeg
from indicatoren.lezen.bekend import haal_bekend
from indicatoren.lezen.cijfers import lees
from indicatoren.lezen.leeswijze import Kolom, Leeswijze, Rol
from indicatoren.models import Bron, Indicator

RIJEN = 1_000_000
RONDEN = 2
INDICATOREN, GEBIEDEN, JAREN = 40, 500, range(1975, 2025)
KOPPEN = ("gebied", "indicator", "jaar", "soort", "waarde", "n")
WIJZE = Leeswijze(kolommen=tuple(Kolom(kop, Rol(kop)) for kop in KOPPEN), grenzen_bevestigd=True)
KAAL = """
CREATE TABLE bench_kaal (indicator_id bigint, gebied_id bigint, jaar smallint, waarde numeric,
                         PRIMARY KEY (indicator_id, gebied_id, jaar))
"""
GELIJK = "CREATE TABLE bench_gelijk (LIKE indicatoren_meting INCLUDING ALL)"
VERWIJST = """
SELECT format('ALTER TABLE bench_gelijk ADD %s', pg_get_constraintdef(oid))
  FROM pg_constraint WHERE conrelid = 'indicatoren_meting'::regclass AND contype = 'f'
"""
KOLOMMEN = (
    "indicator_id, gebied_id, jaar, waarde, n, significant, voorlopig, voetnoot, bron_link, "
    "verborgen, is_voorbeeld, herkomst_id, herkomst_regel"
)


def meet(rijen: int = RIJEN) -> list[tuple[str, ...]]:
    """(what, seconds, seconds that the processor worked, times as fast as COPY into the same table)
    of each phase.

    The rounds take turns and the fastest of each counts. Ratios are of processor time, ours and
    that of the database: whoever else uses the machine does not change those.
    """
    with TemporaryDirectory() as map_, _tabellen():
        stof = Stof(Path(map_), rijen)
        gemeten = {}
        for _ in range(RONDEN):
            for wat, kost in stof.ronde():
                gemeten[wat] = min(kost, gemeten.get(wat, kost))
    gelijk = gemeten["COPY, dezelfde tabel"].werk
    uit = [
        (wat, f"{kost.klok:.1f} s", f"{kost.werk:.1f} s", f"{gelijk / kost.werk:.2f} ×")
        for wat, kost in gemeten.items()
    ]
    return [*uit, ("geheugen erbij", f"{stof.geheugen:.0f} MB", "", "")]


class Stof:
    """The same figures as a file of ours and as two files for COPY."""

    def __init__(self, map_, rijen):
        self.gemeente = Gemeente.objects.get_or_create(code="GM0307", defaults={"naam": "Stad"})[0]
        cellen = list(islice(product(_indicatoren(), JAREN, _gebieden(self.gemeente)), rijen))
        self.eigen, self.kaal, self.gelijk = (map_ / naam for naam in ("eigen", "kaal", "gelijk"))
        self.anker = self._import(BytesIO(b"anker"))
        with self.eigen.open("w") as uit:
            uit.write(";".join(KOPPEN) + "\n")
            uit.writelines(f"{g[1]};{i[1]};{j};gemeten;7,3;120\n" for i, j, g in cellen)
        with self.kaal.open("w") as uit:
            uit.writelines(f"{i[0]}\t{g[0]}\t{j}\t7.3\n" for i, j, g in cellen)
        with self.gelijk.open("w") as uit:
            rest = f"7.3\t120\tniet_getoetst\tf\t\t\t\tf\t{self.anker.pk}"
            uit.writelines(
                f"{i[0]}\t{g[0]}\t{j}\t{rest}\t{nr}\n" for nr, (i, j, g) in enumerate(cellen, 2)
            )
        self.geheugen = 0

    def ronde(self) -> Iterator[tuple[str, Duur]]:
        yield "COPY, vier kolommen", duur(lambda: _kopieer("bench_kaal", "", self.kaal))
        kolommen = f"({KOLOMMEN})"
        yield (
            "COPY, dezelfde tabel",
            duur(lambda: _kopieer("bench_gelijk", kolommen, self.gelijk)),
        )
        _sql("TRUNCATE bench_kaal, bench_gelijk, indicatoren_meting")
        yield "alleen lezen", duur(self._lees)
        with self.eigen.open("rb") as bestand:
            imp = self._import(bestand)
        imp = kies(imp, leeswijze=WIJZE, versie=imp.versie, door=None)
        voor = piek()
        nakijken = duur(lambda: kijk_na(imp))
        imp.refresh_from_db()
        yield "nakijken (lezen, klaarzetten, toetsen)", nakijken
        yield from _delen(imp)
        inlezen = duur(lambda: _lees_in(imp))
        self.geheugen = max(self.geheugen, piek() - voor)
        yield "inlezen (toetsen, schrijven, bijwerken)", inlezen
        yield "alles samen", Duur(*map(sum, zip(nakijken, inlezen, strict=True)))

    def _import(self, bestand):
        inhoud = File(bestand, name="cijfers.csv")
        return lever_aan(self.gemeente, uuid=uuid4(), bestand=inhoud, naam="cijfers.csv", door=None)

    def _lees(self):
        with self.eigen.open("rb") as bestand:
            for _ in lees(bestand, WIJZE, haal_bekend(self.gemeente)):
                pass


def _delen(imp):
    """Parts of both, once more by themselves; nothing of it stays."""
    with transaction.atomic():
        yield "· toetsen: dubbele cellen", duur(lambda: haal_dubbele_weg(imp, HOOGUIT_FOUTEN))
        yield "· toetsen: naast wat er is", duur(lambda: weeg(imp))
        yield "· schrijven", duur(lambda: schrijf(imp, nieuw=1, gewijzigd=0, gelijk=0))
        yield "· verwijzingen nakijken", duur(lambda: _sql("SET CONSTRAINTS ALL IMMEDIATE"))
        transaction.set_rollback(True)


def _lees_in(imp):
    gezien = Proef.uit_json(imp.proef).vingerafdruk
    lees_in(imp, vingerafdruk=gezien, versie=imp.versie, door=None)


def _indicatoren():
    bron = Bron.objects.get_or_create(sleutel="bench", defaults={"naam": "Bench"})[0]
    rijen = [
        Indicator(slug=f"bench-{nr}", naam=f"Bench {nr}", korte_naam=f"Bench {nr}", bron=bron)
        for nr in range(INDICATOREN)
    ]
    Indicator.objects.bulk_create(rijen, ignore_conflicts=True)
    return list(Indicator.objects.filter(bron=bron).values_list("pk", "slug"))


def _gebieden(gemeente):
    rijen = [
        Gebied(gemeente=gemeente, soort="buurt", code=f"BU{nr:08}", naam=f"{nr}", slug=f"b-{nr}")
        for nr in range(GEBIEDEN)
    ]
    Gebied.objects.bulk_create(rijen, ignore_conflicts=True)
    codes = [rij.code for rij in rijen]
    return list(Gebied.objects.filter(code__in=codes).values_list("pk", "code"))


@contextmanager
def _tabellen():
    for opdracht in (KAAL, GELIJK):
        _sql(opdracht)
    for (opdracht,) in _sql(VERWIJST):
        _sql(opdracht)
    try:
        yield
    finally:
        _sql("DROP TABLE bench_kaal, bench_gelijk")


@transaction.atomic
def _kopieer(tabel, kolommen, pad):
    opdracht = f"COPY {tabel} {kolommen} FROM STDIN"
    with connection.cursor() as cursor, pad.open("rb") as bestand, cursor.copy(opdracht) as kopie:
        while stuk := bestand.read(1 << 20):
            kopie.write(stuk)


def _sql(opdracht):
    with connection.cursor() as cursor:
        cursor.execute(opdracht)
        return cursor.fetchall() if cursor.description else []
