"""Fields of the forms about money: an amount up to a million, a day that has been."""

from decimal import Decimal

from django.utils.timezone import localdate

from buurtbudget.forms.velden import GrensbedragField
from kern.velden import KLEIN, DagField


class GeldField(GrensbedragField):
    """An amount in euro up to a million; 0 only with `ook_nul`."""

    hoogste = Decimal(1_000_000)

    def __init__(self, *, verplicht=True, ook_nul=False, **kwargs):
        super().__init__(leeg=self.fout if verplicht else "", boven_nul=not ook_nul, **kwargs)
        self.widget.attrs |= KLEIN


class GebeurdField(DagField):
    """A day that has been: today or before. `wat` ends the sentence when it is later."""

    def __init__(self, *, wat="waarop het gebeurde", **kwargs):
        super().__init__(leeg=f"Vul de dag in {wat}. {self.fout}", **kwargs)
        self.wat = wat
        self.widget.attrs |= KLEIN

    def lees(self, tekst):
        dag = super().lees(tekst)
        if dag > localdate():
            raise ValueError(f"Deze dag moet nog komen. Vul de dag in {self.wat}.")
        return dag
