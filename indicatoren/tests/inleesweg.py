"""What a file of figures goes through, in one call each, and what there is afterwards."""

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.models import Gebied
from gebieden.tests.maken import maak_buurt
from indicatoren.actions.inlezen import lees_in
from indicatoren.actions.nakijken import kijk_na
from indicatoren.actions.terugdraaien import draai_terug
from indicatoren.inleesproef import Proef
from indicatoren.models import Import, Meting
from indicatoren.tests.maken import maak_indicator, maak_stad
from indicatoren.tests.maken_inlezen import EIGEN, maak_import

ALTIJD = DateRange(date(1900, 1, 1), None)
A = "BU1;rust;2024;gemeten;7,1"
B = "BU2;rust;2024;gemeten;6,4"


def maak_drie_buurten():
    """Areas of all years, and an indicator to fill."""
    for nr in (1, 2, 3):
        maak_buurt(code=f"BU{nr}", naam=f"Buurt {nr}", geldig=ALTIJD)
    Gebied.objects.filter(pk=maak_stad().pk).update(geldig=ALTIJD)
    return maak_indicator()


def bestand(*regels):
    return EIGEN + "".join(f"{regel}\r\n" for regel in regels)


def bekeken(*regels, **afwijking):
    return kijk_na(maak_import(Import.Stand.WACHT, bestand(*regels), **afwijking))


def proef(imp):
    return Proef.uit_json(imp.proef)


def bevestig(imp):
    return lees_in(imp, vingerafdruk=proef(imp).vingerafdruk, versie=imp.versie, door=None)


def ingelezen(*regels, **afwijking):
    return bevestig(bekeken(*regels, **afwijking))


def terug(imp):
    return draai_terug(imp, versie=imp.versie, door=None)


def alles():
    """Every byte of every figure."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(m)::text FROM indicatoren_meting m UNION ALL "
            "SELECT to_jsonb(s)::text FROM indicatoren_streefwaarde s ORDER BY 1"
        )
        return cursor.fetchall()


def cijfers():
    rijen = Meting.objects.order_by("gebied__code", "jaar")
    return [(m.gebied.code, m.jaar, m.waarde) for m in rijen.select_related("gebied")]


def telling(imp):
    gezien = proef(imp)
    return gezien.nieuw, gezien.gewijzigd, gezien.gelijk, gezien.geweigerd
