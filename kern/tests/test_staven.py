"""Bars and shaded maps: whatever the figures, all is inside the picture and nothing is cut."""

import xml.etree.ElementTree as ET
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from kern import staven, vlakken

getallen = st.decimals(-(10**6), 10**6, places=2)
namen = st.text("abcdefghijklmnop &<>\"'éë-", min_size=1, max_size=60)
marges = st.decimals(0, 10**4, places=2) | st.none()


def rij(naam, waarde, marge=None, is_hier=False):
    return SimpleNamespace(
        naam=naam, waarde=waarde, tekst=str(waarde), marge=marge, is_hier=is_hier
    )


def beeld(rijen, lijn=None, weggelaten=0):
    dingen = SimpleNamespace(
        ident="staven",
        naam="Rust & ruimte",
        samengevat="Hoogste: Vathorst.",
        eenheid="rapportcijfer",
        rijen=rijen,
        weggelaten=weggelaten,
        lijn=lijn and SimpleNamespace(naam="Heel Amersfoort", waarde=lijn, tekst=str(lijn)),
    )
    return ET.fromstring(str(staven.teken(dingen)))


def staaf(deel):
    links, breed = float(deel.get("x")), float(deel.get("width"))
    return links, round(links + breed, 1)


@settings(max_examples=40)
@given(st.lists(st.tuples(namen, getallen, marges), min_size=1, max_size=12), getallen | st.none())
def test_elke_staaf_begint_bij_nul_en_staat_met_haar_cijfer_in_beeld(gegevens, lijn):
    rijen = [rij(*gegeven) for gegeven in gegevens]
    svg = beeld(rijen, lijn).find("svg")

    _, _, breed, hoog = map(float, svg.get("viewBox").split())
    nul = float(next(d for d in svg.iter("line") if d.get("class") == "o").get("x1"))
    delen = list(svg.iter("rect"))
    assert [t.text for t in svg.iter("text") if t.get("class") == "w"] == [r.tekst for r in rijen]
    for r, deel in zip(rijen, delen, strict=True):
        links, rechts = staaf(deel)
        assert 0 <= links <= rechts + 0.1 <= breed + 0.2
        assert abs((links if r.waarde >= 0 else rechts) - nul) < 0.2  # never cut
    for deel in svg.iter():
        for naam, grens in (("x", breed), ("x1", breed), ("x2", breed), ("y", hoog), ("y2", hoog)):
            assert 0 <= float(deel.get(naam, 0)) <= grens
    hoogste = max(rijen, key=lambda r: r.waarde)
    einden = [staaf(deel)[1] for deel in delen]
    assert einden[rijen.index(hoogste)] == max(einden)


def test_een_marge_de_stad_en_een_gat_staan_erbij():
    figuur = beeld([rij("A", Decimal(8), Decimal(1)), rij("B", Decimal(4))], Decimal(6), 7)
    svg = figuur.find("svg")

    assert [deel.get("class") for deel in svg.iter("path")] == ["mw", "m"]
    assert [t.text for t in svg.iter("text") if t.get("class") in ("vt", "g")] == [
        "Heel Amersfoort 6",
        "… en 7 daartussen",
    ]
    assert (svg.get("role"), svg.findtext("title")) == ("img", "Rust & ruimte")
    assert figuur.findtext("figcaption") == (
        "De balken beginnen bij 0. Eenheid: rapportcijfer. "
        "Het dunne streepje door het eind van een balk is de marge."
    )


def vlak(naam, klas, is_hier=False, label="Kort"):
    vorm = SimpleNamespace(
        pad="M0,0 L10,0 L10,10Z", bbox=[0, 0, 10, 12], label=label, label_x=5, label_y=5
    )
    return SimpleNamespace(
        naam=naam, tekst="7,4", kort="7,4", href="?a=1&b=2", vorm=vorm, klas=klas, is_hier=is_hier
    )


def test_elk_gebied_is_een_link_met_zijn_naam_en_cijfer():
    gebieden = [vlak("Hier <b>", 5, is_hier=True), vlak("Daar", None)]
    svg = ET.fromstring(str(vlakken.teken("kaart", "Kaart & zo", gebieden, "naam")))

    links = list(svg.iter("a"))
    assert [link.get("aria-label") for link in links] == ["Daar: 7,4", "Hier <b>: 7,4"]
    assert [link.get("href") for link in links] == ["?a=1&b=2"] * 2
    assert [link.get("aria-current") for link in links] == [None, "true"]
    paden = [link.find("path") for link in links]
    assert [(pad.get("class"), pad.get("fill")) for pad in paden] == [
        ("k0", "url(#kaart-geen)"),  # hatched: not by colour alone
        ("k5", None),
    ]
    assert not [link for link in links if list(link.iter("text"))]  # its name says all of it
    eerste = next(svg.iter("text"))
    assert (eerste.get("class"), [t.text for t in eerste]) == ("z", ["Kort", "7,4"])


def test_zonder_omtrek_is_er_geen_kaart():
    gebied = vlak("Daar", 1)
    gebied.vorm = None

    assert vlakken.teken("kaart", "Kaart", [gebied]) == ""
