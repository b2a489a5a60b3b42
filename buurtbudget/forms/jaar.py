"""The yearly account: the bank balance, the questions, sending, and the answer of the city."""

from django import forms
from django.utils.timezone import localdate

from kern.forms import Formulier, helper, lees_bedrag
from kern.velden import KLEIN, DagField, KeuzeField, VersieField, tekst


class SaldoField(forms.CharField):
    """A bank balance, that may be below nothing; `cleaned_data` holds a Decimal or None."""

    fout = "Vul het saldo in zoals op het afschrift, bijvoorbeeld 1234,56."
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"} | KLEIN)

    def __init__(self, **kwargs):
        fouten = {"null_characters_not_allowed": self.fout}
        super().__init__(required=False, error_messages=fouten, **kwargs)

    def clean(self, value):
        waarde = super().clean(value).replace("\u2212", "-")
        if not waarde:
            return None
        try:
            return lees_bedrag(waarde)
        except ValueError:
            raise forms.ValidationError(self.fout, code="bedrag") from None

    def prepare_value(self, value):
        return (
            value if value is None or isinstance(value, str) else f"{value:.2f}".replace(".", ",")
        )


class JaarForm(Formulier, forms.Form):
    """Everything may be left open while one is at it; sending says what is missing."""

    versie = VersieField()
    banksaldo = SaldoField()
    verschil_uitleg = tekst(
        "Is er een verschil met het kasboek? Hoe komt dat?", "de uitleg", 600, rijen=3
    )

    def __init__(self, *args, jaar, vragen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["banksaldo"].label = f"Wat stond er op 31 december {jaar} op de bank?"
        self.fields["banksaldo"].help_text = "Zoals op het afschrift. Alle rekeningen samen."
        for vraag in vragen:
            veld = tekst(vraag.tekst, "het antwoord", 3000, help_text=vraag.uitleg, rijen=4)
            self.fields[f"vraag_{vraag.pk}"] = veld
        for naam, veld in self.fields.items():
            if naam.startswith("vraag_") or naam == "banksaldo":
                veld.label = veld.label.removesuffix(" (niet verplicht)")
        self.helper = helper(*[naam for naam in self.fields if naam != "versie"])

    @property
    def antwoorden(self):
        return {
            int(naam.removeprefix("vraag_")): waarde
            for naam, waarde in self.cleaned_data.items()
            if naam.startswith("vraag_")
        }


class BeoordeelForm(Formulier, forms.Form):
    """What the city makes of it."""

    versie = VersieField()
    oordeel = KeuzeField(
        label="Keuren jullie deze verantwoording goed?",
        choices=[("goed", "Ja, goedkeuren"), ("terug", "Nee, terugsturen")],
        leeg="Kies of je de verantwoording goedkeurt.",
    )
    opmerking = tekst(
        "Wat wil je erbij zeggen?",
        "de tekst",
        600,
        help_text="Stuur je terug? Schrijf dan op wat er moet veranderen.",
        rijen=4,
    )
    uiterlijk = DagField(
        label="Wanneer wil je de verantwoording uiterlijk terug?", help_text="Bij terugsturen."
    )
    helper = helper("oordeel", "opmerking", "uiterlijk")

    def clean_uiterlijk(self):
        dag = self.cleaned_data["uiterlijk"]
        if dag and dag < localdate():
            raise forms.ValidationError("Deze dag is geweest. Kies een dag die nog komt.")
        return dag

    def clean(self):
        if self.cleaned_data.get("oordeel") == "terug" and not self.cleaned_data.get("opmerking"):
            self.add_error("opmerking", "Schrijf op wat er moet veranderen.")
