"""`make run` for real: pages, mail clock, commands beside it, and nothing left behind."""

import json
import os
import re
import signal
import socket
import subprocess as sp
import sys
import time
import urllib.request
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings

ADRESSEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DEMO", "MAKELEVEL")


@pytest.fixture
def omgeving(tmp_path):
    """An environment of its own: nothing of the test servers, a free port, an empty folder."""
    schoon = {k: v for k, v in os.environ.items() if k not in ADRESSEN}
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort = s.getsockname()[1]
    return schoon | {"VAR": str(tmp_path), "PORT": str(poort)}


@pytest.fixture
def start(omgeving):
    """`make run` without the installation; returns when it says that it serves."""
    gestart = []

    def _start():
        proces = sp.Popen(
            [sys.executable, "-m", "amersfoort_wijken.start"],
            cwd=settings.BASE_DIR,
            env=omgeving,
            stdout=sp.PIPE,
            stderr=sp.STDOUT,
            text=True,
        )
        gestart.append(proces)
        gezegd = []
        for regel in proces.stdout:
            gezegd.append(regel)
            if "Het portaal draait" in regel:
                return proces
        pytest.fail("".join(gezegd))

    yield _start
    for proces in gestart:
        proces.terminate()
        proces.wait(30)


def haal(omgeving, pad):
    with urllib.request.urlopen(
        f"http://127.0.0.1:{omgeving['PORT']}{pad}", timeout=10
    ) as antwoord:
        return antwoord.read()


def manage(omgeving, *opdracht):
    opdracht = [sys.executable, "manage.py", *opdracht]
    return sp.run(opdracht, cwd=settings.BASE_DIR, env=omgeving, capture_output=True, text=True)


def wacht_tot(waar, seconden=15):
    eind = time.monotonic() + seconden
    while not waar():
        assert time.monotonic() < eind
        time.sleep(0.1)


def niets_over(var):
    """The locks are free when the last process that inherited them is gone."""
    for map_ in ("", "pg", "valkey"):
        slot = Path(var) / map_ / "slot"
        if sp.run(["flock", "--wait", "15", slot, "true"]).returncode:
            return False
    return True


def kinderen(var, naam):
    """Processes with `naam` and our folder in their command line."""
    for map_ in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            regel = (map_ / "cmdline").read_text()
            if naam in regel and str(var) in regel:
                yield int(map_.name)


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


class Browser:
    """Somebody who is signed in, and sends forms with what was hidden in their page."""

    def __init__(self, omgeving, rol):
        self.adres = f"http://127.0.0.1:{omgeving['PORT']}"
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        self.stuur("/demo/", "/demo/inloggen/", rol=rol)

    def lees(self, pad):
        with self.open(self.adres + pad, timeout=10) as antwoord:
            return antwoord.read().decode()

    def stuur(self, pagina, naar=None, **velden):
        verborgen = re.findall(
            r'<input type="hidden" name="(\w+)" value="(.*?)"', self.lees(pagina)
        )
        gegevens = urlencode(dict(verborgen) | velden).encode()
        with self.open(self.adres + (naar or pagina), gegevens, timeout=10) as antwoord:
            return antwoord.status


def brieven(var, zin):
    """Status, attempts and moment of each letter that says what changed with `zin`."""
    with psycopg.connect(f"postgresql://eigenaar@/portaal?host={var}/pg") as database:
        vraag = "SELECT status, pogingen, verzonden_op FROM berichten_bericht"
        return database.execute(f"{vraag} WHERE feiten ->> 'wat_veranderd' = %s", [zin]).fetchall()


@pytest.mark.timeout(120)
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
