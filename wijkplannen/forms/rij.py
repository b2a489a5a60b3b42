"""What forms of the working copy share: they may be left halfway.

What is not of the working copy has the plain `kern.forms.RijForm`.
"""

from uuid import uuid4

from django import forms
from django.http import QueryDict

from kern.forms import VersieForm, antwoord
from kern.velden import OPNIEUW, UuidField


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
            veld.name: antwoord(veld.field, waarden[veld.name]) for veld in self.visible_fields()
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
