"""Early pytest plugin (`-p`): settings are loaded before the root conftest.py, so the servers must be up by then."""

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
    _stapel.enter_context(
        servers(
            Path(
                os.environ.get("TEST_VAR")
                or Path(__file__).resolve().parent.parent / "var" / "test"
            ),
            duurzaam=False,
        )
    )


def pytest_unconfigure(config):
    _stapel.close()
