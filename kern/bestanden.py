"""Rules for files that people send: what is in them, not what they are called, and how large."""

from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

from django import forms
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import transaction

MEGABYTE = 1024 * 1024
HOOGUIT = 10 * MEGABYTE

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FOTOS = (JPEG, PNG, HEIC)
MERKEN = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
HEIC_MERKEN = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
# What the chooser of a browser offers; not each knows the mime types of heic and docx.
ACCEPTEER = {soort: soort for soort in (PDF, JPEG, PNG)}
ACCEPTEER |= {HEIC: "image/heic,.heic,.heif", DOCX: ".docx", XLSX: ".xlsx"}


class Grens(FileUploadHandler):
    """Never keep more of a file than one may send, not even for a moment.

    It stands first: past the limit the other handlers get nothing more, and the form gets a file
    without content that still knows how large it was.
    """

    @property
    def hooguit(self):
        gevonden = self.request.resolver_match
        return getattr(gevonden and gevonden.func, "bestand_hooguit", HOOGUIT)

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start + len(raw_data) <= self.hooguit else None

    def file_complete(self, file_size):
        if file_size <= self.hooguit:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)


def bestand_tot(hooguit: int):
    """Marks a view that takes files of so many bytes; on top of its other decorators."""

    def merk(view):
        view.bestand_hooguit = hooguit
        return view

    return merk


class BestandField(forms.FileField):
    """A file of at most `hooguit` bytes whose first ones say that it is one of `soorten`, if any.

    A photo comes out of it without traces: see `ontdoe_van_sporen`.
    """

    soorten = ()
    hooguit = HOOGUIT
    wat = "een bestand"
    geen = ""

    def __init__(self, **kwargs):
        kies = f"Kies {self.wat}."
        fouten = {"required": kies, "missing": kies, "invalid": kies}
        fouten["empty"] = "Dit bestand is leeg. Kies een ander bestand."
        widget = forms.FileInput(attrs={"accept": ",".join(ACCEPTEER[s] for s in self.soorten)})
        kwargs["error_messages"] = fouten | kwargs.get("error_messages", {})
        super().__init__(**{"widget": widget} | kwargs)

    def to_python(self, data):
        bestand = super().to_python(data)
        if bestand is None:
            return None
        if bestand.size > self.hooguit:
            raise forms.ValidationError(
                f"Dit bestand is {-(-bestand.size // MEGABYTE)} MB. "
                f"Kies een bestand van hooguit {self.hooguit // MEGABYTE} MB.",
                "te_groot",
            )
        if self.soorten and soort_bestand(bestand) not in self.soorten:
            raise forms.ValidationError(self.geen, "soort")
        return ontdoe_van_sporen(bestand)


class PdfField(BestandField):
    soorten = (PDF,)
    wat = "een pdf-bestand"
    geen = "In dit bestand zit geen pdf, ook al heet het misschien zo. Kies een pdf."


class FotoField(BestandField):
    """A photo, as jpeg and without traces in `cleaned_data`."""

    soorten = FOTOS
    wat = "een foto"
    geen = "In dit bestand zit geen foto die we kunnen lezen. Kies een jpg, png of heic."


class XlsxField(BestandField):
    soorten = (XLSX,)
    wat = "het Excel-bestand"
    geen = "Dit is geen Excel-bestand (xlsx). Kies het bestand dat je hier hebt opgehaald."


class BijlageField(BestandField):
    """What people have in hand: a pdf, a photo or scan, a letter or a sheet."""

    soorten = (PDF, *FOTOS, DOCX, XLSX)
    geen = (
        "Dit soort bestand kunnen we niet lezen. Kies een pdf, een foto (jpg, png of heic), of "
        "een bestand van Word (docx) of Excel (xlsx)."
    )


def soort_bestand(bestand: File) -> str | None:
    """The mime type of one of the kinds above, by what is in the file; None for all others."""
    bestand.seek(0)
    begin = bestand.read(12)
    bestand.seek(0)
    for merk, soort in MERKEN.items():
        if begin.startswith(merk):
            return soort
    if begin[4:8] == b"ftyp" and begin[8:] in HEIC_MERKEN:
        return HEIC
    return _soort_kantoor(bestand) if begin.startswith(b"PK\x03\x04") else None


def _soort_kantoor(bestand):
    """docx or xlsx: a zip with its own list of parts. With macros it is neither."""
    try:
        delen = ZipFile(bestand).namelist()
    except Exception:  # noqa: BLE001  a zip of a stranger can break the reader in any way
        return None
    finally:
        bestand.seek(0)
    if "[Content_Types].xml" not in delen or any("vbaproject" in deel.lower() for deel in delen):
        return None
    mappen = {deel.partition("/")[0] for deel in delen if "/" in deel}
    return DOCX if "word" in mappen else XLSX if "xl" in mappen else None


def ontdoe_van_sporen(bestand: File) -> File:
    """A photo drawn anew, upright, at most 2000 pixels long, as jpeg: nothing is left of where and
    when it was taken. Other files, and what came from here before, stay as they are.

    ValidationError with a sentence when it cannot be drawn.
    """
    if isinstance(bestand, ZonderSporen) or soort_bestand(bestand) not in FOTOS:
        return bestand
    from kern.fotos import teken_opnieuw  # noqa: PLC0415  0.14 s that only a photo needs

    return ZonderSporen(teken_opnieuw(bestand), name=f"{PurePath(bestand.name).stem}.jpg")


class ZonderSporen(ContentFile):
    """A photo that `ontdoe_van_sporen` made."""


@contextmanager
def geen_bestand_zonder_rij(rij):
    """A transaction in which `rij.bestand` is saved before its row: when that is refused, or not
    kept, the file goes again.
    """
    try:
        with transaction.atomic():
            yield
    except Exception:
        if rij.bestand:
            rij.bestand.delete(save=False)
        raise


def pad_op_uuid(rij, _naam) -> str:
    """`upload_to` of a FileField: a file lies under the uuid of its row, never under the name
    somebody gave it.
    """
    return f"{rij.uuid.hex[:2]}/{rij.uuid}"
