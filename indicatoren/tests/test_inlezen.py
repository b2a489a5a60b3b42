"""A file of figures, from the moment it comes in until it is taken back."""

import os
import signal
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from threading import Thread
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, connections
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gebieden.models import Gebied
from gebieden.tests.maken import maak_buurt, maak_gemeente
from gebruikers.tests.maken import maak_gebruiker
from indicatoren.actions import inlezen, nakijken, termijnen
from indicatoren.actions.aanleveren import eerder_ingelezen, gooi_weg, kies, lever_aan
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.actions.inlezen import lees_in
from indicatoren.actions.metingen import verbeter_meting
from indicatoren.actions.nakijken import DOOD_NA, kijk_na
from indicatoren.actions.terugdraaien import draai_terug
from indicatoren.inleesproef import Proef, Veld
from indicatoren.lezen.bekend import haal_bekend
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.models import (
    Correctie,
    Dekking,
    Gebiedsnaam,
    Import,
    Invoer,
    Kolomkeuze,
    Meting,
    Streefwaarde,
)
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad, maak_streefwaarde
from indicatoren.tests.maken_inlezen import EIGEN, LANG, maak_import
from kern.exceptions import RegelGeschonden, Verouderd
from kern.tests.wachten import wacht_op_een_wachtende

pytestmark = pytest.mark.django_db
STAND = Import.Stand
ALTIJD = DateRange(date(1900, 1, 1), None)
A = "BU1;rust;2024;gemeten;7,1"
B = "BU2;rust;2024;gemeten;6,4"


@pytest.fixture(autouse=True)
def rust():
    for nr in (1, 2, 3):
        maak_buurt(code=f"BU{nr}", naam=f"Buurt {nr}", geldig=ALTIJD)
    Gebied.objects.filter(pk=maak_stad().pk).update(geldig=ALTIJD)
    return maak_indicator()


def bestand(*regels):
    return EIGEN + "".join(f"{regel}\r\n" for regel in regels)


def bekeken(*regels, **afwijking):
    return kijk_na(maak_import(STAND.WACHT, bestand(*regels), **afwijking))


def proef(imp):
    return Proef.uit_json(imp.proef)


def bevestig(imp):
    return lees_in(imp, vingerafdruk=proef(imp).vingerafdruk, versie=imp.versie, door=None)


def ingelezen(*regels, **afwijking):
    return bevestig(bekeken(*regels, **afwijking))


def terug(imp):
    return draai_terug(imp, versie=imp.versie, door=None)


