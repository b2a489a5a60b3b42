"""What a sheet of activities would change in a plan, row by row, before anything is written.

A row is known by its kenmerk, or else by its goal and title. A column that is not in the file stays
as it is; a cell that reads as it does now is never a change, whatever is in it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from hashlib import sha256

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange

from kern.forms import Formulier
from wijkplannen.forms.activiteit import ActiviteitForm
from wijkplannen.importnamen import ZOEKERS, Bekend, Fout, een
from wijkplannen.inhoud import Veld
from wijkplannen.models import Doel, Stand, Wijkplan
from wijkplannen.planregels import KOLOMMEN, Planregel, Rij, als_tekst, zonder_opmaak

NIEUW, GEWIJZIGD, GELIJK, GEWEIGERD = "nieuw", "gewijzigd", "gelijk", "geweigerd"
LEEG = {
    "titel": "",
    "omschrijving": "",
    "trekker": None,
    "partners": [],
    "van": None,
    "tot": None,
    "gebied": None,
    "quick_win": False,
    "kosten": None,
    "bron_van_geld": "",
}


class RijForm(Formulier, forms.Form):
    """The cells that a form of the working copy asks too, by the same rules."""

    titel = ActiviteitForm.base_fields["titel"]
    omschrijving = ActiviteitForm.base_fields["omschrijving"]
    van = ActiviteitForm.base_fields["van"]
    tot = ActiviteitForm.base_fields["tot"]
    kosten = ActiviteitForm.base_fields["kosten"]
    bron_van_geld = ActiviteitForm.base_fields["bron_van_geld"]


@dataclass
class Regel:
    """What one row would do; `waarden` is what it writes, `planregel` the line it changes."""

    nummer: int
    uitkomst: str
    titel: str
    doel: str
    velden: list[Veld] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    waarden: dict = field(default_factory=dict)
    bij: Doel | None = None
    planregel: Planregel | None = None

    @property
    def is_online(self):
        return self.planregel is not None and self.planregel.inzet.online_op is not None

    @property
    def periode(self) -> DateRange | None:
        van, tot = self.waarden["van"], self.waarden["tot"]
        return DateRange(van, tot and tot + timedelta(1)) if van or tot else None


@dataclass(frozen=True)
class Proef:
    """The whole dry run, in the order of the sheet."""

    regels: list[Regel]

    @cached_property
    def aantallen(self) -> Counter:
        return Counter(regel.uitkomst for regel in self.regels)

    def met(self, uitkomst) -> list[Regel]:
        return [regel for regel in self.regels if regel.uitkomst == uitkomst]

    @property
    def te_schrijven(self) -> list[Regel]:
        return self.met(NIEUW) + self.met(GEWIJZIGD)

    @property
    def mag(self) -> bool:
        """All or nothing: one row that is refused holds the others."""
        return bool(self.te_schrijven) and not self.aantallen[GEWEIGERD]

    @property
    def vingerafdruk(self) -> str:
        """Differs when the same file would do something else by now."""
        regels = [(r.nummer, r.uitkomst, r.doel, r.titel, r.fouten, r.velden) for r in self.regels]
        return sha256(repr(regels).encode()).hexdigest()


def proef(plan: Wijkplan, rijen: list[Rij]) -> Proef:
    """Weigh each row against the plan as it is now: six queries, however many rows."""
    bekend = Bekend(plan)
    return Proef([_weeg(rij, bekend) for rij in rijen])


def _weeg(rij, bekend):
    regel = Regel(rij.nummer, GEWEIGERD, rij.teksten.get("titel", ""), rij.teksten.get("doel", ""))
    regel.fouten += rij.fouten
    try:
        _zoek_op(regel, rij.teksten, bekend)
    except Fout as fout:
        regel.fouten.append(str(fout))
        return regel
    _lees(regel, rij.teksten, bekend)
    if not regel.fouten:
        regel.uitkomst = NIEUW if not regel.planregel else GEWIJZIGD if regel.velden else GELIJK
    return regel


def _zoek_op(regel, teksten, bekend):
    """The goal of a row, and its line in the plan if there is one."""
    kenmerk = teksten.get("kenmerk", "")
    if kenmerk:
        regel.planregel = bekend.regels.get(kenmerk.lower())
        if not regel.planregel:
            raise Fout(
                "Kenmerk: dit hoort niet bij een activiteit in dit plan. Maak de cel leeg als het "
                "een nieuwe activiteit is."
            )
        regel.bij = regel.planregel.inzet.doel
    _zoek_doel(regel, teksten.get("doel", ""), bekend)
    if not regel.planregel:
        _zoek_titel(regel, bekend)
    regel.doel = regel.bij.titel
    over = (
        regel.planregel.inzet.pk if regel.planregel else (regel.bij.pk, zonder_opmaak(regel.titel))
    )
    eerder = bekend.gezien.setdefault(over, regel.nummer)
    if eerder != regel.nummer:
        raise Fout(f"Deze activiteit staat ook in rij {eerder}. Haal een van de twee weg.")


def _zoek_doel(regel, tekst, bekend):
    if not tekst and regel.bij:
        return
    doel = _doel(tekst, bekend)
    if regel.bij and doel != regel.bij:
        raise Fout(
            f"Doel: deze activiteit staat bij ‘{regel.bij}’. Verplaatsen naar een ander doel "
            "doe je in de werkversie."
        )
    regel.bij = doel


def _doel(tekst, bekend):
    if not tekst:
        raise Fout("Doel: schrijf bij welk doel deze activiteit hoort.")
    if tekst.isascii() and tekst.isdigit() and len(tekst) < 4:
        if not 0 < int(tekst) <= len(bekend.doelen):
            raise Fout(
                f"Doel: er is geen doel {tekst}. Het plan heeft {len(bekend.doelen)} doelen."
            )
        return bekend.doelen[int(tekst) - 1]
    return een(bekend.doelnamen, tekst, "Doel", "in dit plan staat geen doel")


def _zoek_titel(regel, bekend):
    zelfde = bekend.bij_doel[regel.bij.pk, zonder_opmaak(regel.titel)]
    if len(zelfde) > 1:
        raise Fout("Activiteit: er zijn er bij dit doel twee met deze naam. Vul het kenmerk in.")
    regel.planregel = zelfde[0] if zelfde else None


def _lees(regel, teksten, bekend):
    """Fill `waarden` and `velden`: what a cell says, or what is there when it says the same."""
    waren = regel.planregel.waarden if regel.planregel else LEEG
    was = regel.planregel.als_tekst if regel.planregel else als_tekst(LEEG)
    anders = {n: t for n, t in teksten.items() if n in LEEG and t != was[n]}
    regel.waarden = waren | _uit_formulier(regel, was | anders, anders)
    for naam, zoek in ZOEKERS.items():
        if naam in anders:
            try:
                regel.waarden[naam] = zoek(anders[naam], bekend)
            except Fout as fout:
                regel.fouten.append(str(fout))
    _toets(regel, teksten, bekend)
    if not regel.fouten:
        wordt = als_tekst(regel.waarden)
        regel.velden = [
            Veld(KOLOMMEN[naam], was[naam], wordt[naam])
            for naam in LEEG
            if was[naam] != wordt[naam]
        ]


def _uit_formulier(regel, teksten, anders):
    form = RijForm(teksten)
    for naam in form.fields:
        if naam in form.errors and (naam in anders or not regel.planregel):
            regel.fouten += [f"{KOLOMMEN[naam]}: {fout}" for fout in form.errors[naam]]
    return {n: form.cleaned_data[n] for n in form.fields if n in anders and n in form.cleaned_data}


def _toets(regel, teksten, bekend):
    """What no cell can know by itself."""
    waarden, titel = regel.waarden, regel.waarden["titel"]
    if not waarden["trekker"] and not any(f.startswith("Trekker") for f in regel.fouten):
        regel.fouten.append("Trekker: schrijf welke organisatie dit trekt.")
    if waarden["van"] and waarden["tot"] and waarden["tot"] < waarden["van"]:
        regel.fouten.append("Klaar: de activiteit is klaar voordat zij begint. Kijk de data na.")
    waarden["partners"] = [p for p in waarden["partners"] if p != waarden["trekker"]]
    stand = regel.planregel.als_tekst["stand"] if regel.planregel else Stand.GEPLAND.label
    if teksten.get("stand", "").lower() not in ("", stand):
        regel.fouten.append(f"Stand: die is ‘{stand}’. Meld in de werkversie hoe het gaat.")
    if regel.planregel:
        _toets_elders(regel, bekend)
    regel.titel = titel or regel.titel


def _toets_elders(regel, bekend):
    """One activity at two goals has one name: rows that both change it must agree."""
    activiteit, nu = regel.planregel.inzet.activiteit, als_tekst(regel.waarden)
    hier = {naam: nu[naam] for naam in nu if naam not in ("gebied", "quick_win")}
    was = {naam: regel.planregel.als_tekst[naam] for naam in hier}
    if hier == was:
        return
    nummer, eerder = bekend.geschreven.setdefault(activiteit.pk, (regel.nummer, hier))
    if eerder != hier:
        regel.fouten.append(
            f"Dit is dezelfde activiteit als in rij {nummer}. Maak beide rijen gelijk."
        )
