"""Rules for files that people send: what is in them, not what they are called, and how large."""

from io import BytesIO

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024
HOOGUIT = 10 * MEGABYTE


class Grens(FileUploadHandler):
    """Never keep more of a file than one may send, not even for a moment.

    It stands first: past the limit the other handlers get nothing more, and the form gets a file
    without content that still knows how large it was.
    """

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start + len(raw_data) <= HOOGUIT else None

    def file_complete(self, file_size):
        if file_size <= HOOGUIT:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)


class PdfField(forms.FileField):
    """A pdf of at most 10 MB; recognised by its first bytes, whatever its name says."""

    widget = forms.FileInput(attrs={"accept": "application/pdf"})
    default_error_messages = {
        "required": "Kies een pdf-bestand.",
        "missing": "Kies een pdf-bestand.",
        "invalid": "Kies een pdf-bestand.",
        "empty": "Dit bestand is leeg. Kies een ander bestand.",
        "te_groot": "Dit bestand is %(grootte)s MB. Kies een bestand van hooguit 10 MB.",
        "geen_pdf": "In dit bestand zit geen pdf, ook al heet het misschien zo. Kies een pdf.",
    }

    def to_python(self, data):
        bestand = super().to_python(data)
        if bestand is None:
            return None
        if bestand.size > HOOGUIT:
            grootte = {"grootte": -(-bestand.size // MEGABYTE)}
            raise forms.ValidationError(self.error_messages["te_groot"], "te_groot", grootte)
        begin = bestand.read(5)
        bestand.seek(0)
        if begin != b"%PDF-":
            raise forms.ValidationError(self.error_messages["geen_pdf"], "geen_pdf")
        return bestand
