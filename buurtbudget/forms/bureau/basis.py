"""What the small forms of the desk share."""

from django import forms

from kern.forms import Formulier
from kern.velden import VersieField


class ZaakForm(Formulier, forms.Form):
    """A form about one application; `versie` is the one that was read."""

    versie = VersieField()


def keuze(label, queryset, leeg, **kwargs):
    """One row of a list, chosen from a select."""
    fouten = {"required": leeg, "invalid_choice": leeg}
    return forms.ModelChoiceField(
        label=label, queryset=queryset, error_messages=fouten, empty_label="Kies", **kwargs
    )
