"""What a message says: one text template per kind, for mail, letter and telephone alike."""

import re
import unicodedata
from email.utils import formataddr, parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string

from gebieden.plaats import plaats

ONDERWERP = 200  # as long as the field
BREEKT_EEN_REGEL = {"Cc", "Cs", "Zl", "Zp"}  # categories of Unicode


def schrijf(bericht) -> tuple[str, str]:
    """Subject and body of a message; the first line of the template is the subject.

    A template sees `feiten`, `kanaal`, the address of the portal (`portaal`, and as one types it
    `portaal_kort`), the whole address of `feiten.link` as `link`, and `antwoord_aan`, which is
    empty where an answer would not arrive. A fact that is null is as one that is absent.
    """
    link = bericht.feiten.get("link")
    tekst = render_to_string(
        f"berichten/{bericht.soort}.txt",
        {
            "feiten": _zonder_null(bericht.feiten),
            "kanaal": bericht.kanaal,
            "portaal": settings.PORTAAL_ADRES,
            "portaal_kort": settings.PORTAAL_ADRES.partition("://")[2],
            "link": urljoin(settings.PORTAAL_ADRES, link) if link else "",
            "antwoord_aan": antwoord_aan(bericht),
        },
    )
    onderwerp, _, inhoud = tekst.strip().partition("\n")
    inhoud = re.sub(r"[ \t]+\n", "\n", inhoud.replace("\r\n", "\n"))
    inhoud = re.sub(r"\n{3,}", "\n\n", inhoud)
    return een_regel(onderwerp)[:ONDERWERP], inhoud.strip() + "\n"


def van(bericht) -> str:
    """From: the portal, or "<wijkstichting> via <the portal>" when one sends it."""
    portaal, adres = parseaddr(settings.DEFAULT_FROM_EMAIL)
    portaal = portaal or plaats().portaal
    if naam := een_regel(_afzender(bericht).get("naam")):
        return formataddr((f"{naam} via {portaal}", adres))
    return formataddr((portaal, adres))


def antwoord_aan(bericht) -> str:
    """The mailbox of the sender, or "" when there is none that can be right."""
    adres = _afzender(bericht).get("antwoord_aan") or ""
    try:
        validate_email(adres)
    except ValidationError:
        return ""
    return adres


def een_regel(tekst) -> str:
    """Text without line ends and control characters: what may stand in a header of a mail."""
    schoon = (
        " " if unicodedata.category(teken) in BREEKT_EEN_REGEL else teken for teken in tekst or ""
    )
    return " ".join("".join(schoon).split())


def _afzender(bericht):
    return bericht.feiten.get("afzender") or {}


def _zonder_null(feit):
    if isinstance(feit, dict):
        return {naam: _zonder_null(deel) for naam, deel in feit.items() if deel is not None}
    if isinstance(feit, list | tuple):
        return [_zonder_null(deel) for deel in feit if deel is not None]
    return feit
