"""The link in a mail and the code on paper: neither is stored (`kern.sleutels`).

Both open one application, on any device, as often as needed, until its personal data goes or
`sleutel_nr` is raised. A GET with the link shows a button, only a POST opens (scanners read GETs).
"""

import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from buurtbudget.models import Aanvraag, Advies
from kern.sleutels import geheim, zoek

__all__ = ["code", "geheim", "klopt_code", "link", "zoek"]

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
LENGTE = 8  # 31^8 is 40 bits, behind a rate limit


def link(ding: Aanvraag | Advies) -> str:
    naam = "buurtbudget:advies" if isinstance(ding, Advies) else "buurtbudget:verder_link"
    return settings.PORTAAL_ADRES + reverse(naam, args=[geheim(ding)])


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
