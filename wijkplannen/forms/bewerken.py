"""Forms of the working copy. Each carries the version that was read, or the uuid of what is new."""

from uuid import uuid4

from django import forms
from django.db.models import Q

from indicatoren.models import Indicator
from kern.forms import Formulier, helper
from kern.velden import LANG, OPNIEUW, TekstField, UuidField, VersieField
from wijkplannen.models import Blok, Doel, Thema


class VersieForm(Formulier, forms.Form):
    """Nothing to fill in but the version that was read: for a page with one button."""

    versie = VersieField()


class Bewerkformulier(Formulier, forms.Form):
    """Writes one `rij` of a working copy, or a new one when there is none yet."""

    versie = VersieField()
    uuid = UuidField()

    def __init__(self, *args, plan, rij=None, **kwargs):
        initial = self.lees(rij) | {"versie": rij.versie} if rij else {"uuid": uuid4()}
        super().__init__(*args, initial=initial, **kwargs)
        self.plan = plan
        self.rij = rij
        del self.fields["uuid" if rij else "versie"]

    @staticmethod
    def lees(rij) -> dict:
        """What the form asks, as `rij` has it now."""
        raise NotImplementedError

    @property
    def velden(self) -> dict:
        """What the action wants: `versie` or `uuid`, and what is written."""
        return self.cleaned_data

    @property
    def gelezen(self):
        """The questions as they were opened, hidden: after a conflict it tells what one changed."""
        oud = type(self)(self.data or None, plan=self.plan, rij=self.rij, prefix="gelezen")
        return oud.visible_fields()

    def antwoorden(self, waarden: dict) -> dict[str, str]:
        """The same values as a person reads them, by name of the question."""
        return {
            veld.name: _antwoord(veld.field, waarden[veld.name]) for veld in self.visible_fields()
        }

    def is_gelijk(self, rij) -> bool:
        """Whether `rij` holds what this form says."""
        return self.antwoorden(self.cleaned_data) == self.antwoorden(self.lees(rij))

    def clean_uuid(self):
        """A uuid that is in use elsewhere is no double click."""
        uuid = self.cleaned_data["uuid"]
        model, hier = self.plek()
        if model.objects.filter(uuid=uuid).exclude(hier).exists():
            raise forms.ValidationError(OPNIEUW)
        return uuid

    def plek(self):
        """What is written, and where it must stand to be the same thing twice."""
        raise NotImplementedError


def _antwoord(veld, waarde):
    if isinstance(veld, forms.ModelMultipleChoiceField):
        return ", ".join(veld.label_from_instance(ding) for ding in waarde)
    if isinstance(veld, forms.ModelChoiceField):
        return veld.label_from_instance(waarde)
    if isinstance(veld, forms.ChoiceField):
        return dict(veld.choices)[waarde]
    return str(veld.prepare_value(waarde) or "")


class BlokForm(Bewerkformulier):
    kop = TekstField(
        wat="de kop",
        leeg="Vul een kop in.",
        label="Wat is de kop?",
        max_length=120,
        widget=forms.TextInput(LANG),
    )
    tekst = TekstField(
        wat="de tekst",
        leeg="Schrijf de tekst onder de kop.",
        label="Wat staat eronder?",
        help_text="Korte alinea’s. Een lege regel begint een nieuwe.",
        max_length=6000,
        widget=forms.Textarea(LANG | {"rows": 12}),
    )
    zichtbaarheid = forms.ChoiceField(
        label="Wie mag dit lezen?",
        choices=Blok.Zichtbaarheid,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wie dit mag lezen.",
            "invalid_choice": "Kies wie dit mag lezen.",
        },
    )
    helper = helper("kop", "tekst", "zichtbaarheid")

    @staticmethod
    def lees(blok):
        return {"kop": blok.kop, "tekst": blok.tekst, "zichtbaarheid": blok.zichtbaarheid}

    def plek(self):
        return Blok, Q(plan=self.plan)


class CijfersField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, indicator):
        return indicator.korte_naam


class DoelForm(Bewerkformulier):
    titel = TekstField(
        wat="het doel",
        leeg="Schrijf het doel in één zin.",
        label="Wat is het doel?",
        help_text="Eén zin die een bewoner begrijpt.",
        max_length=120,
        widget=forms.TextInput(LANG),
    )
    gewenst = TekstField(
        wat="de tekst over wat jullie willen bereiken",
        label="Wat willen we bereiken?",
        help_text="Ongeveer 30 woorden. Wie, wat, wanneer?",
        max_length=1000,
        widget=forms.Textarea(LANG | {"rows": 4}),
    )
    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        label="Bij welk thema hoort het?",
        empty_label="Kies een thema",
        error_messages={
            "required": "Kies bij welk thema dit doel hoort.",
            "invalid_choice": "Kies een thema uit de lijst.",
        },
    )
    indicatoren = CijfersField(
        Indicator.objects.all(),
        required=False,
        label="Welk cijfer hoort bij dit doel?",
        help_text="Het laat zien hoe het met de stad of de wijk gaat, niet of dit plan werkt.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Kies alleen cijfers uit de lijst.",
            "invalid_pk_value": "Kies alleen cijfers uit de lijst.",
            "invalid_list": "Kies alleen cijfers uit de lijst.",
        },
    )
    helper = helper("titel", "gewenst", "thema", "indicatoren")

    @staticmethod
    def lees(doel):
        return {
            "titel": doel.titel,
            "gewenst": doel.gewenst,
            "thema": doel.thema,
            "indicatoren": list(doel.indicatoren.all()),
        }

    def plek(self):
        return Doel, Q(plan=self.plan)
