"""One measured figure: a value, or the reason why there is none."""

from crispy_forms.layout import Div
from django import forms

from indicatoren.forms.veldenform import VeldenForm
from indicatoren.models import Meting
from kern.forms import helper
from kern.velden import DecimaalField, GeheelField, KeuzeField, tekst


class MetingForm(VeldenForm):
    waarde = DecimaalField(label="Wat is de waarde?", heel=10)
    reden = forms.ChoiceField(
        label="Waarom is er geen waarde?",
        required=False,
        choices=[("", "Er is een waarde"), *Meting.Reden.choices],
        error_messages={"invalid_choice": "Kies een reden uit de lijst."},
    )
    n = GeheelField(label="Hoeveel antwoorden waren er?", hoogste=20_000_000, required=False)
    marge = DecimaalField(
        label="Wat is de marge?",
        heel=8,
        onder_nul=False,
        help_text="Zoveel kan het cijfer hoger of lager zijn.",
    )
    significant = KeuzeField(
        label="Wat zeggen de onderzoekers over het verschil met de vorige keer?",
        choices=Meting.Significant,
        leeg="Kies wat de onderzoekers zeggen.",
        initial=Meting.Significant.NIET_GETOETST,
    )
    voorlopig = forms.BooleanField(label="Dit is een voorlopig cijfer", required=False)
    voetnoot = tekst("Wat moet er bij dit cijfer staan?", "de voetnoot", 300)
    helper = helper(
        "versie",
        Div("waarde", "reden", css_class="wp-naastelkaar"),
        Div("n", "marge", css_class="wp-naastelkaar"),
        "significant",
        "voorlopig",
        "voetnoot",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in ("waarde", "reden"):  # one of both is
            self.fields[naam].label = self.base_fields[naam].label

    def clean_reden(self):
        return self.cleaned_data["reden"] or None

    def clean(self):
        waarden = super().clean()
        if not {"waarde", "reden"} <= waarden.keys():
            return waarden
        if waarden["waarde"] is None and waarden["reden"] is None:
            self.add_error("waarde", "Vul een waarde in, of kies waarom die er niet is.")
        elif waarden["waarde"] is not None and waarden["reden"] is not None:
            self.add_error("reden", "Er is een waarde. Kies dan geen reden, of haal de waarde weg.")
        return waarden
