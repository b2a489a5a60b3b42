"""Putting a version online, and writing down which body established it."""

from datetime import date, datetime, time
from uuid import uuid4

from crispy_forms.layout import Div
from django import forms
from django.utils import timezone

from kern.forms import Formulier, VersieForm, helper
from kern.velden import LANG, DagField, LinkField, TekstField, UuidField
from wijkplannen.models import PlanVersie

TIJDEN = [time(uur, minuut) for uur in range(6, 23) for minuut in (0, 30)]


class PubliceerForm(VersieForm):
    """`agenda` says which lines of the agenda were on the page, as `versie` does for the frame."""

    agenda = forms.CharField(required=False, widget=forms.HiddenInput)
    wat_veranderd = TekstField(
        wat="de tekst",
        leeg="Schrijf in een of twee zinnen wat er veranderd is.",
        label="Wat is er veranderd?",
        help_text="Een of twee zinnen. Iedereen kan ze lezen bij deze versie.",
        max_length=PlanVersie._meta.get_field("wat_veranderd").max_length,
        widget=forms.Textarea(LANG | {"rows": 3}),
    )
    helper = helper("wat_veranderd")


class InplanForm(PubliceerForm):
    """The same for later; `cleaned_data` is what `plan_in` wants, with one moment as `op`."""

    uuid = UuidField()
    dag = DagField(
        leeg="Vul in op welke dag het online komt.",
        label="Op welke dag komt het online?",
        help_text="Bijvoorbeeld 01-05-2027",
    )
    tijd = forms.ChoiceField(
        label="Hoe laat?",
        choices=[(f"{tijd:%H:%M}", f"{tijd.hour}.{tijd:%M} uur") for tijd in TIJDEN],
        error_messages={
            "required": "Kies hoe laat het online komt.",
            "invalid_choice": "Kies een tijd uit de lijst.",
        },
    )
    helper = helper("wat_veranderd", Div("dag", "tijd", css_class="wp-2"))

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(
            *args, initial={"uuid": uuid4(), "tijd": "09:00"} | (initial or {}), **kwargs
        )

    def clean(self):
        waarden = super().clean()
        dag, tijd = waarden.pop("dag", None), waarden.pop("tijd", None)
        if dag and tijd:
            waarden["op"] = timezone.make_aware(datetime.combine(dag, time.fromisoformat(tijd)))
            if waarden["op"] <= timezone.now():
                self.add_error("dag", "Dit moment is voorbij. Kies een moment dat nog moet komen.")
        return waarden


class VaststellingForm(Formulier, forms.Form):
    door_wie = forms.ChoiceField(
        label="Wie heeft deze versie vastgesteld?",
        choices={"het college": "Het college", "de raad": "De raad"},
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wie deze versie heeft vastgesteld.",
            "invalid_choice": "Kies het college of de raad.",
        },
    )
    datum = DagField(
        leeg="Vul de datum van het besluit in.",
        label="Op welke datum?",
        help_text="Bijvoorbeeld 09-06-2026",
    )
    nummer = TekstField(wat="het nummer", label="Welk nummer heeft het besluit?", max_length=40)
    link = LinkField(label="Waar staat het besluit?")
    helper = helper("door_wie", "datum", "nummer", "link")

    def clean_datum(self):
        datum: date = self.cleaned_data["datum"]
        if datum > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul de datum van het besluit in.")
        return datum
