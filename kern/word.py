"""A `Stuk` as docx that everybody can read: real headings and lists, header rows that repeat, the
title and the language. Imported where a file is made: python-docx takes its time.
"""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kern.stukken import Stuk

TAAL = "nl-NL"
LETTER = "Arial"  # on every computer, also of the council


def als_docx(stuk: Stuk) -> bytes:
    """A4, in Dutch, with the title in the properties of the file."""
    document = _leeg(stuk.titel)
    _kop(document, stuk.titel, 1)
    schrijf = {"kop": _tussenkop, "alinea": _alinea, "punten": _punten, "tabel": _tabel}
    for soort, deel in stuk.soorten:
        schrijf[soort](document, deel)
    uit = BytesIO()
    document.save(uit)
    return uit.getvalue()


def _leeg(titel):
    document = Document()
    vel = document.sections[0]
    vel.page_width, vel.page_height = Mm(210), Mm(297)
    vel.left_margin = vel.right_margin = vel.top_margin = vel.bottom_margin = Mm(25)
    kenmerken = document.core_properties
    kenmerken.title, kenmerken.language = _schoon(titel)[:255], TAAL
    kenmerken.author = kenmerken.comments = ""
    _zet_letters(document.styles)
    return document


def _zet_letters(stijlen):
    for taal in stijlen.element.iter(qn("w:lang")):
        taal.set(qn("w:val"), TAAL)
    stijlen["Normal"].font.size = Pt(11)
    for naam in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        stijl = stijlen[naam]
        letters = stijl.element.get_or_add_rPr().get_or_add_rFonts()
        for thema in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            letters.attrib.pop(qn(f"w:{thema}"), None)
        stijl.font.name = LETTER
        stijl.font.color.rgb = RGBColor(0, 0, 0)


def _kop(document, tekst, niveau):
    document.add_heading(_schoon(tekst), niveau)


def _tussenkop(document, kop):
    _kop(document, kop.tekst, kop.niveau)


def _alinea(document, alinea):
    document.add_paragraph(_schoon(alinea.tekst))


def _punten(document, lijst):
    for punt in lijst.punten:
        alinea = document.add_paragraph(style="List Bullet")
        if punt.kop:
            alinea.add_run(_schoon(f"{punt.kop} ")).bold = True
        if punt.link:
            _link(alinea, punt)
        else:
            alinea.add_run(_schoon(punt.tekst))


def _link(alinea, punt):
    """python-docx reads links and does not write them."""
    doel = alinea.part.relate_to(punt.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), doel)
    stuk = alinea.add_run(_schoon(punt.tekst))
    stuk.font.underline, stuk.font.color.rgb = True, RGBColor(0x0B, 0x3D, 0x91)
    link.append(stuk._r)
    alinea._p.append(link)


def _tabel(document, tabel):
    bijschrift = document.add_paragraph(_schoon(tabel.wat), style="Caption")
    bijschrift.paragraph_format.keep_with_next = True
    rooster = document.add_table(0, len(tabel.koppen), style="Table Grid")
    _koprijen(rooster, tabel)
    for rij in tabel.rijen:
        _rij(rooster, rij, tabel.getallen)
    document.add_paragraph()


def _koprijen(rooster, tabel):
    """One row; with groups two, in which a heading without a group takes both."""
    if tabel.groepen:
        boven = [[tekst, *[""] * (breedte - 1)] for tekst, breedte, _ in tabel.bovenrij]
        _rij(rooster, [tekst for deel in boven for tekst in deel], (), vet=True)
        paren = zip(tabel.groepen, tabel.koppen, strict=True)
        onder = [kop if groep else "" for groep, kop in paren]
        _rij(rooster, onder, tabel.getallen, vet=True)
        _voeg_samen(rooster, tabel.bovenrij)
    else:
        _rij(rooster, tabel.koppen, tabel.getallen, vet=True)
    for rij in rooster.rows:
        rij._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _voeg_samen(rooster, bovenrij):
    boven, onder = (rij.cells for rij in rooster.rows)
    nr = 0
    for _, breedte, is_groep in bovenrij:
        boven[nr].merge((boven if is_groep else onder)[nr + breedte - 1])
        nr += breedte


def _rij(rooster, cellen, getallen, vet=False):
    rij = rooster.add_row()
    rij._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for kolom, (cel, tekst) in enumerate(zip(rij.cells, cellen, strict=True)):
        alinea = cel.paragraphs[0]
        if tekst:  # an empty run would leave an empty line in a merged cell
            alinea.add_run(_schoon(tekst)).bold = vet
        if kolom in getallen:
            alinea.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _schoon(tekst):
    """Without characters that xml refuses."""
    return "".join(teken for teken in tekst if teken.isprintable() or teken in "\n\t")
