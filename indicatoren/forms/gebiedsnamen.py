"""Which areas are meant by the names in a file of figures."""

from dataclasses import dataclass

from django import forms

from gebieden.models import Gebied
from indicatoren.lezen.bekend import BekendGebied
from indicatoren.lezen.namen import Naam
from kern.forms import VersieForm
from kern.velden import NUL


def gebiedstekst(gebied: BekendGebied) -> str:
    """An area as one chooses it: Schothorst (buurt), or with the years it was there."""
    soort = Gebied.Soort(gebied.soort).label
    tot = f", tot {gebied.tot:%Y}" if gebied.tot else ""
    return f"{gebied.naam} ({soort}{tot})"


class GebiedField(forms.CharField):
    """An area as the list on the page writes it; gives its key, or None."""

    def __init__(self, *, gebieden: dict[str, int], **kwargs):
        self.gebieden = gebieden
        widget = forms.TextInput(attrs={"list": "gebieden", "autocomplete": "off"})
        fouten = {"null_characters_not_allowed": NUL}
        super().__init__(required=False, widget=widget, error_messages=fouten, **kwargs)

    def clean(self, value):
        tekst = super().clean(value)
        if tekst and tekst not in self.gebieden:
            raise forms.ValidationError(
                f"‘{tekst[:60]}’ staat niet in onze lijst. Kies een gebied dat je ziet als je typt."
            )
        return self.gebieden.get(tekst)


@dataclass(frozen=True)
class Naamvraag:
    """A name in the file with the question about it."""

    naam: Naam
    veld: forms.BoundField


class GebiedsnamenForm(VersieForm):
    """`namen` are those nobody confirmed yet; `gebieden` is {as one reads it: key} of all areas.

    `cleaned_data["namen"]` is {name as the file writes it: key of the area}, without what was left
    open and without an area that was redrawn: which one is meant hangs on the year. `alles_klopt`:
    no tick was taken away. `vraagt_grenzen`: some figures are of years in which we do not know an
    area.
    """

    def __init__(self, *args, namen: list[Naam], gebieden, vraagt_grenzen=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.namen = namen
        for nr, naam in enumerate(namen):
            self.fields[f"naam_{nr}"] = _vraag(naam, gebieden)
        if vraagt_grenzen:
            self.fields["grenzen"] = forms.BooleanField(
                label="Ja, zet die cijfers bij het gebied zoals wij het kennen", required=False
            )

    def _vragen(self, wanneer):
        return [
            Naamvraag(naam, self[f"naam_{nr}"])
            for nr, naam in enumerate(self.namen)
            if wanneer(_hoeveel(naam))
        ]

    @property
    def zeker(self) -> list[Naamvraag]:
        """Names of which we know one area only."""
        return self._vragen(lambda hoeveel: hoeveel == 1)

    @property
    def te_kiezen(self) -> list[Naamvraag]:
        return self._vragen(lambda hoeveel: hoeveel > 1)

    @property
    def onbekend(self) -> list[Naamvraag]:
        return self._vragen(lambda hoeveel: hoeveel == 0)

    def clean(self):
        gegeven = super().clean()
        keuzes = [(naam, gegeven.get(f"naam_{nr}")) for nr, naam in enumerate(self.namen)]
        gegeven["namen"] = {
            naam.tekst: naam.keuzes[0].pk if keus is True else int(keus)
            for naam, keus in keuzes
            if keus and not (keus is True and len(naam.keuzes) > 1)
        }
        gegeven["alles_klopt"] = all(keus is not False for _, keus in keuzes)
        return gegeven


def _hoeveel(naam):
    """How many areas a name may mean; one that was redrawn is still one."""
    return len({(gebied.soort, gebied.code) for gebied in naam.keuzes})


def _vraag(naam, gebieden):
    """A tick for one area, a list for more, and a name to type when we know none."""
    if not _hoeveel(naam):
        return GebiedField(label=f"Welk gebied is ‘{naam.tekst}’?", gebieden=gebieden)
    if _hoeveel(naam) == 1:
        label = f"‘{naam.tekst}’ is {gebiedstekst(naam.keuzes[0])}"
        return forms.BooleanField(label=label, required=False, initial=True)
    return forms.ChoiceField(
        label=f"Welk gebied is ‘{naam.tekst}’?",
        required=False,
        choices=[("", "Geen van deze"), *((g.pk, gebiedstekst(g)) for g in naam.keuzes)],
        error_messages={"invalid_choice": f"Kies een gebied voor ‘{naam.tekst}’ uit de lijst."},
    )
