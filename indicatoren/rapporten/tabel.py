"""A programme of a document as a page shows it: its own window of years over the shared figures."""

from dataclasses import dataclass, replace

from indicatoren.models import Indicator, Rapportregel
from indicatoren.reeksen import Cel, opmaak, reeksen

Soort = Rapportregel.Soort


@dataclass(frozen=True)
class Deel:
    """The rows of one kind, under one heading that carries the mark "samengevat"."""

    regels: list

    @property
    def is_samengevat(self):
        return any(regel.is_samengevat for regel in self.regels)

    def __bool__(self):
        return bool(self.regels)


class Programmatabel:
    """A branch of the document that has rows, with the names of the branches above it."""

    def __init__(self, programma, rapportage, reeksen):
        self.rapportage = rapportage
        self.naam = " – ".join(_pad(programma))
        self.regels = list(programma.regels.all())
        self.teksten = self._deel(Soort.TEKST)
        self.gebeurtenissen = self._deel(Soort.GEBEURTENIS)
        self.doelstellingen = self._deel(Soort.DOELSTELLING)
        self.resultaten = self._deel(Soort.RESULTAAT)
        self.maatregelen = self._deel(Soort.MAATREGEL)
        self.indicatoren = [
            self._indicatorrij(regel, reeksen[regel.indicator_id])
            for regel in self._deel(Soort.INDICATOR).regels
        ]
        self.maatregelrijen = [self._maatregelrij(regel) for regel in self.maatregelen.regels]
        self.indicatorlegenda = _legenda(
            cel for r in self.indicatoren for cel in [*r["realisatie"], *r["streef"], r["noot"]]
        )
        self.voetnoten = _voetnoten(
            cel for r in self.indicatoren for cel in [*r["realisatie"], *r["streef"]]
        )
        self.maatregellegenda = _legenda(
            rij[naam]
            for rij in self.maatregelrijen
            for naam in ("nr", "voortgang", "bedrag", "noot")
        )

    @property
    def heeft_samenvatting(self):
        return any(regel.is_samengevat for regel in self.regels)

    def _deel(self, soort):
        return Deel([regel for regel in self.regels if regel.soort == soort])

    def _indicatorrij(self, regel, reeks):
        rapportage = self.rapportage
        geen_streef = f"geen {rapportage.streefwoord} in dit document"
        streef = (reeks.streef(jaar) for jaar in rapportage.streefjaren)
        return {
            "reeks": reeks,
            "realisatie": [reeks.gemeten(jaar) for jaar in rapportage.realisatiejaren],
            "streef": [replace(cel, reden=geen_streef) if cel.reden else cel for cel in streef],
            "noot": _cel(regel.noot, "geen toelichting in dit document"),
        }

    def _maatregelrij(self, regel):
        bedrag = regel.bedrag
        if bedrag is not None:
            bedrag = opmaak(bedrag, 0 if bedrag == bedrag.to_integral_value() else 2)
        return {
            "regel": regel,
            "nr": _cel(regel.nr, "geen nummer in dit document"),
            "voortgang": _cel(regel.get_voortgang_display(), "geen voortgang in dit document"),
            "bedrag": _cel(bedrag, "geen apart bedrag in dit document"),
            "noot": _cel(regel.noot, "geen toelichting in dit document"),
        }


def _legenda(cellen):
    """Why there are dashes in a table: each reason once."""
    return list(dict.fromkeys(cel.reden for cel in cellen if cel.reden))


def _voetnoten(cellen):
    """What the document says of years without a figure: [(year, note)]."""
    return [(cel.jaar, noot) for cel in cellen if cel.reden for noot in cel.noten]


def _cel(tekst, reden):
    return Cel(tekst=tekst) if tekst else Cel(reden=reden)


def _pad(programma):
    return [*(_pad(programma.ouder) if programma.ouder else []), programma.naam]


def programmas(rapportage, stad):
    """The branches with rows of one document, in five queries however many rows it has."""
    takken = {tak.pk: tak for tak in rapportage.programmas.prefetch_related("regels")}
    for tak in takken.values():
        tak.ouder = takken.get(tak.ouder_id)
    indicatoren = {r.indicator_id for tak in takken.values() for r in tak.regels.all()}
    per_indicator = {
        reeks.indicator.pk: reeks
        for reeks in reeksen(Indicator.objects.filter(pk__in=indicatoren - {None}), stad)
    }
    return [
        Programmatabel(tak, rapportage, per_indicator)
        for tak in takken.values()
        if tak.regels.all()
    ]
