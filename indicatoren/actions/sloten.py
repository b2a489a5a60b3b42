"""Who writes figures holds them, in one order for everybody: the import, its indicators, areas,
then the figures. Whoever corrects one figure begins with its indicator too.
"""

from django.db import connection

from indicatoren.models import Import

INDICATOREN = """
SELECT id FROM indicatoren_indicator WHERE id IN ({}) ORDER BY id FOR NO KEY UPDATE
"""
GEBIEDEN = "SELECT id FROM gebieden_gebied WHERE id IN ({}) ORDER BY id FOR KEY SHARE"
# Others read on. An advisory lock would leave out who corrects one figure by hand.
CIJFERS = """
LOCK TABLE indicatoren_meting, indicatoren_streefwaarde IN SHARE ROW EXCLUSIVE MODE
"""
IN_INVOER = "SELECT {} FROM indicatoren_invoer WHERE herkomst_id = %(pk)s"
VAN_IMPORT = """
SELECT {0} FROM indicatoren_meting WHERE herkomst_id = %(pk)s
UNION SELECT {0} FROM indicatoren_streefwaarde WHERE herkomst_id = %(pk)s
"""


def houd_import(pk: int) -> Import:
    """The import as it is now, held against whoever else reads it in or takes it back."""
    return Import.objects.select_for_update(no_key=True).get(pk=pk)


def houd_cijfers(imp: Import, waar: str) -> None:
    """Until the end of the transaction nobody else writes a figure, and the indicators and areas
    that this import is about stay. `waar` is IN_INVOER or VAN_IMPORT: where those stand.
    """
    with connection.cursor() as cursor:
        cursor.execute(INDICATOREN.format(waar.format("indicator_id")), {"pk": imp.pk})
        cursor.execute(GEBIEDEN.format(waar.format("gebied_id")), {"pk": imp.pk})
        cursor.execute(CIJFERS)
