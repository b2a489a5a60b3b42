from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kern.velden import (
    NUL,
    OPNIEUW,
    DagField,
    DecimaalField,
    LinkField,
    MaandField,
    TekstField,
    UuidField,
    VersieField,
    schrijf_datum,
)

DAG = "Schrijf de datum als 17-03-2027."
MAAND = "Schrijf een datum als 17-03-2027, 03-2027 of 2027."
TITEL = TekstField(wat="de titel", leeg="Vul een titel in.", max_length=5)
VERHAAL = TekstField(wat="het verhaal", widget=forms.Textarea)


def zin(veld, waarde):
    """The one sentence with which a field refuses."""
    with pytest.raises(forms.ValidationError) as fout:
        veld.clean(waarde)
    (tekst,) = fout.value.messages
    return tekst


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        (TITEL, "", "Vul een titel in."),
        (TITEL, " \t ", "Vul een titel in."),
        (TITEL, "Eettafel", "Maak de titel korter: hooguit 5 tekens, nu 8."),
        (TITEL, "a\x00b", NUL),
        (VersieField(), "1.5", OPNIEUW),
        (VersieField(), "9" * 5000, OPNIEUW),
        (UuidField(), "geen-uuid", OPNIEUW),
        (DagField(leeg="Vul de dag in."), "", "Vul de dag in."),
        (DagField(), "03-2027", DAG),
        (DagField(), "1\x007", DAG),
        (DagField(), "17 lente 2027", DAG),
        (DagField(), "31-02-2027", f"De dag 31-02-2027 bestaat niet. {DAG}"),
        (DagField(), "1-13-2027", f"Maand 13 bestaat niet. {DAG}"),
        (DagField(), "1-1-1999", "Vul een jaar in tussen 2000 en 2100."),
        (MaandField(), "gauw", MAAND),
        (MaandField(einde=True), "13-2027", f"Maand 13 bestaat niet. {MAAND}"),
    ],
)
def test_wat_niet_past_krijgt_een_zin(veld, waarde, fout):
    assert zin(veld, waarde) == fout


def test_een_regel_tekst_verliest_alleen_witruimte():
    assert TekstField(wat="de titel").clean("  Samen \t eten\u00a0 ") == "Samen eten"


def test_een_verhaal_houdt_zijn_regels():
    assert VERHAAL.clean("Een\r\n\r\n  twee") == "Een\n\n  twee"


def test_de_browser_knipt_niets_af():
    assert "maxlength" not in TITEL.widget.attrs


@pytest.mark.parametrize(
    "tekst",
    ["17-3-2027", "17/03/2027", "17.3.2027", "17 3 2027", "17 maart 2027", "17  Mrt. 2027"],
)
def test_een_dag_zoals_mensen_hem_schrijven(tekst):
    assert DagField().clean(tekst) == date(2027, 3, 17)


@pytest.mark.parametrize(
    ("tekst", "einde", "dag"),
    [
        ("2027", False, date(2027, 1, 1)),
        ("2027", True, date(2027, 12, 31)),
        ("2-2028", True, date(2028, 2, 29)),
        ("17-3-2027", True, date(2027, 3, 17)),
        ("", True, None),
    ],
)
def test_een_maand_of_jaar_heeft_een_eerste_en_een_laatste_dag(tekst, einde, dag):
    assert MaandField(einde=einde).clean(tekst) == dag


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.booleans())
def test_wat_een_veld_toont_leest_het_ook(dag, einde):
    maand = MaandField(einde=einde)

    assert DagField().clean(DagField().prepare_value(dag)) == dag
    assert maand.clean(maand.prepare_value(dag)) == dag


@pytest.mark.parametrize(
    ("dag", "einde", "tekst"),
    [
        (date(2027, 1, 1), False, "2027"),
        (date(2027, 12, 31), True, "2027"),
        (date(2027, 12, 31), False, "31-12-2027"),
        (date(2027, 2, 28), True, "02-2027"),
        (date(2027, 2, 1), True, "01-02-2027"),
    ],
)
def test_een_datum_staat_er_zo_kort_als_kan(dag, einde, tekst):
    assert schrijf_datum(dag, einde=einde) == tekst


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [
        ("7,5", Decimal("7.5")),
        ("−40", Decimal(-40)),
        (" 1 234.25 ", Decimal("1234.25")),
        ("", None),
    ],
    ids=["komma", "min", "spatie", "leeg"],
)
def test_een_getal_zoals_mensen_het_schrijven(tekst, getal):
    assert DecimaalField().clean(tekst) == getal


@pytest.mark.parametrize("tekst", ["1e30", "9" * 30, "7,12345", "zeven", "\x00", "٣"])
def test_wat_geen_getal_is_krijgt_een_zin(tekst):
    with pytest.raises(ValidationError, match="Vul een getal in"):
        DecimaalField().clean(tekst)


def test_een_getal_dat_niet_onder_nul_mag():
    with pytest.raises(ValidationError, match="Vul een getal in"):
        DecimaalField(onder_nul=False).clean("-1")


@pytest.mark.parametrize("tekst", ["http://ais.example/", "ais", "javascript:alert(1)"])
def test_een_link_begint_met_https(tekst):
    veld = LinkField(label="Waar?")

    assert veld.clean("ais.example/cijfer") == "https://ais.example/cijfer"
    with pytest.raises(ValidationError, match="begint met https"):
        veld.clean(tekst)
