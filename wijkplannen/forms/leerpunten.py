"""What was learned: write it down, and find it again."""

from uuid import uuid4

from crispy_forms.layout import Div
from django import forms
from django.db.models import Q

from gebieden.models import Gebied
from kern.forms import Formulier, helper
from kern.velden import NUL, OPNIEUW, KeuzeField, UuidField, VersieField
from kern.velden import tekst as vraag
from wijkplannen.models import Leerpunt, Thema, Zichtbaarheid

THEMA = dict.fromkeys(["invalid_choice", "invalid_pk_value"], "Kies een thema uit de lijst.")


class LeerpuntForm(Formulier, forms.Form):
    """Of a new point, or of `rij`; `cleaned_data` is what the action wants."""

    versie = VersieField()
    uuid = UuidField()
    soort = KeuzeField(
        label="Hielp het, of juist niet?",
        choices=Leerpunt.Soort,
        leeg="Kies of het hielp of niet.",
    )
    tekst = vraag(
        "Wat hebben jullie geleerd?",
        "de tekst",
        600,
        leeg="Schrijf op wat jullie hebben geleerd.",
        help_text="Een paar zinnen. Noem geen namen van bewoners.",
        rijen=4,
    )
    advies = vraag(
        "Wat raad je de volgende aan?",
        "het advies",
        600,
        help_text="Wie een nieuw plan schrijft, ziet dit.",
        rijen=3,
    )
    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        required=False,
        label="Bij welk thema hoort het?",
        empty_label="Bij geen thema in het bijzonder",
        error_messages=THEMA,
    )
    zichtbaarheid = KeuzeField(
        label="Wie mag dit lezen?",
        choices=Zichtbaarheid,
        leeg="Kies wie dit mag lezen.",
    )
    helper = helper("soort", "tekst", "advies", "thema", "zichtbaarheid")

    def __init__(self, *args, plan, rij=None, **kwargs):
        initial = {"uuid": uuid4(), "zichtbaarheid": Zichtbaarheid.PARTNERS}
        if rij:
            initial = {
                "versie": rij.versie,
                "soort": rij.soort,
                "tekst": rij.tekst,
                "advies": rij.advies,
                "thema": rij.thema_id,
                "zichtbaarheid": rij.zichtbaarheid,
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.plan = plan
        del self.fields["uuid" if rij else "versie"]

    def clean_uuid(self):
        """A uuid that is in use at another plan is no double click."""
        uuid = self.cleaned_data["uuid"]
        if Leerpunt.objects.filter(~Q(plan=self.plan), uuid=uuid).exists():
            raise forms.ValidationError(OPNIEUW)
        return uuid


class ZoekForm(Formulier, forms.Form):
    """All of it may be left open; what is odd finds nothing and says so."""

    q = forms.CharField(
        required=False,
        max_length=80,
        label="Waar gaat het over?",
        help_text="Een of twee woorden, bijvoorbeeld: vrijwilligers",
        error_messages={
            "null_characters_not_allowed": NUL,
            "max_length": "Zoek met hooguit 80 tekens.",
        },
    )
    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        required=False,
        to_field_name="sleutel",
        label="Bij welk thema?",
        empty_label="Alle thema’s",
        error_messages=THEMA,
    )
    soort = forms.ChoiceField(
        required=False,
        label="Hielp het?",
        choices={"": "Wat hielp en wat niet"} | dict(Leerpunt.Soort.choices),
        error_messages={"invalid_choice": "Kies een antwoord uit de lijst."},
    )
    wijk = forms.ModelChoiceField(
        None,
        required=False,
        to_field_name="slug",
        label="In welke wijk?",
        empty_label="Alle wijken",
        error_messages={"invalid_choice": "Kies een wijk uit de lijst."},
    )
    helper = helper("q", Div("thema", "soort", "wijk", css_class="wp-3"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].queryset = Gebied.objects.wijken().order_by("naam")
        for veld in self.fields.values():
            veld.label = veld.label.removesuffix(" (niet verplicht)")
