"""What people send, made here from nothing: photos with a place in them, letters, and worse."""

from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pillow_heif
import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from kern.bestanden import (
    DOCX,
    HEIC,
    HOOGUIT,
    JPEG,
    PDF,
    PNG,
    XLSX,
    BijlageField,
    FotoField,
    PdfField,
    ontdoe_van_sporen,
    pad_op_uuid,
    soort_bestand,
)

pillow_heif.register_heif_opener()

EEN_PDF = b"%PDF-1.7 voorbeeld"
GEEN_FOTO = "In dit bestand zit geen foto die we kunnen lezen. Kies een jpg, png of heic."
GEEN_BIJLAGE = (
    "Dit soort bestand kunnen we niet lezen. Kies een pdf, een foto (jpg, png of heic), of een "
    "bestand van Word (docx) of Excel (xlsx)."
)
BESCHADIGD = (
    "Deze foto is niet te openen: het bestand is beschadigd. Kies een andere foto, of maak hem "
    "opnieuw."
)


def beeld(soort="JPEG", grootte=(40, 20), mode="RGB", kleur="red", **meer):
    uit = BytesIO()
    Image.new(mode, grootte, kleur).save(uit, soort, **meer)
    return uit.getvalue()


def met_sporen(soort, grootte=(400, 200)):
    """A photo held on its side: blue on the left, which belongs on top; with camera and place."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Merk van de telefoon"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    foto = Image.new("RGB", grootte, "red")
    foto.paste("blue", (0, 0, grootte[0] // 2, grootte[1]))
    uit = BytesIO()
    foto.save(uit, soort, exif=exif.tobytes(), **{"comment": b"van mij"} if soort == "JPEG" else {})
    return uit.getvalue()


def kantoor(*delen):
    uit = BytesIO()
    with ZipFile(uit, "w") as pakket:
        for deel in delen:
            pakket.writestr(deel, "<x/>")
    return uit.getvalue()


WORD = kantoor("[Content_Types].xml", "word/document.xml")
EXCEL = kantoor("[Content_Types].xml", "xl/workbook.xml")


def stuur(veld, inhoud, naam="bestand"):
    """What the field makes of it, or the sentence with which it refuses."""
    try:
        return veld.clean(SimpleUploadedFile(naam, inhoud))
    except forms.ValidationError as fout:
        (zin,) = fout.messages
        return zin


# --- kinds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [
        (EEN_PDF, PDF),
        (beeld("JPEG"), JPEG),
        (beeld("PNG"), PNG),
        (beeld("HEIF"), HEIC),
        (WORD, DOCX),
        (EXCEL, XLSX),
        (beeld("GIF"), None),
        (beeld("TIFF"), None),
        (beeld("WEBP"), None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"<html>%PDF-", None),
        (b"MZ\x90\x00", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
        (b"", None),
        (WORD[:-30], None),
        (b"PK\x03\x04" + bytes(200), None),
        (kantoor("word/document.xml"), None),
        (kantoor("[Content_Types].xml", "ppt/presentation.xml"), None),
        (kantoor("[Content_Types].xml", "word"), None),
        (kantoor("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
    ],
)
def test_de_inhoud_zegt_wat_het_is(inhoud, soort):
    bestand = ContentFile(inhoud, name="heet-anders.exe")

    assert soort_bestand(bestand) == soort
    assert bestand.read() == inhoud


@pytest.mark.parametrize(
    ("veld", "inhoud", "zin"),
    [
        (
            PdfField,
            beeld(),
            "In dit bestand zit geen pdf, ook al heet het misschien zo. Kies een pdf.",
        ),
        (FotoField, EEN_PDF, GEEN_FOTO),
        (BijlageField, b"MZ", GEEN_BIJLAGE),
        (FotoField, b"", "Dit bestand is leeg. Kies een ander bestand."),
        (
            BijlageField,
            EEN_PDF + bytes(HOOGUIT),
            "Dit bestand is 11 MB. Kies een bestand van hooguit 10 MB.",
        ),
    ],
)
def test_wat_niet_past_krijgt_een_zin(veld, inhoud, zin):
    assert stuur(veld(), inhoud) == zin


@pytest.mark.parametrize(
    ("veld", "zin"),
    [
        (PdfField, "Kies een pdf-bestand."),
        (FotoField, "Kies een foto."),
        (BijlageField, "Kies een bestand."),
    ],
)
def test_zonder_bestand_vraagt_het_veld_erom(veld, zin):
    with pytest.raises(forms.ValidationError, match=zin):
        veld().clean(None)


def test_een_bijlage_die_niet_hoeft_mag_er_niet_zijn():
    assert BijlageField(required=False).clean(None) is None


@pytest.mark.parametrize("inhoud", [EEN_PDF, WORD, EXCEL])
def test_wat_geen_foto_is_blijft_zoals_het_is(inhoud):
    assert stuur(BijlageField(), inhoud).read() == inhoud


def test_de_browser_weet_wat_er_te_kiezen_is():
    assert FotoField().widget.attrs["accept"] == "image/jpeg,image/png,image/heic,.heic,.heif"


# --- photos ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "HEIF"])
@pytest.mark.parametrize("veld", [FotoField, BijlageField])
def test_een_foto_verliest_zijn_sporen_en_staat_rechtop(veld, soort):
    inhoud = met_sporen(soort)
    assert b"Merk van de telefoon" in inhoud

    schoon = stuur(veld(), inhoud, "Feest bij Jan thuis.HEIC")

    foto = Image.open(schoon)
    assert (schoon.name, soort_bestand(schoon)) == ("Feest bij Jan thuis.jpg", JPEG)
    assert (dict(foto.getexif()), set(foto.info)) == (
        {},
        {"jfif", "jfif_version", "jfif_unit", "jfif_density"},
    )
    assert foto.size == (200, 400)
    assert foto.getpixel((100, 50))[2] > 200 > 50 > foto.getpixel((100, 50))[0]


def test_een_foto_is_hooguit_2000_pixels_lang():
    assert Image.open(stuur(FotoField(), beeld(grootte=(5000, 2500)))).size == (2000, 1000)
    assert Image.open(stuur(FotoField(), beeld(grootte=(90, 60)))).size == (90, 60)


def test_een_foto_wordt_maar_een_keer_getekend():
    schoon = stuur(FotoField(), beeld())

    assert ontdoe_van_sporen(schoon) is schoon


@pytest.mark.parametrize(
    ("mode", "kleur", "soort", "grijs"),
    [
        ("L", 128, "PNG", 128),
        ("P", (128, 128, 128), "PNG", 128),
        ("LA", (0, 0), "PNG", 255),
        ("RGBA", (0, 0, 0, 0), "PNG", 255),
        ("I;16", 32768, "PNG", 128),
        ("1", 1, "PNG", 255),
        ("CMYK", (0, 0, 0, 127), "JPEG", 128),
    ],
)
def test_elke_manier_om_kleur_op_te_schrijven_komt_goed_over(mode, kleur, soort, grijs):
    inhoud = BytesIO()
    Image.new(mode, (20, 20), kleur).save(inhoud, soort)

    foto = Image.open(stuur(FotoField(), inhoud.getvalue()))

    assert (foto.mode, foto.getpixel((9, 9))) == ("RGB", (grijs,) * 3)


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "HEIF"])
@pytest.mark.parametrize(
    "stuk", [lambda b: b[: len(b) // 2], lambda b: b[:16], lambda b: b[:40] + bytes(900)]
)
def test_een_foto_die_stuk_is_krijgt_een_zin(soort, stuk):
    assert stuur(FotoField(), stuk(met_sporen(soort))) == BESCHADIGD


def test_een_klein_bestand_dat_tot_een_reuzenfoto_uitvouwt_wordt_geweigerd():
    bom = beeld("PNG", (20_000, 20_000), mode="1", kleur=0)
    assert len(bom) < 100_000

    assert stuur(FotoField(), bom) == (
        "Deze foto is te groot: 20000 bij 20000 beeldpunten. Maak de foto kleiner en kies hem "
        "opnieuw."
    )


# --- where it lies --------------------------------------------------------------------------------


def test_een_bestand_ligt_onder_het_uuid_van_zijn_rij():
    class Rij:
        uuid = UUID("a1b2c3d4-0000-4000-8000-000000000000")

    assert pad_op_uuid(Rij(), "../../Jan.pdf") == "a1/a1b2c3d4-0000-4000-8000-000000000000"
