"""Photos drawn anew. A module apart: importing Pillow takes longer than all other rules."""

from io import BytesIO
from threading import Lock

import pillow_heif
from django.core.exceptions import ValidationError
from django.core.files.base import File
from PIL import Image, ImageOps

pillow_heif.register_heif_opener()

LANGSTE_ZIJDE = 2000  # pixels: a receipt or a poster on a wall can still be read
KWALITEIT = 85
HOOGSTENS = 64_000_000  # pixels: the largest phones make 50 million
_een_tegelijk = Lock()  # the largest take 350 MB for two seconds

Image.MAX_IMAGE_PIXELS = None  # what is too large we say ourselves, in a sentence


def teken_opnieuw(bestand: File) -> bytes:
    """A jpeg of only what one sees, upright, on white; ValidationError when it cannot be read."""
    try:
        with _een_tegelijk, Image.open(bestand, formats=["JPEG", "PNG", "HEIF"]) as foto:
            if foto.width * foto.height > HOOGSTENS:
                raise ValidationError(
                    f"Deze foto is te groot: {foto.width} bij {foto.height} beeldpunten. "
                    "Maak de foto kleiner en kies hem opnieuw.",
                    "te_veel_pixels",
                )
            return _als_jpeg(foto)
    except ValidationError:
        raise
    except Exception as fout:  # noqa: BLE001  a photo of a stranger can break its reader in any way
        raise ValidationError(
            "Deze foto is niet te openen: het bestand is beschadigd. Kies een andere foto, of "
            "maak hem opnieuw.",
            "beschadigd",
        ) from fout


def _als_jpeg(foto):
    if foto.mode.startswith("I"):  # 16 bits of grey, from a scanner: Pillow would make it all white
        foto = foto.point(lambda grijs: grijs / 256).convert("L")
    foto.thumbnail((LANGSTE_ZIJDE, LANGSTE_ZIJDE))
    foto = ImageOps.exif_transpose(foto)
    doorzichtig = foto.convert("RGBA")
    wit = Image.new("RGB", foto.size, "white")
    wit.paste(doorzichtig, mask=doorzichtig)  # a new picture: nothing of the old one comes along
    uit = BytesIO()
    wit.save(uit, "JPEG", quality=KWALITEIT, optimize=True)
    return uit.getvalue()
