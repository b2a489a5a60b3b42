"""The targets of an indicator in an area: a row per year, and one for a year that is not listed."""

import re
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.timezone import localdate

from indicatoren.actions.streefwaarden import NIETS, Streven, versie_van
from kern.forms import VersieForm
from kern.velden import DecimaalField, GeheelField, TekstField

VOORUIT = 6  # years after this one
JAARVELD = re.compile(r"waarde_(19\d\d|20\d\d)", flags=re.ASCII)


@dataclass(frozen=True)
class Streefrij:
    jaar: int
    waarde: BoundField
    noot: BoundField
    nu: Streven | None  # what somebody else wrote in between


class StreefwaardenForm(VersieForm):
    """`er_is` is what stands there now: {year: (value, note)}."""

    def __init__(self, data=None, *, er_is: dict[int, Streven]):
        super().__init__(data, initial={"versie": versie_van(er_is)})
        self.nu = None
        dit_jaar = localdate().year
        gestuurd = {int(jaar[1]) for naam in data or () if (jaar := JAARVELD.fullmatch(naam))}
        self.jaren = sorted({*er_is, *gestuurd, *range(dit_jaar, dit_jaar + VOORUIT + 1)})
        for jaar in self.jaren:
            self._vraag(jaar, f"in {jaar}", er_is.get(jaar, NIETS))
        self.fields["ander_jaar"] = GeheelField(
            label="Een ander jaar", laagste=1900, hoogste=2100, required=False
        )
        self._vraag("anders", "in dat jaar", NIETS)

    def _vraag(self, sleutel, wanneer, streven):
        waarde, noot = streven
        self.fields[f"waarde_{sleutel}"] = DecimaalField(
            label=f"Streefwaarde {wanneer}", heel=10, initial=waarde
        )
        self.fields[f"noot_{sleutel}"] = TekstField(
            wat="de noot", label=f"Noot {wanneer}", max_length=300, initial=noot
        )

    def clean(self):
        waarden = super().clean()
        if self.errors:
            return waarden
        jaar, streven = waarden["ander_jaar"], self._streven("anders")
        if jaar is None and streven != NIETS:
            self.add_error("ander_jaar", "Vul in voor welk jaar dit is.")
        elif jaar is not None and streven == NIETS:
            self.add_error("waarde_anders", "Vul een streefwaarde of een noot in bij dit jaar.")
        elif jaar in self.jaren:
            self.add_error("ander_jaar", f"{jaar} staat al in de lijst. Vul het daar in.")
        return waarden

    @property
    def streven(self) -> dict[int, Streven]:
        """What the action wants."""
        gevraagd = {
            jaar: self._streven(jaar) for jaar in self.jaren if f"waarde_{jaar}" in self.data
        }
        if jaar := self.cleaned_data["ander_jaar"]:
            gevraagd[jaar] = self._streven("anders")
        return gevraagd

    def _streven(self, sleutel) -> Streven:
        return self.cleaned_data[f"waarde_{sleutel}"], self.cleaned_data[f"noot_{sleutel}"]

    def op(self, nu: dict[int, Streven]):
        """What was typed stays, beside what somebody else wrote; years that are new come along."""
        self.nu = nu
        self.data = self.data.copy()
        self.data["versie"] = versie_van(nu)
        for jaar in nu.keys() & set(self.jaren):
            for naam, waarde in zip(["waarde", "noot"], nu[jaar], strict=True):
                veld = self.fields[f"{naam}_{jaar}"]
                self.data.setdefault(f"{naam}_{jaar}", veld.prepare_value(waarde) or "")

    def rijen(self) -> list[Streefrij]:
        return [
            Streefrij(jaar, self[f"waarde_{jaar}"], self[f"noot_{jaar}"], self._nu(jaar))
            for jaar in self.jaren
        ]

    def _nu(self, jaar):
        if self.nu is None or (nu := self.nu.get(jaar, NIETS)) == self._streven(jaar):
            return None
        return nu
