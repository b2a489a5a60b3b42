"""A meeting: when, and who sits at the table."""

from django import forms

from kern.forms import Formulier, helper
from kern.velden import DagField, VersieField

KIES = "Kies wie er zijn."


class VergaderForm(Formulier, forms.Form):
    """`leden`: names of the team, with or without an account."""

    versie = VersieField()
    op = DagField(label="Op welke dag is de vergadering?", leeg="Vul in op welke dag.")
    aanwezig = forms.MultipleChoiceField(
        label="Wie zijn er?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": KIES, "invalid_choice": KIES, "invalid_list": KIES},
    )
    helper = helper("versie", "op", "aanwezig")

    def __init__(self, *args, namen: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aanwezig"].choices = [(naam, naam) for naam in namen]


class BevestigVergaderingForm(Formulier, forms.Form):
    versie = VersieField()
    helper = helper("versie")
