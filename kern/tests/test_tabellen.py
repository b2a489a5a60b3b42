"""Tables of strangers: recognised by what is in them, and no surprise whatever that is."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from kern.eigentabel import lees_benoemd
from kern.tabellen import (
    UITGEPAKT,
    Formule,
    GeenTabel,
    Vorm,
    als_tekst,
    bekijk,
    heeft_samengevoegde_cellen,
    lees_rijen,
)
from kern.werkbladen import Blad, als_bytes, maak_boek

TABEL = "wijk;score\nCafé;7,3\n"


def blad(*rijen, naam="Blad"):
    boek = maak_boek()
    vel = Blad(boek, naam)
    for rij in rijen:
        vel.schrijf(*rij)
    return BytesIO(als_bytes(boek))


def zip_met(**delen):
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as bestand:
        for naam, inhoud in delen.items():
            bestand.writestr(naam, inhoud)
    return uit


@pytest.mark.parametrize(
    ("inhoud", "codering"),
    [
        (TABEL.encode(), "utf-8"),
        (TABEL.encode("utf-8-sig"), "utf-8-sig"),
        (TABEL.encode("cp1252"), "cp1252"),
        (TABEL.encode("utf-16"), "utf-16"),
        (TABEL.encode("utf-16-be"), "utf-16-be"),
        (("x" + "é;1\n" * 300_000 + TABEL).encode(), "utf-8"),  # a sign across two blocks
        ((TABEL * 5).encode().replace(b"\xc3", b"\xff", 1), "utf-8"),  # damaged, still UTF-8
    ],
    ids=["utf-8", "bom", "1252", "utf-16", "utf-16-zonder-bom", "groot", "beschadigd"],
)
def test_de_codering_blijkt_uit_de_inhoud(inhoud, codering):
    gezien = bekijk(BytesIO(inhoud))

    assert gezien == Vorm("csv", codering, ";")
    assert list(lees_rijen(BytesIO(inhoud)))[-1] == ["Café", "7,3"]


@pytest.mark.parametrize(
    ("inhoud", "scheiding"),
    [
        ("a,b\nx,1;2\ny,3;4\n", ","),
        ("a;b\nx;1,5\ny;2,5\n", ";"),
        ("a\tb\tc\nx;1\ty\tz\n", "\t"),
        ("Titel, met komma\n\na|b\nc|d\n", "|"),
        ("sep=|\na;x|b\n", "|"),
    ],
    ids=["komma", "puntkomma", "tab", "streep", "opdracht"],
)
def test_de_scheiding_geeft_rijen_die_even_lang_zijn(inhoud, scheiding):
    assert bekijk(BytesIO(inhoud.encode())).scheiding == scheiding


def test_een_regeleinde_in_een_cel_maakt_geen_nieuwe_rij():
    inhoud = b'a;b\r\n"twee\r\nregels";2\r\n\r\nc;3'

    assert list(lees_rijen(BytesIO(inhoud))) == [
        ["a", "b"],
        ["twee\r\nregels", "2"],
        [],
        ["c", "3"],
    ]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b" \r\n", "Dit bestand is leeg."),
        (b"%PDF-1.7", "Dit is een pdf."),
        (b"\xd0\xcf\x11\xe0", "Dit is een oud bestand van Excel."),
        (bytes(range(1, 32)) * 9, "In dit bestand zien we geen tabel."),
        (b'a;b\n"open;1\nc;2\n', "In dit bestand begint een tekst met een aanhalingsteken"),
        (b'a;b\n"' + b"x" * 200_000, "In dit bestand begint een tekst met een aanhalingsteken"),
        (b"PK\x03\x04 geen zip", "We kunnen dit bestand niet lezen."),
        (zip_met(a="geen blad").getvalue(), "We kunnen dit bestand niet lezen."),
        (zip_met(**{f"d{nr}": "x" for nr in range(201)}).getvalue(), "Dit bestand is uitgepakt"),
        (zip_met(bom="x" * (UITGEPAKT + 1)).getvalue(), "Dit bestand is uitgepakt te groot."),
        (blad(["x"] * 1001).getvalue(), "Deze tabel heeft meer dan 1000 kolommen."),
        (b"x;" * 1_000_000, "Deze tabel heeft meer dan 1000 kolommen."),
    ],
    ids=[
        "leeg",
        "pdf",
        "xls",
        "binair",
        "aanhaling",
        "lange-aanhaling",
        "geen-zip",
        "geen-blad",
        "delen",
        "bom",
        "breed",
        "breed-csv",
    ],
)
def test_wat_geen_tabel_is_wordt_geweigerd_met_een_zin(inhoud, zin):
    with pytest.raises(GeenTabel) as fout:
        list(lees_rijen(BytesIO(inhoud)))

    assert str(fout.value).startswith(zin)


def test_een_blad_geeft_echte_getallen_en_datums_en_nooit_een_formule():
    boek, uit = Workbook(), BytesIO()
    boek.active.append(["=A1+1", 7.3, date(2026, 12, 31), True, None, 0.32])
    boek.active["F1"].number_format = "0%"
    boek.save(uit)
    ((formule, *cellen),) = lees_rijen(uit)

    assert isinstance(formule, Formule)
    assert [als_tekst(cel) for cel in cellen] == ["7,3", "31-12-2026", "ja", "", "32"]


def test_wat_uitgaat_komt_hetzelfde_terug():
    uit = blad(["Eén\nen twee", Decimal("12.50"), 3, "=1+1", "a\x00b\x0bc"])

    ((*waarden, isteken, zonder_stuur),) = lees_rijen(uit)
    assert (waarden, zonder_stuur) == (["Eén\nen twee", 12.5, 3], "abc")
    assert (isteken, isinstance(isteken, Formule)) == ("=1+1", False)


def test_een_blad_naar_keuze_en_niet_verder_dan_gevraagd():
    uit = blad(["a", "b"], ["c", "d"], ["e", "f"], naam="Tweede")

    assert bekijk(uit) == Vorm("xlsx", bladen=("Tweede",))
    assert list(lees_rijen(uit, blad="Tweede", rijen=2, kolommen=1)) == [["a"], ["c"]]
    with pytest.raises(GeenTabel, match="Het blad ‘Derde’ is er niet"):
        list(lees_rijen(uit, blad="Derde"))


def test_samengevoegde_cellen_worden_gezien():
    boek, uit = Workbook(), BytesIO()
    boek.active.merge_cells("A1:A2")
    boek.save(uit)

    assert heeft_samengevoegde_cellen(uit)
    assert not heeft_samengevoegde_cellen(blad(["a"]))
    assert not heeft_samengevoegde_cellen(BytesIO(b"a;b"))


def test_een_tweede_blad_dat_stuk_is_wordt_geweigerd():
    """The first sheet can be read; the other says another length than it has."""
    boek, uit = BytesIO(blad(["a"]).getvalue()), BytesIO()
    with ZipFile(boek) as van, ZipFile(uit, "w") as naar:
        for deel in van.namelist():
            naar.writestr(deel, van.read(deel))
        naar.writestr("xl/worksheets/sheet9.xml", b"<sheet nog heel/>")
    stuk = BytesIO(uit.getvalue().replace(b"<sheet nog heel/>", b"<sheet nu stuk!/>"))

    with pytest.raises(GeenTabel, match="niet lezen"):
        heeft_samengevoegde_cellen(stuk)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"a;c\n1;2\n", "x.csv, regel 1: de kolom “b” ontbreekt."),
        (b"a;b\n1;2\n1;2;3\n", "x.csv, regel 3: er staan meer kolommen dan in de eerste regel."),
        (b"a;b\n\xe9;2\n", "x.csv is geen UTF-8."),
    ],
    ids=["kolom", "lang", "codering"],
)
def test_een_eigen_csv_met_koppen_of_de_plek_van_de_fout(tmp_path, inhoud, zin):
    bestand = tmp_path / "x.csv"
    bestand.write_bytes(b"\xef\xbb\xbfa;b\n 1 ;2\n\n3\n")
    assert list(lees_benoemd(bestand, "a", "b")) == [
        (2, {"a": "1", "b": "2"}),
        (4, {"a": "3", "b": ""}),
    ]

    bestand.write_bytes(inhoud)
    with pytest.raises(GeenTabel) as fout:
        list(lees_benoemd(bestand, "a", "b"))
    assert str(fout.value) == zin
    with pytest.raises(GeenTabel, match="ontbreekt"):
        list(lees_benoemd(tmp_path / "weg.csv"))
