"""The filter of the list on the desk."""

from django import forms

from buurtbudget.models import IN_BEHANDELING, KLAAR, LOPEND, Status
from kern.forms import Formulier


class LijstForm(Formulier, forms.Form):
    """One choice; a page further begins after a number."""

    STANDEN = {
        "behandeling": ("In behandeling", IN_BEHANDELING),
        "lopend": ("Toegekend en bezig", LOPEND),
        "betaald": ("Betaald", [Status.UITBETAALD, Status.AFGEROND]),
        "niet": ("Afgewezen of gestopt", [s for s in KLAAR if s != Status.AFGEROND]),
    }
    stand = forms.ChoiceField(
        label="Welke aanvragen?",
        required=False,
        choices=[("", "Allemaal"), *((naam, kop) for naam, (kop, _) in STANDEN.items())],
    )
    voor = forms.RegexField(regex=r"^\d{4}-\d{4}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand"].label = "Welke aanvragen?"
