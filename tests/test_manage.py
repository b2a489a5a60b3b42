"""Any command finds its database; the role of the portal may do what the portal does, no more."""

import os
import subprocess as sp
import sys

import pghistory
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from gebruikers.models import Aanstelling
from gebruikers.tests.maken import maak_gebruiker
from portaal.management.commands.klaarzetten import neem_rechten, onveranderlijk
from wijkplannen.models import Inzet, Wijkplan
from wijkplannen.tests.maken import maak_online_plan, meld

ADRESSEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DEMO", "ALS_EIGENAAR")


def start(var, *opdracht):
    schoon = {k: v for k, v in os.environ.items() if k not in ADRESSEN}
    return sp.Popen(
        [sys.executable, "manage.py", *opdracht],
        cwd=settings.BASE_DIR,
        env=schoon | {"VAR": str(var)},
        stdout=sp.PIPE,
        stderr=sp.STDOUT,
        text=True,
    )


def draai(var, *opdracht):
    proces = start(var, *opdracht)
    return proces.communicate(timeout=60)[0], proces.returncode


def vraag(zoek):
    return f"""
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute({zoek!r})
    print(*cursor.fetchone(), flush=True)
"""


def test_een_opdracht_start_zijn_eigen_database_en_stopt_die_weer(tmp_path):
    assert draai(tmp_path, "createcachetable") == ("", 0)

    zoek = "SELECT current_user, count(*) FROM kern_cache"
    assert draai(tmp_path, "shell", "-v0", "-c", vraag(zoek)) == ("portaal 0\n", 0)
    sp.run(["flock", "--nonblock", tmp_path / "pg" / "slot", "true"], check=True)


def test_twee_opdrachten_delen_een_database_tot_de_laatste_klaar_is(tmp_path):
    wacht = f"""
import pathlib, time
while not pathlib.Path({str(tmp_path / "tweede")!r}).exists():
    time.sleep(0.05)
"""
    eerste = start(tmp_path, "shell", "-v0", "-c", vraag("SELECT 1") + wacht)
    assert eerste.stdout.readline() == "1\n"

    laat_eerste_gaan = f"""
import pathlib, time
pathlib.Path({str(tmp_path / "tweede")!r}).touch()
time.sleep(2)
"""
    tweede = draai(tmp_path, "shell", "-v0", "-c", laat_eerste_gaan + vraag("SELECT 2"))

    assert tweede == ("2\n", 0)
    assert eerste.wait(20) == 0
    sp.run(["flock", "--nonblock", tmp_path / "pg" / "slot", "true"], check=True)


@pytest.fixture
def als_portaal(db):
    """Work on as a role with the rights of the portal; all of it is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE proef_zwak")
        cursor.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO proef_zwak"
        )
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO proef_zwak")
        neem_rechten("proef_zwak")
        cursor.execute("SET LOCAL ROLE proef_zwak")
        yield cursor


def test_de_rol_van_het_portaal_publiceert_en_meldt_voortgang(als_portaal):
    plan = maak_online_plan()
    inzet = Inzet.objects.get()

    meld(inzet)

    inzet.refresh_from_db()
    assert (inzet.stand, Wijkplan.objects.get().huidige_versie.nummer) == ("in_uitvoering", 1)
    assert plan.versies.update(vastgesteld={"door": "de raad"}) == 1


def test_de_geschiedenis_schrijft_ook_voor_de_rol_van_het_portaal(als_portaal):
    gebruiker = maak_gebruiker()

    with pghistory.context(reden="proef"):
        aanstelling = gebruiker.aanstellingen.create(rol="beleid", periode="[2026-01-01,)")
    with pghistory.context(reden="later"):
        Aanstelling.objects.update(rol="onderzoeker")

    events = pghistory.models.Events.objects.tracks(aanstelling).order_by("pgh_id")
    assert [(e.pgh_label, e.pgh_context["reden"]) for e in events] == [
        ("insert", "proef"),
        ("update", "later"),
    ]


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE wijkplannen_voortgang SET zin = zin",
        "DELETE FROM wijkplannen_voortgang",
        "DELETE FROM wijkplannen_planversie",
        "UPDATE gebruikers_aanstellingevent SET rol = rol",
        "DELETE FROM partners_lidmaatschapevent",
        "TRUNCATE berichten_bericht",
        "DROP TABLE berichten_bericht",
        "ALTER TABLE wijkplannen_voortgang DISABLE TRIGGER ALL",
        "CREATE TABLE eigen (id int)",
        "SET session_replication_role = replica",
    ],
)
def test_de_rol_van_het_portaal_kan_niet_om_de_regels_heen(als_portaal, opdracht):
    with (
        pytest.raises(ProgrammingError, match="permission denied|must be owner"),
        transaction.atomic(),
    ):
        als_portaal.execute(opdracht)


def test_de_lijst_van_onveranderlijke_tabellen_volgt_uit_de_modellen():
    assert onveranderlijk() == {
        "buurtbudget_beheerderevent": {"UPDATE", "DELETE"},
        "buurtbudget_besluit": {"UPDATE", "DELETE"},
        "buurtbudget_betaalbestand": {"UPDATE"},
        "buurtbudget_boeking": {"UPDATE", "DELETE"},
        "buurtbudget_gebeurtenis": {"UPDATE", "DELETE"},
        "buurtbudget_jaarverantwoordingevent": {"UPDATE", "DELETE"},
        "buurtbudget_mandaatevent": {"UPDATE", "DELETE"},
        "buurtbudget_saldo": {"DELETE"},
        "indicatoren_correctie": {"UPDATE", "DELETE"},
        "wijkplannen_voortgang": {"UPDATE", "DELETE"},
        "wijkplannen_planversie": {"DELETE"},
        "wijkplannen_weggehaalddocument": {"UPDATE", "DELETE"},
        "gebruikers_aanstellingevent": {"UPDATE", "DELETE"},
        "partners_lidmaatschapevent": {"UPDATE", "DELETE"},
    }
