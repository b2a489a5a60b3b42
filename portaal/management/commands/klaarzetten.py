"""What the portal needs before it serves, in one process: one Django start instead of four."""

import hashlib
import os
import time
from pathlib import Path

import pghistory.models
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction


class Command(BaseCommand):
    help = "Migraties, rechten in de database, statische bestanden en (met DEMO=1) demogegevens."

    def handle(self, **_):
        for stap in (self.tabellen, self.statisch, self.demo):
            begin = time.monotonic()
            stap()
            if os.environ.get("TIJDEN"):
                self.stdout.write(f"  {stap.__name__}: {time.monotonic() - begin:.2f} s")

    def tabellen(self):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        neem_rechten(settings.APPLICATIEROL)

    def statisch(self):
        """Hashing and compressing take seconds: only when a source file changed."""
        bronnen = [opslag.path(pad) for f in get_finders() for pad, opslag in f.list([])]
        stempel, nu = settings.STATIC_ROOT / ".stempel", afdruk(bronnen)
        if not stempel.exists() or stempel.read_text() != nu:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stempel.write_text(nu)

    def demo(self):
        """As the role of the portal, which proves its rights; again when our sources changed."""
        if not settings.DEMO:
            return
        apps_ = [Path(app.path) for app in apps.get_app_configs()]
        eigen = [
            bron for pad in apps_ if pad.parent == settings.BASE_DIR for bron in pad.rglob("*")
        ]
        nu = afdruk(bron for bron in eigen if bron.is_file() and bron.suffix != ".pyc")
        if cache.get("demo") != nu:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.APPLICATIEROL)}")
            call_command("laad_demo", verbosity=0)
            cache.set("demo", nu, timeout=None)


def afdruk(paden):
    """Name, size and time of files, as one short text."""
    som = hashlib.sha256()
    for pad in sorted(map(str, paden)):
        info = os.stat(pad)
        som.update(f"{pad} {info.st_size} {info.st_mtime_ns}\n".encode())
    return som.hexdigest()


@transaction.atomic
def neem_rechten(rol):
    """What the triggers refuse, the role of the portal may not even try.

    Its other rights come from the default privileges of the database (docs/beheer.md).
    """
    with connection.cursor() as cursor:
        for tabel, rechten in onveranderlijk().items():
            cursor.execute(
                f"REVOKE {', '.join(sorted(rechten))} ON {connection.ops.quote_name(tabel)} "
                f"FROM {connection.ops.quote_name(rol)}"
            )


def onveranderlijk():
    """Append-only tables and what is not done to them: {"wijkplannen_voortgang": {"DELETE", …}}.

    A guard on some of the rows (published rules, not drafts) leaves the right: the trigger judges.
    """
    uit = {
        model._meta.db_table: {"UPDATE", "DELETE"}
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
    }
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None:
            rechten = {r for r in ("UPDATE", "DELETE") if r in str(trigger.operation)}
            uit.setdefault(model._meta.db_table, set()).update(rechten)
    return uit
