"""Early pytest plugin (`-p`): settings are loaded before the root conftest.py, so the servers must
be up by then. Tests work as the owner, because they make and empty tables.
"""

import contextlib
import os
from pathlib import Path

from .embedded import servers

_stapel = contextlib.ExitStack()

if not os.environ.get("PYTEST_XDIST_WORKER"):  # xdist workers inherit the addresses
    for naam in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(naam, None)  # never the tests on somebody's real database
        if os.environ.get("TEST_" + naam):
            os.environ[naam] = os.environ["TEST_" + naam]
    os.environ |= {"SECRET_KEY": "alleen-voor-tests", "DEMO": "1"}
    basis = Path(__file__).resolve().parent.parent
    _stapel.enter_context(
        servers(Path(os.environ.get("TEST_VAR") or basis / "var" / "test"), duurzaam=False)
    )
    if not os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]


def pytest_unconfigure(config):
    _stapel.close()
