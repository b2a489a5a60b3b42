"""Child processes that never outlive us, and locks that are free when the last of them is gone."""

import contextlib
import ctypes
import fcntl
import hashlib
import os
import signal
import subprocess as sp
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
NIEMAND = 65534  # the uid of nobody


class StartMislukt(SystemExit):
    """One sentence for whoever started us."""


class InGebruik(StartMislukt):
    """Somebody else holds the lock on a folder."""


def sterf_met_ouder(sein=signal.SIGTERM):
    """For preexec_fn: the kernel sends `sein` when the thread that started us ends, anyhow.

    Linux only, and for one generation: children of our children have to ask for it themselves.
    """
    if sys.platform == "linux":
        LIBC.prctl(1, sein)


@contextlib.contextmanager
def slot(map_: Path, wacht=15, bezet=""):
    """Lock on a data folder, waited for at most `wacht` seconds; yields a descriptor for pass_fds.

    Children inherit it, so it is free exactly when the last of them is gone, also after kill -9.
    """
    map_.mkdir(parents=True, exist_ok=True)
    with open(map_ / "slot", "a+") as f:
        eind = time.monotonic() + wacht
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if time.monotonic() >= eind:
                f.seek(0)
                zin = bezet or f"{map_} is in gebruik door proces {{}}."
                raise InGebruik(zin.format(f.read().strip() or "?"))
            time.sleep(0.05)
        f.truncate(0)
        f.write(str(os.getpid()))
        f.flush()
        yield f.fileno()


def socketmap(map_: Path) -> Path:
    """Where the unix socket of `map_` lives: the same place each time.

    Its path may be 107 bytes, so a deep checkout gets a short folder of its own.
    """
    map_ = map_.resolve()
    if len(str(map_)) < 85:
        return map_
    kenmerk = hashlib.sha256(str(map_).encode()).hexdigest()[:12]
    kort = Path(tempfile.gettempdir()) / f"aw-{os.geteuid()}-{kenmerk}"
    with contextlib.suppress(FileExistsError):
        kort.mkdir(mode=0o700)
    eigen = kort.lstat().st_uid in (os.geteuid(), NIEMAND)
    if kort.is_symlink() or not eigen or kort.stat().st_mode & 0o077:
        raise StartMislukt(f"{kort} is niet van ons.")
    return kort


def stop(proces, sein=signal.SIGTERM, geduld=20):
    """Ask, wait, and only then force."""
    if proces.poll() is None:
        proces.send_signal(sein)
        try:
            proces.wait(geduld)
        except sp.TimeoutExpired:
            proces.kill()
            proces.wait()


@dataclass
class Dienst:
    """A process the portal is made of; one that `herstelt` is started again when it falls over."""

    naam: str
    starten: Callable[[], sp.Popen]
    herstelt: bool = False
    starts: list = field(default_factory=list)

    def start(self):
        self.starts = [t for t in self.starts if t > time.monotonic() - 60] + [time.monotonic()]
        self.proces = self.starten()
        return self

    def kijk(self):
        """Start it again when it fell over, or raise when that is not allowed or does not help."""
        code = self.proces.poll()
        if code is None:
            return
        hoe = f"sein {-code}" if code < 0 else f"code {code}"
        if not self.herstelt or len(self.starts) > 5:
            raise StartMislukt(f"{self.naam} is gestopt ({hoe}); alles stopt.")
        print(f"  {self.naam} is gestopt ({hoe}) en begint opnieuw.", flush=True)
        self.start()
