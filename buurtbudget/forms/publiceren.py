"""Making rules public, and the data of the foundation itself."""

from django import forms

from buurtbudget.models import Beheerder
from kern.forms import Formulier, helper
from kern.iban import IbanField
from kern.velden import LANG, VersieField, tekst


class VersieForm(Formulier, forms.Form):
    versie = VersieField()


class PubliceerForm(Formulier, forms.Form):
    versie = VersieField()
    wat_veranderd = tekst(
        "Wat is er veranderd?",
        "de tekst",
        300,
        leeg="Schrijf in een of twee zinnen wat er veranderd is.",
        help_text="Een of twee zinnen. Iedereen kan ze lezen bij de regels.",
        rijen=3,
    )
    helper = helper("wat_veranderd")


class BeheerderForm(Formulier, forms.Form):
    """`gelezen` is what stood there when the page was opened (`actions.regels.stand`)."""

    gelezen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    adres = tekst(
        "Wat is jullie postadres?",
        "het adres",
        160,
        help_text="Straat en nummer, postcode en plaats. Dit staat boven brieven.",
    )
    ondertekenaar = tekst(
        "Wie staat er onder de brieven?", "de naam", 80, help_text="Bijvoorbeeld de secretaris."
    )
    antwoord_aan = forms.EmailField(
        label="Op welk mailadres komen antwoorden binnen?",
        help_text="Antwoorden op een mail van jullie gaan hierheen.",
        required=False,
        max_length=254,
        widget=forms.TextInput(LANG | {"type": "email", "autocomplete": "email"}),
        error_messages={
            "invalid": "Schrijf het mailadres als naam@voorbeeld.nl.",
            "max_length": "Maak het mailadres korter.",
            "null_characters_not_allowed": "Schrijf het mailadres als naam@voorbeeld.nl.",
        },
    )
    iban = IbanField(
        label="Van welke rekening betalen jullie?", help_text="Het IBAN.", required=False
    )
    rekeninghouder = tekst(
        "Op wiens naam staat die rekening?", "de naam", 70, help_text="Zoals op de bankpas."
    )
    helper = helper("adres", "ondertekenaar", "antwoord_aan", "iban", "rekeninghouder")

    @staticmethod
    def lees(beheerder: Beheerder) -> dict:
        namen = ["adres", "ondertekenaar", "antwoord_aan", "iban", "rekeninghouder"]
        return {naam: getattr(beheerder, naam) for naam in namen}
