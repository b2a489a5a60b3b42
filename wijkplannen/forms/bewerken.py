"""Texts and goals of the working copy."""

from crispy_forms.layout import Field
from django import forms
from django.db.models import Q

from indicatoren.models import Indicator
from kern.forms import helper
from kern.velden import LANG, TekstField
from wijkplannen.forms.rij import Bewerkformulier
from wijkplannen.forms.streven import JaarField, StreefField
from wijkplannen.models import Blok, Doel, Rubriek, Thema, rubrieken_van


class BlokForm(Bewerkformulier):
    soort = "blok"
    sectie = "teksten"
    rubriek = forms.ChoiceField(
        label="Onder welk kopje hoort het?",
        error_messages={
            "required": "Kies onder welk kopje dit hoort.",
            "invalid_choice": "Kies een kopje uit de lijst.",
        },
    )
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
    helper = helper("rubriek", "kop", "tekst", "zichtbaarheid")

    def __init__(self, *args, plan, rij=None, **kwargs):
        super().__init__(*args, plan=plan, rij=rij, **kwargs)
        keuzes = rubrieken_van(plan.soort)
        if rij and rij.rubriek not in keuzes:  # from when the plan was of another kind
            keuzes = [*keuzes, Rubriek(rij.rubriek)]
        self.fields["rubriek"].choices = [(rubriek.value, rubriek.label) for rubriek in keuzes]

    @property
    def terugfocus(self):
        return super().terugfocus if self.rij else f"erbij-{self['rubriek'].value()}"

    @property
    def verhuist(self):
        return self.rij is None or self.rij.rubriek != self.cleaned_data["rubriek"]

    def lees(self, blok):
        velden = ("rubriek", "kop", "tekst", "zichtbaarheid")
        return {naam: getattr(blok, naam) for naam in velden}

    def plek(self):
        return Blok, Q(plan=self.plan)


class CijfersField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, indicator):
        return indicator.korte_naam


class DoelForm(Bewerkformulier):
    """`streven` is asked per figure, beside the figure itself."""

    soort = "doel"
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
    helper = helper(
        "titel",
        "gewenst",
        "thema",
        Field("indicatoren", template="wijkplannen/bewerken/_cijfers.html"),
    )

    def __init__(self, *args, alle=None, **kwargs):
        self.alle = list(Indicator.objects.all()) if alle is None else alle
        super().__init__(*args, **kwargs)
        for indicator in self.alle:
            self.fields[f"waarde-{indicator.pk}"] = StreefField(indicator)
            self.fields[f"jaar-{indicator.pk}"] = JaarField(indicator)

    def opnieuw(self, data=None, **anders):
        return super().opnieuw(data, **{"alle": self.alle} | anders)

    def lees(self, doel):
        cijfers = list(doel.cijfers.all())
        begin = {"titel": doel.titel, "gewenst": doel.gewenst, "thema": doel.thema}
        begin["indicatoren"] = [i for i in self.alle if i.pk in {c.indicator_id for c in cijfers}]
        for indicator in self.alle:
            begin |= {f"waarde-{indicator.pk}": None, f"jaar-{indicator.pk}": None}
        for cijfer in cijfers:
            begin[f"waarde-{cijfer.indicator_id}"] = cijfer.streefwaarde
            begin[f"jaar-{cijfer.indicator_id}"] = cijfer.streefjaar
        return begin

    @property
    def terugfocus(self):
        return super().terugfocus if self.rij else "erbij-doel"

    @property
    def cijferrijen(self):
        """(box to tick, [target value, target year]) per figure."""
        for keuze, indicator in zip(self["indicatoren"], self.alle, strict=True):
            yield keuze, [self[f"waarde-{indicator.pk}"], self[f"jaar-{indicator.pk}"]]

    def clean(self):
        """A target has a value and a year; of a figure that is not ticked it does not count."""
        waarden = super().clean()
        gekozen = {indicator.pk for indicator in waarden.get("indicatoren", [])}
        for indicator in self.alle:
            namen = f"waarde-{indicator.pk}", f"jaar-{indicator.pk}"
            if indicator.pk not in gekozen:
                for naam in namen:
                    waarden[naam] = None
                    self.errors.pop(naam, None)
            elif not any(naam in self.errors for naam in namen):
                self._eis_paar(*namen, waarden)
        return waarden

    def _eis_paar(self, waarde, jaar, waarden):
        if (waarden[waarde] is None) == (waarden[jaar] is None):
            return
        if waarden[waarde] is None:
            self.add_error(waarde, "Vul in welke waarde je wilt, of maak het jaar leeg.")
        else:
            self.add_error(jaar, "Vul in welk jaar je dat wilt.")

    @property
    def velden(self):
        """What the action writes: the targets as one, by figure."""
        waarden = dict(self.cleaned_data)
        paren = {
            i.pk: (waarden.pop(f"waarde-{i.pk}"), waarden.pop(f"jaar-{i.pk}")) for i in self.alle
        }
        return waarden | {"streven": paren}

    def plek(self):
        return Doel, Q(plan=self.plan)
