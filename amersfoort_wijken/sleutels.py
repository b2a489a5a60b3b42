"""The key of account numbers (`kern.iban`), looked at before anything starts."""

import base64
import hashlib

LENGTE = 32  # bytes, in urlsafe base64: https://github.com/fernet/spec


def bruikbaar(sleutels: str) -> str:
    """The keys without spaces, with commas between; SystemExit when one of them is no key."""
    lijst = [sleutel.strip() for sleutel in sleutels.split(",")]
    if not all(_is_sleutel(sleutel) for sleutel in lijst):
        raise SystemExit(
            "IBAN_KEY klopt niet: elke sleutel is 32 willekeurige bytes in urlsafe base64, "
            "gescheiden door komma's. Hoe u er een maakt staat in docs/beheer.md."
        )
    return ",".join(lijst)


def afgeleid(geheim: str) -> str:
    """A key for a try-out, the same as long as its SECRET_KEY is."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"iban" + geheim.encode()).digest()).decode()


def _is_sleutel(tekst):
    try:
        return len(base64.b64decode(tekst, altchars=b"-_", validate=True)) == LENGTE
    except ValueError:
        return False
