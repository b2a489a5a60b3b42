"""Fields of the forms of buurtbudget: a number, an amount with a top, a list of days."""

from datetime import date
from decimal import Decimal

from django import forms

from kern.forms import BedragField
from kern.templatetags.onderdelen import euro
from kern.velden import KLEIN, DagField, GeheelField

HOOGSTE = Decimal(100_000)


class GetalField(GeheelField):
    """A whole number from `laagste` to `hoogste`; empty is `bij_leeg`, if that is given."""

    def __init__(self, *, bij_leeg=None, **kwargs):
        super().__init__(required=bij_leeg is None, **kwargs)
        self.bij_leeg = bij_leeg

    def clean(self, value):
        getal = super().clean(value)
        return self.bij_leeg if getal is None else getal


class GrensbedragField(BedragField):
    """An amount in euro up to `hoogste`; `boven_nul` refuses 0."""

    hoogste = HOOGSTE

    def __init__(self, *, leeg="", boven_nul=False, **kwargs):
        fouten = {"required": leeg, "null_characters_not_allowed": self.fout}
        super().__init__(required=bool(leeg), error_messages=fouten, **kwargs)
        self.boven_nul = boven_nul

    def clean(self, value):
        bedrag = super().clean(value)
        if bedrag is not None and bedrag > self.hoogste:
            raise forms.ValidationError(f"Vul een bedrag in van hooguit {euro(self.hoogste)}.")
        if self.boven_nul and bedrag == 0:
            raise forms.ValidationError("Vul een bedrag in van meer dan 0 euro.")
        return bedrag


class DagenField(DagField):
    """Days below each other or behind a comma; `cleaned_data` holds a sorted list of dates."""

    widget = forms.Textarea
    hoogste = 24

    def lees(self, tekst):
        stukken = [stuk.strip() for stuk in tekst.replace(",", "\n").splitlines()]
        dagen = sorted({super(DagenField, self).lees(stuk) for stuk in stukken if stuk})
        if len(dagen) > self.hoogste:
            raise ValueError(f"Vul hooguit {self.hoogste} datums in.")
        return dagen

    def clean(self, value):
        return super().clean(value) or []

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{dag:%d-%m-%Y}" for dag in value if isinstance(dag, date))
        return value


def getal(label, hoogste, *, laagste=0, help_text=""):
    veld = GetalField(label=label, hoogste=hoogste, laagste=laagste, help_text=help_text)
    veld.widget.attrs |= KLEIN
    return veld


def bedrag(label, *, help_text="", leeg="", boven_nul=False):
    veld = GrensbedragField(label=label, help_text=help_text, leeg=leeg, boven_nul=boven_nul)
    veld.widget.attrs |= KLEIN
    return veld
