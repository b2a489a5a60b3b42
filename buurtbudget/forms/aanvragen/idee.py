"""What is the plan, and who asks."""

from django import forms

from buurtbudget.forms.aanvragen.stap import StapForm
from buurtbudget.models import Aanvraag
from buurtbudget.regeltekst import maximum_van
from kern.velden import JaNeeField, KeuzeField, tekst

WIE = [
    ("bewoner", "Ik, of een groep bewoners"),
    ("vereniging", "Een vereniging of stichting"),
    ("school", "Een school"),
    ("ondernemer", "Ondernemers samen"),
]


class CategorieField(forms.ModelChoiceField):
    """A kind of plan with its top, as far as the rules name one."""

    widget = forms.RadioSelect

    def label_from_instance(self, categorie):
        if categorie.maximum is None:
            return categorie.naam
        return maximum_van(categorie).removesuffix(".")


class IdeeForm(StapForm):
    titel = tekst(
        "Hoe heet je idee?",
        "de naam van je idee",
        100,
        leeg="Geef je idee een naam, bijvoorbeeld: Straatfeest in de Kerkstraat.",
        help_text="Een paar woorden. Iedereen kan ze lezen.",
    )
    openbare_tekst = tekst(
        "Wat ga je doen?",
        "wat je gaat doen",
        600,
        leeg="Schrijf op wat je wilt doen.",
        help_text="Een paar zinnen. Iedereen kan ze lezen: schrijf er geen namen van mensen in.",
        rijen=4,
    )
    tekst = tekst(
        "Wil je nog iets zeggen dat alleen de werkgroep leest?",
        "wat je aan de werkgroep schrijft",
        3000,
        help_text="Bijvoorbeeld waarom dit nodig is, of wie er meehelpen.",
        rijen=4,
    )
    categorie = CategorieField(
        label="Wat voor plan is het?",
        queryset=None,
        empty_label=None,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Kies wat voor plan het is."),
    )
    fysiek = JaNeeField(
        label="Blijft er iets staan?",
        help_text="Bijvoorbeeld een bank, een bloembak of een schildering op een muur.",
        leeg="Kies of er iets blijft staan.",
    )
    soort_aanvrager = KeuzeField(
        label="Wie vraagt het aan?", choices=WIE, leeg="Kies wie het aanvraagt."
    )
    eerste_keer = JaNeeField(label="Vraag je voor het eerst buurtbudget aan?")
    uit_rij = (
        "titel",
        "openbare_tekst",
        "tekst",
        "categorie",
        "fysiek",
        "soort_aanvrager",
        "eerste_keer",
    )

    def pas_aan(self, regels):
        categorieen = regels.categorieen.all()
        self.fields["categorie"].queryset = categorieen
        if not categorieen:
            self.weg("categorie")
        if not regels.organisaties:
            self.weg("soort_aanvrager")

    def clean_soort_aanvrager(self):
        return self.cleaned_data["soort_aanvrager"] or Aanvraag.Soort.BEWONER
