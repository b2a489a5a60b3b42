from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime

from kern.forms import Formulier, helper


class VergelijkForm(Formulier, forms.Form):
    """Two different versions of a plan; `versies` are those there are."""

    van = forms.TypedChoiceField(coerce=int, label="Van welke versie?")
    naar = forms.TypedChoiceField(coerce=int, label="Naar welke versie?")
    helper = helper("van", "naar")

    def __init__(self, *args, versies, **kwargs):
        super().__init__(*args, **kwargs)
        keuzes = [(versie.nummer, self._naam(versie)) for versie in versies]
        for naam, veld in self.fields.items():
            veld.choices = keuzes
            veld.error_messages["required"] = f"Kies {naam} welke versie je wilt vergelijken."
            veld.error_messages["invalid_choice"] = (
                "Versie %(value)s bestaat niet. Kies een andere."
            )

    @staticmethod
    def _naam(versie):
        return f"Versie {versie.nummer} ({date_format(localtime(versie.op), 'j F Y')})"

    def clean(self):
        waarden = super().clean()
        if len(waarden) == 2 and waarden["van"] == waarden["naar"]:
            raise forms.ValidationError(
                "Dit is twee keer dezelfde versie. Kies twee verschillende versies."
            )
        return waarden
