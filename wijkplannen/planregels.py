"""A line of the working copy as a sheet has it: its values, and how they read as text."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from kern.velden import schrijf_datum
from partners.models import Partner
from wijkplannen.models import Deelname, Inzet, Wijkplan

KOLOMMEN = {
    "doel": "Doel",
    "titel": "Activiteit",
    "omschrijving": "Omschrijving",
    "trekker": "Trekker",
    "partners": "Partners",
    "van": "Begint",
    "tot": "Klaar",
    "gebied": "Buurt",
    "quick_win": "Snel geregeld",
    "kosten": "Kosten",
    "bron_van_geld": "Wie betaalt",
    "stand": "Stand",
    "kenmerk": "Kenmerk",
}


def zonder_opmaak(naam: str) -> str:
    """A name as one compares it: no capitals, no double spaces, no question mark."""
    return " ".join(naam.casefold().replace("?", " ").split())


@dataclass
class Rij:
    """A row of the sheet as text, by key of its column; `fouten` are of the cells themselves."""

    nummer: int
    teksten: dict[str, str] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Planregel:
    """A line of the working copy as the sheet has it."""

    inzet: Inzet

    @cached_property
    def waarden(self) -> dict:
        activiteit, periode = self.inzet.activiteit, self.inzet.activiteit.periode
        return {
            "titel": activiteit.titel,
            "omschrijving": activiteit.omschrijving,
            "trekker": activiteit.trekker,
            "partners": self._partners(doet_mee=True),
            "van": periode and periode.lower,
            "tot": periode and periode.upper and periode.upper - timedelta(1),
            "gebied": self.inzet.gebied,
            "quick_win": self.inzet.quick_win,
            "kosten": activiteit.kosten,
            "bron_van_geld": activiteit.bron_van_geld,
        }

    @cached_property
    def als_tekst(self) -> dict[str, str]:
        return als_tekst(self.waarden) | {
            "doel": self.inzet.doel.titel,
            "stand": self.inzet.get_stand_display(),
            "kenmerk": str(self.inzet.uuid),
        }

    @property
    def zonder_deelname(self) -> list[Partner]:
        """Partners that declined: not in the sheet, and not for the sheet to forget."""
        return self._partners(doet_mee=False)

    def _partners(self, doet_mee):
        nee = Deelname.Toezegging.AFGEWEZEN
        return [
            deelname.partner
            for deelname in self.inzet.activiteit.deelnames.all()
            if (deelname.toezegging != nee) == doet_mee
        ]


def als_tekst(waarden: dict) -> dict[str, str]:
    """The values of a line the way a cell holds them."""
    van, tot, kosten = waarden["van"], waarden["tot"], waarden["kosten"]
    return {
        "titel": waarden["titel"],
        "omschrijving": waarden["omschrijving"],
        "trekker": waarden["trekker"].naam if waarden["trekker"] else "",
        "partners": "; ".join(sorted(partner.naam for partner in waarden["partners"])),
        "van": schrijf_datum(van) if van else "",
        "tot": schrijf_datum(tot, einde=True) if tot else "",
        "gebied": waarden["gebied"].naam if waarden["gebied"] else "",
        "quick_win": "ja" if waarden["quick_win"] else "",
        "kosten": "" if kosten is None else f"{kosten:.2f}".replace(".", ",").removesuffix(",00"),
        "bron_van_geld": waarden["bron_van_geld"],
    }


def regels_van(plan: Wijkplan) -> list[Planregel]:
    """The lines of the working copy in the order of its goals: two queries."""
    inzetten = (
        Inzet.objects.van_plan(plan)
        .lopend()
        .select_related("activiteit__trekker", "doel", "gebied")
        .prefetch_related("activiteit__deelnames__partner")
        .order_by("doel__volgorde", "doel", "volgorde", "pk")
    )
    return [Planregel(inzet) for inzet in inzetten]
