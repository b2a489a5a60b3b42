"""Where somebody can be reached: an e-mail address, a telephone number."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kern.velden import LANG, TekstField

NUMMER = re.compile(r"\+?[0-9]{8,15}", re.ASCII)


class EmailadresField(TekstField):
    """Empty or an address; spaces that came along with it are dropped."""

    def __init__(self, **kwargs):
        widget = forms.EmailInput(LANG | {"autocomplete": "email", "spellcheck": "false"})
        super().__init__(wat="je e-mailadres", max_length=254, widget=widget, **kwargs)

    def clean(self, value):
        email = super().clean(value).replace(" ", "")
        if email:
            try:
                validate_email(email)
            except ValidationError:
                raise forms.ValidationError(
                    "Schrijf je e-mailadres als naam@voorbeeld.nl."
                ) from None
        return email


class TelefoonField(TekstField):
    """Empty or a number, written as people do; it stays as it was written."""

    def __init__(self, *, autocomplete="tel", wat="je telefoonnummer", **kwargs):
        widget = forms.TextInput(LANG | {"autocomplete": autocomplete, "type": "tel"})
        super().__init__(wat=wat, max_length=20, widget=widget, **kwargs)

    def clean(self, value):
        nummer = super().clean(value)
        if nummer and not NUMMER.fullmatch(re.sub(r"[\s().–-]", "", nummer)):
            raise forms.ValidationError("Vul een telefoonnummer in, bijvoorbeeld 033 – 000 01 23.")
        return nummer
