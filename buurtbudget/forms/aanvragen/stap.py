"""What the forms of one application share: the version that was read, and half an answer."""

from django import forms

from kern.forms import Formulier, helper
from kern.velden import VersieField


class StapForm(Formulier, forms.Form):
    """A page of the application. `cleaned_data` without `versie` is what the action wants."""

    versie = VersieField()

    def __init__(self, data=None, *, regels, **kwargs):
        super().__init__(data, **kwargs)
        self.regels = regels
        self.pas_aan(regels)

    def pas_aan(self, regels):
        """Leave out or fill what depends on the rules of the wijk."""

    @property
    def helper(self):
        """All fields there are, in their order."""
        return helper(*self.fields)

    def laat_open(self):
        """Whoever goes on later may leave anything empty; what is typed must still fit."""
        for naam, veld in self.fields.items():
            veld.required = veld.required and naam == "versie"

    @property
    def velden(self):
        return {naam: w for naam, w in self.cleaned_data.items() if naam != "versie"}

    def weg(self, *namen):
        for naam in namen:
            self.fields.pop(naam, None)
