import os
import shutil
import socket
import subprocess as sp
import sys

import pytest
from django.conf import settings

from amersfoort_wijken.proces import slot
from tests.draaiend import manage

ADRESSEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DEMO", "MAKELEVEL")


def schoon():
    return {k: v for k, v in os.environ.items() if k not in ADRESSEN}


@pytest.fixture(scope="session")
def klaargezet(tmp_path_factory, worker_id):
    """A folder with all demo data, as a first start leaves it; the workers make it once."""
    eigen = tmp_path_factory.getbasetemp()
    map_ = (eigen if worker_id == "master" else eigen.parent) / "klaargezet"
    half = map_.with_name("half-klaargezet")
    with slot(map_.with_name("klaarzetten"), wacht=240):
        if not map_.exists():
            klaar = manage(schoon() | {"VAR": str(half)}, "klaarzetten")
            assert klaar.returncode == 0, klaar.stderr
            half.rename(map_)
    return map_


@pytest.fixture
def omgeving(tmp_path):
    """An environment of its own: nothing of the test servers, a free port, an empty folder."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort = s.getsockname()[1]
    return schoon() | {"VAR": str(tmp_path), "PORT": str(poort)}


@pytest.fixture
def start(omgeving, klaargezet):
    """`make run` without the installation; returns when it says that it serves."""
    shutil.copytree(klaargezet, omgeving["VAR"], dirs_exist_ok=True, symlinks=True)
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
