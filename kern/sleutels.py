"""The secret of a mailed link: computed, not stored, so that no copy of the database can leak it.

It opens one row, on any device, as often as needed; until when is for the page it opens.
"""

import base64
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Model


def geheim(ding: Model) -> str:
    """The last part of the link to a row with a `uuid`: which row, and our signature.

    Raising its `sleutel_nr`, when it has one, ends the links that were made before.
    """
    kern = base64.urlsafe_b64encode(ding.uuid.bytes).rstrip(b"=").decode()
    return _signer(ding).sign(kern)


def zoek(tekst: str, model: type[Model]):
    """The row of this kind that a link opens, or None."""
    kern = tekst.partition(".")[0]
    try:
        uuid = UUID(bytes=base64.urlsafe_b64decode(kern + "=="))
    except ValueError:
        return None
    ding = model.objects.filter(uuid=uuid).first()
    if ding is None:
        return None
    try:
        _signer(ding).unsign(tekst)
    except BadSignature:
        return None
    return ding


def _signer(ding):
    soort = f"{ding._meta.app_label}.{type(ding).__name__}"
    return Signer(sep=".", salt=f"{soort}.{getattr(ding, 'sleutel_nr', 1)}")
