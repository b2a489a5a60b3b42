"""A file of figures: send it, say yes to what it does, take it back."""

from uuid import uuid4

from django import forms

from kern.bestanden import ACCEPTEER, MEGABYTE, XLSX, BestandField
from kern.forms import Formulier, VersieForm, helper
from kern.velden import OPNIEUW, UuidField


class CijferbestandField(BestandField):
    """Whatever one sends: only reading it tells whether it is a table (`lezen.herkennen`)."""

    hooguit = 60 * MEGABYTE
    wat = "het bestand met cijfers"

    def __init__(self, **kwargs):
        widget = forms.FileInput(attrs={"accept": f"{ACCEPTEER[XLSX]},.csv,.tsv,.txt,text/csv"})
        super().__init__(widget=widget, **kwargs)


class AanleverForm(Formulier, forms.Form):
    uuid = UuidField()
    bestand = CijferbestandField(
        label="Welk bestand wil je inlezen?",
        help_text="Een bestand van Excel (xlsx) of een csv-bestand, van hooguit 60 MB.",
    )
    helper = helper("uuid", "bestand")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()}, **kwargs)


class InleesForm(VersieForm):
    """`gezien` is the fingerprint of the dry run on the page."""

    gezien = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "max_length", "null_characters_not_allowed"], OPNIEUW
        ),
    )
