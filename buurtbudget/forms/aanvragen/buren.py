"""Neighbours who support the plan: on paper, or each by a link."""

from django import forms

from buurtbudget.forms.aanvragen.stap import StapForm
from buurtbudget.forms.velden import GetalField
from kern.forms import Formulier, helper
from kern.velden import tekst


class BurenForm(StapForm):
    handtekeningen_op_papier = GetalField(
        label="Hoeveel handtekeningen heb je op papier?",
        help_text="Stuur een foto of scan van de lijst mee, of lever hem in bij de werkgroep.",
        hoogste=1000,
        bij_leeg=0,
    )
    uit_rij = ("handtekeningen_op_papier",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["handtekeningen_op_papier"].widget.attrs |= {"class": "b-kort"}


class SteunForm(Formulier, forms.Form):
    """A neighbour signs. `website` is for robots: people do not see it."""

    naam = tekst("Hoe heet je?", "je naam", 80, leeg="Vul je naam in.")
    straat = tekst(
        "In welke straat woon je?",
        "je straat",
        80,
        leeg="Vul in in welke straat je woont.",
        help_text="Zonder huisnummer.",
    )
    website = forms.CharField(
        label="Laat dit leeg",
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    helper = helper("naam", "straat")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naam"].widget.attrs["autocomplete"] = "name"

    @property
    def is_robot(self):
        return bool(self.data.get("website"))