def alles():
    """Every byte of every figure."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(m)::text FROM indicatoren_meting m UNION ALL "
            "SELECT to_jsonb(s)::text FROM indicatoren_streefwaarde s ORDER BY 1"
        )
        return cursor.fetchall()


def cijfers():
    rijen = Meting.objects.order_by("gebied__code", "jaar")
    return [(m.gebied.code, m.jaar, m.waarde) for m in rijen.select_related("gebied")]


def telling(imp):
    gezien = proef(imp)
    return gezien.nieuw, gezien.gewijzigd, gezien.gelijk, gezien.geweigerd


# --- bringing it in ---


def lever(inhoud=b"a;b\r\n1;2\r\n", **afwijking):
    velden = {"uuid": uuid4(), "naam": "c.csv", "door": None} | afwijking
    return lever_aan(maak_gemeente(), bestand=ContentFile(inhoud, name="c.csv"), **velden)


def test_een_bestand_ligt_onder_zijn_uuid_en_een_dubbele_tik_is_een_keer():
    imp = lever()
    nog_eens = lever(uuid=imp.uuid)

    assert (nog_eens, Import.objects.count(), imp.stand) == (imp, 1, STAND.NIEUW)
    assert imp.bestand.name == f"{imp.uuid.hex[:2]}/{imp.uuid}"
    with pytest.raises(RegelGeschonden):
        lever(b"iets anders", uuid=imp.uuid)


@pytest.mark.django_db(transaction=True)
def test_een_tweede_tik_terwijl_de_eerste_nog_bezig_is_vindt_die():
    """The second waits for the row of the first, which it could not see when it began."""
    eerste, gevonden = lever(), []

    def tik():
        gevonden.append(lever(uuid=eerste.uuid))
        connection.close()

    ander = connections["default"].copy()
    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("CREATE TEMP TABLE tik ON COMMIT DROP AS TABLE indicatoren_import")
        Import.objects.all().delete()
        cursor.execute("INSERT INTO indicatoren_import TABLE tik")
        tweede = Thread(target=tik)
        tweede.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute("COMMIT")
    ander.close()
    tweede.join()

    assert (gevonden, Import.objects.count()) == ([eerste], 1)
    assert Import.objects.get().bestand.read() == b"a;b\r\n1;2\r\n"


def test_een_keuze_wordt_onthouden_met_de_namen_die_bevestigd_zijn():
    imp, buurt = maak_import(STAND.NIEUW), maak_buurt(code="BU9", naam="De Koppel")
    kies(imp, leeswijze=LANG, versie=1, door=None, namen={" de  KOPPEL ": buurt})
    ander = maak_buurt(code="BU8", naam="Koppel")

    imp = kies(imp, leeswijze=LANG, versie=2, door=None, namen={"De Koppel": ander})

    assert (imp.stand, imp.versie) == (STAND.WACHT, 3)
    assert Leeswijze.uit_json(Kolomkeuze.objects.get().leeswijze) == LANG
    assert list(Gebiedsnaam.objects.values_list("naam", "gebied")) == [("de koppel", ander.pk)]
    with pytest.raises(Verouderd):
        kies(imp, leeswijze=LANG, versie=2, door=None)


def test_een_ingelezen_bestand_krijgt_geen_andere_leeswijze():
    imp = ingelezen(A)

    with pytest.raises(RegelGeschonden):
        kies(imp, leeswijze=LANG, versie=imp.versie, door=None)
    with pytest.raises(RegelGeschonden):
        gooi_weg(imp)


# --- the dry run ---


def test_de_proef_telt_en_noemt_de_verschillen_en_schrijft_niets(rust):
    ingelezen(A, B, "BU1;rust;2026;streef;7,5")
    was = alles()

    imp = bekeken(
        A, "BU2;rust;2024;gemeten;6,5", "BU3;rust;2024;gemeten;8", "BU1;rust;2026;streef;8"
    )

    gezien = proef(imp)
    assert (imp.stand, telling(imp), gezien.mag) == (STAND.BEKEKEN, (1, 2, 1, 0), True)
    meting, streef = gezien.verschillen
    assert (meting.regel, meting.gebied, meting.jaar) == (3, "Buurt 2", 2024)
    assert meting.velden == (Veld("cijfer", "6,4", "6,5"),)
    assert (streef.soort, streef.velden) == ("streefwaarde", (Veld("cijfer", "7,5", "8"),))
    [nieuw] = gezien.nieuwe
    assert (nieuw.regel, nieuw.gebied, nieuw.velden) == (
        4,
        "Buurt 3",
        (Veld("cijfer", "niets", "8"),),
    )
    assert (imp.begonnen_op, imp.gedaan, alles()) == (None, 5, was)


def test_geweigerde_regels_staan_er_met_plek_en_reden():
    imp = bekeken(A, "BU9;rust;2024;gemeten;7", "BU2;rust;2024;gemeten;elf")

    assert (imp.stand, telling(imp)) == (STAND.BEKEKEN, (1, 0, 0, 2))
    assert [fout[0] for fout in imp.fouten] == [3, 4]
    with pytest.raises(RegelGeschonden, match="kunnen inlezen"):
        bevestig(imp)
    assert cijfers() == []


def test_een_cel_die_er_twee_keer_staat_mag_als_er_hetzelfde_staat():
    imp = bekeken(A, B, A)
    botst = bekeken(A, B, "BU1;rust;2024;gemeten;7,2")

    assert (telling(imp), proef(imp).dubbel) == ((2, 0, 0, 0), 1)
    assert (telling(botst), botst.fouten[0][0]) == ((2, 0, 0, 1), 4)
    assert "regel 2" in botst.fouten[0][3]
    with pytest.raises(RegelGeschonden):
        bevestig(botst)


def test_van_een_geweigerde_cel_staat_er_wat_te_tonen_is():
    """PostgreSQL keeps no NUL."""
    imp = bekeken("BU\0X;rust;2024;gemeten;7", A)

    assert (telling(imp), imp.fouten[0][2]) == ((1, 0, 0, 1), "BUX")


def test_een_lange_lijst_fouten_wordt_geteld_en_niet_bewaard(monkeypatch):
    monkeypatch.setattr(nakijken, "HOOGUIT_FOUTEN", 2)
    monkeypatch.setattr(nakijken, "PER_KEER", 2)

    imp = bekeken(*(f"BU9;rust;{jaar};gemeten;7" for jaar in range(2010, 2015)), A, A + "1")

    assert (proef(imp).geweigerd, len(imp.fouten)) == (6, 2)


def test_wat_geen_tabel_is_mislukt_met_een_zin():
    imp = kijk_na(maak_import(STAND.WACHT, "heel;iets;anders\r\n1;2;3\r\n"))

    assert (imp.stand, imp.melding != "", Invoer.objects.count()) == (STAND.MISLUKT, True, 0)


def test_een_lezer_die_breekt_laat_niemand_wachten(monkeypatch):
    monkeypatch.setattr(nakijken, "lees", lambda *_: 1 / 0)

    imp = bekeken(A)

    assert (imp.stand, imp.melding) == (STAND.MISLUKT, nakijken.STUK)


def test_een_bestand_dat_weg_is_mislukt_met_een_zin():
    imp = maak_import(STAND.WACHT)
    imp.bestand.storage.delete(imp.bestand.name)

    assert kijk_na(imp).melding == nakijken.WEG


# --- who works on it ---


def test_wie_net_begon_houdt_het_bestand_en_na_tien_minuten_niet_meer():
    nu = timezone.now()
    imp = maak_import(STAND.WACHT, bestand(A), begonnen_op=nu - DOOD_NA / 2)
    cel = {"soort": "meting", "indicator_id": 1, "gebied_id": 1, "jaar": 1999, "waarde": 1}
    rest = {"significant": "nee", "voorlopig": False, "voetnoot": ""}
    Invoer.objects.create(herkomst_id=imp.pk, regel=1, **cel, **rest)

    assert kijk_na(imp, nu=nu).stand == STAND.WACHT
    assert telling(kijk_na(imp, nu=nu + DOOD_NA)) == (1, 0, 0, 0)  # and nothing of the dead one


def test_een_andere_keuze_halverwege_laat_de_eerste_stoppen(monkeypatch):
    imp = maak_import(STAND.WACHT, bestand(A, B))
    lees, keer = nakijken.lees, []

    def lees_en_word_ingehaald(*wat):
        if not keer:
            keer.append(kies(imp, leeswijze=LANG, versie=imp.versie, door=None))
        return lees(*wat)

    monkeypatch.setattr(nakijken, "lees", lees_en_word_ingehaald)
    eerste = kijk_na(imp)

    assert (eerste.stand, eerste.proef, Invoer.objects.count()) == (STAND.WACHT, None, 0)
    assert telling(kijk_na(imp)) == (2, 0, 0, 0)


# --- reading in ---


def test_inlezen_schrijft_alles_met_herkomst_en_werkt_bij_wat_volgt(rust):
    imp = ingelezen(A, B, "BU3;rust;2026;streef;8", door=maak_gebruiker())

    assert cijfers() == [("BU1", 2024, Decimal("7.1")), ("BU2", 2024, Decimal("6.4"))]
    meting = Meting.objects.get(gebied__code="BU2")
    assert (meting.herkomst, meting.herkomst_regel) == (imp, 3)
    assert Streefwaarde.objects.get().herkomst_regel == 4
    assert (imp.stand, Invoer.objects.count()) == (STAND.INGELEZEN, 0)
    assert Dekking.objects.get().aantal == 2
    rust.refresh_from_db()
    assert rust.bijgewerkt_op >= imp.ingelezen_op


def test_hetzelfde_bestand_verandert_niets():
    eerste = ingelezen(A, B)
    was = alles()

    nog_eens = bekeken(A, B)

    assert (telling(nog_eens), eerder_ingelezen(nog_eens)) == ((0, 0, 2, 0), eerste)
    with pytest.raises(RegelGeschonden, match="niets in te lezen"):
        bevestig(nog_eens)
    assert (alles(), bevestig(eerste).pk, Correctie.objects.count()) == (was, eerste.pk, 0)


def test_wat_gelijk_blijft_houdt_zijn_herkomst_en_wat_verandert_laat_een_correctie_na():
    eerste = ingelezen(A, B)

    tweede = ingelezen(A, "BU2;rust;2024;gemeten;6,5")

    assert [m.herkomst for m in Meting.objects.order_by("gebied__code")] == [eerste, tweede]
    correctie = Correctie.objects.get()
    assert (correctie.vervangen_door, correctie.was["waarde"]) == (tweede, 6.4)


def test_een_voorbeeld_merkt_zijn_cijfers_en_een_echt_cijfer_neemt_dat_weg():
    ingelezen(A, is_voorbeeld=True)
    assert Meting.objects.get().is_voorbeeld

    imp = ingelezen(A)

    assert (telling(imp), Meting.objects.get().is_voorbeeld) == ((0, 1, 0, 0), False)
    assert proef(imp).verschillen[0].velden == (Veld("voorbeeld", "ja", "nee"),)


@pytest.mark.parametrize("cijfer", ["6.6", "7.1"])
def test_wat_intussen_veranderde_wordt_eerst_getoond(rust, cijfer):
    """Also when the new count is the same: it would write over a figure that nobody saw."""
    gebied = maak_meting(rust, 2024, 6, gebied=maak_buurt(code="BU7", geldig=ALTIJD)).gebied
    imp = bekeken("BU7;rust;2024;gemeten;7,1")
    Meting.objects.update(waarde=cijfer)

    with pytest.raises(Verouderd) as verouderd:
        bevestig(imp)

    assert cijfers() == [(gebied.code, 2024, Decimal(cijfer))]
    nieuw = Import.objects.get()
    assert proef(verouderd.value.huidig) == proef(nieuw) != proef(imp)
    if proef(nieuw).mag:
        assert bevestig(nieuw).stand == STAND.INGELEZEN


@pytest.mark.parametrize("weg", ["invoer", "indicator", "berekend"])
def test_wat_klaarlag_en_er_niet_meer_is_wordt_opnieuw_nagekeken(rust, weg):
    """The staging table is not logged; an indicator may go, or be computed from now on."""
    imp = bekeken(A)
    if weg == "invoer":
        Invoer.objects.all().delete()
    elif weg == "indicator":
        rust.delete()
    else:
        type(rust).objects.update(berekening="initiatieven")

    with pytest.raises(Verouderd):
        bevestig(imp)

    imp.refresh_from_db()
    assert (imp.stand, cijfers()) == (STAND.WACHT, [])
    assert telling(kijk_na(imp)) == ((1, 0, 0, 0) if weg == "invoer" else (0, 0, 0, 1))


def test_een_oude_versie_leest_niets_in():
    imp = bekeken(A)
    Import.objects.update(versie=imp.versie + 1)

    with pytest.raises(Verouderd):
        bevestig(imp)
    assert cijfers() == []


def test_een_klap_halverwege_laat_niets_achter(monkeypatch):
    imp = bekeken(A, B, "BU1;rust;2026;streef;8")

    def klap(_):
        raise ZeroDivisionError

    monkeypatch.setattr(inlezen, "werk_bij", klap)
    with pytest.raises(ZeroDivisionError):
        bevestig(imp)
    assert (alles(), Import.objects.get().stand, Invoer.objects.count()) == ([], STAND.BEKEKEN, 3)

    monkeypatch.undo()
    assert bevestig(imp).stand == STAND.INGELEZEN


# --- taking it back ---


def test_terugdraaien_zet_elk_cijfer_terug_tot_op_de_byte(rust):
    stad = maak_stad()
    maak_meting(rust, 2023, "6.5", gebied=stad, bron_link="https://amersfoortincijfers.nl/")
    maak_meting(rust, 2022, None, reden="te_weinig", gebied=stad, n=3)
    maak_streefwaarde(rust, 2026, 7)
    werk_bij([(rust.pk, 2022), (rust.pk, 2023)])
    ingelezen(A, B)
    was, geteld = alles(), list(Dekking.objects.values_list("soort", "jaar", "aantal"))
    imp = ingelezen(
        "GM0307;rust;2023;gemeten;6,6",
        "GM0307;rust;2022;gemeten;6,1",
        "GM0307;rust;2026;streef;8",
        "BU1;rust;2024;gemeten;7,2",
        "BU3;rust;2024;gemeten;5",
    )
    assert alles() != was

    terug(imp)
    assert terug(imp).stand == STAND.TERUG

    assert alles() == was
    assert list(Dekking.objects.values_list("soort", "jaar", "aantal")) == geteld


def test_een_latere_import_gaat_eerst_terug():
    eerste = ingelezen(A, B)
    voor_de_tweede = alles()
    tweede = ingelezen("BU1;rust;2024;gemeten;7,2", naam="later.csv")

    with pytest.raises(RegelGeschonden, match=r"Buurt 1, 2024.*later\.csv"):
        terug(eerste)

    terug(tweede)
    assert alles() == voor_de_tweede
    terug(eerste)
    assert alles() == []


@pytest.mark.parametrize("hoe", ["verbeterd", "weg", "stil"])
def test_wat_iemand_met_de_hand_veranderde_blijft(rust, hoe):
    """However it was done: `stil` leaves the import as its origin."""
    imp = ingelezen(A, B)
    meting = Meting.objects.get(gebied__code="BU1")
    if hoe == "verbeterd":
        inhoud = {naam: getattr(meting, naam) for naam in Meting.INHOUD} | {"waarde": Decimal(9)}
        verbeter_meting(rust, meting.gebied, 2024, versie=meting.versie, **inhoud)
    elif hoe == "weg":
        meting.delete()
    else:
        Meting.objects.filter(pk=meting.pk).update(waarde=9)
    was = alles()

    with pytest.raises(RegelGeschonden, match="Buurt 1, 2024"):
        terug(imp)
    assert alles() == was


def test_alleen_wat_ingelezen_is_gaat_terug():
    imp = bekeken(A)

    with pytest.raises(RegelGeschonden):
        terug(imp)
    with pytest.raises(Verouderd):
        draai_terug(bevestig(imp), versie=imp.versie, door=None)


# --- at the same time ---


@pytest.mark.django_db(transaction=True)
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


@pytest.mark.django_db(transaction=True)
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


@pytest.mark.django_db(transaction=True)
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
    connection.close()  # or both would talk through one socket
    if not (kind := os.fork()):
        try:
            doe(*waarmee)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]) == -signal.SIGKILL


@pytest.mark.django_db(transaction=True)
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


@pytest.mark.django_db(transaction=True)
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


# --- whatever comes in ---

SCHADE = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(["weg", "erbij", "anders"]),
        st.one_of(
            st.binary(max_size=6), st.sampled_from([b";", b'"', b"\r\n", b"7,9", b"\0", A.encode()])
        ),
    ),
    min_size=1,
    max_size=4,
)


def beschadig(inhoud, schade):
    for plek, hoe, wat in schade:
        plek %= len(inhoud) + 1
        tot = plek if hoe == "erbij" else plek + max(1, len(wat))
        inhoud = inhoud[:plek] + (b"" if hoe == "weg" else wat) + inhoud[tot:]
    return inhoud


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SCHADE)
def test_schade_geeft_nooit_een_halve_import(schade):
    """Whatever became of the file: it is read in whole, or every figure stays as it was."""
    Import.objects.filter(stand="bekeken").delete()
    inhoud = bestand(A, B, "BU3;rust;2024;gemeten;5,5", "GM0307;rust;2024;gemeten;6,4")
    imp = maak_import(STAND.WACHT)
    imp.bestand.storage.delete(imp.bestand.name)
    imp.bestand.save("", ContentFile(beschadig(inhoud.encode(), schade)))
    was = alles()

    imp = kijk_na(imp)

    assert alles() == was
    if imp.stand == STAND.MISLUKT:
        assert imp.melding
    elif proef(imp).mag:
        gelezen = bevestig(imp)
        assert Meting.objects.filter(herkomst=gelezen).count() == proef(imp).te_schrijven
        terug(gelezen)
        assert alles() == was
    else:
        with pytest.raises(RegelGeschonden):
            bevestig(imp)
        assert alles() == was


# --- what the calendar asks ---


def test_een_bestand_gaat_na_een_jaar_en_na_een_maand_als_niemand_het_inlas(
    django_capture_on_commit_callbacks,
):
    imp, blijft_liggen, nu = ingelezen(A), bekeken(B), timezone.now()
    plek, opslag = imp.bestand.name, imp.bestand.storage

    def dag(dagen):
        with django_capture_on_commit_callbacks(execute=True):
            for _, rijen, actie in termijnen.werk(nu + timedelta(dagen)):
                for rij in rijen:
                    actie(rij)
        return list(Import.objects.order_by("pk").values_list("stand", flat=True))

    assert dag(29) == [STAND.INGELEZEN, STAND.BEKEKEN]
    assert dag(31) == [STAND.INGELEZEN, STAND.MISLUKT]
    assert (Invoer.objects.count(), opslag.exists(plek)) == (0, True)
    assert dag(366) == [STAND.INGELEZEN, STAND.MISLUKT]
    assert [opslag.exists(naam) for naam in (plek, blijft_liggen.bestand.name)] == [False, False]
    assert terug(imp).stand == STAND.TERUG
    assert dag(800) == [STAND.TERUG, STAND.MISLUKT]


def test_een_groot_bestand_is_voor_de_worker(django_capture_on_commit_callbacks):
    imp = maak_import(STAND.WACHT, bestand(A), grootte=nakijken.MEEKIJKEN_TOT + 1)

    with django_capture_on_commit_callbacks() as later:
        assert nakijken.begin(imp).stand == STAND.WACHT
    later[0]()

    imp.refresh_from_db()
    assert imp.stand == STAND.BEKEKEN
