"""Can my idea? From the rules of a wijk and a few answers to ja, misschien or nee, with the rule.

Pure: no query but the kinds of plans in the rules, no clock, nothing is kept of who asks.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from buurtbudget.models import Categorie, Spelregels
from buurtbudget.regeltekst import dag, handtekeningen, maximum_van, weken
from kern.templatetags.onderdelen import euro

JA, MISSCHIEN, NEE = "ja", "misschien", "nee"
ZWAARTE = [JA, MISSCHIEN, NEE]
BESTAND = Path(__file__).parent / "gegevens" / "andere_regelingen.json"


@dataclass(frozen=True)
class Antwoorden:
    """What somebody tells of an idea; amounts in euro. `eten`: geen, ernaast or alleen."""

    wanneer: date
    bedrag: Decimal
    vast: bool = False
    categorie: Categorie | None = None
    straat_dicht: bool = False
    buiten: bool = False
    eten: str = "geen"
    vergoeding: bool = False
    eigen: Decimal = Decimal(0)
    handtekeningen: int = 0
    organisatie: bool = False


@dataclass(frozen=True)
class Punt:
    """One rule that says something about the idea; `doe` and `hoe` make it a yes."""

    woord: str
    zin: str
    regel: str
    doe: str = ""
    hoe: str = ""


@dataclass(frozen=True)
class Uitslag:
    woord: str
    punten: list[Punt]
    anders: list[dict] = field(default_factory=list)

    @property
    def zin(self):
        """Why, in one sentence: the heaviest rule first."""
        if not self.punten:
            return "Je idee past bij de regels van deze wijk."
        return next(punt.zin for punt in self.punten if punt.woord == self.woord)

    @property
    def te_doen(self):
        return [punt for punt in self.punten if punt.doe]


@dataclass(frozen=True)
class Klus:
    """Something else to arrange, and the last day for it."""

    tekst: str
    uitleg: str
    uiterlijk: date
    bron: str = ""
    label: str = "Uiterlijk"


def oordeel(regels: Spelregels, a: Antwoorden, vandaag: date) -> Uitslag:
    """The verdict. Every rule speaks for itself; the heaviest word is the answer."""
    bronnen = (_inname, _dag, _soort, _eten, _vrijwilligers, _bedrag, _eigen_deel, _buren)
    punten = [punt for bron in bronnen for punt in bron(regels, a, vandaag)]
    punten.sort(key=lambda punt: -ZWAARTE.index(punt.woord))
    woord = punten[0].woord if punten else JA
    return Uitslag(woord, punten, andere_regelingen(regels, a, woord))


def andere_regelingen(regels: Spelregels, a: Antwoorden, woord: str) -> list[dict]:
    """Schemes of the city that may fit better: the amount is too high here, or the answer is no."""
    te_veel = any(a.bedrag > grens for grens in _grenzen(regels, a))
    if a.vast or not (te_veel or woord == NEE):
        return []
    rijen = json.loads(BESTAND.read_text())
    past = next((r for r in rijen if r["tot"] is None or a.bedrag <= r["tot"]), None)
    return [past] if past else []


def klussen(regels: Spelregels, a: Antwoorden, rijen, vandaag: date) -> list[Klus]:
    """What else must be arranged, by date; `rijen` are those of NogRegelen."""
    waar = {
        "alles": True,
        "straat_afsluiten": a.straat_dicht,
        "buiten": a.buiten or a.straat_dicht,
        "fysiek": a.vast,
        "eten": a.eten != "geen",
    }
    lijst = [
        Klus(rij.tekst, rij.uitleg, a.wanneer - timedelta(days=rij.dagen), rij.bron)
        for rij in rijen
        if waar[rij.bij]
    ]
    eigen = "Regels van deze wijk"
    aanvragen = min(regels.sluit_op, a.wanneer - timedelta(weeks=regels.weken_vooruit))
    lijst.append(Klus("Vraag het geld aan", _mee(regels, a), aanvragen, eigen))
    if regels.uitslag_voor:
        zin = "Bestel of betaal niets voordat je antwoord hebt."
        lijst.append(Klus("Antwoord op je aanvraag", zin, regels.uitslag_voor, eigen, "Vóór"))
    bonnen = a.wanneer + timedelta(weeks=regels.declareren_weken)
    zin = "Met een foto. Dan krijg je je geld." if regels.foto_nodig else "Dan krijg je je geld."
    lijst.append(Klus("Stuur je bonnen", zin, bonnen, eigen))
    return sorted(lijst, key=lambda klus: klus.uiterlijk)


def _mee(r, a):
    nodig = r.handtekeningen_voor(fysiek=a.vast)
    delen = [f"met {handtekeningen(nodig)} van buren"] if nodig else []
    delen += ["met een tekening van de plek"] if a.vast else []
    return ", ".join(delen).capitalize() + "." if delen else ""


def _inname(r, a, vandaag) -> Iterator[Punt]:
    regel = f"Aanvragen kan van {dag(r.open_vanaf)} tot en met {dag(r.sluit_op)}."
    if vandaag > r.sluit_op:
        zin = f"De laatste dag om aan te vragen was {dag(r.sluit_op)}."
        hoe = f"Bel {r.contact_naam} om te horen wanneer dat is."
        yield Punt(NEE, zin, regel, "Wacht tot je weer kunt aanvragen", hoe)
    elif vandaag < r.open_vanaf:
        zin = f"Het kan, maar nog niet: aanvragen kan vanaf {dag(r.open_vanaf)}."
        yield Punt(MISSCHIEN, zin, regel, f"Vraag aan vanaf {dag(r.open_vanaf)}")
    if a.organisatie and not r.organisaties:
        zin = "In deze wijk kunnen alleen bewoners aanvragen."
        yield Punt(NEE, zin, zin, "Laat een bewoner aanvragen", "Jullie kunnen wel meehelpen.")


def _dag(r, a, vandaag) -> Iterator[Punt]:
    vroegst = max(vandaag, r.open_vanaf) + timedelta(weeks=r.weken_vooruit)
    if a.wanneer < vandaag:
        regel = "Het geld is voor iets dat nog moet komen."
        yield Punt(NEE, "Die dag is al voorbij.", regel, "Kies een dag die nog komt")
    elif r.weken_vooruit and a.wanneer < vroegst:
        regel = f"Vraag minstens {weken(r.weken_vooruit)} voor de dag zelf aan."
        zin = f"Die dag is te snel. Het kan op zijn vroegst op {dag(vroegst)}."
        hoe = f"Of bel {r.contact_naam}: misschien lukt het toch."
        yield Punt(NEE, zin, regel, f"Kies een dag vanaf {dag(vroegst)}", hoe)
    elif r.uitslag_voor and a.wanneer < r.uitslag_voor:
        regel = f"Je krijgt antwoord vóór {dag(r.uitslag_voor)}."
        zin = f"Je hoort het pas vóór {dag(r.uitslag_voor)}, misschien na jouw dag."
        yield Punt(MISSCHIEN, zin, regel, f"Kies een dag vanaf {dag(r.uitslag_voor)}")
    if r.zelfde_jaar and a.wanneer.year != r.jaar:
        regel = f"Je plan is in {r.jaar}."
        zin = f"Dit geld is voor {r.jaar}. Jouw dag is in {a.wanneer.year}."
        yield Punt(NEE, zin, regel, f"Kies een dag in {r.jaar}")


def _soort(r, a, vandaag) -> Iterator[Punt]:
    if not a.vast:
        return
    if r.fysiek == r.Fysiek.NEE:
        zin = "In deze wijk is er geen geld voor iets dat blijft staan."
        hoe = "Bijvoorbeeld iets dat je leent of huurt."
        yield Punt(NEE, zin, zin, "Kies iets dat weer weggaat", hoe)
    elif r.fysiek == r.Fysiek.NA_TOESTEMMING:
        werkgroep = r.toestemming_vraagt == r.Vrager.WERKGROEP
        wie = "De werkgroep vraagt het. Dat hoef jij niet te doen." if werkgroep else ""
        regel = "Iets dat blijft staan mag, als de gemeente het goed vindt."
        zin = "Het mag met buurtbudget. Maar de gemeente moet eerst ja zeggen over de plek."
        doe = "Teken de plek" if werkgroep else "Vraag de gemeente of het mag"
        hoe = f"Een kruisje op een kaartje of foto is genoeg. {wie}".strip()
        yield Punt(MISSCHIEN, zin, regel, doe, hoe)


def _eten(r, a, vandaag) -> Iterator[Punt]:
    if a.eten == "geen" or r.eten_drinken == r.EtenDrinken.JA:
        return
    if r.eten_drinken == r.EtenDrinken.NEE:
        regel = "Eten en drinken betalen we niet."
        if a.eten == "alleen":
            yield Punt(
                NEE,
                "Je vraagt geld voor eten en drinken. Dat betaalt deze wijk niet.",
                regel,
                "Vraag geld voor iets anders",
                "Bijvoorbeeld een springkussen, muziek of de huur van een zaal.",
            )
        else:
            zin = "Het kan, maar eten en drinken betaal je zelf."
            yield Punt(MISSCHIEN, zin, regel, "Vraag geen geld voor eten en drinken")
    elif a.eten == "alleen":
        yield Punt(
            NEE,
            "Alleen eten en drinken kan hier niet.",
            "Eten en drinken mag, als er ook iets anders te doen is.",
            "Doe er iets bij",
            "Bijvoorbeeld spelletjes, muziek of samen opruimen.",
        )


def _vrijwilligers(r, a, vandaag) -> Iterator[Punt]:
    if a.vergoeding and not r.vergoeding_vrijwilligers:
        regel = "Een vergoeding voor vrijwilligers betalen we niet."
        zin = "Het kan, maar niet het geld voor vrijwilligers."
        yield Punt(MISSCHIEN, zin, regel, "Vraag geen geld voor vrijwilligers")


def _bedrag(r, a, vandaag) -> Iterator[Punt]:
    if r.maximum and a.bedrag > r.maximum:
        regel = f"Hooguit {euro(r.maximum)} per aanvraag."
        yield _te_veel(a, r.maximum, regel)
    elif (soort := a.categorie) and soort.maximum and a.bedrag > soort.maximum:
        yield _te_veel(a, soort.maximum, maximum_van(soort))
    elif soort and soort.maximum and soort.per != Categorie.Per.AANVRAAG:
        zin = "Het kan, als er nog niemand anders aanvroeg voor dezelfde straat of hetzelfde adres."
        yield Punt(MISSCHIEN, zin, maximum_van(soort), "Vraag het na bij je buren")


def _te_veel(a, grens, regel):
    hoe = f"De rest, {euro(a.bedrag - grens)}, betaal je zelf of met anderen."
    zin = f"Het kan, maar niet voor {euro(a.bedrag)}."
    return Punt(MISSCHIEN, zin, regel, f"Vraag hooguit {euro(grens)}", hoe)


def _eigen_deel(r, a, vandaag) -> Iterator[Punt]:
    kosten = a.bedrag + a.eigen
    nodig = (kosten * r.eigen_deel / 100).quantize(Decimal("0.01"))
    if a.eigen < nodig:
        regel = f"Betaal zelf, of met anderen, minstens {r.eigen_deel} procent van de kosten."
        zin = f"Het kan, als je zelf of met anderen {euro(nodig)} betaalt."
        yield Punt(
            MISSCHIEN, zin, regel, f"Betaal zelf {euro(nodig)}", "Of zoek iemand die meedoet."
        )


def _buren(r, a, vandaag) -> Iterator[Punt]:
    nodig = r.handtekeningen_voor(fysiek=a.vast)
    if a.handtekeningen < nodig:
        regel = f"Vraag {handtekeningen(nodig)} van buren."
        zin = f"Het kan, als je {handtekeningen(nodig)} van buren hebt."
        hoe = "Vraag de mensen die het dichtst bij wonen."
        doe = f"Vraag nog {handtekeningen(nodig - a.handtekeningen)}"
        yield Punt(MISSCHIEN, zin, regel, doe, hoe)


def _grenzen(r, a):
    grenzen = [r.maximum, a.categorie and a.categorie.maximum]
    return [grens for grens in grenzen if grens]
