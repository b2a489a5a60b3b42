"""The question to the city's department, and its answer."""

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate

from buurtbudget.forms.bureau.basis import ZaakForm
from buurtbudget.models import Aanvraag, Advies
from kern.forms import Formulier, helper
from kern.velden import DagField, KeuzeField, tekst

WEKEN = 3


class AdviesVraagForm(ZaakForm):
    vraag = tekst(
        "Wat wil je van de gemeente weten?",
        "de vraag",
        500,
        leeg="Schrijf op wat je wilt weten.",
        help_text="De gemeente ziet deze vraag, het idee, de plek en tekeningen. Geen namen.",
        rijen=3,
    )
    uiterlijk = DagField(
        label="Voor welke dag wil je antwoord?", leeg="Vul in voor welke dag je antwoord wilt."
    )
    email = forms.EmailField(
        label="Naar welk mailadres van de afdeling?",
        required=False,
        max_length=254,
        help_text="Leeg? Dan ziet de afdeling de vraag alleen hier, na het inloggen.",
        error_messages={
            "invalid": "Vul een mailadres in, zoals afdeling@voorbeeld.nl.",
            "max_length": "Vul een korter mailadres in.",
            "null_characters_not_allowed": "Vul een mailadres in, zoals afdeling@voorbeeld.nl.",
        },
    )
    helper = helper("versie", "vraag", "uiterlijk", "email")

    def __init__(self, *args, aanvraag: Aanvraag, **kwargs):
        begin = {
            "versie": aanvraag.versie,
            "vraag": f"Mag dit op deze plek? {aanvraag.straat}"[:500],
            "uiterlijk": localdate() + timedelta(weeks=WEKEN),
        }
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)

    def clean_uiterlijk(self):
        dag = self.cleaned_data["uiterlijk"]
        if dag <= localdate():
            raise forms.ValidationError("Kies een dag die nog moet komen.")
        return dag


class AdviesForm(Formulier, forms.Form):
    """mag, mag mits or mag niet; with the last two words are needed."""

    antwoord = KeuzeField(
        label="Mag het op deze plek?", choices=Advies.Antwoord, leeg="Kies een antwoord."
    )
    toelichting = tekst(
        "Wat moet de bewoner weten?",
        "de uitleg",
        600,
        rijen=4,
        help_text="Bij ‘mag, mits’ en ‘mag niet’ is dit nodig. De bewoner kan dit lezen.",
    )
    naam = tekst("Hoe heet je?", "je naam", 80, leeg="Vul je naam in.")
    helper = helper("antwoord", "toelichting", "naam")

    def clean(self):
        data = self.cleaned_data
        nodig = data.get("antwoord") in (Advies.Antwoord.MITS, Advies.Antwoord.NIET)
        if nodig and not data.get("toelichting") and "toelichting" not in self.errors:
            self.add_error("toelichting", "Schrijf op wat er moet, of waarom het niet mag.")
        return data
