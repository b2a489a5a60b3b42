"""The embedded servers and the environment of a try-out: what stands in for real ones."""

import contextlib
import fcntl
import os
import secrets
import time
from pathlib import Path

from . import postgres, valkey
from .proces import InGebruik

VAR = Path(os.environ.get("VAR") or Path(__file__).resolve().parent.parent / "var")


def omgeving():
    """Whoever gives an address or a key means production; else this is a try-out, with a key."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amersfoort_wijken.settings")
    if not os.environ.get("DATABASE_URL") and not os.environ.get("SECRET_KEY"):
        os.environ.setdefault("DEMO", "1")
    if os.environ.get("DEMO") == "1" and not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = _sleutel()


def _sleutel():
    sleutel = VAR / "sleutel"
    VAR.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        nieuw = VAR / f"sleutel-{os.getpid()}"
        nieuw.touch(mode=0o600)
        nieuw.write_text(secrets.token_urlsafe(50))
        try:
            os.link(nieuw, sleutel)  # whole or not at all, and only the first one
        finally:
            nieuw.unlink()
    return sleutel.read_text()


def _geef_adressen(map_: Path):
    os.environ["DATABASE_URL"] = postgres.adres(map_)
    os.environ["DATABASE_OWNER_URL"] = postgres.adres(map_, postgres.EIGENAAR)


@contextlib.contextmanager
def servers(var: Path, duurzaam=True):
    """Set the addresses that are not set yet, of servers of our own; yields these to watch."""
    with contextlib.ExitStack() as stapel:
        diensten = []
        if not os.environ.get("DATABASE_URL"):
            diensten.append(stapel.enter_context(postgres.postgres(var / "pg", duurzaam)))
            _geef_adressen(var / "pg")
        if not os.environ.get("REDIS_URL"):
            diensten.append(stapel.enter_context(valkey.valkey(var / "valkey", duurzaam)))
            os.environ["REDIS_URL"] = valkey.adres(var / "valkey")
        yield diensten


@contextlib.contextmanager
def voor_een_opdracht(var: Path):
    """PostgreSQL for one command: the one that runs, else one of our own as long as we need it.

    Commands need no broker; where one would be is enough. `samen` keeps a command that started
    the server from stopping it under another one that found it running.
    """
    map_ = var / "pg"
    map_.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("REDIS_URL", valkey.adres(var / "valkey"))
    _geef_adressen(map_)
    with open(map_ / "samen", "w") as samen, contextlib.ExitStack() as stapel:
        fcntl.flock(samen, fcntl.LOCK_SH)
        eind = time.monotonic() + 30
        while True:
            try:
                stapel.enter_context(postgres.postgres(map_, wacht=0))
                stapel.callback(fcntl.flock, samen, fcntl.LOCK_EX)  # runs before the server stops
                break
            except InGebruik:
                if _bereikbaar():
                    break
                if time.monotonic() > eind:
                    raise
                time.sleep(0.1)
        yield


def _bereikbaar():
    import psycopg  # noqa: PLC0415  the supervisor stays small without it

    with contextlib.suppress(psycopg.OperationalError):
        psycopg.connect(os.environ["DATABASE_URL"]).close()
        return True
    return False
