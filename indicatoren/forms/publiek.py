"""What a visitor can ask of figures: all by an address that can be shared."""

from django import forms
from django.utils.text import capfirst

from indicatoren.spreiding import SOORTEN
from kern.forms import Formulier, helper
from kern.velden import NUL


class ZoekForm(Formulier, forms.Form):
    q = forms.CharField(
        required=False,
        max_length=80,
        label="Welk cijfer zoek je?",
        help_text="Een of twee woorden, bijvoorbeeld: veilig",
        error_messages={
            "max_length": "Zoek met hooguit 80 tekens.",
            "null_characters_not_allowed": NUL,
        },
    )
    helper = helper("q")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # who searches knows that it is not required
        self.fields["q"].label = self.base_fields["q"].label


class KiesForm(Formulier, forms.Form):
    """Kind of area and year; never bound, for whatever the address says gives a page."""

    soort = forms.ChoiceField(label="Wat vergelijk je?")
    jaar = forms.ChoiceField(label="Van welk jaar?")
    helper = helper("soort", "jaar")

    def __init__(self, keuze):
        super().__init__(initial={"soort": keuze.soort, "jaar": keuze.jaar})
        self.fields["soort"].choices = [
            (soort, capfirst(SOORTEN[soort][1])) for soort in keuze.soorten
        ]
        self.fields["jaar"].choices = [(jaar, jaar) for jaar in keuze.jaren]
