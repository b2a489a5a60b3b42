"""The dry run of a file of figures, and who does it."""

import pytest
from django.utils import timezone

from indicatoren.actions import nakijken
from indicatoren.actions.aanleveren import kies
from indicatoren.actions.nakijken import DOOD_NA, kijk_na
from indicatoren.inleesproef import Veld
from indicatoren.models import Import, Invoer
from indicatoren.tests.inleesweg import (
    A,
    B,
    alles,
    bekeken,
    bestand,
    bevestig,
    cijfers,
    ingelezen,
    proef,
    telling,
)
from indicatoren.tests.maken_inlezen import LANG, maak_import
from kern.exceptions import RegelGeschonden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rust")]
STAND = Import.Stand


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


def test_een_groot_bestand_is_voor_de_worker(django_capture_on_commit_callbacks):
    imp = maak_import(STAND.WACHT, bestand(A), grootte=nakijken.MEEKIJKEN_TOT + 1)

    with django_capture_on_commit_callbacks() as later:
        assert nakijken.begin(imp).stand == STAND.WACHT
    later[0]()

    imp.refresh_from_db()
    assert imp.stand == STAND.BEKEKEN
