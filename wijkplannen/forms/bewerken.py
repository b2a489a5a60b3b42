"""Forms of the working copy. Each carries the version that was read, or the uuid of what is new."""

from uuid import uuid4

from crispy_forms.layout import Field
from django import forms
from django.db.models import Q
from django.http import QueryDict

from indicatoren.models import Indicator
from kern.forms import Formulier, helper
from kern.velden import LANG, OPNIEUW, TekstField, UuidField, VersieField
from wijkplannen.forms.streven import JaarField, StreefField
from wijkplannen.models import Blok, Doel, Rubriek, Thema, rubrieken_van


class VersieForm(Formulier, forms.Form):
    """Nothing to fill in but the version that was read: for a page with one button."""

    versie = VersieField()


class Conceptformulier(VersieForm):
    """A form that can be left halfway: `sleutel` is what its concept is called.

    `anker` is the id of the part of the page that it takes the place of. With `is_concept` it shows
    what was typed before, and nothing is judged yet.
    """

    sectie = "doelen"  # the list of the page in which it stands
    verhuist = False  # what is saved stands elsewhere in its list, or in another one

    def __init__(self, *args, is_concept=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_concept = is_concept

    def full_clean(self):
        super().full_clean()
        if self.is_concept:
            self._errors.clear()

    @property
    def terugplek(self) -> str:
        """What comes back when nothing is saved: the part, or the list it was new in."""
        return self.anker if getattr(self, "rij", True) else self.sectie

    @property
    def terugfocus(self) -> str:
        """The button that opened it."""
        return f"wijzig-{self.anker}"

    @property
    def getypt(self) -> dict[str, list[str]]:
        """What was sent, as it was typed: its own questions, and how those were opened."""
        return {
            naam: self.data.getlist(naam)
            for naam in self.data
            if naam.removeprefix("gelezen-") in self.fields
        }

    def met_concept(self, velden: dict[str, list[str]]):
        """The same form, filled with what was typed before."""
        data = QueryDict(mutable=True)
        for naam, teksten in velden.items():
            data.setlist(naam, teksten)
        return self.opnieuw(data, is_concept=True)


class Bewerkformulier(Conceptformulier):
    """Writes one `rij` of a working copy, or a new one when there is none yet."""

    soort = ""
    uuid = UuidField()

    def __init__(self, data=None, *, plan, rij=None, initial=None, **kwargs):
        begin = initial or {}
        if data is None:
            begin |= self.lees(rij) | {"versie": rij.versie} if rij else {"uuid": uuid4()}
        super().__init__(data, initial=begin, **kwargs)
        self.plan = plan
        self.rij = rij
        del self.fields["uuid" if rij else "versie"]

    def opnieuw(self, data=None, **anders):
        """Another form of the same kind and place."""
        return type(self)(data, **{"plan": self.plan, "rij": self.rij} | anders)

    @property
    def anker(self) -> str:
        return str(self.rij.uuid) if self.rij else f"nieuw-{self.soort}"

    def anker_van(self, rij) -> str:
        """Where what was saved stands."""
        return str(rij.uuid)

    @property
    def sleutel(self) -> str:
        return f"{self.soort}:{self.rij.uuid if self.rij else 'nieuw'}"

    def lees(self, rij) -> dict:
        """What the form asks, as `rij` has it now."""
        raise NotImplementedError

    @property
    def velden(self) -> dict:
        """What the action wants: `versie` or `uuid`, and what is written."""
        return self.cleaned_data

    @property
    def gelezen(self):
        """The questions as they were opened, hidden: after a conflict it tells what one changed."""
        return self.opnieuw(self.data or None, prefix="gelezen").visible_fields()

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
        return veld.label_from_instance(waarde) if waarde else ""
    if isinstance(veld, forms.ChoiceField):
        return dict(veld.choices)[waarde]
    if isinstance(veld, forms.BooleanField):
        return "ja" if waarde else "nee"
    return str("" if waarde is None else veld.prepare_value(waarde))


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
