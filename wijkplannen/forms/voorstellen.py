"""Proposing other words for a part, and choosing what becomes of a proposal."""

from copy import deepcopy
from dataclasses import dataclass

from django import forms

from kern.forms import VersieForm, helper
from kern.velden import LANG, TekstField, VersieField
from wijkplannen.botsing import maak_samen
from wijkplannen.forms.activiteit import ActiviteitForm
from wijkplannen.forms.bewerken import BlokForm, DoelForm
from wijkplannen.forms.samen import NieuwForm
from wijkplannen.models import Activiteit, Blok, Doel, Wijzigingsvoorstel
from wijkplannen.onderdelen import drager, teksten
from wijkplannen.voorsteltekst import Voorstelveld

KEUZES = {
    "nieuw": "Het voorstel",
    "nu": "Zoals het nu is",
    "samen": "Ik maak er één tekst van",
}
FORMULIER = {Blok: BlokForm, Doel: DoelForm, Activiteit: ActiviteitForm}


def vraag(onderdeel, naam) -> forms.Field:
    """The question as the form of the part itself asks it."""
    return deepcopy(FORMULIER[type(drager(onderdeel))].base_fields[naam])


class VoorstelForm(NieuwForm):
    """The texts of a part, filled in as they are now; `velden` is what one made of them."""

    versie = VersieField()
    toelichting = TekstField(
        wat="de toelichting",
        label="Waarom stel je dit voor?",
        max_length=Wijzigingsvoorstel._meta.get_field("toelichting").max_length,
        widget=forms.Textarea(LANG | {"rows": 2}),
    )

    def __init__(self, *args, onderdeel, initial=None, **kwargs):
        nu = teksten(onderdeel)
        begin = nu | (initial or {}) | {"versie": drager(onderdeel).versie}
        vragen = {naam: vraag(onderdeel, naam) for naam in nu}
        self.base_fields = vragen | self.base_fields  # of this form only: each part has its own
        super().__init__(*args, initial=begin, **kwargs)
        self.namen = list(nu)
        self.helper = helper("uuid", "versie", *nu, "toelichting")

    @property
    def velden(self):
        """What the action wants."""
        waarden = dict(self.cleaned_data)
        return waarden | {"velden": {naam: waarden.pop(naam) for naam in self.namen}}


@dataclass(frozen=True)
class Regel:
    """One text of a proposal, with its two questions when its owner has to choose."""

    veld: Voorstelveld
    keuze: forms.BoundField | None = None
    samen: forms.BoundField | None = None


class OvernemenForm(VersieForm):
    """At each text that somebody else changed since, a choice; the others are as proposed.

    `velden` are the texts of the proposal, with `kiezen` whether one decides about them.
    """

    def __init__(self, *args, voorstel, velden, kiezen, **kwargs):
        super().__init__(*args, **kwargs)
        self.voorgesteld = velden
        self.keuzes = [veld for veld in velden if kiezen and veld.verschoven]
        for veld in self.keuzes:
            self._vraag(veld, vraag(voorstel.onderdeel, veld.naam))

    def _vraag(self, veld, samen):
        kies = f"Kies bij ‘{veld.vraag}’ welke tekst blijft."
        self.fields[f"keuze-{veld.naam}"] = forms.ChoiceField(
            label=veld.vraag,
            choices=KEUZES,
            error_messages={"required": kies, "invalid_choice": kies},
        )
        samen.leeg, samen.required = samen.required, False  # asked only with that choice
        self.fields[f"samen-{veld.naam}"] = samen
        self.initial[f"samen-{veld.naam}"] = maak_samen(samen, veld.nieuw, veld.nu)

    @property
    def regels(self):
        return [
            Regel(veld, self[f"keuze-{veld.naam}"], self[f"samen-{veld.naam}"])
            if veld in self.keuzes
            else Regel(veld)
            for veld in self.voorgesteld
        ]

    def clean(self):
        waarden = super().clean()
        for veld in self.keuzes:
            samen = f"samen-{veld.naam}"
            leeg = waarden.get(f"keuze-{veld.naam}") == "samen" and not waarden.get(samen, "-")
            if leeg and self.fields[samen].leeg:
                self.add_error(samen, self.fields[samen].error_messages["required"])
        return waarden

    @property
    def velden(self):
        """What the action wants."""
        nieuw = {veld.naam: self._gekozen(veld) for veld in self.voorgesteld}
        return {"versie": self.cleaned_data["versie"], "velden": nieuw}

    def _gekozen(self, veld):
        keuze = self.cleaned_data.get(f"keuze-{veld.naam}", "nieuw")
        return self.cleaned_data[f"samen-{veld.naam}"] if keuze == "samen" else getattr(veld, keuze)
