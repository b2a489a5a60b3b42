"""`make run`: the servers, then web, worker and beat, until Ctrl-C.

Valkey, worker and beat are started again when they fall over: no page needs them. When the web
server or PostgreSQL goes, all goes, with one clear sentence.
"""

import contextlib
import hashlib
import ipaddress
import os
import shutil
import signal
import socket
import subprocess as sp
import sys
import time
import urllib.request
from pathlib import Path

from . import postgres
from .embedded import VAR, omgeving, servers
from .proces import Dienst, StartMislukt, slot, sterf_met_ouder

BASIS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HOST = os.environ.get("HOST_ADRES") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"
ADRES = f"http://{HOST}:{PORT}/"
CELERY = ["-m", "celery", "-q", "-A", "amersfoort_wijken"]
WEB = ["-m", "granian", "--interface", "wsgi", "--blocking-threads", "4", "--host", HOST]
WEB += ["--port", PORT, "--log-level", "warning", "--workers-kill-timeout", "5"]
WORKER = ["-W", "ignore:You're running the worker with superuser privileges", *CELERY, "worker"]
WORKER += ["--loglevel", "WARNING", "--concurrency", "1", "--without-gossip", "--without-mingle"]
BEAT = [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", str(VAR / "beat")]
KLAARGEZET = VAR / "klaargezet"
HERLAAD = ["--reload", "--reload-ignore-worker-failure"]
for _map in ("var", "static", "assets", "bench", "docs", "tests"):
    HERLAAD += ["--reload-ignore-dirs", _map]


class Klaar(Exception):
    """Somebody asked us to stop."""


def main(herlaad=False):
    begin = time.monotonic()
    for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sein, _klaar)
    if os.environ.get("MAKELEVEL"):
        sterf_met_ouder()  # make killed: we go too
    omgeving()
    try:
        with slot(VAR, wacht=5, bezet="Dit portaal draait al (proces {}).") as slot_fd:
            _kan_hier()
            with servers(VAR) as diensten:
                _draai(slot_fd, diensten, herlaad, begin)
    except Klaar:
        print("\nGestopt.", flush=True)
    except StartMislukt as fout:
        sys.exit(f"\nGestopt: {fout}")
    except (OSError, sp.SubprocessError) as fout:
        sys.exit(f"\nGestopt: {fout}. Zie {VAR}.")


def _klaar(*_):
    for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sein, signal.SIG_IGN)  # a second Ctrl-C must not break off the tidy-up
    raise Klaar


def _kan_hier():
    """Refuse before anything starts: an unsafe address, a full disk, a port that is taken."""
    if os.environ.get("DEMO") == "1" and not ipaddress.ip_address(HOST).is_loopback:
        raise StartMislukt(
            f"met DEMO=1 kan iedereen zonder wachtwoord inloggen, dus niet op {HOST}: "
            "haal HOST_ADRES weg."
        )
    if shutil.disk_usage(VAR).free < 100_000_000:
        raise StartMislukt(f"de schijf is vol: minder dan 100 MB vrij bij {VAR}.")
    if not (PORT.isdecimal() and 0 < int(PORT) < 65536):
        raise StartMislukt(f"PORT={PORT} is geen poortnummer (1 tot en met 65535).")
    for _ in range(20):  # granian sets SO_REUSEPORT: a second portal would share it in silence
        with contextlib.suppress(OSError), socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind((HOST, int(PORT)))
                return
            except PermissionError as fout:
                raise StartMislukt(
                    f"poort {PORT} mag alleen root gebruiken. {_kies(8001)}"
                ) from fout
        time.sleep(0.1)
    raise StartMislukt(f"poort {PORT} is bezet. {_kies(int(PORT) % 65535 + 1)}")


def _kies(poort):
    return f"Kies een andere: make run PORT={poort}"


def _draai(slot_fd, diensten, herlaad, begin):
    """Serve until a signal or a fall; `diensten` are already running."""
    eigen = []

    def start(naam, *opdracht, **extra):
        dienst = Dienst(naam, lambda: _start(slot_fd, *opdracht), **extra)
        eigen.append(dienst)
        return dienst.start()

    try:
        if not _staat_klaar():
            klaarzetten = start("klaarzetten", "manage.py", "klaarzetten")
            if klaarzetten.proces.wait():
                raise StartMislukt("klaarzetten lukte niet; hierboven staat waarom.")
            eigen.remove(klaarzetten)
            KLAARGEZET.write_text(_afdruk())
        web = ["--workers", "1", *HERLAAD] if herlaad else ["--workers", "2"]
        start("De webserver", *WEB, *web, "amersfoort_wijken.wsgi:application")
        _wacht_op_eerste_pagina([*diensten, *eigen])
        start("De worker", *WORKER, herstelt=True)  # not earlier: it fights for the same cores
        start("De wekker", *BEAT, herstelt=True)
        print(
            f"\n  Het portaal draait: {ADRES}   ({time.monotonic() - begin:.1f} s)\n"
            f"  Inloggen als rol:   {ADRES}demo/\n  Stoppen: Ctrl-C\n",
            flush=True,
        )
        while True:
            for dienst in (*diensten, *eigen):
                dienst.kijk()
            time.sleep(0.2)
    finally:
        _stop([dienst.proces for dienst in eigen])


def _staat_klaar():
    """Nothing that `klaarzetten` reads or made differs since last time: it takes over a second.

    Only for the database of our own: of another we cannot see whether it is still the same.
    """
    eigen = os.environ["DATABASE_URL"] == postgres.adres(VAR / "pg")
    return eigen and KLAARGEZET.exists() and KLAARGEZET.read_text() == _afdruk()


def _afdruk():
    """Name, size and time of our files, of the lists installed, and of what was made from them."""
    paden = [VAR / "pg" / "cluster" / "PG_VERSION", VAR / "static" / ".stempel"]
    paden += Path(BASIS, ".venv").glob("stempel-*")
    for map_ in Path(BASIS).iterdir():
        if map_.is_dir() and map_.name[0] != "." and map_.name not in ("var", "node_modules"):
            paden += (p for p in map_.rglob("*") if p.is_file() and p.suffix != ".pyc")
    som = hashlib.sha256(os.environ.get("GEMEENTE", "").encode())
    for pad in sorted(paden):
        info = pad.stat() if pad.exists() else None
        som.update(f"{pad} {info and (info.st_size, info.st_mtime_ns)}\n".encode())
    return som.hexdigest()


def _start(slot_fd, *opdracht):
    return sp.Popen(
        [sys.executable, *opdracht],
        cwd=BASIS,
        stdin=sp.DEVNULL,
        start_new_session=True,
        pass_fds=[slot_fd],
        preexec_fn=sterf_met_ouder,
    )


def _wacht_op_eerste_pagina(diensten):
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(ADRES + "gezond/", timeout=10):
            return
        for dienst in diensten:
            dienst.kijk()
        time.sleep(0.05)
    raise StartMislukt("de eerste pagina kwam niet.")


def _stop(processen, geduld=10):
    """TERM to each, KILL to its group after `geduld`: also children whose parent was killed."""
    for proces in processen:
        if proces.poll() is None:
            proces.terminate()
    eind = time.monotonic() + geduld
    for proces in processen:
        with contextlib.suppress(sp.TimeoutExpired):
            proces.wait(max(0.1, eind - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()


if __name__ == "__main__":
    main(herlaad="--herlaad" in sys.argv)
