"""How long something takes: on the clock, and of the processor, ours and that of the database."""

import resource
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from django.db import connection


class Duur(NamedTuple):
    """Seconds: that the processor worked, and on the clock."""

    werk: float
    klok: float


def duur(doe) -> Duur:
    """Whoever else uses the machine does not change the first, so ratios are of that one."""
    connection.ensure_connection()
    klok, voor = perf_counter(), werk()
    doe()
    return Duur(werk() - voor, perf_counter() - klok)


def werk() -> float:
    """Seconds of processor that this process used, and the one of its connection."""
    pid = connection.connection.info.backend_pid
    velden = Path(f"/proc/{pid}/schedstat").read_text().split()
    return process_time() + int(velden[0]) / 1e9


def piek() -> float:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
