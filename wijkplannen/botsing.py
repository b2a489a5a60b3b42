"""Two people wrote the same thing: both texts side by side, and a choice per question.

The page sends what one typed under the names of the form, the other text under `ander-…`, a text
made of both under `samen-…` and what one chose under `keuze-…`. It carries the newest version, so
that a third person in between gives the same page again, with the choice as one's own text.
"""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

from wijkplannen.woordverschil import markeer


@dataclass(frozen=True)
class Botsveld:
    """One question with two answers."""

    vraag: str
    mijn: BoundField
    ander: BoundField
    mijn_tekst: SafeString
    ander_tekst: SafeString
    samen: str  # both texts as a start, empty where one can only choose
    ongewijzigd: bool  # the answer was not touched here: only the other one changed it

    @property
    def naam(self):
        return self.mijn.name

    @property
    def rijen(self):
        """Height of the text made of both."""
        return min(16, 3 + len(self.samen) // 60) if "\n" in self.samen else 2


class Botsing:
    """`form` is valid but was read before `huidig` was saved."""

    def __init__(self, form, huidig):
        self.form = form
        self.huidig = huidig
        ander = form.opnieuw(rij=huidig, prefix="ander")
        mijn, dat = form.antwoorden(form.cleaned_data), ander.antwoorden(ander.lees(huidig))
        self.velden = [
            self._veld(veld, ander[veld.name], mijn[veld.name], dat[veld.name])
            for veld in form.visible_fields()
            if mijn[veld.name] != dat[veld.name]
        ]
        self.gelijk = [veld for veld in form.visible_fields() if mijn[veld.name] == dat[veld.name]]

    def _veld(self, veld, ander, mijn, dat):
        return Botsveld(
            vraag=self._vraag(veld.name),
            mijn=veld,
            ander=ander,
            mijn_tekst=markeer(dat, mijn).nieuw,
            ander_tekst=markeer(mijn, dat).nieuw,
            samen=maak_samen(veld.field, mijn, dat),
            ongewijzigd=self._ongewijzigd(veld.name),
        )

    def _ongewijzigd(self, naam):
        data = self.form.data
        geopend = any(sleutel.startswith("gelezen-") for sleutel in data)
        return geopend and sorted(data.getlist(naam)) == sorted(data.getlist(f"gelezen-{naam}"))

    @property
    def naam(self):
        """Who saved the other text, as people call them."""
        door = self.huidig.gewijzigd_door
        return door.get_short_name() if door else "iemand anders"

    @property
    def vragen_gelijk(self):
        return [self._vraag(veld.name) for veld in self.gelijk if veld.name in self._gesteld]

    @property
    def _gesteld(self):
        """The questions of the form itself: the targets of each figure are too many to name."""
        return self.form.base_fields

    def _vraag(self, naam):
        return (self.form.base_fields.get(naam) or self.form.fields[naam]).label


def maak_samen(vraag: forms.Field, mijn: str, dat: str) -> str:
    """Both texts as the start of one; empty where one can only choose."""
    if type(vraag.widget) is forms.Textarea:
        return f"{mijn}\n\n{dat}".strip()
    if type(vraag.widget) is forms.TextInput and vraag.max_length:
        return f"{mijn} / {dat}".strip(" /")
    return ""


def los_op(data):
    """What was sent, with at each question the text that was chosen."""
    gekozen = data.copy()
    for sleutel, bron in data.items():
        if sleutel.startswith("keuze-") and bron in ("ander", "samen"):
            veld = sleutel.removeprefix("keuze-")
            gekozen.setlist(veld, data.getlist(f"{bron}-{veld}"))
    return gekozen
