"""Where a text, goal or line should stand."""

from django import forms

from kern.forms import Formulier, helper
from kern.velden import OPNIEUW
from wijkplannen.models import Doel, Inzet
from wijkplannen.onderdelen import titel


class VerplaatsForm(Formulier, forms.Form):
    """`cleaned_data` holds a place among `rijen`, or another goal of the plan for a line."""

    lijst = forms.CharField(widget=forms.HiddenInput, error_messages={"required": OPNIEUW})
    plaats = forms.TypedChoiceField(
        coerce=int,
        label="Op welke plaats?",
        error_messages={
            "required": "Kies een plaats.",
            "invalid_choice": "Kies een plaats uit de lijst.",
        },
    )
    doel = forms.ModelChoiceField(
        Doel.objects.none(),
        required=False,
        label="Of naar een ander doel?",
        help_text="Dan komt zij daar onderaan.",
        empty_label="Nee, bij dit doel blijven",
        error_messages={"invalid_choice": "Kies een doel uit de lijst."},
    )
    helper = helper("lijst", "plaats", "doel")

    def __init__(self, *args, rij, rijen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plaats"].choices = [
            (nr, f"{nr}: {'blijft hier' if ding == rij else f'nu ‘{titel(ding)}’'}")
            for nr, ding in enumerate(rijen, start=1)
        ]
        if isinstance(rij, Inzet):
            doelen = Doel.objects.lopend().filter(plan=rij.doel.plan_id).exclude(pk=rij.doel_id)
            self.fields["doel"].queryset = doelen
        else:
            del self.fields["doel"]
