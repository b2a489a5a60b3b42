from django.db import models
from django.db.models import Sum

DELTAS = {
    "plafond": "d_plafond",
    "extra": "d_extra",
    "gereserveerd": "d_gereserveerd",
    "verplicht": "d_verplicht",
    "betaald": "d_betaald",
    "te_vorderen": "d_te_vorderen",
    "ontvangen": "d_ontvangen",
}
SPIEGELS = [*DELTAS.values(), "bedrag"]  # all that an entry moves, and that its mirror moves back


class WijkbudgetQuerySet(models.QuerySet):
    def van_wijk(self, gebied, jaar):
        """The pots of an area in a year, the main one first."""
        return self.filter(gebied=gebied, jaar=jaar).order_by("deelpot")


class BoekingQuerySet(models.QuerySet):
    def van_beheerder(self, partner):
        return self.filter(wijkbudget__beheerder=partner)

    def sommen(self):
        """{"verplicht": Decimal, …}: what the balances must be, from the entries alone."""
        return self.aggregate(**{saldo: Sum(d, default=0) for saldo, d in DELTAS.items()})

    def op_de_bank(self, dag):
        """The bank balance at the end of `dag`, as these entries tell it."""
        return self.filter(datum__lte=dag).aggregate(som=Sum("bedrag", default=0))["som"]


class BetalingQuerySet(models.QuerySet):
    def open(self):
        """On the list: neither done nor taken off."""
        return self.filter(vervallen_op__isnull=True, betaald_op__isnull=True)
