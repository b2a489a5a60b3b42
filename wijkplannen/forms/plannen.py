"""A new plan: which wijk and kind first, then its years and what it starts from."""

from datetime import date
from uuid import uuid4

from crispy_forms.layout import Div
from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange

from kern.bestanden import PdfField
from kern.forms import Formulier, helper
from kern.velden import LANG, KeuzeField, LinkField, TekstField, UuidField, tekst
from wijkplannen.actions.plannen import LEEG, SJABLOON, VORIGE
from wijkplannen.models import Wijkplan

SOORTEN = {
    "sociaal": "Wijkplan sociaal",
    "aanpak": "Plan van aanpak",
    "ontwikkeling": "Wijkontwikkelingsplan",
    "programma": "Gebiedsprogramma",
    "document": "Een ouder plan, als document",
}
TOEGANKELIJK = "Iedereen kan de pdf lezen, ook met een schermlezer"


class WijkField(forms.ModelChoiceField):
    def label_from_instance(self, wijk):
        return wijk.naam


class JaarField(forms.IntegerField):
    fout = "Vul een jaar in, bijvoorbeeld 2027."

    def __init__(self, **kwargs):
        fouten = dict.fromkeys(["required", "invalid", "min_value", "max_value"], self.fout)
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(
            min_value=2000, max_value=2100, widget=widget, error_messages=fouten, **kwargs
        )


class SoortForm(Formulier, forms.Form):
    """`wijken` are those this person keeps plans of."""

    wijk = WijkField(
        None,
        to_field_name="slug",
        label="Voor welke wijk?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Kies een wijk uit de lijst."),
    )
    soort = KeuzeField(
        label="Wat voor plan wordt het?",
        choices=SOORTEN,
        leeg="Kies wat voor plan het wordt.",
    )
    helper = helper("wijk", "soort")

    def __init__(self, *args, wijken, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].queryset = wijken


class Planvelden(Formulier, forms.Form):
    """Years and name, of any kind of plan."""

    uuid = UuidField()
    titel = TekstField(
        wat="de naam",
        leeg="Schrijf hoe het plan heet.",
        label="Hoe heet het plan?",
        max_length=120,
        widget=forms.TextInput(LANG),
    )
    van_jaar = JaarField(label="In welk jaar begint het?")
    tot_jaar = JaarField(label="Wat is het laatste jaar?")

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()} | (initial or {}), **kwargs)

    def clean(self):
        waarden = super().clean()
        van, tot = waarden.pop("van_jaar", None), waarden.pop("tot_jaar", None)
        if van and tot and not 0 <= tot - van < 30:
            self.add_error("tot_jaar", "Kies een laatste jaar dat na het eerste komt.")
        elif van and tot:
            waarden["periode"] = DateRange(date(van, 1, 1), date(tot + 1, 1, 1))
        return waarden


class NieuwPlanForm(Planvelden):
    """`cleaned_data` is what `begin_plan` wants, beside wijk and kind."""

    begin = KeuzeField(label="Waarmee wil je beginnen?", leeg="Kies waarmee je wilt beginnen.")
    helper = helper("uuid", "titel", Div("van_jaar", "tot_jaar", css_class="wp-2"), "begin")

    def __init__(self, *args, vorige: Wijkplan | None, **kwargs):
        super().__init__(*args, **kwargs)
        keuzes = {
            SJABLOON: "Met vragen onder elk kopje en een paar voorbeelden van doelen",
            LEEG: "Met een leeg plan",
        }
        if vorige:
            keuzes = {VORIGE: f"Met wat er in ‘{vorige}’ {vorige.jaren} staat"} | keuzes
        self.fields["begin"].choices = list(keuzes.items())


class OuderPlanForm(Planvelden):
    """`cleaned_data` is what `voeg_ouder_plan_toe` wants, beside the wijk."""

    opsteller = tekst("Wie maakte het?", "de naam van de maker", 160)
    bron = tekst(
        "Waar komt het vandaan?",
        "de bron",
        300,
        leeg="Schrijf waar het plan vandaan komt.",
        help_text="Bijvoorbeeld: website van Indebuurt033, opgehaald op 3 maart 2026",
    )
    bron_link = LinkField(label="Op welk adres staat het?")
    aankondiging = tekst(
        "Wat staat erin, in het kort?",
        "de samenvatting",
        300,
        help_text="Een paar zinnen, in je eigen woorden.",
        rijen=3,
    )
    bestand = PdfField(
        required=False,
        label="Heb je het als pdf?",
        help_text="Hooguit 10 MB. Kijk na of er geen namen van bewoners in staan.",
    )
    is_toegankelijk = forms.BooleanField(required=False, label=TOEGANKELIJK)
    helper = helper(
        "uuid",
        "titel",
        Div("van_jaar", "tot_jaar", css_class="wp-2"),
        "opsteller",
        "bron",
        "bron_link",
        "aankondiging",
        "bestand",
        "is_toegankelijk",
    )
