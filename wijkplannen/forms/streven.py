"""What one wants a figure to be, and when: beside the figure in the form of a goal."""

from django import forms

from kern.velden import DecimaalField


class StreefField(DecimaalField):
    def __init__(self, indicator):
        super().__init__(label=f"Wat moet {indicator.korte_naam} worden?", decimalen=3)


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
