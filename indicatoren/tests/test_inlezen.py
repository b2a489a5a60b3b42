"""Figures of a file become those of the city: all of them or none."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gebieden.tests.maken import maak_buurt
from gebruikers.tests.maken import maak_gebruiker
from indicatoren.actions import inlezen
from indicatoren.actions.aanleveren import eerder_ingelezen
from indicatoren.actions.nakijken import kijk_na
from indicatoren.inleesproef import Veld
from indicatoren.models import Correctie, Dekking, Import, Invoer, Meting, Streefwaarde
from indicatoren.tests.inleesweg import (
    ALTIJD,
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
    terug,
)
from indicatoren.tests.maken import maak_meting
from indicatoren.tests.maken_inlezen import maak_import
from kern.exceptions import RegelGeschonden, Verouderd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rust")]
STAND = Import.Stand


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
