import os
import socket
import subprocess as sp
import sys

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
