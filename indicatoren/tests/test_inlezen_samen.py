"""Who reads in at the same time as somebody else, and processes that fall over."""

import os
import signal
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import IntegrityError, connection, connections

from indicatoren.actions import inlezen, nakijken
from indicatoren.actions.nakijken import DOOD_NA, kijk_na
from indicatoren.lezen.bekend import haal_bekend
from indicatoren.models import Correctie, Import, Invoer, Meting
from indicatoren.tests.inleesweg import A, B, alles, bekeken, bestand, bevestig, cijfers, telling
from indicatoren.tests.maken import maak_meting
from indicatoren.tests.maken_inlezen import LANG, maak_import
from kern.exceptions import Verouderd
from kern.tests.wachten import wacht_op_een_wachtende

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rust")]
STAND = Import.Stand


def test_twee_imports_over_dezelfde_cellen_de_tweede_ziet_wat_de_eerste_schreef():
    imports, uitkomst = [bekeken(A), bekeken("BU1;rust;2024;gemeten;9")], set()

    def lees(imp):
        try:
            uitkomst.add(bevestig(imp).stand)
        except Verouderd as fout:
            uitkomst.add(telling(fout.huidig))
        finally:
            connection.close()

    with niemand_schrijft():
        draden = [begin(lees, imp) for imp in imports]
    for draad in draden:
        draad.join()

    assert uitkomst == {STAND.INGELEZEN, (0, 1, 0, 0)}
    assert Meting.objects.get().herkomst.stand == STAND.INGELEZEN


def test_wie_onder_het_inlezen_een_cijfer_verbetert_wacht_en_raakt_niets_kwijt(rust, monkeypatch):
    maak_meting(rust, 2024, 6)
    imp, draden = bekeken("GM0307;rust;2024;gemeten;7,1"), []

    def verbeter():
        Meting.objects.update(waarde=9, herkomst=None)
        connection.close()

    def schrijf_met_een_ander_ernaast(*wat, **aantallen):
        draden.append(begin(verbeter))
        draden[0].join(0.5)
        schrijf(*wat, **aantallen)

    schrijf = inlezen.schrijf
    monkeypatch.setattr(inlezen, "schrijf", schrijf_met_een_ander_ernaast)
    bevestig(imp)
    draden[0].join()

    assert Meting.objects.get().waarde == 9
    assert [c.was["waarde"] for c in Correctie.objects.all()] == [6, 7.1]


@pytest.mark.parametrize(
    "wat",
    [
        "DELETE FROM gebieden_gebied WHERE code = 'BU1'",
        "DELETE FROM indicatoren_indicator",
        "UPDATE indicatoren_import SET versie = 2",
    ],
    ids=["gebied", "indicator", "import"],
)
def test_wat_onder_het_inlezen_verandert_of_weggaat_wordt_afgewacht(wat):
    """Not found out by the database at the end, when it is too late for a sentence."""
    imp, ander, uitkomst = bekeken(A), connections["default"].copy(), []

    def lees():
        try:
            bevestig(imp)
        except (Verouderd, IntegrityError) as fout:
            uitkomst.append(type(fout))
        connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(wat)
        draad = begin(lees)
        wacht_op_een_wachtende(cursor)
        cursor.execute("COMMIT")
    ander.close()
    draad.join()

    assert (uitkomst, cijfers()) == ([Verouderd], [])


def val_om(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def in_een_proces_dat_omvalt(doe, *waarmee):
    """Forked from a thread, that has no connection yet to share: one socket for two processes
    would outlive the one that falls over, and hold its locks.
    """
    einde = []

    def splits():
        if not (kind := os.fork()):
            try:
                doe(*waarmee)
            finally:
                os._exit(0)
        einde.append(os.waitpid(kind, 0)[1])

    begin(splits).join()
    assert os.waitstatus_to_exitcode(einde[0]) == -signal.SIGKILL


def test_een_worker_die_onder_het_nakijken_omvalt_wordt_na_tien_minuten_opgevolgd(monkeypatch):
    imp, lees = maak_import(STAND.WACHT, bestand(A, B)), nakijken.lees

    class LeesDeHelft:
        regel = 2

        def __iter__(self):
            with imp.bestand.open("rb") as inhoud:
                yield next(iter(lees(inhoud, LANG, haal_bekend(imp.gemeente))))
            val_om()

    monkeypatch.setattr(nakijken, "PER_KEER", 1)
    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(nakijken, "lees", lambda *_: LeesDeHelft())
        in_een_proces_dat_omvalt(kijk_na, imp)
    imp.refresh_from_db()
    assert (imp.stand, imp.gedaan, Invoer.objects.count()) == (STAND.WACHT, 2, 1)

    imp = kijk_na(imp, nu=imp.begonnen_op + DOOD_NA * 1.01)
    assert (telling(imp), Invoer.objects.count()) == ((2, 0, 0, 0), 2)


def test_een_proces_dat_onder_het_inlezen_omvalt_laat_niets_achter(monkeypatch):
    imp = bekeken(A, B)
    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(inlezen, "werk_bij", val_om)
        in_een_proces_dat_omvalt(bevestig, imp)

    imp.refresh_from_db()
    assert (imp.stand, alles()) == (STAND.BEKEKEN, [])
    assert bevestig(imp).stand == STAND.INGELEZEN


@contextmanager
def niemand_schrijft():
    ander = connections["default"].copy()
    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE indicatoren_meting IN SHARE MODE")
        yield
        cursor.execute("COMMIT")
    ander.close()


def begin(doe, *waarmee):
    draad = Thread(target=doe, args=waarmee)
    draad.start()
    return draad
