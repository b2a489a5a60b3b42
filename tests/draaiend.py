"""A portal that runs for real: what the tests of starting and of falling over share."""

import re
import subprocess as sp
import sys
import time
import urllib.request
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings


def haal(omgeving, pad):
    with urllib.request.urlopen(
        f"http://127.0.0.1:{omgeving['PORT']}{pad}", timeout=10
    ) as antwoord:
        return antwoord.read()


def manage(omgeving, *opdracht):
    opdracht = [sys.executable, "manage.py", *opdracht]
    return sp.run(opdracht, cwd=settings.BASE_DIR, env=omgeving, capture_output=True, text=True)


def wacht_tot(waar, seconden=15):
    eind = time.monotonic() + seconden
    while not waar():
        assert time.monotonic() < eind
        time.sleep(0.1)


def niets_over(var):
    """The locks are free when the last process that inherited them is gone; it may be busy."""
    for map_ in ("", "pg", "valkey"):
        slot = Path(var) / map_ / "slot"
        if sp.run(["flock", "--wait", "45", slot, "true"]).returncode:
            return False
    return True


def kinderen(var, naam):
    """Processes with `naam` and our folder in their command line."""
    for map_ in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            regel = (map_ / "cmdline").read_text()
            if naam in regel and str(var) in regel:
                yield int(map_.name)


class Browser:
    """Somebody who is signed in, and sends forms with what was hidden in their page."""

    def __init__(self, omgeving, rol):
        self.adres = f"http://127.0.0.1:{omgeving['PORT']}"
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        self.stuur("/demo/", "/demo/inloggen/", rol=rol)

    def lees(self, pad):
        with self.open(self.adres + pad, timeout=10) as antwoord:
            return antwoord.read().decode()

    def stuur(self, pagina, naar=None, **velden):
        verborgen = re.findall(
            r'<input type="hidden" name="(\w+)" value="(.*?)"', self.lees(pagina)
        )
        gegevens = urlencode(dict(verborgen) | velden).encode()
        with self.open(self.adres + (naar or pagina), gegevens, timeout=10) as antwoord:
            return antwoord.status
