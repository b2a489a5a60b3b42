"""How an activity goes: a state, and one sentence that everybody reads."""

from uuid import uuid4

from django import forms

from kern.forms import helper
from kern.velden import LANG, OPNIEUW, TekstField, UuidField
from wijkplannen.forms.rij import Conceptformulier
from wijkplannen.models import Inzet, Stand, Voortgang

BLIJFT = {
    Stand.GEPLAND: "blijft gepland",
    Stand.IN_UITVOERING: "blijft in uitvoering",
    Stand.DOORLOPEND: "blijft doorlopend",
    Stand.UITGEVOERD: "blijft uitgevoerd",
    Stand.GESTOPT: "blijft gestopt",
}


class VoortgangForm(Conceptformulier):
    """`cleaned_data` is what `meld_voortgang` wants. Only the steps that exist are shown.

    A step that is not shown is left to the action: it first sees whether the page was stale.
    """

    uuid = UuidField()
    stand = forms.ChoiceField(
        label="Hoe gaat het nu?",
        choices=Stand,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies hoe het nu gaat.",
            "invalid_choice": "Kies hoe het nu gaat.",
        },
    )
    zin = TekstField(
        wat="de zin",
        label="Wat is er gebeurd?",
        help_text="Eén zin, die staat ook op de openbare pagina. Stopt het? Schrijf dan waarom.",
        max_length=300,
        widget=forms.Textarea(LANG | {"rows": 3}),
    )
    helper = helper("stand", "zin")

    def __init__(self, data=None, *, inzet: Inzet, initial=None, **kwargs):
        begin = {"versie": inzet.versie, "uuid": uuid4(), "stand": inzet.stand}
        super().__init__(data, initial=begin | (initial or {}), **kwargs)
        self.inzet = inzet
        self.plan = inzet.doel.plan
        self.fields["stand"].widget.choices = stappen(inzet)

    def opnieuw(self, data=None, **anders):
        return type(self)(data, inzet=self.inzet, **anders)

    @property
    def anker(self):
        return str(self.inzet.uuid)

    @property
    def terugfocus(self):
        return self.sleutel.replace(":", "-")

    @property
    def sleutel(self):
        return f"voortgang:{self.inzet.uuid}"

    def clean_uuid(self):
        """A uuid of a report on something else would not be a double click."""
        uuid = self.cleaned_data["uuid"]
        if Voortgang.objects.filter(uuid=uuid).exclude(inzet=self.inzet).exists():
            raise forms.ValidationError(OPNIEUW)
        return uuid

    def clean_zin(self):
        return " ".join(self.cleaned_data["zin"].split())

    def clean(self):
        waarden = super().clean()
        if waarden.get("stand") == Stand.GESTOPT and not waarden.get("zin", "-"):
            self.add_error("zin", "Schrijf in één zin waarom de activiteit stopt.")
        return waarden


def stappen(inzet: Inzet) -> list[tuple[str, str]]:
    """The states one may choose now, the present one first, in the words of the question."""
    nu = Stand(inzet.stand)
    anders = [stand for stand in Stand if stand in Inzet.STAPPEN[nu] and stand != nu]
    return [(nu, BLIJFT[nu]), *((stand, stand.label) for stand in anders)]
