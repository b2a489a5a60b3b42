"""The drawing itself: whatever the figures, everything is printed and stays inside the picture."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kern.trend import teken


def punt(jaar, waarde, tekst=None, reden=""):
    tekst = tekst or ("–" if waarde is None else str(waarde))
    return SimpleNamespace(jaar=jaar, waarde=waarde, tekst=tekst, reden=reden)


def reeks(waarden, streef=(), breuken=(), schaal=(None, None), **afwijking):
    """A series from {year: value}; None is a year without one."""
    velden = {
        "ident": "proef",
        "naam": "Rust",
        "eenheid": "rapportcijfer",
        "punten": [punt(j, w, reden="niet gemeten") for j, w in sorted(dict(waarden).items())],
        "streefpunten": [punt(j, w) for j, w in sorted(dict(streef).items())],
        "breuken": breuken,
        "schaal": schaal,
    }
    return SimpleNamespace(**velden | afwijking)


class Beeld:
    """What a trend shows, read back from its SVG."""

    def __init__(self, reeks):
        self.figuur = ET.fromstring(str(teken(reeks)))
        self.svg = self.figuur.find("svg")
        self.bijschrift = self.figuur.findtext("figcaption")

    def teksten(self, *klassen):
        return [t.text for t in self.svg.iter("text") if t.get("class") in klassen]

    def lijnen(self, klasse):
        """Number of points of each line."""
        lijnen = [p for p in self.svg.iter("polyline") if p.get("class") == klasse]
        return [len(lijn.get("points").split()) for lijn in lijnen]

    def dozen(self):
        """(left, top, right, bottom) of each label, with the room kern.trend gives a character."""
        for t in self.svg.iter("text"):
            if t.get("class") in ("w", "n", "st"):
                x, y, half = float(t.get("x")), float(t.get("y")), 4 * len(t.text)
                yield (x - half, y - 16, x + half, y)


CIJFERS = {2011: Decimal("7.3"), 2013: Decimal("7.4"), 2015: Decimal("7.3"), 2017: Decimal("7.4")}
getallen = st.decimals(-(10**10), 10**10, places=4) | st.integers(-5, 5).map(Decimal)
jaren = st.integers(1990, 2040)
metingen = st.dictionaries(jaren, getallen | st.none(), max_size=14)
streefwaarden = st.dictionaries(jaren, getallen, max_size=4)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(metingen, streefwaarden, st.lists(jaren, max_size=2))
def test_elke_reeks_is_te_tekenen_en_elke_waarde_staat_er_eenmaal(waarden, streef, breuken):
    cijfers = [w for _, w in sorted(waarden.items()) if w is not None]
    if not cijfers:
        assert teken(reeks(waarden, streef, breuken)).startswith("<p>Er is nog geen cijfer")
        return

    beeld = Beeld(reeks(waarden, streef, breuken))

    assert beeld.teksten("w", "n") == [str(w) for w in cijfers]
    assert len(beeld.teksten("n")) == 1
    links, boven, breed, hoog = map(float, beeld.svg.get("viewBox").split())
    for x0, y0, x1, y1 in beeld.dozen():
        assert links - 0.1 <= x0 <= x1 <= links + breed + 0.1
        assert boven - 0.1 <= y0 <= y1 <= boven + hoog + 0.1
    for deel in beeld.svg.iter():
        for naam, waarde in deel.attrib.items():
            if naam in ("x", "x1", "x2", "cx"):
                assert links <= float(waarde) <= links + breed
            if naam in ("y", "y1", "y2", "cy"):
                assert boven <= float(waarde) <= boven + hoog
    for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", str(teken(reeks(waarden, streef)))):
        if "." in x and "." in y:
            assert links <= float(x) <= links + breed
            assert boven <= float(y) <= boven + hoog


@given(metingen, streefwaarden)
def test_geen_twee_getallen_staan_over_elkaar(waarden, streef):
    if not any(w is not None for w in waarden.values()):
        return

    dozen = list(Beeld(reeks(waarden, streef)).dozen())

    for i, (a0, b0, a1, b1) in enumerate(dozen):
        for c0, d0, c1, d1 in dozen[i + 1 :]:
            assert a1 - c0 < 0.3 or c1 - a0 < 0.3 or b1 - d0 < 0.3 or d1 - b0 < 0.3


def test_wat_ontbreekt_blijft_een_gat():
    beeld = Beeld(reeks(CIJFERS | {2019: None, 2021: Decimal("7.5"), 2023: Decimal("7.6")}))

    assert beeld.lijnen("l") == [4, 2]
    assert beeld.bijschrift.endswith("Geen cijfer in 2019: niet gemeten.")


def test_een_andere_manier_van_meten_breekt_de_lijn_en_staat_erbij():
    beeld = Beeld(reeks(CIJFERS, breuken=[2015]))

    assert beeld.lijnen("l") == [2, 2]
    assert len([lijn for lijn in beeld.svg.iter("line") if lijn.get("class") == "b"]) == 1
    assert beeld.bijschrift.endswith("Vanaf 2015 anders gemeten.")


def test_een_punt_is_een_stip_zonder_lijn():
    beeld = Beeld(reeks({2017: Decimal("7.4")}))

    assert (beeld.lijnen("l"), beeld.teksten("n"), beeld.teksten("w")) == ([], ["7.4"], [])


@pytest.mark.parametrize("waarden", [{}, {2017: None}])
def test_zonder_punt_staat_er_een_zin(waarden):
    assert (
        teken(reeks(waarden, {2019: Decimal(7)})) == "<p>Er is nog geen cijfer om te tekenen.</p>"
    )


@pytest.mark.parametrize(
    ("waarden", "schaal", "verwacht"),
    [
        ((7.3, 7.4), (1, 10), ["6", "7", "8"]),
        ((6.3, 6.4), (0, 10), ["5", "6", "7"]),
        ((32, 35), (0, 100), ["20", "30", "40"]),
        ((7, 7), (1, 10), ["6", "7", "8"]),
        ((10, 10), (1, 10), ["8", "9", "10"]),
        ((1, 1), (1, 10), ["1", "2", "3"]),
        ((0, 100), (0, 100), ["0", "50", "100"]),
        ((0, 0), (None, None), ["0,0", "0,5", "1,0"]),
        ((-5, 5), (None, None), ["−5", "0", "5"]),
        ((12000, 12500), (None, None), ["11.500", "12.000", "12.500"]),
    ],
)
def test_de_as_toont_minstens_een_vijfde_van_de_schaal(waarden, schaal, verwacht):
    cijfers = {2015 + i: Decimal(str(w)) for i, w in enumerate(waarden)}
    grenzen = tuple(None if g is None else Decimal(g) for g in schaal)

    assert Beeld(reeks(cijfers, schaal=grenzen)).teksten("a") == verwacht


def test_een_afgekapte_as_zegt_dat():
    beeld = Beeld(reeks(CIJFERS, schaal=(Decimal(1), Decimal(10))))

    assert beeld.bijschrift == "As: rapportcijfer, van 6 tot 8. De as begint niet bij 1."


def test_een_hele_as_zegt_niets_over_afkappen():
    cijfers = {2015: Decimal(0), 2017: Decimal(100)}
    beeld = Beeld(reeks(cijfers, schaal=(Decimal(0), Decimal(100)), eenheid="procent"))

    assert beeld.bijschrift == "As: procent, van 0 tot 100."


def test_een_streefwaarde_die_verandert_staat_er_bij_elke_verandering():
    streef = {2017: Decimal("7.4"), 2019: Decimal("7.4"), 2021: Decimal("7.8")}

    beeld = Beeld(reeks(CIJFERS, streef))

    assert beeld.teksten("st") == ["streefwaarde 7.4", "7.8"]
    assert beeld.lijnen("s") == [5]


def test_een_schermlezer_krijgt_alle_cijfers_in_een_zin():
    beeld = Beeld(reeks({2015: Decimal("7.3"), 2016: None}, {2017: Decimal("7.4")}))

    assert beeld.svg.get("role") == "img"
    assert beeld.svg.get("aria-labelledby") == "proef-t proef-d"
    assert beeld.svg.findtext("title") == "Rust, 2015"
    assert beeld.svg.findtext("desc") == (
        "2015: 7.3; 2016: geen cijfer (niet gemeten). Streefwaarde 2017: 7.4."
    )


def test_tekst_uit_de_gegevens_wordt_geen_opmaak():
    naam = "<b>Rust & ruimte</b>"

    assert Beeld(reeks(CIJFERS, naam=naam)).svg.findtext("title") == f"{naam}, 2011 tot en met 2017"
