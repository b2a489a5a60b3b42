"""`make run`: the servers, then web, worker and beat, until Ctrl-C. One child down is all down, with one clear sentence."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess as sp
import sys
import time
import urllib.request
from pathlib import Path

from .embedded import StartMislukt, servers, slot, sterf_met_ouder

BASIS = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR", BASIS / "var"))
PORT = os.environ.get("PORT") or "8000"
STIL = "ignore:You're running the worker with superuser privileges"  # root is a supported way to try it out
HOST = os.environ.get("HOST_ADRES", "127.0.0.1")


class Klaar(Exception):
    pass


def poort_vrij():
    """Granian sets SO_REUSEPORT, so a second portal would silently share the port: look before we start."""
    if not (PORT.isdecimal() and 0 < int(PORT) < 65536):
        raise StartMislukt(f"PORT={PORT} is geen poortnummer (1 tot en met 65535).")
    for _ in range(20):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind((HOST, int(PORT)))
                return
            except PermissionError:
                raise StartMislukt(
                    f"Poort {PORT} mag alleen root gebruiken. Kies een andere: make run PORT=8001"
                )
            except OSError:
                time.sleep(0.1)
    raise StartMislukt(
        f"Poort {PORT} is bezet. Kies een andere: make run PORT={int(PORT) % 65535 + 1}"
    )


def start(slot_fd, *opdracht, **extra):
    return sp.Popen(
        [sys.executable, *opdracht],
        cwd=BASIS,
        stdin=sp.DEVNULL,
        start_new_session=True,
        pass_fds=[slot_fd],
        preexec_fn=sterf_met_ouder,
        env=os.environ | extra,
    )


def stop(kinderen, geduld=10):
    """TERM to each whole group, KILL after `geduld`: also grandchildren whose parent was killed."""

    def groep(kind, sein):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(kind.pid, sein)

    for kind in kinderen:
        if kind.poll() is None:
            kind.send_signal(signal.SIGTERM)
    eind = time.monotonic() + geduld
    for kind in kinderen:
        with contextlib.suppress(sp.TimeoutExpired):
            kind.wait(max(0.1, eind - time.monotonic()))
        groep(kind, signal.SIGKILL)
        kind.wait()


def omgeving():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amersfoort_wijken.settings")
    os.environ.setdefault("DEMO", "1")
    if os.environ["DEMO"] == "1" and not os.environ.get("SECRET_KEY"):
        sleutel = VAR / "sleutel"
        if not sleutel.exists():
            VAR.mkdir(parents=True, exist_ok=True)
            with open(os.open(sleutel, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as f:
                f.write(secrets.token_urlsafe(50))
        os.environ["SECRET_KEY"] = sleutel.read_text()


def wacht_op_eerste_pagina(kinderen):
    for _ in range(600):
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://{HOST}:{PORT}/", timeout=10) as antwoord,
        ):
            return antwoord.status
        kijk(kinderen)
        time.sleep(0.05)
    raise StartMislukt("De eerste pagina kwam niet.")


def kijk(kinderen):
    for naam, kind in kinderen.items():
        if kind.poll() is not None:
            hoe = f"sein {-kind.returncode}" if kind.returncode < 0 else f"code {kind.returncode}"
            raise StartMislukt(f"{naam} is gestopt ({hoe}); alles stopt. Zie {VAR}.")


def main():
    begin = time.monotonic()

    def klaar(*_):
        for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sein, signal.SIG_IGN)  # a second Ctrl-C must not break off the tidy-up
        raise Klaar

    for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sein, klaar)
    if os.environ.get("MAKELEVEL"):
        sterf_met_ouder()  # make killed: we go too
    kinderen = {}
    try:
        with slot(VAR, wacht=5, bezet="Dit portaal draait al (proces {}).") as slot_fd:
            if shutil.disk_usage(VAR).free < 100_000_000:
                raise StartMislukt(f"de schijf is vol: minder dan 100 MB vrij bij {VAR}.")
            poort_vrij()
            omgeving()
            with servers(VAR) as processen:
                try:
                    klaarzetten = start(slot_fd, "manage.py", "klaarzetten")
                    kinderen["klaarzetten"] = klaarzetten
                    if klaarzetten.wait():
                        raise StartMislukt(
                            "klaarzetten (migraties, statische bestanden, demo) is mislukt; zie hierboven."
                        )
                    del kinderen["klaarzetten"]
                    kinderen["web"] = start(
                        slot_fd,
                        "-m",
                        "granian",
                        "--interface",
                        "wsgi",
                        "--workers",
                        "2",
                        "--blocking-threads",
                        "4",
                        "--host",
                        HOST,
                        "--port",
                        PORT,
                        "--log-level",
                        "warning",
                        "--workers-kill-timeout",
                        "5",
                        "amersfoort_wijken.wsgi:application",
                    )
                    wacht_op_eerste_pagina(kinderen | processen)
                    kinderen["worker"] = start(
                        slot_fd,
                        "-W",
                        STIL,
                        "-m",
                        "celery",
                        "-q",
                        "-A",
                        "amersfoort_wijken",
                        "worker",
                        "--loglevel",
                        "WARNING",
                        "--concurrency",
                        "1",
                        "--without-gossip",
                        "--without-mingle",
                    )
                    kinderen["beat"] = start(
                        slot_fd,
                        "-m",
                        "celery",
                        "-q",
                        "-A",
                        "amersfoort_wijken",
                        "beat",
                        "--loglevel",
                        "WARNING",
                        "--pidfile=",
                        "--schedule",
                        str(VAR / "beat"),
                    )
                    print(
                        f"\n  Het portaal draait: http://{HOST}:{PORT}/   ({time.monotonic() - begin:.1f} s)\n"
                        f"  Inloggen als rol:   http://{HOST}:{PORT}/demo/\n  Stoppen: Ctrl-C\n",
                        flush=True,
                    )
                    while True:
                        kijk(kinderen | processen)
                        time.sleep(0.2)
                finally:
                    stop(kinderen.values())
    except Klaar:
        print("\nGestopt.", flush=True)
    except StartMislukt as fout:
        sys.exit(f"\nGestopt: {fout}")
    except (OSError, sp.SubprocessError) as fout:
        sys.exit(f"\nGestopt: {fout}. Zie {VAR}.")


if __name__ == "__main__":
    main()
