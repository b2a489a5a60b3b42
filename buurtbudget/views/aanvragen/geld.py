"""The money of one application for whoever asked: granted, in advance, claimed, paid."""

from decimal import Decimal
from functools import cached_property

from buurtbudget.actions.beslissen import voorschot
from buurtbudget.models import LOPEND, Betaling, Status


class Geld:
    """Amounts in euro; None where there is none (yet)."""

    def __init__(self, aanvraag, besluit):
        self.aanvraag, self.besluit = aanvraag, besluit

    @property
    def toegekend(self):
        return self.besluit.bedrag if self.besluit else None

    @cached_property
    def betalingen(self):
        return [b for b in self.aanvraag.betalingen.all() if b.vervallen_op is None]

    @property
    def betaald(self):
        return sum((b.bedrag for b in self.betalingen if b.betaald_op), Decimal(0)) or None

    @property
    def voorschot(self):
        """The advance that was or will be paid."""
        soort = Betaling.Soort.VOORSCHOT
        return next((b for b in self.betalingen if b.soort == soort), None)

    @property
    def voorschot_kan(self):
        """How much may be paid before the receipts, when nobody arranged it yet."""
        if self.aanvraag.status != Status.TOEGEKEND or self.voorschot:
            return None
        return voorschot(self.aanvraag.spelregels, self.toegekend) or None

    @property
    def rekening(self):
        return getattr(self.aanvraag, "rekening", None)

    @property
    def mag_rekening(self):
        """While money may still come, and none is on its way."""
        onderweg = any(b.betaald_op is None for b in self.betalingen)
        return self.aanvraag.status in LOPEND and not onderweg

    @property
    def declaratie(self):
        """The claim, once it was sent."""
        declaratie = getattr(self.aanvraag, "declaratie", None)
        return declaratie if declaratie and declaratie.ingediend_op else None

    @property
    def minder(self):
        """Receipts that were not accepted in full."""
        if not self.declaratie or self.declaratie.goedgekeurd is None:
            return []
        return [
            bon
            for bon in self.declaratie.bonnen.all()
            if bon.goedgekeurd is not None and bon.goedgekeurd < bon.bedrag
        ]
