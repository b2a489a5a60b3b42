"""What one wants a figure to be, and when: beside the figure in the form of a goal."""

import re
from decimal import Decimal

from django import forms

GETAL = re.compile(r"-?\d{1,9}([.,]\d{1,3})?", flags=re.ASCII)


class StreefField(forms.CharField):
    """A value as people write it: 7,5 or 40; `cleaned_data` holds a Decimal, or None when empty."""

    fout = "Vul een getal in, bijvoorbeeld 7,5 of 40."

    def __init__(self, indicator):
        super().__init__(
            required=False,
            label=f"Wat moet {indicator.korte_naam} worden?",
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"null_characters_not_allowed": self.fout},
        )

    def clean(self, value):
        tekst = super().clean(value).replace(" ", "").replace("\u2212", "-")
        if not tekst:
            return None
        if not GETAL.fullmatch(tekst):
            raise forms.ValidationError(self.fout)
        return Decimal(tekst.replace(",", "."))

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value


class JaarField(forms.IntegerField):
    """The year in which it should be so."""

    fout = "Vul een jaar in tussen 2000 en 2100."

    def __init__(self, indicator):
        super().__init__(
            required=False,
            min_value=2000,
            max_value=2100,
            label=f"In welk jaar moet {indicator.korte_naam} zo zijn?",
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], self.fout),
        )
