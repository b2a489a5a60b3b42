"""The amounts of the city per wijk."""

from uuid import uuid4

from django import forms

from buurtbudget.forms.geld import GeldField
from kern.forms import Formulier
from kern.velden import DagField, KeuzeField, UuidField, tekst

BESLUIT = "Is er een besluit van de raad?"


class BedragenForm(Formulier, forms.Form):
    """One amount per wijk, by one decision; an amount left open changes nothing.

    `gelezen` is `actions.bedragen.stand` when the page was shown.
    """

    uuid = UuidField(initial=uuid4)
    gelezen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    soort = KeuzeField(
        label=BESLUIT,
        choices=[
            ("vast", "Ja. Deze bedragen staan vast."),
            ("verwacht", "Nee, nog niet. Dit verwachten we."),
        ],
        leeg="Kies of de raad de bedragen heeft vastgesteld.",
    )
    besluit = tekst(
        "Welk besluit?",
        "de naam van het besluit",
        200,
        help_text="Zoals het heet, met het nummer. Alleen als de bedragen vaststaan.",
    )
    datum = DagField(label="Op welke dag besloot de raad?", help_text="Bijvoorbeeld 11-11-2027.")

    def __init__(self, *args, wijken, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijken = [wijk for wijk in wijken if wijk.mandaat]
        for wijk in self.wijken:
            veld = GeldField(label=wijk.gebied.naam, verplicht=False, label_suffix="")
            veld.initial = wijk.bedrag if wijk.is_bekend else wijk.verwacht
            self.fields[f"bedrag_{wijk.gebied.pk}"] = veld

    def clean(self):
        if self.cleaned_data.get("soort") == "vast":
            if not self.cleaned_data.get("besluit") and "besluit" not in self.errors:
                self.add_error("besluit", "Schrijf op welk besluit van de raad het is.")
            if not self.cleaned_data.get("datum") and "datum" not in self.errors:
                self.add_error("datum", "Vul de dag van het besluit in, bijvoorbeeld 11-11-2027.")
        if not self.errors and not self.bedragen:
            raise forms.ValidationError("Vul bij minstens één wijk een bedrag in.")

    @property
    def bedragen(self):
        paren = ((w.mandaat, self.cleaned_data.get(f"bedrag_{w.gebied.pk}")) for w in self.wijken)
        return {mandaat: bedrag for mandaat, bedrag in paren if bedrag is not None}

    def paren(self):
        """(wijk, field), in order."""
        return [(wijk, self[f"bedrag_{wijk.gebied.pk}"]) for wijk in self.wijken]
