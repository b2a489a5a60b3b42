"""A sheet of activities: send it, look at what it would do, and say yes."""

from uuid import uuid4

from django import forms

from kern.bestanden import XlsxField
from kern.forms import Formulier, helper
from kern.velden import OPNIEUW, UuidField


class InleesForm(Formulier, forms.Form):
    uuid = UuidField()
    bestand = XlsxField(
        label="Welk Excel-bestand wil je inlezen?", help_text="Een xlsx-bestand van hooguit 10 MB."
    )
    helper = helper("uuid", "bestand")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()}, **kwargs)


class BevestigForm(Formulier, forms.Form):
    """`gezien` is the fingerprint of the dry run on the page."""

    gezien = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "max_length", "null_characters_not_allowed"], OPNIEUW
        ),
    )
