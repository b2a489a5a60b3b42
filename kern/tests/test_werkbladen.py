"""Spreadsheets: what goes out comes back the same, and what a stranger sends is no surprise."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from kern.werkbladen import (
    Blad,
    als_bytes,
    heeft_samengevoegde_cellen,
    lees_cellen,
    maak_boek,
)


def blad(*rijen):
    boek = maak_boek()
    vel = Blad(boek, "Blad")
    for rij in rijen:
        vel.schrijf(*rij)
    return BytesIO(als_bytes(boek))


def zip_met(**delen):
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as bestand:
        for naam, inhoud in delen.items():
            bestand.writestr(naam, inhoud)
    return uit


def waarden(bestand, rijen=1, kolommen=3):
    return [
        [cel.value for cel in rij] for rij in lees_cellen(bestand, rijen=rijen, kolommen=kolommen)
    ]


def test_wat_uitgaat_komt_hetzelfde_terug():
    assert waarden(blad(["Eén\nen twee", Decimal("12.50"), 3])) == [["Eén\nen twee", 12.5, 3]]


def test_een_tekst_met_een_isteken_is_nooit_een_formule():
    cel = lees_cellen(blad(["=1+1"]), rijen=1, kolommen=1)[0][0]

    assert (cel.value, cel.data_type) == ("=1+1", "s")


def test_stuurtekens_die_een_blad_niet_kent_vallen_weg():
    assert waarden(blad(["a\x00b\x0bc"])) == [["abc", None, None]]


def test_verder_dan_een_blad_van_ons_wordt_niet_gelezen():
    assert waarden(blad(["a", "b"], ["c", "d"], ["e", "f"]), rijen=2, kolommen=1) == [["a"], ["c"]]


@pytest.mark.parametrize(
    "bestand",
    [
        BytesIO(b"geen zip"),
        zip_met(a="geen blad"),
        zip_met(**{f"deel{nr}": "x" for nr in range(201)}),
        zip_met(bom="x" * (20 * 1024 * 1024 + 1)),
    ],
    ids=["geen-zip", "geen-blad", "te-veel-delen", "bom"],
)
def test_wat_geen_blad_is_of_te_groot_uitpakt_wordt_geweigerd(bestand):
    with pytest.raises(ValueError, match="no sheet"):
        lees_cellen(bestand, rijen=9, kolommen=9)


def test_een_bom_in_een_echt_blad_wordt_niet_uitgepakt():
    bestand = blad(["goed"])
    with ZipFile(bestand, "a", ZIP_DEFLATED) as erbij:
        erbij.writestr("xl/media/foto.png", b"\0" * (20 * 1024 * 1024))

    with pytest.raises(ValueError, match="no sheet"):
        lees_cellen(bestand, rijen=9, kolommen=9)


def test_samengevoegde_cellen_worden_gezien():
    boek, uit = Workbook(), BytesIO()
    boek.active.merge_cells("A1:A2")
    boek.save(uit)

    assert (heeft_samengevoegde_cellen(uit), heeft_samengevoegde_cellen(blad(["a"]))) == (
        True,
        False,
    )


def test_een_tweede_blad_dat_stuk_is_wordt_geweigerd():
    """The first sheet can be read; the other says another length than it has."""
    boek, uit = BytesIO(blad(["a"]).getvalue()), BytesIO()
    with ZipFile(boek) as van, ZipFile(uit, "w") as naar:
        for deel in van.namelist():
            naar.writestr(deel, van.read(deel))
        naar.writestr("xl/worksheets/sheet9.xml", b"<sheet nog heel/>")
    stuk = BytesIO(uit.getvalue().replace(b"<sheet nog heel/>", b"<sheet nu stuk!/>"))

    with pytest.raises(ValueError, match="no sheet"):
        heeft_samengevoegde_cellen(stuk)
