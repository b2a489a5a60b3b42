"""Fields of the forms about money: an amount up to a million, a day that has been."""

from decimal import Decimal

from django import forms
from django.utils.timezone import localdate

from kern.forms import BedragField
from kern.templatetags.onderdelen import euro
from kern.velden import DagField

HOOGSTE = Decimal(1_000_000)
KLEIN = {"class": "b-getal"}
LEEG = "Vul een bedrag in euro in, bijvoorbeeld 1500 of 12,50."


class GeldField(BedragField):
    """An amount in euro up to a million; 0 only with `ook_nul`."""

    def __init__(self, *, verplicht=True, ook_nul=False, **kwargs):
        fouten = {"required": LEEG, "null_characters_not_allowed": LEEG}
        super().__init__(required=verplicht, error_messages=fouten, **kwargs)
        self.ook_nul = ook_nul
        self.widget.attrs |= KLEIN

    def clean(self, value):
        bedrag = super().clean(value)
        if bedrag is not None and bedrag > HOOGSTE:
            raise forms.ValidationError(f"Vul een bedrag in van hooguit {euro(HOOGSTE)}.")
        if bedrag == 0 and not self.ook_nul:
            raise forms.ValidationError("Vul een bedrag in van meer dan 0 euro.")
        return bedrag


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
