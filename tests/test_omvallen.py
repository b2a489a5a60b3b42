"""Between a decision and its letters anything may fall over: each letter leaves, once."""

import os
import re
import signal
import time
from datetime import date
from pathlib import Path

import psycopg
import pytest

from tests.draaiend import Browser, kinderen, manage, niets_over, wacht_tot

TAFEL = "/werk/buurtbudget/kruiskamp-koppel/vergadering/"
BESLUITEN = "('bb_toegekend', 'bb_afgewezen', 'bb_voorwaarde')"
VEEG = "from berichten.tasks import maak_brieven, verzend_wachtende; "
VEEG += "verzend_wachtende(); maak_brieven()"


def vraag(var, sql, *waarden):
    with psycopg.connect(f"postgresql://eigenaar@/portaal?host={var}/pg") as database:
        return database.execute(sql, waarden).fetchall()


def brieven(var, nummers):
    """(number, kind, tries, mailed or drawn or to be called) of each letter of these decisions."""
    return vraag(
        var,
        "SELECT a.nummer, b.soort, b.pogingen,"
        " b.verzonden_op IS NOT NULL OR b.bestand <> '' OR b.kanaal = 'telefoon'"
        " FROM berichten_bericht b JOIN buurtbudget_aanvraag a ON b.betreft = a.uuid::text"
        f" WHERE a.nummer = ANY(%s) AND b.soort IN {BESLUITEN} ORDER BY 1, 2",
        nummers,
    )


def worker(proces):
    """The queue worker among the children of the supervisor."""
    for pid in Path(f"/proc/{proces.pid}/task/{proces.pid}/children").read_text().split():
        if "celery" in (regel := Path(f"/proc/{pid}/cmdline").read_text()) and "worker" in regel:
            return int(pid)


@pytest.mark.timeout(300)
def test_alles_valt_om_na_de_vergadering_en_elke_brief_vertrekt_een_keer(omgeving, start):
    var = omgeving["VAR"]
    proces = start()
    lid = Browser(omgeving, "kruiskamp_bestuur")
    naam = re.search(r'name="aanwezig"[^>]*value="([^"]+)"', lid.lees(TAFEL))[1]
    lid.stuur(TAFEL, op=f"{date.today():%d-%m-%Y}", aanwezig=naam)  # noqa: DTZ011
    nummers = sorted(set(re.findall(rf"{TAFEL}(\d{{4}}-\d{{4}})/", lid.lees(TAFEL))))
    assert nummers
    for nummer in nummers:
        lid.stuur(
            f"{TAFEL}{nummer}/", uitkomst="toegekend", bedrag="100", motivering="Een goed plan."
        )
    assert brieven(var, nummers) == []

    # the broker hangs and the worker is gone; then one confirms, and all falls over at once
    (valkey,) = kinderen(var, "valkey-server")
    os.kill(valkey, signal.SIGSTOP)
    os.kill(worker(proces), signal.SIGKILL)
    begin = time.monotonic()
    assert lid.stuur(TAFEL, f"{TAFEL}bevestigen/") == 200
    assert time.monotonic() - begin < 5
    proces.send_signal(signal.SIGKILL)
    os.kill(valkey, signal.SIGKILL)
    proces.wait()
    assert niets_over(var)

    start()
    manage(omgeving, "shell", "-c", VEEG)
    wacht_tot(lambda: all(klaar for *_, klaar in brieven(var, nummers)))
    verwacht = [(nummer, "bb_toegekend", 0, True) for nummer in nummers]
    assert brieven(var, nummers) == verwacht
    momenten = vraag(var, "SELECT verzonden_op, sha256 FROM berichten_bericht ORDER BY id")
    manage(omgeving, "shell", "-c", VEEG)
    assert vraag(var, "SELECT verzonden_op, sha256 FROM berichten_bericht ORDER BY id") == momenten
