"""An answer per question, a reason to stop, and the number with its code."""

from django import forms

from kern.forms import Formulier, helper
from kern.velden import TekstField, VersieField, tekst


class VragenForm(Formulier, forms.Form):
    """A field for each open question; `antwoorden` is by primary key of the question."""

    versie = VersieField()

    def __init__(self, *args, vragen, **kwargs):
        super().__init__(*args, **kwargs)
        self.vragen = vragen
        for vraag in vragen:
            self.fields[f"antwoord_{vraag.pk}"] = TekstField(
                wat="je antwoord",
                leeg="Schrijf hier je antwoord.",
                label=vraag.tekst,
                max_length=2000,
                widget=forms.Textarea({"class": "b-heel", "rows": 3, "aria-required": "true"}),
            )

    @property
    def regels(self):
        """(question, its field)"""
        return [(vraag, self[f"antwoord_{vraag.pk}"]) for vraag in self.vragen]

    @property
    def antwoorden(self):
        return {vraag.pk: self.cleaned_data[f"antwoord_{vraag.pk}"] for vraag in self.vragen}


class StoppenForm(Formulier, forms.Form):
    versie = VersieField()
    reden = tekst(
        "Wil je zeggen waarom?",
        "je reden",
        250,
        help_text="Het hoeft niet. De werkgroep leert ervan.",
        rijen=3,
    )
    helper = helper("versie", "reden")


class NummerForm(Formulier, forms.Form):
    """What stands on paper: the number of an application, or of a draft, and its code."""

    nummer = tekst(
        "Wat is het nummer?",
        "het nummer",
        20,
        leeg="Vul het nummer in. Het staat op je papier of in je mail.",
        help_text="Bijvoorbeeld 2027-0042 of C123.",
    )
    code = tekst(
        "Wat is de code?",
        "de code",
        20,
        leeg="Vul de code in. Die staat bij het nummer.",
        help_text="Acht letters en cijfers, bijvoorbeeld KX4P-7M2Q. Kleine letters mag ook.",
    )
    helper = helper("nummer", "code")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in ("nummer", "code"):
            self.fields[naam].widget.attrs |= {"class": "b-kort", "autocomplete": "off"}

    def clean_nummer(self):
        return "".join(self.cleaned_data["nummer"].split()).upper()
