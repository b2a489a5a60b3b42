"""The link in a mail and the code on paper: computed, not stored, so that no copy can leak them.

Both open one application, on any device, as often as needed, until its personal data goes or
`sleutel_nr` is raised. A GET with the link shows a button, only a POST opens (scanners read GETs).
"""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from buurtbudget.models import Aanvraag, Advies

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
LENGTE = 8  # 31^8 is 40 bits, behind a rate limit


def geheim(ding: Aanvraag | Advies) -> str:
    """The last part of the link: which row, and our signature."""
    kern = base64.urlsafe_b64encode(ding.uuid.bytes).rstrip(b"=").decode()
    return _signer(type(ding), getattr(ding, "sleutel_nr", 1)).sign(kern)


def link(ding: Aanvraag | Advies) -> str:
    naam = "buurtbudget:advies" if isinstance(ding, Advies) else "buurtbudget:verder_link"
    return settings.PORTAAL_ADRES + reverse(naam, args=[geheim(ding)])


def zoek(tekst: str, model=Aanvraag):
    """The row that a link opens, or None."""
    kern = tekst.partition(".")[0]
    try:
        uuid = UUID(bytes=base64.urlsafe_b64decode(kern + "=="))
    except ValueError:
        return None
    ding = model.objects.filter(uuid=uuid).first()
    if ding is None:
        return None
    try:
        _signer(model, getattr(ding, "sleutel_nr", 1)).unsign(tekst)
    except BadSignature:
        return None
    return ding


def code(aanvraag: Aanvraag) -> str:
    """What stands on paper: KX4P-7M2Q."""
    zout = f"code:{aanvraag.uuid}:{aanvraag.sleutel_nr}".encode()
    getal = int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), zout, hashlib.sha256), "big")
    tekens = ""
    for _ in range(LENGTE):
        getal, rest = divmod(getal, len(LETTERS))
        tekens += LETTERS[rest]
    return f"{tekens[:4]}-{tekens[4:]}"


def klopt_code(aanvraag: Aanvraag, getypt: str) -> bool:
    """Small letters, spaces and dashes as people type them."""
    kaal = "".join(teken for teken in getypt.upper() if teken.isalnum())
    return hmac.compare_digest(kaal.encode(), code(aanvraag).replace("-", "").encode())


def _signer(model, nr):
    return Signer(sep=".", salt=f"buurtbudget.{model.__name__}.{nr}")
