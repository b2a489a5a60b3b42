from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from kern.stukken import Alinea, Kop, Punt, Punten, Stuk, Tabel
from kern.woorden import als_zin, opsomming
from kern.word import als_docx


def lees(*delen, titel="Een stuk"):
    return Document(BytesIO(als_docx(Stuk(titel, list(delen)))))


def test_een_word_bestand_heeft_titel_taal_en_papier():
    document = lees()
    kenmerken, vel = document.core_properties, document.sections[0]
    assert (kenmerken.title, kenmerken.language, kenmerken.author) == ("Een stuk", "nl-NL", "")
    talen = {taal.get(qn("w:val")) for taal in document.styles.element.iter(qn("w:lang"))}
    assert (talen, round(vel.page_height.mm)) == ({"nl-NL"}, 297)


def test_koppen_en_lijsten_zijn_echt():
    document = lees(Kop("Kern"), Alinea("Zo is het."), Punten([Punt("goed", "Gaat:")]))
    assert [(alinea.style.name, alinea.text) for alinea in document.paragraphs] == [
        ("Heading 1", "Een stuk"),
        ("Heading 2", "Kern"),
        ("Normal", "Zo is het."),
        ("List Bullet", "Gaat: goed"),
    ]


def test_een_tabel_herhaalt_haar_kop_en_zegt_wat_zij_toont():
    document = lees(Tabel("De kosten", ["Wie", "Euro"], [["Fonds", "10"]], frozenset({1})))
    (tabel,) = document.tables
    koprij = tabel.rows[0]._tr
    assert koprij.trPr.find(qn("w:tblHeader")) is not None
    assert [[cel.text for cel in rij.cells] for rij in tabel.rows] == [
        ["Wie", "Euro"],
        ["Fonds", "10"],
    ]
    assert [a.text for a in document.paragraphs if a.style.name == "Caption"] == ["De kosten"]


def test_een_link_leidt_naar_het_hele_adres():
    document = lees(Punten([Punt("het plan", link="https://wijken.example/?a=1&b=2")]))
    (link,) = document.paragraphs[-1].hyperlinks
    assert (link.text, link.url) == ("het plan", "https://wijken.example/?a=1&b=2")


def test_tekens_die_een_bestand_niet_kent_vallen_weg():
    assert lees(titel="a\x00b\x0bc\ud800d").paragraphs[0].text == "abcd"


@pytest.mark.parametrize(
    ("delen", "zin"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_een_opsomming(delen, zin):
    assert opsomming(delen) == zin


@pytest.mark.parametrize(
    ("tekst", "zin"), [("", ""), ("Ja", "Ja."), ("Ja.", "Ja."), ("Ja?", "Ja?")]
)
def test_een_zin_eindigt_met_een_punt(tekst, zin):
    assert als_zin(tekst) == zin
