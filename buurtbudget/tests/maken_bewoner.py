"""What a resident types, and a browser that may open an application."""

import base64
import re
from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.actions.indienen import voeg_bijlage_toe
from buurtbudget.views.verder import SLEUTEL, merk

IDEE = {
    "titel": "Feest in de Kerkstraat",
    "openbare_tekst": "Spelen en praten met elkaar.",
    "tekst": "",
    "fysiek": "nee",
    "soort_aanvrager": "bewoner",
}
WAAR = {
    "straat": "Kerkstraat",
    "huisnummer": "",
    "van": f"{localdate() + timedelta(90):%d-%m-%Y}",
    "tot": "",
    "straat_afsluiten": "nee",
    "deelnemers": "80",
}
JIJ_TELEFOON = {"naam": "Anneke Voorbeeld", "kanaal": "telefoon", "telefoon": "033 – 000 01 23"}
JIJ_POST = {
    "naam": "Anneke Voorbeeld",
    "kanaal": "post",
    "straat": "Kerkstraat",
    "huisnummer": "3",
    "postcode": "3817aa",
    "plaats": "Amersfoort",
}


def kosten(*regels, eigen=""):
    """The page of costs with these lines: ("Tent", "12,50")."""
    velden = {"aantal_kosten": len(regels), "aantal_ander": 1, "eigen": eigen}
    for nr, (wat, bedrag) in enumerate(regels):
        velden |= {f"wat_kosten_{nr}": wat, f"bedrag_kosten_{nr}": bedrag}
    return velden | {"wat_ander_0": "", "bedrag_ander_0": ""}


def open_als(client, aanvraag):
    """As after opening the link or typing the code."""
    sessie = client.session
    sessie[SLEUTEL] = [*sessie.get(SLEUTEL, []), merk(aanvraag)]
    sessie.save()


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="
)


def maak_bijlage(aanvraag, soort="tekening", **velden):
    """A file that lies with the application."""
    bestand = ContentFile(b"%PDF-1.7 voorbeeld", name="tekening.pdf")
    return voeg_bijlage_toe(
        aanvraag, uuid=uuid4(), soort=soort, bestand=bestand, type="application/pdf", **velden
    )


def foto(naam="bon.png"):
    """What a telephone sends."""
    return SimpleUploadedFile(naam, PNG, content_type="image/png")


def sleutel(client, regels):
    """The signed key on the start page."""
    pagina = client.get(f"/buurtbudget/aanvragen/?wijk={regels.gebied.slug}").content.decode()
    return re.search(r'name="sleutel" value="([^"]+)"', pagina)[1]


def begin(client, regels, **velden):
    """Press the button of the start page."""
    pad = reverse("buurtbudget:aanvragen")
    gebied = regels.gebied.slug
    velden = {"sleutel": sleutel(client, regels), "wijk": gebied} | velden
    return client.post(pad, velden)
