"""Pages over many figures against the same pages over few: a hundred times more rows, same cost?

The figures of this gemeente are the same both times; what comes along are those of all others.
"""

from statistics import median

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from bench.klok import duur
from gebieden.models import Gebied, Gemeente
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import Bron, Indicator

KLEIN, GROOT = 500_000, 50_000_000
INDICATOREN, JAREN = 700, 4
RONDEN = 9
ANDERS = "GM9999"
PAGINAS = [
    "/indicatoren/",
    "/indicatoren/?zoek=bench",
    "/indicatoren/bench-7/",
    "/indicatoren/bench-7/?soort=buurt&jaar=2023",
    "/indicatoren/vergelijken/?indicator=bench-7&indicator=bench-8&wijk=vathorst&wijk=hoogland",
    "/wijken/vathorst/",
    "/rapportage/begroting/2018/",
    "/open-data/indicatoren/bench-7.csv",
]
SCHRIJF = """
INSERT INTO indicatoren_meting (indicator_id, gebied_id, jaar, waarde, n, significant, voorlopig,
                                voetnoot, bron_link, verborgen, is_voorbeeld)
SELECT i.id, g.id, j, 5 + (i.id * 7 + g.id * 3 + j) %% 40 / 10.0, 120, 'niet_getoetst', false,
       '', '', '', true
  FROM indicatoren_indicator i
 CROSS JOIN gebieden_gebied g
 CROSS JOIN generate_series(2025 - %(jaren)s, 2024) j
 WHERE i.id = %(indicator)s AND g.gemeente_id = %(gemeente)s
 ORDER BY g.id, j
"""
# As the owner, past triggers and references: what they say of is made right here.
VOORBIJ = "SET session_replication_role = replica"
WEER = "SET session_replication_role = origin"


def meet(groot: int = GROOT) -> list[tuple[str, ...]]:
    """(page, rows, ms of processor over few figures, over many, how many times as much)."""
    call_command("importeer_gebieden", verbosity=0)
    call_command("laad_cijfers", verbosity=0)
    stad = Gemeente.objects.get(code=settings.GEMEENTE)
    _maak_indicatoren()
    klein = _vul(stad)
    eerst = _paginas()
    ander = _andere_gemeente((groot - klein) // (INDICATOREN * JAREN))
    veel = klein + _vul(ander)
    dan = _paginas()
    kop = ("bladzijde", f"ms bij {klein:,}", f"ms bij {veel:,}", "keer")
    return [
        kop,
        *(
            (pad, f"{eerst[pad]:.1f}", f"{dan[pad]:.1f}", f"{dan[pad] / eerst[pad]:.2f}")
            for pad in PAGINAS
        ),
    ]


def _maak_indicatoren():
    bron = Bron.objects.create(sleutel="bench", naam="Bench")
    Indicator.objects.bulk_create(
        Indicator(
            slug=f"bench-{nr}",
            naam=f"Bench {nr}",
            korte_naam=f"Bench {nr}",
            eenheid="punt",
            onderwerp=f"Onderwerp {nr % 12}",
            is_kern=nr < 10,
            bron=bron,
        )
        for nr in range(INDICATOREN)
    )


def _andere_gemeente(aantal):
    ander = Gemeente.objects.create(code=ANDERS, naam="Elders")
    Gebied.objects.bulk_create(
        Gebied(gemeente=ander, soort="buurt", code=f"BX{nr:08}", naam=f"{nr}", slug=f"x-{nr}")
        for nr in range(aantal)
    )
    return ander


def _vul(gemeente):
    """So many figures of each indicator in each area."""
    bench = Indicator.objects.filter(slug__startswith="bench-").values_list("pk", flat=True)
    aantal = 0
    with connection.cursor() as cursor:
        cursor.execute(VOORBIJ)
        for indicator in bench:
            waarden = {"jaren": JAREN, "gemeente": gemeente.pk, "indicator": indicator}
            cursor.execute(SCHRIJF, waarden)
            aantal += cursor.rowcount
        cursor.execute(WEER)
        cursor.execute("VACUUM ANALYZE indicatoren_meting")
    if gemeente.code == settings.GEMEENTE:
        werk_bij((pk, jaar) for pk in bench for jaar in range(2025 - JAREN, 2025))
    return aantal


def _paginas():
    """{page: ms}: the middle of so many rounds, after one to warm up."""
    statisch = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": statisch}):
        client = Client(SERVER_NAME="localhost")
        for pad in PAGINAS:
            _haal(client, pad)
        rondes = [
            {pad: duur(lambda pad=pad: _haal(client, pad)).werk for pad in PAGINAS}
            for _ in range(RONDEN)
        ]
    return {pad: 1000 * median(ronde[pad] for ronde in rondes) for pad in PAGINAS}


def _haal(client, pad):
    antwoord = client.get(pad)
    if antwoord.status_code != 200:
        raise RuntimeError(f"{pad}: {antwoord.status_code}")
    for _ in antwoord:
        pass
