from io import BytesIO

import pytest
import typst
from django.utils.timezone import now
from pypdf import PdfReader, mult

from berichten.brieven import blokken, brief, maak_pdf, samen
from berichten.models import Bericht
from berichten.tests.maken import ALGEMEEN, feiten

MM = 72 / 25.4


def maak_brief(soort="bb_ontvangen", **feit):
    inhoud = feiten(soort) | feit
    return Bericht(pk=1, soort=soort, kanaal="post", aan="x", feiten=inhoud, gemaakt_op=now())


def lees(inhoud):
    return PdfReader(BytesIO(inhoud))


def tekst(inhoud):
    return "\n".join(pagina.extract_text() for pagina in lees(inhoud).pages)


def rollen(tak, gevonden=None):
    """The kinds of tags below this one, in reading order."""
    gevonden = [] if gevonden is None else gevonden
    if isinstance(tak, list):
        for deel in tak:
            rollen(deel.get_object(), gevonden)
    elif hasattr(tak, "get") and "/S" in tak:
        gevonden.append(tak["/S"])
        rollen(tak.get("/K", []), gevonden)
    return gevonden


@pytest.mark.parametrize("soort", Bericht.Soort.values)
def test_elke_soort_is_een_brief_die_iedereen_kan_lezen(soort):
    bericht = maak_brief(soort)

    pdf = lees(brief(bericht))

    wortel = pdf.root_object
    assert (wortel["/MarkInfo"]["/Marked"], str(wortel["/Lang"])[:2]) == (True, "nl")
    assert (wortel["/ViewerPreferences"]["/DisplayDocTitle"], "/StructTreeRoot" in wortel) == (
        True,
        True,
    )
    assert pdf.metadata.title
    xmp = pdf.xmp_metadata.stream.get_data()
    assert [b"<pdfuaid:part>1<" in xmp, b"<pdfaid:part>2<" in xmp] == [True, True]
    assert rollen(wortel["/StructTreeRoot"]["/K"]).count("/H1") == 1


def test_dezelfde_feiten_geven_dezelfde_bytes():
    eerst, later = maak_brief(), maak_brief()
    later.gemaakt_op = now()

    assert brief(eerst) == brief(later)
    assert brief(maak_brief(datum="2027-02-16")) != brief(eerst)


def test_in_het_venster_staat_alleen_het_adres():
    gevonden = []

    def kijk(stuk, cm, tm, _font, _grootte):
        plek = mult(tm, cm)
        x, y = plek[4] / MM, 297 - plek[5] / MM
        if stuk.strip() and x < 110 and 43 < y < 102:
            gevonden.append((stuk.strip(), x, y))

    adres = [
        "Vereniging",
        "t.a.v. J. Voorbeeld",
        "Voorbeeldstraat 1",
        "3800 AA  Amersfoort",
        "BELGIË",
    ]
    pagina = lees(brief(maak_brief("bb_uitbetaald", adres=adres, titel="Lang " * 30))).pages[0]
    pagina.extract_text(visitor_text=kijk)

    woorden = " ".join(stuk for stuk, _, _ in gevonden).split()
    assert woorden == " ".join(adres).split()
    assert all(x > 24 and 60 < y < 85 for _, x, y in gevonden)


def test_wat_iemand_typte_is_geen_opmaak():
    typte = '#read("basis.typ") *vet* = Kop $x$ @bron <etiket> \\ // weg https://x.example'

    assert typte in " ".join(tekst(brief(maak_brief("bb_ingetrokken", naam=typte))).split())


@pytest.mark.parametrize(
    ("typte", "staat_er"),
    [
        ("Feest \U0001f389 nu", "Feest nu"),
        ("a\x00b\ufeffc", "abc"),
        ("Zoë Ëlsloo Şahin", "Zoë Ëlsloo Şahin"),
    ],
)
def test_tekens_die_geen_lettertype_heeft_houden_de_brief_niet_tegen(typte, staat_er):
    assert staat_er in " ".join(tekst(brief(maak_brief(naam=typte))).split())


def test_een_lange_brief_telt_zijn_bladzijden_en_de_volgende_begint_op_een_nieuw_vel():
    kort = maak_brief("bb_ingetrokken")
    lang = maak_brief("bb_vraag", vragen=[f"Vraag {nummer}?" for nummer in range(40)])

    paginas = [
        " ".join(pagina.extract_text().split()) for pagina in lees(samen([kort, lang])).pages
    ]

    assert ["pagina 1 van 1" in paginas[0], paginas[1]] == [True, ""]
    assert ["pagina 1 van 2" in paginas[2], "pagina 2 van 2" in paginas[3]] == [True, True]
    assert "Met vriendelijke groet" in paginas[3]
    assert len(paginas) == 4


def test_in_een_printbestand_staat_elke_brief_zoals_hij_alleen_is():
    een, twee = maak_brief("bb_ingetrokken"), maak_brief("bb_afgewezen")
    pdf = lees(samen([twee, een]))

    vellen = [pdf.pages[0].extract_text(), pdf.pages[2].extract_text()]
    assert vellen == [tekst(brief(twee)), tekst(brief(een))]
    assert rollen(pdf.root_object["/StructTreeRoot"]["/K"]).count("/H1") == 2
    assert pdf.metadata.title == "2 brieven om te printen"


def test_een_brief_zonder_gegevens_van_de_afzender_kan_ook():
    bericht = maak_brief("plan_gepubliceerd", afzender=None, adres=None, kenmerk=None, datum=None)
    bericht.feiten = {naam: feit for naam, feit in bericht.feiten.items() if feit is not None}

    assert "Met vriendelijke groet" in tekst(brief(bericht))


def test_een_tekst_wordt_alineas_en_lijsten():
    assert blokken("Een\ntwee\n\n\nDit:\n- a\n- b\nDaarna\n") == [
        {"alinea": ["Een", "twee"]},
        {"alinea": ["Dit:"]},
        {"punten": ["a", "b"]},
        {"alinea": ["Daarna"]},
    ]


def test_een_pdf_die_niet_iedereen_kan_lezen_wordt_geweigerd(tmp_path, monkeypatch):
    monkeypatch.setattr("berichten.brieven.OPMAAK", tmp_path)
    (tmp_path / "x.typ").write_text(
        "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' "
        'viewBox=\'0 0 1 1\'/>"), format: "svg")'
    )

    with pytest.raises(typst.TypstError, match="alt text"):
        maak_pdf("x.typ", {"titel": "X", "datum": ALGEMEEN["datum"]})
