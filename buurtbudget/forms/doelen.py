"""Which initiatives of the wijk serve a goal of its plan."""

from django import forms

from buurtbudget.actions.doelen import VAN_EEN_ANDERE_WIJK, stand
from buurtbudget.register import Regel
from kern.forms import Formulier
from kern.velden import OPNIEUW


class DoelInitiatievenForm(Formulier, forms.Form):
    """One tick per initiative, and hidden what served which goal when the page was shown."""

    gelezen = forms.CharField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"null_characters_not_allowed": OPNIEUW},
    )
    nummers = forms.MultipleChoiceField(
        label="Welke plannen van bewoners helpen mee aan dit doel?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": VAN_EEN_ANDERE_WIJK},
    )

    def __init__(self, *args, doel, initiatieven, **kwargs):
        kwargs["initial"] = {
            "gelezen": stand(initiatieven),
            "nummers": [rij.nummer for rij in initiatieven if rij.doel_id == doel.pk],
        }
        super().__init__(*args, **kwargs)
        self.fields["nummers"].label = type(self).base_fields["nummers"].label
        self.fields["nummers"].choices = [(rij.nummer, rij.titel) for rij in initiatieven]
        self.initiatieven = initiatieven

    def keuzes(self):
        """(tick box, initiative in words), in the order of the register."""
        return zip(self["nummers"], map(Regel, self.initiatieven), strict=True)
