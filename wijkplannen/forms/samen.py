"""What people say of a part, who is invited, what a partner answers, and a link for a meeting."""

from datetime import timedelta
from uuid import uuid4

from crispy_forms.layout import Field
from django import forms
from django.utils.timezone import localdate

from kern.forms import Formulier, helper
from kern.velden import LANG, DagField, TekstField, UuidField, VersieField
from partners.models import Partner
from wijkplannen.forms.activiteit import PartnersField, PartnersInGroepen
from wijkplannen.models import Kijklink, Opmerking, Wijzigingsvoorstel
from wijkplannen.permissions import partners_in_plan

LANGST = 60  # days that a link to the working copy may work
UITNODIGEN = {
    "required": "Kies een organisatie.",
    "invalid_choice": "Kies alleen organisaties uit de lijst.",
    "invalid_pk_value": "Kies alleen organisaties uit de lijst.",
    "invalid_list": "Kies alleen organisaties uit de lijst.",
}


class NieuwForm(Formulier, forms.Form):
    """Something new: its `uuid` makes a second tap harmless."""

    uuid = UuidField()

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()} | (initial or {}), **kwargs)


class OpmerkingForm(NieuwForm):
    tekst = TekstField(
        wat="je opmerking",
        leeg="Schrijf wat je wilt zeggen.",
        label="Wat wil je zeggen?",
        help_text="Iedereen die aan dit plan werkt kan het lezen. Bezoekers niet.",
        max_length=Opmerking._meta.get_field("tekst").max_length,
        widget=forms.Textarea(LANG | {"rows": 3}),
    )
    helper = helper("uuid", "tekst")


class AfwijzenForm(Formulier, forms.Form):
    antwoord = TekstField(
        wat="je antwoord",
        leeg="Schrijf op waarom niet.",
        label="Waarom neem je het niet over?",
        help_text="Wie het voorstelde leest dit.",
        max_length=Wijzigingsvoorstel._meta.get_field("antwoord").max_length,
        widget=forms.Textarea(LANG | {"rows": 3}),
    )
    helper = helper("antwoord")


class ToezeggingForm(Formulier, forms.Form):
    """`cleaned_data` is what `zeg_toe` wants."""

    versie = VersieField()
    antwoord = forms.ChoiceField(
        label="Doen jullie dit?",
        choices={"bevestigd": "Ja, dit doen we", "afgewezen": "Nee, dit doen we niet"},
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies ja of nee.",
            "invalid_choice": "Kies ja of nee.",
        },
    )
    reden = TekstField(
        wat="de reden",
        label="Zeg je nee? Schrijf dan waarom",
        help_text="De gebiedsmanager en de partners van dit plan lezen het.",
        max_length=300,
        widget=forms.Textarea(LANG | {"rows": 2}),
    )
    helper = helper("versie", "antwoord", "reden")

    def clean(self):
        waarden = super().clean()
        if waarden.get("antwoord") == "afgewezen" and not waarden.get("reden", "-"):
            self.add_error("reden", "Schrijf in één zin waarom niet.")
        return waarden


class UitnodigForm(PartnersInGroepen, Formulier, forms.Form):
    partners = PartnersField(
        Partner.objects.filter(samengevoegd_in__isnull=True),
        label="Wie wil je uitnodigen?",
        help_text="Hun mensen krijgen één bericht. Ze lezen mee, reageren en doen voorstellen.",
        widget=forms.CheckboxSelectMultiple,
        error_messages=UITNODIGEN,
    )
    helper = helper(Field("partners", template="wijkplannen/bewerken/_partners.html"))

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        if not self.is_bound:  # a double click sends who is in the plan already
            veld = self.fields["partners"]
            veld.queryset = veld.queryset.exclude(pk__in=partners_in_plan(plan))


class KijklinkForm(NieuwForm):
    voor = TekstField(
        wat="de tekst",
        leeg="Schrijf waarvoor de link is.",
        label="Waarvoor is de link?",
        help_text="Bijvoorbeeld: de bewonersavond van 3 maart",
        max_length=Kijklink._meta.get_field("voor").max_length,
        widget=forms.TextInput(LANG),
    )
    tot = DagField(
        leeg="Vul de laatste dag in.",
        label="Tot en met welke dag werkt de link?",
        help_text=f"Hooguit {LANGST} dagen. Schrijf de datum als 17-03-2027.",
    )
    helper = helper("uuid", "voor", "tot")

    def clean_tot(self):
        tot, vandaag = self.cleaned_data["tot"], localdate()
        if tot < vandaag:
            raise forms.ValidationError("Deze dag is al voorbij. Kies een dag die nog komt.")
        if tot > vandaag + timedelta(LANGST):
            raise forms.ValidationError(
                f"Kies een dag binnen {LANGST} dagen. Daarna kun je een nieuwe link maken."
            )
        return tot
