"""`make run` for real: pages, mail clock, commands beside it, and nothing left behind."""

import json
import os
import re
import signal
import subprocess as sp
import sys
import time

import psycopg
import pytest
from django.conf import settings

from tests.draaiend import Browser, haal, kinderen, manage, niets_over, wacht_tot


def rollen(var):
    """Who is connected to the database of the portal."""
    with psycopg.connect(f"postgresql://eigenaar@/portaal?host={var}/pg") as database:
        vraag = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database()"
        return {rol for (rol,) in database.execute(f"{vraag} AND pid <> pg_backend_pid()")}


@pytest.mark.timeout(300)
def test_starten_stoppen_en_omvallen(omgeving, start):
    """One long story, because a start takes seconds."""
    var = omgeving["VAR"]
    proces = start()

    # it serves, as the weak role, and a command works beside it
    assert b"<html" in haal(omgeving, "/")
    assert rollen(var) == {"portaal"}
    gezond = json.loads(haal(omgeving, "/gezond/"))
    assert (gezond["database"], gezond["broker"]) == (True, True)
    naast = manage(omgeving, "controleer")
    assert (naast.stderr, naast.returncode) == ("", 0)

    # a second one on the same folder, or the same port, refuses in a sentence
    tweede = sp.run(
        [sys.executable, "-m", "amersfoort_wijken.start"],
        cwd=settings.BASE_DIR,
        env=omgeving,
        capture_output=True,
        text=True,
    )
    assert tweede.stderr == f"\nGestopt: Dit portaal draait al (proces {proces.pid}).\n"

    # Valkey falls over: the pages go on, and it comes back
    (valkey,) = kinderen(var, "valkey-server")
    os.kill(valkey, signal.SIGKILL)
    assert b"<html" in haal(omgeving, "/")
    wacht_tot(lambda: json.loads(haal(omgeving, "/gezond/"))["broker"])

    # Ctrl-C
    proces.send_signal(signal.SIGINT)
    assert proces.wait(20) == 0
    assert "Gestopt." in proces.stdout.read()
    assert niets_over(var)

    # again, and then the worst that can happen to the supervisor
    proces = start()
    assert b"<html" in haal(omgeving, "/")
    proces.send_signal(signal.SIGKILL)
    proces.wait()
    assert niets_over(var)

    # a command alone, on the same data
    alleen = manage(omgeving, "controleer")
    assert (alleen.stderr, alleen.returncode) == ("", 0)
    assert niets_over(var)


def brieven(var, zin):
    """Status, attempts and moment of each letter that says what changed with `zin`."""
    with psycopg.connect(f"postgresql://eigenaar@/portaal?host={var}/pg") as database:
        vraag = "SELECT status, pogingen, verzonden_op FROM berichten_bericht"
        return database.execute(f"{vraag} WHERE feiten ->> 'wat_veranderd' = %s", [zin]).fetchall()


@pytest.mark.timeout(300)
def test_publiceren_terwijl_valkey_omvalt_gaat_gewoon_door_en_de_mail_vertrekt_een_keer(
    omgeving, start
):
    var, plan = omgeving["VAR"], "/wijkplannen/amersfoort-zuid-2026/bewerken/"
    zin = "Er is een doel bij."
    start()
    browser = Browser(omgeving, "gebiedsmanager")
    pagina = browser.lees(f"{plan}doelen/nieuw/")
    thema = re.search(r'name="thema".*?value="(\d+)"', pagina, re.DOTALL)[1]
    browser.stuur(f"{plan}doelen/nieuw/", titel="Meer groen", thema=thema)

    # it hangs, so that it cannot be back before the publication
    (valkey,) = kinderen(var, "valkey-server")
    os.kill(valkey, signal.SIGSTOP)
    begin = time.monotonic()
    status = browser.stuur(f"{plan}publiceren/", wat_veranderd=zin)
    assert (status, time.monotonic() - begin < 3) == (200, True)
    assert brieven(var, zin) == [("wacht", 0, None)]

    # it falls over, the supervisor brings it back, and the clock ticks
    os.kill(valkey, signal.SIGKILL)
    wacht_tot(lambda: json.loads(haal(omgeving, "/gezond/"))["broker"])
    veeg = "from berichten.tasks import verzend_wachtende as veeg; "
    assert manage(omgeving, "shell", "-c", veeg + "veeg.delay(); veeg.delay()").returncode == 0
    wacht_tot(lambda: brieven(var, zin)[0][0] == "verzonden")
    verzonden = brieven(var, zin)
    assert manage(omgeving, "shell", "-c", veeg + "veeg()").returncode == 0
    assert brieven(var, zin) == verzonden
